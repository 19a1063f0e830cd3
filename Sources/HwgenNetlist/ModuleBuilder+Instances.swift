import HwgenSupport
import HwgenTypes

/// Instances of modules, their inputs and outputs.
extension ModuleBuilder {
  /// An instance of a module that is declared; its inside may come later.
  public func instance(of definition: ModuleID, name: NameID = .none) throws(Failure) -> NetID {
    try instance(of: definition, name: name, late: netlist.late(of: definition)?.defaults(in: types.expressions))
  }

  /// The same with values of the late parameters, if its module has some.
  func instance(of definition: ModuleID, name: NameID, late values: [ExprID]?) throws(Failure) -> NetID {
    if !name.isNone { try check(name) }
    if let values { try checkOuter(definition, values) }
    let net = try append(.instance, .bit, auxiliary: definition.raw)
    draft.cells[net.index].name = name
    draft.operands.append(contentsOf: repeatElement(.none, count: netlist.inputCount(of: definition)))
    if let values { draft.parts.lateArguments.append(LateArguments(instance: net, values: values)) }
    if branch != Branch.none { scaffold.instanceBranches[net] = branch }
    return net
  }

  /// The module that an instance is of.
  public func definition(of instance: NetID) throws(Failure) -> ModuleID {
    guard instance.index < draft.cells.count, draft.cells[instance.index].operation == .instance else {
      throw Failure(.badOperand, "net \(instance.raw) is no instance", at: place)
    }
    return ModuleID(raw: draft.cells[instance.index].auxiliary)
  }

  /// Connects an input of an instance; in branches that were begun after the instance was made, drives it under their
  /// condition. A connection before them is the default.
  public func connect(_ instance: NetID, port: Int, to value: NetID) throws(Failure) {
    let definition = try definition(of: instance)
    guard port >= 0, port < netlist.portCount(of: definition) else { throw unknownPort("\(port)", of: definition) }
    let declared = netlist.port(port, of: definition)
    var name: String { netlist.names[declared.name] }
    if declared.direction == .inout { try checkJoin(value, declared, definition) } else { try checkAny(value) }
    guard declared.direction.isOperand else {
      throw Failure(
        .directionMismatch, "\(Identifier.quoted(name)) is an output of \(netlist.text(of: definition))", at: place,
        notes: [.init("the port", at: netlist.locations[declared.location])])
    }
    let type = types.width(of: declared.type) >= 0 ? declared.type : try pinType(instance, definition, declared.type)
    guard type == self.type(of: value) else {
      if isRelaxed, !isLate(value), types.width(of: type) >= 0, isAdaptable(value, to: type) {
        _ = try relaxing("input \(Identifier.quoted(name))", value, to: type) { (value) throws(Failure) in
          try connect(instance, port: port, to: value)
          return value
        }
        return
      }
      let (wanted, given) = (types.extent(of: type), types.extent(of: self.type(of: value)))
      throw Failure(
        wanted == given ? .typeMismatch : max(wanted, given) >= TypeStore.lateExtent ? .lateWidths : .widthMismatch,
        "\(declared.direction.noun) \(Identifier.quoted(name)) of \(netlist.text(of: definition)) is \(types.briefText(type)) and is connected to \(described(value))",
        at: place, notes: [.init("the port", at: netlist.locations[declared.location])] + madeNotes(value))
    }
    let slot = Int(draft.cells[instance.index].firstOperand) + netlist.inputSlot(port, of: definition)
    try checkScope("a connection")
    let isConditional = branch != Branch.none && branch != scaffold.instanceBranches[instance]
    if isConditional || !scaffold.inputWires.isEmpty && scaffold.inputWires[slot] != nil {
      guard declared.direction == .input else {
        throw Failure(
          .directionMismatch, "\(declared.direction.noun) \(Identifier.quoted(name)) is joined under a condition",
          at: place, fix: "join it outside of all branches")
      }
      return try drive(try inputWire(slot, type, of: instance, port: declared), with: value)
    }
    guard draft.operands[slot] == .none else {
      throw Failure(
        .multiplyDriven,
        "\(declared.direction.noun) \(Identifier.quoted(name)) of \(described(instance)) is connected twice", at: place,
        notes: madeNotes(draft.operands[slot]))
    }
    draft.operands[slot] = value
  }

  /// The wire that stands for an input which is driven under a condition, made at the first of its drives. What the input
  /// was connected to before is its default.
  private func inputWire(_ slot: Int, _ type: TypeID, of instance: NetID, port: Port) throws(Failure) -> NetID {
    if let known = scaffold.inputWires[slot] { return known }
    let wire = try wire(type)
    let name = draft.cells[instance.index].name
    if !name.isNone {
      draft.cells[wire.index].name = netlist.names.intern("\(netlist.names[name])_\(netlist.names[port.name])")
    }
    let value = draft.operands[slot]
    if value != .none {
      draft.drives.append(
        Drive(
          target: wire, low: 0, width: UInt32(types.extent(of: type)), value: value,
          location: draft.cells[value.index].location))
    }
    draft.operands[slot] = wire
    scaffold.inputWires[slot] = wire
    return wire
  }

  /// The value of an output of an instance.
  public func output(_ instance: NetID, port: Int) throws(Failure) -> NetID {
    let definition = try definition(of: instance)
    guard port >= 0, port < netlist.portCount(of: definition) else { throw unknownPort("\(port)", of: definition) }
    let declared = netlist.port(port, of: definition)
    guard declared.direction == .output else {
      throw Failure(
        .directionMismatch,
        "\(Identifier.quoted(netlist.names[declared.name])) is an \(declared.direction.noun) of \(netlist.text(of: definition))",
        at: place, fix: declared.direction == .inout ? "join it with an inout port of the module" : nil)
    }
    let type = types.width(of: declared.type) >= 0 ? declared.type : try pinType(instance, definition, declared.type)
    let net = try append(.instanceOutput, type, auxiliary: UInt32(port))
    draft.operands.append(instance)
    return net
  }
}
