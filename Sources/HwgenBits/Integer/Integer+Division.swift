extension Integer {
  /// Division that rounds down, as Python's `//` and `%`: `self == quotient * divisor + remainder`, and the remainder
  /// is zero or has the sign of the divisor.
  ///
  /// - Precondition: `divisor` is not zero.
  @inlinable
  public func dividedFloor(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    let (quotient, remainder) = dividedTruncating(by: divisor)
    if !remainder.isZero, remainder.isNegative != divisor.isNegative {
      return (quotient - 1, remainder + divisor)
    }
    return (quotient, remainder)
  }

  /// Division that rounds towards zero, as C's and Verilog's `/` and `%`: `self == quotient * divisor + remainder`, and
  /// the remainder is zero or has the sign of the dividend.
  ///
  /// - Precondition: `divisor` is not zero.
  @inlinable
  public func dividedTruncating(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    precondition(!divisor.isZero, "division by zero")
    if case .small(let x) = storage, case .small(let y) = divisor.storage, !(x == Int.min && y == -1) {
      let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
      return (Integer(quotient), Integer(remainder))
    }
    return dividedLarge(by: divisor)
  }

  @usableFromInline
  func dividedLarge(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    let (quotient, remainder) = withLimbs { x in divisor.withLimbs { y in Limbs.divide(x, y) } }
    return (
      Integer(limbs: quotient, negative: isNegative != divisor.isNegative),
      Integer(limbs: remainder, negative: isNegative)
    )
  }
}
