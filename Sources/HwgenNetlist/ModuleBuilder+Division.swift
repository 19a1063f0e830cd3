import HwgenSupport
import HwgenTypes

/// Quotients and remainders of numbers of different widths.
extension ModuleBuilder {
  /// `divide`, as wide as `a`, or `modulo`, as wide as `b`. The narrower one is extended to the width of the other, and
  /// the result cut. Throws `typeMismatch`, `badOperand`.
  public func division(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) -> NetID {
    try check(a)
    try check(b)
    let (left, right) = (types.kind(of: type(of: a)), types.kind(of: type(of: b)))
    let widths = (width(of: a), width(of: b))
    guard left == right, left == .uint || left == .sint, widths.0 != widths.1 else {
      return try binary(operation, a, b)
    }
    let extending: Operation = left == .sint ? .signExtend : .zeroExtend
    let width = max(widths.0, widths.1)
    let wideA = try extend(extending, a, width: width)
    let result = try binary(operation, wideA, try extend(extending, b, width: width))
    return try truncate(result, width: operation == .divide ? widths.0 : widths.1)
  }
}
