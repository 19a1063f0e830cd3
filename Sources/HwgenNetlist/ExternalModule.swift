import HwgenSupport
import HwgenTypes

/// What is known of a module that is written in Verilog, beside its ports: what its instances give to its parameters, how
/// its ports hang together, and its text, if that is at hand.
///
/// Made by `Netlist.describe` from an `ExternalText`; read by the checker, the text form and the printer.
public struct ExternalModule: Sendable {
  /// The Verilog parameters that its instances are given, in this order.
  public let parameters: [VerilogParameter]
  /// By port: the inputs that an output depends on within a cycle, as ports; nil for what nothing is said of.
  let paths: ContiguousArray<[Int]?>
  /// Ports that are declared to be of the domain of a clock.
  let domains: [(clock: Int, ports: [Int])]
  /// The file that holds it, or nil.
  public let source: VerilogSource?
  /// It is no module of its own: this stands where it is instantiated.
  public let inline: InlineVerilog?
}

/// A file of Verilog that goes with a design.
public struct VerilogSource: Hashable, Sendable {
  /// What it is called; none: after the module.
  public let file: NameID
  public let text: NameID

  /// The file lies in the folder that a design is written to. Throws `badSource` for a name that is none there.
  public init(file: String?, text: NameID, in names: NameTable, at place: SourceLocation?) throws(Failure) {
    self.text = text
    guard let file else {
      self.file = .none
      return
    }
    let isLegal =
      !file.isEmpty && file != "." && file != ".."
      && file.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "/") }
    guard isLegal else {
      throw Failure(
        .badSource, "\(Identifier.quoted(file)) is no name of a file of Verilog", at: place,
        fix: "give a name of printable ASCII without spaces")
    }
    self.file = names.intern(file)
  }
}

/// The same by names, before it has been looked at: what the text form and declarations say.
public struct ExternalText: Sendable {
  public var parameters: [VerilogParameter] = []
  public var paths: [(output: NameID, inputs: [NameID])] = []
  public var domains: [(clock: NameID, ports: [NameID])] = []
  public var source: VerilogSource?
  /// Verilog with a hole, `{name}`, for each port and parameter.
  public var inline: NameID?
  /// The outputs of inline Verilog that an `always` block assigns.
  public var variables: [NameID] = []

  public init() {}
}

extension Netlist {
  /// What is told of an external module; nil for what is none, or of which nothing is told.
  public func external(_ id: ModuleID) -> ExternalModule? {
    externals.isEmpty ? nil : externalIndices[id].map { externals[$0] }
  }

  /// Tells more of an external module than its ports. Throws `badVerilogParameter`, `badTiming`, `badHole`.
  public func describe(_ id: ModuleID, _ text: ExternalText) throws(Failure) {
    precondition(self[id].isExternal)
    let place = locations[self[id].location]
    var given: Set<NameID> = []
    for parameter in text.parameters {
      try check(parameter, of: id, at: place)
      guard given.insert(parameter.name).inserted else {
        throw Failure(
          .badVerilogParameter, "Verilog parameter \(quoted(parameter.name)) of \(self.text(of: id)) is given twice",
          at: place)
      }
    }
    func port(_ name: NameID, _ what: String, _ fits: (Port) -> Bool) throws(Failure) -> Int {
      guard let index = portIndex(name, of: id) else { throw unknownPort(names[name], of: id, at: place) }
      guard fits(self.port(index, of: id)) else {
        throw Failure(.badTiming, "\(quoted(name)) of \(self.text(of: id)) is no \(what)", at: place)
      }
      return index
    }
    var paths = ContiguousArray<[Int]?>(repeating: nil, count: portCount(of: id))
    for path in text.paths {
      let output = try port(path.output, "output") { $0.direction == .output }
      var inputs = paths[output] ?? []
      for name in path.inputs { inputs.append(try port(name, "input") { $0.direction == .input }) }
      paths[output] = inputs
    }
    var domains: [(clock: Int, ports: [Int])] = []
    for domain in text.domains {
      let clock = try port(domain.clock, "clock") { $0.type == .clock }
      var ports: [Int] = []
      for name in domain.ports {
        ports.append(
          try port(name, "input or output that is not a clock") { $0.type != .clock && $0.direction != .inout })
      }
      domains.append((clock, ports))
    }
    var variables: [Int] = []
    for name in text.variables { variables.append(try port(name, "output") { $0.direction == .output }) }
    let inline = try text.inline.map { (source) throws(Failure) in
      try InlineVerilog(source, variables: variables, of: id, parameters: text.parameters, in: self)
    }
    let isPlain =
      text.parameters.isEmpty && text.paths.isEmpty && domains.isEmpty && text.source == nil && inline == nil
    if isPlain { return }
    externalIndices[id] = externals.count
    externals.append(
      ExternalModule(
        parameters: text.parameters, paths: inline == nil ? paths : completed(paths, domains, of: id),
        domains: domains, source: text.source, inline: inline))
  }

