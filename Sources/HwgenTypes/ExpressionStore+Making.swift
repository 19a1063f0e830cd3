import HwgenBits
import HwgenSupport

/// The canonical constructors. Those that take operands throw `wrongKind` for operands of a kind that they do not take,
/// and nothing else: an operation that fails on constants stays as a stuck node.
extension ExpressionStore {
  // MARK: Values and parameters

  public func integer(_ value: Int) -> ExprID {
    leaf(.integer, .integer, payload: value, payloadHash: UInt64(bitPattern: Int64(value)))
  }

  /// A value of more than `maximumBits` bits is for the caller to refuse.
  public func integer(_ value: Integer) -> ExprID {
    if let small = value.small { return integer(small) }
    let payloadHash = value.stableHash()
    var hash = StableHash()
    hash.combine(UInt64(ExpressionOperation.largeInteger.rawValue))
    hash.combine(payloadHash)
    let found = table.find(hash: hash.value) { index in
      let node = self.nodes[Int(index)]
      return node.operation == .largeInteger && self.largeIntegers[node.payload] == value
    }
    if let found { return ExprID(raw: found) }
    let index = UInt32(nodes.count)
    nodes.append(
      Node(
        operation: .largeInteger, flags: [], kind: .integer, element: .integer, first: UInt32(pool.count), count: 0,
        payload: largeIntegers.count, hash: hash.value))
    largeIntegers.append(value)
    table.insert(index, hash: hash.value)
    return ExprID(raw: index)
  }

  public func boolean(_ value: Bool) -> ExprID { value ? ExpressionStore.trueID : ExpressionStore.falseID }

  public func string(_ value: String) -> ExprID { string(names.intern(value)) }

  public func string(_ value: NameID) -> ExprID {
    leaf(.string, .string, payload: Int(value.raw), payloadHash: names.hash(of: value))
  }

  /// A host's own value, known by the key that the host gave.
  public func opaque(key: NameID) -> ExprID {
    leaf(.opaque, .opaque, payload: Int(key.raw), payloadHash: names.hash(of: key))
  }

  /// A generator, known by its identity.
  public func generator(_ identity: NameID) -> ExprID {
    leaf(.generator, .generator, payload: Int(identity.raw), payloadHash: names.hash(of: identity))
  }

  /// A parameter. `element` is the kind of a list parameter's elements.
  public func parameter(_ name: NameID, kind: ValueKind, element: ValueKind = .integer) -> ExprID {
    leaf(
      .parameter, kind, element: kind == .list ? element : .integer, payload: Int(name.raw),
      payloadHash: names.hash(of: name), flags: .hasParameters)
  }

  /// A type or a type template as an expression.
  public func typeExpression(_ type: TypeID) -> ExprID {
    if types.kind(of: type) == .expression { return types.expression(of: type) }
    let found = types.expressions(in: type)
    pool.append(contentsOf: found)
    // A width may be out of range for some values.
    return intern(
      .type, .type, payload: Int(type.raw), payloadHash: types.hash(of: type),
      flags: types.isConstant(type) ? [] : .canFail, count: found.count)
  }

  /// A list; all elements are of the kind `element`.
  public func list(_ elements: [ExprID], element: ValueKind) throws(Failure) -> ExprID {
    for e in elements { try require(element, e, "a list of \(element.plural)") }
    pool.append(contentsOf: elements)
    return intern(.list, .list, element: element, count: elements.count)
  }

  /// A record value. The names must differ: `duplicateParameter` is thrown otherwise.
  public func record(_ fields: [(name: NameID, value: ExprID)]) throws(Failure) -> ExprID {
    var seen = Set<NameID>()
    var operands: [ExprID] = []
    for field in fields {
      guard seen.insert(field.name).inserted else {
        throw Failure(.duplicateParameter, "a record value has two fields \(Identifier.quoted(names[field.name]))")
      }
      operands.append(string(field.name))
      operands.append(field.value)
    }
    pool.append(contentsOf: operands)
    return intern(.record, .record, count: operands.count)
  }

  func require(_ kind: ValueKind, _ e: ExprID, _ place: String) throws(Failure) {
    let actual = self.kind(of: e)
    guard actual == kind else {
      throw Failure(.wrongKind, "\(place) takes \(kind.plural), and `\(briefText(e))` is \(actual.article)")
    }
  }

