import HwgenSupport
import HwgenTypes
import Testing

@Suite("Where expressions have values")
struct DefinednessTests {
  let fixture = ExpressionFixture()

  @Test(
    "the condition says which parameters make an expression fail",
    arguments: [
      ("a + b", "true"), ("a / b", "b != 0"), ("clog2(a)", "a >= 1"),
      ("if p then 1 / a else b", "if p then a != 0 else true"),
      ("{x: UInt(a), flip y: Bit}", "a <= 16777215 and a <= 16777214 and a >= 1"),
      ("Array(2, UInt(a))", "a <= 16777215 and a <= 8388607 and a >= 1"),
      ("xs[a]", "len(xs) >= a + 1 and a >= 0"), ("p and 1 / a == 2", "1 / a != 2 and a != 0 or not p or a != 0"),
    ])
  func conditions(_ text: String, _ expected: String) throws {
    var known: [ExprID: ExprID] = [:]
    let found = try fixture.store.definedness(of: fixture.parse(text), &known)
    #expect(fixture.store.text(found) == expected)
  }
}
