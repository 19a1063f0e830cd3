import HwgenSupport
import HwgenTypes

/// Looks for values that depend on themselves within one cycle, through the hierarchy.
///
/// Modules are taken children first; of a module, the inputs that every output depends on stand for the inside when an
/// instance is passed. They are found out when something above it has to be searched: most modules lead from their inputs
/// down to their outputs, cell by cell, and cannot hold a loop. The search is depth first with its own stack. It is linear in cells,
/// operands and drives (a slice of a target finds its drives by bisection); a summary costs for each output the cells
/// that it depends on, up to registers.
final class CombinationalLoops {
  let netlist: Netlist
  /// The modules, children first, and of how many there are summaries.
  private let order: [ModuleID]
  private var summarised = 0
  let summaries = CombinationalSummaries()
  private let dependencies: CombinationalDependencies
  // What the search of one module needs; kept, so that small modules cost no memory of their own.
  /// New, on the path, or done; in a summary, the output that a net was last reached from.
  @exclusivity(unchecked) private var state = Column<UInt32>()
  @exclusivity(unchecked) private var stack = Column<NetID>()
  @exclusivity(unchecked) private var path = Column<NetID>()
  /// What the net at hand depends on.
  @exclusivity(unchecked) private var next = Column<NetID>()

  private static let onPath: UInt32 = 1
  private static let done: UInt32 = 2

  init(_ netlist: Netlist, childrenFirst order: [ModuleID]) {
    self.netlist = netlist
    self.order = order
    dependencies = CombinationalDependencies(types: netlist.types, summaries: summaries)
  }

  /// Throws `combinationalLoop` with the first that there is.
  func check() throws(Failure) {
    for position in order.indices {
      guard let module = netlist.checkedModule(order[position]), !leadsDown(module) else { continue }
      summarise(before: position)
      dependencies.begin(module)
      guard let loop = findLoop(module) else { continue }
      try split(order[position], module, loop)
    }
  }

  /// Takes apart the vectors of a module that has a loop if they are taken whole, and if there still is one, at what its
  /// constants decide too. Throws if that leaves one.
  private func split(_ id: ModuleID, _ module: Module, _ loop: NetID) throws(Failure) {
    let draft = netlist.takeDraft()
    defer { netlist.giveBack(draft) }
    var (searched, loop) = (module, loop)
    for withConstants in [false, true] {
      dependencies.begin(module)
      let known = withConstants ? KnownBits(netlist, module) : nil
      let split = VectorSplit(netlist, module, dependencies, known: known)
      guard let split else {
        dependencies.begin(searched)
        throw report(id, searched, from: loop, isWhole: true)
      }
      draft.empty()
      try split.make(in: draft)
      searched = draft.module
      dependencies.begin(searched)
      guard let found = findLoop(searched) else { return netlist.split(id, draft) }
      loop = found
    }
    throw report(id, searched, from: loop)
  }

  /// The inputs that outputs depend on, of all modules.
  func allSummaries() -> CombinationalSummaries {
    summarise(before: order.count)
    return summaries
  }

  private func summarise(before position: Int) {
    while summarised < position {
      let id = order[summarised]
      if let module = netlist.checkedModule(id) {
        dependencies.begin(module)
        summarise(id, module)
      } else {
        summariseExternal(id)
      }
      summarised += 1
    }
  }

  /// A net that depends on itself; `path` ends with one that reads it.
  private func findLoop(_ module: Module) -> NetID? {
    stack.empty()
    state.refill(with: 0, count: module.cells.count)
    path.empty()
    for start in module.cells.indices where state[start] == 0 {
      stack.append(NetID(start))
      while let net = stack.last {
        switch state[net.index] {
        case 0:
          state[net.index] = CombinationalLoops.onPath
          path.append(net)
          next.empty()
          dependencies.add(of: net, to: &next)
          for index in next.indices {
            let net = next[index]
            if state[net.index] == CombinationalLoops.onPath { return net }
            if state[net.index] == 0 { stack.append(net) }
          }
        case CombinationalLoops.onPath:
          state[net.index] = CombinationalLoops.done
          path.removeLast()
          stack.removeLast()
        default: stack.removeLast()
        }
      }
    }
    return nil
  }