  // MARK: Integers

  /// Of integers, as a polynomial in canonical form. Throws `wrongKind`, and `resultTooLarge` past 65,536 bits.
  public func add(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`+`")
    try require(.integer, b, "`+`")
    return sum(a, b)
  }

  public func subtract(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`-`")
    try require(.integer, b, "`-`")
    return difference(a, b)
  }

  public func multiply(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`*`")
    try require(.integer, b, "`*`")
    return product(a, b)
  }

  public func negate(_ a: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`-`")
    return negated(a)
  }

  /// The quotient, rounded down.
  public func divide(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`/`")
    try require(.integer, b, "`/`")
    guard let divisor = integerValue(of: b), !divisor.isZero else {
      return intern(.divide, .integer, a, b, flags: .canFail)
    }
    if divisor.isNegative { return try divide(negated(a), integer(-divisor)) }
    if divisor == 1 { return a }
    // (d*q + r) / d = q + r / d, where r has the coefficients 0 ..< d.
    var quotients: [PolynomialTerm] = []
    var rests: [PolynomialTerm] = []
    var common = divisor
    for term in terms(of: a) {
      let (quotient, rest) = term.coefficient.dividedFloor(by: divisor)
      if !quotient.isZero || term.coefficient.isZero {
        quotients.append(PolynomialTerm(coefficient: quotient, monomial: term.monomial))
      }
      guard !rest.isZero else { continue }
      rests.append(PolynomialTerm(coefficient: rest, monomial: term.monomial))
      if term.monomial != ExpressionStore.one { common = Integer.gcd(common, rest) }
    }
    let limit = ExpressionStore.maximumTerms * 4
    for index in rests.indices where common != 1 {
      rests[index].coefficient = rests[index].coefficient.dividedFloor(by: common).quotient
    }
    rests.removeAll { $0.coefficient.isZero }
    guard let quotient = polynomial(quotients, limit: limit), let rest = polynomial(rests, limit: limit) else {
      return intern(.divide, .integer, a, b)
    }
    if integerValue(of: rest) != nil { return quotient }
    return sum(
      quotient, intern(.divide, .integer, rest, integer(divisor.dividedFloor(by: common).quotient)))
  }

  /// The remainder of `divide`: it has the sign of the divisor.
  public func modulo(_ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`%`")
    try require(.integer, b, "`%`")
    guard let divisor = integerValue(of: b), !divisor.isZero else {
      return intern(.modulo, .integer, a, b, flags: .canFail)
    }
    if divisor.isNegative { return negated(try modulo(negated(a), integer(-divisor))) }
    let rests = terms(of: a).map {
      PolynomialTerm(coefficient: $0.coefficient.dividedFloor(by: divisor).remainder, monomial: $0.monomial)
    }
    guard let rest = polynomial(rests, limit: ExpressionStore.maximumTerms * 4) else {
      return intern(.modulo, .integer, a, b)
    }
    let isDecided = terms(of: rest).allSatisfy { $0.coefficient.isZero || $0.monomial == ExpressionStore.one }
    return isDecided ? rest : intern(.modulo, .integer, rest, b)
  }

  /// Of one or more integers. Throws `wrongKind`.
  public func minimum(_ operands: [ExprID]) throws(Failure) -> ExprID { try extremum(.minimum, operands, "`min`") }
  public func maximum(_ operands: [ExprID]) throws(Failure) -> ExprID { try extremum(.maximum, operands, "`max`") }

  private func extremum(
    _ operation: ExpressionOperation, _ operands: [ExprID], _ place: String
  ) throws(Failure) -> ExprID {
    guard !operands.isEmpty else { throw Failure(.wrongKind, "\(place) takes one or more integers, and got none") }
    for e in operands { try require(.integer, e, place) }
    var constant: Integer?
    var rest: [ExprID] = []
    for e in flattened(operation, operands) {
      if let value = integerValue(of: e) {
        if let known = constant {
          constant = (value < known) == (operation == .minimum) ? value : known
        } else {
          constant = value
        }
      } else {
        rest.append(e)
      }
    }
    if let constant { rest.append(integer(constant)) }
    return commutative(operation, .integer, rest)
  }

