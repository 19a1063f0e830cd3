import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowering, before all else: a wire or output whose bits feed other bits of itself becomes one net for each drive.
///
/// Such a vector is no loop in the netlist, where bits that are driven apart are apart, but Verilog tools see vectors
/// whole. The pieces, `segments`, are new cells behind the module's own; slices of the vector read them, and the vector
/// itself is their concatenation, which stands in the text only if something reads it whole. Linear in the cells, and
/// nothing is done where no vector is driven in parts.
extension LoweredModule {
  func splitVectors() {
    let split = vectorsInLoops()
    if split.isEmpty { return }
    var segments: [UInt32: Range<Int>] = [:]
    for vector in split {
      splitTypes.append((UInt32(cells.count), cells[Int(vector)].type))
      segments[vector] = isConditional(Int(vector)) ? addPieces(of: Int(vector)) : addSegments(of: Int(vector))
    }
    splitAssignments(segments)
    splitAttributes(segments)
    // Slices of slices first, as long as these are slices.
    for net in (0..<ownCount).reversed() where cells[net].operation == .extract {
      var base = operand(net, 0)
      var from = Int(cells[net].auxiliary)
      while cells[base].operation == .extract || cells[base].operation == .cast {
        if base >= ownCount { break }
        if cells[base].operation == .extract { from += Int(cells[base].auxiliary) }
        base = operand(base, 0)
      }
      let wanted = netlist.types.width(of: cells[net].type)
      guard wanted >= 1, let all = segments[UInt32(base)], wanted < netlist.types.width(of: cells[base].type) else {
        continue
      }
      readSegments(net, from: from, width: wanted, of: all)
    }
  }

  /// Whether the net is a piece of a vector that is split.
  @inline(__always)
  func isSegment(_ net: Int) -> Bool { net >= ownCount && cells[net].operation == .wire }

  /// The type of the vector that a net is a piece of.
  func vectorType(of segment: Int) -> TypeID {
    var (first, end) = (0, splitTypes.count)
    while end - first > 1 {
      let middle = (first + end) / 2
      if Int(splitTypes[middle].first) <= segment { first = middle } else { end = middle }
    }
    return splitTypes[first].type
  }

  /// A cell behind the module's own, to be given its operands.
  func add(_ cell: Cell, width: UInt32) -> Int {
    if cell.operation == .extract { hasSlices = true }
    cells.append(cell)
    cells[cells.count - 1].firstOperand = UInt32(operands.count)
    self.width.append(width)
    reading.append(.plain)
    target.append(0)
    low.append(0)
    flags.append([])
    reads.append(0)
    length.append(0)
    operators.append(0)
    cone.append(0)
    name.append(LoweredModule.none)
    return cells.count - 1
  }

  /// Adds a net for each drive of a vector, lowest first, and drives the vector with all of them.
  private func addSegments(of vector: Int) -> Range<Int> {
    var cell = cells[vector]
    let first = cells.count
    for index in driveRange(vector) {
      var drive = drives[index]
      cell.operation = .wire
      cell.type = .bit
      cell.auxiliary = drive.low
      cell.location = drive.location
      let segment = add(cell, width: drive.width)
      low[segment] = UInt32(drives.count)
      drive.target = NetID(segment)
      drive.low = 0
      drives.append(drive)
    }
    let all = first..<cells.count
    var whole = drives[Int(low[vector])]
    cell = cells[vector]
    cell.operation = .concat
    cell.name = .none
    whole.width = UInt32(netlist.types.width(of: cell.type))
    whole.location = cell.location
    let concatenation = add(cell, width: whole.width)
    for segment in all.reversed() { operands.append(NetID(segment)) }
    whole.value = NetID(concatenation)
    low[vector] = UInt32(drives.count)
    drives.append(whole)
    flags[vector].insert(.assembled)
    return all
  }

