extension Integer: CustomStringConvertible {
  /// The value in decimal, with a leading `-` if it is negative.
  ///
  /// - Complexity: quadratic in the number of limbs; 65,536 bits take a few milliseconds.
  public var description: String {
    if let small { return String(small) }
    var remaining = limbs
    var chunks: [UInt64] = []
    chunks.reserveCapacity(remaining.count + remaining.count / 16 + 1)
    let divisor = Reciprocal(Self.decimalChunk)
    while !remaining.isEmpty {
      chunks.append(Limbs.divideInPlace(&remaining, by: divisor))
      if remaining[remaining.count - 1] == 0 { remaining.removeLast() }
    }
    return Self.text(
      of: chunks, radix: 10, digitsPerChunk: Self.digitsPerDecimalChunk, negative: isNegative)
  }

  /// The magnitude in lower-case hexadecimal digits without a prefix or leading zeros, after a `-` if it is negative.
  public func hexadecimal() -> String {
    Self.text(of: limbs, radix: 16, digitsPerChunk: 16, negative: isNegative)
  }

  /// The greatest power of ten in a limb; its top bit is set, so it is its own normalised divisor.
  static let decimalChunk: UInt64 = 10_000_000_000_000_000_000
  static let digitsPerDecimalChunk = 19

  /// The text of a number whose digits in base radix^digitsPerChunk are `chunks`, least significant first.
  private static func text(of chunks: [UInt64], radix: UInt64, digitsPerChunk: Int, negative: Bool) -> String {
    let capacity = chunks.count * digitsPerChunk + 2
    return String(unsafeUninitializedCapacity: capacity) { buffer in
      // Digits are written from the end backwards, then moved to the front.
      var start = capacity
      for (index, chunk) in chunks.enumerated() {
        var rest = chunk
        var digits = 0
        while rest != 0 || (digits < digitsPerChunk && index + 1 < chunks.count) {
          let digit = UInt8(truncatingIfNeeded: rest % radix)
          rest /= radix
          start -= 1
          buffer[start] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + (digit - 10)
          digits += 1
        }
      }
      if start == capacity {
        start -= 1
        buffer[start] = UInt8(ascii: "0")
      }
      if negative {
        start -= 1
        buffer[start] = UInt8(ascii: "-")
      }
      for index in start..<capacity { buffer[index - start] = buffer[index] }
      return capacity - start
    }
  }
}
