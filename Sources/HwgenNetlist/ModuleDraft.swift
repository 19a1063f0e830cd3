import HwgenBits
import HwgenSupport

/// The inside of a module that is being built: what a `Module` will be, in rows that grow.
///
/// Made by a `ModuleBuilder`, which fills it; the netlist keeps what is in it when it is finished, and the room for the
/// next one. What its rows are, `Module` says.
public final class ModuleDraft {
  @exclusivity(unchecked) public internal(set) var cells = Column<Cell>()
  @exclusivity(unchecked) var operands = Column<NetID>()
  @exclusivity(unchecked) var drives = Column<Drive>()
  @exclusivity(unchecked) var parts = ModuleParts()
  @exclusivity(unchecked) public internal(set) var portCount = 0
  @exclusivity(unchecked) var facts = ModuleFacts()
  let scaffold = Scaffold()

  init() {}

  /// What has been built so far, as a module, until something is added.
  public var module: Module {
    Module(
      cells: cells.view, operands: operands.view, drives: drives.view, parts: .passUnretained(parts),
      portCount: portCount, facts: facts, hasParts: !parts.isEmpty)
  }

  /// Forgets all and keeps the room.
  func empty() {
    cells.empty()
    operands.empty()
    drives.empty()
    if !parts.isEmpty { parts = ModuleParts() }
    facts = ModuleFacts()
    scaffold.empty()
  }

  /// Puts what is driven in the order of its targets, once all is there.
  func sort() {
    sortDrives()
    parts.sortAssignments()
  }

  /// Sorts the drives by target and low bit, keeping the order of equal ones.
  private func sortDrives() {
    var isSorted = true
    for index in drives.indices.dropFirst()
    where (drives[index - 1].target.raw, drives[index - 1].low) > (drives[index].target.raw, drives[index].low) {
      isSorted = false
      break
    }
    if isSorted { return }
    let sorted = drives.elements.enumerated().sorted {
      ($0.element.target.raw, $0.element.low, $0.offset) < ($1.element.target.raw, $1.element.low, $1.offset)
    }
    drives.empty()
    for drive in sorted { drives.append(drive.element) }
  }
}
