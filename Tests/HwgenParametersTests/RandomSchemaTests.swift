import HwgenBits
import HwgenParameters
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import Testing

/// Random schemas and arguments against a model of the rules on plain integers.
@Suite struct RandomSchemaTests {
  /// An integer parameter of the model: `name: int in low..high = default`, or `derived name = …`.
  private struct Item {
    let name: String
    var low: Term?
    var high: Term?
    var value: Term?
    var isDerived = false
  }

  /// A sum: a number and multiples of earlier parameters.
  private struct Term {
    var constant: Int
    var factors: [(name: String, factor: Int)]

    var text: String {
      factors.reduce("\(constant)") { $0 + " + \($1.factor) * \($1.name)" }
    }

    func value(_ known: [String: Int]) -> Int { factors.reduce(constant) { $0 + $1.factor * known[$1.name]! } }
  }

  private static func term(_ random: inout SplitMix64, _ earlier: [String], near: Int) -> Term {
    var factors: [(String, Int)] = []
    if let name = earlier.randomElement(using: &random), random.once(in: 2) {
      factors.append((name, random.below(5) - 1))
    }
    return Term(constant: near + random.below(9) - 4, factors: factors)
  }

  @Test(
    "binding follows the rules, and every way to write a request gives the same values",
    arguments: 1...UInt64(Soak.rounds(20)))
  func bindings(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let fixture = ParametersFixture()
    for _ in 0..<50 {
      var items: [Item] = []
      for index in 0..<random.below(6) {
        let earlier = items.map(\.name)
        var item = Item(name: "p\(index)")
        if random.once(in: 4) {
          item.isDerived = true
          item.value = Self.term(&random, earlier, near: 0)
        } else {
          if random.once(in: 2) { item.low = Self.term(&random, earlier, near: -20) }
          if random.once(in: 2) { item.high = Self.term(&random, earlier, near: 20) }
          if random.once(in: 2) { item.value = Self.term(&random, earlier, near: 0) }
        }
        items.append(item)
      }
      let limit = random.below(60) - 10
      let sum = items.map(\.name).joined(separator: " + ")
      let hasLimit = !items.isEmpty && random.once(in: 3)
      var pieces = items.map { item in
        if item.isDerived { return "derived \(item.name) = \(item.value!.text)" }
        let range =
          switch (item.low, item.high) {
          case (let low?, let high?): " in \(low.text)..\(high.text)"
          case (let low?, nil): " >= \(low.text)"
          case (nil, let high?): " <= \(high.text)"
          case (nil, nil): ""
          }
        return "\(item.name): int\(range)" + (item.value.map { " = \($0.text)" } ?? "")
      }
      if hasLimit { pieces.insert("require \(sum) <= \(limit)", at: random.below(pieces.count + 1)) }
      let text = pieces.joined(separator: ", ")

      // The model: each value, or the code of the first rule that is broken.
      var given: [String: Int] = [:]
      for item in items where !item.isDerived && (item.value == nil || random.once(in: 2)) {
        if !random.once(in: 12) { given[item.name] = random.below(61) - 30 }
      }
      var values: [String: Int] = [:]
      var wanted: String?
      for item in items where wanted == nil {
        guard let value = given[item.name] ?? item.value?.value(values) else {
          wanted = "HW1002"
          break
        }
        if let low = item.low?.value(values), value < low { wanted = "HW1004" }
        if let high = item.high?.value(values), value > high { wanted = "HW1004" }
        values[item.name] = value
      }
      if wanted == nil, hasLimit, values.values.reduce(0, +) > limit { wanted = "HW1005" }
      // A constant default outside constant bounds is refused with the schema.
      for item in items where !item.isDerived && item.value?.factors.isEmpty ?? false {
        let value = item.value!.constant
        if let low = item.low, low.factors.isEmpty, value < low.constant { wanted = "HW1024" }
        if let high = item.high, high.factors.isEmpty, value > high.constant { wanted = "HW1024" }
      }
      // So are constant bounds with nothing between them, before that.
      for item in items where !item.isDerived {
        if let low = item.low, let high = item.high, low.factors.isEmpty, high.factors.isEmpty,
          low.constant > high.constant
        {
          wanted = "HW1016"
        }
      }

      var forms = [items.compactMap { item in given[item.name].map { "\(item.name) = \($0)" } }.joined(separator: ", ")]
      forms.append(
        items.reversed().compactMap { item in given[item.name].map { "\(item.name) = 1 + \($0 - 1)" } }
          .joined(separator: ", "))
      let order = items.filter { !$0.isDerived }.map(\.name)
      let prefix = order.prefix { given[$0] != nil }
      forms.append(
        (prefix.map { "\(given[$0]!)" }
          + order.dropFirst(prefix.count).compactMap { name in given[name].map { "\(name) = \($0)" } })
          .joined(separator: ", "))
      for arguments in forms {
        let comment = Comment(rawValue: "seed \(seed): `\(text)` with `\(arguments)`")
        if let wanted {
          #expect(fixture.refusal(text, arguments).contains("error \(wanted):"), comment)
        } else {
          let bound = try fixture.bound(text, arguments)
          #expect(bound == items.map { "\(values[$0.name]!)" }.joined(separator: ", "), comment)
          // The canonical text is the same schema.
          let canonical = try fixture.canonical(text)
          #expect(try fixture.values(canonical, arguments) == fixture.values(text, arguments), comment)
        }
      }
    }
  }
}
