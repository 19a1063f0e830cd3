import HwgenNetlist
import HwgenSupport

/// A schematic of one module, for Graphviz.
extension VerilogPrinter {
  /// Writes a module of the design, the root by default, as a graph in the DOT language: its ports, its instances with
  /// their pins, its registers, and a box for each named value with its expression. An edge of more than one bit tells its
  /// width; controls of registers are dashed. Names are those of the text. External modules are one box with their ports.
  public func schematic(of module: ModuleID? = nil, to writer: inout ByteWriter) {
    let id = module ?? design.root
    writer.write("digraph ")
    writer.write(quoted: moduleNames[design.position(of: id)!])
    writer.write(
      """
       {
        rankdir=LR
        graph [fontname="Helvetica", fontsize=11]
        node [fontname="Helvetica", fontsize=11, shape=box, height=0.3, style=filled, fillcolor=white]
        edge [fontname="Helvetica", fontsize=9, arrowsize=0.6, color="#555555"]

      """)
    if design.netlist.module(id) != nil {
      var modules = ModuleWriter(self, noting: nil)
      modules.writeSchematic(of: id, to: &writer)
    }
    writer.write("}\n")
  }
}

extension ModuleWriter {
  /// The longest expression that a box shows in full.
  private static let maximumLabel = 60

  fileprivate mutating func writeSchematic(of id: ModuleID, to writer: inout ByteWriter) {
    prepare(id)
    var isWritten = ContiguousArray(filledWith: false, count: lowered.names.entries.count)
    for port in 0..<lowered.portCount {
      writer.write("  ")
      write(node: port, to: &writer)
      writer.write(" [shape=cds, fillcolor=\"")
      writer.write(lowered.cells[port].operation == .input ? "#dbeafe" : "#dcfce7")
      writer.write("\", label=")
      writer.write(quoted: netlist.names[netlist.port(port, of: id).name])
      writer.write("]\n")
    }
    for instance in lowered.instances { write(instance: Int(instance), to: &writer) }
    for net in lowered.cells.indices where lowered.flags[net].contains([.live, .named]) {
      let operation = lowered.cells[net].operation
      guard operation != .input, operation != .instance, operation != .instanceOutput, lowered.reading[net] == .plain,
        !isWritten[entry(net)]
      else { continue }
      isWritten[entry(net)] = true
      if operation == .output || operation == .wire && lowered.flags[net].contains(.drivenByInstance) {
        if operation == .wire { write(value: net, to: &writer) }
        if !lowered.flags[net].isDisjoint(with: [.drivenByInstance, .registerPort]) { continue }
      } else {
        write(value: net, to: &writer)
      }
      writeEdges(into: net, to: &writer)
    }
    for register in lowered.registers where lowered.flags[Int(register)].contains(.registerPort) {
      write(value: Int(register), to: &writer)
      writeEdges(into: Int(register), to: &writer)
      writer.write("  ")
      write(node: Int(register), to: &writer)
      writer.write(" -> ")
      write(node: Int(lowered.target[Int(register)]), to: &writer)
      writeWidth(Int(register), to: &writer)
    }
  }

  private func entry(_ net: Int) -> Int { Int(lowered.names.entries[Int(lowered.name[net])].same) }

  /// Where a net stands in the graph: ports and what has a name by that, the rest by its number.
  private func write(node net: Int, to writer: inout ByteWriter) {
    let cell = lowered.cells[net]
    if cell.operation == .instanceOutput {
      writer.write("i")
      writer.write(decimal: lowered.operand(net, 0))
      writer.write(":o")
      return writer.write(decimal: Int(cell.auxiliary))
    }
    let isOwn = net < lowered.portCount || cell.operation == .register || !lowered.flags[net].contains(.named)
    writer.write(net < lowered.portCount ? "p" : isOwn ? "x" : "n")
    writer.write(decimal: isOwn ? net : entry(net))
  }

