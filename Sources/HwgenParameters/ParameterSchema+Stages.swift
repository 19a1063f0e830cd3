import HwgenSupport
import HwgenTypes

/// Schemas of which some parameters have values: what is left of them.
extension ParameterSchema {
  /// What some parameters leave when they have values.
  public struct Residue {
    /// The parameters that are left, with all that was known put in, and what must still hold of them.
    public let schema: ParameterSchema
    /// The values in the parameters' order, `absent` where there is none. Derived parameters have one as soon as it is known.
    public let values: ContiguousArray<ExprID>
  }

  /// Binds the parameters to which `slots` gives values, in any order: each is checked as far as the others are known. What
  /// is not known yet becomes a constraint of what is left. Throws what `bind` throws of the values; a failure has no place.
  public func residue(
    slots: ContiguousArray<ExprID>, in types: TypeStore, hooks: (any HookResolver)?, owner: String
  ) throws(Failure) -> Residue {
    let expressions = types.expressions
    var values = slots
    var left: [Parameter] = []
    var constraints: [ExprID] = []
    for (index, parameter) in parameters.enumerated() {
      func partly(_ e: ExprID?) throws(Failure) -> ExprID? {
        guard let e else { return nil }
        return try expressions.substitute(e, { self.value(of: $0, among: values) }, hooks: hooks)
      }
      if slots[index] != ParameterSchema.absent {
        let value = try noted(owner) { () throws(Failure) in
          try expressions.evaluate(slots[index], { _ in nil }, hooks: hooks)
        }
        values[index] = value
        try checkKind(value, of: parameter, types: types, owner: owner)
        for (bound, isMinimum) in [(parameter.minimum, true), (parameter.maximum, false)] {
          guard let bound, let limit = try partly(bound) else { continue }
          if expressions.hasParameters(limit) {
            constraints.append(
              isMinimum ? try expressions.lessEqual(limit, value) : try expressions.lessEqual(value, limit))
          } else {
            try check(value, bound, isMinimum, of: parameter, among: values, types: types, hooks: hooks, owner: owner)
          }
        }
        continue
      }
      let derivation = try partly(parameter.derivation)
      if let derivation, expressions.isConstant(derivation) { values[index] = derivation }
      left.append(
        Parameter(
          name: parameter.name, kind: parameter.kind, minimum: try partly(parameter.minimum),
          maximum: try partly(parameter.maximum), defaultValue: try partly(parameter.defaultValue),
          derivation: derivation, isLate: parameter.isLate, doc: parameter.doc))
    }
    for constraint in self.constraints {
      let open = try expressions.substitute(constraint, { self.value(of: $0, among: values) }, hooks: hooks)
      if !expressions.hasParameters(open) {
        try require(constraint, among: values, in: types, hooks: hooks, owner: owner)
      } else if !constraints.contains(open) {
        constraints.append(open)
      }
    }
    return Residue(schema: ParameterSchema(parameters: left, constraints: constraints), values: values)
  }
}
