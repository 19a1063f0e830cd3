import HwgenParameters
import HwgenSupport
import HwgenTypes

/// The circuits that were asked for, by generator and given values: the way of a request that has been made before.
///
/// A key is the values as they were given, in the parameters' order, so the positional and named forms of one request are
/// one key, and a form that leaves a default out is another one of the same circuit. Made and read by a context. A
/// look-up allocates nothing.
final class RequestTable {
  private struct Entry: BitwiseCopyable {
    let generator: GeneratorID
    let circuit: CircuitID
    /// Where its values begin.
    let first: UInt32
  }

  /// The values of the request that was begun last.
  @exclusivity(unchecked) private(set) var slots: ContiguousArray<ExprID> = []
  /// Its circuit, if it has been made before.
  @exclusivity(unchecked) private(set) var circuit: CircuitID?
  @exclusivity(unchecked) private var entries = Column<Entry>()
  @exclusivity(unchecked) private var values = Column<ExprID>()
  @exclusivity(unchecked) private var table = IndexTable()

  /// Brings the values of a request into order and looks it up. Throws what `ParameterSchema.place` throws.
  func begin(
    _ arguments: Arguments, of generator: Generator, _ id: GeneratorID, in types: TypeStore
  ) throws(Failure) {
    try generator.schema.place(arguments, into: &slots, in: types, owner: generator.name)
    circuit = find(slots, of: id).map { entries[Int($0)].circuit }
  }

  /// Remembers the circuit of a request.
  func insert(_ circuit: CircuitID, for slots: ContiguousArray<ExprID>, of id: GeneratorID) {
    // The same request may have been made, by a hook, while it was answered.
    guard find(slots, of: id) == nil else { return }
    entries.append(Entry(generator: id, circuit: circuit, first: UInt32(values.count)))
    values.append(contentsOf: slots)
    table.insert(UInt32(entries.count - 1), hash: RequestTable.hash(slots, of: id))
  }

  private func find(_ slots: ContiguousArray<ExprID>, of id: GeneratorID) -> UInt32? {
    table.find(hash: RequestTable.hash(slots, of: id)) { index in
      let entry = entries[Int(index)]
      guard entry.generator == id else { return false }
      for offset in slots.indices where values[Int(entry.first) + offset] != slots[offset] { return false }
      return true
    }
  }

  private static func hash(_ slots: ContiguousArray<ExprID>, of id: GeneratorID) -> UInt64 {
    var hash = StableHash()
    hash.combine(id.raw)
    for value in slots { hash.combine(value.raw) }
    return hash.value
  }
}
