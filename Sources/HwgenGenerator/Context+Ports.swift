import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// The ports of circuits by name.
extension Context {
  /// The index of a port. A look-up in constant time, after a first one that is linear in the number of ports.
  ///
  /// Throws `absentPort` if the port exists for other parameters, and `unknownPort` with what there is.
  public func portIndex(
    _ name: String, of circuit: CircuitID, at location: @autoclosure () -> SourceLocation?
  ) throws(Failure) -> Int {
    if let id = names.find(name), let index = portIndex(id, of: circuit) { return index }
    throw missingPort(name, of: circuit, at: location())
  }

  /// The same, or nil if there is none.
  public func portIndex(_ name: NameID, of circuit: CircuitID) -> Int? {
    netlist.portIndex(name, of: circuit)
  }

  /// The failure for a name that is no port of the circuit: with the condition or the range, if the port exists for other
  /// parameters.
  public func missingPort(_ name: String, of circuit: CircuitID, at location: SourceLocation?) -> Failure {
    guard let id = generator(of: circuit),
      let template = self[id].template.ports.first(where: { isOf(name, $0) })
    else { return netlist.unknownPort(name, of: circuit, at: location) }
    let expressions = types.expressions
    let schema = self[id].schema
    let values = values(of: circuit)
    let binding = { (name: NameID) in schema.index(of: name).map { values[$0] } }
    var reason: String?
    var parameters: [NameID] = []
    if let condition = template.condition,
      (try? expressions.evaluate(condition, binding, hooks: hooks)).flatMap(expressions.booleanValue(of:)) == false
    {
      reason = "it exists if \(expressions.text(condition))"
      parameters = expressions.parameters(of: condition)
    } else if let repetition = template.repetition {
      let (low, high) = (expressions.text(repetition.low), expressions.text(repetition.high))
      reason = "it is repeated for \(names[repetition.index]) in \(low)..<\(high)"
      parameters = expressions.parameters(of: repetition.low)
      parameters += expressions.parameters(of: repetition.high).filter { !parameters.contains($0) }
    }
    guard let reason else { return netlist.unknownPort(name, of: circuit, at: location) }
    let given = parameters.compactMap { parameter in
      binding(parameter).map { "\(names[parameter]) = \(expressions.briefText($0))" }
    }
    return Failure(
      .absentPort,
      "port \(Identifier.quoted(name)) of \(netlist.text(of: circuit)) is absent: \(reason)"
        + (given.isEmpty ? "" : ", and here \(given.joined(separator: ", "))"),
      at: location)
  }

  /// Whether a name is that of a declaration, or begins as those of its ports do: `p_valid`, `lane_7`.
  private func isOf(_ name: String, _ template: PortTemplate) -> Bool {
    guard template.condition != nil || template.repetition != nil else { return false }
    let declared = names[template.name]
    guard name.hasPrefix(declared) else { return false }
    if name.utf8.count == declared.utf8.count { return true }
    let rest = name.utf8.dropFirst(declared.utf8.count)
    guard rest.first == UInt8(ascii: "_"), let next = rest.dropFirst().first else { return false }
    let isDigit = next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9")
    return template.repetition == nil ? types.kind(of: template.type) == .record : isDigit
  }
}
