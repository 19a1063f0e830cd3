import HwgenSupport
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

  /// Adds every net that `net` depends on in the same cycle.
  func add(of net: NetID, to nets: inout Column<NetID>) {
    let cell = module.cells[net.index]
    switch cell.operation {
    case .input, .register, .literal, .instance, .memory, .memoryReadSync, .memoryWrite, .check, .inout: break
    case .memoryRead: nets.append(module.operand(1, of: net))
    case .output, .wire: addDrivers(of: net, low: 0, high: .max, to: &nets)
    case .instanceOutput:
      let instance = module.operand(0, of: net)
      let slots = summaries.slots(of: Int(cell.auxiliary), in: ModuleID(raw: module.cells[instance.index].auxiliary))
      for slot in slots { nets.append(module.operand(Int(summaries.operands[slot]), of: instance)) }
    case .extract:
      let base = bases[net]
      let operation = module.cells[base.net.index].operation
      guard operation == .wire || operation == .output else { return nets.append(base.net) }
      addDrivers(of: base.net, low: Int(base.low), high: Int(base.low) + types.width(of: cell.type), to: &nets)
    default:
      for operand in module.operandRange(of: net) { nets.append(module.operands[operand]) }
    }
  }

  private func addDrivers(of target: NetID, low: Int, high: Int, to nets: inout Column<NetID>) {
    var index = module.firstDrive(of: target, above: low)
    while index < module.drives.count, module.drives[index].target == target, Int(module.drives[index].low) < high {
      nets.append(module.drives[index].value)
      index += 1
    }
    if module.assignments.isEmpty { return }
    module.forEachAssigned(to: target, low: low, high: high) { nets.append($0) }
  }
}
