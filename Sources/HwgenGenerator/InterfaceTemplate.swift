import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// One declaration of an interface template: a port, or many, as expressions over the parameters.
public struct PortTemplate: Sendable {
  /// `for index in low ..< high`.
  public struct Repetition: Sendable {
    public let index: NameID
    public let low: ExprID
    public let high: ExprID
  }

  public let name: NameID
  public let direction: PortDirection
  /// A template: its widths may mention parameters and the repetition's index.
  public let type: TypeID
  public let repetition: Repetition?
  /// The port exists where this holds.
  public let condition: ExprID?
}

/// The ports of a generator as a function of its parameters: known before, and without, any body.
///
/// Made by `InterfaceTemplate.parse`. Evaluating it gives plain ports: a record becomes a port for each of its fields
/// (`p_valid`), flipped ones the other way, and a repeated port one for each index (`I_0`).
public struct InterfaceTemplate: Sendable {
  public let ports: [PortTemplate]

  public init(ports: [PortTemplate] = []) { self.ports = ports }

  /// The ports for one set of parameters. Linear in their number; throws `portBudget` past `budget`.
  public func evaluate(
    in types: TypeStore, binding: (NameID) -> ExprID?, hooks: (any HookResolver)?, location: LocationID, budget: Int
  ) throws(Failure) -> [Port] {
    let expressions = types.expressions
    var result: [Port] = []
    result.reserveCapacity(ports.count)
    for template in ports {
      if let condition = template.condition {
        let holds = try expressions.evaluate(condition, binding, hooks: hooks)
        if expressions.booleanValue(of: holds) != true { continue }
      }
      guard let repetition = template.repetition else {
        let type = try types.substitute(template.type, binding, hooks: hooks)
        try expand(template.name, template.direction, type, types, location, budget, into: &result)
        continue
      }
      let low = try expressions.evaluate(repetition.low, binding, hooks: hooks)
      let high = try expressions.evaluate(repetition.high, binding, hooks: hooks)
      guard let first = expressions.smallInteger(of: low), first >= 0, let end = expressions.smallInteger(of: high)
      else {
        throw Failure(
          .badWidth,
          "\(Identifier.quoted(types.names[template.name])) is repeated from \(expressions.text(low)) to \(expressions.text(high))"
        )
      }
      guard end - first <= budget - result.count else { throw overBudget(budget) }
      for index in stride(from: first, to: end, by: 1) {
        let value = expressions.integer(index)
        let type = try types.substitute(
          template.type, { $0 == repetition.index ? value : binding($0) }, hooks: hooks)
        let name = types.names.intern("\(types.names[template.name])_\(index)")
        try expand(name, template.direction, type, types, location, budget, into: &result)
      }
    }
    return result
  }

  private func overBudget(_ budget: Int) -> Failure {
    Failure(.portBudget, "the interface has more ports than its budget of \(budget)", fix: "raise the budget")
  }

  /// Appends the ports of one type: itself, or the leaves of a record, depth first in declared order.
  private func expand(
    _ name: NameID, _ direction: PortDirection, _ type: TypeID, _ types: TypeStore, _ location: LocationID,
    _ budget: Int, into result: inout [Port]
  ) throws(Failure) {
    var pending = [(name, direction, type)]
    while let (name, direction, type) = pending.popLast() {
      guard types.kind(of: type) == .record else {
        guard !types.hasFlippedField(type) else {
          throw Failure(
            .badType, "port \(Identifier.quoted(types.names[name])) is an array of records with flipped fields",
            fix: "repeat the port instead: `\(types.names[name])[i]: … for i in 0 ..< n`")
        }
        guard result.count < budget else { throw overBudget(budget) }
        result.append(Port(name: name, direction: direction, type: type, location: location))
        continue
      }
      for field in types.fields(of: type).reversed() {
        pending.append(
          (
            types.names.intern("\(types.names[name])_\(types.names[field.name])"),
            field.isFlipped ? direction.flipped : direction, field.type
          ))
      }
    }
  }
}
