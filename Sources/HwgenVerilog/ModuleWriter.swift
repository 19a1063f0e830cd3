import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowers, names and writes the modules of a design, one after the other. `VerilogPrinter` makes one for each text. What each
/// operation prints as is told in `docs/guide/semantics.md`, row by row.
///
/// It is an object because a structure of this size is copied for each call that borrows it.
final class ModuleWriter {
  let lowered: LoweredModule
  @exclusivity(unchecked) private(set) var id: ModuleID
  let design: CheckedNetlist
  let options: VerilogOptions
  /// By position in the design.
  let moduleNames: ModuleNames
  let netlist: Netlist
  /// Told of each signal that is not read in full, if somebody asks.
  let lintNotes: LintNotes?
  /// By entry of the names: how what has it is read; whether it stands in the text.
  @exclusivity(unchecked) private var nameReads = Column<NameReads>()
  @exclusivity(unchecked) private var isWritten = Column<Bool>()
  private let hasInitialStatements: Bool
  /// By entry of the module's names, whether it is a `localparam`; empty unless `findConstants` has been called.
  @exclusivity(unchecked) private var constantEntries: ContiguousArray<Bool> = []

  init(_ printer: VerilogPrinter, noting lintNotes: LintNotes?) {
    design = printer.design
    id = design.root
    options = printer.options
    moduleNames = printer.moduleNames
    netlist = design.netlist
    lowered = LoweredModule(netlist)
    self.lintNotes = lintNotes
    hasInitialStatements = ModuleWriter.hasBlocks(design)
  }

  /// Called where a net is declared.
  func note(_ net: Int, _ writer: borrowing VerilogText) {
    guard let lintNotes else { return }
    if !nameReads.isEmpty, nameReads[Int(lowered.name[net])] == .partial {
      lintNotes.declare(.unreadSignal, at: writer.count)
    }
    if lowered.cells[net].operation == .memory, writeClocks(of: net).count > 1 {
      lintNotes.declare(.severalClocks, at: writer.count)
    }
  }

  /// Writes a module of the design. External ones have no text.
  func write(_ id: ModuleID, to bytes: inout ByteWriter) {
    guard design.module(id) != nil else { return }
    prepare(id)
    if lintNotes != nil { lowered.findNameReads(&nameReads) }
    isWritten.refill(with: false, count: lowered.names.entries.count)
    var writer = VerilogText(bytes)
    writeHeader(to: &writer)
    writeConstants(of: design.module(id)!, to: &writer)
    writeDeclarations(to: &writer)
    writeContents(to: &writer)
    writeStatements(to: &writer)
    writeBlocks(to: &writer)
    writeInstances(to: &writer)
    writeInitialStatements(to: &writer)
    writeWrites(to: &writer)
    writeRegisters(to: &writer)
    writeChecks(to: &writer)
    writeLateChecks(to: &writer)
    writer.write("endmodule\n")
    bytes = writer.finish()
  }

  /// Lowers a module of the design that is not external, and gives all that is printed its name.
  func prepare(_ id: ModuleID) {
    self.id = id
    lowered.late = netlist.late(of: id)
    let module = design.module(id)!
    lowered.begin(module)
    lowered.lower(module)
    lowered.nameAll { moduleNames.append(design.position(of: id)!, to: &$0) }
  }

  func moduleName(_ id: ModuleID) -> String { moduleNames[design.position(of: id)!] }

  private func writeModuleName(_ id: ModuleID, to writer: inout VerilogText) {
    if netlist[id].isExternal { return write(escaped: netlist.name(of: id), to: &writer) }
    moduleNames.write(design.position(of: id)!, to: &writer.bytes)
  }

  // MARK: Header

