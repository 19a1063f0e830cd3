import HwgenSupport

/// When an expression has a value, as a condition over the parameters that has one always.
extension ExpressionStore {
  /// The hook of this name, which no host can declare, stands for "its operand has a value" where no condition says that.
  static let definednessName = "\u{1}defined"

  /// A condition that holds where `root` can be evaluated. `known` keeps what was found out before. A sum, difference or
  /// product of too many bits counts as a value. Linear in the distinct sub-expressions that are not known.
  public func definedness(of root: ExprID, _ known: inout [ExprID: ExprID]) throws(Failure) -> ExprID {
    guard canFail(root) else { return ExpressionStore.trueID }
    if let found = known[root] { return found }
    // Operands have smaller ids than what is made of them.
    var all: Set<ExprID> = []
    var stack = [root]
    while let top = stack.popLast() {
      guard canFail(top), known[top] == nil, all.insert(top).inserted else { continue }
      stack.append(contentsOf: operands(top))
    }
    for e in all.sorted(by: { $0.raw < $1.raw }) { known[e] = try definedness(e, known) }
    return known[root]!
  }

  /// An atom that stands for "`e` has a value".
  func isDefined(_ e: ExprID) throws(Failure) -> ExprID {
    try call(name: names.intern(ExpressionStore.definednessName), arguments: [e], kind: .boolean)
  }

  /// What an atom of `isDefined` speaks of.
  func definedOperand(of e: ExprID) -> ExprID? {
    guard let name = callName(of: e), names[name] == ExpressionStore.definednessName else { return nil }
    return operand(e, 0)
  }

  private func definedness(_ e: ExprID, _ known: [ExprID: ExprID]) throws(Failure) -> ExprID {
    func of(_ operand: ExprID) -> ExprID { canFail(operand) ? known[operand]! : ExpressionStore.trueID }
    let parts = Array(operands(e))
    let all = parts.map(of)
    switch operation(e) {
    case .divide, .modulo: return try and(all + [negation(isZero(parts[1]))])
    case .ceilingLog2: return try and(all + [atLeastZero(difference(parts[0], ExpressionStore.one))])
    case .power: return try and(all + [atLeastZero(parts[1]), isDefined(e)])
    case .index:
      let count = try length(parts[0])
      return try and(
        all + [atLeastZero(parts[1]), atLeastZero(difference(difference(count, parts[1]), ExpressionStore.one))])
    case .call: return try and(all + [isDefined(e)])
    case .conditional: return try and(all[0], try conditional(parts[0], all[1], all[2]))
    case .and, .or:
      // One that decides is enough.
      var decided: [ExprID] = []
      for (part, condition) in zip(parts, all) {
        decided.append(try and(condition, operation(e) == .or ? part : negation(part)))
      }
      return try or([try and(all)] + decided)
    case .type: return try definedness(of: TypeID(raw: UInt32(node(e).payload)), of)
    default: return try and(all)
    }
  }

  /// Whether all widths of a type are widths. Iterative: types may be deep.
  private func definedness(of type: TypeID, _ of: (ExprID) -> ExprID) throws(Failure) -> ExprID {
    var conditions: [ExprID] = []
    func limit(_ e: ExprID, _ low: Int) {
      conditions.append(of(e))
      conditions.append(atLeastZero(difference(e, integer(low))))
      conditions.append(atLeastZero(difference(integer(TypeStore.maximumWidth), e)))
    }
    var seen: Set<TypeID> = []
    var stack = [types.written(type)]
    while let top = stack.popLast() {
      guard !types.isConstant(top), seen.insert(top).inserted else { continue }
      switch types.kind(of: top) {
      case .bits, .uint, .sint, .array: limit(types.expression(of: top), 1)
      case .ufix, .sfix:
        limit(types.fractionExpression(of: top), 0)
        limit(types.expression(of: top), -TypeStore.maximumWidth)
        limit(sum(types.expression(of: top), types.fractionExpression(of: top)), 1)
      case .expression: conditions.append(of(types.expression(of: top)))
      default: break
      }
      stack.append(contentsOf: types.components(of: top))
    }
    // Where all parts have a width of 1 or more the whole is the widest.
    if let whole = types.widthTemplate(of: type) {
      conditions.append(atLeastZero(difference(integer(TypeStore.maximumWidth), whole)))
    } else if types.kind(of: types.written(type)) != .expression {
      conditions.append(try isDefined(typeExpression(type)))
    }
    return try and(conditions)
  }

  // MARK: Equality of types

  /// A condition under which two types are one, where both are types: the equality of what they are made of.
  public func sameType(_ a: TypeID, _ b: TypeID) throws(Failure) -> ExprID {
    var conditions: [ExprID] = []
    var pending = [(types.written(a), types.written(b))]
    var seen: Set<UInt64> = []
    while let (a, b) = pending.popLast() {
      guard a != b, seen.insert(UInt64(a.raw) << 32 | UInt64(b.raw)).inserted else { continue }
      if types.kind(of: a) == .expression || types.kind(of: b) == .expression {
        conditions.append(try equal(typeExpression(a), typeExpression(b)))
        continue
      }
      guard types.kind(of: a) == types.kind(of: b), !types.isConstant(a) || !types.isConstant(b) else {
        return ExpressionStore.falseID
      }
      let (parts, others) = (types.components(of: a), types.components(of: b))
      guard parts.count == others.count else { return ExpressionStore.falseID }
      switch types.kind(of: a) {
      case .bits, .uint, .sint, .array:
        conditions.append(isZero(difference(types.expression(of: a), types.expression(of: b))))
      case .ufix, .sfix:
        conditions.append(isZero(difference(types.expression(of: a), types.expression(of: b))))
        conditions.append(isZero(difference(types.fractionExpression(of: a), types.fractionExpression(of: b))))
      case .record:
        for (x, y) in zip(types.fields(of: a), types.fields(of: b)) where x.name != y.name || x.isFlipped != y.isFlipped
        {
          return ExpressionStore.falseID
        }
      case .union:
        let (x, y) = (types.union(of: a)!, types.union(of: b)!)
        guard x.name == y.name, x.variants.count == y.variants.count,
          zip(x.variants, y.variants).allSatisfy({ $0.name == $1.name && ($0.payload == nil) == ($1.payload == nil) })
        else { return ExpressionStore.falseID }
      default: return ExpressionStore.falseID
      }
      pending.append(contentsOf: zip(parts, others))
    }
    return try and(conditions)
  }
}

extension TypeStore {
  /// The template itself where a type is an expression that writes one out.
  public func written(_ type: TypeID) -> TypeID {
    guard kind(of: type) == .expression else { return type }
    return expressions.typeTemplate(of: expression(of: type)) ?? type
  }

  /// The types that a type is made of.
  func components(of type: TypeID) -> [TypeID] {
    switch kind(of: type) {
    case .array: [written(element(of: type))]
    case .record: fields(of: type).map { written($0.type) }
    case .union: union(of: type)!.variants.compactMap { $0.payload.map(written) }
    default: []
    }
  }
}
