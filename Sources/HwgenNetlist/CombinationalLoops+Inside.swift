import HwgenSupport
import HwgenTypes

/// The way of a loop through the inside of instances, for its report: which values of the circuits below stand between
/// the input that the loop enters and the output that it leaves.
extension CombinationalLoops {
  /// A value on the way of a loop, as it is called, and where it was made.
  struct Step {
    let text: String
    let location: LocationID
  }

  private enum Way {
    case step(Step)
    /// Through a module, from an input to an output; how values in it are called ends so.
    case inside(ModuleID, input: Int, output: Int, suffix: String)
  }

  /// How many steps a report has.
  static let maximumSteps = 40

  /// The steps of a cycle in the direction of the values, each instance's output behind the way that leads to it. The
  /// cells that have no name are left out where there are many, and others have one.
  func steps(of cycle: [NetID], in module: Module) -> [Step] {
    var open = ways(cycle, after: cycle.last!, in: module, suffix: "")
    open.reverse()
    var found: [Step] = []
    while let way = open.popLast(), found.count < CombinationalLoops.maximumSteps {
      switch way {
      case .step(let step): found.append(step)
      case .inside(let id, let input, let output, let suffix):
        guard let inner = netlist.checkedModule(id) else { continue }
        var path = self.path(from: NetID(input), to: NetID(output), in: inner)
        if path.popLast() == nil { continue }
        open += ways(path, after: .none, in: inner, suffix: suffix).reversed()
      }
    }
    return found
  }

  private func ways(_ path: [NetID], after first: NetID, in module: Module, suffix: String) -> [Way] {
    let isShown = shown(of: path, in: module)
    var result: [Way] = []
    var before = first
    for net in path {
      if module.cells[net.index].operation == .instanceOutput,
        let inside = inside(net, from: before, in: module, suffix)
      {
        result.append(inside)
      }
      before = net
      guard isShown(net) else { continue }
      result.append(
        .step(
          Step(text: netlist.pathText(of: net, in: module) + suffix, location: module.cells[net.index].location)))
    }
    return result
  }

  /// What of a path is told.
  func shown(of path: [NetID], in module: Module) -> (NetID) -> Bool {
    func isNamed(_ net: NetID) -> Bool {
      let cell = module.cells[net.index]
      return !cell.name.isNone || cell.operation == .instanceOutput || cell.operation == .input
    }
    // A part of something without a name says nothing.
    func isTold(_ net: NetID) -> Bool {
      module.cells[net.index].operation != .extract || isNamed(net) || netlist.partText(of: net, in: module) != nil
    }
    if path.count > 8, path.contains(where: isNamed) { return isNamed }
    return path.contains(where: isTold) ? isTold : { _ in true }
  }

  /// The way through an instance to one of its outputs, from what one of its inputs reads.
  private func inside(_ net: NetID, from value: NetID, in module: Module, _ suffix: String) -> Way? {
    let instance = module.operand(0, of: net)
    let definition = ModuleID(raw: module.cells[instance.index].auxiliary)
    let output = Int(module.cells[net.index].auxiliary)
    for slot in summaries.slots(of: output, in: definition) {
      let position = Int(summaries.operands[slot])
      guard module.operand(position, of: instance) == value else { continue }
      for input in 0..<netlist.portCount(of: definition)
      where netlist.port(input, of: definition).direction.isOperand
        && netlist.inputSlot(input, of: definition) == position
      {
        let name = module.cells[instance.index].name
        let text =
          name.isNone ? "an instance of \(netlist.text(of: definition))" : Identifier.quoted(netlist.names[name])
        return .inside(definition, input: input, output: output, suffix: " of \(text)\(suffix)")
      }
    }
    return nil
  }

  /// A shortest way from an input of a module to one of its outputs, both with it; none if there is none.
  private func path(from input: NetID, to output: NetID, in module: Module) -> [NetID] {
    let dependencies = CombinationalDependencies(types: netlist.types, summaries: summaries)
    dependencies.begin(module)
    var readers: [NetID: NetID] = [output: .none]
    var queue: ContiguousArray<NetID> = [output]
    var position = 0
    var next = Column<NetID>()
    while position < queue.count, readers[input] == nil {
      next.empty()
      dependencies.add(of: queue[position], to: &next)
      for index in next.indices where readers[next[index]] == nil {
        readers[next[index]] = queue[position]
        queue.append(next[index])
      }
      position += 1
    }
    var path: [NetID] = []
    var at = input
    while at != .none, let reader = readers[at] {
      path.append(at)
      at = reader
    }
    return path
  }
}
