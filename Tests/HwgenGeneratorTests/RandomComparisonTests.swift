import HwgenGenerator
import HwgenSupport
import HwgenTestSupport
import Testing

/// Random pairs of templates against all sets of parameters of a small domain. Each law and each mutation is applied to a
/// template that is random itself.
@Suite("Random comparisons")
struct RandomComparisonTests {
  enum Making: String, CaseIterable {
    /// Rewritten by ten laws.
    case rewritten
    /// Rewritten, then changed in one place.
    case changed
    /// Two of their own.
    case unrelated
  }

  /// How often each answer was given.
  private struct Count {
    var same = 0
    var different = 0
    var unknown = 0
  }

  /// The ports or that the set is refused.
  private func ports(_ fixture: GeneratorFixture, _ generator: GeneratorID, _ arguments: String) -> String? {
    (try? fixture.circuit(generator, arguments)).map(fixture.context.portText(of:))
  }

  private func sets(from low: Int) -> [String] {
    var all: [String] = []
    for a in low..<low + 4 {
      for b in low..<low + 4 {
        for flags in 0..<4 { all.append("a = \(a), b = \(b), p = \(flags & 1 == 1), q = \(flags & 2 == 2)") }
      }
    }
    return all
  }

  @Test(
    "no answer is wrong, and few are unknown",
    arguments: RandomTerm.Language.allCases, Making.allCases)
  func answers(_ language: RandomTerm.Language, _ making: Making) throws {
    // Half of all pairs are rewritten, a quarter each changed in one place and unrelated; 10,000 in `make soak`.
    let whole = making == .rewritten ? 5000 : 2500
    let total = (Soak.isOn ? whole : whole / 25) / RandomTerm.Language.allCases.count + 1
    var random = SplitMix64(seed: 1)
    var count = Count()
    var fixture = GeneratorFixture()
    var declared = 0
    for round in 0..<total {
      if round % 100 == 0 { fixture = GeneratorFixture() }
      let isBounded = random.once(in: 3)
      let low = [1, 1, 0, -2][random.below(4)]
      let range = isBounded ? "in \(low)..\(low + 3)" : ">= \(low)"
      let schema = "a: int \(range), b: int \(range), p: bool, q: bool"
      let first = RandomInterface(language, &random)
      var second = making == .unrelated ? RandomInterface(language, &random) : first
      if making == .changed { second.mutate(&random) }
      if making != .unrelated { for _ in 0..<10 where !second.ports.isEmpty { second.rewrite(&random) } }
      let rules = random.once(in: 2) || isBounded ? schema : "a: int, b: int, p: bool, q: bool"
      let required = rules == schema ? "" : ", require not (a < \(low)), require \(low - 1) < b"
      // A template may have a width of 0 that no parameter decides, which is refused.
      guard let a = try? fixture.unbuilt("A", schema, first.text),
        let b = try? fixture.unbuilt("B", rules + second.derivedText + required, second.text)
      else { continue }
      declared += 1
      let note = "round \(round): `\(first.text)` and `\(second.text)`\(second.derivedText)"
      switch try fixture.context.compare(a, b) {
      case .same:
        count.same += 1
        for set in sets(from: low) {
          let (x, y) = (ports(fixture, a, set), ports(fixture, b, set))
          if x != y {
            Issue.record("\(note): same, and for \(set) \(x ?? "refused") against \(y ?? "refused")")
            break
          }
        }
      case .different(let witness):
        count.different += 1
        let (x, y) = (ports(fixture, a, witness.arguments), ports(fixture, b, witness.otherArguments))
        #expect(x != y, "\(note): \(witness)")
        #expect(
          (x != nil) == (witness.acceptedBy != 2) && (y != nil) == (witness.acceptedBy != 1), "\(note): \(witness)")
        if making == .rewritten { Issue.record("\(note): equal, and different \(witness)") }
      case .unknown(let obstacle):
        count.unknown += 1
        if count.unknown == 1 { print("\(note): unknown: \(obstacle)") }
      }
    }
    let share = Double(count.unknown) / Double(declared)
    print(
      "comparisons, \(language), \(making): \(declared) pairs, \(count.same) same, \(count.different) different, \(count.unknown) unknown"
    )
    if language == .polynomials, making == .rewritten || making == .changed { #expect(share < 0.02) }
    #expect(share < 0.25)
    if making == .changed { #expect(count.different > declared / 2) }
  }
}
