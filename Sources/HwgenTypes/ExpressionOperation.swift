/// What a node of an `ExpressionStore` is. The raw values are the order of terms and operands; parameters come first and
/// constants last.
enum ExpressionOperation: UInt8, BitwiseCopyable, Sendable {
  /// Payload: the name.
  case parameter
  /// A product of powers: factor and exponent in turn, factors sorted, of degree 2 or more.
  case monomial
  /// A sum of terms: coefficient and monomial in turn, terms sorted.
  case polynomial
  case divide, modulo
  case minimum, maximum
  case ceilingLog2
  case power
  /// Two summands or factors whose sum or product is beyond a limit.
  case sum, product
  case length, index
  /// A host's hook. Payload: the name.
  case call
  case conditional
  /// `p >= 0` and `p == 0`.
  case atLeastZero, isZero
  /// Equality of two operands that are no integers.
  case equal
  case and, or, not
  case list
  /// Name (a string) and value in turn.
  case record
  /// Payload: the type; operands: the expressions in it.
  case type
  case string, opaque, generator, boolean
  /// Payload: the value, or its index where it is larger than a machine word.
  case integer, largeInteger

  /// Whether a node that is left over although all operands are values has failed.
  var isStuckWhenConstant: Bool {
    switch self {
    case .divide, .modulo, .ceilingLog2, .power, .sum, .product, .index, .call: true
    default: false
    }
  }
}

/// What is known of a node and everything below it. A value has none.
struct ExpressionFlags: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt8
  static let hasParameters = ExpressionFlags(rawValue: 1)
  static let canFail = ExpressionFlags(rawValue: 2)
  static let hasCall = ExpressionFlags(rawValue: 4)
}
