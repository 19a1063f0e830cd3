import HwgenSupport
import HwgenTypes

/// What a schema asks of a set of parameters, as conditions over the parameters that take arguments: derived ones are
/// substituted away. Made for a comparison, in whose names the parameters are written.
public struct SchemaConditions {
  /// What stands for each parameter of the schema.
  public private(set) var values: [NameID: ExprID] = [:]
  /// Each must hold; each has a value for all sets.
  public private(set) var conditions: [ExprID] = []
  /// That the values of enumerations are cases of them.
  public private(set) var memberships: [ExprID] = []
  public private(set) var choices: [(parameter: ExprID, values: [ExprID])] = []

  /// `name` gives a parameter's name in the comparison; nil for one that is left to its default.
  public init(
    _ schema: ParameterSchema, in types: TypeStore, known: inout [ExprID: ExprID], name: (NameID) -> NameID?
  ) throws(Failure) {
    let store = types.expressions
    for parameter in schema.parameters {
      if let derivation = parameter.derivation {
        let value = try substituted(derivation, store)
        values[parameter.name] = value
        conditions.append(try store.definedness(of: value, &known))
        continue
      }
      let value: ExprID
      if let name = name(parameter.name) {
        value = store.parameter(name, kind: parameter.kind.valueKind, element: parameter.kind.elementKind)
        if case .enumeration(let cases) = parameter.kind { choices.append((value, cases.map { store.string($0) })) }
      } else {
        value = try substituted(parameter.defaultValue!, store)
        conditions.append(try store.definedness(of: value, &known))
      }
      values[parameter.name] = value
      if case .enumeration(let cases) = parameter.kind {
        var all: [ExprID] = []
        for name in cases { all.append(try store.equal(value, store.string(name))) }
        memberships.append(try store.or(all))
      }
      for (bound, isLow) in [(parameter.minimum, true), (parameter.maximum, false)] {
        guard let bound else { continue }
        let limit = try substituted(bound, store)
        conditions.append(try store.definedness(of: limit, &known))
        conditions.append(isLow ? try store.lessEqual(limit, value) : try store.lessEqual(value, limit))
      }
    }
    for constraint in schema.constraints {
      let condition = try substituted(constraint, store)
      conditions.append(try store.definedness(of: condition, &known))
      conditions.append(condition)
    }
    conditions.removeAll { $0 == ExpressionStore.trueID }
  }

  /// An expression over the schema's parameters in the terms of the comparison.
  public func substituted(_ e: ExprID, _ store: ExpressionStore) throws(Failure) -> ExprID {
    try store.substitute(e, { values[$0] })
  }
}
