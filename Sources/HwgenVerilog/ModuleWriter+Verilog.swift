import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Attributes, the parameters of external modules, and inline Verilog.
extension ModuleWriter {
  // MARK: Attributes

  /// A line above the module.
  func writeModuleAttributes(to writer: inout VerilogText) {
    if lowered.attributes.isEmpty { return }
    if write(lowered.attributes(of: NetID.none.raw), [], to: &writer) { writer.write("\n") }
  }

  /// A line above an instance.
  func writeAttributes(ofInstance instance: Int, to writer: inout VerilogText) {
    if lowered.attributes.isEmpty { return }
    if write(lowered.attributes(of: UInt32(instance)), [], to: &writer) { writer.write("\n  ") }
  }

  /// What stands before a declaration on its line.
  func writeAttributes(of net: Int, to writer: inout VerilogText) {
    if lowered.attributes.isEmpty { return }
    if write(lowered.attributes(of: UInt32(truncatingIfNeeded: net)), [], to: &writer) { writer.write(" ") }
  }

  /// The same for a port, with those of the register that it is.
  func writeAttributes(ofPort port: Int, to writer: inout VerilogText) {
    if lowered.attributes.isEmpty { return }
    let isRegister = lowered.flags[port].contains(.registerPort)
    let inner = isRegister ? lowered.attributes(of: lowered.target[port]) : []
    if write(lowered.attributes(of: UInt32(port)), inner, to: &writer) { writer.write(" ") }
  }

  /// `(* keep, ram_style = "block" *)`, with `more` whose names are not among the first. False for none.
  private func write(
    _ attributes: ArraySlice<Attribute>, _ more: ArraySlice<Attribute>, to writer: inout VerilogText
  ) -> Bool {
    if attributes.isEmpty, more.isEmpty { return false }
    var separator: StaticString = "(* "
    for (isMore, all) in [(false, attributes), (true, more)] {
      for attribute in all {
        if isMore, attributes.contains(where: { $0.name == attribute.name }) { continue }
        writer.write(separator)
        separator = ", "
        netlist.names.write(attribute.name, to: &writer.bytes)
        guard let value = attribute.value else { continue }
        writer.write(" = ")
        write(value, to: &writer)
      }
    }
    writer.write(" *)")
    return true
  }

