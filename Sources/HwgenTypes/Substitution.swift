import HwgenBits
import HwgenSupport

/// One run of a substitution: an explicit stack over the distinct sub-expressions, and their results.
struct Substitution {
  let store: ExpressionStore
  var memo: SubstitutionMemo
  private var stack: [ExprID] = []
  /// What hooks threw, by call.
  private var hookFailures: [ExprID: Failure] = [:]

  init(_ store: ExpressionStore, _ root: ExprID) {
    self.store = store
    memo = store.spareMemo ?? SubstitutionMemo()
    store.spareMemo = nil
    memo.begin(root)
  }

  /// The result of one expression; an `if` whose condition is decided does only the branch that is taken.
  mutating func result(
    of root: ExprID, _ binding: (NameID) -> ExprID?, _ hooks: HookResolver?
  ) throws(Failure) -> ExprID {
    memo.reserve(root)
    stack.append(root)
    while let top = stack.last {
      if memo[top] == nil {
        let pending = stack.count
        if let result = try step(top, binding, hooks) {
          memo[top] = result
        } else if stack.count > pending {
          continue
        }
      }
      stack.removeLast()
    }
    return memo[root]!
  }

  /// The result of `e`, or nil after pushing the operands that it waits for.
  private mutating func step(
    _ e: ExprID, _ binding: (NameID) -> ExprID?, _ hooks: HookResolver?
  ) throws(Failure) -> ExprID? {
    let node = store.node(e)
    if node.flags.isDisjoint(with: [.hasParameters, .hasCall]) { return e }
    if node.operation == .parameter { return try store.bound(e, binding) }
    if node.operation == .conditional {
      let parts = (store.operand(e, 0), store.operand(e, 1), store.operand(e, 2))
      guard let condition = memo[parts.0] else { return push(parts.0) }
      if let value = store.booleanValue(of: condition) {
        let branch = value ? parts.1 : parts.2
        return memo[branch] ?? push(branch)
      }
      guard let a = memo[parts.1] else { return push(parts.1) }
      guard let b = memo[parts.2] else { return push(parts.2) }
      return try store.conditional(condition, a, b)
    }
    if node.operation == .and || node.operation == .or {
      let deciding = store.boolean(node.operation == .or)
      for index in 0..<Int(node.count) {
        guard let operand = memo[store.operand(e, index)] else { return push(store.operand(e, index)) }
        if operand == deciding { return deciding }
      }
    } else {
      let before = stack.count
      for index in 0..<Int(node.count) where memo[store.operand(e, index)] == nil {
        stack.append(store.operand(e, index))
      }
      if stack.count > before { return nil }
    }
    return try build(e, node, hooks)
  }

  private mutating func push(_ e: ExprID) -> ExprID? {
    stack.append(e)
    return nil
  }

  private func done(_ e: ExprID, _ index: Int) -> ExprID { memo[store.operand(e, index)]! }
  private func done(_ e: ExprID) -> [ExprID] { (0..<Int(store.node(e).count)).map { done(e, $0) } }

  /// `e` of the results of its operands.
  private mutating func build(
    _ e: ExprID, _ node: ExpressionStore.Node, _ hooks: HookResolver?
  ) throws(Failure) -> ExprID {
    switch node.operation {
    case .polynomial: return polynomial(e, Int(node.count))
    case .monomial:
      var result = ExpressionStore.one
      for index in stride(from: 0, to: Int(node.count), by: 2) {
        result = store.product(result, try store.power(done(e, index), done(e, index + 1)))
      }
      return result
    case .divide: return try store.divide(done(e, 0), done(e, 1))
    case .modulo: return try store.modulo(done(e, 0), done(e, 1))
    case .minimum: return try store.minimum(done(e))
    case .maximum: return try store.maximum(done(e))
    case .ceilingLog2: return try store.ceilingLog2(done(e, 0))
    case .power: return try store.power(done(e, 0), done(e, 1))
    case .sum: return store.sum(done(e, 0), done(e, 1))
    case .product: return store.product(done(e, 0), done(e, 1))
    case .length: return try store.length(done(e, 0))
    case .index: return try store.index(done(e, 0), done(e, 1), element: node.kind)
    case .call: return try call(e, node, hooks)
    case .atLeastZero: return store.atLeastZero(done(e, 0))
    case .isZero: return store.isZero(done(e, 0))
    case .equal: return try store.equal(done(e, 0), done(e, 1))
    case .and: return try store.and(done(e))
    case .or: return try store.or(done(e))
    case .not: return try store.not(done(e, 0))
    case .list: return try store.list(done(e), element: node.element)
    case .record:
      let fields = store.fields(of: e)!
      return try store.record(fields.map { ($0.name, memo[$0.value]!) })
    case .type:
      let type = try store.types.rebuild(TypeID(raw: UInt32(node.payload))) { memo[$0]! }
      return store.typeExpression(type)
    case .conditional, .parameter, .string, .opaque, .generator, .boolean, .integer, .largeInteger: return e
    }
  }

