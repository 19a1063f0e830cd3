import HwgenSupport

/// A design that is legal: a root and every module below it, each defined, none containing itself, without a
/// combinational loop, and without a value that crosses clock domains unless it is declared to. Only the checker can make
/// one; back ends read nothing else.
public struct CheckedNetlist {
  public let netlist: Netlist
  /// The module at the top: all others are below it.
  public let root: ModuleID
  /// The root first, then the others in the order of their first use, depth first.
  public let modules: [ModuleID]
  private let positions: IndexTable

  /// Checks the design below `root`. Linear in the cells of all its modules.
  public init(_ netlist: Netlist, root: ModuleID) throws(Failure) {
    self.netlist = netlist
    self.root = root
    let walk = try Hierarchy.walk(netlist, root: root)
    modules = walk.firstUse
    positions = walk.positions
    let loops = CombinationalLoops(netlist, childrenFirst: walk.childrenFirst)
    try loops.check()
    try ClockDomains(netlist, loops).check(childrenFirst: walk.childrenFirst)
  }

  /// The inside of a module, nil for an external one: with vectors taken apart whose bits feed each other.
  public func module(_ id: ModuleID) -> Module? { netlist.checkedModule(id) }

  /// Where a module stands in `modules`, or nil if it is not below the root.
  public func position(of id: ModuleID) -> Int? { Hierarchy.position(of: id, in: modules, positions) }
}

/// The order of the modules below a root.
enum Hierarchy {
  /// Both orders of the modules. Throws `selfContaining` with the cycle, or `bodyMissing`.
  static func walk(
    _ netlist: Netlist, root: ModuleID
  ) throws(Failure) -> (firstUse: [ModuleID], childrenFirst: [ModuleID], positions: IndexTable) {
    var firstUse: [ModuleID] = []
    var childrenFirst: [ModuleID] = []
    var positions = IndexTable()  // in `firstUse`
    var isDone: ContiguousArray<Bool> = []  // by position; false: on the path
    var path: [(id: ModuleID, module: Module?, nextCell: Int, via: LocationID)] = []
    func enter(_ id: ModuleID) {
      positions.insert(UInt32(firstUse.count), hash: id.hash)
      firstUse.append(id)
      isDone.append(false)
    }
    enter(root)
    path.append((root, netlist.module(root), 0, .unknown))
    while var top = path.popLast() {
      guard netlist.isDefined(top.id) else {
        throw Failure(
          .bodyMissing, "\(netlist.text(of: top.id)) has no body", at: netlist.locations[netlist[top.id].location])
      }
      var child: (ModuleID, LocationID)?
      if let module = top.module {
        while top.nextCell < module.cells.count, child == nil {
          let cell = module.cells[top.nextCell]
          if cell.operation == .instance { child = (ModuleID(raw: cell.auxiliary), cell.location) }
          top.nextCell += 1
        }
      }
      guard let (id, place) = child else {
        isDone[position(of: top.id, in: firstUse, positions)!] = true
        childrenFirst.append(top.id)
        continue
      }
      path.append(top)
      guard let known = position(of: id, in: firstUse, positions) else {
        enter(id)
        path.append((id, netlist.module(id), 0, place))
        continue
      }
      if !isDone[known] {
        let start = path.firstIndex { $0.id == id }!
        let cycle = path[start...].map { netlist.text(of: $0.id) } + [netlist.text(of: id)]
        throw Failure(
          .selfContaining, "a circuit contains itself: \(cycle.joined(separator: " → "))", at: netlist.locations[place],
          notes: path[(start + 1)...].map {
            .init("\(netlist.text(of: $0.id)) is instantiated here", at: netlist.locations[$0.via])
          })
      }
    }
    return (firstUse, childrenFirst, positions)
  }

  static func position(of id: ModuleID, in modules: [ModuleID], _ positions: IndexTable) -> Int? {
    positions.find(hash: id.hash) { modules[Int($0)] == id }.map { Int($0) }
  }
}