  private func writeHeader(to writer: inout VerilogText) {
    let portCount = netlist.portCount(of: id)
    if options.hasHeader {
      // Never the user's text first: tools take some words there for orders.
      writer.write("// hwgen: ")
      writeComment(netlist.names[netlist[id].identity], to: &writer)
      writer.write("\n")
    }
    writeModuleAttributes(to: &writer)
    writer.write("module ")
    writeModuleName(id, to: &writer)
    writeLateParameters(to: &writer)
    writer.write(portCount == 0 ? "();" : " (")
    for index in 0..<portCount {
      let port = netlist.port(index, of: id)
      writer.write(index == 0 ? "\n  " : ",\n  ")
      writeAttributes(ofPort: index, to: &writer)
      writer.write(port.direction == .input ? "input " : port.direction == .output ? "output " : "inout ")
      let isRegister = lowered.flags[index].contains(.registerPort)
      writer.write(
        options.profile == .systemVerilog && port.direction != .inout
          ? "logic" : isRegister || lowered.isConditional(index) ? "reg" : "wire")
      // It is joined with ports of the user's alone.
      if port.direction == .inout, netlist.types.isSigned(port.type) { writer.write(" signed") }
      writeRange(index, to: &writer)
      note(index, writer)
      netlist.names.write(port.name, to: &writer.bytes)
      if isRegister, !lowered.isBlock(Int(lowered.target[index])) {
        writeInitial(Int(lowered.target[index]), to: &writer)
      }
    }
    writer.write(portCount == 0 ? "\n" : "\n);\n")
  }

  /// ` [7:0] `, or a space for a scalar.
  func writeRange(_ net: Int, to writer: inout VerilogText) {
    let width = Int(lowered.width[net])
    writer.write(byte: UInt8(ascii: " "))
    if width == 1 { return }
    if lowered.isLate(net) { return writeLateRange(width, to: &writer) }
    writer.write(byte: UInt8(ascii: "["))
    writer.write(decimal: width - 1)
    writer.write(":0] ")
  }

  /// Whether initial values stand in `initial` statements: where they stand at the declarations, iverilog has set them
  /// before an `always @*` begins to wait for them.
  private static func hasBlocks(_ design: CheckedNetlist) -> Bool {
    for id in design.modules {
      guard let module = design.module(id) else { continue }
      if module.hasAssignments,
        module.assignments.contains(where: { module.cells[$0.target.index].operation != .register })
      {
        return true
      }
    }
    return false
  }

  private func writeInitialStatements(to writer: inout VerilogText) {
    if !hasInitialStatements { return }
    for net in lowered.registers {
      let net = Int(net)
      let initial = lowered.operands[Int(lowered.cells[net].firstOperand) + 4]
      if initial == .none { continue }
      writer.write("  initial ")
      write(name: net, to: &writer)
      writer.write(" = ")
      write(expression: initial.index, .root, to: &writer)
      end(lowered.cells[net].location, to: &writer)
    }
  }

  private func writeInitial(_ register: Int, to writer: inout VerilogText) {
    if hasInitialStatements { return }
    let initial = lowered.operands[Int(lowered.cells[register].firstOperand) + 4]
    if initial == .none { return }
    writer.write(" = ")
    write(expression: initial.index, .root, to: &writer)
  }

  /// Text of a user within a comment: one line, no control characters.
  func writeComment(_ text: String, to writer: inout VerilogText) {
    for byte in text.utf8 { writer.write(byte: byte < 32 || byte == 127 || byte == UInt8(ascii: "\\") ? 0x3f : byte) }
  }

  /// `;`, the place as a comment if wanted, and the end of the line.
  func end(_ location: LocationID, to writer: inout VerilogText) {
    writer.write(byte: UInt8(ascii: ";"))
    if options.provenance, let place = netlist.locations[location] {
      writer.write(" // from ")
      writeComment(place.description, to: &writer)
    }
    writer.endLine()
  }

  // MARK: Declarations and statements

  /// Whether the net is one of the user's constants; what folding has found to be constant is not.
  private func isConstant(_ net: Int, of module: Module) -> Bool {
    lowered.isNamedConstant(net) && net < lowered.ownCount && module.cells[net].operation == .literal
  }

  /// For what describes a module that is prepared: finds the names that are `localparam`s.
  func findConstants() {
    constantEntries = ContiguousArray(filledWith: false, count: lowered.names.entries.count)
    let module = design.module(id)!
    for net in lowered.order.elements where isConstant(Int(net), of: module) {
      constantEntries[Int(lowered.names.entries[Int(lowered.name[Int(net)])].same)] = true
    }
  }

  /// Whether a net that has a name is a `localparam`.
  func isConstant(_ net: Int) -> Bool { constantEntries[Int(lowered.names.entries[Int(lowered.name[net])].same)] }

