import HwgenBits
import HwgenSupport
import HwgenTypes

/// Writes modules as text, a line for each cell. `NetlistText.swift` states the form.
struct NetlistTextWriter {
  let netlist: Netlist
  let locations: Bool
  /// Which one of the modules of its name each module is, from 1.
  private var ordinals: [ModuleID: Int] = [:]
  /// By type: how it is referred to; empty where it was not yet.
  private var typeTexts: ContiguousArray<String>
  private var typeCount = 0

  init(_ design: CheckedNetlist, locations: Bool) {
    netlist = design.netlist
    self.locations = locations
    typeTexts = ContiguousArray(repeating: "", count: netlist.types.count)
    var counts: [NameID: Int] = [:]
    for module in design.modules {
      let name = netlist[module].name
      counts[name, default: 0] += 1
      ordinals[module] = counts[name]
    }
  }

  // MARK: Types

  /// Writes the lines of the types that some of the modules use and that have a line.
  mutating func writeTypes(of modules: [ModuleID], to writer: inout ByteWriter) {
    for id in modules {
      for port in netlist.ports(of: id) { writeLines(of: port.type, to: &writer) }
      guard let module = netlist.module(id) else { continue }
      for cell in module.cells where typeTexts[Int(cell.type.raw)].isEmpty { writeLines(of: cell.type, to: &writer) }
    }
  }

  private func isAggregate(_ type: TypeID) -> Bool {
    let kind = netlist.types.kind(of: type)
    return kind == .array || kind == .record || kind == .enumeration || kind == .union
  }

  /// The lines of a type: first those that it is made of.
  private mutating func writeLines(of type: TypeID, to writer: inout ByteWriter) {
    let types = netlist.types
    var open = [type]
    while let top = open.last {
      let count = open.count
      if typeTexts[Int(top.raw)].isEmpty {
        switch types.kind(of: top) {
        case .array:
          let element = types.element(of: top)
          if typeTexts[Int(element.raw)].isEmpty { open.append(element) }
        case .record: open += types.fields(of: top).map(\.type).filter { typeTexts[Int($0.raw)].isEmpty }
        case .union:
          open += types.union(of: top)!.variants.compactMap(\.payload).filter { typeTexts[Int($0.raw)].isEmpty }
        default: break
        }
      }
      if open.count > count { continue }
      open.removeLast()
      if typeTexts[Int(top.raw)].isEmpty { typeTexts[Int(top.raw)] = reference(to: top, &writer) }
    }
  }

  private mutating func reference(to type: TypeID, _ writer: inout ByteWriter) -> String {
    let types = netlist.types
    let text: String
    switch types.kind(of: type) {
    case .bit: return "Bit"
    case .clock: return "Clock"
    case .reset: return "Reset"
    case .asyncReset: return "AsyncReset"
    case .resetLow: return "ResetN"
    case .asyncResetLow: return "AsyncResetN"
    case .bits, .uint, .sint: return types.text(type)
    case .expression: preconditionFailure("a type without a constant width in a netlist")
    case .array:
      let element = types.element(of: type)
      text = "Array(\(types.width(of: type) / types.width(of: element)), \(typeTexts[Int(element.raw)]))"
      if !isAggregate(element) { return text }
    case .record:
      let names = netlist.names
      text = ByteWriter.string { writer in
        var separator: StaticString = "{"
        for field in types.fields(of: type) {
          writer.write(separator)
          if field.isFlipped { writer.write("flip ") }
          NetlistTextWriter.write(name: field.name, of: names, to: &writer)
          writer.write(": ")
          writer.write(string: typeTexts[Int(field.type.raw)])
          separator = ", "
        }
        writer.write("}")
      }
    case .enumeration: text = types.text(type)
    case .ufix, .sfix: return types.text(type)
    case .union:
      let names = netlist.names
      let union = types.union(of: type)!
      text = ByteWriter.string { writer in
        writer.write("Union(")
        if !union.name.isNone {
          NetlistTextWriter.write(name: union.name, of: names, to: &writer)
          writer.write(": ")
        }
        for (index, variant) in union.variants.enumerated() {
          if index > 0 { writer.write(", ") }
          NetlistTextWriter.write(name: variant.name, of: names, to: &writer)
          guard let payload = variant.payload else { continue }
          writer.write("(")
          writer.write(string: typeTexts[Int(payload.raw)])
          writer.write(")")
        }
        writer.write(")")
      }
    }
    let name = "t\(typeCount)"
    typeCount += 1
    writer.write("type ")
    writer.write(string: name)
    writer.write(" = ")
    writer.write(string: text)
    writer.write("\n")
    return name
  }

  // MARK: Modules

