import HwgenTestSupport

/// A random interface template over the parameters of `RandomTerm`, and sound laws that rewrite it.
struct RandomInterface {
  struct Port {
    var name: String
    var isInput: Bool
    var width: RandomTerm
    var condition: RandomTerm?
    /// Repeated from the first to before the second.
    var range: [RandomTerm]?
    /// The index is added to the width.
    var usesIndex = false
    var index = "i"
  }

  var ports: [Port] = []
  var language: RandomTerm.Language
  /// Derived parameters, by name.
  var derived: [(name: String, value: RandomTerm)] = []

  init(_ language: RandomTerm.Language, _ random: inout SplitMix64) {
    self.language = language
    for index in 0...random.below(3) {
      var port = Port(name: "x\(index)", isInput: random.once(in: 2), width: .number(1))
      port.width = .integer(2, language, &random)
      if random.once(in: 3) { port.condition = .boolean(2, language, &random) }
      if random.once(in: 3) {
        port.range = [.number(random.below(2)), .integer(1, language, &random)]
        port.usesIndex = random.once(in: 2)
      }
      ports.append(port)
    }
  }

  /// The items of the schema behind those of the parameters.
  var derivedText: String { derived.map { ", derived \($0.name) = \($0.value.text)" }.joined() }

  var text: String {
    ports.map { port in
      let index = port.range == nil ? "" : "[\(port.index)]"
      let width = port.usesIndex ? "\(port.width.text) + \(port.index)" : port.width.text
      var text = "\(port.isInput ? "in" : "out") \(port.name)\(index): UInt(\(width))"
      if let range = port.range { text += " for \(port.index) in \(range[0].text)..<\(range[1].text)" }
      if let condition = port.condition { text += " if \(condition.text)" }
      return text
    }.joined(separator: "; ")
  }

  /// Applies one random law to one place.
  mutating func rewrite(_ random: inout SplitMix64) {
    let at = random.below(ports.count)
    let language = language
    let law = { (term: RandomTerm, random: inout SplitMix64) in term.rewritten(&random, language) }
    switch random.below(10) {
    case 0 where ports.count < 6:
      // A port is one of two, by whatever condition.
      let flag: RandomTerm = .name(random.once(in: 2) ? "p" : "q")
      var (first, second) = (ports[at], ports[at])
      first.condition = first.condition.map { .apply("and", [$0, flag]) } ?? flag
      second.condition = second.condition.map { .apply("and", [$0, .apply("not", [flag])]) } ?? .apply("not", [flag])
      ports.replaceSubrange(
        at...at, with: random.once(in: 2) && first.range == nil ? [second, first] : [first, second])
    case 1 where ports[at].range != nil && ports.count < 6:
      // A repetition is two, one after the other.
      let range = ports[at].range!
      let middle: RandomTerm = .apply("max", [range[0], .apply("min", [range[1], .name("b")])])
      var (first, second) = (ports[at], ports[at])
      first.range = [range[0], middle]
      second.range = [middle, range[1]]
      ports.replaceSubrange(at...at, with: [first, second])
    case 2 where ports[at].range?[0] == .number(0) && !ports[at].usesIndex && ports.count < 6:
      // The first of a repetition is written out.
      var (first, rest) = (ports[at], ports[at])
      let some: RandomTerm = .apply(">", [first.range![1], .number(0)])
      first.name += "_0"
      first.range = nil
      first.condition = first.condition.map { .apply("and", [$0, some]) } ?? some
      rest.range![0] = .number(1)
      ports.replaceSubrange(at...at, with: [first, rest])
    case 3 where ports.count < 6:
      // A port that never is.
      let flag: RandomTerm = .name("p")
      let never: RandomTerm = .apply("and", [flag, .apply("not", [flag])])
      ports.insert(Port(name: "none", isInput: true, width: .number(1), condition: never), at: at)
    case 4 where derived.count < 2 && language != .all:
      // A derived parameter has a value even where there is no port: what can fail would fail there too.
      let name = "d\(derived.count)"
      derived.append((name, ports[at].width))
      ports[at].width = .name(name)
    case 5 where ports[at].range != nil: ports[at].index = "k"
    case 6 where ports[at].condition != nil: ports[at].condition = ports[at].condition!.changed(&random, law)
    case 7 where ports[at].range != nil:
      let bound = random.below(2)
      ports[at].range![bound] = ports[at].range![bound].changed(&random, law)
    default: ports[at].width = ports[at].width.changed(&random, law)
    }
  }

  /// Changes one place.
  mutating func mutate(_ random: inout SplitMix64) {
    let at = random.below(ports.count)
    let change = { (term: RandomTerm, random: inout SplitMix64) in term.mutated(&random) }
    switch random.below(10) {
    case 8 where language == .all:
      // A condition that holds nowhere, and fails for some sets.
      let fails: RandomTerm = .apply("<", [.apply("clog2", [.name(random.once(in: 2) ? "a" : "b")]), .number(0)])
      ports.insert(Port(name: "none", isInput: true, width: .number(1), condition: fails), at: at)
    case 9 where ports[at].range != nil: ports[at].range![0] = ports[at].range![0].changed(&random, change)
    case 0: ports[at].isInput.toggle()
    case 1: ports[at].name += "z"
    case 2: ports.remove(at: at)
    case 3 where ports[at].condition != nil: ports[at].condition = ports[at].condition!.changed(&random, change)
    case 4 where ports[at].range != nil: ports[at].range![1] = ports[at].range![1].changed(&random, change)
    case 5 where ports.count > 1: ports.swapAt(at, (at + 1) % ports.count)
    default: ports[at].width = ports[at].width.changed(&random, change)
    }
  }
}
