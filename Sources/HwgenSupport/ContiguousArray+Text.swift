/// Texts that are put together of bytes: names that are interned, without a string between.
extension ContiguousArray<UInt8> {
  public mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public mutating func append(_ name: NameID, in names: NameTable) {
    names.withBytes(of: name) { append(contentsOf: $0) }
  }

  /// Appends the decimal digits of a number.
  public mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var power: UInt = 1
    while number.magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      append(UInt8(ascii: "0") + UInt8(number.magnitude / power % 10))
      power /= 10
    }
  }
}
