import HwgenSupport

/// An expression over parameters, interned in a `TypeStore`: equal canonical forms are one id. A value is an expression
/// without parameters.
public struct ExprID: Hashable, BitwiseCopyable, Sendable {
  public let raw: UInt32
  @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// A hardware type, interned in a `TypeStore`: equal types are one id.
///
/// The types without operands have fixed ids. A type whose widths mention parameters is a *template*; `TypeStore`
/// substitutes values for them. Only types of constant width reach a netlist, but for late parameters.
public struct TypeID: Hashable, BitwiseCopyable, Sendable {
  public let raw: UInt32
  @inlinable public init(raw: UInt32) { self.raw = raw }

  /// One bit.
  public static let bit = TypeID(raw: 0)
  /// A clock; registers sample at its rising edge, and of its inverse at the falling one.
  public static let clock = TypeID(raw: 1)
  /// A synchronous reset, active high.
  public static let reset = TypeID(raw: 2)
  /// An asynchronous reset, active high.
  public static let asyncReset = TypeID(raw: 3)
  /// A synchronous reset, active low.
  public static let resetLow = TypeID(raw: 4)
  /// An asynchronous reset, active low.
  public static let asyncResetLow = TypeID(raw: 5)

  /// Whether it is a reset of any kind and polarity.
  @inlinable public var isReset: Bool { raw >= 2 && raw <= 5 }
  /// Whether it is a reset that acts at once.
  @inlinable public var isAsyncReset: Bool { raw == 3 || raw == 5 }
  /// Of a reset, the same kind with the other polarity.
  @inlinable public var inverted: TypeID { TypeID(raw: isActiveLow ? raw - 2 : raw + 2) }
  /// Whether it is a reset that acts while it is 0.
  @inlinable public var isActiveLow: Bool { raw == 4 || raw == 5 }
}

/// What sort of type a `TypeID` names.
public enum TypeKind: UInt8, BitwiseCopyable, Sendable {
  case bit, clock, reset, asyncReset
  /// The resets that are active low.
  case resetLow, asyncResetLow
  /// Plain bits: logic and shifts, no arithmetic.
  case bits
  /// An unsigned number.
  case uint
  /// A signed number in two's complement.
  case sint
  /// `count` elements of one type; element 0 is the least significant.
  case array
  /// Named fields; the first declared is the most significant.
  case record
  /// A type given by an expression: a parameter of kind type, or an `if` between types.
  case expression
  /// Named members, each with a code.
  case enumeration
  /// One of some variants, each with a value of its own type or none: a tag above the value.
  case union
  /// A number in units of a power of 2: without sign, and in two's complement.
  case ufix, sfix

  /// Whether it is a fixed-point number.
  @inlinable public var isFixed: Bool { self == .ufix || self == .sfix }

  /// Clocks and resets: no values to compute with.
  @inlinable public var isControl: Bool {
    switch self {
    case .clock, .reset, .asyncReset, .resetLow, .asyncResetLow: true
    case .bit, .bits, .uint, .sint, .array, .record, .expression, .enumeration, .union, .ufix, .sfix: false
    }
  }
}

/// A field of a record type.
public struct RecordField: Hashable, Sendable {
  public let name: NameID
  /// Its widths may be expressions.
  public let type: TypeID
  /// Whether the field runs against the direction of the port that holds it.
  public let isFlipped: Bool

  public init(name: NameID, type: TypeID, isFlipped: Bool = false) {
    self.name = name
    self.type = type
    self.isFlipped = isFlipped
  }
}
