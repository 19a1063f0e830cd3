import HwgenBits
import HwgenSupport

/// A term of a polynomial. The constant term has the monomial `one`.
struct PolynomialTerm {
  var coefficient: Integer
  var monomial: ExprID
}

/// Integer arithmetic in canonical form: a constant, a factor, a monomial, or a polynomial of them.
///
/// A term of coefficient 0 is dropped unless its monomial can fail: then the factors that can fail stay, each as a term
/// of its own, so that `0 * (1 / n)` still fails for n = 0.
extension ExpressionStore {
  // MARK: Order

  /// The order of factors and operands: parameters by name, everything else by operation and structural hash.
  func compare(_ a: ExprID, _ b: ExprID) -> Int {
    if a == b { return 0 }
    let x = node(a)
    let y = node(b)
    if x.operation != y.operation { return x.operation.rawValue < y.operation.rawValue ? -1 : 1 }
    if x.operation == .parameter, x.payload != y.payload {
      return names.precedes(NameID(raw: UInt32(x.payload)), NameID(raw: UInt32(y.payload))) ? -1 : 1
    }
    if x.hash != y.hash { return x.hash < y.hash ? -1 : 1 }
    return a.raw < b.raw ? -1 : 1
  }

  func degree(of monomial: ExprID) -> Int {
    if monomial == ExpressionStore.one { return 0 }
    let node = node(monomial)
    guard node.operation == .monomial else { return 1 }
    var total = 0
    for index in stride(from: 1, to: Int(node.count), by: 2) {
      total += nodes[Int(pool[Int(node.first) + index].raw)].payload
    }
    return total
  }

  func factorCount(of monomial: ExprID) -> Int {
    let node = node(monomial)
    return node.operation == .monomial ? Int(node.count) / 2 : monomial == ExpressionStore.one ? 0 : 1
  }

  func factor(of monomial: ExprID, _ index: Int) -> (atom: ExprID, exponent: Int) {
    let node = node(monomial)
    guard node.operation == .monomial else { return (monomial, 1) }
    let at = Int(node.first) + index * 2
    return (pool[at], nodes[Int(pool[at + 1].raw)].payload)
  }

  /// Descending degree, then by factors; the constant last.
  func compareMonomials(_ a: ExprID, _ b: ExprID) -> Int {
    if a == b { return 0 }
    let x = degree(of: a)
    let y = degree(of: b)
    if x != y { return x > y ? -1 : 1 }
    let count = min(factorCount(of: a), factorCount(of: b))
    for index in 0..<count {
      let f = factor(of: a, index)
      let g = factor(of: b, index)
      let order = compare(f.atom, g.atom)
      if order != 0 { return order }
      if f.exponent != g.exponent { return f.exponent > g.exponent ? -1 : 1 }
    }
    return factorCount(of: a) < factorCount(of: b) ? -1 : 1
  }

  // MARK: Terms

  func terms(of e: ExprID) -> [PolynomialTerm] {
    if let constant = integerValue(of: e) {
      return constant.isZero ? [] : [PolynomialTerm(coefficient: constant, monomial: ExpressionStore.one)]
    }
    let node = node(e)
    guard node.operation == .polynomial else { return [PolynomialTerm(coefficient: 1, monomial: e)] }
    var result: [PolynomialTerm] = []
    result.reserveCapacity(Int(node.count) / 2)
    for index in stride(from: Int(node.first), to: Int(node.first) + Int(node.count), by: 2) {
      result.append(PolynomialTerm(coefficient: integerValue(of: pool[index])!, monomial: pool[index + 1]))
    }
    return result
  }

