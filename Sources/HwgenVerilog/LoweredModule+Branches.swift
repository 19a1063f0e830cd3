import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowering of what is driven under conditions: branches that are always or never taken are resolved, and the targets
/// that are left are put into blocks.
extension LoweredModule {
  /// Takes in the constants, the memories and the program of a module.
  func beginParts(_ module: Module) {
    hasParts = module.hasParts
    literals = module.literals
    memories = module.memories
    choices = module.choices
    branches = module.branches
    keys = module.keys
    assignments = module.assignments
    assignmentOrder = module.assignmentOrder
    checks = module.checks
    beginAttributes(module)
    for assignment in assignments { flags[assignment.target.index].insert(.conditional) }
  }

  /// Whether the net is driven under conditions.
  @inline(__always)
  func isConditional(_ net: Int) -> Bool { flags[net].contains(.conditional) }

  /// The assignments of a target, as places in `assignmentOrder`, in the order of the program.
  func assignmentRange(_ net: Int) -> Range<Int> {
    guard isConditional(net) else { return 0..<0 }
    var first = 0
    var end = assignmentOrder.count
    while first < end {
      let middle = (first + end) / 2
      if assignments[Int(assignmentOrder[middle])].target.index < net { first = middle + 1 } else { end = middle }
    }
    end = first
    while end < assignmentOrder.count, assignments[Int(assignmentOrder[end])].target.index == net { end += 1 }
    return first..<end
  }

  /// Sorts the assignments by target after they have changed, and marks the targets that have some.
  func sortAssignments() {
    let all = assignments
    assignmentOrder = ContiguousArray(
      all.indices.map { UInt32($0) }.sorted { (all[Int($0)].target.raw, $0) < (all[Int($1)].target.raw, $1) })
    for net in cells.indices { flags[net].remove(.conditional) }
    for assignment in all { flags[assignment.target.index].insert(.conditional) }
  }

  /// Calls `body` with the selector or the conditions of a choice, and with the values of its cases.
  func forEachOperand(of choice: Choice, _ body: (NetID) -> Void) {
    if choice.isSwitch { body(choice.selector) }
    var branch = choice.first
    while branch != Branch.none {
      let inner = branches[Int(branch)]
      if inner.condition != .none { body(inner.condition) }
      for key in inner.firstKey..<inner.firstKey + inner.keyCount { body(keys[Int(key)]) }
      branch = inner.next
    }
  }

  /// Whether a case stands in the text as `default`: where it is one, where it is the last of all members of an enumeration
  /// with other patterns, and in a combinational block where it is the last of all values, since tools look for the word to
  /// see that nothing is held.
  func isWrittenAsDefault(_ branch: UInt32, isClocked: Bool) -> Bool {
    let inner = branches[Int(branch)]
    if inner.isRest { return true }
    return inner.next == Branch.none && choices[Int(inner.choice)].endsInDefault(isClocked: isClocked)
  }

  /// Whether a block may set a target and then set it again: it has a default, or assignments that exclude each other not.
  func maySetTwice(_ net: Int) -> Bool {
    let range = assignmentRange(net)
    if !range.isEmpty, !driveRange(net).isEmpty { return true }
    // In the order of the program, those that are next to each other tell of all.
    for position in range.dropFirst() {
      let (first, second) = (assignmentOrder[position - 1], assignmentOrder[position])
      if !excludes(assignments[Int(first)].branch, assignments[Int(second)].branch) { return true }
    }
    return false
  }

  /// Whether no more than one of two branches is taken: they are, or stand in, two branches of one choice.
  private func excludes(_ a: UInt32, _ b: UInt32) -> Bool {
    guard let (left, right) = zip(path(to: a), path(to: b)).first(where: { $0 != $1 }) else { return false }
    return branches[Int(left)].choice == branches[Int(right)].choice
  }

  /// The branches that a branch stands in, the outermost first, and itself; none for `Branch.none`.
  func path(to branch: UInt32) -> [UInt32] {
    var (path, branch) = ([UInt32](), branch)
    while branch != Branch.none {
      path.append(branch)
      branch = choices[Int(branches[Int(branch)].choice)].parent
    }
    return path.reversed()
  }

