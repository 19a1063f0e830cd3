import HwgenSupport

/// A design that is legal: a root and every module below it, each defined, none containing itself, without a
/// combinational loop. Only the checker can make one; back ends read nothing else.
public struct CheckedNetlist {
  public let netlist: Netlist
  public let root: ModuleID
  /// The root first, then the others in the order of their first use, depth first.
  public let modules: [ModuleID]

  /// Checks the design below `root`. Linear in the cells of all its modules.
  public init(_ netlist: Netlist, root: ModuleID) throws(Failure) {
    self.netlist = netlist
    self.root = root
    let walk = try Hierarchy.walk(netlist, root: root)
    modules = walk.firstUse
    let loops = CombinationalLoops(netlist)
    try loops.check(childrenFirst: walk.childrenFirst)
  }
}

/// The order of the modules below a root.
enum Hierarchy {
  /// Both orders of the modules. Throws `selfContaining` with the cycle, or `bodyMissing`.
  static func walk(
    _ netlist: Netlist, root: ModuleID
  ) throws(Failure) -> (firstUse: [ModuleID], childrenFirst: [ModuleID]) {
    var firstUse: [ModuleID] = []
    var childrenFirst: [ModuleID] = []
    var state: [ModuleID: Bool] = [:]  // false: on the path; true: done
    var path: [(id: ModuleID, nextCell: Int, via: LocationID)] = [(root, 0, .unknown)]
    state[root] = false
    firstUse.append(root)
    while var top = path.popLast() {
      guard netlist.isDefined(top.id) else {
        throw Failure(
          .bodyMissing, "\(netlist.text(of: top.id)) has no body", at: netlist.locations[netlist[top.id].location])
      }
      var child: (ModuleID, LocationID)?
      if let module = netlist.module(top.id) {
        while top.nextCell < module.cells.count, child == nil {
          let cell = module.cells[top.nextCell]
          if cell.operation == .instance { child = (ModuleID(raw: cell.auxiliary), cell.location) }
          top.nextCell += 1
        }
      }
      guard let (id, place) = child else {
        state[top.id] = true
        childrenFirst.append(top.id)
        continue
      }
      path.append(top)
      switch state[id] {
      case true?: continue
      case nil:
        state[id] = false
        firstUse.append(id)
        path.append((id, 0, place))
      case false?:
        let start = path.firstIndex { $0.id == id }!
        let cycle = path[start...].map { netlist.text(of: $0.id) } + [netlist.text(of: id)]
        throw Failure(
          .selfContaining, "a circuit contains itself: \(cycle.joined(separator: " → "))", at: netlist.locations[place],
          notes: path[(start + 1)...].map {
            .init("\(netlist.text(of: $0.id)) is instantiated here", at: netlist.locations[$0.via])
          })
      }
    }
    return (firstUse, childrenFirst)
  }
}
