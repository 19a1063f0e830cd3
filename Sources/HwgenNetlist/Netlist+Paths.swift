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
    if cell.operation == .extract, let text = partText(of: net, in: module) { return text }
    guard cell.operation == .instanceOutput else { return "\(cell.operation)" }
    let instance = module.cells[module.operand(0, of: net).index]
    let definition = ModuleID(raw: instance.auxiliary)
    let port = Identifier.quoted(names[ports(of: definition)[Int(cell.auxiliary)].name])
    return instance.name.isNone
      ? "\(port) of an instance of \(text(of: definition))"
      : "\(port) of \(Identifier.quoted(names[instance.name]))"
  }

  /// What bits of something that has a name are called: "`w[7:4]`, in field `x`"; nil if it has none.
  func partText(of net: NetID, in module: Module) -> String? {
    var base = net
    var low = 0
    while module.cells[base.index].name.isNone,
      module.cells[base.index].operation == .extract
        || module.cells[base.index].operation == .cast
    {
      if module.cells[base.index].operation == .extract { low += Int(module.cells[base.index].auxiliary) }
      base = module.operand(0, of: base)
    }
    let cell = module.cells[base.index]
    if cell.name.isNone { return nil }
    let width = types.width(of: module.cells[net.index].type)
    let bits = width == 1 ? "[\(low)]" : "[\(low + width - 1):\(low)]"
    let fields = types.fieldNames(of: cell.type, low: low, width: width)
    return Identifier.quoted(names[cell.name] + bits) + (fields.isEmpty ? "" : " (\(fields))")
  }
}
