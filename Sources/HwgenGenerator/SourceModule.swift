import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// What a front end of Verilog says of a module: the ports and parameters that its source has. Made of the JSON that Yosys'
/// `write_json` writes, when an external generator is declared; compared with the ports of each circuit.
struct SourceModule {
  private struct SourcePort {
    let name: NameID
    let direction: PortDirection
    let width: Int
    let isSigned: Bool
    let location: LocationID
  }

  private let name: String
  private let ports: [SourcePort]
  /// The names of the Verilog parameters, if they are told.
  private let parameters: [String]?

  /// Throws `badSource`.
  init(
    json text: String, module: String, in types: TypeStore, _ locations: LocationTable, at place: SourceLocation?
  ) throws(Failure) {
    func failure(_ message: String) -> Failure {
      Failure(
        .badSource, message, at: place,
        fix: "give what `yosys -p \"read_verilog -sv file.v; proc; write_json\"` writes, and the name of a module in it"
      )
    }
    guard let json = JSONValue(parsing: text), let modules = json["modules"]?.members else {
      throw failure("the description of \(module) is no JSON with modules")
    }
    guard let found = modules.first(where: { $0.name == module })?.value else {
      let known = modules.prefix(20).map(\.name).joined(separator: ", ")
      throw failure("there is no module \(Identifier.quoted(module)) in the description; there are \(known)")
    }
    guard let members = found["ports"]?.members else {
      throw failure("module \(module) has no ports in the description")
    }
    var ports: [SourcePort] = []
    for (name, port) in members {
      if let objection = Identifier.objection(to: name, allowsReserved: true) {
        throw failure("port \(Identifier.quoted(name)) of \(module) \(objection)")
      }
      let direction: PortDirection
      switch port["direction"]?.string {
      case "input": direction = .input
      case "output": direction = .output
      case "inout": direction = .inout
      default: throw failure("port \(Identifier.quoted(name)) of \(module) has no direction")
      }
      guard let width = port["bits"]?.elements?.count, width >= 1 else {
        throw failure("port \(Identifier.quoted(name)) of \(module) has no bits")
      }
      var isSigned = false
      if case .number(let text)? = port["signed"] { isSigned = text != "0" }
      let told = found["netnames"]?[name]?["attributes"]?["src"]?.string
      ports.append(
        SourcePort(
          name: types.names.intern(name), direction: direction, width: width, isSigned: isSigned,
          location: told.map { SourceModule.location($0, types.names, locations) } ?? .unknown))
    }
    (name, self.ports) = (module, ports)
    parameters = found["parameter_default_values"]?.members?.map(\.name)
  }

  /// The place in `rtl/ram.v:6.26-6.27`.
  private static func location(_ text: String, _ names: NameTable, _ locations: LocationTable) -> LocationID {
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return .unknown }
    let line = text[text.index(after: colon)...].prefix { $0.isNumber }
    guard let number = UInt32(line) else { return .unknown }
    return locations.intern(file: names.intern(String(text[..<colon])), line: number)
  }

  /// The template with the ports that it does not tell of: a Bit, a UInt or an SInt each.
  func completing(_ template: InterfaceTemplate, in types: TypeStore) throws(Failure) -> InterfaceTemplate {
    var all = template.ports
    for port in ports {
      let name = types.names[port.name]
      let isDeclared = template.ports.contains { declared in
        let whole = types.names[declared.name]
        let isMany = declared.repetition != nil || types.kind(of: declared.type) == .record
        return name == whole || isMany && name.hasPrefix(whole + "_")
      }
      if isDeclared { continue }
      let type: TypeID
      if port.width == 1, !port.isSigned {
        type = .bit
      } else {
        type = try types.vector(port.isSigned ? .sint : .uint, width: port.width)
      }
      all.append(
        PortTemplate(name: port.name, direction: port.direction, type: type, repetition: nil, condition: nil))
    }
    return InterfaceTemplate(ports: all)
  }

  /// The ports of a circuit with their places in the source. Throws `sourceMismatch` for each that is another one there, or
  /// is on one side only.
  func compared(_ declared: [Port], in types: TypeStore, _ locations: LocationTable) throws(Failure) -> [Port] {
    var result: [Port] = []
    var found: [Diagnostic] = []
    var rest: [NameID: Int] = [:]
    for (index, port) in ports.enumerated() { rest[port.name] = index }
    func quoted(_ name: NameID) -> String { Identifier.quoted(types.names[name]) }
    func bits(_ count: Int) -> String { count == 1 ? "1 bit" : "\(count) bits" }
    for port in declared {
      let place = locations[port.location]
      guard let index = rest.removeValue(forKey: port.name) else {
        found.append(
          Diagnostic(
            .sourceMismatch, "port \(quoted(port.name)) is declared, and module \(name) has none of that name",
            at: place, fix: "it has \(ports.prefix(20).map { types.names[$0.name] }.joined(separator: ", "))"))
        continue
      }
      let other = ports[index]
      let width = types.width(of: port.type)
      // A width that a late parameter decides is not known here.
      if port.direction != other.direction || width >= 0 && width != other.width {
        found.append(
          Diagnostic(
            .sourceMismatch,
            "port \(quoted(port.name)) is declared `\(port.direction)` with \(bits(width)), and in module \(name) it is `\(other.direction)` with \(bits(other.width))",
            at: place, notes: [.init("the port in the source", at: locations[other.location])]))
      }
      let location = other.location == .unknown ? port.location : other.location
      result.append(Port(name: port.name, direction: port.direction, type: port.type, location: location))
    }
    for port in ports where rest[port.name] != nil {
      found.append(
        Diagnostic(
          .sourceMismatch, "module \(name) has a port \(quoted(port.name)), which is not declared here",
          at: locations[port.location]))
    }
    if !found.isEmpty { throw Failure(found) }
    return result
  }

  /// Checks that the module has the parameters that its instances are given.
  func check(_ given: [NameID], _ names: NameTable, at place: SourceLocation?) throws(Failure) {
    guard let parameters else { return }
    for name in given where !parameters.contains(names[name]) {
      throw Failure(
        .sourceMismatch, "module \(self.name) has no parameter \(Identifier.quoted(names[name]))", at: place,
        fix: parameters.isEmpty ? "give it none" : "it has \(parameters.joined(separator: ", "))")
    }
  }
}