  /// The expression of any terms; nil if a coefficient is too large or there are more terms than `limit`.
  func polynomial(_ unsorted: [PolynomialTerm], limit: Int) -> ExprID? {
    let sorted = unsorted.sorted { compareMonomials($0.monomial, $1.monomial) < 0 }
    var kept: [PolynomialTerm] = []
    var vanished: [ExprID] = []
    var index = 0
    while index < sorted.count {
      var term = sorted[index]
      index += 1
      while index < sorted.count, sorted[index].monomial == term.monomial {
        term.coefficient += sorted[index].coefficient
        index += 1
      }
      if !term.coefficient.isZero {
        guard term.coefficient.bitWidth <= ExpressionStore.maximumBits else { return nil }
        kept.append(term)
      } else if canFail(term.monomial) {
        for at in 0..<factorCount(of: term.monomial) {
          let atom = factor(of: term.monomial, at).atom
          if canFail(atom), !vanished.contains(atom) { vanished.append(atom) }
        }
      }
    }
    if !vanished.isEmpty {
      for term in kept {
        for at in 0..<factorCount(of: term.monomial) {
          let atom = factor(of: term.monomial, at).atom
          vanished.removeAll { $0 == atom }
        }
      }
      kept.append(contentsOf: vanished.map { PolynomialTerm(coefficient: 0, monomial: $0) })
      kept.sort { compareMonomials($0.monomial, $1.monomial) < 0 }
    }
    guard kept.count <= limit else { return nil }
    return sortedPolynomial(kept)
  }

  /// The expression of terms that are sorted and distinct.
  private func sortedPolynomial(_ terms: [PolynomialTerm]) -> ExprID {
    if terms.isEmpty { return ExpressionStore.zero }
    if terms.count == 1 {
      if terms[0].monomial == ExpressionStore.one { return integer(terms[0].coefficient) }
      if terms[0].coefficient == 1 { return terms[0].monomial }
    }
    let coefficients = terms.map { integer($0.coefficient) }
    for (coefficient, term) in zip(coefficients, terms) {
      pool.append(coefficient)
      pool.append(term.monomial)
    }
    return intern(.polynomial, .integer, count: terms.count * 2)
  }

  /// nil if the degree passes the limit.
  private func multiplyMonomials(_ a: ExprID, _ b: ExprID) -> ExprID? {
    if a == ExpressionStore.one { return b }
    if b == ExpressionStore.one { return a }
    guard degree(of: a) + degree(of: b) <= ExpressionStore.maximumDegree else { return nil }
    var factors: [(ExprID, Int)] = []
    let (m, n) = (factorCount(of: a), factorCount(of: b))
    var (i, j) = (0, 0)
    while i < m || j < n {
      let order = i == m ? 1 : j == n ? -1 : compare(factor(of: a, i).atom, factor(of: b, j).atom)
      if order == 0 {
        factors.append((factor(of: a, i).atom, factor(of: a, i).exponent + factor(of: b, j).exponent))
        i += 1
        j += 1
      } else if order < 0 {
        factors.append(factor(of: a, i))
        i += 1
      } else {
        factors.append(factor(of: b, j))
        j += 1
      }
    }
    return monomial(factors)
  }

  private func monomial(_ factors: [(ExprID, Int)]) -> ExprID {
    if factors.count == 1, factors[0].1 == 1 { return factors[0].0 }
    let exponents = factors.map { integer($0.1) }
    for (exponent, factor) in zip(exponents, factors) {
      pool.append(factor.0)
      pool.append(exponent)
    }
    return intern(.monomial, .integer, count: factors.count * 2)
  }

  // MARK: Sums and products of integers; the kinds are checked by the caller

  func sum(_ a: ExprID, _ b: ExprID) -> ExprID {
    if let x = smallInteger(of: a), let y = smallInteger(of: b) {
      let (value, overflow) = x.addingReportingOverflow(y)
      if !overflow { return integer(value) }
    }
    if a == ExpressionStore.zero { return b }
    if b == ExpressionStore.zero { return a }
    if let result = polynomial(terms(of: a) + terms(of: b), limit: ExpressionStore.maximumTerms * 4) { return result }
    return compare(a, b) <= 0 ? intern(.sum, .integer, a, b) : intern(.sum, .integer, b, a)
  }

