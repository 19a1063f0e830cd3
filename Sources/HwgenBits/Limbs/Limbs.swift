/// Arithmetic on magnitudes: sequences of 64-bit limbs, least significant first.
///
/// `Integer` lends its limbs to these functions and normalises what they return. Operands may be empty, which is zero,
/// and results may have leading zero limbs; what an operand must satisfy beyond that is stated at each function.
enum Limbs {
  typealias Buffer = UnsafeBufferPointer<UInt64>

  /// -1, 0 or 1 as `left` is less than, equal to or greater than `right`; neither has leading zero limbs.
  static func compare(_ left: Buffer, _ right: Buffer) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    var index = left.count
    while index > 0 {
      index -= 1
      if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
    }
    return 0
  }

  static func add(_ left: Buffer, _ right: Buffer) -> [UInt64] {
    let (long, short) = left.count >= right.count ? (left, right) : (right, left)
    return [UInt64](unsafeUninitializedCapacity: long.count + 1) { sum, count in
      var carry = false
      for index in 0..<short.count { sum[index] = adding(long[index], short[index], carry: &carry) }
      for index in short.count..<long.count { sum[index] = adding(long[index], 0, carry: &carry) }
      sum[long.count] = carry ? 1 : 0
      count = long.count + 1
    }
  }

  /// The difference; `left` is at least `right` and has at least as many limbs.
  static func subtract(_ left: Buffer, _ right: Buffer) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: left.count) { difference, count in
      var borrow = false
      for index in 0..<right.count { difference[index] = subtracting(left[index], right[index], borrow: &borrow) }
      for index in right.count..<left.count { difference[index] = subtracting(left[index], 0, borrow: &borrow) }
      count = left.count
    }
  }

  static func multiply(_ left: Buffer, _ right: Buffer) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: left.count + right.count) { product, count in
      count = left.count + right.count
      product.initialize(repeating: 0)
      for (offset, factor) in left.enumerated() where factor != 0 {
        var carry: UInt64 = 0
        for index in 0..<right.count {
          product[offset + index] = multiplying(right[index], factor, adding: product[offset + index], carry: &carry)
        }
        product[offset + right.count] = carry
      }
    }
  }

  /// Replaces `limbs` by `limbs * factor + addend`.
  static func multiplyInPlace(_ limbs: inout [UInt64], by factor: UInt64, adding addend: UInt64) {
    var carry = addend
    for index in limbs.indices { limbs[index] = multiplying(limbs[index], factor, adding: 0, carry: &carry) }
    if carry != 0 { limbs.append(carry) }
  }

  static func shiftLeft(_ limbs: Buffer, by count: Int) -> [UInt64] {
    let (words, bits) = (count >> 6, count & 63)
    return [UInt64](unsafeUninitializedCapacity: limbs.count + words + 1) { shifted, total in
      total = limbs.count + words + 1
      shifted[..<words].initialize(repeating: 0)
      var carry: UInt64 = 0
      for index in 0..<limbs.count {
        shifted[words + index] = limbs[index] << bits | carry
        carry = limbs[index] >> (64 - bits)
      }
      shifted[words + limbs.count] = carry
    }
  }

  /// The quotient by 2^count, and whether the remainder is not zero.
  static func shiftRight(_ limbs: Buffer, by count: Int) -> (limbs: [UInt64], lostBits: Bool) {
    let (words, bits) = (count >> 6, count & 63)
    guard words < limbs.count else { return ([], limbs.contains { $0 != 0 }) }
    let kept = [UInt64](unsafeUninitializedCapacity: limbs.count - words) { shifted, total in
      total = limbs.count - words
      for index in words..<limbs.count {
        let above = index + 1 < limbs.count ? limbs[index + 1] : 0
        shifted[index - words] = limbs[index] >> bits | above << (64 - bits)
      }
    }
    let lostBits = limbs[words] & ~(UInt64.max << bits) != 0 || limbs[..<words].contains { $0 != 0 }
    return (kept, lostBits)
  }

  /// `left + right + carry`, leaving the carry out.
  @inline(__always)
  static func adding(_ left: UInt64, _ right: UInt64, carry: inout Bool) -> UInt64 {
    let (partial, first) = left.addingReportingOverflow(right)
    let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
    carry = first || second
    return sum
  }

  /// `left - right - borrow`, leaving the borrow out.
  @inline(__always)
  static func subtracting(_ left: UInt64, _ right: UInt64, borrow: inout Bool) -> UInt64 {
    let (partial, first) = left.subtractingReportingOverflow(right)
    let (difference, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
    borrow = first || second
    return difference
  }

  /// The low limb of `left * right + addend + carry`, leaving the high limb in `carry`; it cannot overflow.
  @inline(__always)
  static func multiplying(_ left: UInt64, _ right: UInt64, adding addend: UInt64, carry: inout UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    let (partial, first) = product.low.addingReportingOverflow(addend)
    let (low, second) = partial.addingReportingOverflow(carry)
    carry = product.high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
    return low
  }
}
