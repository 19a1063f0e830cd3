import HwgenSupport

/// Where the ports of modules with many stand, by name.
///
/// A netlist keeps one. The ports of a module are entered when one of them is first asked for, so that asking for all of
/// them by name is linear.
final class PortTable {
  private struct Entry: BitwiseCopyable {
    let module: ModuleID
    let name: NameID
    let index: UInt32
  }

  @exclusivity(unchecked) private var entries = Column<Entry>()
  @exclusivity(unchecked) private var table = IndexTable()
  @exclusivity(unchecked) private var entered: Set<ModuleID> = []

  /// The index of the port of this name, or nil. `ports` are all that the module has.
  func index(of name: NameID, in ports: Netlist.Ports, of module: ModuleID) -> Int? {
    if entered.insert(module).inserted {
      for (index, port) in ports.enumerated() {
        table.insert(UInt32(entries.count), hash: PortTable.hash(port.name, module))
        entries.append(Entry(module: module, name: port.name, index: UInt32(index)))
      }
    }
    let found = table.find(hash: PortTable.hash(name, module)) {
      entries[Int($0)].name == name && entries[Int($0)].module == module
    }
    return found.map { Int(entries[Int($0)].index) }
  }

  private static func hash(_ name: NameID, _ module: ModuleID) -> UInt64 {
    var hash = StableHash()
    hash.combine(name.raw)
    hash.combine(module.raw)
    return hash.value
  }
}
