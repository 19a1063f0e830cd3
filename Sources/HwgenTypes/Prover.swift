import HwgenBits
import HwgenSupport

/// Whether a condition holds for all values of the parameters that a cell allows.
///
/// A cell is divided by the first condition inside of it that is not decided, until all are; comparisons that follow from
/// what is assumed are decided by `LinearSystem`. Complete for conditions of linear comparisons over rationals, sound for
/// all. Integers that no law speaks of, as what a hook gives, may be any.
public final class Prover {
  /// The most cells into which one question is divided.
  public static let maximumCases = 256
  /// The most expressions that a condition may have to be divided further.
  static let maximumSize = 4096

  public enum Verdict {
    case holds
    /// There it does not, or that was not found out.
    case refuted(ProofCell)
    /// After so many cases as are allowed.
    case limit
  }

  /// What becomes of a condition in a cell.
  private enum Step {
    case replaced(ExprID, by: ExprID)
    case divided([ProofCell])
    case stuck
  }

  let store: ExpressionStore

  public init(_ store: ExpressionStore) { self.store = store }

  /// The part of a cell in which `conditions` hold, and those of the conditions that it does not hold. Nil if no set satisfies
  /// them.
  public func cell(
    _ whole: ProofCell, where conditions: [ExprID]
  ) throws(Failure) -> (cell: ProofCell, rest: [ExprID])? {
    var cell = whole
    var open = conditions
    // What one says may decide what another one is.
    for _ in 0..<4 {
      var rest: [ExprID] = []
      var stack = Array(open.reversed())
      let before = (cell.facts.count, cell.known.count)
      while let top = stack.popLast() {
        let e = try cell.resolve(top, in: store)
        if let value = store.booleanValue(of: e) {
          if !value { return nil }
          continue
        }
        guard let isAssumed = try assume(e, &cell, &stack) else {
          rest.append(e)
          continue
        }
        if !isAssumed { return nil }
      }
      open = rest
      if cell.facts.count == before.0, cell.known.count == before.1 { break }
    }
    let isChanged = cell.facts.count != whole.facts.count || cell.known.count != whole.known.count
    return isChanged && cell.isInfeasible(with: cell.facts, in: store) ? nil : (cell, open)
  }

