import HwgenSupport
import HwgenTypes
import Testing

@Suite("Proofs of conditions")
struct ProverTests {
  let fixture = ExpressionFixture()

  /// What comes of a condition where others hold.
  private func prove(_ goal: String, _ conditions: [String]) throws -> String {
    let prover = Prover(fixture.store)
    guard let start = try prover.cell(ProofCell(), where: conditions.map { try fixture.parse($0) }) else {
      return "never"
    }
    switch try prover.prove(fixture.parse(goal), in: start.cell, if: start.rest) {
    case .holds: return "holds"
    case .refuted(let cell):
      return "refuted where " + cell.facts.map { fixture.store.text($0) + " >= 0" }.joined(separator: ", ")
    case .limit: return "limit"
    }
  }

  @Test(
    "what follows is shown",
    arguments: [
      ("a / 2 / 2 == a / 4", ["a >= 1"]), ("a / 4 <= 100", ["a >= 1", "a / 2 / 2 <= 100"]),
      ("(a + 7) / 8 == (if a % 8 == 0 then a / 8 else a / 8 + 1)", ["a >= 1"]),
      ("a * b <= 100", ["a >= 1", "b >= 1", "c >= 1", "max(a * b, a * c) <= 100"]),
      ("max(a * b, a * c) == a * max(b, c)", ["a >= 1", "b >= 1", "c >= 1"]),
      ("a * b >= a", ["a >= 0", "b >= 1"]), ("a * a >= a", []), ("a * b * c >= 0", ["a >= 0", "b >= 0", "c >= 0"]),
      ("2 * a != 2 * b + 1", []), ("a < c", ["a < b", "b < c"]), ("p or q", ["not p or q", "p or q", "p"]),
      ("s != \"x\"", ["s == \"y\""]), ("t == UInt(a + a)", ["t == UInt(2 * a)"]), ("len(xs) >= 0", []),
    ])
  func shown(_ goal: String, _ conditions: [String]) throws {
    let found = try prove(goal, conditions)
    #expect(found == "holds", "\(found)")
  }

  @Test(
    "what does not follow is not shown",
    arguments: [
      ("a >= 1", ["a >= 0"]), ("a == b", ["a <= b"]), ("p", ["p or q"]), ("a * a > a", ["a >= 0"]),
      ("a / b >= 1", ["a >= 1", "b >= 1"]), ("clog2(a) >= 0 and clog2(a) <= 1", ["a <= 3"]),
      ("s == \"x\"", ["s != \"y\""]), ("t == UInt(8)", []), ("a % 2 == 0", ["a % 4 != 1"]), ("a / 2 * 2 == a", []),
    ])
  func refuted(_ goal: String, _ conditions: [String]) throws {
    let found = try prove(goal, conditions)
    #expect(found.hasPrefix("refuted"), "\(found)")
  }

  @Test("conditions that contradict each other leave no cell")
  func contradiction() throws {
    #expect(try prove("false", ["a > b", "b > c", "c > a"]) == "never")
    #expect(try prove("false", ["2 * a == 2 * b + 1"]) == "never")
    #expect(try prove("false", ["p", "not p"]) == "never")
    #expect(try prove("false", ["a >= 1", "a <= 0", "n / a >= 1", "pow(2, a) >= 1", "n >= 1"]) == "never")
  }
}
