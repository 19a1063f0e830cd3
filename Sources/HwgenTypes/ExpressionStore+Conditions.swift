import HwgenBits
import HwgenSupport

/// Comparisons, logic and `if` in canonical form: `p >= 0`, `p == 0` and sorted connectives.
extension ExpressionStore {
  // MARK: Comparisons

  /// Boolean, of integers. Throws `wrongKind`, as all comparisons of order do.
  public func less(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`<`")
    try require(.integer, b, "`<`")
    return atLeastZero(difference(difference(b, a), ExpressionStore.one))
  }

  public func lessEqual(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`<=`")
    try require(.integer, b, "`<=`")
    return atLeastZero(difference(b, a))
  }

  public func greater(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`>`")
    try require(.integer, b, "`>`")
    return try less(b, a)
  }

  public func greaterEqual(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`>=`")
    try require(.integer, b, "`>=`")
    return try lessEqual(b, a)
  }

  /// Equality of two operands of one kind.
  public func equal(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    let kind = kind(of: a)
    guard kind == self.kind(of: b) else {
      throw Failure(
        .wrongKind,
        "`==` compares operands of one kind: `\(briefText(a))` is \(kind.article), `\(briefText(b))` is \(self.kind(of: b).article)"
      )
    }
    if kind == .integer { return isZero(difference(a, b)) }
    if a == b, !canFail(a) { return ExpressionStore.trueID }
    if isConstant(a), isConstant(b) { return ExpressionStore.falseID }
    if a == ExpressionStore.trueID { return b }
    if b == ExpressionStore.trueID { return a }
    if a == ExpressionStore.falseID { return negation(b) }
    if b == ExpressionStore.falseID { return negation(a) }
    return compare(a, b) <= 0 ? intern(.equal, .boolean, a, b) : intern(.equal, .boolean, b, a)
  }

  /// Of two values of one kind. Throws `wrongKind`.
  public func notEqual(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID { negation(try equal(a, b)) }

  /// The greatest common divisor of the coefficients but the constant's; 0 if there are none.
  private func content(_ terms: [PolynomialTerm]) -> Integer {
    var result: Integer = 0
    for term in terms where term.monomial != ExpressionStore.one {
      result = Integer.gcd(result, term.coefficient)
      if result == 1 { break }
    }
    return result
  }

  func atLeastZero(_ p: ExprID) -> ExprID {
    if let value = integerValue(of: p) { return boolean(!value.isNegative) }
    var terms = terms(of: p)
    let divisor = content(terms)
    var reduced = p
    if !divisor.isZero, divisor != 1 {
      for index in terms.indices {
        terms[index].coefficient = terms[index].coefficient.dividedFloor(by: divisor).quotient
      }
      reduced = polynomial(terms, limit: Int.max) ?? p
    }
    return intern(.atLeastZero, .boolean, reduced)
  }

  func isZero(_ p: ExprID) -> ExprID {
    if let value = integerValue(of: p) { return boolean(value.isZero) }
    var terms = terms(of: p)
    var divisor = content(terms)
    if divisor.isZero { divisor = 1 }
    if let constant = terms.last, constant.monomial == ExpressionStore.one,
      !constant.coefficient.dividedFloor(by: divisor).remainder.isZero
    {
      if !canFail(p) { return ExpressionStore.falseID }
      divisor = 1
    }
    if let leading = terms.first(where: { !$0.coefficient.isZero }), leading.coefficient.isNegative {
      divisor = -divisor
    }
    if divisor == 1 { return intern(.isZero, .boolean, p) }
    for index in terms.indices {
      terms[index].coefficient = terms[index].coefficient.dividedFloor(by: divisor).quotient
    }
    return intern(.isZero, .boolean, polynomial(terms, limit: Int.max) ?? p)
  }

  // MARK: Logic

  /// Of a boolean. Throws `wrongKind`.
  public func not(_ a: ExprID) throws(Failure) -> ExprID {
    try require(.boolean, a, "`not`")
    return negation(a)
  }

  public func negation(_ a: ExprID) -> ExprID {
    if let value = booleanValue(of: a) { return boolean(!value) }
    switch operation(a) {
    case .not: return operand(a, 0)
    case .atLeastZero: return atLeastZero(difference(negated(operand(a, 0)), ExpressionStore.one))
    default: return intern(.not, .boolean, a)
    }
  }

  /// True if all operands are; a false one decides even if another fails.
  public func and(_ operands: [ExprID]) throws(Failure) -> ExprID {
    for e in operands { try require(.boolean, e, "`and`") }
    return connective(.and, operands)
  }

  /// False if all operands are; a true one decides even if another fails.
  public func or(_ operands: [ExprID]) throws(Failure) -> ExprID {
    for e in operands { try require(.boolean, e, "`or`") }
    return connective(.or, operands)
  }

  public func and(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID { try and([a, b]) }
  public func or(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID { try or([a, b]) }

  private func connective(_ operation: ExpressionOperation, _ operands: [ExprID]) -> ExprID {
    let neutral = boolean(operation == .and)
    let deciding = boolean(operation == .or)
    let rest = flattened(operation, operands).filter { $0 != neutral }
    if rest.contains(deciding) { return deciding }
    if rest.isEmpty { return neutral }
    let result = commutative(operation, .boolean, rest)
    guard self.operation(result) == operation, node(result).count <= 64 else { return result }
    // `a and not a`, unless `a` can fail.
    let all = Set(self.operands(result))
    for e in all where !canFail(e) && (self.operation(e) == .not || self.operation(e) == .atLeastZero) {
      if all.contains(negation(e)) { return deciding }
    }
    return result
  }

  /// `a` if the condition is true, else `b`, which must be of one kind. The branch that is not taken may fail.
  public func conditional(_ condition: ExprID, _ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.boolean, condition, "`if`")
    guard kind(of: a) == kind(of: b) else {
      throw Failure(
        .wrongKind,
        "the branches of `if` are of one kind: `\(briefText(a))` is \(kind(of: a).article), `\(briefText(b))` is \(kind(of: b).article)"
      )
    }
    if let value = booleanValue(of: condition) { return value ? a : b }
    if a == b, !canFail(condition) { return a }
    var (condition, a, b) = (condition, a, b)
    if operation(condition) == .not || isNegativeComparison(condition) {
      condition = negation(condition)
      swap(&a, &b)
    }
    if a == ExpressionStore.trueID, b == ExpressionStore.falseID { return condition }
    if a == ExpressionStore.falseID, b == ExpressionStore.trueID { return negation(condition) }
    pool.append(condition)
    pool.append(a)
    pool.append(b)
    return intern(
      .conditional, kind(of: a), element: elementKind(of: operation(a) == .list && node(a).count == 0 ? b : a), count: 3
    )
  }

  /// Of `p >= 0` and its negation, the one that starts with a negative coefficient.
  private func isNegativeComparison(_ e: ExprID) -> Bool {
    guard operation(e) == .atLeastZero else { return false }
    return terms(of: operand(e, 0)).first { !$0.coefficient.isZero }?.coefficient.isNegative ?? false
  }
}
