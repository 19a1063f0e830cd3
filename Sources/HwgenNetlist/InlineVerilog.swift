import HwgenSupport

/// Verilog of the user's that stands in a module as it is, with names in place of its holes: `assign {y} = {a} & {b};`.
///
/// Every port and every Verilog parameter of the external module that it is has a hole at least; `{{` and `}}` are braces.
/// Made by `Netlist.describe`; read by the printer.
public struct InlineVerilog: Sendable {
  public enum Part: Sendable {
    case bytes([UInt8])
    /// The port of an index.
    case port(Int)
    /// The Verilog parameter of an index.
    case parameter(Int)
  }

  /// The text as it was given.
  public let text: NameID
  /// The text without the space that all of its lines begin with.
  public let parts: [Part]
  /// The outputs, by index, that an `always` block assigns.
  public let variables: [Int]

  /// Throws `badHole`.
  init(
    _ text: NameID, variables: [Int], of id: ModuleID, parameters: [VerilogParameter], in netlist: Netlist
  ) throws(Failure) {
    let place = netlist.locations[netlist[id].location]
    func failure(_ message: String, fix: String? = nil) -> Failure {
      Failure(.badHole, "in the Verilog of \(netlist.text(of: id)) \(message)", at: place, fix: fix)
    }
    let ports = netlist.ports(of: id)
    let bytes = InlineVerilog.dedented(Array(netlist.names[text].utf8))
    var parts: [Part] = []
    var plain: [UInt8] = []
    var isFilled = Array(repeating: false, count: ports.count + parameters.count)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      guard byte >= 32 && byte != 127 || byte == 9 || byte == 10 else {
        throw failure("stands a control character of number \(byte)")
      }
      position += 1
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        plain.append(byte)
        continue
      }
      if position < bytes.count, bytes[position] == byte {
        plain.append(byte)
        position += 1
        continue
      }
      let end = bytes[position...].firstIndex { !Identifier.isPart($0) } ?? bytes.count
      guard byte == UInt8(ascii: "{"), end > position, end < bytes.count, bytes[end] == UInt8(ascii: "}") else {
        throw failure(
          "a `\(byte == UInt8(ascii: "{") ? "{" : "}")` belongs to no hole",
          fix: "write `{{` and `}}` for braces, and `{name}` for a hole")
      }
      let name = String(decoding: bytes[position..<end], as: UTF8.self)
      position = end + 1
      if !plain.isEmpty { parts.append(.bytes(plain)) }
      plain.removeAll()
      if let index = netlist.names.find(name).flatMap({ netlist.portIndex($0, of: id) }) {
        parts.append(.port(index))
        isFilled[index] = true
      } else if let index = parameters.firstIndex(where: { netlist.names[$0.name] == name }) {
        parts.append(.parameter(index))
        isFilled[ports.count + index] = true
      } else {
        let known = ports.map { netlist.names[$0.name] } + parameters.map { netlist.names[$0.name] }
        throw failure("is a hole \(Identifier.quoted(name)), and there are \(known.joined(separator: ", "))")
      }
    }
    if !plain.isEmpty { parts.append(.bytes(plain)) }
    if let index = isFilled.firstIndex(of: false) {
      let name = index < ports.count ? ports[index].name : parameters[index - ports.count].name
      throw failure(
        "is no hole for \(index < ports.count ? "port" : "parameter") \(Identifier.quoted(netlist.names[name]))",
        fix: "write {\(netlist.names[name])} where it stands, or do not declare it")
    }
    (self.text, self.parts, self.variables) = (text, parts, variables)
  }

  /// The text without empty lines around it, and without the spaces that all lines begin with.
  private static func dedented(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
      var line = line
      while let last = line.last, last == 32 || last == 9 || last == 13 { line.removeLast() }
      return line
    }
    while let first = lines.first, first.isEmpty { lines.removeFirst() }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    let indents: [Int] = lines.filter { !$0.isEmpty }.map { line in line.prefix(while: { $0 == 32 }).count }
    let common = indents.min() ?? 0
    return Array(lines.map { $0.dropFirst(common) }.joined(separator: [10]))
  }
}