  /// The box of a value, a wire or a register.
  private func write(value net: Int, to writer: inout ByteWriter) {
    let operation = lowered.cells[net].operation
    writer.write("  ")
    write(node: net, to: &writer)
    writer.write(" [")
    if operation == .register { writer.write("fillcolor=\"#fef3c7\", ") }
    writer.write("label=")
    var label = ByteWriter.string { lowered.names.write(lowered.name[net], to: &$0) }
    if operation == .register {
      label += "\n▷ \(read(lowered.operand(net, 0)))"
    } else if lowered.isBlock(net), operation == .replace {
      label +=
        " = \(read(lowered.operand(net, 0)))\n[\(read(lowered.operand(net, 1)))] = \(read(lowered.operand(net, 2)))"
    } else if lowered.isBlock(net) {
      label += "\ncase (\(read(lowered.operand(net, 0))))"
    } else if operation != .wire {
      label += " =\n\(shortened { write(expression: net, .root, to: &$0) })"
    }
    writer.write(quoted: label)
    writer.write("]\n")
  }

  private func read(_ net: Int) -> String { shortened { write(read: net, .root, to: &$0) } }

  /// A text as it stands in the Verilog, cut where it is long.
  private func shortened(_ write: (inout VerilogText) -> Void) -> String {
    let text = ByteWriter.string { bytes in
      var text = VerilogText(bytes)
      text.mayWrap = false
      write(&text)
      bytes = text.finish()
    }
    return text.count <= ModuleWriter.maximumLabel ? text : text.prefix(ModuleWriter.maximumLabel - 1) + "…"
  }

  // MARK: Instances

  /// The box of an instance with its pins, and the edges into it.
  private func write(instance: Int, to writer: inout ByteWriter) {
    let cell = lowered.cells[instance]
    let definition = ModuleID(raw: cell.auxiliary)
    let ports = netlist.ports(of: definition)
    func fields(_ direction: PortDirection, _ letter: String) -> String {
      let fields = ports.indices.filter { ports[$0].direction == direction }
        .map { "<\(letter)\($0)> \(netlist.names[ports[$0].name])" }
      return "{\(fields.joined(separator: "|"))}"
    }
    let name = ByteWriter.string { lowered.names.write(lowered.name[instance], to: &$0) }
    writer.write("  i")
    writer.write(decimal: instance)
    writer.write(" [shape=record, fillcolor=\"#f3f4f6\", label=")
    writer.write(
      quoted: "{\(fields(.input, "i"))|\(name)\\n\(moduleName(definition))|\(fields(.output, "o"))}")
    writer.write("]\n")
    var operand = Int(cell.firstOperand)
    for (index, port) in ports.enumerated() {
      if port.direction == .input {
        writeEdge(from: lowered.operands[operand].index, into: "i\(instance):i\(index)", to: &writer)
        operand += 1
        continue
      }
      let net = lowered.instanceOutputs[Int(lowered.target[instance]) + index]
      guard net != LoweredModule.none, lowered.cells[Int(net)].operation != .instanceOutput else { continue }
      writer.write("  i")
      writer.write(decimal: instance)
      writer.write(":o")
      writer.write(decimal: index)
      writer.write(" -> ")
      write(node: Int(net), to: &writer)
      writeWidth(Int(net), to: &writer)
    }
  }

  // MARK: Edges

