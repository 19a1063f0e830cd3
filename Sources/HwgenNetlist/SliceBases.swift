/// What the slices and casts of a module are slices of, and from which bit on: through any number of them, so that no
/// chain is walked twice. Grows with the module; used by the builder for drives and by the search for loops.
struct SliceBases {
  private var entries: ContiguousArray<(net: NetID, low: UInt32)> = []

  /// Forgets all, for another module.
  mutating func removeAll() {
    if !entries.isEmpty { entries.removeAll(keepingCapacity: true) }
  }

  /// Takes in the cells below `count`. Linear in those that are new.
  mutating func extend(to count: Int, of module: Module) {
    for index in entries.count..<max(count, entries.count) {
      let cell = module.cells[index]
      switch cell.operation {
      case .cast: entries.append(entries[module.operand(0, of: NetID(index)).index])
      case .extract:
        let base = entries[module.operand(0, of: NetID(index)).index]
        entries.append((base.net, base.low + cell.auxiliary))
      default: entries.append((NetID(index), 0))
      }
    }
  }

  /// The base of a cell that has been taken in: itself if it is neither slice nor cast.
  subscript(net: NetID) -> (net: NetID, low: UInt32) { entries[net.index] }
}