  // MARK: Constant conditions

  /// Resolves the branches whose conditions are constant. Returns whether a target has lost all of its assignments: what
  /// reads it may then be constant.
  func foldBranches() -> Bool {
    if assignments.isEmpty, checks.isEmpty { return false }
    // A register that folding has made a constant has no assignment.
    let isConstant = assignments.contains { cells[$0.target.index].operation == .literal }
    if isConstant {
      assignments = assignments.filter { cells[$0.target.index].operation != .literal }
      sortAssignments()
    }
    if assignments.isEmpty, checks.isEmpty { return false }
    // By branch: where its assignments stand now; nil for a branch that is never taken.
    var place = ContiguousArray<UInt32?>(repeating: nil, count: branches.count)
    var hasNews = false
    for index in choices.indices {
      let choice = choices[index]
      let parent: UInt32? = choice.parent == Branch.none ? Branch.none : place[Int(choice.parent)]
      hasNews =
        choice.isSwitch ? foldSwitch(index, parent, &place) || hasNews : foldWhen(index, parent, &place) || hasNews
      if let parent { choices[index].parent = parent }
    }
    if !hasNews { return false }
    for index in checks.indices where isOn(checks[index]) && checks[index].branch != Branch.none {
      checks[index].branch = place[Int(checks[index].branch)] ?? LoweredModule.never
    }
    var targets: Set<UInt32> = []
    var kept: ContiguousArray<Assignment> = []
    for var assignment in assignments {
      let new = assignment.branch == Branch.none ? Branch.none : place[Int(assignment.branch)]
      if new != assignment.branch { targets.insert(assignment.target.raw) }
      guard let new else { continue }
      assignment.branch = new
      kept.append(assignment)
    }
    assignments = kept
    sortAssignments()
    var isHeld = false
    var plain: Set<UInt32> = []
    for target in targets.sorted() where settle(Int(target), &plain) { isHeld = true }
    assignments.removeAll { plain.contains($0.target.raw) }
    if !plain.isEmpty { sortAssignments() }
    return isHeld || !plain.isEmpty
  }

  /// Keeps the branches of a `when` that may be taken. Returns whether others were.
  private func foldWhen(_ index: Int, _ parent: UInt32?, _ place: inout ContiguousArray<UInt32?>) -> Bool {
    var branch = choices[index].first
    var kept: [UInt32] = []
    var hasNews = false
    var isDecided = false
    while branch != Branch.none {
      let condition = branches[Int(branch)].condition
      let constant = condition == .none ? true : constantValue(condition.index).map { !$0.isZero }
      if isDecided || constant == false {
        hasNews = true
      } else {
        if condition != .none, constant == true {
          branches[Int(branch)].condition = .none
          hasNews = true
        }
        isDecided = constant == true
        kept.append(branch)
      }
      branch = branches[Int(branch)].next
    }
    relink(index, kept)
    guard let parent else { return hasNews }
    // What is left of it may be its `otherwise` alone.
    if kept.count == 1, branches[Int(kept[0])].isRest {
      place[Int(kept[0])] = parent
    } else {
      for branch in kept { place[Int(branch)] = branch }
    }
    return hasNews
  }

  private func relink(_ index: Int, _ kept: [UInt32]) {
    choices[index].first = kept.first ?? Branch.none
    choices[index].last = kept.last ?? Branch.none
    for (position, branch) in kept.enumerated() {
      branches[Int(branch)].next = position + 1 < kept.count ? kept[position + 1] : Branch.none
    }
  }

  /// The same for a `switch` over a constant.
  private func foldSwitch(_ index: Int, _ parent: UInt32?, _ place: inout ContiguousArray<UInt32?>) -> Bool {
    let value = constantValue(choices[index].selector.index)
    var branch = choices[index].first
    var taken: UInt32?
    while branch != Branch.none {
      let inner = branches[Int(branch)]
      if value == nil {
        if parent != nil { place[Int(branch)] = branch }
      } else if taken == nil {
        let isTaken =
          inner.isRest
          || (inner.firstKey..<inner.firstKey + inner.keyCount).contains { literal(keys[Int($0)].index) == value }
        if isTaken { taken = branch }
      }
      branch = inner.next
    }
    if value != nil, taken == nil, choices[index].takesLast { taken = choices[index].last }
    if let taken, let parent { place[Int(taken)] = parent }
    return value != nil
  }