  /// The edges into a value, a wire, an output or a register.
  private func writeEdges(into net: Int, to writer: inout ByteWriter) {
    let node = ByteWriter.string { write(node: net, to: &$0) }
    switch lowered.cells[net].operation {
    case .register:
      if !lowered.isHeld(net) {
        for drive in lowered.driveRange(net) {
          writeEdge(from: lowered.drives[drive].value.index, into: node, to: &writer)
        }
      }
      if let enable = lowered.control(net, .enable) {
        writeEdge(from: enable, into: node, label: "enable", to: &writer)
      }
      if let reset = lowered.control(net, .reset) { writeEdge(from: reset, into: node, label: "reset", to: &writer) }
    case .wire, .output:
      for drive in lowered.driveRange(net) {
        let drive = lowered.drives[drive]
        let isWhole = drive.width == lowered.width[net]
        let bits = drive.width == 1 ? "[\(drive.low)]" : "[\(drive.low + drive.width - 1):\(drive.low)]"
        writeEdge(from: drive.value.index, into: node, bits: isWhole ? nil : bits, to: &writer)
      }
    default: for source in sources(of: net) { writeEdge(named: source, into: node, to: &writer) }
    }
  }

  /// The named nets that the expression of a net reads, each once, in order.
  private func sources(of net: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = []
    var pending = [net]
    var isFirst = true
    while let next = pending.popLast() {
      let net = isFirst ? next : lowered.resolved(next)
      if seen.contains(net) { continue }
      seen.insert(net)
      if !isFirst, lowered.flags[net].contains(.named) {
        found.append(net)
        continue
      }
      isFirst = false
      switch lowered.reading[net] {
      case .slice: pending.append(Int(lowered.target[net]))
      case .alias: pending.append(lowered.resolved(net))
      case .zero: break
      case .plain:
        switch lowered.cells[net].operation {
        case .wire: pending += lowered.driveRange(net).map { lowered.drives[$0].value.index }.reversed()
        case .input, .register, .literal, .instance, .instanceOutput: break
        default: pending += lowered.operandRange(net).map { lowered.operands[$0].index }.reversed()
        }
      }
    }
    return found
  }

  /// An edge from what a net reads as: a named net, or a box with the expression for what has no name.
  private func writeEdge(
    from net: Int, into node: String, label: String? = nil, bits: String? = nil, to writer: inout ByteWriter
  ) {
    let net = lowered.resolved(net)
    if lowered.flags[net].contains(.named) {
      return writeEdge(named: net, into: node, label: label, bits: bits, to: &writer)
    }
    let box = "e_\(String(node.map { $0 == ":" ? "_" : $0 }))_\(net)"
    writer.write("  ")
    writer.write(string: box)
    writer.write(" [shape=plaintext, fillcolor=transparent, label=")
    writer.write(quoted: read(net))
    writer.write("]\n")
    for source in sources(of: net) { writeEdge(named: source, into: box, to: &writer) }
    writer.write("  ")
    writer.write(string: box)
    writer.write(" -> ")
    writer.write(string: node)
    writeAttributes(of: net, label, bits, to: &writer)
  }

  private func writeEdge(
    named net: Int, into node: String, label: String? = nil, bits: String? = nil, to writer: inout ByteWriter
  ) {
    writer.write("  ")
    write(node: net, to: &writer)
    writer.write(" -> ")
    writer.write(string: node)
    writeAttributes(of: net, label, bits, to: &writer)
  }

  private func writeWidth(_ net: Int, to writer: inout ByteWriter) { writeAttributes(of: net, nil, nil, to: &writer) }

  private func writeAttributes(of net: Int, _ label: String?, _ bits: String?, to writer: inout ByteWriter) {
    let width = lowered.width[net] > 1 ? "\(lowered.width[net])" : nil
    if let label {
      writer.write(" [style=dashed, label=")
      writer.write(quoted: label)
      writer.write("]")
    } else if let text = bits ?? width {
      writer.write(" [label=")
      writer.write(quoted: text)
      writer.write("]")
    }
    writer.write("\n")
  }
}

extension ByteWriter {
  /// A string of the DOT language, in quotes.
  fileprivate mutating func write(quoted text: String) {
    write(byte: UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): write("\\\"")
      case UInt8(ascii: "\n"): write("\\n")
      case 0..<32: write(byte: UInt8(ascii: " "))
      default: write(byte: byte)
      }
    }
    write(byte: UInt8(ascii: "\""))
  }
}
