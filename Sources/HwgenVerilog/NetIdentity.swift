import HwgenNetlist
import HwgenSupport

/// What tells apart nets that look alike from near by: unnamed registers and instances of the same shape.
///
/// The naming of a module makes one if two of its things have the same hash and are not the same. `source` is the hash of
/// all that a net is computed from, through registers and instances; `use` adds all that it is read by. Neither depends on
/// the order of cells. Inside of a cycle both look a bounded number of steps around. Linear in the cells.
struct NetIdentity {
  private var graph = Graph()
  private var components: StrongComponents
  private var source: ContiguousArray<UInt64> = []
  private var use: ContiguousArray<UInt64> = []

  init(_ module: LoweredModule) {
    let count = module.cells.count
    source.reserveCapacity(count)
    for net in 0..<count {
      source.append(NetIdentity.local(net, in: module))
      let operation = module.cells[net].operation
      for position in module.operandRange(net) where module.operands[position] != .none {
        graph.targets.append(module.operands[position].raw)
      }
      if operation == .wire || operation == .output || operation == .register {
        for drive in module.driveRange(net) { graph.targets.append(module.drives[drive].value.raw) }
        for position in module.assignmentRange(net) {
          let assignment = module.assignments[Int(module.assignmentOrder[position])]
          graph.targets.append(assignment.value.raw)
          if assignment.branch == Branch.none { continue }
          let choice = module.choices[Int(module.branches[Int(assignment.branch)].choice)]
          var conditions: ContiguousArray<UInt32> = []
          module.forEachOperand(of: choice) { conditions.append($0.raw) }
          graph.targets.append(contentsOf: conditions)
        }
      }
      if operation == .check {
        var branch = module.checks[Int(module.cells[net].auxiliary)].branch
        if branch == LoweredModule.never { branch = Branch.none }
        if branch != Branch.none {
          let choice = module.choices[Int(module.branches[Int(branch)].choice)]
          var conditions: ContiguousArray<UInt32> = []
          module.forEachOperand(of: choice) { conditions.append($0.raw) }
          graph.targets.append(contentsOf: conditions)
        }
      }
      if operation == .memory {
        for write in module.memories[Int(module.cells[net].auxiliary)].writes { graph.targets.append(write.raw) }
      }
      graph.endNode()
    }
    components = StrongComponents(graph, from: ContiguousArray(0..<UInt32(count)))
    findSources()
    findUses()
  }

  /// The hash of a net's sources, or of its sources and uses.
  func hash(of net: UInt32, withUses: Bool) -> UInt64 {
    if !withUses { return source[Int(net)] }
    return NetIdentity.mix(source[Int(net)], use[Int(net)], 0)
  }

  private static func mix(_ a: UInt64, _ b: UInt64, _ position: Int) -> UInt64 {
    var hash = StableHash(seed: a)
    hash.combine(b)
    hash.combine(UInt64(position))
    return hash.value
  }

  /// A net by itself.
  private static func local(_ net: Int, in module: LoweredModule) -> UInt64 {
    let cell = module.cells[net]
    let netlist = module.netlist
    var hash = StableHash()
    hash.combine(UInt64(cell.operation.rawValue) << 32 | module.hashed(module.width[net]))
    if !cell.name.isNone { hash.combine(netlist.names.hash(of: cell.name)) }
    switch cell.operation {
    case .literal:
      if module.width[net] <= 32 || module.isLate(net) {
        hash.combine(cell.auxiliary)
      } else {
        for word in module.literals[Int(cell.auxiliary)].words { hash.combine(word) }
      }
    case .extract where module.hasLate: hash.combine(module.hashed(cell.auxiliary))
    case .extract, .instanceOutput, .index: hash.combine(cell.auxiliary)
    case .memory: hash.combine(module.memories[Int(cell.auxiliary)].hash)
    case .check:
      let check = module.checks[Int(cell.auxiliary)]
      hash.combine(UInt64(check.kind.rawValue))
      if !check.message.isNone { hash.combine(netlist.names.hash(of: check.message)) }
    case .instance: hash.combine(netlist.names.hash(of: netlist.name(of: ModuleID(raw: cell.auxiliary))))
    case .wire, .output, .register:
      if module.isSegment(net) { hash.combine(cell.auxiliary) }
      for drive in module.driveRange(net) { hash.combine(module.drives[drive].low) }
      for position in module.assignmentRange(net) {
        let assignment = module.assignments[Int(module.assignmentOrder[position])]
        hash.combine(assignment.low)
      }
    default:
      if module.isSignSensitive(cell.operation), module.isSigned(module.operand(net, 0)) { hash.combine(UInt64(1)) }
    }
    return hash.value
  }

