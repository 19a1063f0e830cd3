import HwgenSupport
import HwgenTypes
import Testing

/// What ranges of parameters say of expressions over them.
@Suite struct IntervalTests {
  let fixture = ExpressionFixture()

  private func interval(_ text: String, _ ranges: [String: ClosedRange<Int>]) throws -> Interval {
    let named = Dictionary(uniqueKeysWithValues: ranges.map { (fixture.names.intern($0.key), $0.value) })
    return fixture.store.interval(of: try fixture.parse(text)) { name in
      named[name].map { Interval(low: $0.lowerBound, high: $0.upperBound) } ?? .all
    }
  }

  @Test(
    "a linear expression is exact",
    arguments: [
      ("a + 1", 3, 9), ("8 - a", 0, 6), ("3*a - 2", 4, 22), ("a - a", 0, 0), ("-a", -8, -2), ("min(a, 5)", 2, 5),
      ("max(a, 5)", 5, 8), ("clog2(a)", 1, 3), ("a / 2", 1, 4), ("a % 3", 0, 2), ("pow(2, a)", 4, 256), ("a*a", 4, 64),
    ])
  func linear(text: String, low: Int, high: Int) throws {
    #expect(try interval(text, ["a": 2...8]) == Interval(low: low, high: high))
  }

  @Test(
    "what is unbounded has the bound that is left",
    arguments: [("a + b", 5, nil), ("a - b", nil, 5), ("2*b", 6, nil), ("-2*b", nil, -6), ("min(a, b)", 2, 8)]
      as [(String, Int?, Int?)])
  func open(text: String, low: Int?, high: Int?) throws {
    let found = fixture.store.interval(of: try fixture.parse(text)) { name in
      fixture.names[name] == "a" ? Interval(low: 2, high: 8) : Interval(low: 3, high: nil)
    }
    #expect(found == Interval(low: low, high: high))
  }

  @Test("no value is outside")
  func sound() throws {
    let texts = [
      "a*b - 3*a + 7", "(a + b) / 2", "a % b", "clog2(a + b) * b", "pow(a, 2) - b", "if a > b then a else 2*b",
      "min(a, b) + max(a - b, 1)", "a*a*a - b*b",
    ]
    for text in texts {
      let found = try interval(text, ["a": 1...6, "b": 2...5])
      for a in 1...6 {
        for b in 2...5 {
          let value = try #require(Int(try fixture.value(text, ["a": "\(a)", "b": "\(b)"])))
          #expect(found.low ?? value <= value && value <= found.high ?? value, "\(text) of \(a), \(b)")
        }
      }
    }
  }

  @Test(
    "the Verilog of an expression has its operators and parentheses",
    arguments: [
      ("a + 2*b", "a + 2*b"), ("24 - a", "24 - a"), ("clog2(a)", "$clog2(a)"), ("min(a, b)", "(a < b ? a : b)"),
      ("max(a, 4) + 1", "(a > 4 ? a : 4) + 1"), ("pow(2, a)", "(2 ** a)"), ("a >= 3 and a != b", "a >= 3 && a != b"),
      ("a / 2", "a / 2"), ("if a > b then a else b + 1", "(a >= b + 1 ? a : b + 1)"),
    ])
  func verilog(text: String, wanted: String) throws {
    let e = try fixture.parse(text)
    #expect(ByteWriter.string { fixture.store.writeVerilog(e, to: &$0) } == wanted)
    #expect(fixture.store.unwritableInVerilog(e) { _ in Interval(low: 1, high: 9) } == nil)
  }

  @Test(
    "what Verilog means otherwise is found",
    arguments: ["(1 - a) / b", "a / (b - 1)", "len(xs)", "xs[a]", "pow(a - 1, 2*b)"])
  func unwritable(text: String) throws {
    let e = try fixture.parse(text)
    #expect(fixture.store.unwritableInVerilog(e) { _ in Interval(low: 1, high: 9) } != nil)
  }
}
