import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A schematic of one module, for Graphviz.
extension VerilogPrinter {
  /// Writes a module of the design, the root by default, as a graph in the DOT language: its ports, its instances with
  /// their pins, its registers and memories, and a box for each named value with its expression. An edge of more than one
  /// bit tells its width; what says when, or where, is dashed: controls, addresses, and conditions. A constant has no box. Assertions
  /// and prints are octagons with their messages. Names are those of the text. External modules are one box with their ports.
  public func schematic(of module: ModuleID? = nil, to writer: inout ByteWriter) {
    let id = module ?? design.root
    var text = SchematicText(writer)
    text.write("digraph ")
    text.write(quoted: moduleNames[design.position(of: id)!])
    text.write(
      """
       {
        rankdir=LR
        graph [fontname="Helvetica", fontsize=11]
        node [fontname="Helvetica", fontsize=11, shape=box, height=0.3, style=filled, fillcolor=white]
        edge [fontname="Helvetica", fontsize=9, arrowsize=0.6, color="#555555"]

      """)
    if design.module(id) != nil {
      let modules = ModuleWriter(self, noting: nil)
      modules.writeSchematic(of: id, to: &text)
    }
    text.write("}\n")
    writer = text.finish()
  }
}

/// What stands at an edge.
private struct EdgeNote {
  /// What a control is for: such an edge is dashed.
  var control: String?
  /// The bits of the target that are driven, if not all.
  var bits: String?
}

extension ModuleWriter {
  /// The longest expression that a box shows in full.
  private static let maximumLabel = 60

  fileprivate func writeSchematic(of id: ModuleID, to text: inout SchematicText) {
    prepare(id)
    findConstants()
    for port in 0..<lowered.portCount {
      text.write("  \(node(port)) [shape=cds, fillcolor=\"")
      text.write(
        lowered.cells[port].operation == .input
          ? "#dbeafe" : lowered.cells[port].operation == .output ? "#dcfce7" : "#ede9fe")
      text.write("\", label=")
      text.write(quoted: netlist.names[netlist.port(port, of: id).name])
      text.write("]\n")
    }
    for instance in lowered.instances { write(instance: Int(instance), to: &text) }
    var isWritten = ContiguousArray(filledWith: false, count: lowered.names.entries.count)
    for net in lowered.cells.indices where lowered.flags[net].contains([.live, .named]) && !isConstant(net) {
      if isWritten[entry(net)] { continue }
      isWritten[entry(net)] = true
      switch lowered.cells[net].operation {
      case .input, .inout, .instance: continue
      case .output:
        if lowered.flags[net].contains(.registerPort) {
          let inner = Int(lowered.target[net])
          write(value: inner, to: &text)
          writeEdges(into: inner, to: &text)
          writeEdge(named: inner, into: node(net), to: &text)
          continue
        }
      case .instanceOutput:
        // A pin of its instance, unless the user gave it a name.
        guard lowered.reading[net] == .plain, Int(lowered.target[net]) == net, lowered.hasUserName(net) else {
          continue
        }
        write(value: net, to: &text)
        text.write("  \(pin(of: net)) -> \(node(net))")
        writeAttributes(of: net, EdgeNote(), to: &text)
        continue
      default: write(value: net, to: &text)
      }
      if !lowered.flags[net].contains(.drivenByInstance) { writeEdges(into: net, to: &text) }
    }
    for check in lowered.checks where lowered.isOn(check) { write(check: check, to: &text) }
  }