  /// How often the hashes within a cycle are spread.
  private func rounds(_ size: Int) -> Int { min(size, max(4, min(64, 4_000_000 / size))) }

  private mutating func findSources() {
    let own = source
    var next: ContiguousArray<UInt64> = []
    for component in components.ends.indices {
      let range = components.range(component)
      for _ in 0..<rounds(range.count) {
        next.removeAll(keepingCapacity: true)
        for member in range {
          let net = components.nodes[member]
          var hash = StableHash(seed: own[Int(net)])
          for edge in graph.edges(of: net) { hash.combine(source[Int(graph.targets[edge])]) }
          next.append(hash.value)
        }
        for member in range { source[Int(components.nodes[member])] = next[member - range.lowerBound] }
      }
    }
  }

  private mutating func findUses() {
    let count = source.count
    use = ContiguousArray(filledWith: 0, count: count)
    // What readers outside of a net's own cycle add to it; then, for a round, what those inside do.
    var outside = ContiguousArray<UInt64>(filledWith: 0, count: count)
    var inside = ContiguousArray<UInt64>(filledWith: 0, count: count)
    var componentOf = ContiguousArray<UInt32>(filledWith: 0, count: count)
    for component in components.ends.indices {
      for member in components.range(component) {
        componentOf[Int(components.nodes[member])] = UInt32(component)
      }
    }
    for component in components.ends.indices.reversed() {
      let range = components.range(component)
      for member in range { use[Int(components.nodes[member])] = outside[Int(components.nodes[member])] }
      for round in 0...rounds(range.count) {
        let isLast = round == rounds(range.count)
        for member in range {
          let net = components.nodes[member]
          let edges = graph.edges(of: net)
          for edge in edges {
            let target = Int(graph.targets[edge])
            let isInside = componentOf[target] == UInt32(component)
            if isInside == isLast { continue }
            let hash = NetIdentity.mix(source[Int(net)], use[Int(net)], edge - edges.lowerBound)
            if isInside { inside[target] &+= hash } else { outside[target] &+= hash }
          }
        }
        if isLast { break }
        for member in range {
          let net = Int(components.nodes[member])
          use[net] = outside[net] &+ inside[net]
          inside[net] = 0
        }
      }
    }
  }
}

extension LoweredModule {
  /// Whether two nets are computed alike from the same inputs, registers, instances and targets.
  ///
  /// `equal` remembers, for a net that was found equal to another, that other one: what is compared again costs nothing.
  func isSame(_ a: UInt32, _ b: UInt32, _ equal: inout [UInt32: UInt32]) -> Bool {
    var pending: ContiguousArray<(UInt32, UInt32)> = [(a, b)]
    var passed: ContiguousArray<(UInt32, UInt32)> = []
    var seen: Set<UInt64> = []
    while let (left, right) = pending.popLast() {
      let x = representative(left, equal)
      let y = representative(right, equal)
      if x == y || !seen.insert(UInt64(x) << 32 | UInt64(y)).inserted { continue }
      let (first, second) = (Int(x), Int(y))
      guard reading[first] == reading[second], width[first] == width[second] else { return false }
      // What has attributes is itself.
      if hasAttributes(first) || hasAttributes(second) { return false }
      switch reading[first] {
      case .slice:
        guard low[first] == low[second] else { return false }
        pending.append((target[first], target[second]))
      case .zero, .alias: break
      case .plain:
        let (cell, other) = (cells[first], cells[second])
        guard cell.operation == other.operation else { return false }
        switch cell.operation {
        case .input, .output, .inout, .wire, .register, .instance, .instanceOutput: return false
        case .memory, .memoryReadSync, .memoryWrite, .check: return false
        case .literal:
          let isSame =
            isLate(first) ? cell.auxiliary == other.auxiliary : literal(first) == literal(second)
          guard isSame else { return false }
        default:
          let (range, otherRange) = (operandRange(first), operandRange(second))
          guard range.count == otherRange.count else { return false }
          if cell.operation == .extract || cell.operation == .index, cell.auxiliary != other.auxiliary {
            return false
          }
          if isSignSensitive(cell.operation), isSigned(operand(first, 0)) != isSigned(operand(second, 0)) {
            return false
          }
          for (position, otherPosition) in zip(range, otherRange) {
            pending.append((operands[position].raw, operands[otherPosition].raw))
          }
        }
      }
      passed.append((x, y))
    }
    for (left, right) in passed {
      let x = representative(left, equal)
      let y = representative(right, equal)
      if x != y { equal[max(x, y)] = min(x, y) }
    }
    return true
  }

  private func representative(_ net: UInt32, _ equal: [UInt32: UInt32]) -> UInt32 {
    var net = UInt32(resolved(Int(net)))
    while let other = equal[net] { net = other }
    return net
  }
}