  func product(_ a: ExprID, _ b: ExprID) -> ExprID {
    if let x = smallInteger(of: a), let y = smallInteger(of: b) {
      let (value, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return integer(value) }
    }
    if a == ExpressionStore.one { return b }
    if b == ExpressionStore.one { return a }
    if let result = expandedProduct(a, b) { return result }
    return compare(a, b) <= 0 ? intern(.product, .integer, a, b) : intern(.product, .integer, b, a)
  }

  private func expandedProduct(_ a: ExprID, _ b: ExprID) -> ExprID? {
    if a == ExpressionStore.zero, !canFail(b) { return a }
    if b == ExpressionStore.zero, !canFail(a) { return b }
    var left = terms(of: a)
    var right = terms(of: b)
    if left.isEmpty { left = [PolynomialTerm(coefficient: 0, monomial: ExpressionStore.one)] }
    if right.isEmpty { right = [PolynomialTerm(coefficient: 0, monomial: ExpressionStore.one)] }
    let isScaling =
      left.count == 1 && left[0].monomial == ExpressionStore.one
      || right.count == 1 && right[0].monomial == ExpressionStore.one
    let limit = isScaling ? ExpressionStore.maximumTerms * 4 : ExpressionStore.maximumTerms
    guard left.count * right.count <= 1 << 16 else { return nil }
    var all: [PolynomialTerm] = []
    all.reserveCapacity(left.count * right.count)
    for x in left {
      for y in right {
        guard x.coefficient.bitWidth + y.coefficient.bitWidth <= ExpressionStore.maximumBits + 1,
          let monomial = multiplyMonomials(x.monomial, y.monomial)
        else { return nil }
        all.append(PolynomialTerm(coefficient: x.coefficient * y.coefficient, monomial: monomial))
      }
    }
    return polynomial(all, limit: limit)
  }

  func negated(_ a: ExprID) -> ExprID { product(integer(-1), a) }

  func difference(_ a: ExprID, _ b: ExprID) -> ExprID { sum(a, negated(b)) }

  /// `base` to a constant exponent of at least 0; nil if it is too large to be written out.
  func expandedPower(_ base: ExprID, _ exponent: Integer) -> ExprID? {
    if exponent.isZero { return sum(ExpressionStore.one, product(ExpressionStore.zero, base)) }
    if exponent == 1 { return base }
    if let constant = integerValue(of: base) {
      if constant.bitWidth <= 1 {
        return constant.isNegative && exponent.limbs[0] & 1 == 0 ? ExpressionStore.one : base
      }
      guard let n = exponent.small, n <= ExpressionStore.maximumBits,
        (constant.bitWidth - 1) * n <= ExpressionStore.maximumBits
      else { return nil }
      let value = constant.power(n)
      return value.bitWidth <= ExpressionStore.maximumBits ? integer(value) : nil
    }
    guard let n = exponent.small, n <= ExpressionStore.maximumDegree else { return nil }
    if operation(base) != .polynomial {
      guard degree(of: base) <= ExpressionStore.maximumDegree / n else { return nil }
      return monomial((0..<factorCount(of: base)).map { factor(of: base, $0) }.map { ($0.atom, $0.exponent * n) })
    }
    let terms = terms(of: base).count
    guard terms == 1 || n < ExpressionStore.maximumTerms else { return nil }
    // Square and multiply: a power of a sum has no more terms than the next higher one.
    var result = ExpressionStore.one
    var square = base
    var rest = n
    while true {
      if rest & 1 == 1 {
        guard let next = result == ExpressionStore.one ? square : expandedProduct(result, square) else { return nil }
        result = next
      }
      rest >>= 1
      if rest == 0 { return result }
      guard let next = expandedProduct(square, square) else { return nil }
      square = next
    }
  }
}