  /// The box of an assertion, a cover or a print, and the edges into it.
  private func write(check: Check, to text: inout SchematicText) {
    let node = "c\(check.net.index)"
    let message = check.message.isNone ? "" : "\n\(cut(netlist.names[check.message]))"
    text.write("  \(node) [shape=octagon, label=")
    text.write(quoted: "\(check.kind.keyword)\(message)")
    text.write("]\n")
    let first = Int(lowered.cells[check.net.index].firstOperand)
    if lowered.operands[first + 2] != .none {
      writeEdge(from: lowered.operands[first + 2].index, into: node, to: &text)
    }
    var drawn: Set<Int> = []
    for position in lowered.operandRange(check.net.index).dropFirst(Check.ownOperands) {
      let value = lowered.resolved(lowered.operands[position].index)
      if drawn.insert(value).inserted { writeEdge(from: value, into: node, to: &text) }
    }
    let reset = lowered.edge(of: check).reset.net
    if reset != LoweredModule.none {
      writeEdge(from: Int(reset), into: node, EdgeNote(control: "reset"), to: &text)
    }
    var last: [UInt32: UInt32] = [:]
    var branch = check.branch
    while branch != Branch.none {
      let choice = lowered.branches[Int(branch)].choice
      last[choice] = branch
      branch = lowered.choices[Int(choice)].parent
    }
    writeConditions(last, into: node, to: &text)
  }

  private func entry(_ net: Int) -> Int { Int(lowered.names.entries[Int(lowered.name[net])].same) }

  /// Where a net stands in the graph: ports and what has a name by that, the rest by its number.
  private func node(_ net: Int) -> String {
    if net < lowered.portCount { return "p\(net)" }
    let cell = lowered.cells[net]
    if cell.operation == .instanceOutput, lowered.reading[net] == .plain, !lowered.hasUserName(net) {
      return pin(of: net)
    }
    return cell.operation == .register || lowered.flags[net].contains(.registerPort) ? "x\(net)" : "n\(entry(net))"
  }

  private func pin(of output: Int) -> String {
    "i\(lowered.operand(output, 0)):o\(lowered.cells[output].auxiliary)"
  }

  /// The box of a value, a wire, a register or a memory.
  private func write(value net: Int, to text: inout SchematicText) {
    let cell = lowered.cells[net]
    var label = ByteWriter.string { lowered.names.write(lowered.name[net], to: &$0) }
    var color: String?
    if lowered.reading[net] != .plain {
      label += " =\n\(expression(net))"
    } else {
      switch cell.operation {
      case .register:
        color = "#fef3c7"
        label += "\n▷ \(read(lowered.operand(net, 0)))"
      case .memory:
        color = "#fef3c7"
        label += "\n\(lowered.memories[Int(cell.auxiliary)].depth) × \(netlist.types.text(cell.type))"
      case .replace:
        label +=
          " = \(read(lowered.operand(net, 0)))\n[\(read(lowered.operand(net, 1)))] = \(read(lowered.operand(net, 2)))"
      case .choose: label += "\ncase (\(read(lowered.operand(net, 0))))"
      case .wire, .instanceOutput: break
      default: label += " =\n\(expression(net))"
      }
    }
    text.write(box: node(net), color: color, label: label)
  }

  private func read(_ net: Int) -> String { shortened { write(read: net, .root, to: &$0) } }
  private func expression(_ net: Int) -> String { shortened { write(expression: net, .root, to: &$0) } }

  /// A text as it stands in the Verilog, cut where it is long.
  private func shortened(_ write: (inout VerilogText) -> Void) -> String {
    let text = ByteWriter.string { bytes in
      var text = VerilogText(bytes)
      text.mayWrap = false
      write(&text)
      bytes = text.finish()
    }
    return cut(text)
  }

  private func cut(_ text: String) -> String {
    text.count <= ModuleWriter.maximumLabel ? text : text.prefix(ModuleWriter.maximumLabel - 1) + "…"
  }

  // MARK: Instances