  /// The value of a net that is a literal, or bits of one.
  private func constantValue(_ net: Int) -> BitVector? {
    let net = resolved(net)
    switch reading[net] {
    case .zero: return BitVector(width: Int(width[net]), low: 0)
    case .slice:
      let base = Int(target[net])
      guard cells[base].operation == .literal, reading[base] == .plain, !isLate(base) else { return nil }
      return literal(base).slice(low: Int(low[net]), width: Int(width[net]))
    case .plain, .alias: return cells[net].operation == .literal ? literal(net) : nil
    }
  }

  /// Gives a target that has lost a condition its drives. Returns true for a register that nothing sets any more.
  private func settle(_ net: Int, _ plain: inout Set<UInt32>) -> Bool {
    let range = assignmentRange(net)
    let isRegister = cells[net].operation == .register
    var pieces = driveRange(net).map { drives[$0] }
    if isRegister, range.isEmpty, pieces.isEmpty {
      var zero = cells[net]
      zero.operation = .literal
      zero.type = .bit
      zero.name = .none
      zero.auxiliary = 0
      operands[Int(cells[net].firstOperand) + ControlPosition.enable.rawValue] = NetID(add(zero, width: 1))
      return true
    }
    if range.contains(where: { assignments[Int(assignmentOrder[$0])].branch != Branch.none }) {
      if isRegister { hold(net, range) }
      return false
    }
    for position in range {
      let assignment = assignments[Int(assignmentOrder[position])]
      pieces.append(
        Drive(
          target: assignment.target, low: assignment.low, width: assignment.width, value: assignment.value,
          location: assignment.location))
    }
    if isRegister, let first = pieces.first {
      pieces.insert(
        Drive(target: NetID(net), low: 0, width: width[net], value: NetID(net), location: first.location), at: 0)
    }
    plain.insert(UInt32(net))
    let cuts = cuts(pieces, width[net])
    let first = drives.count
    for (low, high) in zip(cuts, cuts.dropFirst()) {
      let last = pieces.last { $0.low <= low && $0.low + $0.width >= high }!
      addDrive(net, low: low, high: high, of: last)
    }
    self.low[net] = UInt32(first)
    return false
  }

  /// Where the parts of a target begin that have one set of drives each, and its width.
  func cuts(_ pieces: [Drive], _ width: UInt32) -> [UInt32] {
    var cuts: Set<UInt32> = [0, width]
    for piece in pieces {
      cuts.insert(piece.low)
      cuts.insert(piece.low + piece.width)
    }
    return cuts.sorted()
  }

  /// Drives bits of a target with those of a drive.
  private func addDrive(_ net: Int, low: UInt32, high: UInt32, of drive: Drive) {
    var drive = drive
    drive.value = part(of: drive.value, from: low - drive.low, width: high - low)
    drive.low = low
    drive.width = high - low
    drives.append(drive)
  }

  /// Bits of a net, as a net: itself if they are all.
  func part(of value: NetID, from: UInt32, width wanted: UInt32) -> NetID {
    if wanted == width[value.index] { return value }
    var cell = cells[value.index]
    cell.operation = .extract
    cell.name = .none
    cell.auxiliary = from
    cell.type = .bit
    let net = add(cell, width: wanted)
    operands.append(value)
    return NetID(net)
  }

  /// Bits of a register that only branches set which are never taken hold their value.
  private func hold(_ net: Int, _ range: Range<Int>) {
    var pieces = driveRange(net).map { drives[$0] }
    let ownDrives = pieces.count
    for position in range {
      let assignment = assignments[Int(assignmentOrder[position])]
      pieces.append(
        Drive(
          target: assignment.target, low: assignment.low, width: assignment.width, value: assignment.value,
          location: assignment.location))
    }
    let own = Drive(
      target: NetID(net), low: 0, width: width[net], value: NetID(net), location: cells[net].location)
    let cuts = cuts(pieces, width[net])
    var missing: [(UInt32, UInt32)] = []
    for (low, high) in zip(cuts, cuts.dropFirst())
    where !pieces.contains(where: { $0.low <= low && $0.low + $0.width >= high }) { missing.append((low, high)) }
    if missing.isEmpty { return }
    let first = drives.count
    for index in 0..<ownDrives { drives.append(pieces[index]) }
    for (low, high) in missing { addDrive(net, low: low, high: high, of: own) }
    self.low[net] = UInt32(first)
  }