  /// The constants that have names and are read in full: `localparam`s, in the order in which they are first read; the
  /// members of one enumeration together, in their own order.
  private func writeConstants(of module: Module, to writer: inout VerilogText) {
    if !lowered.hasNamedLiterals { return }
    var constants: ContiguousArray<(group: Int, member: Int, net: Int)> = []
    var groups: [TypeID: Int] = [:]
    for net in lowered.order.elements where isConstant(Int(net), of: module) {
      let net = Int(net)
      let entry = Int(lowered.names.entries[Int(lowered.name[net])].same)
      if isWritten[entry] { continue }
      isWritten[entry] = true
      var (group, member) = (constants.count, 0)
      let type = lowered.cells[net].type
      if let enumeration = netlist.types.enumeration(of: type) {
        group = groups[type] ?? group
        groups[type] = group
        member = enumeration.index(ofCode: lowered.literal(net)) ?? 0
      }
      constants.append((group, member, net))
    }
    if !groups.isEmpty { constants.sort { ($0.group, $0.member, $0.net) < ($1.group, $1.member, $1.net) } }
    for (_, _, net) in constants {
      writer.write("  localparam")
      writeRange(net, to: &writer)
      write(name: net, to: &writer)
      writer.write(" = ")
      write(expression: net, .root, to: &writer)
      end(lowered.cells[net].location, to: &writer)
    }
  }

  private func writeDeclarations(to writer: inout VerilogText) {
    for net in lowered.declaredFirst {
      let net = Int(net)
      let operation = lowered.cells[net].operation
      let isRegister = operation == .register
      let isVariable =
        isRegister || operation == .memory || lowered.isConditional(net) || lowered.isInlineVariable(net)
      writer.write("  ")
      writeAttributes(of: net, to: &writer)
      writer.write(!isVariable ? "wire" : options.profile == .verilog ? "reg" : "logic")
      writeRange(net, to: &writer)
      note(net, writer)
      write(name: net, to: &writer)
      if isRegister { writeInitial(net, to: &writer) }
      if operation == .memory { writeDepth(net, to: &writer) }
      end(lowered.cells[net].location, to: &writer)
    }
    for unused in lowered.unusedOutputs {
      let cell = lowered.cells[Int(unused.instance)]
      let port = netlist.port(Int(unused.port), of: ModuleID(raw: cell.auxiliary))
      let isVariable =
        lowered.inline(of: Int(unused.instance))?.variables.contains(Int(unused.port)) == true
      writer.write(!isVariable ? "  wire " : options.profile == .verilog ? "  reg " : "  logic ")
      if lowered.isSignedPin(Int(unused.instance), port) { writer.write("signed ") }
      writeRange(of: port, Int(unused.instance), to: &writer)
      lowered.names.write(unused.name, to: &writer.bytes)
      end(cell.location, to: &writer)
    }
  }

  private func writeStatements(to writer: inout VerilogText) {
    for net in lowered.order.elements {
      let net = Int(net)
      guard lowered.flags[net].contains(.named) else { continue }
      // Of nets that share a name, the first in this order is the one.
      let entry = Int(lowered.names.entries[Int(lowered.name[net])].same)
      if isWritten[entry] { continue }
      isWritten[entry] = true
      if lowered.isBlock(net) {
        write(block: net, to: &writer)
        continue
      }
      writer.write("  ")
      writeAttributes(of: net, to: &writer)
      writer.write("wire")
      writeRange(net, to: &writer)
      note(net, writer)
      write(name: net, to: &writer)
      if lowered.hasAttributes(net) {
        // iverilog discards the attributes of a declaration that assigns.
        end(lowered.cells[net].location, to: &writer)
        writer.write("  assign ")
        write(name: net, to: &writer)
      }
      writer.write(" = ")
      writer.mayWrap = lowered.length[net] > 40 || lowered.cells[net].operation == .wire
      if lowered.cells[net].operation == .wire, lowered.reading[net] == .plain {
        write(read: lowered.drives[Int(lowered.low[net])].value.index, .root, to: &writer)
      } else {
        write(expression: net, .root, to: &writer)
      }
      end(lowered.cells[net].location, to: &writer)
    }
    writer.mayWrap = true
    for net in lowered.cells.indices where lowered.flags[net].contains(.live) && lowered.reading[net] == .plain {
      let operation = lowered.cells[net].operation
      guard operation == .output || operation == .wire && !lowered.isDrivenWhole(net),
        lowered.flags[net].isDisjoint(with: [.drivenByInstance, .registerPort, .conditional])
      else { continue }
      for drive in lowered.driveRange(net) {
        writer.write("  assign ")
        writeTarget(drive, to: &writer)
        writer.write(" = ")
        write(read: lowered.drives[drive].value.index, .root, to: &writer)
        end(lowered.drives[drive].location, to: &writer)
      }
    }
  }

