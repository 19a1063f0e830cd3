import HwgenParameters
import HwgenSupport
import HwgenTypes

/// The circuits by what was asked for: a generator and values, in the order of its parameters.
///
/// A circuit is known by the values of all its parameters, and by every form in which it was asked for: with values left
/// out that have defaults or are derived. The positional and the named form are the same. A look-up allocates nothing. Made
/// and read by a context.
final class RequestTable {
  private struct Entry: BitwiseCopyable {
    let generator: GeneratorID
    let circuit: CircuitID
    /// Where its values begin.
    let first: UInt32
  }

  /// The values of the request that was begun last, `ParameterSchema.absent` where none is given.
  @exclusivity(unchecked) private(set) var slots: ContiguousArray<ExprID> = []
  @exclusivity(unchecked) private var entries = Column<Entry>()
  @exclusivity(unchecked) private(set) var values = Column<ExprID>()
  @exclusivity(unchecked) private var table = IndexTable()

  /// How many forms of how many circuits are known.
  var count: Int { entries.count }

  /// Brings the values of a request into order, as `slots`. Throws what `ParameterSchema.place` throws.
  func begin(_ arguments: Arguments, of generator: Generator, in types: TypeStore) throws(Failure) {
    try generator.schema.place(arguments, into: &slots, in: types, owner: generator.name)
  }

  /// The circuit that was asked for with these values.
  func find(_ slots: ContiguousArray<ExprID>, of id: GeneratorID) -> CircuitID? {
    let found = table.find(hash: RequestTable.hash(slots, of: id)) { index in
      let entry = entries[Int(index)]
      guard entry.generator == id else { return false }
      for offset in slots.indices where values[Int(entry.first) + offset] != slots[offset] { return false }
      return true
    }
    return found.map { entries[Int($0)].circuit }
  }

  /// Remembers a circuit by values that are not known. Returns where in `values` they begin.
  func insert(_ circuit: CircuitID, for slots: ContiguousArray<ExprID>, of id: GeneratorID) -> UInt32 {
    let first = UInt32(values.count)
    for slot in slots { values.append(slot) }
    table.insert(UInt32(entries.count), hash: RequestTable.hash(slots, of: id))
    entries.append(Entry(generator: id, circuit: circuit, first: first))
    return first
  }

  private static func hash(_ slots: ContiguousArray<ExprID>, of id: GeneratorID) -> UInt64 {
    var hash = StableHash()
    hash.combine(id.raw)
    for value in slots { hash.combine(value.raw) }
    return hash.value
  }
}
