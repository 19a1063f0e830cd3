/// For each module below a root, the inputs that each of its outputs depends on within a cycle, as operands of an instance.
///
/// The search for loops adds a module when it has passed it, and reads it wherever the module is instantiated. One object
/// for a search, in flat storage: a value that is copied for each module would make the search quadratic.
final class CombinationalSummaries {
  /// Where a module's ports begin in `ends`.
  @exclusivity(unchecked) private var firstPort: [ModuleID: Int] = [:]
  /// By port: where its operands end in `slots`; they begin where those of the port before end.
  @exclusivity(unchecked) private var ends: ContiguousArray<UInt32> = [0]
  @exclusivity(unchecked) private var slots: ContiguousArray<UInt32> = []
  /// Those of the module that is added.
  @exclusivity(unchecked) private var found: ContiguousArray<UInt32> = []

  /// Adds a module. `operands` appends those of each port in turn; it may read what was added before.
  func add(_ id: ModuleID, portCount: Int, operands: (Int, inout ContiguousArray<UInt32>) -> Void) {
    found.removeAll(keepingCapacity: true)
    let first = ends.count
    for port in 0..<portCount {
      operands(port, &found)
      ends.append(UInt32(slots.count + found.count))
    }
    firstPort[id] = first
    slots.append(contentsOf: found)
  }

  /// The operands of an instance of the module that an output depends on; none for a module without an inside.
  func operands(of port: Int, in id: ModuleID) -> ArraySlice<UInt32> {
    guard let first = firstPort[id] else { return [] }
    return slots[Int(ends[first + port - 1])..<Int(ends[first + port])]
  }
}