  /// Makes an `extract` read the segments that have its bits.
  private func readSegments(_ net: Int, from: Int, width wanted: Int, of all: Range<Int>) {
    // The first segment that ends above `from`.
    var (first, end) = (all.lowerBound, all.upperBound)
    while first < end {
      let middle = (first + end) / 2
      if Int(cells[middle].auxiliary + width[middle]) <= from { first = middle + 1 } else { end = middle }
    }
    let position = Int(cells[net].firstOperand)
    if from + wanted <= Int(cells[first].auxiliary + width[first]) {
      operands[position] = NetID(first)
      cells[net].auxiliary = UInt32(from) - cells[first].auxiliary
      return
    }
    var parts: ContiguousArray<NetID> = []
    var segment = first
    while segment < all.upperBound, Int(cells[segment].auxiliary) < from + wanted {
      let start = Int(cells[segment].auxiliary)
      let lowest = max(from, start)
      let highest = min(from + wanted, start + Int(width[segment]))
      if highest - lowest == Int(width[segment]) {
        parts.append(NetID(segment))
      } else {
        var cell = cells[net]
        cell.name = .none
        cell.auxiliary = UInt32(lowest - start)
        let part = add(cell, width: UInt32(highest - lowest))
        operands.append(NetID(segment))
        parts.append(NetID(part))
      }
      segment += 1
    }
    var cell = cells[net]
    cell.operation = .concat
    cell.name = .none
    let concatenation = add(cell, width: UInt32(wanted))
    operands.append(contentsOf: parts.reversed())
    cells[net].operation = .cast
    operands[position] = NetID(concatenation)
  }

  // MARK: Finding the loops

  /// The wires and outputs that are driven in parts and that depend on themselves if vectors are taken whole.
  private func vectorsInLoops() -> ContiguousArray<UInt32> {
    var candidates: ContiguousArray<UInt32> = []
    for index in drives.indices where index > 0 && drives[index].target == drives[index - 1].target {
      let vector = drives[index].target
      if cells[vector.index].operation != .register, candidates.last != vector.raw { candidates.append(vector.raw) }
    }
    for net in cells.indices where isConditional(net) && cells[net].operation != .register {
      let isPartial = assignmentRange(net).contains {
        Int(assignments[Int(assignmentOrder[$0])].width) < netlist.types.width(of: cells[net].type)
      }
      if isPartial, driveRange(net).count < 2 { candidates.append(UInt32(net)) }
    }
    if candidates.isEmpty { return [] }
    candidates.sort()

    var graph = Graph()
    var registered: [UInt64: Bool] = [:]
    for net in cells.indices {
      addDependencies(of: net, to: &graph, &registered)
      graph.endNode()
    }
    let components = StrongComponents(graph, from: candidates)
    var isInLoop = ContiguousArray(filledWith: false, count: cells.count)
    for component in components.ends.indices {
      let range = components.range(component)
      if range.count > 1 { for member in range { isInLoop[Int(components.nodes[member])] = true } }
    }
    return candidates.filter { isInLoop[Int($0)] }
  }

  /// Adds an edge to each net that a net depends on in the same cycle.
  func addDependencies(of net: Int, to graph: inout Graph, _ registered: inout [UInt64: Bool]) {
    let cell = cells[net]
    var range = operandRange(net)
    switch cell.operation {
    case .input, .register, .literal, .instance, .memory, .memoryReadSync, .memoryWrite, .check, .inout: return
    case .wire, .output:
      for drive in driveRange(net) { graph.targets.append(drives[drive].value.raw) }
      if !isConditional(net) { return }
      var seen: Set<UInt32> = []
      for position in assignmentRange(net) {
        let assignment = assignments[Int(assignmentOrder[position])]
        graph.targets.append(assignment.value.raw)
        var branch = assignment.branch
        while branch != Branch.none, seen.insert(branches[Int(branch)].choice).inserted {
          let choice = choices[Int(branches[Int(branch)].choice)]
          forEachOperand(of: choice) { graph.targets.append($0.raw) }
          branch = choice.parent
        }
      }
      return
    case .instanceOutput:
      let instance = operand(net, 0)
      let definition = ModuleID(raw: cells[instance].auxiliary)
      let key = UInt64(definition.raw) << 32 | UInt64(cell.auxiliary)
      let isRegistered = registered[key] ?? self.isRegistered(definition, Int(cell.auxiliary))
      registered[key] = isRegistered
      if isRegistered { return }
      range = operandRange(instance)
    default: break
    }
    for position in range { graph.targets.append(operands[position].raw) }
  }

  /// Whether an output of another module is plainly a register or constant, so that no input reaches it in one cycle.
  private func isRegistered(_ definition: ModuleID, _ port: Int) -> Bool {
    guard let inner = netlist.module(definition) else { return false }
    var pending = ContiguousArray(inner.drives(of: NetID(port)).map(\.value))
    var steps = 0
    while let net = pending.popLast() {
      steps += 1
      if steps > 1024 { return false }
      switch inner.cells[net.index].operation {
      case .register, .literal, .memoryReadSync: break
      case .wire, .output: pending.append(contentsOf: inner.drives(of: net).map(\.value))
      case .cast, .extract, .concat, .not: pending.append(contentsOf: inner.operands(of: net))
      default: return false
      }
    }
    return true
  }
}
