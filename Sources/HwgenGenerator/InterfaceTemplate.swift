import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// One declaration of an interface template: a port, or many, as expressions over the parameters.
public struct PortTemplate: Sendable {
  /// `for index in low ..< high`.
  public struct Repetition: Sendable {
    /// Stands for each number in turn, in the type.
    public let index: NameID
    public let low: ExprID
    /// The first number beyond.
    public let high: ExprID
  }

  public let name: NameID
  public let direction: PortDirection
  /// A template: its widths may mention parameters and the repetition's index.
  public let type: TypeID
  /// One port for each number; nil for one port.
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

  /// Whether the ports are the same whatever the parameters are.
  func isConstant(in types: TypeStore) -> Bool {
    ports.allSatisfy { $0.condition == nil && $0.repetition == nil && types.isConstant($0.type) }
  }

  /// All that it is made of and that has parameters: conditions, bounds of repetitions, and what is in types.
  func expressions(in types: TypeStore) -> [ExprID] {
    ports.flatMap { port in
      [port.condition, port.repetition?.low, port.repetition?.high].compactMap { $0 }
        + types.expressions(in: port.type)
    }
  }

  /// The ports for one set of parameters. Linear in their number; throws `portBudget` past `budget`.
  public func evaluate(
    in types: TypeStore, binding: (NameID) -> ExprID?, hooks: (any HookResolver)?, location: LocationID, budget: Int
  ) throws(Failure) -> [Port] {
    let expressions = types.expressions
    var expansion = PortExpansion(types, location, budget)
    expansion.ports.reserveCapacity(ports.count)
    for template in ports {
      if let condition = template.condition {
        let holds = try expressions.evaluate(condition, binding, hooks: hooks)
        if expressions.booleanValue(of: holds) != true { continue }
      }
      guard let repetition = template.repetition else {
        let type = try types.substitute(template.type, binding, hooks: hooks)
        try expansion.add(template.name, template.direction, type)
        continue
      }
      let low = try expressions.evaluate(repetition.low, binding, hooks: hooks)
      let high = try expressions.evaluate(repetition.high, binding, hooks: hooks)
      guard let first = expressions.smallInteger(of: low), first >= 0, let end = expressions.smallInteger(of: high)
      else {
        throw Failure(
          .badWidth,
          "\(Identifier.quoted(types.names[template.name])) is repeated from \(expressions.briefText(low)) to \(expressions.briefText(high))"
        )
      }
      guard first < end else { continue }
      try expansion.reserve(end - first)
      // All that the index does not decide is evaluated once. What fails then may be a branch that no index takes.
      let type =
        (try? types.substitute(template.type, { $0 == repetition.index ? nil : binding($0) }, hooks: hooks))
        ?? template.type
      let isFixed = types.isConstant(type)
      let mark = expansion.mark(behind: template.name)
      for index in first..<end {
        let name = expansion.name(template.name, index: index)
        guard !isFixed else {
          try expansion.add(name, template.direction, type, marks: mark)
          continue
        }
        let value = expressions.integer(index)
        let indexed = try types.substitute(type, { $0 == repetition.index ? value : binding($0) }, hooks: hooks)
        try expansion.add(name, template.direction, indexed, marks: mark)
      }
    }
    return expansion.ports
  }
}