  // MARK: Blocks

  /// Puts the wires and outputs that are driven under conditions into combinational blocks: those that one choice drives
  /// together, unless one of them would then depend on the block that it stands in.
  func makeBlocks() {
    if assignments.isEmpty { return }
    var top = ContiguousArray<UInt32>(filledWith: 0, count: choices.count)
    for index in choices.indices {
      let parent = choices[index].parent
      top[index] = parent == Branch.none ? UInt32(index) : top[Int(branches[Int(parent)].choice)]
    }
    var members: ContiguousArray<(key: UInt32, net: UInt32)> = []
    for net in cells.indices where isConditional(net) && flags[net].contains(.live) && cells[net].operation != .register
    {
      var key: UInt32?
      for position in assignmentRange(net) {
        let branch = assignments[Int(assignmentOrder[position])].branch
        if branch == Branch.none { continue }
        let own = top[Int(branches[Int(branch)].choice)]
        key = key == nil || key == own ? own : UInt32(choices.count + net)
      }
      members.append((key ?? UInt32(choices.count + net), UInt32(net)))
    }
    members.sort { ($0.key, $0.net) < ($1.key, $1.net) }
    let isApart = membersInLoops(members)
    var last: UInt32?
    for member in members {
      if member.key != last || isApart.contains(member.key) {
        blocks.append(UInt32(blockMembers.count))
        last = member.key
      }
      blockMembers.append(member.net)
    }
  }

  /// The keys of the blocks that depend on themselves.
  private func membersInLoops(_ members: ContiguousArray<(key: UInt32, net: UInt32)>) -> Set<UInt32> {
    var found: Set<UInt32> = []
    var first: [UInt32: UInt32] = [:]
    var block: [UInt32: UInt32] = [:]  // by member: the first one of its block
    var others: [UInt32: [UInt32]] = [:]
    for member in members {
      let head = first[member.key] ?? member.net
      first[member.key] = head
      block[member.net] = head
      others[head, default: []].append(member.net)
    }
    if block.count == first.count { return [] }
    var graph = Graph()
    var registered: [UInt64: Bool] = [:]
    for net in cells.indices {
      let start = graph.targets.count
      if let head = block[UInt32(net)] {
        if head == UInt32(net) {
          for member in others[head]! { addDependencies(of: Int(member), to: &graph, &registered) }
        }
      } else {
        addDependencies(of: net, to: &graph, &registered)
      }
      for position in start..<graph.targets.count {
        guard let head = block[graph.targets[position]] else { continue }
        graph.targets[position] = head
        if head == UInt32(net) { found.insert(key(of: head, members)) }
      }
      graph.endNode()
    }
    let components = StrongComponents(graph, from: ContiguousArray(others.keys.sorted()))
    for component in components.ends.indices {
      let range = components.range(component)
      if range.count == 1 { continue }
      for member in range {
        let net = components.nodes[member]
        if others[net] != nil { found.insert(key(of: net, members)) }
      }
    }
    return found
  }

  private func key(of head: UInt32, _ members: ContiguousArray<(key: UInt32, net: UInt32)>) -> UInt32 {
    members.first { $0.net == head }!.key
  }

  /// Whether the text of a net, where it is read, selects bits of something.
  func readsSelect(_ net: Int) -> Bool {
    let net = resolved(net)
    if flags[net].contains(.named) { return false }
    switch reading[net] {
    case .slice: return cells[Int(target[net])].operation != .literal || flags[Int(target[net])].contains(.named)
    case .zero, .alias: return false
    case .plain: return flags[net].contains(.hasSelect)
    }
  }
}
