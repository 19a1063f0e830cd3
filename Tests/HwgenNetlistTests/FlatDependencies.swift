import HwgenNetlist
import HwgenTypes

/// The combinational dependencies of a whole small design, every instance by itself: a slow second opinion on loops.
///
/// `bitwise` takes each bit for itself wherever an operation only moves or chooses bits, and none to depend on anything that
/// the constants of its module decide, which is the checker's view inside of a module; otherwise a net is one node, which is
/// at least as coarse.
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
  /// The bits that constants decide.
  private var known: [Node: Bool] = [:]

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
    if bitwise { findKnown() }
  }

  private mutating func findKnown() {
    var count = -1
    while count < known.count {
      count = known.count
      for place in places.indices {
        for net in places[place].module.cells.indices.map({ NetID($0) }) {
          for bit in bits(place, net) {
            let node = Node(place: place, net: net, bit: bit)
            if known[node] == nil { known[node] = constant(node) }
          }
        }
      }
    }
  }

  /// What a bit is whatever the inputs are, as far as it is known of its operands.
  private func constant(_ node: Node) -> Bool? {
    let module = places[node.place].module
    let cell = module.cells[node.net.index]
    let operands = Array(module.operands(of: node.net))
    func of(_ position: Int, _ bit: Int? = nil) -> Bool? {
      known[Node(place: node.place, net: operands[position], bit: bit ?? node.bit)]
    }
    func number(_ position: Int) -> Int? {
      bits(node.place, operands[position]).reversed().reduce(0 as Int?) { total, bit in
        guard let total, let bit = of(position, bit) else { return nil }
        return total * 2 + (bit ? 1 : 0)
      }
    }
    switch cell.operation {
    case .literal:
      return module.literal(node.net, width: netlist.types.width(of: cell.type))[node.bit]
    case .output, .wire:
      let sources = sources(of: node)
      return module.assignments.contains { $0.target == node.net && covers($0.low, $0.width, node.bit) }
        ? nil : sources.first.flatMap { known[$0] }
    case .extract, .concat, .cast, .zeroExtend, .signExtend, .shiftLeft, .shiftRight:
      let sources = sources(of: node)
      return sources.isEmpty ? false : sources.count == 1 ? known[sources[0]] : nil
    case .not: return of(0).map { !$0 }
    case .and: return of(0) == false || of(1) == false ? false : of(0) == true && of(1) == true ? true : nil
    case .or: return of(0) == true || of(1) == true ? true : of(0) == false && of(1) == false ? false : nil
    case .xor: return of(0).flatMap { a in of(1).map { $0 != a } }
    case .mux, .choose:
      let values = chosen(node.place, node.net).map { known[Node(place: node.place, net: $0, bit: node.bit)] }
      return values.allSatisfy { $0 == values[0] } ? values[0] : nil
    case .add: return number(0).flatMap { a in number(1).map { (a + $0) >> node.bit & 1 == 1 } }
    default: return nil
    }
  }

  private func covers(_ low: UInt32, _ width: UInt32, _ bit: Int) -> Bool {
    (Int(low)..<Int(low + width)).contains(bit)
  }

  /// The values that a `mux` or `choose` may be: one if its selector is known.
  private func chosen(_ place: Int, _ net: NetID) -> [NetID] {
    let module = places[place].module
    let operands = Array(module.operands(of: net))
    func number(_ net: NetID) -> [Bool]? {
      let found = bits(place, net).map { known[Node(place: place, net: net, bit: $0)] }
      return found.contains(nil) ? nil : found.map { $0! }
    }
    let selector = number(operands[0])
    if module.cells[net.index].operation == .mux {
      return selector.map { [operands[$0[0] ? 1 : 2]] } ?? Array(operands[1...])
    }
    var values: [NetID] = []
    for position in stride(from: 1, to: operands.count - 1, by: 2) {
      if let selector, number(operands[position]) == selector { return [operands[position + 1]] }
      values.append(operands[position + 1])
    }
    if operands.count % 2 == 0 { values.append(operands.last!) }
    return selector == nil ? values : [operands.last!]
  }

  private func bits(_ place: Int, _ net: NetID) -> Range<Int> {
    0..<(bitwise ? netlist.types.width(of: places[place].module.cells[net.index].type) : 1)
  }

  private func sources(of node: Node) -> [Node] {
    if known[node] != nil { return [] }
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
      let own = assignments.filter { covers($0.low, $0.width, node.bit) }
      return drives.filter { covers($0.low, $0.width, node.bit) }
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
    case .mux where bitwise, .choose where bitwise:
      let values = chosen(node.place, node.net).map { bit(node.bit, of: $0) }
      return (values.count == 1 ? [] : all([module.operand(0, of: node.net)])) + values
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
