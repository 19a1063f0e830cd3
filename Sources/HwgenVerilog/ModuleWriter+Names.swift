import HwgenNetlist
import HwgenSupport

/// The map from the names of a text to what they are called, of which type they are and where they come from.
extension VerilogPrinter {
  /// Writes the map as JSON: `{"modules": {"Add_16": {"identity": …, "place": …, "signals": {…}, "instances": {…}}}}`.
  ///
  /// A signal has its `kind`, its `type` as text, its `name` if the user gave it one, and its `place` if the host told:
  /// `{"file": "add.py", "line": 12}`. The kinds are `input`, `output`, `inout`, `wire`, `register`, `memory`, which also has its
  /// `depth` in words, `constant`, a `localparam`, `value`, `loop`, the variable of a loop that sets memories at
  /// power-up, `parameter`, a late one, and `label`, of a concurrent assertion, which the text of other options has not. An instance has `name`, `place` and the `module` that it is of. Everything that the text declares is there,
  /// in its order of making, but for what inline Verilog declares. Same bytes for same designs.
  public func nameMap(to writer: inout ByteWriter) {
    let modules = ModuleWriter(self, noting: nil)
    writer.write("{\"modules\": {")
    var isFirst = true
    for (position, id) in design.modules.enumerated() where !design.netlist[id].isExternal {
      writer.write(isFirst ? "\n" : ",\n")
      isFirst = false
      modules.writeMap(of: id, named: moduleNames[position], to: &writer)
    }
    writer.write("\n}}\n")
  }
}

extension ModuleWriter {
  fileprivate func writeMap(of id: ModuleID, named name: String, to writer: inout ByteWriter) {
    prepare(id)
    findConstants()
    writer.write("  ")
    writer.write(json: name)
    writer.write(": {\"identity\": ")
    writer.write(json: netlist.names[netlist[id].identity])
    write(place: netlist[id].location, to: &writer)
    writer.write(", \"signals\": {")
    var isFirst = true
    for parameter in lowered.late?.parameters ?? [] {
      writer.write(isFirst ? "\n    " : ",\n    ")
      isFirst = false
      writer.write(json: netlist.names[parameter.name])
      writer.write(": {\"kind\": \"parameter\", \"type\": \"SInt(32)\"")
      write(name: parameter.name, to: &writer)
      writer.write("}")
    }
    var isWritten = ContiguousArray(filledWith: false, count: lowered.names.entries.count)
    for net in lowered.cells.indices where lowered.cells[net].operation != .instance {
      guard lowered.flags[net].contains([.live, .named]) || net < lowered.portCount,
        lowered.name[net] != LoweredModule.none
      else { continue }
      // Nets that share a name are one.
      let entry = Int(lowered.names.entries[Int(lowered.name[net])].same)
      if isWritten[entry] { continue }
      isWritten[entry] = true
      write(entry: lowered.name[net], isFirst: isFirst, to: &writer)
      isFirst = false
      let cell = lowered.cells[net]
      writer.write("\"kind\": \"")
      switch cell.operation {
      case .input: writer.write("input")
      case .output: writer.write("output")
      case .inout: writer.write("inout")
      case .wire: writer.write("wire")
      case .register: writer.write("register")
      case .memory: writer.write("memory")
      default: writer.write(isConstant(net) ? "constant" : "value")
      }
      writer.write("\", \"type\": ")
      writer.write(json: netlist.types.text(cell.type))
      if cell.operation == .memory {
        writer.write(", \"depth\": ")
        writer.write(decimal: lowered.memories[Int(cell.auxiliary)].depth)
      }
      write(name: cell.name, to: &writer)
      write(place: cell.location, to: &writer)
      writer.write("}")
    }
    if lowered.loopName != LoweredModule.none {
      write(entry: lowered.loopName, isFirst: isFirst, to: &writer)
      isFirst = false
      writer.write("\"kind\": \"loop\", \"type\": \"SInt(32)\"}")
    }
    for pin in lowered.unusedOutputs + lowered.signedPins {
      let cell = lowered.cells[Int(pin.instance)]
      let port = netlist.port(Int(pin.port), of: ModuleID(raw: cell.auxiliary))
      write(entry: pin.name, isFirst: isFirst, to: &writer)
      isFirst = false
      writer.write("\"kind\": \"value\", \"type\": ")
      writer.write(json: netlist.types.text(port.type))
      write(place: cell.location, to: &writer)
      writer.write("}")
    }
    for check in lowered.checks where check.kind != .print && lowered.isOn(check) {
      let (net, cell) = (check.net.index, lowered.cells[check.net.index])
      if lowered.name[net] == LoweredModule.none { continue }
      write(entry: lowered.name[net], isFirst: isFirst, to: &writer)
      isFirst = false
      writer.write("\"kind\": \"label\", \"type\": \"Bit\"")
      write(name: cell.name, to: &writer)
      write(place: cell.location, to: &writer)
      writer.write("}")
    }
    writer.write(isFirst ? "}, \"instances\": {" : "\n  }, \"instances\": {")
    isFirst = true
    for instance in lowered.instances where lowered.inline(of: Int(instance)) == nil {
      let cell = lowered.cells[Int(instance)]
      write(entry: lowered.name[Int(instance)], isFirst: isFirst, to: &writer)
      isFirst = false
      writer.write("\"module\": ")
      writer.write(json: moduleName(ModuleID(raw: cell.auxiliary)))
      write(name: cell.name, to: &writer)
      write(place: cell.location, to: &writer)
      writer.write("}")
    }
    writer.write(isFirst ? "}}" : "\n  }}")
  }

  private func write(entry: UInt32, isFirst: Bool, to writer: inout ByteWriter) {
    writer.write(isFirst ? "\n    \"" : ",\n    \"")
    lowered.names.write(entry, to: &writer)
    writer.write("\": {")
  }

  private func write(name: NameID, to writer: inout ByteWriter) {
    if name.isNone { return }
    writer.write(", \"name\": ")
    writer.write(json: netlist.names[name])
  }

  private func write(place: LocationID, to writer: inout ByteWriter) {
    guard let place = netlist.locations[place] else { return }
    writer.write(", \"place\": {\"file\": ")
    writer.write(json: place.file)
    writer.write(", \"line\": ")
    writer.write(decimal: place.line)
    writer.write("}")
  }
}
