public import CHwgen
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog

// Circuits: requests, queries, elaboration, Verilog.

@c @implementation
public func hwgen_circuit_request(
  _ context: OpaquePointer?, _ generator: hwgen_generator, _ arguments: UnsafePointer<CChar>?,
  _ file: UnsafePointer<CChar>?, _ line: Int32, _ out_circuit: UnsafeMutablePointer<hwgen_circuit>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, at: file, line, out_error) { (box, location) throws(Failure) in
    let id = try box.generator(generator)
    let text = try hostBytes(arguments, "the text of the arguments")
    let out_circuit = try required(out_circuit, "out_circuit")
    out_circuit.pointee = hwgen_circuit(bits: box.handle(try box.context.circuit(id, text: text, at: location).raw))
  }
}

@c @implementation
public func hwgen_circuit_parse(
  _ context: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ file: UnsafePointer<CChar>?, _ line: Int32,
  _ out_circuit: UnsafeMutablePointer<hwgen_circuit>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, at: file, line, out_error) { (box, location) throws(Failure) in
    let out_circuit = try required(out_circuit, "out_circuit")
    let text = try box.string(required: text, "the text of a netlist")
    let circuit = try box.context.read(netlist: text, at: location)
    out_circuit.pointee = hwgen_circuit(bits: box.handle(circuit.raw))
  }
}

@c @implementation
public func hwgen_circuit_text(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ what: Int32, _ sink: hwgen_sink?,
  _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let id = try box.circuit(circuit)
    let text: String
    switch what {
    case HWGEN_TEXT_NAME: text = box.context.netlist.text(of: id)
    case HWGEN_TEXT_PARAMETERS: text = box.context.argumentText(of: id)
    case HWGEN_TEXT_INTERFACE: text = box.context.portText(of: id)
    case HWGEN_TEXT_MEMBERS: text = try box.context.memberText(of: id)
    case HWGEN_TEXT_MANIFEST: text = try box.context.manifest(of: id)
    case HWGEN_TEXT_LATE: text = box.context.netlist.lateText(of: id)
    case HWGEN_TEXT_NETLIST:
      let design = try box.context.elaborate(id)
      return try stream(to: sink, user) { design.write(to: &$0) }
    case HWGEN_TEXT_NETLIST_PLACES:
      let design = try box.context.elaborate(id)
      return try stream(to: sink, user) { design.write(to: &$0, locations: true) }
    case HWGEN_TEXT_NAME_MAP:
      let printer = try VerilogPrinter(try box.context.elaborate(id))
      return try stream(to: sink, user) { printer.nameMap(to: &$0) }
    case HWGEN_TEXT_SCHEMATIC:
      let printer = try VerilogPrinter(try box.context.elaborate(id))
      return try stream(to: sink, user) { printer.schematic(to: &$0) }
    default: throw Failure(.badEnumeration, "\(what) is no text of a circuit")
    }
    try stream(to: sink, user) { $0.write(string: text) }
  }
}

@c @implementation
public func hwgen_circuit_value(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ name: UnsafePointer<CChar>?, _ sink: hwgen_sink?,
  _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let value = try box.context.value(try box.string(required: name, "a name"), of: try box.circuit(circuit))
    let text = box.context.types.expressions.text(value)
    try stream(to: sink, user) { $0.write(string: text) }
  }
}

@c @implementation
public func hwgen_circuit_integer(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ name: UnsafePointer<CChar>?,
  _ out_value: UnsafeMutablePointer<Int64>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let name = try box.string(required: name, "a name")
    try required(out_value, "out_value").pointee = try box.integer(name, of: try box.circuit(circuit))
  }
}

extension ContextBox {
  /// An integer or boolean parameter or member as a machine word.
  func integer(_ name: String, of circuit: CircuitID) throws(Failure) -> Int64 {
    let expressions = context.types.expressions
    let value = try context.value(name, of: circuit)
    if let failure = context.lateValue(name, value, of: circuit) { throw failure }
    if let boolean = expressions.booleanValue(of: value) { return boolean ? 1 : 0 }
    guard let integer = expressions.integerValue(of: value) else {
      throw Failure(
        .wrongKind, "\(Identifier.quoted(name)) is \(expressions.text(value)), neither an integer nor a boolean")
    }
    guard let small = integer.small else {
      throw Failure(.resultTooLarge, "\(Identifier.quoted(name)) has \(integer.bitWidth) bits and does not fit 64")
    }
    return Int64(small)
  }
}