  /// Assumes one condition; nil if a cell cannot hold it, and false if nothing satisfies it.
  private func assume(_ e: ExprID, _ cell: inout ProofCell, _ stack: inout [ExprID]) throws(Failure) -> Bool? {
    switch store.operation(e) {
    case .and:
      stack.append(contentsOf: store.operands(e).reversed())
      return true
    case .atLeastZero where isPlain(e): return try cell.assume(atLeastZero: store.operand(e, 0), in: store)
    case .isZero where isPlain(e): return try cell.assume(zero: store.operand(e, 0), in: store)
    case .parameter, .call, .equal:
      return isPlain(e) ? try cell.assume(e, is: true, in: store) : nil
    case .not:
      let inner = store.operand(e, 0)
      switch store.operation(inner) {
      case .parameter, .call, .equal: return isPlain(inner) ? try cell.assume(inner, is: false, in: store) : nil
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether nothing inside of a condition is to be decided before it.
  private func isPlain(_ e: ExprID) -> Bool { decision(in: e) == e }

  /// Whether `goal` holds wherever the cell and all of `conditions` do.
  public func prove(_ goal: ExprID, in cell: ProofCell, if conditions: [ExprID] = []) throws(Failure) -> Verdict {
    var cases = 0
    let whole = try store.or([goal] + conditions.map(store.negation))
    var stack = [(cell, whole)]
    while let (cell, open) = stack.popLast() {
      let e = try cell.resolve(open, in: store)
      if let value = store.booleanValue(of: e) {
        if !value { return .refuted(cell) }
        continue
      }
      cases += 1
      guard cases <= Prover.maximumCases else { return .limit }
      switch try step(e, cell) {
      case .replaced(let old, let new): stack.append((cell, try store.replace(in: e, [(old, new)])))
      case .divided(let cells): for cell in cells.reversed() { stack.append((cell, e)) }
      case .stuck: return .refuted(cell)
      }
    }
    return .holds
  }

  /// The cells into which the first decision of a condition divides a cell, or the condition's truth there. Both nil if it
  /// cannot be divided.
  public func divide(_ condition: ExprID, _ cell: ProofCell) throws(Failure) -> (truth: Bool?, cells: [ProofCell]) {
    var e = try cell.resolve(condition, in: store)
    for _ in 0..<Prover.maximumCases {
      if let value = store.booleanValue(of: e) { return (value, []) }
      switch try step(e, cell) {
      case .replaced(let old, let new): e = try cell.resolve(try store.replace(in: e, [(old, new)]), in: store)
      case .divided(let cells): return (nil, cells)
      case .stuck: return (nil, [])
      }
    }
    return (nil, [])
  }

  // MARK: One step

  /// The first sub-expression that is a decision and has none inside, in the order of the operands; nil if there is none, or
  /// if the expression is too large.
  private func decision(in root: ExprID) -> ExprID? {
    var seen: Set<ExprID> = []
    var stack: [(e: ExprID, isOpened: Bool)] = [(root, false)]
    while let (e, isOpened) = stack.popLast() {
      if isOpened {
        if isDecision(e) { return e }
        continue
      }
      let node = store.node(e)
      guard !node.flags.isDisjoint(with: [.hasParameters, .hasCall]), seen.insert(e).inserted else { continue }
      guard seen.count <= Prover.maximumSize else { return nil }
      stack.append((e, true))
      // Of a part of a type nothing is decided: it is an atom.
      if store.definedOperand(of: e) != nil { continue }
      for operand in store.operands(e).reversed() { stack.append((operand, false)) }
    }
    return nil
  }

  private func isDecision(_ e: ExprID) -> Bool {
    switch store.operation(e) {
    case .atLeastZero, .isZero, .equal, .minimum, .maximum, .modulo: true
    case .parameter, .call: store.kind(of: e) == .boolean
    case .index: store.kind(of: e) == .boolean || store.elements(of: store.operand(e, 0)) != nil
    case .length: store.elements(of: store.operand(e, 0)) != nil
    default: false
    }
  }

  private func step(_ e: ExprID, _ cell: ProofCell) throws(Failure) -> Step {
    guard let found = decision(in: e) else { return .stuck }
    switch store.operation(found) {
    case .atLeastZero: return try comparison(found, store.operand(found, 0), cell)
    case .isZero: return try equality(found, store.operand(found, 0), cell)
    case .minimum, .maximum:
      let operands = Array(store.operands(found))
      let isLeast = store.operation(found) == .minimum
      let order = store.atLeastZero(store.difference(operands[1], operands[0]))
      let rest = Array(operands.dropFirst(2))
      let (low, high) = ([operands[0]] + rest, [operands[1]] + rest)
      func extremum(_ all: [ExprID]) throws(Failure) -> ExprID {
        isLeast ? try store.minimum(all) : try store.maximum(all)
      }
      return .replaced(
        found, by: try store.conditional(order, extremum(isLeast ? low : high), extremum(isLeast ? high : low)))
    case .modulo:
      let (a, b) = (store.operand(found, 0), store.operand(found, 1))
      return .replaced(found, by: store.difference(a, store.product(b, try store.divide(a, b))))
    case .length: return .replaced(found, by: store.integer(store.elements(of: store.operand(found, 0))!.count))
    case .index where store.elements(of: store.operand(found, 0)) != nil:
      let elements = store.elements(of: store.operand(found, 0))!
      guard var result = elements.last, elements.count <= 16 else { return .stuck }
      for (index, element) in elements.enumerated().dropLast().reversed() {
        let isHere = store.isZero(store.difference(store.operand(found, 1), store.integer(index)))
        result = try store.conditional(isHere, element, result)
      }
      return .replaced(found, by: result)
    case .equal: return try sameness(found, cell)
    case .call:
      if let operand = store.definedOperand(of: found), store.operation(operand) == .power {
        // A power that is small has a value.
        let ranges = cell.ranges(in: store)
        let resolved = try cell.resolve(operand, in: store)
        if store.interval(of: resolved, in: ranges).high != nil {
          return .replaced(found, by: ExpressionStore.trueID)
        }
      }
      return try divided(found, cell)
    default: return try divided(found, cell)
    }
  }

  private func divided(_ atom: ExprID, _ cell: ProofCell) throws(Failure) -> Step {
    var cells: [ProofCell] = []
    for value in [true, false] {
      var part = cell
      if try part.assume(atom, is: value, in: store) { cells.append(part) }
    }
    return .divided(cells)
  }

  /// `p >= 0`
  private func comparison(_ e: ExprID, _ p: ExprID, _ cell: ProofCell) throws(Failure) -> Step {
    if let value = cell.isAtLeastZero(p, in: store) { return .replaced(e, by: store.boolean(value)) }
    let opposite = store.difference(store.negated(p), ExpressionStore.one)
    if let simpler = try factored(p, cell) { return .replaced(e, by: simpler) }
    if let simpler = try factored(opposite, cell) { return .replaced(e, by: store.negation(simpler)) }
    var above = cell
    var below = cell
    var cells: [ProofCell] = []
    if try above.assume(atLeastZero: p, in: store) { cells.append(above) }
    if try below.assume(atLeastZero: opposite, in: store) { cells.append(below) }
    return .divided(cells)
  }

  /// `p >= 0` without a factor that is never negative; nil if there is none.
  private func factored(_ p: ExprID, _ cell: ProofCell) throws(Failure) -> ExprID? {
    guard let (factor, rest) = try commonFactor(p), let low = interval(factor, cell).low, low >= 0 else { return nil }
    let simpler = store.atLeastZero(rest)
    return low > 0 ? simpler : try store.or(store.isZero(factor), simpler)
  }

  /// `p == 0`
  private func equality(_ e: ExprID, _ p: ExprID, _ cell: ProofCell) throws(Failure) -> Step {
    let opposite = store.negated(p)
    let sides = [store.difference(p, ExpressionStore.one), store.difference(opposite, ExpressionStore.one)]
    if cell.isInfeasible(with: [p, opposite], in: store) { return .replaced(e, by: ExpressionStore.falseID) }
    var cells: [ProofCell] = []
    for side in sides where !cell.isInfeasible(with: [side], in: store) {
      var part = cell
      if try part.assume(atLeastZero: side, in: store) { cells.append(part) }
    }
    if cells.isEmpty { return .replaced(e, by: ExpressionStore.trueID) }
    if let (factor, rest) = try commonFactor(p) {
      return .replaced(e, by: try store.or(store.isZero(factor), store.isZero(rest)))
    }
    var equal = cell
    if try equal.assume(zero: p, in: store) { cells.insert(equal, at: 0) }
    return .divided(cells)
  }

  /// The equality of two things that are no integers.
  private func sameness(_ e: ExprID, _ cell: ProofCell) throws(Failure) -> Step {
    let (a, b) = (store.operand(e, 0), store.operand(e, 1))
    if a == b { return .replaced(e, by: ExpressionStore.trueID) }
    if let x = store.typeTemplate(of: a), let y = store.typeTemplate(of: b) {
      return .replaced(e, by: try store.sameType(x, y))
    }
    if let x = store.elements(of: a), let y = store.elements(of: b) {
      guard x.count == y.count else { return .replaced(e, by: ExpressionStore.falseID) }
      var all: [ExprID] = []
      for (x, y) in zip(x, y) where x != y {
        // Lists of equal lengths of which one is of another kind are not one.
        guard store.kind(of: x) == store.kind(of: y) else { return .replaced(e, by: ExpressionStore.falseID) }
        all.append(try store.equal(x, y))
      }
      return .replaced(e, by: try store.and(all))
    }
    return try divided(e, cell)
  }

  private func interval(_ e: ExprID, _ cell: ProofCell) -> Interval {
    store.interval(of: e, in: cell.ranges(in: store))
  }

  /// An atom that is a factor of all terms, and the polynomial without it.
  private func commonFactor(_ p: ExprID) throws(Failure) -> (factor: ExprID, rest: ExprID)? {
    let terms = store.terms(of: p).filter { !$0.coefficient.isZero }
    guard let first = terms.first, store.degree(of: first.monomial) >= 2 || terms.count > 1 else { return nil }
    search: for index in 0..<store.factorCount(of: first.monomial) {
      let atom = store.factor(of: first.monomial, index).atom
      var rest = ExpressionStore.zero
      for term in terms {
        var found = false
        var product = store.integer(term.coefficient)
        for at in 0..<store.factorCount(of: term.monomial) {
          let factor = store.factor(of: term.monomial, at)
          let isHere = factor.atom == atom
          if isHere { found = true }
          for _ in 0..<factor.exponent - (isHere ? 1 : 0) { product = store.product(product, factor.atom) }
        }
        if !found { continue search }
        rest = store.sum(rest, product)
      }
      return (atom, rest)
    }
    return nil
  }
}
