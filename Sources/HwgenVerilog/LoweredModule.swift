import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// How one net reads in the text.
enum Reading: UInt8, BitwiseCopyable {
  /// As its own name or its own expression.
  case plain
  /// As the net `target`.
  case alias
  /// As bits of the net `target`, from `low` upwards.
  case slice
  /// As the constant 0 of its width.
  case zero
}

/// What lowering has found out about one net.
struct NetFlags: OptionSet, BitwiseCopyable {
  var rawValue: UInt16
  /// Something that is printed reads it, or it is printed for its own sake.
  static let live = NetFlags(rawValue: 1)
  /// It has a name in the text.
  static let named = NetFlags(rawValue: 2)
  /// It needs a name because of how it is read.
  static let forced = NetFlags(rawValue: 4)
  /// Its place in the order of statements is fixed.
  static let ordered = NetFlags(rawValue: 8)
  /// All of its bits are read.
  static let readWhole = NetFlags(rawValue: 16)
  /// It is declared ahead of the statements: it may be read before it is driven.
  static let declaredFirst = NetFlags(rawValue: 32)
  /// An instance drives it directly.
  static let drivenByInstance = NetFlags(rawValue: 64)
  /// Its expression, where it stands inline, holds a signed operation.
  static let hasSign = NetFlags(rawValue: 128)
  /// It is put together from segments: it stands in the text only if something reads it whole.
  static let assembled = NetFlags(rawValue: 256)
  /// A register or choice that is an output port, and that port: each is the other's `target`.
  static let registerPort = NetFlags(rawValue: 512)
  /// Its expression, where it stands inline, selects bits of something.
  static let hasSelect = NetFlags(rawValue: 1024)
  /// Folding has found it to be constant.
  static let folded = NetFlags(rawValue: 2048)
  /// It is driven under conditions.
  static let conditional = NetFlags(rawValue: 4096)
  /// A literal that is a key of a `choose`, where it stands as its value, or a divisor that does not stand there.
  static let key = NetFlags(rawValue: 8192)
  /// A literal that stands in the text of a block: as a case, a reset value, or a value that is assigned.
  static let constant = NetFlags(rawValue: 16384)
  /// Its expression, where it stands inline, reads a word of a memory.
  static let hasWord = NetFlags(rawValue: 32768)
}

/// What a branch has statements for.
struct BranchReader: OptionSet, BitwiseCopyable {
  var rawValue: UInt8
  static let combinational = BranchReader(rawValue: 1)
  static let clocked = BranchReader(rawValue: 2)
  static let check = BranchReader(rawValue: 4)
  static let count = 3

  var index: Int { rawValue.trailingZeroBitCount }
}

/// Where a register's controls stand among its operands.
enum ControlPosition: Int {
  case enable = 1
  case reset = 2
}

/// The Verilog form of one module, before names: for each net how it reads, whether it stands inline or has a name, and
/// the order of the statements.
///
/// This is the flat Verilog tree: an inlined net is an expression node, a named one a statement, and the cells' operands,
/// through `resolved`, are the edges. `lower` fills it, naming fills `name`, `ModuleWriter` prints it and begins
/// the next module of the design with it, so that its tables are made once. It is an object because a structure of this
/// size is copied wherever a closure or a call borrows it; only its writer holds it.
final class LoweredModule {
  let netlist: Netlist
  /// How many cells and ports the module itself has.
  @exclusivity(unchecked) var ownCount = 0
  @exclusivity(unchecked) var portCount = 0
  /// See `Module`.
  @exclusivity(unchecked) var hasParts = false
  /// The module's late parameters; and whether the width of some net is left to Verilog.
  @exclusivity(unchecked) var late: LateParameters?
  @exclusivity(unchecked) var hasLate = false
  /// There are cells of these sorts.
  @exclusivity(unchecked) var hasSlices = false
  @exclusivity(unchecked) var hasNamedLiterals = false
  @exclusivity(unchecked) var cells = Column<Cell>()
  @exclusivity(unchecked) var operands = Column<NetID>()
  @exclusivity(unchecked) var drives = Column<Drive>()
  /// The values of literals above 32 bits.
  @exclusivity(unchecked) var literals: ContiguousArray<BitVector> = []
  @exclusivity(unchecked) var memories: ContiguousArray<MemoryShape> = []
  /// The write ports of all memories; a memory's begin at its `target`.
  @exclusivity(unchecked) var writes: ContiguousArray<LoweredWrite> = []
  @exclusivity(unchecked) var writeParts: ContiguousArray<WritePart> = []

