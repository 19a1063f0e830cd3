extension Integer {
  @inlinable
  public static func + (left: Integer, right: Integer) -> Integer {
    if case .small(let x) = left.storage, case .small(let y) = right.storage {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return Integer(sum) }
    }
    return sumLarge(left, right, subtracting: false)
  }

  @inlinable
  public static func - (left: Integer, right: Integer) -> Integer {
    if case .small(let x) = left.storage, case .small(let y) = right.storage {
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      if !overflow { return Integer(difference) }
    }
    return sumLarge(left, right, subtracting: true)
  }

  /// The product; schoolbook, so the time is the product of the numbers of limbs.
  @inlinable
  public static func * (left: Integer, right: Integer) -> Integer {
    if case .small(let x) = left.storage, case .small(let y) = right.storage {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return Integer(product) }
    }
    return productLarge(left, right)
  }

  @inlinable
  public static prefix func - (value: Integer) -> Integer {
    if case .small(let x) = value.storage, x != Int.min { return Integer(-x) }
    return negatedLarge(value)
  }

  @inlinable
  public static func += (left: inout Integer, right: Integer) { left = left + right }

  @inlinable
  public static func -= (left: inout Integer, right: Integer) { left = left - right }

  @inlinable
  public static func *= (left: inout Integer, right: Integer) { left = left * right }

  /// The value to a power, by squaring; 0 to the power of 0 is 1.
  ///
  /// - Precondition: `exponent` is not negative.
  /// - Complexity: quadratic in the bits of the result, which are about `exponent * bitWidth`.
  public func power(_ exponent: Int) -> Integer {
    precondition(exponent >= 0, "an integer power has an exponent of at least 0")
    if exponent == 0 { return 1 }
    switch small {
    case 0, 1: return self
    case -1: return exponent & 1 == 0 ? 1 : self
    case 2: return 1 << exponent
    default: break
    }
    var result: Integer = 1
    var square = self
    var remaining = exponent
    while remaining > 1 {
      if remaining & 1 == 1 { result *= square }
      square *= square
      remaining >>= 1
    }
    return result * square
  }

  /// The greatest common divisor, never negative; the gcd of 0 and x is the magnitude of x.
  ///
  /// - Complexity: quadratic in the bits of the larger operand.
  public static func gcd(_ left: Integer, _ right: Integer) -> Integer {
    var (x, y) = (left, right)
    while true {
      if case .small(let a) = x.storage, case .small(let b) = y.storage {
        return Integer(UInt64(gcd(a.magnitude, b.magnitude)))
      }
      if y.isZero { return x.magnitude }
      (x, y) = (y, x.dividedTruncating(by: y).remainder)
    }
  }

  private static func gcd(_ left: UInt, _ right: UInt) -> UInt {
    var (x, y) = (left, right)
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }

  @usableFromInline
  static func sumLarge(_ left: Integer, _ right: Integer, subtracting: Bool) -> Integer {
    let leftNegative = left.isNegative
    let rightNegative = right.isNegative != subtracting
    return left.withLimbs { x in
      right.withLimbs { y in
        if leftNegative == rightNegative { return Integer(limbs: Limbs.add(x, y), negative: leftNegative) }
        return Limbs.compare(x, y) >= 0
          ? Integer(limbs: Limbs.subtract(x, y), negative: leftNegative)
          : Integer(limbs: Limbs.subtract(y, x), negative: rightNegative)
      }
    }
  }

  @usableFromInline
  static func productLarge(_ left: Integer, _ right: Integer) -> Integer {
    let limbs = left.withLimbs { x in right.withLimbs { y in Limbs.multiply(x, y) } }
    return Integer(limbs: limbs, negative: left.isNegative != right.isNegative)
  }

  @usableFromInline
  static func negatedLarge(_ value: Integer) -> Integer {
    Integer(limbs: value.limbs, negative: !value.isNegative)
  }
}