  func write(_ id: ModuleID, to writer: inout ByteWriter) {
    let declaration = netlist[id]
    writer.write("module ")
    write(reference: id, to: &writer)
    if declaration.isExternal { writer.write(" external") }
    if declaration.isNameExplicit { writer.write(" explicit") }
    if declaration.identity != declaration.name {
      writer.write(" identity ")
      writer.write(string: TextScanner.quoted(netlist.names[declaration.identity]))
    }
    write(declaration.location, to: &writer)
    writer.write(" {\n")
    if let late = netlist.late(of: id) { write(late, to: &writer) }
    for port in netlist.ports(of: id) {
      writer.write(port.direction == .input ? "  in " : port.direction == .output ? "  out " : "  inout ")
      netlist.names.write(port.name, to: &writer)
      writer.write(": ")
      writer.write(string: typeTexts[Int(port.type.raw)])
      write(port.location, to: &writer)
      writer.write("\n")
    }
    if let external = netlist.external(id) { write(external, of: id, to: &writer) }
    if let module = netlist.module(id) {
      for index in module.portCount..<module.cells.count {
        writer.write("  ")
        write(cell: NetID(index), of: module, to: &writer)
        write(module.cells[index].location, to: &writer)
        writer.write("\n")
      }
      for attribute in module.attributes { write(attribute, of: module, to: &writer) }
      for drive in module.drives { write(drive, of: module, to: &writer) }
      writeBranches(of: module, to: &writer)
    }
    writer.write("}\n")
  }

  private func write(reference id: ModuleID, to writer: inout ByteWriter) {
    netlist.names.write(netlist[id].name, to: &writer)
    if let ordinal = ordinals[id], ordinal > 1 {
      writer.write(".")
      writer.write(decimal: ordinal)
    }
  }

  func write(_ location: LocationID, to writer: inout ByteWriter) {
    guard locations, let place = netlist.locations[location] else { return }
    writer.write(" @ ")
    writer.write(string: TextScanner.quoted(place.file))
    writer.write(":")
    writer.write(decimal: place.line)
  }

  /// A name, in backquotes unless it is an identifier.
  static func write(name: NameID, of names: NameTable, to writer: inout ByteWriter) {
    let isPlain = names.withBytes(of: name) { bytes in
      bytes.count > 0 && Identifier.isStart(bytes[0]) && bytes.allSatisfy(Identifier.isPart)
    }
    if isPlain {
      names.write(name, to: &writer)
    } else {
      writer.write(string: TextScanner.quoted(names[name], "`"))
    }
  }

  // MARK: Cells

  func write(_ net: NetID, of module: Module, to writer: inout ByteWriter) {
    if net.index < module.portCount { return netlist.names.write(module.cells[net.index].name, to: &writer) }
    writer.write("%")
    writer.write(decimal: net.index)
  }

  private func write(cell net: NetID, of module: Module, to writer: inout ByteWriter) {
    let cell = module.cells[net.index]
    write(net, of: module, to: &writer)
    if !cell.name.isNone {
      writer.write(" ")
      NetlistTextWriter.write(name: cell.name, of: netlist.names, to: &writer)
    }
    if cell.operation != .instance, cell.operation != .check {
      writer.write(": ")
      writer.write(string: typeTexts[Int(cell.type.raw)])
    }
    writer.write(" = ")
    writer.write(cell.operation.keyword)
    switch cell.operation {
    case .wire: break
    case .literal: write(literal: net, of: module, to: &writer)
    case .register: write(register: net, of: module, to: &writer)
    case .instance: write(instance: net, of: module, to: &writer)
    case .instanceOutput:
      let instance = module.operand(0, of: net)
      let definition = ModuleID(raw: module.cells[instance.index].auxiliary)
      writer.write(" ")
      write(instance, of: module, to: &writer)
      writer.write(".")
      netlist.names.write(netlist.ports(of: definition)[Int(cell.auxiliary)].name, to: &writer)
    case .extract:
      writer.write(" ")
      write(module.operand(0, of: net), of: module, to: &writer)
      if let word = netlist.lateWord(of: cell) { return writer.write(word) }
      write(low: Int(cell.auxiliary), width: netlist.types.width(of: cell.type), to: &writer)
    case .memory: write(memory: net, of: module, to: &writer)
    case .memoryReadSync:
      write(["", "", "enable ", "address "], net, of: module, to: &writer)
      writer.write(cell.auxiliary == UInt32(ReadDuringWrite.new.rawValue) ? ", new" : ", old")
    case .derivedClock:
      writer.write(" ")
      write(module.operand(0, of: net), of: module, to: &writer)
      if cell.auxiliary != NetID.none.raw {
        writer.write(", synchronous ")
        write(NetID(raw: cell.auxiliary), of: module, to: &writer)
      }
    case .crossing:
      writer.write(" ")
      write(module.operand(0, of: net), of: module, to: &writer)
      writer.write(cell.auxiliary == Crossing.asynchronous.rawValue ? ", asynchronous" : ", quasi_static")
    case .check: write(check: net, of: module, to: &writer)
    case .memoryWrite: write(["", "", "enable ", "address ", "data ", "mask "], net, of: module, to: &writer)
    default:
      var separator: StaticString = " "
      for position in module.operandRange(of: net) {
        writer.write(separator)
        write(module.operands[position], of: module, to: &writer)
        separator = ", "
      }
      if cell.operation == .index, Int(cell.auxiliary) != netlist.types.width(of: cell.type) {
        writer.write(" step ")
        writer.write(decimal: Int(cell.auxiliary))
      }
    }
  }

