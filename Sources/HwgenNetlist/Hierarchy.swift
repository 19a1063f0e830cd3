import HwgenSupport

/// The modules below a root, and the root, in two orders.
final class Hierarchy {
  /// The root first, then the others in the order of their first use, depth first.
  @exclusivity(unchecked) private(set) var firstUse: [ModuleID] = []
  /// The same modules, each after all that it holds.
  @exclusivity(unchecked) private(set) var childrenFirst: [ModuleID] = []
  /// In `firstUse`.
  @exclusivity(unchecked) private var positions: IndexMap

  /// A module whose cells are being walked through.
  private struct Step: BitwiseCopyable {
    let position: Int
    /// Where it is instantiated first.
    let via: LocationID
    var nextCell = 0
  }

  /// Throws `selfContaining` with the cycle, or `bodyMissing`. Linear in the cells.
  init(_ netlist: Netlist, root: ModuleID) throws(Failure) {
    positions = IndexMap(count: netlist.count)
    var isDone: ContiguousArray<Bool> = []  // by position; false: on the path
    var path = Column<Step>()
    func enter(_ id: ModuleID, _ via: LocationID) throws(Failure) {
      guard netlist.isDefined(id) else {
        throw Failure(.bodyMissing, "\(netlist.text(of: id)) has no body", at: netlist.locations[netlist[id].location])
      }
      path.append(Step(position: firstUse.count, via: via))
      positions.set(id.raw, to: UInt32(firstUse.count))
      firstUse.append(id)
      isDone.append(false)
    }
    try enter(root, .unknown)
    walk: while let step = path.last {
      let id = firstUse[step.position]
      if let module = netlist.module(id), module.hasInstances {
        let cells = module.cells.elements
        var last: ModuleID?
        for index in step.nextCell..<cells.count where cells[index].operation == .instance {
          let child = ModuleID(raw: cells[index].auxiliary)
          // Instances of one module stand in rows.
          if child == last { continue }
          last = child
          guard let known = position(of: child) else {
            path[path.count - 1].nextCell = index + 1
            try enter(child, cells[index].location)
            continue walk
          }
          if !isDone[known] {
            throw Hierarchy.cycle(
              netlist, path.elements.map { (firstUse[$0.position], $0.via) }, child, cells[index].location)
          }
        }
      }
      isDone[step.position] = true
      childrenFirst.append(id)
      path.removeLast()
    }
  }

  /// Where a module stands in `firstUse`, or nil if it is not there.
  func position(of id: ModuleID) -> Int? { positions[id.raw].map { Int($0) } }

  private static func cycle(
    _ netlist: Netlist, _ path: [(id: ModuleID, via: LocationID)], _ id: ModuleID, _ place: LocationID
  ) -> Failure {
    let start = path.firstIndex { $0.id == id }!
    let cycle = path[start...].map { netlist.text(of: $0.id) } + [netlist.text(of: id)]
    return Failure(
      .selfContaining, "a circuit contains itself: \(cycle.joined(separator: " → "))", at: netlist.locations[place],
      notes: path[(start + 1)...].map {
        .init("\(netlist.text(of: $0.id)) is instantiated here", at: netlist.locations[$0.via])
      })
  }
}
