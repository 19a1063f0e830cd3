import HwgenBits

/// A deterministic source of operands: SplitMix64 (Steele, Lea and Flood, 2014), and the shapes of numbers that carry,
/// borrow and estimate badly.
struct Operands: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A magnitude of exactly `width` bits: random, a power of two, all ones, or limbs at the ends of their range.
  mutating func magnitude(width: Int) -> [UInt64] {
    var limbs = [UInt64](repeating: 0, count: (width + 63) / 64)
    if width == 0 { return limbs }
    let edges: [UInt64] = [0, 0, 1, 2, .max, .max, .max - 1, 1 << 63, (1 << 63) - 1, (1 << 63) + 1]
    switch Int.random(in: 0..<6, using: &self) {
    case 0: break
    case 1: for index in limbs.indices { limbs[index] = .max }
    case 2, 3: for index in limbs.indices { limbs[index] = edges.randomElement(using: &self)! }
    default: for index in limbs.indices { limbs[index] = next() }
    }
    let top = (width - 1) & 63
    limbs[limbs.count - 1] &= UInt64.max >> UInt64(63 - top)
    limbs[limbs.count - 1] |= 1 << UInt64(top)
    return limbs
  }

  mutating func integer(width: Int) -> Operand {
    Operand(limbs: magnitude(width: width), negative: width > 0 && Bool.random(using: &self))
  }

  /// A vector's bits: as a magnitude, of up to this width, or complemented so that all kinds of signs occur.
  mutating func vector(width: Int) -> VectorOperand {
    let used = Int.random(in: 0..<4, using: &self) == 0 ? Int.random(in: 0...width, using: &self) : width
    var limbs = magnitude(width: used)
    limbs += [UInt64](repeating: 0, count: (width + 63) / 64 - limbs.count)
    if Bool.random(using: &self) {
      for index in limbs.indices { limbs[index] = ~limbs[index] }
      limbs[limbs.count - 1] &= UInt64.max >> UInt64(63 - (width - 1) & 63)
    }
    return VectorOperand(limbs: limbs, width: width)
  }

  /// A literal of random digits in a random base, with some underscores.
  mutating func literal(digits count: Int) -> String {
    let (prefix, alphabet) = [
      ("", "0123456789"), ("0x", "0123456789abcdefABCDEF"), ("0b", "01"), ("0o", "01234567"),
    ].randomElement(using: &self)!
    var text = Bool.random(using: &self) ? "-" + prefix : prefix
    for position in 0..<count {
      if position > 0, Int.random(in: 0..<8, using: &self) == 0 { text += "_" }
      text.append(alphabet.randomElement(using: &self)!)
    }
    return text
  }
}

/// An integer operand with its text, which does not pass through the code under test.
struct Operand {
  let value: Integer
  let text: String

  init(limbs: [UInt64], negative: Bool) {
    value = Integer(limbs: limbs, negative: negative)
    text = (negative ? "-" : "") + hexadecimalText(of: limbs)
  }
}

/// A vector operand with its text, which does not pass through the code under test.
struct VectorOperand {
  let value: BitVector
  let text: String

  init(limbs: [UInt64], width: Int) {
    value = BitVector(width: width, unsigned: Integer(limbs: limbs, negative: false))
    text = "\(width)'h" + hexadecimalText(of: limbs)
  }
}

private func hexadecimalText(of limbs: [UInt64]) -> String {
  let digits = limbs.reversed().map { limb in
    let digits = String(limb, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
  return digits.isEmpty ? "0" : digits.joined()
}
