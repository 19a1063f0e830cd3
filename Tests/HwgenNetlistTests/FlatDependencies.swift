import HwgenNetlist
import HwgenTypes

/// The combinational dependencies of a whole small design, every instance by itself: a slow second opinion on loops.
///
/// `bitwise` takes each bit for itself wherever an operation only moves or chooses bits, which is the checker's view inside
/// of a module; otherwise a net is one node, which is at least as coarse.
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
    func bit(_ bit: Int, of net: NetID) -> Node { Node(place: node.place, net: net, bit: bit) }
    let width = netlist.types.width(of: cell.type)
    func constant(_ net: NetID) -> Int? {
      let operand = module.cells[net.index]
      guard operand.operation == .literal else { return nil }
      return Int(module.literal(net, width: netlist.types.width(of: operand.type)).words[0])
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
      let assignments = module.assignments.filter { $0.target == node.net }
      if !bitwise { return all(drives.map(\.value) + assignments.map(\.value)) + conditions(assignments, node.place) }
      let own = assignments.filter { (Int($0.low)..<Int($0.low + $0.width)).contains(node.bit) }
      return drives.filter { (Int($0.low)..<Int($0.low + $0.width)).contains(node.bit) }
        .map { bit(node.bit - Int($0.low), of: $0.value) } + own.map { bit(node.bit - Int($0.low), of: $0.value) }
        + conditions(own, node.place)
    case .extract where bitwise: return [bit(node.bit + Int(cell.auxiliary), of: module.operand(0, of: node.net))]
    case .concat where bitwise:
      var low = width
      for part in module.operands(of: node.net) {
        low -= bits(node.place, part).count
        if node.bit >= low { return [bit(node.bit - low, of: part)] }
      }
      return []
    case .cast where bitwise, .not where bitwise, .and where bitwise, .or where bitwise, .xor where bitwise:
      return module.operands(of: node.net).map { bit(node.bit, of: $0) }
    case .mux where bitwise:
      return all([module.operand(0, of: node.net)])
        + (1...2).map { bit(node.bit, of: module.operand($0, of: node.net)) }
    case .choose where bitwise:
      let operands = Array(module.operands(of: node.net))
      var values = stride(from: 2, to: operands.count, by: 2).map { operands[$0] }
      if operands.count % 2 == 0 { values.append(operands.last!) }
      return all([operands[0]]) + values.map { bit(node.bit, of: $0) }
    case .zeroExtend where bitwise, .signExtend where bitwise:
      let operand = module.operand(0, of: node.net)
      let given = bits(node.place, operand).count
      if node.bit < given { return [bit(node.bit, of: operand)] }
      return cell.operation == .zeroExtend ? [] : [bit(given - 1, of: operand)]
    case .shiftLeft where bitwise && constant(module.operand(1, of: node.net)) != nil:
      let from = node.bit - constant(module.operand(1, of: node.net))!
      return from < 0 ? [] : [bit(from, of: module.operand(0, of: node.net))]
    case .shiftRight where bitwise && constant(module.operand(1, of: node.net)) != nil:
      let from = node.bit + constant(module.operand(1, of: node.net))!
      if from < width { return [bit(from, of: module.operand(0, of: node.net))] }
      return netlist.types.isSigned(cell.type) ? [bit(width - 1, of: module.operand(0, of: node.net))] : []
    default: return all(module.operands(of: node.net))
    }
  }

  /// The conditions that decide about some assignments.
  private func conditions(_ assignments: [Assignment], _ place: Int) -> [Node] {
    let module = places[place].module
    var found: [Node] = []
    for assignment in assignments {
      var branch = assignment.branch
      while branch != Branch.none {
        let choice = module.choices[Int(module.branches[Int(branch)].choice)]
        var next = choice.first
        while next != Branch.none {
          let condition = module.branches[Int(next)].condition
          if condition != .none { found.append(Node(place: place, net: condition, bit: 0)) }
          next = module.branches[Int(next)].next
        }
        branch = choice.parent
      }
    }
    return found
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
