import HwgenBits
import HwgenSupport

extension TextScanner {
  /// Reads a number without a sign, exactly, if there is one: `5`, `0.75`, `3/4`, `0x1f`, `0x3p-2` (3 times 2 to the -2).
  /// Hexadecimal digits may be of any number.
  mutating func rational() throws(Failure) -> (numerator: Integer, denominator: Integer)? {
    skipSpace()
    let start = position
    guard let head = try digits() else { return nil }
    if byte == UInt8(ascii: "."), !head.isHexadecimal {
      position += 1
      let before = position
      guard let behind = try digits(), !behind.isHexadecimal, behind.power == nil else {
        throw failure("expected digits behind the point\(found())")
      }
      let scale = Integer(10).power(bytes[before..<behind.end].reduce(0) { $0 + ($1 == UInt8(ascii: "_") ? 0 : 1) })
      return (head.value * scale + behind.value, scale)
    }
    if byte == UInt8(ascii: "/"), head.power == nil {
      position += 1
      guard let divisor = try digits(), divisor.power == nil, !divisor.value.isZero else {
        throw failure("expected a divisor that is not 0\(found())")
      }
      return (head.value, divisor.value)
    }
    guard head.power != nil else { return (head.value, 1) }
    let isNegative = take("-")
    guard let exponent = try digits(), exponent.power == nil, let power = exponent.value.small,
      power <= TypeStore.maximumWidth
    else { throw failure("expected an exponent of 2\(found())", at: start) }
    return isNegative ? (head.value, Integer(1) << power) : (head.value << power, 1)
  }

  /// Digits, and whether a `p` follows, which ends hexadecimal ones.
  private mutating func digits() throws(Failure) -> (value: Integer, isHexadecimal: Bool, power: Bool?, end: Int)? {
    let start = position
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    while position < bytes.count, Identifier.isPart(bytes[position]) { position += 1 }
    if let small = TextScanner.smallDecimal(bytes[start..<position]) { return (Integer(small), false, nil, position) }
    let isHexadecimal =
      position > start + 1 && bytes[start] == UInt8(ascii: "0") && bytes[start + 1] == UInt8(ascii: "x")
    guard isHexadecimal || position - start <= TextScanner.maximumDigits else {
      throw failure(
        "a number of \(position - start) digits; write it in hexadecimal", at: start, code: .resultTooLarge)
    }
    if let value = Integer(parsing: bytes[start..<position]) { return (value, isHexadecimal, nil, position) }
    guard isHexadecimal, let letter = bytes[start..<position].firstIndex(of: UInt8(ascii: "p")),
      let value = Integer(parsing: bytes[start..<letter])
    else { throw failure("no number", at: start) }
    position = letter + 1
    return (value, true, true, letter)
  }
}
