import HwgenSupport

/// For each module below a root, the inputs that each of its outputs depends on within a cycle, as operands of an instance.
///
/// The search for loops adds a module when it has passed it, and reads it wherever the module is instantiated. One object
/// for a search, in flat storage: a value that is copied for each module would make the search quadratic.
final class CombinationalSummaries {
  /// By module: where its ports begin in `ends`.
  @exclusivity(unchecked) private var firstPorts = IndexMap(count: 0)
  /// By port: where its operands end in `operands`; they begin where those of the port before end.
  @exclusivity(unchecked) private var ends = Column<UInt32>()
  /// Positions among the operands of an instance.
  @exclusivity(unchecked) private(set) var operands = Column<UInt32>()

  /// Those of the module that is added.
  @exclusivity(unchecked) private var found = Column<UInt32>()

  init() { ends.append(0) }

  /// Adds a module. `find` appends the operands of each port in turn; it may read what was added before.
  func add(_ id: ModuleID, portCount: Int, find: (Int, inout Column<UInt32>) -> Void) {
    found.empty()
    firstPorts.set(id.raw, to: UInt32(ends.count))
    for port in 0..<portCount {
      find(port, &found)
      ends.append(UInt32(operands.count + found.count))
    }
    operands.append(contentsOf: found.elements)
  }

  /// Where in `operands` those of an instance of the module stand that an output depends on: none for a module without an
  /// inside.
  func slots(of port: Int, in id: ModuleID) -> Range<Int> {
    guard let first = firstPorts[id.raw] else { return 0..<0 }
    let end = Int(first) + port
    return Int(ends[end - 1])..<Int(ends[end])
  }
}
