import HwgenNetlist
import HwgenSupport

/// Where the ports of circuits stand, by name.
///
/// A context keeps one. The ports of a circuit that has many are entered when one of them is first asked for, so that asking
/// for all of them by name is linear.
struct PortTable {
  private struct Entry: BitwiseCopyable {
    let circuit: CircuitID
    let name: NameID
    let index: UInt32
  }

  /// Up to as many, looking at each is as fast.
  private static let few = 16

  private var entries: ContiguousArray<Entry> = []
  private var table = IndexTable()
  private var entered: Set<CircuitID> = []

  /// The index of the port of this name, or nil. `ports` are all that the circuit has.
  mutating func index(of name: NameID, in ports: Netlist.Ports, of circuit: CircuitID) -> Int? {
    if ports.count <= PortTable.few { return ports.firstIndex { $0.name == name } }
    if entered.insert(circuit).inserted {
      for (index, port) in ports.enumerated() {
        table.insert(UInt32(entries.count), hash: PortTable.hash(port.name, circuit))
        entries.append(Entry(circuit: circuit, name: port.name, index: UInt32(index)))
      }
    }
    let found = table.find(hash: PortTable.hash(name, circuit)) {
      entries[Int($0)].name == name && entries[Int($0)].circuit == circuit
    }
    return found.map { Int(entries[Int($0)].index) }
  }

  private static func hash(_ name: NameID, _ circuit: CircuitID) -> UInt64 {
    var hash = StableHash()
    hash.combine(name.raw)
    hash.combine(circuit.raw)
    return hash.value
  }
}