  /// Operands with the word that each has before it; those that are absent are left out.
  private func write(_ words: [StaticString], _ net: NetID, of module: Module, to writer: inout ByteWriter) {
    for (position, word) in words.enumerated() {
      let operand = module.operand(position, of: net)
      if operand == .none { continue }
      writer.write(position == 0 ? " " : ", ")
      if word.utf8CodeUnitCount > 0 { writer.write(word) }
      write(operand, of: module, to: &writer)
    }
  }

  private func write(check net: NetID, of module: Module, to writer: inout ByteWriter) {
    let check = module.checks[Int(module.cells[net.index].auxiliary)]
    writer.write(" ")
    writer.write(check.kind.keyword)
    let operands = module.operands(of: net)
    let first = operands.startIndex
    for (position, word) in (["clock ", "reset ", ""] as [StaticString]).enumerated() {
      let operand = operands[first + position]
      if operand == .none { continue }
      writer.write(position == 0 ? " " : ", ")
      if word.utf8CodeUnitCount > 0 { writer.write(word) }
      write(operand, of: module, to: &writer)
    }
    if !check.hasMessage { return }
    writer.write(", ")
    writer.write(string: TextScanner.quoted(netlist.names[check.message]))
    for value in operands.dropFirst(Check.ownOperands) {
      writer.write(", ")
      write(value, of: module, to: &writer)
    }
  }

  private func write(memory net: NetID, of module: Module, to writer: inout ByteWriter) {
    let cell = module.cells[net.index]
    let memory = module.memories[Int(cell.auxiliary)]
    writer.write(" ")
    writer.write(decimal: memory.depth)
    if memory.isCrossing { writer.write(" crossing") }
    guard let contents = memory.contents else { return }
    writer.write(" initial (")
    for (index, word) in contents.enumerated() {
      if index > 0 { writer.write(", ") }
      write(word, as: cell.type, to: &writer)
    }
    writer.write(")")
  }

  private func write(literal net: NetID, of module: Module, to writer: inout ByteWriter) {
    let type = module.cells[net.index].type
    writer.write(" ")
    if netlist.types.width(of: type) < 0 {
      return writer.write(decimal: Int(Int32(bitPattern: module.cells[net.index].auxiliary)))
    }
    write(module.literal(net, width: netlist.types.width(of: type)), as: type, to: &writer)
  }

  func write(_ value: BitVector, as type: TypeID, to writer: inout ByteWriter) {
    if value.width > 64 {
      writer.write("\"")
      writer.write(string: value.hexadecimal())
      writer.write("\"")
    } else {
      writer.write(string: value.decimal(signed: netlist.types.isSigned(type)))
    }
  }

  private func write(register net: NetID, of module: Module, to writer: inout ByteWriter) {
    let prefixes: [StaticString] = [" ", ", enable ", ", reset ", " to ", ", initial "]
    for (position, prefix) in prefixes.enumerated() {
      let operand = module.operand(position, of: net)
      if operand == .none { continue }
      writer.write(prefix)
      write(operand, of: module, to: &writer)
    }
  }

  private func write(instance net: NetID, of module: Module, to writer: inout ByteWriter) {
    let definition = ModuleID(raw: module.cells[net.index].auxiliary)
    writer.write(" ")
    write(reference: definition, to: &writer)
    if let values = module.lateArguments(of: net) { write(values, for: definition, to: &writer) }
    var separator: StaticString = "("
    var position = 0
    for port in netlist.ports(of: definition) where port.direction.isOperand {
      writer.write(separator)
      netlist.names.write(port.name, to: &writer)
      writer.write(": ")
      write(module.operand(position, of: net), of: module, to: &writer)
      separator = ", "
      position += 1
    }
    writer.write(position == 0 ? "()" : ")")
  }

  func write(low: Int, width: Int, to writer: inout ByteWriter) {
    writer.write("[")
    if width > 1 {
      writer.write(decimal: low + width - 1)
      writer.write(":")
    }
    writer.write(decimal: low)
    writer.write("]")
  }

  private func write(_ drive: Drive, of module: Module, to writer: inout ByteWriter) {
    writer.write("  drive ")
    write(drive.target, of: module, to: &writer)
    if Int(drive.width) < netlist.types.width(of: module.cells[drive.target.index].type) {
      write(low: Int(drive.low), width: Int(drive.width), to: &writer)
    }
    writer.write(" = ")
    write(drive.value, of: module, to: &writer)
    write(drive.location, to: &writer)
    writer.write("\n")
  }
}