  private func writeTarget(_ drive: Int, to writer: inout VerilogText) {
    let drive = lowered.drives[drive]
    writeTarget(drive.target.index, low: drive.low, width: drive.width, to: &writer)
  }

  func writeTarget(_ net: Int, low: UInt32, width: UInt32, to writer: inout VerilogText) {
    write(name: net, to: &writer)
    if width == lowered.width[net] { return }
    writer.write(byte: UInt8(ascii: "["))
    if width > 1 {
      writer.write(decimal: Int(low + width) - 1)
      writer.write(byte: UInt8(ascii: ":"))
    }
    writer.write(decimal: Int(low))
    writer.write(byte: UInt8(ascii: "]"))
  }

  // MARK: Instances

  private func writeInstances(to writer: inout VerilogText) {
    var nextUnused = 0
    var nextSigned = 0
    let unused = lowered.unusedOutputs.count
    for instance in lowered.instances {
      let instance = Int(instance)
      let cell = lowered.cells[instance]
      let definition = ModuleID(raw: cell.auxiliary)
      let portCount = netlist.portCount(of: definition)
      if let inline = lowered.inline(of: instance) {
        while nextUnused < unused, lowered.unusedOutputs[nextUnused].instance == instance { nextUnused += 1 }
        write(inline, of: instance, to: &writer)
        continue
      }
      let firstSigned = nextSigned
      while nextSigned < lowered.signedPins.count, lowered.signedPins[nextSigned].instance == instance {
        nextSigned += 1
      }
      var pins = lowered.signedPins[firstSigned..<nextSigned]
      writeSigned(pins, to: &writer)
      writer.write("  ")
      writeAttributes(ofInstance: instance, to: &writer)
      writeModuleName(definition, to: &writer)
      writer.write(byte: UInt8(ascii: " "))
      writeParameters(of: instance, definition, to: &writer)
      writeLateArguments(of: instance, definition, to: &writer)
      write(name: instance, to: &writer)
      writer.write(" (")
      writer.indent = 4
      var input = Int(cell.firstOperand)
      let firstOutput = Int(lowered.target[instance])
      for index in 0..<portCount {
        let port = netlist.port(index, of: definition)
        if index > 0 { writer.write(byte: UInt8(ascii: ",")) }
        writer.write("\n    ")
        write(pin: port.name, to: &writer)
        if port.direction.isOperand { input += 1 }
        if let pin = pins.first, pin.port == index {
          lowered.names.write(pin.name, to: &writer.bytes)
          pins.removeFirst()
        } else if port.direction.isOperand {
          write(read: lowered.operands[input - 1].index, .otherwise, to: &writer)
        } else if nextUnused < unused, lowered.unusedOutputs[nextUnused].instance == instance,
          lowered.unusedOutputs[nextUnused].port == index
        {
          lowered.names.write(lowered.unusedOutputs[nextUnused].name, to: &writer.bytes)
          nextUnused += 1
        } else {
          write(name: Int(lowered.instanceOutputs[firstOutput + index]), to: &writer)
        }
        writer.write(byte: UInt8(ascii: ")"))
      }
      writer.write(portCount == 0 ? ")" : "\n  )")
      writer.indent = 2
      end(cell.location, to: &writer)
    }
  }

  // MARK: Registers

  /// What a clocked block is for: registers of the same clock, enable, reset and kind.
  private struct Group {
    var clock: LoweredModule.Trigger
    var enable: UInt32
    var reset: LoweredModule.Trigger
    /// The registers are never enabled.
    var isHeld: Bool
    var hasInitial: Bool
    var first: UInt32
    var last: UInt32
  }

