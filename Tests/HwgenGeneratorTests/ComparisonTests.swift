import HwgenGenerator
import HwgenSupport
import Testing

@Suite("Comparison of interfaces")
struct ComparisonTests {
  let fixture = GeneratorFixture()

  /// The answer for two generators, in a few words.
  private func compare(
    _ parameters: String, _ first: String, _ second: String, other: String? = nil,
    _ relation: ComparisonRelation = .same
  ) throws -> String {
    let a = try fixture.unbuilt("A", parameters, first)
    let b = try fixture.unbuilt("B", other ?? parameters, second)
    switch try fixture.context.compare(a, b, relation) {
    case .same: return "same"
    case .different(let witness): return "different \(witness)"
    case .unknown(let obstacle): return "unknown: \(obstacle)"
    }
  }

  @Test(
    "equal widths in other words are the same",
    arguments: [
      ("n: int >= 1", "n * 2", "n + n"), ("n: int >= 1", "(n + 1) * (n - 1) + 1", "n * n"),
      ("a: int >= 1, b: int >= 1", "max(a, b)", "if a >= b then a else b"),
      ("a: int >= 1, b: int >= 1", "max(a, b) + min(a, b)", "a + b"),
      ("a: int >= 1, b: int >= 1", "max(a, b) - min(a, b) + 1", "max(a - b, b - a) + 1"),
      ("n: int >= 1", "max(n, 1)", "n"), ("n: int >= 1, derived w = n * 2", "w", "2 * n"),
      ("n: int >= 1", "n / 2 * 2 + n % 2", "n"), ("n: int >= 1", "n / 2 / 2 + 1", "n / 4 + 1"),
      ("n: int >= 1", "(n + 7) / 8", "if n % 8 == 0 then n / 8 else n / 8 + 1"),
      ("p: bool, q: bool", "if p and q then 1 else 2", "if not (not p or not q) then 1 else 2"),
      ("m: enum(slow, fast), n: int >= 1", "if m == \"slow\" then n else n + 1", "if m == \"fast\" then n + 1 else n"),
      ("a: int >= 1, b: int >= 1, n: int >= 1", "n * max(a, b)", "max(n * a, n * b)"),
      ("n: int >= 1", "clog2(n) + 1", "1 + clog2(n)"), ("n: int in 3..3", "n", "3"),
      ("n: int >= 1, require n == 4", "n * n", "16"),
      ("a: int >= 1, b: int >= 1, require a == b", "a + 1", "b + 1"),
      ("l: list(int), require len(l) >= 1, require l[0] >= 1", "l[0]", "[l[0], 7][0]"),
    ])
  func widths(_ parameters: String, _ first: String, _ second: String) throws {
    let found = try compare(parameters, "out O: UInt(\(first))", "out O: UInt(\(second))")
    #expect(found == "same", "\(found)")
  }

  @Test(
    "interfaces of other forms are the same",
    arguments: [
      ("p: bool", "in a: Bit if p; in b: Bit if not p", "in b: Bit if not p; in a: Bit if p"),
      ("p: bool, q: bool", "in a: Bit if p", "in a: Bit if p and q; in a: Bit if p and not q"),
      ("p: bool, n: int >= 1", "in a: UInt(if p then n else 1)", "in a: UInt(n) if p; in a: UInt(1) if not p"),
      ("n: int >= 0", "in x[i]: UInt(i + 1) for i in 0..<n", "in x[k]: UInt(1 + k) for k in 0..<n"),
      (
        "n: int >= 0", "in x[i]: Bit for i in 0..<2 * n",
        "in x[i]: Bit for i in 0..<n; in x[i]: Bit for i in n..<2 * n"
      ),
      ("n: int >= 0", "in x[i]: UInt(i + 1) for i in 0..<2", "in x_0: UInt(1); in x_1: UInt(2)"),
      ("n: int >= 2", "in x[i]: Bit for i in 0..<n", "in x_0: Bit; in x[i]: Bit for i in 1..<n"),
      ("n: int in 1..99", "in p: {a: UInt(n), flip b: Bit}", "in p_a: UInt(n); out p_b: Bit"),
      ("n: int >= 1", "in x: Bit; in y: Bit if n < 1", "in x: Bit"),
      ("n: int", "in x[i]: Bit for i in 0..<n if n > 0", "in x[i]: Bit for i in 0..<n"),
      ("t: type", "in x: t", "in x: t"),
      ("t: type, p: bool", "in x: if p then t else Bit", "in x: t if p; in x: Bit if not p"),
      ("n: int >= 1, m: int >= 1", "in x: Array(n, UInt(m + m))", "in x: Array(n, UInt(2 * m))"),
    ])
  func forms(_ parameters: String, _ first: String, _ second: String) throws {
    let found = try compare(parameters, first, second)
    #expect(found == "same", "\(found)")
  }

  @Test(
    "a difference has a witness",
    arguments: [
      (
        "n: int >= 1", "out O: UInt(n)", "out O: UInt(n + 1)",
        "different for n = 1: `out O: UInt(1)` against `out O: UInt(2)`"
      ),
      ("n: int >= 1", "in a: Bit if n == 77", "", "different for n = 77: `in a: Bit` against no port"),
      (
        "a: int >= 1, b: int >= 1", "out O: UInt(max(a, b))", "out O: UInt(a)",
        "different for a = 2, b = 5: `out O: UInt(5)` against `out O: UInt(2)`"
      ),
      (
        "", "in a: Bit; in b: Bit", "in b: Bit; in a: Bit",
        "different without parameters: `in a: Bit` against `in b: Bit`"
      ),
      ("", "in a: Bit", "out a: Bit", "different without parameters: `in a: Bit` against `out a: Bit`"),
      ("t: type", "in a: t", "in a: Bit", "different for t = UInt(1): `in a: UInt(1)` against `in a: Bit`"),
    ])
  func differences(_ parameters: String, _ first: String, _ second: String, _ expected: String) throws {
    let found = try compare(parameters, first, second)
    #expect(found == expected, "\(found)")
  }

