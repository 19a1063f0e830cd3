import HwgenSupport
import HwgenTypes

/// One reset net has one kind. A type says which; a cast, or a Bit that is cast twice, may say something else of the
/// same net. No clocked block could have both, and tools find that the net is synchronous here and asynchronous there.
extension Netlist {
  /// The nets that are a synchronous reset to one reader and an asynchronous one to another: `mixedReset`, once for each.
  /// Asked only of modules in which something is cast to a reset. Linear in the module.
  func mixedResets(in module: Module, of id: ModuleID) -> [Diagnostic] {
    /// By net, the first reader that says of which kind it is.
    var first: [NetID: (isAsync: Bool, text: String, location: LocationID)] = [:]
    var told: Set<NetID> = []
    var found: [Diagnostic] = []

    func use(_ net: NetID, as type: TypeID, by text: @autoclosure () -> String, at location: LocationID) {
      let origin = resetOrigin(of: net, in: module)
      // A constant is no net.
      if module.cells[origin.index].operation == .literal { return }
      guard let other = first[origin] else {
        first[origin] = (type.isAsyncReset, text(), location)
        return
      }
      guard other.isAsync != type.isAsyncReset, told.insert(origin).inserted, found.count < 16 else { return }
      func kind(_ isAsync: Bool) -> String { isAsync ? "an asynchronous" : "a synchronous" }
      found.append(
        Diagnostic(
          .mixedReset,
          "\(pathText(of: origin, in: module)) of \(self.text(of: id)) is \(kind(other.isAsync)) reset \(other.text), and \(kind(type.isAsyncReset)) one \(text())",
          at: locations[location], notes: [.init(other.text, at: locations[other.location])],
          fix: "let it be of one kind everywhere, or take a ResetSynchroniser for those that want a synchronous one"))
    }

    for index in module.cells.indices {
      let net = NetID(index)
      let cell = module.cells[index]
      switch cell.operation {
      case .input, .instanceOutput:
        if cell.type.isReset { use(net, as: cell.type, by: "as declared", at: cell.location) }
      case .output:
        if cell.type.isReset {
          use(net, as: cell.type, by: "to output \(pathText(of: net, in: module))", at: cell.location)
        }
      case .register, .check:
        let reset = module.operand(cell.operation == .register ? 2 : 1, of: net)
        if reset == .none { continue }
        use(
          reset, as: module.cells[reset.index].type,
          by: cell.operation == .check ? "to a check" : "to register \(pathText(of: net, in: module))",
          at: cell.location)
      case .instance:
        let definition = ModuleID(raw: cell.auxiliary)
        var slot = 0
        for port in ports(of: definition) where port.direction.isOperand {
          if port.type.isReset {
            use(
              module.operand(slot, of: net), as: port.type,
              by: "to \(Identifier.quoted(names[port.name])) of an instance of \(self.text(of: definition))",
              at: cell.location)
          }
          slot += 1
        }
      default: break
      }
    }
    return found
  }

  /// The net that a reset is, through casts, inversions, crossings, and wires and outputs that it drives whole.
  private func resetOrigin(of net: NetID, in module: Module) -> NetID {
    var net = net
    // A loop is found later, by others.
    for _ in module.cells.indices {
      switch module.cells[net.index].operation {
      case .cast, .not, .crossing: net = module.operand(0, of: net)
      case .wire, .output:
        let drives = module.drives(of: net)
        guard drives.count == 1, !module.isConditional(net) else { return net }
        net = drives.first!.value
      default: return net
      }
    }
    return net
  }
}
