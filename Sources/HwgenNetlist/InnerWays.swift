import HwgenSupport
import HwgenTypes

/// Where the values of a module's outputs are made, and where those of its inputs end, down through its instances. Made to
/// tell of a crossing: each question costs the cells of the modules that it leads through.
struct InnerWays {
  /// A register or a memory, with the instances that it stands in.
  struct End {
    let text: String
    let location: LocationID
  }

  private let netlist: Netlist

  init(_ netlist: Netlist) { self.netlist = netlist }

  /// A register or a memory that an output comes from.
  func source(of port: Int, in id: ModuleID) -> End? {
    var (id, port) = (id, port)
    var path = ""
    while let module = netlist.checkedModule(id) {
      guard let net = firstSource(of: NetID(port), in: module) else { return nil }
      let cell = module.cells[net.index]
      guard cell.operation == .instanceOutput else {
        return End(text: netlist.pathText(of: net, in: module) + path, location: cell.location)
      }
      let instance = module.operand(0, of: net)
      path = " of \(text(of: instance, in: module))" + path
      port = Int(cell.auxiliary)
      id = ModuleID(raw: module.cells[instance.index].auxiliary)
    }
    return nil
  }

  private func firstSource(of net: NetID, in module: Module) -> NetID? {
    var queue: ContiguousArray<NetID> = [net]
    var seen: Set<NetID> = [net]
    var next = 0
    while next < queue.count {
      let at = queue[next]
      next += 1
      switch module.cells[at.index].operation {
      case .register, .memoryRead, .memoryReadSync, .instanceOutput: return at
      case .crossing: break
      default: forEachOperand(of: at, in: module) { if seen.insert($0).inserted { queue.append($0) } }
      }
    }
    return nil
  }

  /// A register or a memory that takes an input.
  func sink(of port: Int, in id: ModuleID) -> End? {
    var (id, port) = (id, port)
    var path = ""
    while let module = netlist.checkedModule(id) {
      guard let (net, next) = firstSink(of: NetID(port), in: module, where: { _, _ in true }) else { return nil }
      let cell = module.cells[net.index]
      guard let next else {
        return End(text: netlist.pathText(of: net, in: module) + path, location: cell.location)
      }
      path = " of \(text(of: net, in: module))" + path
      port = next
      id = ModuleID(raw: cell.auxiliary)
    }
    return nil
  }

  /// The first cell with state, or instance and its port, that a net leads to within a cycle and that fits.
  func firstSink(of net: NetID, in module: Module, where fits: (NetID, Int?) -> Bool) -> (NetID, Int?)? {
    var readers: [NetID: [NetID]] = [:]
    for index in module.cells.indices where module.cells[index].operation != .crossing {
      forEachOperand(of: NetID(index), in: module) { readers[$0, default: []].append(NetID(index)) }
    }
    var queue: ContiguousArray<NetID> = [net]
    var seen: Set<NetID> = [net]
    var next = 0
    while next < queue.count {
      let at = queue[next]
      next += 1
      for reader in readers[at] ?? [] {
        switch module.cells[reader.index].operation {
        case .register, .memoryReadSync, .memoryWrite: if fits(reader, nil) { return (reader, nil) }
        case .instance:
          let definition = ModuleID(raw: module.cells[reader.index].auxiliary)
          for (port, declared) in netlist.ports(of: definition).enumerated()
          where declared.direction == .input
            && module.operand(netlist.inputSlot(port, of: definition), of: reader) == at && fits(reader, port)
          {
            return (reader, port)
          }
        default: if seen.insert(reader).inserted { queue.append(reader) }
        }
      }
    }
    return nil
  }

  /// Calls `body` with all that a cell takes, whether within a cycle or at the clock's edge.
  private func forEachOperand(of net: NetID, in module: Module, _ body: (NetID) -> Void) {
    for position in module.operandRange(of: net) where module.operands[position] != .none {
      body(module.operands[position])
    }
    for drive in module.drives(of: net) { body(drive.value) }
    module.forEachAssigned(to: net, low: 0, high: .max, body)
  }

  private func text(of instance: NetID, in module: Module) -> String {
    let cell = module.cells[instance.index]
    return cell.name.isNone
      ? "an instance of \(netlist.text(of: ModuleID(raw: cell.auxiliary)))"
      : Identifier.quoted(netlist.names[cell.name])
  }
}
