extension Integer {
  /// The value times 2^count.
  ///
  /// - Precondition: `count` is not negative, and the result fits in memory.
  @inlinable
  public static func << (value: Integer, count: Int) -> Integer {
    precondition(count >= 0, "a shift count is at least 0")
    if case .small(let x) = value.storage, count < Int.bitWidth {
      let shifted = x &<< count
      if shifted &>> count == x { return Integer(shifted) }
    }
    return shiftedLeftLarge(value, count)
  }

  /// The value divided by 2^count, rounded down: the arithmetic shift of two's complement.
  ///
  /// - Precondition: `count` is not negative.
  @inlinable
  public static func >> (value: Integer, count: Int) -> Integer {
    precondition(count >= 0, "a shift count is at least 0")
    if case .small(let x) = value.storage { return Integer(x >> count) }
    return shiftedRightLarge(value, count)
  }

  @usableFromInline
  static func shiftedLeftLarge(_ value: Integer, _ count: Int) -> Integer {
    if value.isZero || count == 0 { return value }
    return Integer(limbs: value.withLimbs { Limbs.shiftLeft($0, by: count) }, negative: value.isNegative)
  }

  @usableFromInline
  static func shiftedRightLarge(_ value: Integer, _ count: Int) -> Integer {
    let (limbs, lostBits) = value.withLimbs { Limbs.shiftRight($0, by: count) }
    let truncated = Integer(limbs: limbs, negative: value.isNegative)
    return lostBits && value.isNegative ? truncated - 1 : truncated
  }
}