  @exclusivity(unchecked) var width = Column<UInt32>()
  @exclusivity(unchecked) var reading = Column<Reading>()
  @exclusivity(unchecked) var target = Column<UInt32>()
  @exclusivity(unchecked) var low = Column<UInt32>()
  @exclusivity(unchecked) var flags = Column<NetFlags>()
  @exclusivity(unchecked) var reads = Column<UInt32>()
  @exclusivity(unchecked) var length = Column<UInt8>()
  @exclusivity(unchecked) var operators = Column<UInt8>()
  /// The hash of the cone of each live net, down to what has a name of its own.
  @exclusivity(unchecked) var cone = Column<UInt64>()
  /// Index into `names` of each named net and each instance.
  @exclusivity(unchecked) var name = Column<UInt32>()
  let names = LocalNames()
  @exclusivity(unchecked) var signalNames = SignalNames()

  /// The pure cells and plainly driven wires that are live, operands first.
  @exclusivity(unchecked) var order = Column<UInt32>()
  /// The nets declared ahead of the statements, in order.
  @exclusivity(unchecked) var declaredFirst: ContiguousArray<UInt32> = []
  @exclusivity(unchecked) var registers: ContiguousArray<UInt32> = []
  /// The memories that are live.
  @exclusivity(unchecked) var memoryNets: ContiguousArray<UInt32> = []
  /// The entry in `names` of the variable that runs through memories at power-up, or none.
  @exclusivity(unchecked) var loopName = LoweredModule.none
  @exclusivity(unchecked) var instances: ContiguousArray<UInt32> = []
  /// The net of each output port of each instance; an instance's begin at its `target`.
  @exclusivity(unchecked) var instanceOutputs: ContiguousArray<UInt32> = []
  /// Outputs of instances that nothing reads: instance, port, entry in `names`.
  @exclusivity(unchecked) var unusedOutputs: ContiguousArray<(instance: UInt32, port: UInt32, name: UInt32)> = []
  /// The pins of external instances that are signed and have nets of their own, in order: instance, port, entry in `names`.
  @exclusivity(unchecked) var signedPins: ContiguousArray<(instance: UInt32, port: UInt32, name: UInt32)> = []
  /// Reads of some bits of a net.
  @exclusivity(unchecked) var partialReads: ContiguousArray<(net: UInt32, low: UInt32, width: UInt32)> = []

  /// What folding knows of each net, and the values of constants of more than 64 bits.
  @exclusivity(unchecked) var bounds = Column<Bounds>()
  @exclusivity(unchecked) var wideConstants: [Int: BitVector] = [:]
  /// The program: see `Module`. Branches that are always or never taken are resolved.
  @exclusivity(unchecked) var choices: ContiguousArray<Choice> = []
  @exclusivity(unchecked) var branches: ContiguousArray<Branch> = []
  @exclusivity(unchecked) var keys: ContiguousArray<NetID> = []
  @exclusivity(unchecked) var assignments: ContiguousArray<Assignment> = []
  @exclusivity(unchecked) var assignmentOrder: ContiguousArray<UInt32> = []
  /// The assertions, covers and prints; one that folding has found to do nothing has the branch `never`.
  @exclusivity(unchecked) var checks: ContiguousArray<Check> = []
  /// By branch: for what it stands in the text.
  @exclusivity(unchecked) var branchReads: ContiguousArray<BranchReader> = []
  /// By choice and reader: the first branch whose condition is not read; of a `switch`, any if its selector is not.
  @exclusivity(unchecked) var unreadBranch: ContiguousArray<UInt32> = []
  /// Where the members of each combinational block begin in `blockMembers`.
  @exclusivity(unchecked) var blocks: ContiguousArray<UInt32> = []
  @exclusivity(unchecked) var blockMembers: ContiguousArray<UInt32> = []

  /// The attributes of the module and of its nets, and by net where they stand there; empty if there are none.
  @exclusivity(unchecked) var attributes: ContiguousArray<Attribute> = []
  @exclusivity(unchecked) var attributeRanges: [UInt32: Range<Int>] = [:]

  /// The vectors that are split, in the order of their pieces: the first of these, and the type.
  @exclusivity(unchecked) var splitTypes: ContiguousArray<(first: UInt32, type: TypeID)> = []

  /// Nets that a pass is still to visit; empty between passes.
  @exclusivity(unchecked) var stack = Column<UInt32>()

