extension Limbs {
  /// Quotient and remainder; `divisor` is not zero and has no leading zero limbs.
  ///
  /// Knuth, The Art of Computer Programming volume 2, 4.3.1, algorithm D, with a precomputed reciprocal.
  static func divide(_ dividend: Buffer, _ divisor: Buffer) -> (quotient: [UInt64], remainder: [UInt64]) {
    guard dividend.count >= divisor.count else { return ([], Array(dividend)) }
    // Below the divisor's lowest limb that is not zero the dividend is remainder: a power of two is divided by in linear time.
    let zeros = divisor.firstIndex { $0 != 0 }!
    if zeros > 0 {
      let (quotient, rest) = divide(Buffer(rebasing: dividend[zeros...]), Buffer(rebasing: divisor[zeros...]))
      return (quotient, dividend[..<zeros] + rest)
    }
    let shift = divisor[divisor.count - 1].leadingZeroBitCount
    // Both normalised: the divisor's top bit is set, and the dividend has one limb more for the bits shifted out.
    let normalised = Array(shiftLeft(divisor, by: shift).dropLast())
    var remainder = shiftLeft(dividend, by: shift)
    let quotient = normalised.withUnsafeBufferPointer { normalised in
      remainder.withUnsafeMutableBufferPointer { remainder in
        normalised.count == 1
          ? divideByLimb(&remainder, normalised[0]) : divideLong(&remainder, normalised)
      }
    }
    let kept = remainder.withUnsafeBufferPointer { remainder in
      shiftRight(Buffer(rebasing: remainder[..<divisor.count]), by: shift).limbs
    }
    return (quotient, kept)
  }

  /// Replaces `limbs` by its quotient and returns the remainder.
  static func divideInPlace(_ limbs: inout [UInt64], by divisor: Reciprocal) -> UInt64 {
    limbs.withUnsafeMutableBufferPointer { limbs in
      var remainder: UInt64 = 0
      var index = limbs.count
      while index > 0 {
        index -= 1
        (limbs[index], remainder) = divisor.divide(high: remainder, low: limbs[index])
      }
      return remainder
    }
  }

  /// The quotient by one normalised limb; leaves the remainder in the lowest limb.
  private static func divideByLimb(_ remainder: inout UnsafeMutableBufferPointer<UInt64>, _ divisor: UInt64) -> [UInt64]
  {
    let reciprocal = Reciprocal(divisor)
    var quotient = [UInt64](repeating: 0, count: remainder.count - 1)
    var rest = remainder[remainder.count - 1]
    var index = quotient.count
    while index > 0 {
      index -= 1
      (quotient[index], rest) = reciprocal.divide(high: rest, low: remainder[index])
    }
    remainder[0] = rest
    return quotient
  }

  /// The quotient by at least two normalised limbs; leaves the remainder in as many lowest limbs.
  private static func divideLong(_ remainder: inout UnsafeMutableBufferPointer<UInt64>, _ divisor: Buffer) -> [UInt64] {
    let count = divisor.count
    let top = divisor[count - 1]
    let second = divisor[count - 2]
    let reciprocal = Reciprocal(top)
    var quotient = [UInt64](repeating: 0, count: remainder.count - count)
    var offset = quotient.count
    while offset > 0 {
      offset -= 1
      // Estimate the digit from the top limbs: never too small, and after the loop at most one too large.
      var digit = UInt64.max
      var rest: UInt64
      var overflow = false
      if remainder[offset + count] == top {
        (rest, overflow) = remainder[offset + count - 1].addingReportingOverflow(top)
      } else {
        (digit, rest) = reciprocal.divide(high: remainder[offset + count], low: remainder[offset + count - 1])
      }
      while !overflow {
        let product = digit.multipliedFullWidth(by: second)
        guard (product.high, product.low) > (rest, remainder[offset + count - 2]) else { break }
        digit -= 1
        (rest, overflow) = rest.addingReportingOverflow(top)
      }
      if subtractMultiple(&remainder, at: offset, of: divisor, digit) {
        digit -= 1
        addBack(&remainder, at: offset, divisor)
      }
      quotient[offset] = digit
    }
    return quotient
  }

  /// Subtracts `divisor * digit` at `offset`; true if the result wrapped, the digit then being one too large.
  @inline(__always)
  private static func subtractMultiple(
    _ remainder: inout UnsafeMutableBufferPointer<UInt64>, at offset: Int, of divisor: Buffer, _ digit: UInt64
  ) -> Bool {
    var carry: UInt64 = 0
    var borrow = false
    for index in 0..<divisor.count {
      let product = multiplying(divisor[index], digit, adding: 0, carry: &carry)
      remainder[offset + index] = subtracting(remainder[offset + index], product, borrow: &borrow)
    }
    let last = offset + divisor.count
    remainder[last] = subtracting(remainder[last], carry, borrow: &borrow)
    return borrow
  }

  private static func addBack(
    _ remainder: inout UnsafeMutableBufferPointer<UInt64>, at offset: Int, _ divisor: Buffer
  ) {
    var carry = false
    for index in 0..<divisor.count {
      remainder[offset + index] = adding(remainder[offset + index], divisor[index], carry: &carry)
    }
    let last = offset + divisor.count
    remainder[last] = adding(remainder[last], 0, carry: &carry)
  }
}