  /// The box of an instance with its pins, the edges into it, and those to what it drives directly.
  private func write(instance: Int, to text: inout SchematicText) {
    let cell = lowered.cells[instance]
    let definition = ModuleID(raw: cell.auxiliary)
    let ports = netlist.ports(of: definition)
    func fields(_ direction: PortDirection, _ letter: String) -> String {
      let fields = ports.indices.filter { ports[$0].direction.isOperand == direction.isOperand }
        .map { "<\(letter)\($0)> \(netlist.names[ports[$0].name])" }
      return "{\(fields.joined(separator: "|"))}"
    }
    let name = ByteWriter.string { lowered.names.write(lowered.name[instance], to: &$0) }
    text.write("  i\(instance) [shape=record, fillcolor=\"#f3f4f6\", label=")
    text.write(quoted: "{\(fields(.input, "i"))|\(name)\n\(moduleName(definition))|\(fields(.output, "o"))}")
    text.write("]\n")
    var operand = Int(cell.firstOperand)
    for (index, port) in ports.enumerated() {
      if port.direction.isOperand {
        writeEdge(from: lowered.operands[operand].index, into: "i\(instance):i\(index)", to: &text)
        operand += 1
        continue
      }
      let output = lowered.instanceOutputs[Int(lowered.target[instance]) + index]
      guard output != LoweredModule.none, case let net = Int(lowered.target[Int(output)]),
        lowered.flags[net].contains(.drivenByInstance)
      else { continue }
      text.write("  \(pin(of: Int(output))) -> \(node(net))")
      writeAttributes(of: net, EdgeNote(), to: &text)
    }
  }

  // MARK: Edges

  /// The edges into a value, a wire, an output, a register or a memory.
  private func writeEdges(into net: Int, to text: inout SchematicText) {
    let node = node(net)
    guard lowered.reading[net] == .plain else { return writeSources(of: net, into: node, to: &text) }
    switch lowered.cells[net].operation {
    case .register:
      if !lowered.isHeld(net) { writeDrives(into: net, node, to: &text) }
      if let enable = lowered.control(net, .enable) {
        writeEdge(from: enable, into: node, EdgeNote(control: "enable"), to: &text)
      }
      if let reset = lowered.control(net, .reset) {
        writeEdge(from: reset, into: node, EdgeNote(control: "reset"), to: &text)
      }
    case .wire, .output: writeDrives(into: net, node, to: &text)
    case .memory: writeWrites(into: net, node, to: &text)
    default: writeSources(of: net, into: node, to: &text)
    }
  }

  private func writeSources(of net: Int, into node: String, to text: inout SchematicText) {
    for source in sources(of: net) { writeEdge(named: source, into: node, to: &text) }
  }

  /// What is driven onto a net: its drives, the values that are assigned under conditions, and the conditions.
  private func writeDrives(into net: Int, _ node: String, to text: inout SchematicText) {
    for drive in lowered.driveRange(net) {
      let drive = lowered.drives[drive]
      let note = EdgeNote(bits: bits(drive.low, drive.width, of: net))
      writeEdge(from: drive.value.index, into: node, note, to: &text)
    }
    var drawn: Set<UInt64> = []
    // By choice, the last of its branches that assigns: the conditions after it do not matter.
    var last: [UInt32: UInt32] = [:]
    for position in lowered.assignmentRange(net) {
      let assignment = lowered.assignments[Int(lowered.assignmentOrder[position])]
      let value = lowered.resolved(assignment.value.index)
      // A constant says little that the conditions do not.
      if lowered.cells[value].operation != .literal || lowered.reading[value] != .plain,
        drawn.insert(UInt64(value) << 32 | UInt64(assignment.low)).inserted
      {
        let note = EdgeNote(bits: bits(assignment.low, assignment.width, of: net))
        writeEdge(from: value, into: node, note, to: &text)
      }
      var branch = assignment.branch
      while branch != Branch.none {
        let choice = lowered.branches[Int(branch)].choice
        if let known = last[choice], known >= branch { break }
        last[choice] = branch
        branch = lowered.choices[Int(choice)].parent
      }
    }
    writeConditions(last, into: node, to: &text)
  }

  /// The selectors, and the conditions of branches up to the last one that matters, by choice.
  private func writeConditions(_ last: [UInt32: UInt32], into node: String, to text: inout SchematicText) {
    var controls: Set<Int> = []
    for index in last.keys.sorted() {
      let choice = lowered.choices[Int(index)]
      if choice.isSwitch {
        writeControl(choice.selector, "case", into: node, &controls, to: &text)
        continue
      }
      var branch = choice.first
      while branch != Branch.none, branch <= last[index]! {
        let condition = lowered.branches[Int(branch)].condition
        if condition != .none { writeControl(condition, "if", into: node, &controls, to: &text) }
        branch = lowered.branches[Int(branch)].next
      }
    }
  }

