import HwgenSupport
import HwgenTypes

/// Instances of modules with late parameters: what they give these, and the types of their pins.
extension ModuleBuilder {
  /// An instance that gives late parameters of its module values: constants, or expressions over those of this module. Those
  /// that are not named have their defaults. Throws `badLateArgument`, `lateExpression`.
  public func instance(
    of definition: ModuleID, name: NameID = .none, arguments: [(name: NameID, value: ExprID)]
  ) throws(Failure) -> NetID {
    try instance(of: definition, name: name, late: try lateValues(of: definition, arguments))
  }

  /// The same from a text: `bits = bits + 1, depth = 4`.
  public func instance(
    of definition: ModuleID, name: NameID = .none, arguments text: String
  ) throws(Failure) -> NetID {
    var arguments: [(name: NameID, value: ExprID)] = []
    do throws(Failure) {
      var scanner = TextScanner(text)
      if !scanner.isAtEnd {
        repeat {
          let name = types.names.intern(try scanner.expectIdentifier("the name of a late parameter"))
          try scanner.expect("=")
          arguments.append((name, try types.expressions.parseExpression(&scanner, scope: lateScope)))
        } while scanner.take(",")
        try scanner.expectEnd()
      }
    } catch { throw error.at(place) }
    return try instance(of: definition, name: name, arguments: arguments)
  }

  /// What a name in an expression stands for here.
  var lateScope: (String) -> ExprID? { late?.scope(in: types) ?? { _ in nil } }

  /// A type from its text, with widths over the late parameters: `UInt(bits + 1)`. Throws what `parseType` throws.
  public func type(text: String) throws(Failure) -> TypeID {
    let type: TypeID
    let scope = lateScope
    do throws(Failure) { type = try types.parseType(text, scope: { scope($0).map { _ in .integer } }) } catch {
      throw error.at(place)
    }
    if types.width(of: type) < 0, late != nil { try checkLate(type, Identifier.quoted(text)) }
    return type
  }

  /// Checks what a module is given and does not check itself: that it is a number of 32 bits, and for an external module,
  /// which hwgen does not write, all that must hold. What is not known here becomes a constraint of this module.
  func checkOuter(_ definition: ModuleID, _ values: [ExprID]) throws(Failure) {
    guard let late = netlist.late(of: definition) else { return }
    let expressions = types.expressions
    do throws(Failure) {
      guard netlist[definition].isExternal else {
        for value in values { try require(value, in: LateParameter.numbers, by: definition) }
        return
      }
      for parameter in try netlist.verilogParameters(of: definition, late: values) {
        guard case .expression(let e) = parameter.value else { continue }
        let shown = "Verilog parameter \(Identifier.quoted(netlist.names[parameter.name]))"
        try netlist.checkLate(e, self.late ?? LateParameters([]), what: shown)
        if expressions.kind(of: e) == .integer { try require(e, in: LateParameter.numbers, by: definition) }
      }
      for (parameter, value) in zip(late.parameters, values) {
        try require(value, in: parameter.low...parameter.high, by: definition)
      }
      for constraint in late.constraints {
        let given = try expressions.substitute(constraint, { late.index(of: $0).map { values[$0] } })
        guard expressions.booleanValue(of: given) != false else {
          throw Failure(
            .badLateArgument,
            "\(netlist.text(of: definition)) is given values for which \(Identifier.quoted(expressions.briefText(constraint))) does not hold",
            notes: [.init("where it is declared", at: netlist.locations[netlist[definition].location])])
        }
        if expressions.hasParameters(given) { try require(given, by: definition) }
      }
    } catch { throw error.at(place) }
  }

  /// Makes it a constraint of this module that a value is in a range, where that is not known.
  private func require(_ value: ExprID, in range: ClosedRange<Int>, by definition: ModuleID) throws(Failure) {
    let (expressions, interval) = (types.expressions, interval(value))
    if interval.low ?? .min < range.lowerBound {
      try require(try expressions.lessEqual(expressions.integer(range.lowerBound), value), by: definition)
    }
    if interval.high ?? .max > range.upperBound {
      try require(try expressions.lessEqual(value, expressions.integer(range.upperBound)), by: definition)
    }
  }

  /// Makes what another module needs a constraint of this module.
  private func require(_ constraint: ExprID, by definition: ModuleID) throws(Failure) {
    try netlist.checkLate(
      constraint, late ?? LateParameters([]),
      what: "what \(netlist.text(of: definition)) needs, \(Identifier.quoted(types.expressions.briefText(constraint))),"
    )
    if !draft.parts.lateConstraints.contains(constraint) { draft.parts.lateConstraints.append(constraint) }
  }

  private func lateValues(
    of definition: ModuleID, _ arguments: [(name: NameID, value: ExprID)]
  ) throws(Failure) -> [ExprID]? {
    let late = netlist.late(of: definition)
    let expressions = types.expressions
    var values = late?.defaults(in: expressions)
    var given: Set<NameID> = []
    for (name, value) in arguments {
      let shown = "late parameter \(Identifier.quoted(netlist.names[name])) of \(netlist.text(of: definition))"
      guard let late, let index = late.index(of: name) else {
        let known = late?.parameters.map { netlist.names[$0.name] }.joined(separator: ", ") ?? "none"
        throw Failure(
          .badLateArgument,
          "\(netlist.text(of: definition)) has no late parameter \(Identifier.quoted(netlist.names[name])); it has \(known)",
          at: place)
      }
      guard given.insert(name).inserted else {
        throw Failure(.badLateArgument, "\(shown) is given twice", at: place)
      }
      guard expressions.kind(of: value) == .integer else {
        throw Failure(
          .badLateArgument, "\(shown) is given \(expressions.briefText(value)), which is no integer", at: place)
      }
      do { try netlist.checkLate(value, self.late ?? LateParameters([]), what: shown) } catch { throw error.at(place) }
      let (interval, range) = (interval(value), late.parameters[index])
      guard interval.low ?? range.low <= range.high, interval.high ?? range.high >= range.low else {
        throw Failure(
          .badLateArgument,
          "\(shown) is given \(expressions.briefText(value)); it must be \(range.low) to \(range.high)", at: place,
          notes: [.init("where it is declared", at: netlist.locations[netlist[definition].location])])
      }
      values![index] = value
    }
    return values
  }

  /// The type of a port of an instance: that of the module's port, with what the instance gives in place of its parameters.
  func pinType(_ instance: NetID, _ definition: ModuleID, _ type: TypeID) throws(Failure) -> TypeID {
    guard let late = netlist.late(of: definition), let values = module.lateArguments(of: instance) else { return type }
    do {
      let pin = try types.substitute(type, { late.index(of: $0).map { values[$0] } })
      if types.width(of: pin) < 0 { try checkLate(pin, "a port of \(described(instance))") }
      return pin
    } catch { throw error.at(place) }
  }

  /// The type of a port of an instance.
  public func pinType(_ instance: NetID, port: Int) throws(Failure) -> TypeID {
    let definition = try definition(of: instance)
    guard port >= 0, port < netlist.portCount(of: definition) else { throw unknownPort("\(port)", of: definition) }
    let type = netlist.port(port, of: definition).type
    return types.width(of: type) >= 0 ? type : try pinType(instance, definition, type)
  }
}
