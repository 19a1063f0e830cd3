import HwgenBits
import HwgenSupport
import HwgenTypes

/// The way of a port, as seen from outside its module.
public enum PortDirection: UInt8, BitwiseCopyable, Sendable, CustomStringConvertible {
  case input, output
  /// Both ways at once: a pad, which is joined with other such ports and is no value.
  case `inout`
  public var description: String { self == .input ? "in" : self == .output ? "out" : "inout" }
  /// The other one.
  public var flipped: PortDirection { self == .input ? .output : self == .output ? .input : .inout }
  /// Whether an instance has an operand for such a port.
  @inlinable public var isOperand: Bool { self != .output }
}

/// A port of a module: a plain vector. Records and repeated ports have been expanded before.
public struct Port: Equatable, BitwiseCopyable, Sendable {
  public let name: NameID
  public let direction: PortDirection
  /// Has a constant width.
  public let type: TypeID
  public let location: LocationID
  /// Of a port that a record or repeated port became: bit *i* is 1 if what is behind underscore *i* of the name is a field
  /// or index of what is before it. Those from the 33rd underscore on are not told.
  public let partMarks: UInt32

  public init(
    name: NameID, direction: PortDirection, type: TypeID, location: LocationID, partMarks: UInt32 = 0
  ) {
    self.partMarks = partMarks
    self.name = name
    self.direction = direction
    self.type = type
    self.location = location
  }
}

/// A module of a netlist, known by its declaration before it has cells.
public struct ModuleID: Hashable, BitwiseCopyable, Sendable {
  public let raw: UInt32
  @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// The inside of a module: flat storage. A `ModuleBuilder` makes it, a netlist keeps it and lends it; it is never changed.
///
/// Cell *i* computes net *i*; the first cells are the ports, in order. A cell's operands have smaller indices than the
/// cell, but for the inputs of instances; feedback goes through `drives`, which are sorted by target, then by low bit.
///
/// A handful of pointers without reference counts: it must not be used beyond its netlist.
public struct Module: BitwiseCopyable {
  public let cells: ColumnView<Cell>
  /// The operands of all cells: index it with `operandRange(of:)`.
  public let operands: ColumnView<NetID>
  public let drives: ColumnView<Drive>
  let parts: Unmanaged<ModuleParts>
  /// The cells that are ports.
  public let portCount: Int
  let facts: ModuleFacts
  /// Something of what follows is not empty.
  public let hasParts: Bool

  /// Constants of more than 32 bits; a literal's cell has the index.
  public var literals: ContiguousArray<BitVector> { parts._withUnsafeGuaranteedRef { $0.literals } }
  /// What the memories are; a memory's cell has the index.
  public var memories: ContiguousArray<MemoryShape> { parts._withUnsafeGuaranteedRef { $0.memories } }
  /// The assertions, covers and prints, in the order of the program; a check's cell has the index.
  public var checks: ContiguousArray<Check> { parts._withUnsafeGuaranteedRef { $0.checks } }
  /// The tree of `when` and `switch`, the values of the cases, and what is driven under conditions: in the order of the
  /// program.
  public var choices: ContiguousArray<Choice> { parts._withUnsafeGuaranteedRef { $0.choices } }
  public var branches: ContiguousArray<Branch> { parts._withUnsafeGuaranteedRef { $0.branches } }
  public var keys: ContiguousArray<NetID> { parts._withUnsafeGuaranteedRef { $0.keys } }
  public var assignments: ContiguousArray<Assignment> { parts._withUnsafeGuaranteedRef { $0.assignments } }
  /// The assignments by target, and of each target in the order of the program.
  public var assignmentOrder: ContiguousArray<UInt32> { parts._withUnsafeGuaranteedRef { $0.assignmentOrder } }
  /// The attributes of the module itself, then those of its cells in their order, and of each in the order of the program.
  public var attributes: ContiguousArray<Attribute> { parts._withUnsafeGuaranteedRef { $0.attributes } }

  /// What instances give late parameters, in the order of the instances; and what must hold of the module's own beside what
  /// is declared.
  public var lateArguments: ContiguousArray<LateArguments> { parts._withUnsafeGuaranteedRef { $0.lateArguments } }
  public var lateConstraints: ContiguousArray<ExprID> { parts._withUnsafeGuaranteedRef { $0.lateConstraints } }

  public var hasAssignments: Bool { hasParts && parts._withUnsafeGuaranteedRef { !$0.assignments.isEmpty } }
  public var hasMemories: Bool { hasParts && parts._withUnsafeGuaranteedRef { !$0.memories.isEmpty } }

  /// Whether there are instances, which a search through the hierarchy asks first.
  public var hasInstances: Bool { facts.hasInstances }

  /// Whether a signal inside has a name: false is certain, true is not. Constant time.
  public func mayDeclare(_ name: NameID) -> Bool { facts.nameBits & ModuleFacts.nameBit(name) != 0 }

  @inlinable
  public func operandRange(of net: NetID) -> Range<Int> {
    let next = net.index + 1
    return Int(cells[net.index].firstOperand)..<(next < cells.count ? Int(cells[next].firstOperand) : operands.count)
  }

  @inlinable
  public func operand(_ position: Int, of net: NetID) -> NetID {
    operands[Int(cells[net.index].firstOperand) + position]
  }

  @inlinable
  public func operands(of net: NetID) -> Slice<ColumnView<NetID>> { operands[operandRange(of: net)] }

  /// The value of a literal cell.
  public func literal(_ net: NetID, width: Int) -> BitVector {
    let cell = cells[net.index]
    return width <= 32 ? BitVector(width: width, low: UInt64(cell.auxiliary)) : literals[Int(cell.auxiliary)]
  }

  /// The drives of one target, in ascending order of their bits.
  public func drives(of target: NetID) -> Slice<ColumnView<Drive>> {
    drives[firstDrive(of: target, above: 0)..<firstDrive(of: target, above: .max)]
  }

  /// The first drive of a target that reaches above `low`, or of a later target. O(log drives).
  func firstDrive(of target: NetID, above low: Int) -> Int {
    var first = 0
    var end = drives.count
    while first < end {
      let middle = (first + end) / 2
      let drive = drives[middle]
      if drive.target.raw < target.raw || drive.target == target && Int(drive.low) + Int(drive.width) <= low {
        first = middle + 1
      } else {
        end = middle
      }
    }
    return first
  }
}
