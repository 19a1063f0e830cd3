import HwgenNetlist
import HwgenTypes

/// The combinational dependencies of a whole small design, every instance by itself: a slow second opinion on loops.
///
/// `bitwise` takes each bit of wires, ports and slices for itself, which is at least as fine as the checker's view;
/// otherwise a net is one node, which is at least as coarse.
struct FlatDependencies {
  private struct Node: Hashable {
    let place: Int
    let net: NetID
    let bit: Int
  }

  private let netlist: Netlist
  private let bitwise: Bool
  /// The modules' copies, the root first: what each is, and where it stands.
  private var places: [(module: Module, id: ModuleID, parent: Int, instance: NetID)] = []
  private var children: [Int: [NetID: Int]] = [:]

  init(_ netlist: Netlist, root: ModuleID, bitwise: Bool) {
    self.netlist = netlist
    self.bitwise = bitwise
    places.append((netlist.module(root)!, root, -1, .none))
    var next = 0
    while next < places.count {
      for (index, cell) in places[next].module.cells.enumerated() where cell.operation == .instance {
        let id = ModuleID(raw: cell.auxiliary)
        children[next, default: [:]][NetID(index)] = places.count
        places.append((netlist.module(id)!, id, next, NetID(index)))
      }
      next += 1
    }
  }

  private func bits(_ place: Int, _ net: NetID) -> Range<Int> {
    0..<(bitwise ? netlist.types.width(of: places[place].module.cells[net.index].type) : 1)
  }

  private func sources(of node: Node) -> [Node] {
    let (module, _, parent, instance) = places[node.place]
    let cell = module.cells[node.net.index]
    func all(_ nets: some Sequence<NetID>) -> [Node] {
      nets.flatMap { net in bits(node.place, net).map { Node(place: node.place, net: net, bit: $0) } }
    }
    switch cell.operation {
    case .register, .literal, .instance: return []
    case .input:
      if parent < 0 { return [] }
      let slot = netlist.inputSlot(node.net.index, of: places[node.place].id)
      return [Node(place: parent, net: places[parent].module.operand(slot, of: instance), bit: node.bit)]
    case .instanceOutput:
      let child = children[node.place]![module.operand(0, of: node.net)]!
      return [Node(place: child, net: NetID(Int(cell.auxiliary)), bit: node.bit)]
    case .output, .wire:
      let drives = module.drives(of: node.net)
      if !bitwise { return all(drives.map(\.value)) }
      return drives.filter { (Int($0.low)..<Int($0.low + $0.width)).contains(node.bit) }
        .map { Node(place: node.place, net: $0.value, bit: node.bit - Int($0.low)) }
    case .extract where bitwise:
      return [Node(place: node.place, net: module.operand(0, of: node.net), bit: node.bit + Int(cell.auxiliary))]
    default: return all(module.operands(of: node.net))
    }
  }

  /// Whether anything depends on itself: some nodes are never free of sources.
  var hasLoop: Bool {
    var waiting: [Node: Int] = [:]
    var readers: [Node: [Node]] = [:]
    var free: [Node] = []
    for place in places.indices {
      for net in places[place].module.cells.indices.map({ NetID($0) }) {
        for bit in bits(place, net) {
          let node = Node(place: place, net: net, bit: bit)
          let sources = sources(of: node)
          for source in sources { readers[source, default: []].append(node) }
          if sources.isEmpty { free.append(node) } else { waiting[node] = sources.count }
        }
      }
    }
    while let node = free.popLast() {
      for reader in readers[node] ?? [] {
        waiting[reader]! -= 1
        if waiting[reader] == 0 {
          waiting[reader] = nil
          free.append(reader)
        }
      }
    }
    return !waiting.isEmpty
  }
}
