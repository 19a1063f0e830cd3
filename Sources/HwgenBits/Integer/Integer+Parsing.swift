extension Integer {
  /// Reads an integer literal: an optional `-`, then decimal digits, or `0x`, `0b` or `0o` and digits of that base.
  ///
  /// Single underscores may stand between two digits. Letters may be of either case; leading zeros are allowed; a `+`,
  /// white space or anything else is not. Nil if the text is not such a literal.
  ///
  /// - Complexity: linear in the digits of a hexadecimal, binary or octal literal, quadratic in those of a decimal one.
  public init?(parsing text: some StringProtocol) {
    self.init(parsing: text.utf8)
  }

  /// Reads an integer literal from UTF-8 bytes; see `init(parsing:)` of a string.
  public init?(parsing text: some Sequence<UInt8>) {
    self.init(literal: Array(text))
  }

  private init?(literal text: [UInt8]) {
    var start = 0
    let negative = text.first == UInt8(ascii: "-")
    if negative { start = 1 }
    var radix: UInt8 = 10
    if start + 1 < text.count, text[start] == UInt8(ascii: "0"), let prefixed = Self.radix(ofPrefix: text[start + 1]) {
      radix = prefixed
      start += 2
    }
    guard let digits = Self.digits(of: text[start...], radix: radix) else { return nil }
    let limbs =
      radix == 10
      ? Self.limbs(ofDecimal: digits) : Self.limbs(of: digits, bitsPerDigit: radix.trailingZeroBitCount)
    self.init(limbs: limbs, negative: negative)
  }

  private static func radix(ofPrefix letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): 16
    case UInt8(ascii: "o"), UInt8(ascii: "O"): 8
    case UInt8(ascii: "b"), UInt8(ascii: "B"): 2
    default: nil
    }
  }

  /// The digits' values, most significant first and underscores removed; nil unless all are digits of the radix and
  /// each underscore stands between two of them.
  private static func digits(of text: ArraySlice<UInt8>, radix: UInt8) -> [UInt8]? {
    var digits: [UInt8] = []
    digits.reserveCapacity(text.count)
    var afterDigit = false
    for character in text {
      if character == UInt8(ascii: "_") {
        guard afterDigit else { return nil }
        afterDigit = false
        continue
      }
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
      default: return nil
      }
      guard digit < radix else { return nil }
      digits.append(digit)
      afterDigit = true
    }
    return afterDigit ? digits : nil
  }

  private static func limbs(ofDecimal digits: [UInt8]) -> [UInt64] {
    var limbs: [UInt64] = []
    var index = 0
    while index < digits.count {
      // The first chunk takes the odd digits, so that all others are whole.
      let count = (digits.count - index - 1) % digitsPerDecimalChunk + 1
      var chunk: UInt64 = 0
      for digit in digits[index..<index + count] { chunk = chunk * 10 + UInt64(digit) }
      Limbs.multiplyInPlace(&limbs, by: decimalChunk, adding: chunk)
      index += count
    }
    return limbs
  }

  private static func limbs(of digits: [UInt8], bitsPerDigit: Int) -> [UInt64] {
    var limbs = [UInt64](repeating: 0, count: (digits.count * bitsPerDigit + 63) / 64)
    var bit = 0
    for digit in digits.reversed() {
      let (index, offset) = (bit >> 6, bit & 63)
      limbs[index] |= UInt64(digit) << offset
      if offset + bitsPerDigit > 64, index + 1 < limbs.count { limbs[index + 1] |= UInt64(digit) >> (64 - offset) }
      bit += bitsPerDigit
    }
    return limbs
  }
}
