import HwgenTypes

/// What the nets of one module depend on within a cycle. Made for the search for loops.
///
/// Bits of one vector that are driven apart are apart: a slice of a target depends on the drives that overlap it only,
/// through any number of slices and casts between.
struct CombinationalDependencies {
  let module: Module
  private let types: TypeStore
  private let summaries: CombinationalSummaries
  private var bases = SliceBases()

  init(_ module: Module, types: TypeStore, summaries: CombinationalSummaries) {
    self.module = module
    self.types = types
    self.summaries = summaries
    guard module.cells.contains(where: { $0.operation == .extract }) else { return }
    bases.extend(to: module.cells.count, of: module)
  }

  /// Calls `body` with every net that `net` depends on in the same cycle.
  func forEach(of net: NetID, _ body: (NetID) -> Void) {
    let cell = module.cells[net.index]
    switch cell.operation {
    case .input, .register, .literal, .instance, .memory, .memoryReadSync, .memoryWrite, .check: break
    case .memoryRead: body(module.operand(1, of: net))
    case .output, .wire: forEachDriver(of: net, low: 0, high: .max, body)
    case .instanceOutput:
      let instance = module.operand(0, of: net)
      let definition = ModuleID(raw: module.cells[instance.index].auxiliary)
      for slot in summaries.operands(of: Int(cell.auxiliary), in: definition) {
        body(module.operand(Int(slot), of: instance))
      }
    case .extract:
      let base = bases[net]
      let operation = module.cells[base.net.index].operation
      guard operation == .wire || operation == .output else { return body(base.net) }
      forEachDriver(of: base.net, low: Int(base.low), high: Int(base.low) + types.width(of: cell.type), body)
    default:
      for operand in module.operandRange(of: net) { body(module.operands[operand]) }
    }
  }

  private func forEachDriver(of target: NetID, low: Int, high: Int, _ body: (NetID) -> Void) {
    var index = module.firstDrive(of: target, above: low)
    while index < module.drives.count, module.drives[index].target == target, Int(module.drives[index].low) < high {
      body(module.drives[index].value)
      index += 1
    }
    if !module.assignments.isEmpty { module.forEachAssigned(to: target, low: low, high: high, body) }
  }
}
