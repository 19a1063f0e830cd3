/// A two-state value of a fixed width of at least one bit: a literal of the netlist, the reference value of a signal.
///
/// Bit 0 is the least significant. A vector has no sign; operations that differ by sign say which they take. Bits above
/// the width are always zero, so equality and hashing are structural, and values of different widths are never equal.
/// A value of up to 64 bits does not allocate.
public struct BitVector: Sendable, Hashable {
  /// The number of bits, at least 1.
  public let width: Int

  /// Bits 0 to 63.
  @usableFromInline
  let low: UInt64

  /// Bits from 64 on; empty up to a width of 64.
  @usableFromInline
  let rest: [UInt64]

  /// The vector of at most 64 significant bits.
  ///
  /// - Precondition: `width` is at least 1, and `low` is less than 2^width.
  @inlinable
  public init(width: Int, low: UInt64) {
    precondition(width >= 1, "a bit vector has at least one bit")
    precondition(width >= 64 || low >> UInt64(width) == 0, "the value does not fit the width")
    self.width = width
    self.low = low
    rest = width <= 64 ? [] : [UInt64](repeating: 0, count: (width - 1) >> 6)
  }

  /// The vector whose unsigned value is `value`.
  ///
  /// - Precondition: `width` is at least 1, and `value` is not negative and less than 2^width.
  public init(width: Int, unsigned value: Integer) {
    precondition(Self.fits(value, width: width, signed: false), "the value does not fit the width")
    self.init(truncating: value, width: width)
  }

  /// The vector whose signed or unsigned value is `value`; nil when the width cannot represent it.
  ///
  /// - Precondition: `width` is at least 1.
  public init?(exactly value: Integer, width: Int, signed: Bool) {
    guard Self.fits(value, width: width, signed: signed) else { return nil }
    self.init(truncating: value, width: width)
  }

  /// The low bits of the two's complement of `value`: its value modulo 2^width.
  ///
  /// - Precondition: `width` is at least 1.
  public init(truncating value: Integer, width: Int) {
    let negative = value.isNegative
    self = value.withLimbs { limbs in
      var carry = negative
      return BitVector(width: width) { index in
        let limb = index < limbs.count ? limbs[index] : 0
        return negative ? Limbs.adding(~limb, 0, carry: &carry) : limb
      }
    }
  }

  /// The vector of the words that `word` gives for 0, 1, and so on in this order, without the bits above the width.
  @inline(__always)
  init(width: Int, word: (Int) -> UInt64) {
    precondition(width >= 1, "a bit vector has at least one bit")
    let mask = UInt64.max >> UInt64(-width & 63)
    self.width = width
    if width <= 64 {
      low = word(0) & mask
      rest = []
      return
    }
    low = word(0)
    rest = [UInt64](unsafeUninitializedCapacity: (width - 1) >> 6) { buffer, count in
      count = (width - 1) >> 6
      for index in 0..<count { buffer[index] = word(index + 1) }
      buffer[count - 1] &= mask
    }
  }

  /// Whether the width can represent the value.
  private static func fits(_ value: Integer, width: Int, signed: Bool) -> Bool {
    precondition(width >= 1, "a bit vector has at least one bit")
    if !signed { return !value.isNegative && value.bitWidth <= width }
    // The magnitude 2^(width - 1) has a negative value only.
    return value.bitWidth < width || (value.bitWidth == width && value.isNegative && value.magnitudeIsPowerOfTwo)
  }

  /// The words, least significant first; bits above the width are zero.
  public var words: [UInt64] { [low] + rest }

  /// The bit at a position, 0 being the least significant.
  ///
  /// - Precondition: the position is in 0..<width.
  @inlinable
  public subscript(bit: Int) -> Bool {
    precondition(bit >= 0 && bit < width, "the bit is outside of the vector")
    return (word(bit >> 6) >> UInt64(bit & 63)) & 1 == 1
  }

  /// Whether all bits are 0.
  @inlinable
  public var isZero: Bool { low == 0 && rest.allSatisfy { $0 == 0 } }

  /// The value of the bits as an unsigned number.
  public var asUnsigned: Integer {
    width <= 64 ? Integer(low) : Integer(limbs: words, negative: false)
  }

  /// The value of the bits as a two's complement number.
  public var asSigned: Integer {
    if !self[width - 1] { return asUnsigned }
    if width <= 64 { return Integer(Int(truncatingIfNeeded: low | ~(UInt64.max >> UInt64(64 - width)))) }
    return Integer(limbs: negated().words, negative: true)
  }

  /// A word, zero outside of the vector.
  @inlinable
  func word(_ index: Int) -> UInt64 {
    if index == 0 { return low }
    return index > 0 && index <= rest.count ? rest[index - 1] : 0
  }

  /// The 64 bits from a position on, which may be negative; bits outside of the vector are zero.
  func word(atBit position: Int) -> UInt64 {
    let (index, offset) = (position >> 6, position & 63)
    return offset == 0 ? word(index) : word(index) >> UInt64(offset) | word(index + 1) << UInt64(64 - offset)
  }
}