  private func writeControl(
    _ condition: NetID, _ label: String, into node: String, _ drawn: inout Set<Int>, to text: inout SchematicText
  ) {
    let net = lowered.resolved(condition.index)
    if drawn.insert(net).inserted { writeEdge(from: net, into: node, EdgeNote(control: label), to: &text) }
  }

  /// What the write ports of a memory are given.
  private func writeWrites(into memory: Int, _ node: String, to text: inout SchematicText) {
    for index in lowered.writeRange(memory) where lowered.mayWrite(lowered.writes[index]) {
      let write = lowered.writes[index]
      for part in lowered.parts(of: write) {
        let mask = part.mask == LoweredModule.none ? true : lowered.constantBit(Int(part.mask))
        if mask == false { continue }
        let note = EdgeNote(bits: bits(part.low, part.width, of: memory))
        writeEdge(from: Int(part.data), into: node, note, to: &text)
        if mask == nil { writeEdge(from: Int(part.mask), into: node, EdgeNote(control: "mask"), to: &text) }
      }
      writeEdge(from: Int(write.index), into: node, EdgeNote(control: "address"), to: &text)
      if write.enable != LoweredModule.none, lowered.constantBit(Int(write.enable)) == nil {
        writeEdge(from: Int(write.enable), into: node, EdgeNote(control: "enable"), to: &text)
      }
    }
  }

  private func bits(_ low: UInt32, _ width: UInt32, of net: Int) -> String? {
    if width == lowered.width[net] { return nil }
    if lowered.hasLate, max(low, width) >= UInt32(TypeStore.lateExtent) { return width == 1 ? "[top]" : "[low]" }
    return width == 1 ? "[\(low)]" : "[\(low + width - 1):\(low)]"
  }

  /// Whether a net has a box, a port or a pin, so that edges begin there. Constants have none.
  private func isDrawn(_ net: Int) -> Bool { lowered.flags[net].contains(.named) && !isConstant(net) }

  /// The drawn nets that the expression of a net reads, each once, in order.
  private func sources(of net: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = []
    var pending = [net]
    var isFirst = true
    while let next = pending.popLast() {
      let net = isFirst ? next : lowered.resolved(next)
      if !seen.insert(net).inserted { continue }
      if !isFirst, isDrawn(net) {
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
        case .input, .inout, .register, .literal, .instance, .instanceOutput: break
        default: pending += lowered.operandRange(net).map { lowered.operands[$0].index }.reversed()
        }
      }
    }
    return found
  }

  /// An edge from what a net reads as: a drawn net, or a box with the expression for what has no name.
  private func writeEdge(
    from net: Int, into node: String, _ note: EdgeNote = EdgeNote(), to text: inout SchematicText
  ) {
    let net = lowered.resolved(net)
    if isDrawn(net) { return writeEdge(named: net, into: node, note, to: &text) }
    let box = "e_\(String(node.map { $0 == ":" ? "_" : $0 }))_\(net)"
    if text.boxes.insert(box).inserted {
      text.write("  \(box) [shape=plaintext, fillcolor=transparent, label=")
      text.write(quoted: read(net))
      text.write("]\n")
      writeSources(of: net, into: box, to: &text)
    }
    text.write("  \(box) -> \(node)")
    writeAttributes(of: net, note, to: &text)
  }

  private func writeEdge(
    named net: Int, into node: String, _ note: EdgeNote = EdgeNote(), to text: inout SchematicText
  ) {
    text.write("  \(self.node(net)) -> \(node)")
    writeAttributes(of: net, note, to: &text)
  }

  private func writeAttributes(of net: Int, _ note: EdgeNote, to text: inout SchematicText) {
    let isWide = lowered.width[net] > 1 && lowered.cells[net].operation != .memory
    if let control = note.control {
      text.write(" [style=dashed, label=")
      text.write(quoted: control)
      text.write("]")
    } else if let label = note.bits ?? (isWide ? widthText(net) : nil) {
      text.write(" [label=")
      text.write(quoted: label)
      text.write("]")
    }
    text.write("\n")
  }
}
