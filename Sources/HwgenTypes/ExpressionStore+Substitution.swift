import HwgenBits
import HwgenSupport

/// Substitution, which is evaluation and partial evaluation.
extension ExpressionStore {
  /// `e` with the parameters that `binding` knows replaced, in canonical form. Calls of hooks whose arguments are values
  /// are answered, if there is a resolver. What fails stays as a stuck node; only a binding of a wrong kind
  /// (`wrongKind`) and a type of impossible width (`badWidth`) throw. Linear in the distinct sub-expressions, but for
  /// the growth of polynomials.
  public func substitute(
    _ e: ExprID, _ binding: (NameID) -> ExprID?, hooks: HookResolver? = nil
  ) throws(Failure) -> ExprID {
    if let quick = try quickSubstitute(e, binding) { return quick }
    var run = Substitution(self, e)
    let result: ExprID
    do {
      result = try run.result(of: e, binding, hooks)
    } catch {
      spareMemo = run.memo
      throw error
    }
    spareMemo = run.memo
    return result
  }

  /// `e` with sub-expressions replaced by others of their kinds, in canonical form. What is put in their place is not looked
  /// into. Throws and costs what `substitute` does.
  func replace(in e: ExprID, _ replacements: [(old: ExprID, new: ExprID)]) throws(Failure) -> ExprID {
    if replacements.isEmpty || node(e).flags.isDisjoint(with: [.hasParameters, .hasCall]) { return e }
    var run = Substitution(self, e)
    // Operands have smaller ids than what is made of them.
    for (old, new) in replacements where old.raw <= e.raw { run.memo[old] = new }
    defer { spareMemo = run.memo }
    return try run.result(of: e, unbound, nil)
  }

  /// The value of `e`. Throws what made it fail (`divisionByZero`, `logarithmDomain`, `negativeExponent`, `badIndex`,
  /// `resultTooLarge`, `unboundParameter`, `hookFailed` or the hook's own failure), naming the sub-expression.
  public func evaluate(
    _ e: ExprID, _ binding: (NameID) -> ExprID?, hooks: HookResolver? = nil
  ) throws(Failure) -> ExprID {
    if let quick = try quickSubstitute(e, binding), isConstant(quick) { return quick }
    var run = Substitution(self, e)
    let result = try run.result(of: e, binding, hooks)
    if isConstant(result) {
      spareMemo = run.memo
      return result
    }
    throw try run.diagnosis(of: e, binding, hooks)
  }

  /// Constants, plain parameters, small polynomials of one or more plain parameters, and comparisons of those.
  private func quickSubstitute(_ e: ExprID, _ binding: (NameID) -> ExprID?) throws(Failure) -> ExprID? {
    let node = node(e)
    if node.flags.isDisjoint(with: [.hasParameters, .hasCall]) { return e }
    switch node.operation {
    case .parameter: return try bound(e, binding)
    case .polynomial: return try quickPolynomial(node, binding)
    case .atLeastZero, .isZero:
      let inner = operand(e, 0)
      let number: ExprID?
      switch operation(inner) {
      case .parameter: number = try bound(inner, binding)
      case .polynomial: number = try quickPolynomial(self.node(inner), binding)
      default: number = nil
      }
      guard let number, let value = smallInteger(of: number) else { return nil }
      return boolean(node.operation == .isZero ? value == 0 : value >= 0)
    default: return nil
    }
  }

  private func quickPolynomial(_ node: Node, _ binding: (NameID) -> ExprID?) throws(Failure) -> ExprID? {
    guard node.count <= 8 else { return nil }
    var total = 0
    for index in stride(from: Int(node.first), to: Int(node.first) + Int(node.count), by: 2) {
      let coefficient = nodes[Int(pool[index].raw)]
      guard coefficient.operation == .integer else { return nil }
      var value = coefficient.payload
      let monomial = pool[index + 1]
      if monomial != ExpressionStore.one {
        guard operation(monomial) == .parameter else { return nil }
        let factor = nodes[Int(try bound(monomial, binding).raw)]
        guard factor.operation == .integer else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor.payload)
        guard !overflow else { return nil }
        value = product
      }
      let (sum, overflow) = total.addingReportingOverflow(value)
      guard !overflow else { return nil }
      total = sum
    }
    return integer(total)
  }

  /// What a parameter stands for: itself if `binding` does not know it.
  func bound(_ parameter: ExprID, _ binding: (NameID) -> ExprID?) throws(Failure) -> ExprID {
    let node = node(parameter)
    let name = NameID(raw: UInt32(node.payload))
    guard let value = binding(name) else { return parameter }
    guard kind(of: value) == node.kind else {
      throw Failure(
        .wrongKind,
        "parameter \(Identifier.quoted(names[name])) is \(node.kind.article), and `\(briefText(value))` is \(kind(of: value).article)"
      )
    }
    return value
  }
}
