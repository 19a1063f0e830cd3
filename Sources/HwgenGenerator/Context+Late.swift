import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Generators with late parameters: what may depend on them, and what their circuits have.
extension Context {
  /// Throws `lateUse` for ports that are there or not by a late parameter.
  func checkLate(
    _ schema: ParameterSchema, _ template: InterfaceTemplate, _ name: String, at place: SourceLocation?
  ) throws(Failure) {
    let expressions = types.expressions
    let late = schema.lateNames(in: expressions)
    func refuse(_ e: ExprID?, _ what: @autoclosure () -> String) throws(Failure) {
      guard let e, let found = expressions.parameters(of: e).first(where: late.contains) else { return }
      throw Failure(
        .lateUse,
        "\(what()) of \(name) depends on the late parameter \(Identifier.quoted(names[found])): `\(expressions.briefText(e))`",
        at: place, fix: "make it an ordinary parameter")
    }
    for port in template.ports {
      try refuse(port.condition, "whether there is a port \(Identifier.quoted(names[port.name]))")
      try refuse(port.repetition?.low, "how often port \(Identifier.quoted(names[port.name])) is repeated")
      try refuse(port.repetition?.high, "how often port \(Identifier.quoted(names[port.name])) is repeated")
    }
  }

  private func lateText(_ schema: ParameterSchema) -> String {
    schema.parameters.filter(\.isLate).map { Identifier.quoted(names[$0.name]) }.joined(separator: ", ")
  }

  /// What a circuit leaves to Verilog; nil if all is derived away.
  func late(of generator: Generator, _ values: ContiguousArray<ExprID>) throws(Failure) -> LateParameters? {
    let (late, constraints) = try generator.schema.late(
      of: values, in: types, hooks: hooks, owner: generator.name)
    for constraint in constraints where types.expressions.booleanValue(of: constraint) == false {
      throw Failure(
        .constraintFailed,
        "\(generator.name) has a constraint that no value of \(lateText(generator.schema)) satisfies")
    }
    return LateParameters(late, constraints: constraints)
  }

  /// The value of a member: an expression where a late parameter decides it.
  func openValue(
    of e: ExprID, _ generator: Generator, _ binding: (NameID) -> ExprID?
  ) throws(Failure) -> ExprID {
    let open = try types.expressions.substitute(e, binding, hooks: hooks)
    if types.expressions.hasParameters(open) { return open }
    return try types.expressions.evaluate(e, binding, hooks: hooks)
  }

  /// The failure for who takes a late parameter, or what depends on one, for a number; nil for a value.
  public func lateValue(_ name: String, _ value: ExprID, of circuit: CircuitID) -> Failure? {
    guard let found = types.expressions.parameters(of: value).first else { return nil }
    let late = Identifier.quoted(names[found])
    let owner = netlist.text(of: circuit)
    return Failure(
      .lateValue,
      name == names[found]
        ? "\(late) of \(owner) is a late parameter: it is left to Verilog, and has no value here"
        : "\(Identifier.quoted(name)) of \(owner) is `\(types.expressions.briefText(value))`, and \(late) is a late parameter: it is left to Verilog, and has no value here",
      fix: "use it in widths, or make \(late) an ordinary parameter")
  }
}
