import HwgenBits
import HwgenTestSupport
import Testing

@Suite("bit vectors against Python's integers")
struct BitVectorDifferentialTests {
  static let widths = [1, 2, 31, 32, 63, 64, 65, 127, 128, 129, 192, 1000, 20000]

  func text(_ value: Integer) -> String {
    value.hexadecimal() + (value.small != nil ? " small" : " large")
  }

  @Test("operations on two vectors agree with Python")
  func pairs() throws {
    let seed: UInt64 = 20_260_201
    print("vector pairs: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    for width in Self.widths {
      for round in 0..<(width > 1000 ? 5 : 60) {
        let x = operands.vector(width: width)
        let y = round % 10 == 0 ? x : operands.vector(width: width)
        let (a, b, texts) = (x.value, y.value, [x.text, y.text])
        python.record("vand", texts, answer: "\(a & b)")
        python.record("vor", texts, answer: "\(a | b)")
        python.record("vxor", texts, answer: "\(a ^ b)")
        python.record("vadd", texts, answer: "\(a &+ b)")
        python.record("vsub", texts, answer: "\(a &- b)")
        python.record("vcompareu", texts, answer: "\(a.comparedUnsigned(to: b))")
        python.record("vcompares", texts, answer: "\(a.comparedSigned(to: b))")
      }
    }
    for (left, right) in Self.widths.flatMap({ x in Self.widths.map { (x, $0) } }) {
      for _ in 0..<(max(left, right) > 1000 ? 1 : 6) {
        let (x, y) = (operands.vector(width: left), operands.vector(width: right))
        let texts = [x.text, y.text]
        python.record("vmulu", texts, answer: "\(x.value.multiplied(by: y.value, signed: false))")
        python.record("vmuls", texts, answer: "\(x.value.multiplied(by: y.value, signed: true))")
        python.record("vconcat", texts, answer: "\(BitVector.concat([x.value, y.value]))")
      }
    }
    for _ in 0..<Soak.rounds(300) {
      let parts = (0..<Int.random(in: 1...9, using: &operands)).map { _ in
        operands.vector(width: Int.random(in: 1...140, using: &operands))
      }
      python.record("vconcat", parts.map(\.text), answer: "\(BitVector.concat(parts.map(\.value)))")
    }
    try python.compare(seed: seed)
  }

  @Test("operations on one vector agree with Python")
  func single() throws {
    let seed: UInt64 = 20_260_202
    print("single vectors: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    for width in Self.widths {
      for _ in 0..<(width > 1000 ? 5 : 40) {
        let x = operands.vector(width: width)
        let a = x.value
        python.record("vnot", [x.text], answer: "\(~a)")
        python.record("vneg", [x.text], answer: "\(a.negated())")
        python.record("vall", [x.text], answer: a.andReduced ? "1" : "0")
        python.record("vany", [x.text], answer: a.orReduced ? "1" : "0")
        python.record("vodd", [x.text], answer: a.xorReduced ? "1" : "0")
        python.record("vbits", [x.text], answer: a.binary())
        let bits = String((0..<width).reversed().map { a[$0] ? "1" : "0" })
        python.record("vbits", [x.text], answer: bits)
        python.record("vunsigned", [x.text], answer: text(a.asUnsigned))
        python.record("vsigned", [x.text], answer: text(a.asSigned))
        python.record("vdecimalu", [x.text], answer: a.decimal())
        python.record("vdecimals", [x.text], answer: a.decimal(signed: true))

        func size(_ operation: String, _ sizes: [Int], _ answer: BitVector) {
          python.record(operation, [x.text] + sizes.map { String($0, radix: 16) }, answer: "\(answer)")
        }
        for count in [0, 1, 31, 63, 64, 65, 128, width - 1, width, width + 1, Int.max] {
          // Python would build 2^count: from the width on all counts are one.
          let amount = min(count, width + 1)
          size("vleft", [amount], a.shiftedLeft(by: count))
          size("vright", [amount], a.shiftedRightLogical(by: count))
          size("varith", [amount], a.shiftedRightArithmetic(by: count))
        }
        for extra in [0, 1, 63, 64, 65, 200] {
          size("vzext", [width + extra], a.zeroExtended(to: width + extra))
          size("vsext", [width + extra], a.signExtended(to: width + extra))
        }
        for _ in 0..<6 {
          let low = Int.random(in: 0..<width, using: &operands)
          let part = Int.random(in: 1...width - low, using: &operands)
          size("vslice", [low, part], a.slice(low: low, width: part))
          size("vtrunc", [part], a.truncated(to: part))
        }
      }
    }
    try python.compare(seed: seed)
  }

  @Test("an integer fits a width exactly when Python says so")
  func fitting() throws {
    let seed: UInt64 = 20_260_203
    print("fitting: seed \(seed)")
    var operands = Operands(seed: seed)
    var python = PythonReference()
    for bits in [0] + Self.widths where bits <= 1000 {
      for _ in 0..<30 {
        let x = operands.integer(width: bits)
        for width in [1, bits - 1, bits, bits + 1, bits + 64] where width >= 1 {
          let size = String(width, radix: 16)
          for signed in [false, true] {
            let vector = BitVector(exactly: x.value, width: width, signed: signed)
            let answer = vector.map { "\($0)" } ?? "none"
            python.record("exactly", [x.text, size, signed ? "1" : "0"], answer: answer)
            if let vector { #expect((signed ? vector.asSigned : vector.asUnsigned) == x.value) }
          }
          python.record("truncated", [x.text, size], answer: "\(BitVector(truncating: x.value, width: width))")
        }
      }
    }
    try python.compare(seed: seed)
  }
}
