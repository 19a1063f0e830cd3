import HwgenBits
import HwgenSupport

/// What is assumed of the parameters: a conjunction. Made by a `Prover`, which divides cells by conditions until these are
/// decided in each.
public struct ProofCell {
  /// Integers that are 0 or more.
  public private(set) var facts: [ExprID] = []
  /// What stands for a parameter, over others, and the truth of conditions that are no comparisons; in order.
  public private(set) var known: [(old: ExprID, new: ExprID)] = []
  /// What is left of the values of a parameter that has few.
  public var choices: [(parameter: ExprID, values: [ExprID])] = []

  public init() {}

  /// `e` under what is known.
  public func resolve(_ e: ExprID, in store: ExpressionStore) throws(Failure) -> ExprID {
    var e = e
    while true {
      let next = try store.replace(in: e, known)
      // A value may hold what has been replaced later: conditions in it, never the parameter itself.
      if next == e { return e }
      e = next
    }
  }

  // MARK: Assuming; false if nothing satisfies the cell then

  mutating func assume(atLeastZero p: ExprID, in store: ExpressionStore) throws(Failure) -> Bool {
    let p = try resolve(p, in: store)
    if let value = store.integerValue(of: p) { return !value.isNegative }
    if !facts.contains(p) { facts.append(p) }
    return true
  }

  mutating func assume(zero p: ExprID, in store: ExpressionStore) throws(Failure) -> Bool {
    let p = try resolve(p, in: store)
    if let value = store.integerValue(of: p) { return value.isZero }
    let terms = store.terms(of: p)
    for (index, term) in terms.enumerated() where term.coefficient == 1 || term.coefficient == -1 {
      guard let name = store.parameterName(of: term.monomial) else { continue }
      var rest = terms
      rest.remove(at: index)
      guard !rest.contains(where: { store.parameters(of: $0.monomial).contains(name) }),
        let other = store.polynomial(rest, limit: Int.max)
      else { continue }
      return try bind(term.monomial, to: term.coefficient == 1 ? store.negated(other) : other, in: store)
    }
    guard try assume(atLeastZero: p, in: store) else { return false }
    return try assume(atLeastZero: store.negated(p), in: store)
  }

  /// Assumes that a condition that is no comparison is so.
  mutating func assume(_ atom: ExprID, is value: Bool, in store: ExpressionStore) throws(Failure) -> Bool {
    if store.parameterName(of: atom) != nil { return try bind(atom, to: store.boolean(value), in: store) }
    if store.operation(atom) == .equal {
      let (a, b) = (store.operand(atom, 0), store.operand(atom, 1))
      for (parameter, other) in [(a, b), (b, a)] where store.parameterName(of: parameter) != nil {
        if store.isConstant(other), let index = choices.firstIndex(where: { $0.parameter == parameter }) {
          if value, !choices[index].values.contains(other) { return false }
          if !value {
            choices[index].values.removeAll { $0 == other }
            if choices[index].values.isEmpty { return false }
            if choices[index].values.count == 1 { return try bind(parameter, to: choices[index].values[0], in: store) }
          }
        }
        if value, !store.parameters(of: other).contains(store.parameterName(of: parameter)!) {
          return try bind(parameter, to: other, in: store)
        }
      }
    }
    known.append((atom, store.boolean(value)))
    return true
  }

  /// Puts a value in the place of a parameter.
  public mutating func bind(_ parameter: ExprID, to value: ExprID, in store: ExpressionStore) throws(Failure) -> Bool {
    let change = [(old: parameter, new: value)]
    let before = (facts: facts, known: known)
    facts = []
    known = change
    for (old, new) in before.known {
      if store.parameterName(of: old) != nil {
        known.append((old, try store.replace(in: new, change)))
        continue
      }
      let atom = try store.replace(in: old, change)
      if let truth = store.booleanValue(of: atom) {
        if store.boolean(truth) != new { return false }
      } else if !known.contains(where: { $0.old == atom }) {
        known.append((atom, new))
      }
    }
    for fact in before.facts where try !assume(atLeastZero: store.replace(in: fact, change), in: store) { return false }
    return true
  }

  // MARK: Deciding

  /// What single facts say of each parameter.
  func ranges(in store: ExpressionStore) -> [NameID: Interval] {
    var found: [NameID: Interval] = [:]
    for fact in facts {
      let terms = store.terms(of: fact)
      guard let first = terms.first, let name = store.parameterName(of: first.monomial), terms.count <= 2,
        terms.count == 1 || terms[1].monomial == ExpressionStore.one,
        let bound = (terms.count == 1 ? Integer(0) : terms[1].coefficient).small, first.coefficient.magnitude == 1,
        bound != Int.min
      else { continue }
      var range = found[name] ?? .all
      if first.coefficient == 1 { range.low = max(range.low ?? -bound, -bound) }
      if first.coefficient == -1 { range.high = min(range.high ?? bound, bound) }
      found[name] = range
    }
    return found
  }

  /// Whether an integer is 0 or more, or not, wherever the cell holds; nil if that is not found out.
  public func isAtLeastZero(_ p: ExprID, in store: ExpressionStore) -> Bool? {
    let ranges = ranges(in: store)
    let interval = store.interval(of: p, in: ranges)
    if let low = interval.low, low >= 0 { return true }
    if let high = interval.high, high < 0 { return false }
    let below = store.difference(store.negated(p), ExpressionStore.one)
    if facts.contains(p) { return true }
    if facts.contains(below) { return false }
    if isInfeasible(with: [below], ranges, in: store) { return true }
    if isInfeasible(with: [p], ranges, in: store) { return false }
    return nil
  }

  /// Whether nothing satisfies the cell if `more` are 0 or more too. False if that is not found out.
  public func isInfeasible(with more: [ExprID], in store: ExpressionStore) -> Bool {
    isInfeasible(with: more, ranges(in: store), in: store)
  }

  private func isInfeasible(with more: [ExprID], _ ranges: [NameID: Interval], in store: ExpressionStore) -> Bool {
    if ranges.values.contains(where: \.isEmpty) { return true }
    var view = LinearView(store, ranges)
    for p in more { view.add(p) }
    view.addRelated(facts)
    var system = view.system()
    return system.isInfeasible()
  }

  /// The least and the greatest that a parameter can be, as far as that is found out.
  public func bounds(of parameter: ExprID, in store: ExpressionStore) -> Interval {
    let ranges = ranges(in: store)
    var view = LinearView(store, ranges)
    let index = view.index(of: parameter)
    view.addRelated(facts)
    var system = view.system()
    return index.map { system.bounds(of: $0) } ?? .all
  }
}
