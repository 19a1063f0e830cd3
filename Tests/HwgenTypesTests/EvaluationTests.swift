import HwgenBits
import HwgenSupport
import HwgenTypes
import Testing

@Suite("Evaluation and substitution")
struct EvaluationTests {
  let fixture = ExpressionFixture()

  final class Doubling: HookResolver {
    let types: TypeStore
    init(_ types: TypeStore) { self.types = types }
    func call(_ name: NameID, _ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
      guard types.names[name] == "double" else { throw Failure(.hookFailed, "no such hook") }
      return try types.expressions.add(arguments[0], arguments[0])
    }
  }

  @Test(
    "each failure names its sub-expression and the values",
    arguments: [
      ("1 + depth / lanes", DiagnosticCode.divisionByZero, "in `depth / lanes`: division by zero, lanes = 0"),
      ("depth % lanes", .divisionByZero, "in `depth % lanes`: division by zero, lanes = 0"),
      (
        "clog2(lanes)*2", .logarithmDomain,
        "in `clog2(lanes)`: the logarithm is defined for values of at least 1, lanes = 0"
      ),
      (
        "pow(depth, lanes - 1)", .negativeExponent,
        "in `pow(depth, lanes - 1)`: a negative exponent, depth = 6, lanes = 0"
      ),
      ("[1, 2][depth]", .badIndex, "in `[1, 2][depth]`: no element of that index, depth = 6"),
      (
        "pow(depth, 65536) + lanes", .resultTooLarge,
        "in `pow(depth, 65536)`: the result has more than 65536 bits, depth = 6"
      ),
      ("depth + bits", .unboundParameter, "parameter `bits` has no value"),
      ("if lanes == 0 then 1/lanes else 3", .divisionByZero, "in `1 / lanes`: division by zero, lanes = 0"),
      ("0*(1/lanes)", .divisionByZero, "in `1 / lanes`: division by zero, lanes = 0"),
    ])
  func failures(_ text: String, _ code: DiagnosticCode, _ message: String) throws {
    let found = fixture.failure { () throws(Failure) in
      _ = try fixture.value(text, ["depth": "6", "lanes": "0"])
    }
    #expect(found?.code == code)
    #expect(found?.message == message)
  }

  @Test("constants that fail are stuck, not values")
  func stuck() throws {
    for text in ["1/0", "clog2(0)", "pow(2, -1)", "[1][1]", "[1][-1]", "pow(2, 70000)", "pow(2, 65535)*2"] {
      let e = try fixture.parse(text)
      #expect(!fixture.store.isConstant(e), "\(text)")
      #expect(
        fixture.failure { () throws(Failure) in _ = try fixture.store.evaluate(e, { _ in nil }) } != nil, "\(text)")
    }
  }

  @Test("evaluation is unbounded")
  func bigIntegers() throws {
    let expected = (Integer(1) << 200) * Integer(1_000_000_007) - Integer(5)
    let e = try fixture.parse("pow(2, n)*1000000007 - 5")
    let n = fixture.names.intern("n")
    let result = try fixture.store.evaluate(e, { $0 == n ? fixture.store.integer(200) : nil })
    #expect(fixture.store.integerValue(of: result) == expected)
    #expect(fixture.store.text(result) == expected.description)
    #expect(try fixture.value("a*a", ["a": "4294967296"]) == "18446744073709551616")
  }

  @Test("a partly bound expression is again an expression")
  func staging() throws {
    #expect(try fixture.partial("a*b + c", ["b": "3"]) == "3*a + c")
    #expect(try fixture.partial("if p then a else b", ["p": "true"]) == "a")
    #expect(try fixture.partial("a + b", ["a": "b + 1"]) == "2*b + 1")
    #expect(try fixture.partial("UInt(a + b)", ["a": "1"]) == "UInt(b + 1)")
    #expect(try fixture.partial("a/n", ["n": "0"]) == "a / 0")
    #expect(
      fixture.failure { () throws(Failure) in _ = try fixture.partial("a + 1", ["a": "true"]) }?.code == .wrongKind)
  }

  @Test("hooks are answered when their arguments are values")
  func hooks() throws {
    let hooks = Doubling(fixture.types)
    #expect(try fixture.value("hook double(a): int + 1", ["a": "4"], hooks: hooks) == "9")
    #expect(try fixture.value("hook double(hook double(3): int): int", hooks: hooks) == "12")
    let wrong = fixture.failure { () throws(Failure) in
      _ = try fixture.value("hook other(a): int", ["a": "4"], hooks: hooks)
    }
    #expect(wrong?.code == .hookFailed)
    #expect(wrong?.message == "in `hook other(a): int`: no such hook")
    #expect(
      fixture.failure { () throws(Failure) in _ = try fixture.value("hook double(1): bool", hooks: hooks) }?.code
        == .wrongKind)
  }

  @Test("parameters are listed by their bytes")
  func parameters() throws {
    let e = try fixture.parse("if q then depth > 3 else Array(n, UInt(bits)) == t and a > bits")
    #expect(fixture.store.parameters(of: e).map { fixture.names[$0] } == ["a", "bits", "depth", "n", "q", "t"])
  }
}
