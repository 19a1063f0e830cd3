import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Staging: a generator with some parameters bound is again a generator, with those that are left.
extension Context {
  /// The generator that is left when these parameters have values. Equal values, in whatever order and in however many stages
  /// they are given, leave one generator; none leave the generator itself. Runs no body.
  ///
  /// Throws what a request throws of arguments, as far as the values decide it, and `badWidth` for a port that can have no
  /// such width.
  public func bind(
    _ id: GeneratorID, _ given: Arguments, at location: LocationID = .unknown
  ) throws(Failure) -> GeneratorID {
    do { return try stage(of: id, given, at: location) } catch { throw error.at(locations[location]) }
  }

  /// The same of arguments as text: `has_ce = true`.
  public func bind(
    _ id: GeneratorID, text: String, at location: LocationID = .unknown
  ) throws(Failure) -> GeneratorID {
    let given: Arguments
    do { given = try Arguments.parse(text, in: types) } catch {
      throw error.inRequest("in the arguments of \(self[id].title)", locations[location])
    }
    return try bind(id, given, at: location)
  }

  private func stage(of id: GeneratorID, _ given: Arguments, at location: LocationID) throws(Failure) -> GeneratorID {
    if given.positional.isEmpty, given.named.isEmpty { return id }
    let base = self[id].stage?.base ?? id
    let generator = self[base]
    let slots = try baseSlots(of: id, given)
    let residue = try generator.schema.residue(slots: slots, in: types, hooks: hooks, owner: generator.title)
    try checkKnown(residue.values, of: generator, at: location)
    // As they are named in it, in its order.
    let shown = zip(generator.schema.parameters, zip(slots, residue.values)).filter { $0.1.0 != ParameterSchema.absent }
      .map { "\(TextScanner.name(names[$0.0.name])) = \(types.expressions.text($0.1.1))" }.joined(separator: ", ")
    let identity = "\(generator.identity)[\(shown)]"
    if let known = known(identity) { return known }
    let binding = { (name: NameID) in
      generator.schema.index(of: name).map { residue.values[$0] }.flatMap { $0 == ParameterSchema.absent ? nil : $0 }
    }
    let template: InterfaceTemplate
    do { template = try generator.template.substituted(in: types, binding: binding, hooks: hooks) } catch {
      throw error.inRequest("in the interface of \(generator.name)[\(shown)]", locations[location])
    }
    var members: [Member] = []
    for member in generator.members {
      let value = try types.expressions.substitute(member.value, binding, hooks: hooks)
      members.append(Member(name: member.name, kind: member.kind, value: value, doc: member.doc))
    }
    var values = slots
    for index in values.indices where values[index] != ParameterSchema.absent { values[index] = residue.values[index] }
    let indices = residue.schema.names.map { generator.schema.index(of: $0)! }
    return add(
      Generator(
        name: generator.name, schema: residue.schema, template: template, members: members, doc: generator.doc,
        location: generator.location, identity: identity, body: generator.body, external: generator.external,
        types: types, stage: GeneratorStage(base: base, slots: values, indices: Array(indices)),
        title: "\(generator.name)[\(shown)]"))
  }

  /// What is given to a generator, in the order of the parameters of the one that was declared, with what its stages have.
  func baseSlots(of id: GeneratorID, _ given: Arguments) throws(Failure) -> ContiguousArray<ExprID> {
    let generator = self[id]
    var slots: ContiguousArray<ExprID> = []
    try generator.schema.place(given, into: &slots, in: types, owner: generator.title)
    guard let stage = generator.stage else { return slots }
    var all = stage.slots
    for (value, index) in zip(slots, stage.indices) where value != ParameterSchema.absent { all[index] = value }
    return all
  }

  /// The generator whose identity is written as that of a stage: `Add[has_ce = true]`. Nil for another identity; throws what
  /// binding throws, and `unknownName` for one that is not written as it prints.
  func stage(named identity: String) throws(Failure) -> GeneratorID? {
    guard identity.hasSuffix("]"), let bracket = identity.firstIndex(of: "["),
      let base = known(String(identity[..<bracket]))
    else { return nil }
    let id = try bind(base, text: String(identity[identity.index(after: bracket)...].dropLast()))
    guard self[id].identity == identity else {
      throw Failure(
        .unknownName, "no generator has the identity \(Identifier.quoted(identity))",
        fix: "write it as \(self[id].identity)")
    }
    return id
  }
}

extension InterfaceTemplate {
  /// The template with values in the place of some parameters. A port that there is not is gone, and a condition that holds.
  func substituted(
    in types: TypeStore, binding: (NameID) -> ExprID?, hooks: (any HookResolver)?
  ) throws(Failure) -> InterfaceTemplate {
    let expressions = types.expressions
    var ports: [PortTemplate] = []
    for port in self.ports {
      var condition: ExprID?
      if let given = port.condition {
        let open = try expressions.substitute(given, binding, hooks: hooks)
        switch expressions.booleanValue(of: open) {
        case false?: continue
        case true?: break
        case nil: condition = open
        }
      }
      var repetition: PortTemplate.Repetition?
      if let given = port.repetition {
        repetition = PortTemplate.Repetition(
          index: given.index, low: try expressions.substitute(given.low, binding, hooks: hooks),
          high: try expressions.substitute(given.high, binding, hooks: hooks))
      }
      let inner = { (name: NameID) in name == repetition?.index ? nil : binding(name) }
      var type = port.type
      do { type = try types.substitute(port.type, inner, hooks: hooks) } catch {
        // Of a port that may not be there nothing is wrong yet.
        if condition == nil, repetition == nil { throw error }
      }
      ports.append(
        PortTemplate(
          name: port.name, direction: port.direction, type: type, repetition: repetition, condition: condition))
    }
    return InterfaceTemplate(ports: ports)
  }
}
