extension BitVector {
  /// The bits from `low` on.
  ///
  /// - Precondition: `low` is not negative, `width` is at least 1, and `low + width` is at most the vector's width.
  public func slice(low: Int, width: Int) -> BitVector {
    precondition(low >= 0 && low <= self.width - width, "the slice is outside of the vector")
    return BitVector(width: width) { word(atBit: low + ($0 << 6)) }
  }

  /// The parts beside each other, element 0 being the least significant; the width is the sum of theirs.
  ///
  /// - Precondition: there is at least one part.
  /// - Complexity: linear in the number of parts and words.
  public static func concat(_ parts: [BitVector]) -> BitVector {
    let width = parts.reduce(0) { $0 + $1.width }
    var words = [UInt64](repeating: 0, count: (width + 63) >> 6)
    var position = 0
    for part in parts {
      let (first, offset) = (position >> 6, position & 63)
      for index in 0...part.rest.count {
        let word = part.word(index)
        words[first + index] |= word << UInt64(offset)
        // A word that is not whole may end within this one.
        let above = word >> UInt64(64 - offset)
        if above != 0 { words[first + index + 1] |= above }
      }
      position += part.width
    }
    return BitVector(width: width) { words[$0] }
  }

  /// The unsigned value in more bits.
  ///
  /// - Precondition: `width` is at least the vector's.
  public func zeroExtended(to width: Int) -> BitVector {
    precondition(width >= self.width, "an extension does not narrow")
    return BitVector(width: width) { word($0) }
  }

  /// The two's complement value in more bits.
  ///
  /// - Precondition: `width` is at least the vector's.
  public func signExtended(to width: Int) -> BitVector {
    self[self.width - 1] ? ~(~self).zeroExtended(to: width) : zeroExtended(to: width)
  }

  /// The low bits.
  ///
  /// - Precondition: `width` is at least 1 and at most the vector's.
  public func truncated(to width: Int) -> BitVector { slice(low: 0, width: width) }

  /// The bits moved up by `count`, zeros entering; zero from the vector's width on.
  ///
  /// - Precondition: `count` is not negative.
  public func shiftedLeft(by count: Int) -> BitVector {
    precondition(count >= 0, "a shift count is at least 0")
    return BitVector(width: width) { count >= width ? 0 : word(atBit: ($0 << 6) - count) }
  }

  /// The bits moved down by `count`, zeros entering; zero from the vector's width on.
  ///
  /// - Precondition: `count` is not negative.
  public func shiftedRightLogical(by count: Int) -> BitVector {
    precondition(count >= 0, "a shift count is at least 0")
    return BitVector(width: width) { count >= width ? 0 : word(atBit: ($0 << 6) + count) }
  }

  /// The bits moved down by `count`, copies of the sign entering; all sign from the vector's width on.
  ///
  /// - Precondition: `count` is not negative.
  public func shiftedRightArithmetic(by count: Int) -> BitVector {
    self[width - 1] ? ~(~self).shiftedRightLogical(by: count) : shiftedRightLogical(by: count)
  }
}
