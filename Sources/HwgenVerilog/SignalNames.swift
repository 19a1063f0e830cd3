import HwgenNetlist
import HwgenSupport

/// Whether modules have signals of given names. A `LoweredModule` keeps one to name instances with; the names of a module
/// are put together when one is likely to be among them, once for a text.
struct SignalNames {
  private var known: [ModuleID: Set<NameID>] = [:]

  /// Whether a port of a module, or something inside that is no instance, has a name of the user's. Constant time, but for
  /// the first of a module.
  mutating func contains(_ name: NameID, in id: ModuleID, of netlist: Netlist) -> Bool {
    guard let module = netlist.module(id) else { return netlist.portIndex(name, of: id) != nil }
    guard module.mayDeclare(name) else { return false }
    if let names = known[id] { return names.contains(name) }
    var names: Set<NameID> = []
    for cell in module.cells where cell.isSignal && !cell.name.isNone { names.insert(cell.name) }
    known[id] = names
    return names.contains(name)
  }
}
