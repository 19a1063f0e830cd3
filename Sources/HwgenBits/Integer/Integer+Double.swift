/// Numbers and binary floating point: what is one exactly is the other.
extension Integer {
  /// Nil for what is no integer: a fraction, an infinity, no number.
  public init?(exactly value: Double) {
    guard value.isFinite, value.rounded(.towardZero) == value else { return nil }
    if let small = Int(exactly: value) {
      self.init(small)
      return
    }
    // At least 2^63: the significand stands wholly before the point.
    let significand = Integer(Int(value.significandBitPattern | 1 << 52)) << Int(value.exponent - 52)
    self = value < 0 ? -significand : significand
  }
}

extension Double {
  /// Nil for a number that would be rounded.
  public init?(exactly value: Integer) {
    var magnitude = 0.0
    for limb in value.limbs.reversed() { magnitude = magnitude * 0x1p64 + Double(limb) }
    self = value.isNegative ? -magnitude : magnitude
    guard Integer(exactly: self) == value else { return nil }
  }
}
