import HwgenSupport

/// How the steps of a way through a module are called in messages.
extension Netlist {
  /// The name of a net; of one without a name, what it is.
  func pathText(of net: NetID, in module: Module) -> String {
    let cell = module.cells[net.index]
    if !cell.name.isNone { return Identifier.quoted(names[cell.name]) }
    if cell.operation == .memoryRead || cell.operation == .memoryReadSync || cell.operation == .memoryWrite {
      let name = module.cells[module.operand(0, of: net).index].name
      let sort = cell.operation == .memoryWrite ? "write" : "read"
      return "a \(sort) of " + (name.isNone ? "a memory" : Identifier.quoted(names[name]))
    }
    guard cell.operation == .instanceOutput else { return "\(cell.operation)" }
    let instance = module.cells[module.operand(0, of: net).index]
    let definition = ModuleID(raw: instance.auxiliary)
    let port = Identifier.quoted(names[ports(of: definition)[Int(cell.auxiliary)].name])
    return instance.name.isNone
      ? "\(port) of an instance of \(text(of: definition))"
      : "\(port) of \(Identifier.quoted(names[instance.name]))"
  }
}