  /// What an instance gives the Verilog parameters of an external module, whose late parameters have these values there.
  /// Throws `badVerilogParameter` for what has more than 32 bits then.
  public func verilogParameters(of id: ModuleID, late values: [ExprID]?) throws(Failure) -> [VerilogParameter] {
    var result = external(id)?.parameters ?? []
    guard let late = late(of: id), let values else { return result }
    for index in result.indices { result[index] = try bound(result[index], late, values) }
    return result
  }

  private func bound(
    _ parameter: VerilogParameter, _ late: LateParameters, _ values: [ExprID]
  ) throws(Failure) -> VerilogParameter {
    guard case .expression(let e) = parameter.value else { return parameter }
    let expressions = types.expressions
    let given = try expressions.substitute(e, { late.index(of: $0).map { values[$0] } })
    guard let value = VerilogValue(given, in: types) else {
      throw Failure(
        .badVerilogParameter,
        "Verilog parameter \(quoted(parameter.name)) is \(expressions.briefText(given)), which is no number of 32 bits")
    }
    return VerilogParameter(name: parameter.name, value: value)
  }

  private func check(
    _ parameter: VerilogParameter, of id: ModuleID, at place: SourceLocation?
  ) throws(Failure) {
    if let objection = Identifier.objection(to: names[parameter.name], allowsReserved: true) {
      throw Failure(.badVerilogParameter, "Verilog parameter \(quoted(parameter.name)) \(objection)", at: place)
    }
    if case .text(let text) = parameter.value, let objection = names.objection(toVerilogString: text) {
      throw Failure(
        .badVerilogParameter, "the value of Verilog parameter \(quoted(parameter.name)) \(objection)", at: place)
    }
    if case .expression(let e) = parameter.value {
      let late = late(of: id) ?? LateParameters([])
      do throws(Failure) {
        try checkLate(e, late, what: "Verilog parameter \(quoted(parameter.name))")
        _ = try bound(parameter, late, late.defaults(in: types.expressions))
      } catch { throw error.at(place) }
    }
  }

  private func quoted(_ name: NameID) -> String { Identifier.quoted(names[name]) }

  /// The paths of inline Verilog: an output of which nothing is said depends on every input that is not a clock.
  private func completed(
    _ paths: ContiguousArray<[Int]?>, _ domains: [(clock: Int, ports: [Int])], of id: ModuleID
  ) -> ContiguousArray<[Int]?> {
    let ports = ports(of: id)
    let inputs = ports.indices.filter { ports[$0].direction == .input && ports[$0].type != .clock }
    var result = paths
    for domain in domains {
      for port in domain.ports where ports[port].direction == .output && result[port] == nil { result[port] = [] }
    }
    for (index, port) in ports.enumerated() where port.direction == .output && result[index] == nil {
      result[index] = inputs
    }
    return result
  }
}

extension CombinationalLoops {
  /// Keeps what the outputs of an external module are declared to depend on.
  func summariseExternal(_ id: ModuleID) {
    guard let paths = netlist.external(id)?.paths else { return }
    summaries.add(id, portCount: paths.count) { port, slots in
      for input in paths[port] ?? [] { slots.append(UInt32(netlist.inputSlot(input, of: id))) }
    }
  }
}

extension DomainSummary {
  /// Puts the ports of an external module into the domains that they are declared to be of.
  func takeDeclared(_ external: ExternalModule?) {
    for domain in external?.domains ?? [] {
      for port in domain.ports { classOfPort[port] = classOfPort[domain.clock] }
    }
  }
}
