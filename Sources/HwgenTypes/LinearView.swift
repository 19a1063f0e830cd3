import HwgenBits
import HwgenSupport

/// Polynomials as linear rows: each monomial, quotient, logarithm or other atom is a variable of its own, with what is known
/// of it for all values of the parameters. Made by a `ProofCell` for one question.
struct LinearView {
  private let store: ExpressionStore
  private let ranges: [NameID: Interval]
  private var variables: [ExprID] = []
  private var rows: [[(variable: Int, factor: Int)]] = []
  private var constants: [Int] = []
  /// The parameters inside of the variables.
  private var names: Set<NameID> = []
  /// How many variables have had their laws added.
  private var known = 0

  init(_ store: ExpressionStore, _ ranges: [NameID: Interval]) {
    self.store = store
    self.ranges = ranges
  }

  /// The variable that stands for a monomial; nil past the limit.
  mutating func index(of monomial: ExprID) -> Int? {
    if let found = variables.firstIndex(of: monomial) { return found }
    guard variables.count < LinearSystem.maximumVariables else { return nil }
    variables.append(monomial)
    names.formUnion(store.parameters(of: monomial))
    return variables.count - 1
  }

  /// Adds `p >= 0`. What is too large for a row is left out, which makes the system weaker.
  mutating func add(_ p: ExprID) {
    var row: [(variable: Int, factor: Int)] = []
    var constant = 0
    for term in store.terms(of: p) where !term.coefficient.isZero {
      guard let factor = term.coefficient.small, factor.magnitude < 1 << 48 else { return }
      if term.monomial == ExpressionStore.one {
        constant = factor
      } else {
        guard let variable = index(of: term.monomial) else { return }
        row.append((variable, factor))
      }
    }
    rows.append(row)
    constants.append(constant)
    addLaws()
  }

  /// Adds those facts that share variables with what there is, or parameters inside of what is no parameter; and so on.
  mutating func addRelated(_ facts: [ExprID]) {
    var left = facts
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      var next: [ExprID] = []
      for fact in left {
        let isRelated = store.terms(of: fact).contains { term in
          variables.contains(term.monomial)
            || store.parameterName(of: term.monomial) == nil
              && store.parameters(of: term.monomial).contains(where: names.contains)
        }
        if isRelated, rows.count < LinearSystem.maximumRows / 2 {
          add(fact)
          isGrowing = true
        } else {
          next.append(fact)
        }
      }
      left = next
    }
    addProducts(facts)
  }

  /// Adds facts times what is never negative, where only variables that there are come of it.
  private mutating func addProducts(_ facts: [ExprID]) {
    var factors: [ExprID] = []
    for variable in variables where store.operation(variable) == .monomial {
      for index in 0..<store.factorCount(of: variable) {
        let atom = store.factor(of: variable, index).atom
        guard !factors.contains(atom), let low = store.interval(of: atom, in: ranges).low, low >= 0 else {
          continue
        }
        factors.append(atom)
      }
    }
    for factor in factors {
      for fact in facts where store.terms(of: fact).count <= 4 && rows.count < LinearSystem.maximumRows / 2 {
        let product = store.product(factor, fact)
        let isKnown = store.terms(of: product).allSatisfy {
          $0.monomial == ExpressionStore.one || variables.contains($0.monomial)
        }
        if isKnown { add(product) }
      }
    }
  }

  func system() -> LinearSystem {
    var system = LinearSystem(variables: variables.count)
    for (row, constant) in zip(rows, constants) {
      var all = [Int](repeating: 0, count: variables.count + 1)
      for (variable, factor) in row { all[variable] += factor }
      all[variables.count] = constant
      system.add(all)
    }
    return system
  }

  private mutating func addLaws() {
    while known < variables.count {
      known += 1
      addLaws(of: variables[known - 1])
    }
  }

  /// What holds of an atom or a product wherever it has a value.
  private mutating func addLaws(of e: ExprID) {
    let range = store.interval(of: e, in: ranges)
    if let low = range.low { add(store.difference(e, store.integer(low))) }
    if let high = range.high { add(store.difference(store.integer(high), e)) }
    switch store.operation(e) {
    case .divide:
      let (a, b) = (store.operand(e, 0), store.operand(e, 1))
      if let divisor = store.integerValue(of: b), divisor.signum > 0 {
        // b * q <= a <= b * q + b - 1
        let multiple = store.product(b, e)
        add(store.difference(a, multiple))
        add(store.difference(store.sum(multiple, store.integer(divisor - 1)), a))
      } else if let low = store.interval(of: a, in: ranges).low, low >= 0,
        let least = store.interval(of: b, in: ranges).low,
        least >= 1
      {
        add(store.difference(a, e))
      }
    case .ceilingLog2:
      let a = store.operand(e, 0)
      if let low = store.interval(of: a, in: ranges).low, low >= 1 {
        add(store.difference(store.difference(a, ExpressionStore.one), e))
      }
    case .length: add(e)
    case .monomial: addProduct(e)
    default: break
    }
  }

  /// Of x * y: the products of the distances of x and y from their bounds; of x * x, that it is at least x.
  private mutating func addProduct(_ e: ExprID) {
    let first = store.factor(of: e, 0)
    guard store.degree(of: e) <= 6 else { return }
    var rest = ExpressionStore.one
    for index in 0..<store.factorCount(of: e) {
      let factor = store.factor(of: e, index)
      for _ in 0..<factor.exponent - (index == 0 ? 1 : 0) { rest = store.product(rest, factor.atom) }
    }
    if rest == first.atom {
      add(store.difference(e, rest))
      add(store.sum(e, rest))
    }
    let (x, y) = (store.interval(of: first.atom, in: ranges), store.interval(of: rest, in: ranges))
    for a in [
      x.low.map { store.difference(first.atom, store.integer($0)) },
      x.high.map { store.difference(store.integer($0), first.atom) },
    ] {
      for b in [
        y.low.map { store.difference(rest, store.integer($0)) },
        y.high.map { store.difference(store.integer($0), rest) },
      ] {
        if let a, let b { add(store.product(a, b)) }
      }
    }
  }
}
