import HwgenSupport
import HwgenTypes
import Testing

@Suite("The text of expressions and types")
struct ExpressionTextTests {
  let fixture = ExpressionFixture()

  @Test(
    "expressions print in canonical text that parses back",
    arguments: [
      ("1 + bits*2", "2*bits + 1"),
      ("bits > 0", "bits >= 1"),
      ("bits < 9", "bits <= 8"),
      ("bits - 8 == a", "a + 8 == bits"),
      ("-a", "-a"),
      ("-(a/b)", "-(a / b)"),
      ("3 - a/b", "-(a / b) + 3"),
      ("c - a/b", "c - a / b"),
      ("(a/b)*c", "c*(a / b)"),
      ("a/(b/c)", "a / (b / c)"),
      ("a/b/c", "a / b / c"),
      ("(a + 1)/b", "(a + 1) / b"),
      ("-a/3", "-a + 2*a / 3"),
      ("-a/b", "-a / b"),
      ("pow(a, 4)*b", "pow(a, 4)*b"),
      ("a*a*a", "a*a*a"),
      ("pow(-2, n)", "pow(-2, n)"),
      ("(-7)/n", "-7 / n"),
      ("not (p and q)", "not (p and q)"),
      ("p != q", "p != q"),
      ("s == \"a\\n\\\"b\\\\\"", "s == \"a\\n\\\"b\\\\\""),
      ("xs[a + 1]", "xs[a + 1]"),
      ("(if p then xs else [1])[0]", "(if p then xs else [1])[0]"),
      ("if p then if q then a else b else c", "if p then if q then a else b else c"),
      ("1 + (if p then a else b)", "(if p then a else b) + 1"),
      ("`odd name` + `x.y` + x.y", "`odd name` + 2*x.y"),
      ("min + min(a, min)", "min + min(a, min)"),
      ("`if` and p", "`if` and p"),
      ("o == opaque(\"key\")", "o == opaque(\"key\")"),
      (#"g == generator("a.Add")"#, #"g == generator("a.Add")"#),
      ("record(a: 1, b: true)", "record(a: 1, b: true)"),
      ("record()", "record()"),
      ("empty(bool)", "empty(bool)"),
      ("[]", "[]"),
      ("[[1], [2, 3]]", "[[1], [2, 3]]"),
      ("hook f(a, p): type", "hook f(a, p): type"),
      ("hook f(): list[2]", "hook f(): list[2]"),
      ("{a: UInt(bits), flip b: Bit, flip: Clock}", "{a: UInt(bits), flip b: Bit, flip: Clock}"),
      ("Array(lanes, Array(2, t))", "Array(lanes, Array(2, t))"),
      ("if p then Bit else UInt(a)", "if p then Bit else UInt(a)"),
      ("0xff + 0b101 # a comment", "260"),
    ])
  func canonicalText(_ source: String, _ text: String) throws {
    let e = try fixture.parse(source)
    #expect(fixture.store.text(e) == text)
    #expect(try fixture.parse(fixture.store.text(e)) == e)
  }

  @Test(
    "a syntax error names the column and shows the place",
    arguments: [
      ("a + (b", "column 7: expected `)`, and the text ends\n    a + (b\n          ^"),
      ("a b", "column 3: expected the end of the text, and found `b`\n    a b\n      ^"),
      ("a + ", "column 5: expected an expression, and the text ends\n    a + \n        ^"),
      ("a < b < c", "column 7: comparisons do not chain; join them with `and`\n    a < b < c\n          ^"),
      ("a +\n  * b", "line 2, column 3: expected an expression, and found `*`\n      * b\n      ^"),
      ("if p then a", "column 12: expected `else`, and the text ends\n    if p then a\n               ^"),
      ("12x", "column 1: `12x` is no number\n    12x\n    ^"),
      ("\"ab", "column 1: a quotation that does not end\n    \"ab\n    ^"),
      ("pow(a)", "column 1: `pow` takes 2 operands, and is given 1\n    pow(a)\n    ^"),
    ])
  func syntaxErrors(_ text: String, _ message: String) {
    let found = fixture.failure { () throws(Failure) in _ = try fixture.parse(text) }
    #expect(found?.code == .expressionSyntax)
    #expect(found?.message == message)
  }

  @Test("an unknown name is an error of its own")
  func unknownName() {
    let found = fixture.failure { () throws(Failure) in _ = try fixture.parse("a + wdith") }
    #expect(found?.code == .unknownName)
    #expect(found?.message == "column 5: nothing is named `wdith` here\n    a + wdith\n        ^")
  }

  @Test("a text of any depth is read, evaluated and written")
  func deepNesting() throws {
    let depth = 100_000
    let parentheses = String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    #expect(try fixture.parse(parentheses) == fixture.parse("a"))
    let signs = String(repeating: "-", count: depth / 10) + "a"
    #expect(try fixture.parse(signs) == fixture.parse("a"))
    let nots = String(repeating: "not ", count: depth / 10) + "p"
    #expect(try fixture.parse(nots) == fixture.parse("p"))
    #expect(
      fixture.failure { () throws(Failure) in _ = try fixture.parse(String(repeating: "[", count: depth)) } != nil)
    let lists = String(repeating: "[", count: depth) + "a" + String(repeating: "]", count: depth)
    let list = try fixture.parse(lists)
    #expect(fixture.store.text(list) == lists)
    let five = fixture.store.integer(5)
    let bound = try fixture.store.evaluate(list, { _ in five })
    #expect(fixture.store.isConstant(bound))
    let quotients = String(repeating: "clog2(", count: 20_000) + "a" + String(repeating: ")", count: 20_000)
    #expect(
      fixture.failure { () throws(Failure) in
        _ = try fixture.store.evaluate(try fixture.parse(quotients), { _ in five })
      }?.code == .logarithmDomain)
  }

  @Test("numbers of any length within the limit are read")
  func longNumbers() throws {
    let long = "1" + String(repeating: "0", count: 19_000)
    #expect(fixture.store.text(try fixture.parse(long)) == long)
    let longer = String(repeating: "9", count: 20_001)
    #expect(fixture.failure { () throws(Failure) in _ = try fixture.parse(longer) }?.code == .resultTooLarge)
    #expect(
      fixture.failure { () throws(Failure) in _ = try fixture.parse("0x" + String(repeating: "f", count: 17_000)) }?
        .code == .resultTooLarge)
  }

  @Test("a parser stops at a token that it cannot use")
  func stopping() throws {
    var scanner = TextScanner("UInt(a + 1) = b*2 -> rest")
    let scope = { (name: String) in
      self.fixture.kind(name).map { self.fixture.store.parameter(self.fixture.names.intern(name), kind: $0) }
    }
    let type = try fixture.store.parseType(&scanner, scope: scope)
    #expect(fixture.types.text(type) == "UInt(a + 1)")
    try scanner.expect("=")
    let e = try fixture.store.parseExpression(&scanner, scope: scope)
    #expect(fixture.store.text(e) == "2*b")
    try scanner.expect("->")
    let rest = try scanner.expectIdentifier("a name")
    #expect(rest == "rest")
    try scanner.expectEnd()
  }
}