  private func write(_ value: VerilogValue, to writer: inout VerilogText) {
    switch value {
    case .integer(let number):
      let expressions = netlist.types.expressions
      expressions.writeVerilog(expressions.integer(Int(number)), to: &writer.bytes)
    case .bit(let bit): writer.write(bit ? "1'b1" : "1'b0")
    case .bits(let bits): write(literal: bits, .number, to: &writer)
    case .expression(let e): netlist.types.expressions.writeVerilog(e, to: &writer.bytes)
    case .text(let text):
      writer.write(byte: UInt8(ascii: "\""))
      netlist.names.withBytes(of: text) { bytes in
        for (index, byte) in bytes.enumerated() {
          switch byte {
          case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            writer.write(byte: UInt8(ascii: "\\"))
            writer.write(byte: byte)
          // In an attribute iverilog takes the one for a macro, and verilator `*)` for its end.
          case UInt8(ascii: "`"): writer.write("\\140")
          case UInt8(ascii: "*") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ")"):
            writer.write("\\052")
          default: writer.write(byte: byte)
          }
        }
      }
      writer.write(byte: UInt8(ascii: "\""))
    }
  }

  // MARK: External modules

  /// What a module of the user's is called: an escaped identifier, which a space ends, if that is a reserved word.
  func write(escaped name: NameID, to writer: inout VerilogText) {
    if !netlist.names.isIdentifier(name) { writer.write(byte: UInt8(ascii: "\\")) }
    netlist.names.write(name, to: &writer.bytes)
  }

  /// `.a(`, or `.\do (`: the begin of a pin, or of a parameter's value.
  func write(pin name: NameID, to writer: inout VerilogText) {
    writer.write(byte: UInt8(ascii: "."))
    write(escaped: name, to: &writer)
    writer.write(netlist.names.isIdentifier(name) ? "(" : " (")
  }

  /// `#(.WIDTH(8), .INIT("x")) `, a line for each where there is more than a line of them.
  func writeParameters(of instance: Int, _ definition: ModuleID, to writer: inout VerilogText) {
    let parameters = verilogParameters(of: instance, definition)
    if parameters.isEmpty { return }
    let total = parameters.reduce(0) { $0 + netlist.names.length(of: $1.name) + 5 + length(of: $1.value) }
    let isLong = total > 90
    writer.write("#(")
    for (index, parameter) in parameters.enumerated() {
      if index > 0 { writer.write(byte: UInt8(ascii: ",")) }
      if isLong { writer.write("\n    ") } else if index > 0 { writer.write(" ") }
      write(pin: parameter.name, to: &writer)
      write(parameter.value, to: &writer)
      writer.write(byte: UInt8(ascii: ")"))
    }
    writer.write(isLong ? "\n  ) " : ") ")
  }

  /// What an instance gives; it has been found right when the instance was made.
  private func verilogParameters(of instance: Int, _ definition: ModuleID) -> [VerilogParameter] {
    if netlist.external(definition) == nil { return [] }
    let values = design.module(id)!.lateArguments(of: NetID(instance))
    return try! netlist.verilogParameters(of: definition, late: values)
  }

  /// Signed nets for the pins of an instance, and what they have to do with the nets of the design, which have no sign: an
  /// expression with one is no pin for yosys.
  func writeSigned(
    _ pins: ArraySlice<(instance: UInt32, port: UInt32, name: UInt32)>, to writer: inout VerilogText
  ) {
    for pin in pins {
      let (instance, index) = (Int(pin.instance), Int(pin.port))
      let cell = lowered.cells[instance]
      let definition = ModuleID(raw: cell.auxiliary)
      let port = netlist.port(index, of: definition)
      writer.write("  wire signed ")
      writeRange(of: port, instance, to: &writer)
      lowered.names.write(pin.name, to: &writer.bytes)
      if port.direction == .input {
        writer.write(" = ")
        let slot = Int(cell.firstOperand) + netlist.inputSlot(index, of: definition)
        writeSigned(lowered.operands[slot].index, to: &writer)
      } else {
        end(cell.location, to: &writer)
        writer.write("  assign ")
        write(name: Int(lowered.instanceOutputs[Int(lowered.target[instance]) + index]), to: &writer)
        writer.write(" = $unsigned(")
        lowered.names.write(pin.name, to: &writer.bytes)
        writer.write(")")
      }
      end(cell.location, to: &writer)
    }
  }

  /// `[7:0] ` for a pin of an instance, or nothing for a scalar.
  func writeRange(of port: Port, _ instance: Int, to writer: inout VerilogText) {
    let width = netlist.types.width(of: port.type)
    if width < 0 { return writeLateRange(of: port, instance, to: &writer) }
    if width == 1 { return }
    writer.write("[")
    writer.write(decimal: width - 1)
    writer.write(":0] ")
  }

  private func length(of value: VerilogValue) -> Int {
    switch value {
    case .integer: 4
    case .bit: 4
    case .bits(let bits): 4 + (bits.width + 3) / 4
    case .expression(let e): ByteWriter.string { netlist.types.expressions.writeVerilog(e, to: &$0) }.utf8.count
    case .text(let text): 2 + netlist.names.length(of: text)
    }
  }

  /// Writes inline Verilog in place of an instance: its lines, two spaces further in, with names in its holes.
  func write(_ inline: InlineVerilog, of instance: Int, to writer: inout VerilogText) {
    let definition = ModuleID(raw: lowered.cells[instance].auxiliary)
    let parameters = verilogParameters(of: instance, definition)
    if options.provenance, let place = netlist.locations[lowered.cells[instance].location] {
      writer.write("  // from ")
      writeComment(place.description, to: &writer)
      writer.write("\n")
    }
    var isAtStart = true
    func indent(to writer: inout VerilogText) {
      if isAtStart { writer.write("  ") }
      isAtStart = false
    }
    for part in inline.parts {
      switch part {
      case .bytes(let bytes):
        for byte in bytes {
          if byte == 10 {
            isAtStart = true
          } else {
            indent(to: &writer)
          }
          writer.write(byte: byte)
        }
      case .port(let port):
        indent(to: &writer)
        write(port: port, of: instance, definition, to: &writer)
      case .parameter(let index):
        indent(to: &writer)
        if case .expression(let e) = parameters[index].value {
          write(e, isOperand: true, to: &writer)
        } else {
          write(parameters[index].value, to: &writer)
        }
      }
    }
    writer.endLine()
  }

  /// The name of what a port of inline Verilog is connected with.
  private func write(port: Int, of instance: Int, _ definition: ModuleID, to writer: inout VerilogText) {
    if netlist.port(port, of: definition).direction.isOperand {
      let slot = Int(lowered.cells[instance].firstOperand) + netlist.inputSlot(port, of: definition)
      return write(read: lowered.operands[slot].index, .primary, to: &writer)
    }
    let unused = lowered.unusedOutputs.first { Int($0.instance) == instance && Int($0.port) == port }
    if let unused { return lowered.names.write(unused.name, to: &writer.bytes) }
    write(name: Int(lowered.instanceOutputs[Int(lowered.target[instance]) + port]), to: &writer)
  }
}