  @Test(
    "a set that one alone accepts is a difference",
    arguments: [
      (
        "n: int >= 1", "n: int >= 2",
        "different for n = 1: accepted by the first alone: `n` of B is 1; it must be at least 2"
      ),
      (
        "n: int in 1..9", "n: int in 1..8",
        "different for n = 9: accepted by the first alone: `n` of B is 9; it must be at most 8"
      ),
      (
        "n: int >= 1, require n % 7 != 3", "n: int >= 1",
        "different for n = 3: accepted by the second alone: A requires n % 7 != 3, and here n = 3"
      ),
      ("n: int >= 1", "n: int >= 1, m: int = 3", "?"), ("n: int >= 1, m: int = 3", "n: int >= 1", "?"),
      ("n: int >= 1, derived d = 8 / (n - 2)", "n: int >= 1", "?"), ("n: int >= 1", "n: bool", "?"),
      ("m: enum(a, b), n: int >= 1", "m: enum(a, b, c), n: int >= 1", "?"),
    ])
  func rules(_ first: String, _ second: String, _ expected: String) throws {
    let interface = second.contains("n: bool") ? "" : "in x: UInt(n)"
    let found = try compare(first, "in x: UInt(n)", interface, other: second)
    #expect(
      expected == "?" ? found.hasPrefix("different for") && found.contains("alone") : found == expected, "\(found)")
  }

  @Test("ranges and constraints that say the same are the same")
  func equalRules() throws {
    #expect(try compare("n: int >= 1", "in x: UInt(n)", "in x: UInt(n)", other: "n: int, require n > 0") == "same")
    #expect(try compare("n: int", "in x: UInt(n)", "in x: UInt(n)", other: "n: int >= 1") == "same")
    #expect(
      try compare(
        "n: int >= 1, m: int >= n", "in x: UInt(m)", "in x: UInt(m)", other: "n: int >= 1, m: int, require not (m < n)")
        == "same")
    #expect(
      try compare("n: int >= 1, require n > 5, require n < 3", "in x: Bit", "", other: "n: int >= 2, require n < 0")
        == "same")
  }

  @Test("substitutable is one way, and takes defaults for what the first does not have")
  func substitutable() throws {
    let (narrow, wide) = ("n: int in 1..8", "n: int >= 1, extra: bool = false")
    let interface = "in x: UInt(n); in y: Bit if extra"
    #expect(try compare(narrow, "in x: UInt(n)", interface, other: wide, .substitutable) == "same")
    #expect(
      try compare(wide, interface, "in x: UInt(n)", other: narrow, .substitutable).hasPrefix("different"))
    #expect(
      try compare(narrow, "in x: UInt(n)", interface, other: "n: int >= 1, extra: bool = true", .substitutable)
        == "different for n = 1: no port against `in y: Bit`")
  }

  @Test("parameters correspond by a map")
  func correspondence() throws {
    let a = try fixture.unbuilt("A", "bits: int >= 1, n: int >= 1", "in x: UInt(bits); out y: UInt(n)")
    let b = try fixture.unbuilt("B", "width: int >= 1, n: int >= 1", "in x: UInt(width); out y: UInt(n)")
    let names = fixture.context.names
    let map = [names.intern("width"): names.intern("bits")]
    #expect(try fixture.context.compare(a, b, names: map) == .same)
    #expect(try fixture.context.compare(a, b) != .same)
    let c = try fixture.unbuilt("C", "width: int >= 1, n: int >= 1", "in x: UInt(width); out y: UInt(n + 1)")
    #expect(
      try fixture.context.compare(a, c, names: map)
        == .different(
          ComparisonWitness(
            arguments: "bits = 1, n = 1", otherArguments: "width = 1, n = 1", first: "out y: UInt(1)",
            second: "out y: UInt(2)", acceptedBy: 0)))
  }

  @Test("what cannot be known says why")
  func unknown() throws {
    let hook = ClosureHook { (_, _) throws(Failure) in self.fixture.context.types.expressions.integer(3) }
    try fixture.context.hooks.declare("f", hook)
    #expect(
      try compare("n: int >= 1", "in x: UInt(hook f(n): int)", "in x: UInt(3)")
        == "unknown: `hook f(n): int` is a hook's")
    #expect(try compare("n: int >= 1", "in x: UInt(hook f(n): int)", "in x: UInt(hook f(n): int)") == "same")
    #expect(try compare("n: int in 1..9", "in x: UInt(hook f(n): int)", "in x: UInt(3)") == "same")
    #expect(
      try compare(
        "n: int >= 1", "in x: UInt(pow(2, clog2(n)))", "in x: UInt(if n == 1 then 1 else 2 * pow(2, clog2(n) - 1))"
      )
      .hasPrefix("unknown"))
  }

  @Test("late parameters are compared for all their values")
  func late() throws {
    let parameters = "n: int >= 1, l: late int in 1..8 = 2"
    #expect(try compare(parameters, "in x: UInt(l * n)", "in x: UInt(n * l)") == "same")
    let found = try compare(parameters, "in x: UInt(l * n)", "in x: UInt(n)")
    #expect(found.hasPrefix("different for n = 2: `in x: UInt(2*l)`"), "\(found)")
    #expect(
      try compare(parameters, "in x: UInt(l)", "in x: UInt(l)", other: "n: int >= 1, l: int in 1..8").hasPrefix(
        "different"))
  }
}
