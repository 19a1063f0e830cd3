import HwgenTestSupport

/// A random expression over the integers `a`, `b` and the booleans `p`, `q`, and sound laws that rewrite it.
indirect enum RandomTerm: Equatable {
  case number(Int)
  case name(String)
  case apply(String, [RandomTerm])

  /// What operators a template may have.
  enum Language: CaseIterable, Sendable { case polynomials, quotients, all }

  static func integer(_ depth: Int, _ language: Language, _ random: inout SplitMix64) -> RandomTerm {
    if depth == 0 || random.once(in: 4) {
      return random.once(in: 3) ? .number(1 + random.below(4)) : .name(random.once(in: 2) ? "a" : "b")
    }
    func next() -> RandomTerm { integer(depth - 1, language, &random) }
    let count = language == .polynomials ? 7 : language == .quotients ? 9 : 12
    switch random.below(count) {
    case 0, 1: return .apply("+", [next(), next()])
    case 2: return .apply("-", [.apply("+", [next(), .number(4)]), next()])
    case 3: return .apply("*", [.number(1 + random.below(3)), next()])
    case 4: return .apply("*", [.name("a"), next()])
    case 5: return .apply(random.once(in: 2) ? "min" : "max", [next(), next()])
    case 6: return .apply("if", [boolean(depth - 1, language, &random), next(), next()])
    case 7: return .apply("/", [next(), .number(2 + random.below(3))])
    case 8: return .apply("%", [next(), .number(2 + random.below(3))])
    case 9: return .apply("clog2", [next()])
    case 10: return .apply("/", [next(), next()])
    default: return .apply("pow", [.number(2), .name("b")])
    }
  }

  static func boolean(_ depth: Int, _ language: Language, _ random: inout SplitMix64) -> RandomTerm {
    if depth <= 0 || random.once(in: 3) { return .name(random.once(in: 2) ? "p" : "q") }
    switch random.below(5) {
    case 0: return .apply("and", [boolean(depth - 1, language, &random), boolean(depth - 1, language, &random)])
    case 1: return .apply("or", [boolean(depth - 1, language, &random), boolean(depth - 1, language, &random)])
    case 2: return .apply("not", [boolean(depth - 1, language, &random)])
    default:
      let sign = ["==", "!=", "<", "<=", ">", ">="][random.below(6)]
      // Comparisons are linear: of what else decides, an answer may be unknown.
      return .apply(sign, [linear(&random), linear(&random)])
    }
  }

  private static func linear(_ random: inout SplitMix64) -> RandomTerm {
    switch random.below(4) {
    case 0: .number(random.below(6))
    case 1: .apply("+", [.name("a"), .name("b")])
    default: .name(random.once(in: 2) ? "a" : "b")
    }
  }

  var text: String {
    switch self {
    case .number(let value): return value < 0 ? "(\(value))" : "\(value)"
    case .name(let name): return name
    case .apply("if", let all): return "(if \(all[0].text) then \(all[1].text) else \(all[2].text))"
    case .apply("not", let all): return "(not \(all[0].text))"
    case .apply(let name, let all) where name.first!.isLetter && name != "and" && name != "or":
      return "\(name)(\(all.map(\.text).joined(separator: ", ")))"
    case .apply(let sign, let all): return "(\(all[0].text) \(sign) \(all[1].text))"
    }
  }

  var isBoolean: Bool {
    switch self {
    case .number: false
    case .name(let name): name == "p" || name == "q"
    case .apply("if", let all): all[1].isBoolean
    case .apply(let name, _): ["and", "or", "not", "==", "!=", "<", "<=", ">", ">="].contains(name)
    }
  }

  private var size: Int {
    if case .apply(_, let all) = self { all.reduce(1) { $0 + $1.size } } else { 1 }
  }

  /// The term with the part at a random place changed by `change`.
  func changed(_ random: inout SplitMix64, _ change: (RandomTerm, inout SplitMix64) -> RandomTerm) -> RandomTerm {
    var place = random.below(size)
    return changed(at: &place, &random, change)
  }

  private func changed(
    at place: inout Int, _ random: inout SplitMix64, _ change: (RandomTerm, inout SplitMix64) -> RandomTerm
  ) -> RandomTerm {
    if place == 0 {
      place = -1
      return change(self, &random)
    }
    place -= 1
    guard case .apply(let name, var all) = self else { return self }
    for index in all.indices where place >= 0 { all[index] = all[index].changed(at: &place, &random, change) }
    return .apply(name, all)
  }

  /// An equal term, by one random law that fits.
  func rewritten(_ random: inout SplitMix64, _ language: Language) -> RandomTerm {
    let name: RandomTerm = .name(random.once(in: 2) ? "a" : "b")
    let flag: RandomTerm = .name(random.once(in: 2) ? "p" : "q")
    func add(_ x: RandomTerm, _ y: RandomTerm) -> RandomTerm { .apply("+", [x, y]) }
    func not(_ x: RandomTerm) -> RandomTerm { .apply("not", [x]) }
    // Of what may be zero no multiple is taken away: it may fail.
    var laws: [RandomTerm] = [.apply("if", [flag, self, self])]
    if isBoolean {
      laws.append(not(not(self)))
      laws.append(.apply("and", [self, .apply("or", [self, flag])]))
      laws.append(.apply("or", [.apply("and", [self, flag]), .apply("and", [self, not(flag)])]))
    } else {
      laws.append(.apply("-", [add(self, name), name]))
      laws.append(.apply("max", [self, .apply("min", [self, name])]))
      laws.append(.apply("*", [self, .number(1)]))
      if language != .polynomials {
        laws.append(.apply("/", [.apply("*", [.number(3), self]), .number(3)]))
        laws.append(add(.apply("*", [.apply("/", [self, .number(2)]), .number(2)]), .apply("%", [self, .number(2)])))
      }
    }
    if case .apply(let sign, let x) = self {
      switch sign {
      case "+", "*":
        laws += [.apply(sign, [x[1], x[0]])]
        if case .apply("if", let y) = x[1] {
          laws += [.apply("if", [y[0], .apply(sign, [x[0], y[1]]), .apply(sign, [x[0], y[2]])])]
        }
        if case .apply("+", let y) = x[1] {
          laws += [add(.apply(sign, [x[0], y[0]]), sign == "+" ? y[1] : .apply("*", [x[0], y[1]]))]
        }
        if sign == "+", case .apply(let extremum, let y) = x[0], extremum == "min" || extremum == "max" {
          laws += [.apply(extremum, [add(y[0], x[1]), add(y[1], x[1])])]
        }
      case "min":
        laws += [
          .apply("if", [.apply("<=", x), x[0], x[1]]), .apply("-", [add(x[0], x[1]), .apply("max", x)]),
          .apply("min", [x[1], x[0]]),
        ]
      case "max":
        laws += [
          .apply("if", [.apply("<", x), x[1], x[0]]), .apply("max", [x[1], .apply("max", x)]),
          .apply("-", [.number(0), .apply("min", x.map { .apply("-", [.number(0), $0]) })]),
        ]
      case "if":
        laws += [.apply("if", [not(x[0]), x[2], x[1]])]
        // Both branches are evaluated then, so that none may fail.
        if !isBoolean, language != .all {
          laws += [add(.apply("if", [x[0], .apply("-", [x[1], x[2]]), .number(0)]), x[2])]
        }
      case "and", "or":
        laws += [not(.apply(sign == "and" ? "or" : "and", x.map(not))), .apply(sign, [x[1], x[0]])]
      case "<":
        laws += [not(.apply(">=", x)), .apply(">", [x[1], x[0]]), .apply("<=", [add(x[0], .number(1)), x[1]])]
      case "<=": laws += [not(.apply(">", x)), .apply(">=", [.apply("-", [x[1], x[0]]), .number(0)])]
      case "==": laws += [.apply("and", [.apply("<=", x), .apply(">=", x)]), not(.apply("!=", x))]
      case "!=": laws += [.apply("or", [.apply("<", x), .apply(">", x)])]
      case ">": laws += [.apply("<", [x[1], x[0]])]
      case ">=": laws += [not(.apply("<", x)), .apply("or", [.apply(">", x), .apply("==", x)])]
      default: break
      }
    }
    // A law doubles what can fail at most; `x - max(x, …)` would not fail where `x` does.
    return laws[random.below(laws.count)]
  }

  /// Another term, of which most differ.
  func mutated(_ random: inout SplitMix64) -> RandomTerm {
    switch self {
    case .number(let value): return .number(value + (random.once(in: 2) ? 1 : -1))
    case .name("a"): return .name("b")
    case .name("b"): return .name("a")
    case .name("p"): return .name("q")
    case .name: return .name("p")
    case .apply("+", let x): return .apply("max", x)
    case .apply("min", let x): return .apply("max", x)
    case .apply("max", let x): return .apply("min", x)
    case .apply("and", let x): return .apply("or", x)
    case .apply("or", let x): return .apply("and", x)
    case .apply("if", let x): return .apply("if", [x[0], x[2], x[1]])
    case .apply("not", let x): return x[0]
    case .apply("<", let x): return .apply("<=", x)
    case .apply("<=", let x): return .apply("<", x)
    case .apply("==", let x): return .apply("<=", x)
    default: return isBoolean ? .apply("not", [self]) : .apply("+", [self, .number(1)])
    }
  }
}