  private func writeRegisters(to writer: inout VerilogText) {
    if lowered.registers.isEmpty { return }
    var groups: ContiguousArray<Group> = []
    var table = IndexTable()
    var next = ContiguousArray(filledWith: LoweredModule.none, count: lowered.registers.count)
    for (index, net) in lowered.registers.enumerated() {
      let net = Int(net)
      let first = Int(lowered.cells[net].firstOperand)
      let isHeld = lowered.isHeld(net)
      func control(_ position: ControlPosition) -> UInt32 {
        lowered.control(net, position).map { UInt32(lowered.resolved($0)) } ?? LoweredModule.none
      }
      let group = Group(
        clock: lowered.trigger(lowered.operand(net, 0)),
        enable: isHeld ? LoweredModule.none : control(.enable),
        reset: lowered.control(net, .reset).map { lowered.trigger($0) } ?? .none, isHeld: isHeld,
        hasInitial: options.profile == .systemVerilog && lowered.operands[first + 4] != .none, first: UInt32(index),
        last: UInt32(index))
      var hash = StableHash()
      hash.combine(UInt64(group.clock.net) << 32 | UInt64(group.enable))
      hash.combine(UInt64(group.reset.net) << 2 | (group.hasInitial ? 1 : 0) | (group.isHeld ? 2 : 0))
      let found = table.find(hash: hash.value) {
        let other = groups[Int($0)]
        return other.clock == group.clock && other.enable == group.enable && other.reset == group.reset
          && other.hasInitial == group.hasInitial && other.isHeld == group.isHeld
      }
      if let found {
        next[Int(groups[Int(found)].last)] = UInt32(index)
        groups[Int(found)].last = UInt32(index)
      } else {
        table.insert(UInt32(groups.count), hash: hash.value)
        groups.append(group)
      }
    }
    for group in groups { write(group, next, to: &writer) }
  }

  private func write(_ group: Group, _ next: ContiguousArray<UInt32>, to writer: inout VerilogText) {
    let isAsync =
      group.reset != .none
      && {
        let net = Int(lowered.registers[Int(group.first)])
        return lowered.cells[lowered.operand(net, 2)].type.isAsyncReset
      }()
    writer.write(options.profile == .verilog || group.hasInitial ? "  always @(" : "  always_ff @(")
    write(edge: group.clock, to: &writer)
    if isAsync {
      writer.write(" or ")
      write(edge: group.reset, to: &writer)
    }
    writer.write(") begin\n")
    writer.indent = 4
    defer { writer.indent = 2 }
    if group.reset != .none {
      writer.write(group.reset.isLow ? "    if (!" : "    if (")
      write(read: Int(group.reset.net), .root, to: &writer)
      writer.write(") begin\n")
      writer.indent = 6
      forEach(group, next) { net in
        writer.write("      ")
        write(name: net, to: &writer)
        writer.write(" <= ")
        write(read: lowered.operand(net, 3), .root, to: &writer)
        end(lowered.cells[net].location, to: &writer)
      }
      writer.indent = 4
      if group.isHeld { return writer.write("    end\n  end\n") }
      writer.write("    end else ")
    }
    if group.enable != LoweredModule.none {
      if group.reset == .none { writer.write("    ") }
      writer.write("if (")
      write(read: Int(group.enable), .root, to: &writer)
      writer.write(") begin\n")
      writer.indent = 6
    } else if group.reset != .none {
      writer.write("begin\n")
      writer.indent = 6
    }
    forEach(group, next) { net in
      for drive in lowered.driveRange(net) {
        for _ in 0..<writer.indent { writer.write(byte: UInt8(ascii: " ")) }
        writeTarget(drive, to: &writer)
        writer.write(" <= ")
        write(read: lowered.drives[drive].value.index, .root, to: &writer)
        end(lowered.drives[drive].location, to: &writer)
      }
    }
    writeProgram(of: group, next, to: &writer)
    writer.write(writer.indent == 6 ? "    end\n  end\n" : "  end\n")
  }

  /// `posedge clk`.
  func write(edge trigger: LoweredModule.Trigger, to writer: inout VerilogText) {
    writer.write(trigger.isLow ? "negedge " : "posedge ")
    write(read: Int(trigger.net), .root, to: &writer)
  }

  /// Writes what goes before the drives of the registers of a group.
  private func writeProgram(of group: Group, _ next: ContiguousArray<UInt32>, to writer: inout VerilogText) {
    if lowered.assignments.isEmpty { return }
    var nets: ContiguousArray<UInt32> = []
    forEach(group, next) { nets.append(UInt32($0)) }
    write(assignments(of: nets), " <= ", isClocked: true, to: &writer)
  }

  private func forEach(_ group: Group, _ next: ContiguousArray<UInt32>, _ body: (Int) -> Void) {
    var index = group.first
    while index != LoweredModule.none {
      body(Int(lowered.registers[Int(index)]))
      index = next[Int(index)]
    }
  }
}