  /// Whether every cell depends on cells before it only, but for outputs that nothing in the module reads: then there is
  /// no loop, and nothing to search.
  private func leadsDown(_ module: Module) -> Bool {
    if module.hasAssignments { return false }
    let cells = module.cells.elements
    let operands = module.operands.elements
    for drive in module.drives {
      if cells[drive.value.index].operation == .output { return false }
      if drive.value.raw >= drive.target.raw, cells[drive.target.index].operation == .wire { return false }
    }
    var end = operands.count
    for index in cells.indices.reversed() {
      let isInstance = cells[index].operation == .instance
      let first = Int(cells[index].firstOperand)
      for position in first..<end where operands[position] != .none {
        let operand = operands[position]
        if isInstance && operand.index > index || cells[operand.index].operation == .output { return false }
      }
      end = first
    }
    return true
  }

  /// The loop in the direction of the values. The path leads from readers to what they read, and ends with a reader of
  /// `loop`, which is on it.
  private func report(_ id: ModuleID, _ module: Module, from loop: NetID, isWhole: Bool = false) -> Failure {
    let path = path.elements
    let cycle = Array(path.suffix(from: path.firstIndex(of: loop)!).reversed())
    let shown = cycle.filter(self.shown(of: cycle, in: module))
    let steps = shown.prefix(CombinationalLoops.maximumSteps)
    let texts = steps.map { netlist.pathText(of: $0, in: module) } + (shown.count > steps.count ? ["…"] : [])
    return Failure(
      .combinationalLoop,
      "a combinational loop in \(netlist.text(of: id)): " + (texts + texts.prefix(1)).joined(separator: " → "),
      at: netlist.locations[module.cells[loop.index].location],
      notes: self.steps(of: cycle, in: module).map { .init("through \($0.text)", at: netlist.locations[$0.location]) },
      fix: (cycle.contains { module.cells[$0.index].operation == .register }
        ? "take a synchronous reset: an asynchronous one changes its registers at once" : "break it with a register")
        + (port(in: cycle, module).map { port in
          "; or, if no bit of \(port) depends on itself, give its bits ports of their own"
        } ?? vector(in: cycle, module, isWhole).map { vector in
          "; or, if no bit of \(vector) depends on itself, drive its bits apart"
        } ?? ""))
  }

  /// A vector of which the loop reads a part, and whose bits are taken as one: all are (`isWhole`), or what drives it is
  /// arithmetic or an instance.
  private func vector(in cycle: [NetID], _ module: Module, _ isWhole: Bool) -> String? {
    guard isWhole || cycle.contains(where: { module.cells[$0.index].operation.takesBitsAsOne }) else { return nil }
    for net in cycle where module.cells[net.index].operation == .extract {
      let base = dependencies.base(of: net)
      let operation = module.cells[base.index].operation
      if operation == .wire || operation == .output { return netlist.pathText(of: base, in: module) }
    }
    return nil
  }

  /// An output of an instance of which the loop reads a part: a port is taken as one.
  private func port(in cycle: [NetID], _ module: Module) -> String? {
    for net in cycle where module.cells[net.index].operation == .extract {
      let base = dependencies.base(of: net)
      if module.cells[base.index].operation == .instanceOutput { return netlist.pathText(of: base, in: module) }
    }
    return nil
  }

  /// Keeps the inputs that each output depends on, by a search from each output.
  private func summarise(_ id: ModuleID, _ module: Module) {
    state.refill(with: 0, count: module.cells.count)
    summaries.add(id, portCount: module.portCount) { port, slots in
      guard module.cells[port].operation == .output else { return }
      let mark = UInt32(port + 1)
      let first = slots.count
      stack.append(NetID(port))
      state[port] = mark
      while let net = stack.popLast() {
        if module.cells[net.index].operation == .input { slots.append(UInt32(netlist.inputSlot(net.index, of: id))) }
        next.empty()
        dependencies.add(of: net, to: &next)
        for index in next.indices where state[next[index].index] != mark {
          state[next[index].index] = mark
          stack.append(next[index])
        }
      }
      slots.sort(from: first)
    }
  }
}

extension Operation {
  /// Whether a bit of the value may depend on fewer bits of the operands than the search for loops takes it to.
  fileprivate var takesBitsAsOne: Bool {
    switch self {
    case .instanceOutput, .negate, .add, .subtract, .multiply, .shiftLeft, .shiftRight, .index, .replace: true
    default: false
    }
  }
}
