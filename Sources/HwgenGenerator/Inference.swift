import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// The parameters of a generator from the types of the values that are given to its inputs.
///
/// Made by `Context.apply`, for one application. Each given value makes equations between what the template has in the
/// place of its type and what the type has there; `solve` solves them. All is linear in the ports and the equations, but
/// for systems of linear equations in several parameters.
final class Inference {
  /// An expression over the parameters, and the value that it must have.
  struct Equation {
    let left: ExprID
    let right: ExprID
    /// Which of the given values says it; nil for a constraint, and for an optional port that is not given.
    let source: Int?
  }

  /// What a given value stands for: one port of a template, or a part of one.
  struct Target {
    let template: Int
    /// Of a repeated port: the expression of its index.
    let element: ExprID?
    /// Its type, over the parameters and without the index.
    let type: TypeID
    /// The name of the port in the circuit; none for an element whose index is not known yet.
    let name: NameID
  }

  let context: Context
  let generator: Generator
  let builder: ModuleBuilder
  let inputs: [GivenInput]
  @exclusivity(unchecked) var targets: [Target] = []
  /// The values of the parameters in their order, those that are not known absent.
  @exclusivity(unchecked) var slots: ContiguousArray<ExprID>
  /// The parameters that arguments give.
  let argued: Set<Int>
  /// Which given value each of the others is known by; nil for a constraint, or an optional port that is not given.
  @exclusivity(unchecked) var sources: ContiguousArray<Int?>
  /// What is known of those that are not.
  @exclusivity(unchecked) var ranges: ContiguousArray<Interval?>
  /// Derived parameters as expressions over the others.
  @exclusivity(unchecked) private var expansions: ContiguousArray<ExprID?>
  @exclusivity(unchecked) var equations: [Equation] = []
  /// The equations that have not been looked at since something in them became known.
  @exclusivity(unchecked) var queue: [Int] = []
  /// The equations in which a parameter that is not known occurs.
  @exclusivity(unchecked) var waiting: ContiguousArray<[Int]>

  var types: TypeStore { context.types }
  var expressions: ExpressionStore { context.types.expressions }
  var schema: ParameterSchema { generator.schema }

  init(
    _ context: Context, _ generator: Generator, _ given: Arguments, _ inputs: [GivenInput], _ builder: ModuleBuilder
  ) throws(Failure) {
    self.context = context
    self.generator = generator
    self.builder = builder
    self.inputs = inputs
    let schema = generator.schema
    var slots: ContiguousArray<ExprID> = []
    try schema.place(given, into: &slots, in: context.types, owner: generator.name)
    argued = Set(slots.indices.filter { slots[$0] != ParameterSchema.absent })
    self.slots = slots
    let count = schema.parameters.count
    sources = ContiguousArray(repeating: nil, count: count)
    ranges = ContiguousArray(repeating: nil, count: count)
    waiting = ContiguousArray(repeating: [], count: count)
    expansions = ContiguousArray(repeating: nil, count: count)
    for index in slots.indices where argued.contains(index) && !expressions.isConstant(slots[index]) {
      self.slots[index] = try expressions.evaluate(slots[index], { _ in nil }, hooks: context.hooks)
    }
    for index in 0..<count {
      guard let derivation = schema.parameters[index].derivation else { continue }
      expansions[index] = try expressions.substitute(derivation, derived, hooks: context.hooks)
    }
  }

  // MARK: What names stand for

  /// The value of a parameter that is known.
  func known(_ name: NameID) -> ExprID? {
    guard let index = schema.index(of: name), slots[index] != ParameterSchema.absent else { return nil }
    return slots[index]
  }

  /// What a derived parameter is made of.
  func derived(_ name: NameID) -> ExprID? { schema.index(of: name).flatMap { expansions[$0] } }

  /// An expression of the schema or the template with all that is known in it.
  func opened(_ e: ExprID) throws(Failure) -> ExprID {
    if expressions.isConstant(e) { return e }
    return try expressions.substitute(
      try expressions.substitute(e, derived, hooks: context.hooks), known, hooks: context.hooks)
  }

  // MARK: Equations

  func add(_ left: ExprID, _ right: ExprID, _ source: Int?) throws(Failure) {
    let left = expressions.isConstant(left) ? left : try expressions.substitute(left, derived, hooks: context.hooks)
    queue.append(equations.count)
    equations.append(Equation(left: left, right: right, source: source))
  }

  /// The equations of a template and a type. Iterative: types may be deep.
  func unify(_ template: TypeID, _ type: TypeID, _ source: Int) throws(Failure) {
    var pending = [(template, type)]
    while let (template, type) = pending.popLast() {
      if template == type { continue }
      if types.isConstant(template) { throw conflict(source, template) }
      let kind = types.kind(of: template)
      guard kind == .expression || kind == types.kind(of: type) else { throw conflict(source, template) }
      switch kind {
      case .expression: try add(types.expression(of: template), expressions.typeExpression(type), source)
      case .record:
        let (a, b) = (Array(types.fields(of: template)), Array(types.fields(of: type)))
        guard a.map(\.name) == b.map(\.name), a.map(\.isFlipped) == b.map(\.isFlipped) else {
          throw conflict(source, template)
        }
        for (field, other) in zip(a, b).reversed() { pending.append((field.type, other.type)) }
      case .union:
        let (a, b) = (types.union(of: template)!, types.union(of: type)!)
        guard a.name == b.name, a.variants.map(\.name) == b.variants.map(\.name) else {
          throw conflict(source, template)
        }
        for (variant, other) in zip(a.variants, b.variants) {
          guard (variant.payload == nil) == (other.payload == nil) else { throw conflict(source, template) }
          if let payload = variant.payload { pending.append((payload, other.payload!)) }
        }
      default:
        try add(types.expression(of: template), types.expression(of: type), source)
        if kind == .array { pending.append((types.element(of: template), types.element(of: type))) }
        if kind.isFixed {
          try add(types.fractionExpression(of: template), types.fractionExpression(of: type), source)
        }
      }
    }
  }
}