  private func polynomial(_ e: ExprID, _ count: Int) -> ExprID {
    var terms: [PolynomialTerm] = []
    for index in stride(from: 0, to: count, by: 2) {
      terms.append(contentsOf: store.terms(of: store.product(done(e, index), done(e, index + 1))))
    }
    if let result = store.polynomial(terms, limit: ExpressionStore.maximumTerms * 4) { return result }
    var result = ExpressionStore.zero
    for index in stride(from: 0, to: count, by: 2) {
      result = store.sum(result, store.product(done(e, index), done(e, index + 1)))
    }
    return result
  }

  private mutating func call(
    _ e: ExprID, _ node: ExpressionStore.Node, _ hooks: HookResolver?
  ) throws(Failure) -> ExprID {
    let arguments = done(e)
    let name = NameID(raw: UInt32(node.payload))
    if let hooks, arguments.allSatisfy({ store.isConstant($0) }) {
      do {
        let value = try hooks.call(name, arguments, kind: node.kind)
        if store.kind(of: value) == node.kind { return value }
        let text =
          "hook \(Identifier.quoted(store.names[name])) must give \(node.kind.article), and gave \(store.kind(of: value).article)"
        hookFailures[e] = Failure(.wrongKind, text)
      } catch {
        hookFailures[e] = error
      }
    }
    return try store.call(name: name, arguments: arguments, kind: node.kind)
  }

  // MARK: Diagnosis

  /// Why `root` has no value: the innermost sub-expression that failed although its operands are values.
  mutating func diagnosis(
    of root: ExprID, _ binding: (NameID) -> ExprID?, _ hooks: HookResolver?
  ) throws(Failure) -> Failure {
    var e = root
    while true {
      let node = store.node(e)
      if node.operation == .parameter {
        let value = try result(of: e, binding, hooks)
        guard let open = store.parameters(of: value).first else { return stuck(value, e, binding) }
        return Failure(.unboundParameter, "parameter \(Identifier.quoted(store.names[open])) has no value")
      }
      var next: ExprID?
      var operands = (0..<Int(node.count)).map { store.operand(e, $0) }
      if node.operation == .conditional {
        let condition = store.booleanValue(of: try result(of: operands[0], binding, hooks))
        operands = condition.map { $0 ? [operands[1]] : [operands[2]] } ?? [operands[0]]
      }
      for operand in operands where next == nil {
        if !store.isConstant(try result(of: operand, binding, hooks)) { next = operand }
      }
      guard let next else { return stuck(e, e, binding) }
      e = next
    }
  }

  /// The failure of an operation whose operands are values.
  private func stuck(_ e: ExprID, _ original: ExprID, _ binding: (NameID) -> ExprID?) -> Failure {
    let node = store.node(e)
    let (code, what): (DiagnosticCode, String) =
      switch node.operation {
      case .divide, .modulo: (.divisionByZero, "division by zero")
      case .ceilingLog2: (.logarithmDomain, "the logarithm is defined for values of at least 1")
      case .power where !isTooLarge(e): (.negativeExponent, "a negative exponent")
      case .index: (.badIndex, "no element of that index")
      case .call: (.hookFailed, "the hook has no answer")
      default: (.resultTooLarge, "the result has more than \(ExpressionStore.maximumBits) bits")
      }
    var text = "in `\(store.briefText(original))`: \(what)"
    let blamed = node.operation == .divide || node.operation == .modulo ? store.operand(e, 1) : e
    for name in store.parameters(of: blamed) {
      if let value = binding(name) { text += ", \(store.names[name]) = \(store.briefText(value))" }
    }
    if let failure = hookFailures[e] {
      guard let first = failure.diagnostics.first else { return Failure(code, text) }
      var result = Failure(
        Diagnostic(
          first.code, "in `\(store.briefText(original))`: \(first.message)", at: first.location, notes: first.notes,
          fix: first.fix))
      result.hostToken = failure.hostToken
      return result
    }
    return Failure(code, text)
  }

  private func isTooLarge(_ e: ExprID) -> Bool {
    let exponent = store.operand(e, 1)
    let value = memo.holds(exponent) ? memo[exponent]! : exponent
    return !(store.integerValue(of: value)?.isNegative ?? false)
  }
}
