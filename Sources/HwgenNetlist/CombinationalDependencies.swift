import HwgenSupport
import HwgenTypes

/// What the nets of one module depend on within a cycle. Made for the search for loops, which takes one module after the
/// other.
///
/// Bits of one vector that are driven apart are apart: a slice of a target depends on the drives that overlap it only,
/// through any number of slices and casts between.
final class CombinationalDependencies {
  @exclusivity(unchecked) private var module: Module! = nil
  private let types: TypeStore
  private let summaries: CombinationalSummaries
  @exclusivity(unchecked) private var bases = SliceBases()

  init(types: TypeStore, summaries: CombinationalSummaries) {
    self.types = types
    self.summaries = summaries
  }

  /// Begins a module. Comes before all else.
  func begin(_ module: Module) {
    self.module = module
    bases.removeAll()
    if module.cells.elements.contains(where: { $0.operation == .extract }) {
      bases.extend(to: module.cells.count, of: module)
    }
  }

  /// What a slice is a slice of, through slices and casts.
  func base(of slice: NetID) -> NetID { bases[slice].net }

  /// Adds every net that `net` depends on in the same cycle.
  func add(of net: NetID, to nets: inout Column<NetID>) {
    let module = self.module!
    let cell = module.cells[net.index]
    switch cell.operation {
    case .register:
      // At once, whatever the clock does.
      let reset = module.operand(2, of: net)
      if reset != .none, module.cells[reset.index].type.isAsyncReset { nets.append(reset) }
    case .input, .literal, .instance, .memory, .memoryReadSync, .memoryWrite, .check, .inout: break
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
      let width = types.width(of: cell.type)
      let isLate = width < 0 || types.width(of: module.cells[base.net.index].type) < 0
      addDrivers(
        of: base.net, low: isLate ? 0 : Int(base.low), high: isLate ? .max : Int(base.low) + width, to: &nets)
    default:
      for operand in module.operandRange(of: net) { nets.append(module.operands[operand]) }
    }
  }

  private func addDrivers(of target: NetID, low: Int, high: Int, to nets: inout Column<NetID>) {
    let module = self.module!
    var index = module.firstDrive(of: target, above: low)
    while index < module.drives.count, module.drives[index].target == target, Int(module.drives[index].low) < high {
      nets.append(module.drives[index].value)
      index += 1
    }
    if !module.hasAssignments { return }
    module.forEachAssigned(to: target, low: low, high: high) { nets.append($0) }
  }
}
