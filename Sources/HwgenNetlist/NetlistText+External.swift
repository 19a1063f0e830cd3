import HwgenBits
import HwgenSupport
import HwgenTypes

/// External modules and attributes in the netlist's text.
extension NetlistTextWriter {
  func write(_ external: ExternalModule, of id: ModuleID, to writer: inout ByteWriter) {
    let ports = netlist.ports(of: id)
    for parameter in external.parameters {
      writer.write("  parameter ")
      netlist.names.write(parameter.name, to: &writer)
      if case .bits(let bits) = parameter.value {
        writer.write(": Bits(")
        writer.write(decimal: bits.width)
        writer.write(")")
      }
      writer.write(" = ")
      write(parameter.value, to: &writer)
      writer.write("\n")
    }
    for (output, inputs) in external.paths.enumerated() {
      guard let inputs else { continue }
      writer.write("  path ")
      netlist.names.write(ports[output].name, to: &writer)
      writer.write(" from")
      write(inputs, of: ports, to: &writer)
      writer.write("\n")
    }
    for domain in external.domains {
      writer.write("  domain ")
      netlist.names.write(ports[domain.clock].name, to: &writer)
      write(domain.ports, of: ports, to: &writer)
      writer.write("\n")
    }
    if let source = external.source {
      writer.write("  source ")
      writer.write(string: TextScanner.quoted(source.file.isNone ? "" : netlist.names[source.file]))
      writer.write(" ")
      writer.write(string: TextScanner.quoted(netlist.names[source.text]))
      writer.write("\n")
    }
    if let inline = external.inline {
      writer.write("  verilog ")
      writer.write(string: TextScanner.quoted(netlist.names[inline.text]))
      if !inline.variables.isEmpty {
        writer.write(" variable")
        write(inline.variables, of: ports, to: &writer)
      }
      writer.write("\n")
    }
  }

  /// ` (a, b)`.
  private func write(_ indices: [Int], of ports: Netlist.Ports, to writer: inout ByteWriter) {
    writer.write(" (")
    for (position, index) in indices.enumerated() {
      if position > 0 { writer.write(", ") }
      netlist.names.write(ports[index].name, to: &writer)
    }
    writer.write(")")
  }

  func write(_ attribute: Attribute, of module: Module, to writer: inout ByteWriter) {
    writer.write("  attribute ")
    if attribute.target == .none { writer.write("module") } else { write(attribute.target, of: module, to: &writer) }
    writer.write(" ")
    netlist.names.write(attribute.name, to: &writer)
    if let value = attribute.value {
      writer.write(" = ")
      write(value, to: &writer)
    }
    writer.write("\n")
  }

  private func write(_ value: VerilogValue, to writer: inout ByteWriter) {
    switch value {
    case .integer(let number): writer.write(string: "\(number)")
    case .bit(let bit): writer.write(bit ? "true" : "false")
    case .bits(let bits): write(bits, as: .bit, to: &writer)
    case .text(let text): writer.write(string: TextScanner.quoted(netlist.names[text]))
    case .expression(let e): netlist.types.expressions.write(e, to: &writer)
    }
  }
}

extension NetlistTextParser {
  /// What stands behind the ports of an external module, up to its end.
  func readExternal() throws(Failure) -> ExternalText {
    var told = ExternalText()
    while !scanner.take("}") {
      if scanner.takeKeyword("parameter") {
        told.parameters.append(try parameter())
      } else if scanner.takeKeyword("path") {
        let output = try portName()
        guard scanner.takeKeyword("from") else { throw scanner.failure("expected `from`\(scanner.found())") }
        told.paths.append((output, try portNames()))
      } else if scanner.takeKeyword("domain") {
        let clock = try portName()
        told.domains.append((clock, try portNames()))
      } else if told.source == nil, scanner.takeKeyword("source") {
        scanner.skipSpace()
        let position = scanner.position
        let file = try text("the name of a file")
        let content = types.names.intern(try text("the text of a file"))
        do {
          told.source = try VerilogSource(
            file: file.isEmpty ? nil : file, text: content, in: types.names, at: scanner.location)
        } catch { throw placed(error, at: position) }
      } else if told.inline == nil, scanner.takeKeyword("verilog") {
        told.inline = types.names.intern(try text("a text of Verilog"))
        if scanner.takeKeyword("variable") { told.variables = try portNames() }
      } else {
        throw scanner.failure("expected `}`\(scanner.found())")
      }
    }
    return told
  }

  private func text(_ what: String) throws(Failure) -> String {
    guard let text = try scanner.stringLiteral() else {
      throw scanner.failure("expected \(what) in quotes\(scanner.found())")
    }
    return text
  }

  private func portName() throws(Failure) -> NameID {
    types.names.intern(try scanner.expectIdentifier("the name of a port"))
  }

  /// `(a, b)`.
  private func portNames() throws(Failure) -> [NameID] {
    var result: [NameID] = []
    try scanner.expect("(")
    if scanner.take(")") { return result }
    repeat { result.append(try portName()) } while scanner.take(",")
    try scanner.expect(")")
    return result
  }

  private func parameter() throws(Failure) -> VerilogParameter {
    let name = types.names.intern(try scanner.expectIdentifier("the name of a Verilog parameter"))
    guard scanner.take(":") else {
      try scanner.expect("=")
      guard let late else { return VerilogParameter(name: name, value: try VerilogValue(&scanner, in: types.names)) }
      scanner.skipSpace()
      let position = scanner.position
      let e = try types.expressions.parseExpression(&scanner, scope: late.scope(in: types))
      guard let value = VerilogValue(e, in: types) else {
        throw scanner.failure("expected a string in quotes, a boolean, or a number of 32 bits", at: position)
      }
      return VerilogParameter(name: name, value: value)
    }
    guard scanner.takeKeyword("Bits") else { throw scanner.failure("expected `Bits`\(scanner.found())") }
    try scanner.expect("(")
    let width = Int(try number("a width"))
    try scanner.expect(")")
    try scanner.expect("=")
    let position = scanner.position
    guard width >= 1, width <= TypeStore.maximumWidth else {
      throw scanner.failure("a number of \(width) bits", at: position, code: .badWidth)
    }
    if let digits = try scanner.stringLiteral() {
      guard digits.utf8.count == (width + 3) / 4, let bits = Integer(parsing: "0x" + digits), bits.bitWidth <= width
      else {
        throw scanner.failure("expected the \((width + 3) / 4) hexadecimal digits of \(width) bits", at: position)
      }
      return VerilogParameter(name: name, value: .bits(BitVector(width: width, unsigned: bits)))
    }
    guard let value = try scanner.integerLiteral() else { throw scanner.failure("expected a number\(scanner.found())") }
    guard let bits = BitVector(exactly: value, width: width, signed: false) else {
      throw scanner.failure("a number that does not fit \(width) bits", at: position, code: .literalRange)
    }
    return VerilogParameter(name: name, value: .bits(bits))
  }
}

extension NetlistTextBody {
  /// `attribute module keep`, `attribute %4 async_reg = "true"`, `attribute q keep`.
  mutating func attribute() throws(Failure) {
    text.scanner.skipSpace()
    let position = text.scanner.position
    let target = text.scanner.takeKeyword("module") ? NetID.none : try net()
    let name = text.types.names.intern(try text.scanner.expectIdentifier("the name of an attribute"))
    var value: VerilogValue?
    if text.scanner.take("=") { value = try VerilogValue(&text.scanner, in: text.types.names) }
    do { try builder.setAttribute(name, value, of: target) } catch { throw text.placed(error, at: position) }
  }
}
