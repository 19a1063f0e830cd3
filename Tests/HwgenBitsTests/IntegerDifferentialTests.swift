import HwgenBits
import HwgenTestSupport
import Testing

@Suite("integers against Python's")
struct IntegerDifferentialTests {
  static let widths = [0, 1, 2, 32, 62, 63, 64, 65, 127, 128, 129, 191, 192, 193, 1000, 20000]

  /// The answer's text, and the representation: small exactly if it fits `Int`.
  func text(_ value: Integer) -> String {
    value.hexadecimal() + (value.small != nil ? " small" : " large")
  }

  @Test("arithmetic and order of pairs agree with Python")
  func pairs() throws {
    let seed: UInt64 = 20_260_101
    print("integer pairs: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    for (left, right) in Self.widths.flatMap({ x in Self.widths.map { (x, $0) } }) {
      for _ in 0..<(max(left, right) > 1000 ? 3 : 12) {
        let (x, y) = (operands.integer(width: left), operands.integer(width: right))
        let (a, b, texts) = (x.value, y.value, [x.text, y.text])
        python.record("add", texts, answer: text(a + b))
        python.record("sub", texts, answer: text(a - b))
        python.record("mul", texts, answer: text(a * b))
        python.record("compare", texts, answer: a < b ? "-1" : a == b ? "0" : "1")
        if max(left, right) <= 1000 {
          python.record("gcd", texts, answer: text(Integer.gcd(a, b)))
        }
        if !b.isZero {
          let floor = a.dividedFloor(by: b)
          let truncated = a.dividedTruncating(by: b)
          python.record("floor", texts, answer: "\(text(floor.quotient)) \(text(floor.remainder))")
          python.record("truncate", texts, answer: "\(text(truncated.quotient)) \(text(truncated.remainder))")
        }
      }
    }
    try python.compare(seed: seed)
  }

  @Test("a quotient of edge limbs agrees with Python")
  func edgeDivisions() throws {
    // Limbs at the ends of their range make the estimated quotient digit too large, which random limbs never do.
    let seed: UInt64 = 20_260_102
    print("integer divisions: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    let limbs: [UInt64] = [0, 1, .max, .max - 1, 1 << 63, (1 << 63) - 1]
    for _ in 0..<Soak.rounds(4000) {
      func number(_ count: Int) -> Operand {
        let magnitude = (0..<count).map { _ in limbs.randomElement(using: &operands)! }
        return Operand(limbs: magnitude, negative: Bool.random(using: &operands) && magnitude.contains { $0 != 0 })
      }
      let (x, y) = (number(Int.random(in: 2...6, using: &operands)), number(Int.random(in: 1...4, using: &operands)))
      if y.value.isZero { continue }
      let floor = x.value.dividedFloor(by: y.value)
      python.record("floor", [x.text, y.text], answer: "\(text(floor.quotient)) \(text(floor.remainder))")
    }
    #expect(python.count > 3000)
    try python.compare(seed: seed)
  }

  @Test("a gcd with a large common factor agrees with Python")
  func commonFactors() throws {
    let seed: UInt64 = 20_260_103
    print("integer divisors: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    for width in [64, 129, 1000, 3000] {
      let factor = operands.integer(width: width)
      for _ in 0..<10 {
        let (x, y) = (operands.integer(width: 200), operands.integer(width: 150))
        let (a, b) = (x.value * factor.value, y.value * factor.value)
        python.record("mul", [x.text, factor.text], answer: text(a))
        python.record("gcd", [a.hexadecimal(), b.hexadecimal()], answer: text(Integer.gcd(a, b)))
      }
    }
    try python.compare(seed: seed)
  }

  @Test("operations on one integer agree with Python")
  func single() throws {
    let seed: UInt64 = 20_260_104
    print("single integers: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    for width in Self.widths {
      for _ in 0..<(width > 1000 ? 4 : 20) {
        let x = operands.integer(width: width)
        let a = x.value
        python.record("neg", [x.text], answer: text(-a))
        python.record("abs", [x.text], answer: text(a.magnitude))
        python.record("signum", [x.text], answer: "\(a.signum)")
        python.record("width", [x.text], answer: "\(a.bitWidth)")
        python.record("hex", [x.text], answer: a.hexadecimal())
        python.record("decimal", [x.text], answer: a.description)
        #expect(Integer(parsing: a.description) == a)
        #expect(Integer(parsing: "0x" + a.magnitude.hexadecimal()) == a.magnitude)
        if a.signum > 0 { python.record("clog2", [x.text], answer: "\(a.ceilingLog2())") }
        for count in [0, 1, 7, 31, 62, 63, 64, 65, 127, 128, 129, 1000, 20001] {
          let amount = String(count, radix: 16)
          python.record("left", [x.text, amount], answer: text(a << count))
          python.record("right", [x.text, amount], answer: text(a >> count))
        }
        for exponent in [0, 1, 2, 3, 5, 16, 31] where width * exponent <= 20000 {
          python.record("power", [x.text, String(exponent, radix: 16)], answer: text(a.power(exponent)))
        }
      }
    }
    try python.compare(seed: seed)
  }

  @Test("the values about every power of two agree with Python")
  func powersOfTwo() throws {
    var python = PythonReference()
    for exponent in 0...130 {
      for offset in -2...2 {
        for negative in [false, true] {
          let power = Integer(1) << exponent
          let a = (negative ? -power : power) + Integer(offset)
          // The operand's text: the power in digits, which Python adds the offset to.
          let digits = (negative ? "-" : "") + "\(1 << (exponent % 4))" + String(repeating: "0", count: exponent / 4)
          python.record("add", [digits, String(offset, radix: 16)], answer: text(a))
          python.record("sub", [digits, String(-offset, radix: 16)], answer: text(-(-a)))
          #expect(a.limbs.last != 0)
          #expect(Integer(limbs: a.limbs + [0, 0], negative: a.isNegative) == a)
        }
      }
    }
    try python.compare()
  }

  @Test("literals in every base agree with Python")
  func literals() throws {
    let seed: UInt64 = 20_260_105
    print("literals: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    for count in Array(1...70) + [128, 129, 400, 5000] {
      for _ in 0..<(count > 400 ? 4 : 20) {
        let literal = operands.literal(digits: count)
        let value = try #require(Integer(parsing: literal), "\(literal)")
        #expect(Integer(parsing: Array(literal.utf8)) == value)
        python.record("parse", [literal], answer: text(value))
      }
    }
    try python.compare(seed: seed)
  }
}
