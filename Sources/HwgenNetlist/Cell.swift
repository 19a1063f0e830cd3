import HwgenSupport
import HwgenTypes

/// What a cell computes. `docs/guide/semantics.md` defines the value of each for every input.
///
/// New operations go to the end: the raw value of each goes into the digests of names in the Verilog, so that a design
/// keeps its names from one version of the library to the next.
public enum Operation: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// An input port; `auxiliary` is the port's index. No operands.
  case input
  /// An output port; driven, and readable. `auxiliary` is the port's index.
  case output
  /// Driven, and readable.
  case wire
  /// State; driven with its next value. Operands: clock, enable, reset, reset value, initial value; `NetID.none` where
  /// there is none. Both values are literals.
  case register
  /// A constant: `auxiliary` is the value up to 32 bits, an index into the module's literals above.
  case literal
  /// An instance of the module `auxiliary`. Operands: one for each input port, in port order.
  case instance
  /// The output port `auxiliary` of the instance that is the operand.
  case instanceOutput
  case not, negate, reduceAnd, reduceOr, reduceXor
  case and, or, xor, add, subtract, multiply
  case equal, notEqual, less, lessEqual
  /// The amount is the second operand, of any width.
  case shiftLeft, shiftRight
  /// Operands: selector of one bit, value for 1, value for 0.
  case mux
  /// Bits from `auxiliary` upwards, as many as the type is wide: slices, elements, fields, truncation.
  case extract
  /// The first operand is the most significant.
  case concat
  case zeroExtend, signExtend
  /// The same bits as another type.
  case cast
  /// Both operands and the result have one type; towards zero, 0 for a divisor of 0.
  case divide
  /// The remainder of `divide`; the dividend for a divisor of 0.
  case modulo
  /// Operands: the selector; for each case a literal of the selector's type and a value; the value else, unless the
  /// literals are all that the selector can be.
  case choose
  /// Operands: what has the bits, and the index, of any width. The bits from the index times `auxiliary` upwards, as many
  /// as the type is wide; 0 if the index is that of no place where all of them are there.
  case index
  /// Operands: a value, an index of no more bits than the elements need, an element. The value with the element at the
  /// index times the element's width; unchanged if the index is that of no element.
  case replace
  /// Words of the type, as many as `Module.memories[auxiliary]` says. No operands, and no value: its ports name it.
  case memory
  /// Operands: memory, address.
  case memoryRead
  /// State. Operands: memory, clock, enable or `NetID.none`, address; `auxiliary` is a `ReadDuringWrite`.
  case memoryReadSync
  /// Operands: memory, clock, enable or `NetID.none`, address, data, mask or `NetID.none`. No value.
  case memoryWrite
  /// A statement of simulations and proofs at a clock's edge: `Module.checks[auxiliary]` says which. No value.
  case check
  /// A Clock of its own that is a Bit or a Clock; synchronous to the clock `auxiliary`, or to none if that is
  /// `NetID.none`.
  case derivedClock
  /// The same value of no clock domain; `auxiliary` is a `Crossing`.
  case crossing

  /// An inout port; `auxiliary` is the port's index. No operands, and no value: instances are joined with it.
  case `inout`

  /// Whether a cell of it is no value, so that nothing but what it belongs to may name it.
  @inlinable public var hasNoValue: Bool {
    @inline(__always) get {
      self == .instance || self == .memory || self == .memoryWrite || self == .check || self == .inout
    }
  }
}

extension Operation {
  /// What a port of this way is inside its module.
  init(_ direction: PortDirection) {
    switch direction {
    case .input: self = .input
    case .output: self = .output
    case .inout: self = .inout
    }
  }
}

/// A cell's only result, and a cell itself: its index in the module. An instance's results are cells of their own.
public struct NetID: Hashable, BitwiseCopyable, Sendable {
  public let raw: UInt32
  @inlinable public init(raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { @inline(__always) get { Int(raw) } }
  /// No net: an absent operand.
  @inlinable public static var none: NetID { NetID(raw: .max) }
}

/// One cell of a module: 24 bytes. Its operands stand in the module's pool, up to where the next cell's begin.
public struct Cell: BitwiseCopyable, Sendable {
  /// What it computes, or is.
  public var operation: Operation
  /// The type of its value.
  public var type: TypeID
  /// Where its operands begin in the module's pool.
  public var firstOperand: UInt32
  /// What the operation needs beside operands: see `Operation`.
  public var auxiliary: UInt32
  /// Where in the host's source it was made.
  public var location: LocationID
  /// The user's name for it, or none.
  public var name: NameID

  @inlinable
  public init(
    _ operation: Operation, type: TypeID, firstOperand: UInt32, auxiliary: UInt32, location: LocationID,
    name: NameID = .none
  ) {
    self.operation = operation
    self.type = type
    self.firstOperand = firstOperand
    self.auxiliary = auxiliary
    self.location = location
    self.name = name
  }
}

extension Cell {
  /// Whether its name is one of a port, a value, a constant or a memory.
  public var isSignal: Bool { operation != .instance && operation != .check }
}

/// `width` bits of a target, from `low` upwards, driven by a value.
public struct Drive: BitwiseCopyable, Sendable {
  /// An output, a wire or a register.
  public var target: NetID
  /// The first of its bits that is driven.
  public var low: UInt32
  /// How many are driven.
  public var width: UInt32
  /// A value of as many bits.
  public var value: NetID
  public var location: LocationID

  @inlinable
  public init(target: NetID, low: UInt32, width: UInt32, value: NetID, location: LocationID) {
    self.target = target
    self.low = low
    self.width = width
    self.value = value
    self.location = location
  }
}