  /// The operands with those of operands of the same operation in their place, up to a limit.
  func flattened(_ operation: ExpressionOperation, _ operands: [ExprID]) -> [ExprID] {
    var total = 0
    for e in operands { total += self.operation(e) == operation ? Int(node(e).count) : 1 }
    guard total <= ExpressionStore.maximumFlattened else { return operands }
    var result: [ExprID] = []
    result.reserveCapacity(total)
    for e in operands {
      if self.operation(e) == operation { result.append(contentsOf: self.operands(e)) } else { result.append(e) }
    }
    return result
  }

  /// Sorted, without repetitions; one operand stands for itself.
  func commutative(_ operation: ExpressionOperation, _ kind: ValueKind, _ operands: [ExprID]) -> ExprID {
    var sorted = operands
    sorted.sort { compare($0, $1) < 0 }
    var distinct: [ExprID] = []
    for e in sorted where distinct.last != e { distinct.append(e) }
    if distinct.count == 1 { return distinct[0] }
    pool.append(contentsOf: distinct)
    return intern(operation, kind, count: distinct.count)
  }

  /// The least n with `2^n >= a`; it fails for a < 1.
  public func ceilingLog2(_ a: ExprID) throws(Failure) -> ExprID {
    try require(.integer, a, "`clog2`")
    if let value = integerValue(of: a), value.signum > 0 { return integer(value.ceilingLog2()) }
    return intern(.ceilingLog2, .integer, a, flags: .canFail)
  }

  /// `base` to `exponent`; it fails for a negative exponent. `pow(0, 0)` is 1.
  public func power(_ base: ExprID, _ exponent: ExprID) throws(Failure) -> ExprID {
    try require(.integer, base, "`pow`")
    try require(.integer, exponent, "`pow`")
    if let value = integerValue(of: exponent), !value.isNegative {
      return expandedPower(base, value) ?? intern(.power, .integer, base, exponent)
    }
    return intern(.power, .integer, base, exponent, flags: .canFail)
  }

  // MARK: Lists

  /// Element `i`, from 0; it fails for an index that the list does not have.
  public func index(_ list: ExprID, _ i: ExprID) throws(Failure) -> ExprID {
    try index(list, i, element: elementKind(of: list))
  }

  func index(_ list: ExprID, _ i: ExprID, element: ValueKind) throws(Failure) -> ExprID {
    try require(.list, list, "an index")
    try require(.integer, i, "an index")
    if operation(list) == .list, let at = smallInteger(of: i), at >= 0, at < Int(node(list).count),
      !canFail(list) || node(list).count == 1
    {
      return operand(list, at)
    }
    return intern(.index, element, list, i, flags: .canFail)
  }

  /// The number of a list's elements. Throws `wrongKind`.
  public func length(_ list: ExprID) throws(Failure) -> ExprID {
    try require(.list, list, "`len`")
    if operation(list) == .list, !canFail(list) { return integer(Int(node(list).count)) }
    return intern(.length, .integer, list)
  }

  /// A call of a host's hook, answered at substitution when all arguments are values.
  public func call(name: NameID, arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
    pool.append(contentsOf: arguments)
    return intern(
      .call, kind, payload: Int(name.raw), payloadHash: names.hash(of: name), flags: [.canFail, .hasCall],
      count: arguments.count)
  }
}

extension ValueKind: CustomStringConvertible {
  /// As it is written in texts: `int`, `bool`, `string`, `type`, `list`, `record`, `generator`, `opaque`.
  public var description: String {
    switch self {
    case .integer: "int"
    case .boolean: "bool"
    case .string: "string"
    case .type: "type"
    case .list: "list"
    case .record: "record"
    case .generator: "generator"
    case .opaque: "opaque"
    }
  }

  /// The kind of a name that `description` writes.
  public init?(named name: String) {
    guard let found = ValueKind.allCases.first(where: { $0.description == name }) else { return nil }
    self = found
  }

  /// `integers`.
  public var plural: String {
    switch self {
    case .integer: "integers"
    case .boolean: "booleans"
    case .opaque: "opaque values"
    default: "\(self)s"
    }
  }

  /// `an integer`.
  public var article: String {
    switch self {
    case .integer: "an integer"
    case .boolean: "a boolean"
    case .opaque: "an opaque value"
    default: "a \(self)"
    }
  }
}