  static let none = UInt32.max
  /// The branch of a check that is never reached.
  static let never = UInt32.max - 1
  static let maximumLength = 100
  static let maximumOperators = 30
  static let temporaryLength = 12
  /// The bits of a shift's amount that are read as a number: all ones of them shift anything out. Verilator refuses a
  /// shift by a constant of more than 32 bits, and takes one of 32 bits for negative, also where it finds the constant
  /// itself.
  static let maximumAmountWidth = 24

  init(_ netlist: Netlist) { self.netlist = netlist }

  /// Begins a module: forgets all of the one before, and keeps the room that it took.
  func begin(_ module: Module) {
    ownCount = module.cells.count
    (hasSlices, hasNamedLiterals) = (false, false)
    portCount = module.portCount
    cells.refill(with: module.cells.elements)
    operands.refill(with: module.operands.elements)
    drives.refill(with: module.drives.elements)
    let count = cells.count
    width.refill(with: 0, count: count)
    reading.refill(with: .plain, count: count)
    target.refill(with: 0, count: count)
    low.refill(with: 0, count: count)
    flags.refill(with: [], count: count)
    reads.refill(with: 0, count: count)
    length.refill(with: 0, count: count)
    operators.refill(with: 0, count: count)
    cone.refill(with: 0, count: count)
    name.refill(with: LoweredModule.none, count: count)
    names.removeAll()
    order.empty()
    declaredFirst.empty()
    registers.empty()
    memoryNets.empty()
    loopName = LoweredModule.none
    instances.empty()
    instanceOutputs.empty()
    unusedOutputs.empty()
    if !signedPins.isEmpty { signedPins = [] }
    partialReads.empty()
    if !splitTypes.isEmpty { splitTypes = [] }
    stack.empty()
    blocks.empty()
    blockMembers.empty()
    if module.hasParts || hasParts { beginParts(module) }
  }

  @inline(__always)
  func operandRange(_ net: Int) -> Range<Int> {
    let next = net + 1
    return Int(cells[net].firstOperand)..<(next < cells.count ? Int(cells[next].firstOperand) : operands.count)
  }

  @inline(__always)
  func operand(_ net: Int, _ position: Int) -> Int { operands[Int(cells[net].firstOperand) + position].index }

  /// The net as which `net` reads: itself or what it is another name for.
  @inline(__always)
  func resolved(_ net: Int) -> Int {
    var net = net
    while reading[net] == .alias { net = Int(target[net]) }
    return net
  }

  /// The drives of an output, wire or register.
  @inline(__always)
  func driveRange(_ net: Int) -> Range<Int> {
    let first = Int(low[net])
    var end = first
    while end < drives.count, drives[end].target.index == net { end += 1 }
    return first..<end
  }

  @inline(__always)
  func hasUserName(_ net: Int) -> Bool { !cells[net].name.isNone }

  /// Whether the net is a literal that is a member of an enumeration: it stands in the text if something reads it.
  func isMember(_ net: Int) -> Bool {
    cells[net].operation == .literal && !flags[net].contains(.folded)
      && netlist.types.kind(of: cells[net].type) == .enumeration
  }

  /// Whether the net is driven once, in full.
  @inline(__always)
  func isDrivenWhole(_ net: Int) -> Bool { !isConditional(net) && drives[Int(low[net])].width == width[net] }

  @inline(__always)
  func isSigned(_ net: Int) -> Bool { netlist.types.isSigned(cells[net].type) }

  @inline(__always)
  func literal(_ net: Int) -> BitVector {
    let auxiliary = cells[net].auxiliary
    return width[net] <= 32 ? BitVector(width: Int(width[net]), low: UInt64(auxiliary)) : literals[Int(auxiliary)]
  }

  /// The operand of a register that says when: its enable, unless that is constantly 1, or its reset, unless that is
  /// constantly 0. Nil where there is none.
  @inline(__always)
  func control(_ register: Int, _ position: ControlPosition) -> Int? {
    let operand = operands[Int(cells[register].firstOperand) + position.rawValue]
    if operand == .none { return nil }
    if let constant = constantBit(operand.index),
      constant == (position == .enable || cells[operand.index].type.isActiveLow)
    {
      return nil
    }
    return operand.index
  }

  /// Whether the register never takes its next value.
  @inline(__always)
  func isHeld(_ register: Int) -> Bool {
    let enable = operands[Int(cells[register].firstOperand) + ControlPosition.enable.rawValue]
    return enable != .none && constantBit(enable.index) == false
  }
}
