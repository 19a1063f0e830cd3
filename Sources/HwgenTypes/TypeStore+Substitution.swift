import HwgenSupport

/// Types with parameters: what occurs in them, and values in the parameters' place.
extension TypeStore {
  /// Whether no parameter decides anything in the type.
  public func isConstant(_ type: TypeID) -> Bool { width(of: type) >= 0 }

  /// The type with its expressions substituted. Throws `badWidth` for a width or count out of range, and what
  /// `ExpressionStore.evaluate` throws for an expression that fails on constants.
  public func substitute(
    _ type: TypeID, _ binding: (NameID) -> ExprID?, hooks: HookResolver? = nil
  ) throws(Failure) -> TypeID {
    if isConstant(type) { return type }
    switch kind(of: type) {
    case .bits, .uint, .sint:
      return try vector(kind(of: type), width: try substitute(expression(of: type), binding, hooks))
    default:
      return try rebuild(type) { e throws(Failure) in try substitute(e, binding, hooks) }
    }
  }

  /// An expression of a type substituted; one that fails on constants throws.
  private func substitute(
    _ e: ExprID, _ binding: (NameID) -> ExprID?, _ hooks: HookResolver?
  ) throws(Failure) -> ExprID {
    let result = try expressions.substitute(e, binding, hooks: hooks)
    if expressions.isConstant(result) || expressions.hasParameters(result) { return result }
    return try expressions.evaluate(e, binding, hooks: hooks)
  }

  /// The distinct expressions with parameters that a type holds, in the order in which the type is written.
  public func expressions(in type: TypeID) -> [ExprID] {
    if isConstant(type) { return [] }
    var found: [ExprID] = []
    var seenTypes = Set<TypeID>()
    var seen = Set<ExprID>()
    var stack = [type]
    while let top = stack.popLast() {
      guard !isConstant(top), seenTypes.insert(top).inserted else { continue }
      if kind(of: top) == .record {
        for field in fields(of: top).reversed() { stack.append(field.type) }
        continue
      }
      if let union = union(of: top) {
        for payload in union.variants.reversed().compactMap(\.payload) { stack.append(payload) }
        continue
      }
      let e = expression(of: top)
      if !expressions.isConstant(e), seen.insert(e).inserted { found.append(e) }
      if kind(of: top) == .array { stack.append(element(of: top)) }
      if kind(of: top) == .ufix || kind(of: top) == .sfix {
        let fraction = fractionExpression(of: top)
        if !expressions.isConstant(fraction), seen.insert(fraction).inserted { found.append(fraction) }
      }
    }
    return found
  }

  /// The type with other expressions in the place of those with parameters. Iterative: types may be deep.
  func rebuild(_ type: TypeID, _ replace: (ExprID) throws(Failure) -> ExprID) throws(Failure) -> TypeID {
    var done: [TypeID: TypeID] = [:]
    var stack = [type]
    while let top = stack.last {
      if done[top] != nil || isConstant(top) {
        if done[top] == nil { done[top] = top }
        stack.removeLast()
        continue
      }
      let before = stack.count
      switch kind(of: top) {
      case .record:
        for field in fields(of: top) where done[field.type] == nil { stack.append(field.type) }
        if stack.count > before { continue }
        done[top] = try record(
          fields(of: top).map { RecordField(name: $0.name, type: done[$0.type]!, isFlipped: $0.isFlipped) })
      case .union:
        let union = union(of: top)!
        for case let payload? in union.variants.map(\.payload) where done[payload] == nil { stack.append(payload) }
        if stack.count > before { continue }
        done[top] = try self.union(
          name: union.name,
          union.variants.map { TaggedUnion.Variant(name: $0.name, payload: $0.payload.map { done[$0]! }) })
      case .ufix, .sfix:
        done[top] = try fixed(
          kind(of: top), integer: try replaced(expression(of: top), replace),
          fraction: try replaced(fractionExpression(of: top), replace))
      case .array:
        let element = element(of: top)
        guard let inner = done[element] else {
          stack.append(element)
          continue
        }
        done[top] = try array(count: try replaced(expression(of: top), replace), element: inner)
      case .expression:
        done[top] = try self.type(of: try replace(expression(of: top)))
      default:
        done[top] = try vector(kind(of: top), width: try replaced(expression(of: top), replace))
      }
      stack.removeLast()
    }
    return done[type]!
  }

  private func replaced(
    _ e: ExprID, _ replace: (ExprID) throws(Failure) -> ExprID
  ) throws(Failure) -> ExprID {
    expressions.isConstant(e) ? e : try replace(e)
  }
}
