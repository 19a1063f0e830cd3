import HwgenSupport
import HwgenTypes

/// Looks for values that depend on themselves within one cycle, through the hierarchy.
///
/// Modules are taken children first; of each, the inputs that every output depends on are kept, and stand for the inside
/// when an instance is passed. Bits of one vector that are driven apart are apart: only the drives that overlap what is
/// read count. The walk is a depth-first search with its own stack; its cost is linear in cells, and for the summaries in
/// cells times the words of a set of inputs.
struct CombinationalLoops {
  let netlist: Netlist
  /// For each module and each output port, the indices of the input ports that it depends on.
  private var reached: [ModuleID: [Int: [Int]]] = [:]

  init(_ netlist: Netlist) { self.netlist = netlist }

  mutating func check(childrenFirst order: [ModuleID]) throws(Failure) {
    for id in order {
      guard let module = netlist.module(id) else { continue }
      try findLoop(id, module)
      reached[id] = summary(id, module)
    }
  }

  /// Calls `body` with every net that `net` depends on in the same cycle.
  private func forEachDependency(of net: NetID, in module: Module, _ body: (NetID) -> Void) {
    let cell = module.cells[net.index]
    switch cell.operation {
    case .input, .register, .literal, .instance: break
    case .output, .wire:
      for drive in module.drives(of: net) { body(drive.value) }
    case .instanceOutput:
      let instance = module.operand(0, of: net)
      let definition = ModuleID(raw: module.cells[instance.index].auxiliary)
      guard let inputs = reached[definition]?[Int(cell.auxiliary)] else { return }
      let ports = netlist[definition].ports
      for input in inputs {
        body(module.operand(ports[..<input].count { $0.direction == .input }, of: instance))
      }
    case .extract:
      var base = module.operand(0, of: net)
      var low = Int(cell.auxiliary)
      while module.cells[base.index].operation == .extract || module.cells[base.index].operation == .cast {
        if module.cells[base.index].operation == .extract { low += Int(module.cells[base.index].auxiliary) }
        base = module.operand(0, of: base)
      }
      let operation = module.cells[base.index].operation
      guard operation == .wire || operation == .output else { return body(base) }
      let high = low + netlist.types.width(of: cell.type)
      for drive in module.drives(of: base) where Int(drive.low) < high && Int(drive.low + drive.width) > low {
        body(drive.value)
      }
    default:
      for operand in module.operandRange(of: net) { body(module.operands[operand]) }
    }
  }

  private func findLoop(_ id: ModuleID, _ module: Module) throws(Failure) {
    // A cell may close a loop only through a target or an instance; a module without either has operands below each cell.
    guard
      module.cells.contains(where: { $0.operation == .wire || $0.operation == .output || $0.operation == .instance })
    else { return }
    var state = ContiguousArray<UInt8>(repeating: 0, count: module.cells.count)  // 0 new, 1 on the path, 2 done
    var stack: ContiguousArray<NetID> = []
    for start in module.cells.indices where state[start] == 0 {
      stack.append(NetID(start))
      while let net = stack.last {
        if state[net.index] == 0 {
          state[net.index] = 1
          var loop: NetID?
          forEachDependency(of: net, in: module) { next in
            if state[next.index] == 0 { stack.append(next) } else if state[next.index] == 1 { loop = loop ?? next }
          }
          if let loop {
            throw report(id, module, path: stack.filter { state[$0.index] == 1 }, from: loop)
          }
        } else {
          stack.removeLast()
          state[net.index] = 2
        }
      }
    }
  }

  private func report(_ id: ModuleID, _ module: Module, path: [NetID], from loop: NetID) -> Failure {
    let cycle = path.suffix(from: path.firstIndex(of: loop) ?? 0).reversed()
    func named(_ net: NetID) -> String {
      let cell = module.cells[net.index]
      return cell.name.isNone ? "\(cell.operation)" : Identifier.quoted(netlist.names[cell.name])
    }
    let steps = cycle.filter { !module.cells[$0.index].name.isNone || cycle.count <= 8 }.prefix(40)
    return Failure(
      .combinationalLoop,
      "a combinational loop in \(netlist.text(of: id)): "
        + (steps.map(named) + (steps.first.map { [named($0)] } ?? [])).joined(separator: " → "),
      at: netlist.locations[module.cells[loop.index].location],
      notes: steps.map { .init("through \(named($0))", at: netlist.locations[module.cells[$0.index].location]) },
      fix: "break it with a register")
  }

  /// The inputs that each output depends on, by a search from each output.
  private func summary(_ id: ModuleID, _ module: Module) -> [Int: [Int]] {
    var result: [Int: [Int]] = [:]
    var seen = ContiguousArray<UInt32>(repeating: 0, count: module.cells.count)
    var mark: UInt32 = 0
    var stack: ContiguousArray<NetID> = []
    for port in 0..<module.portCount where module.cells[port].operation == .output {
      mark += 1
      var inputs: [Int] = []
      stack.append(NetID(port))
      seen[port] = mark
      while let net = stack.popLast() {
        if module.cells[net.index].operation == .input { inputs.append(net.index) }
        forEachDependency(of: net, in: module) { next in
          if seen[next.index] != mark {
            seen[next.index] = mark
            stack.append(next)
          }
        }
      }
      result[port] = inputs.sorted()
    }
    return result
  }
}
