extension BitVector: CustomStringConvertible {
  /// The width and the value as a sized literal, `12'h0ff`.
  public var description: String { "\(width)'h\(hexadecimal())" }

  /// All bits in lower-case hexadecimal digits, leading zeros included: as many as a quarter of the width, rounded up.
  public func hexadecimal() -> String { digits(bitsPerDigit: 4) }

  /// All bits in binary digits, leading zeros included: as many as the width.
  public func binary() -> String { digits(bitsPerDigit: 1) }

  /// The signed or unsigned value in decimal, without leading zeros.
  public func decimal(signed: Bool = false) -> String { (signed ? asSigned : asUnsigned).description }

  /// `bitsPerDigit` divides the bits of a word.
  private func digits(bitsPerDigit: Int) -> String {
    let count = (width + bitsPerDigit - 1) / bitsPerDigit
    return String(unsafeUninitializedCapacity: count) { buffer in
      for index in 0..<count {
        let position = index * bitsPerDigit
        let bits = (word(position >> 6) >> UInt64(position & 63)) & ((1 << UInt64(bitsPerDigit)) - 1)
        let digit = UInt8(truncatingIfNeeded: bits)
        buffer[count - 1 - index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + (digit - 10)
      }
      return count
    }
  }
}