@c @implementation
public func hwgen_circuit_ports(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ ports: UnsafeMutablePointer<hwgen_port>?, _ capacity: Int,
  _ out_count: UnsafeMutablePointer<Int>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let declared = box.context.netlist.ports(of: try box.circuit(circuit))
    try list(declared, to: ports, capacity, out_count) { port in
      let name = box.lend(port.name)
      return hwgen_port(
        name: name.baseAddress, name_size: name.count - 1, type: hwgen_type(bits: box.handle(port.type.raw)),
        direction: Int32(port.direction.rawValue), width: Int32(box.context.types.width(of: port.type)))
    }
  }
}

@c @implementation
public func hwgen_circuit_elaborate(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    _ = try box.context.elaborate(try box.circuit(circuit))
  }
}

private func printer(
  _ box: ContextBox, _ circuit: hwgen_circuit, _ options: UnsafePointer<hwgen_verilog_options>?
) throws(Failure) -> VerilogPrinter {
  var chosen = VerilogOptions()
  if let options = options?.pointee {
    try checkSize(options.size, of: hwgen_verilog_options.self)
    switch options.profile {
    case HWGEN_PROFILE_VERILOG: chosen.profile = .verilog
    case HWGEN_PROFILE_SYSTEMVERILOG: chosen.profile = .systemVerilog
    default: throw Failure(.badEnumeration, "\(options.profile) is no profile")
    }
    chosen.provenance = options.provenance != 0
    chosen.header = options.header != 0
    chosen.concurrent = options.concurrent != 0
    chosen.libraryVersion = libraryVersion
  }
  return try VerilogPrinter(try box.context.elaborate(try box.circuit(circuit)), options: chosen)
}

@c @implementation
public func hwgen_circuit_verilog(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ options: UnsafePointer<hwgen_verilog_options>?,
  _ sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let printer = try printer(box, circuit, options)
    try stream(to: sink, user) { printer.print(to: &$0) }
  }
}

@c @implementation
public func hwgen_circuit_verilog_file(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ options: UnsafePointer<hwgen_verilog_options>?,
  _ path: UnsafePointer<CChar>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let path = try box.string(required: path, "the path")
    let printer = try printer(box, circuit, options)
    try printer.write(to: path)
  }
}

@c @implementation
public func hwgen_circuit_verilog_folder(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ options: UnsafePointer<hwgen_verilog_options>?,
  _ path: UnsafePointer<CChar>?, _ sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let path = try box.string(required: path, "the path")
    let list = try printer(box, circuit, options).write(toFolder: path)
    if let sink { try stream(to: sink, user) { for name in list { $0.write(string: name + "\n") } } }
  }
}

@c @implementation
public func hwgen_circuit_package(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ types: UnsafePointer<CChar>?, _ sink: hwgen_sink?,
  _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let types = try box.string(types) ?? ""
    let text = try printer(box, circuit, nil).package(types: types)
    try stream(to: sink, user) { $0.write(string: text) }
  }
}

// MARK: Types

@c @implementation
public func hwgen_type_parse(
  _ context: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ out_type: UnsafeMutablePointer<hwgen_type>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let type = try box.context.types.parseType(
      try box.string(required: text, "the text of a type"), scope: { _ in nil }, location: nil)
    try required(out_type, "out_type").pointee = hwgen_type(bits: box.handle(type.raw))
  }
}

@c @implementation
public func hwgen_type_text(
  _ context: OpaquePointer?, _ type: hwgen_type, _ sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let text = box.context.types.text(try box.type(type))
    try stream(to: sink, user) { $0.write(string: text) }
  }
}

@c @implementation
public func hwgen_type_width(_ context: OpaquePointer?, _ type: hwgen_type) -> Int32 {
  let width = try? ContextBox.with(context) { (box) throws(Failure) in
    Int32(box.context.types.width(of: try box.type(type)))
  }
  return width ?? -1
}

@c @implementation
public func hwgen_circuit_port(
  _ context: OpaquePointer?, _ circuit: hwgen_circuit, _ name: UnsafePointer<CChar>?, _ file: UnsafePointer<CChar>?,
  _ line: Int32, _ out_index: UnsafeMutablePointer<Int>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, at: file, line, out_error) { (box, location) throws(Failure) in
    let id = try box.circuit(circuit)
    let name = try box.string(required: name, "the name of a port")
    let out_index = try required(out_index, "out_index")
    out_index.pointee = try box.context.portIndex(name, of: id, at: box.context.locations[location])
  }
}
