import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Applications: a generator is given values, and its parameters follow from their types.
extension Context {
  /// An instance of the circuit that values ask for, with these connected to its inputs.
  ///
  /// A parameter is what the arguments say, or what the types of the values determine; then its default if no value says
  /// anything of it. A boolean that only guards optional ports is whether those that are inputs are given. Clocks and
  /// resets that are not given are those of every instance. Throws `inputConflict`, `undetermined`, `surplusInput`,
  /// `unknownPort`, `absentPort`, `lateUse` for a generator with late parameters, and what the request of the circuit throws. Linear in the ports and the values.
  public func apply(
    _ id: GeneratorID, _ arguments: Arguments, to inputs: [GivenInput], name: NameID = .none, in builder: ModuleBuilder
  ) throws(Failure) -> NetID {
    let generator = self[id]
    if generator.schema.hasLate { throw lateApplication(generator, at: builder.place) }
    let inference: Inference
    do throws(Failure) {
      inference = try Inference(self, generator, arguments, inputs, builder)
      try inference.unifyAll()
      try inference.solve()
    } catch { throw error.at(builder.place) }
    var found = Arguments()
    for (index, parameter) in generator.schema.parameters.enumerated()
    where inference.slots[index] != ParameterSchema.absent && parameter.derivation == nil {
      found.named.append((parameter.name, inference.slots[index]))
    }
    let circuit: CircuitID
    do { circuit = try self.circuit(id, found, at: builder.location) } catch { throw inference.explained(error) }
    let instance = try builder.instance(of: circuit, name: name)
    for (input, target) in zip(inputs, inference.targets) {
      try connect(instance, of: circuit, inference.portName(target, of: circuit), to: input.net, in: builder)
    }
    return instance
  }

  /// The arguments of a request from their text: `16, has_ce = true`.
  public func arguments(
    _ text: String, of id: GeneratorID, at place: SourceLocation?
  ) throws(Failure) -> Arguments {
    var arguments = Arguments()
    var scanner = TextScanner(text)
    do { try arguments.read(&scanner, in: types) } catch {
      throw error.inRequest("in the arguments of \(self[id].name)", place)
    }
    return arguments
  }

  private func lateApplication(_ generator: Generator, at place: SourceLocation?) -> Failure {
    Failure(
      .lateUse, "\(generator.name) has late parameters, and is not applied to values", at: place,
      fix: "ask for its circuit, and give them to an instance of it")
  }

  private func connect(
    _ instance: NetID, of circuit: CircuitID, _ port: NameID, to net: NetID, in builder: ModuleBuilder
  ) throws(Failure) {
    if let index = portIndex(port, of: circuit) { return try builder.connect(instance, port: index, to: net) }
    guard !netlist.group(port, of: circuit).isEmpty else {
      throw missingPort(names[port], of: circuit, at: builder.place)
    }
    try builder.join(.port(names[port], of: instance), .value(net))
  }
}

extension Inference {
  /// The name of a target in the circuit.
  func portName(_ target: Target, of circuit: CircuitID) throws(Failure) -> NameID {
    guard let element = target.element, target.name == .none else { return target.name }
    let (schema, values) = (schema, context.values(of: circuit))
    let index = try expressions.evaluate(
      element, { name in schema.index(of: name).map { values[$0] } }, hooks: context.hooks)
    var text = ByteBuffer()
    text.append(generator.template.ports[target.template].name, in: types.names)
    text.append("_")
    text.append(decimal: expressions.smallInteger(of: index) ?? 0)
    return types.names.intern(text.bytes)
  }
}
