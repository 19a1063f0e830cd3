import HwgenBits
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import Testing

@Suite("Random expressions")
struct RandomExpressionTests {
  @Test("their text parses back to the same object, before and after substitution", arguments: 0..<Soak.rounds(4))
  func roundTrip(_ seed: Int) throws {
    let fixture = ExpressionFixture()
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<500 {
      let tree = random.below(2) == 0 ? Tree.integer(4, &random) : Tree.boolean(4, &random)
      let e = try fixture.parse(tree.text)
      let text = fixture.store.text(e)
      #expect(try fixture.parse(text) == e, "seed \(seed): \(tree.text) prints as \(text)")
      let a = fixture.names.intern("a")
      let bound = fixture.store.integer(random.below(7) - 2)
      let partly = try fixture.store.substitute(e, { $0 == a ? bound : nil })
      let partlyText = fixture.store.text(partly)
      #expect(try fixture.parse(partlyText) == partly, "seed \(seed): \(partlyText)")
    }
  }

  @Test(
    "evaluation agrees with the definition of the operations, at once and in two stages",
    arguments: 4..<4 + Soak.rounds(4))
  func evaluation(_ seed: Int) throws {
    let fixture = ExpressionFixture()
    let store = fixture.store
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<120 {
      let isBoolean = random.below(3) == 0
      let tree = isBoolean ? Tree.boolean(4, &random) : Tree.integer(4, &random)
      let e = try fixture.parse(tree.text)
      for _ in 0..<4 {
        let variables = Tree.variables.map { _ in random.below(9) - 3 }
        let flags = Tree.flags.map { _ in random.below(2) == 0 }
        var values: [NameID: ExprID] = [:]
        for (name, value) in zip(Tree.variables, variables) {
          values[fixture.names.intern(name)] = store.integer(value)
        }
        for (name, value) in zip(Tree.flags, flags) { values[fixture.names.intern(name)] = store.boolean(value) }
        let expected = tree.value(variables, flags).map {
          isBoolean ? store.boolean($0 == 1) : store.integer($0)
        }
        let found = try? store.evaluate(e, { values[$0] })
        #expect(
          found == expected,
          "seed \(seed): \(tree.text) as \(store.text(e)) with \(variables) \(flags): \(found.map(store.text) ?? "fails"), \(expected.map(store.text) ?? "fails")"
        )
        let first = fixture.names.intern(["a", "b", "p"][random.below(3)])
        let staged = try store.substitute(e, { $0 == first ? values[$0] : nil })
        #expect((try? store.evaluate(staged, { values[$0] })) == expected, "seed \(seed): \(tree.text) in two stages")
      }
    }
  }

  @Test("two stores that intern in different orders give the same texts and hashes")
  func determinism() throws {
    var random = SplitMix64(seed: 99)
    let trees = (0..<300).map { _ in Tree.integer(4, &random) }
    let (forward, backward) = (ExpressionFixture(), ExpressionFixture())
    for tree in trees.reversed() { _ = try backward.parse(tree.text) }
    for tree in trees {
      let (a, b) = (try forward.parse(tree.text), try backward.parse(tree.text))
      #expect(forward.store.text(a) == backward.store.text(b))
      #expect(forward.store.hash(of: a) == backward.store.hash(of: b))
    }
  }
}
