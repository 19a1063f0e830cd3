import HwgenSupport
import HwgenTypes

/// Late parameters: their rules in a schema, and what stands for them in a circuit.
///
/// The value of a late parameter is itself, an expression; so is that of a derived one over it. Both are the same in all
/// circuits of equal other values, so that they neither tell circuits apart nor are part of their names.
extension ParameterSchema {
  /// A late parameter is an integer with a default. Throws `badLate`.
  static func checkLate(
    _ parameter: Parameter, in types: TypeStore, _ scanner: TextScanner, _ position: Int
  ) throws(Failure) {
    let name = Identifier.quoted(types.names[parameter.name])
    guard parameter.kind == .integer else {
      throw scanner.failure(
        "late parameter \(name) is of kind \(parameter.kind.text(in: types)), and Verilog has integers alone",
        at: position, code: .badLate)
    }
    guard parameter.defaultValue != nil else {
      throw scanner.failure("late parameter \(name) has no default", at: position, code: .badLate)
    }
    let text = types.names[parameter.name]
    if let reason = Identifier.objection(to: text) {
      throw scanner.failure(
        "late parameter \(name) \(reason), and Verilog has it by its name", at: position, code: .badLate)
    }
    for bound in [parameter.minimum, parameter.maximum, parameter.defaultValue] {
      guard let number = bound.flatMap({ types.expressions.integerValue(of: $0) }) else { continue }
      if let small = number.small, LateParameter.numbers.contains(small) { continue }
      throw scanner.failure("\(number) of late parameter \(name) does not fit 32 bits", at: position, code: .badLate)
    }
  }

  func lateGiven(_ parameter: Parameter, _ owner: String, _ types: TypeStore) -> Failure {
    Failure(
      .lateGiven,
      "\(quoted(parameter.name, types)) of \(owner) is a late parameter: it is left to Verilog, and a request gives it no value",
      fix: "give it where the circuit is instantiated, or make it an ordinary parameter")
  }

  /// The parameters that late ones decide: themselves, and derived ones over them.
  public func lateNames(in expressions: ExpressionStore) -> Set<NameID> {
    var late: Set<NameID> = []
    if !hasLate { return late }
    for parameter in parameters {
      let isDerived = parameter.derivation.map { !late.isDisjoint(with: expressions.parameters(of: $0)) } ?? false
      if parameter.isLate || isDerived { late.insert(parameter.name) }
    }
    return late
  }

  /// Whether an expression over the parameters has no value, since one of them is late.
  func isLate(_ e: ExprID, among bound: ContiguousArray<ExprID>, _ expressions: ExpressionStore) -> Bool {
    expressions.parameters(of: e).contains { name in
      value(of: name, among: bound).map { expressions.hasParameters($0) } ?? false
    }
  }

  /// What stands for a late parameter, or a derived one over late ones; nil for all others. Throws `lateUse` for one whose
  /// default or bounds a late one decides.
  func lateValue(
    of parameter: Parameter, among bound: ContiguousArray<ExprID>, in types: TypeStore, hooks: (any HookResolver)?,
    owner: String
  ) throws(Failure) -> ExprID? {
    let expressions = types.expressions
    if parameter.isLate {
      _ = try late(parameter, among: bound, in: types, hooks: hooks, owner: owner)
      return expressions.parameter(parameter.name, kind: .integer)
    }
    if let derivation = parameter.derivation, isLate(derivation, among: bound, expressions) {
      return try noted(owner) { () throws(Failure) in
        try expressions.substitute(derivation, { self.value(of: $0, among: bound) }, hooks: hooks)
      }
    }
    for part in [parameter.defaultValue, parameter.minimum, parameter.maximum].compactMap({ $0 })
    where isLate(part, among: bound, expressions) {
      throw decided(
        "`\(expressions.briefText(part))` of \(quoted(parameter.name, types))", by: part, bound, owner, types)
    }
    return nil
  }

  private func decided(
    _ what: String, by e: ExprID, _ bound: ContiguousArray<ExprID>, _ owner: String, _ types: TypeStore
  ) -> Failure {
    let expressions = types.expressions
    let name = expressions.parameters(of: e).first { name in
      value(of: name, among: bound).map { expressions.hasParameters($0) } ?? false
    }
    return Failure(
      .lateUse, "\(what) of \(owner) depends on the late parameter \(name.map { quoted($0, types) } ?? "")",
      fix: "make it an ordinary parameter")
  }

  /// The late parameters of a circuit of these values, with their ranges, and the constraints over them.
  public func late(
    of values: ContiguousArray<ExprID>, in types: TypeStore, hooks: (any HookResolver)?, owner: String
  ) throws(Failure) -> (parameters: [LateParameter], constraints: [ExprID]) {
    let expressions = types.expressions
    var late: [LateParameter] = []
    for parameter in parameters where parameter.isLate {
      late.append(try self.late(parameter, among: values, in: types, hooks: hooks, owner: owner))
    }
    var kept: [ExprID] = []
    for constraint in constraints where isLate(constraint, among: values, expressions) {
      let open = try expressions.substitute(constraint, { self.value(of: $0, among: values) }, hooks: hooks)
      if open == ExpressionStore.trueID { continue }
      kept.append(open)
    }
    return (late, kept)
  }

  /// A late parameter with its range, for the values of the parameters before it.
  private func late(
    _ parameter: Parameter, among bound: ContiguousArray<ExprID>, in types: TypeStore, hooks: (any HookResolver)?,
    owner: String
  ) throws(Failure) -> LateParameter {
    let expressions = types.expressions
    func number(_ e: ExprID?, _ what: String, _ otherwise: Int) throws(Failure) -> Int {
      guard let e else { return otherwise }
      if isLate(e, among: bound, expressions) {
        throw decided("the \(what) of \(quoted(parameter.name, types))", by: e, bound, owner, types)
      }
      let value = try noted(owner) { () throws(Failure) in
        try expressions.evaluate(e, { self.value(of: $0, among: bound) }, hooks: hooks)
      }
      guard let small = expressions.smallInteger(of: value), LateParameter.numbers.contains(small) else {
        throw Failure(
          .badLate,
          "the \(what) of late parameter \(quoted(parameter.name, types)) of \(owner) is \(expressions.briefText(value)), which does not fit 32 bits"
        )
      }
      return small
    }
    let low = try number(parameter.minimum, "minimum", LateParameter.numbers.lowerBound)
    let high = try number(parameter.maximum, "maximum", LateParameter.numbers.upperBound)
    let value = try number(parameter.defaultValue, "default", 0)
    guard value >= low, value <= high else {
      throw Failure(
        .outOfRange,
        "\(quoted(parameter.name, types)) of \(owner) is \(value); it must be \(value < low ? "at least \(low)" : "at most \(high)")"
      )
    }
    return LateParameter(name: parameter.name, low: low, high: high, defaultValue: value)
  }
}
