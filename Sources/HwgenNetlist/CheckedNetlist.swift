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
  private let hierarchy: Hierarchy

  /// Checks the design below `root`. Linear in the cells of all its modules.
  public init(_ netlist: Netlist, root: ModuleID) throws(Failure) {
    self.netlist = netlist
    self.root = root
    hierarchy = try Hierarchy(netlist, root: root)
    modules = hierarchy.firstUse
    let loops = CombinationalLoops(netlist, childrenFirst: hierarchy.childrenFirst)
    try loops.check()
    try ClockDomains(netlist, loops).check(childrenFirst: hierarchy.childrenFirst)
  }

  /// The inside of a module, nil for an external one: with vectors taken apart whose bits feed each other.
  public func module(_ id: ModuleID) -> Module? { netlist.checkedModule(id) }

  /// Where a module stands in `modules`, or nil if it is not below the root.
  public func position(of id: ModuleID) -> Int? { hierarchy.position(of: id) }
}
