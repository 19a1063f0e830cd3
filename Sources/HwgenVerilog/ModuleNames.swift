import HwgenNetlist
import HwgenSupport

/// The names that a design's modules have in the text: as declared where they differ, with a digest of the module's
/// identity where they do not.
public final class ModuleNames {
  private let design: CheckedNetlist
  /// By position in the design: the name with a digest of a module that has not its own.
  private let longer: [Int: String]

  /// The name of the module at a position in the design.
  public subscript(position: Int) -> String {
    longer[position] ?? design.netlist.text(of: design.modules[position])
  }

  func append(_ position: Int, to bytes: inout ByteBuffer) {
    if !longer.isEmpty, let text = longer[position] { return bytes.append(string: text) }
    bytes.append(design.netlist.name(of: design.modules[position]), in: design.netlist.names)
  }

  func write(_ position: Int, to writer: inout ByteWriter) {
    if !longer.isEmpty, let text = longer[position] { return writer.write(string: text) }
    design.netlist.names.write(design.netlist.name(of: design.modules[position]), to: &writer)
  }

  /// Settles the names. Throws `nameClash` as `VerilogPrinter` does.
  init(_ design: CheckedNetlist) throws(Failure) {
    let netlist = design.netlist
    let groups = Groups(design)
    // By group: the module that has the bare name.
    var owner = ContiguousArray<ModuleID?>(filledWith: nil, count: groups.counts.count)
    // By position: whether the module has its own name.
    var isSettled = ContiguousArray(filledWith: false, count: design.modules.count)
    var longer: [Int: String] = [:]
    // Inline Verilog is no module of the text.
    func isInline(_ id: ModuleID) -> Bool { netlist.external(id)?.inline != nil }
    func isFixed(_ id: ModuleID) -> Bool { netlist[id].isNameExplicit || netlist[id].isExternal }
    func hasPort(_ id: ModuleID) -> Bool { netlist.ports(of: id).contains { $0.name == netlist[id].name } }

    for (position, id) in design.modules.enumerated() where isFixed(id) {
      if isInline(id) {
        isSettled[position] = true
        continue
      }
      let name = netlist.text(of: id)
      if hasPort(id), !netlist[id].isExternal {
        throw Failure(
          .nameClash, "module \(name) has a port of the same name", at: netlist.locations[netlist[id].location],
          fix: "rename one")
      }
      if let other = owner[groups.group(position)], !(netlist[id].isExternal && netlist[other].isExternal) {
        throw Failure(
          .nameClash, "two modules are named \(name)", at: netlist.locations[netlist[id].location],
          notes: [.init("the other module", at: netlist.locations[netlist[other].location])],
          fix: "name one of them otherwise")
      }
      owner[groups.group(position)] = id
      isSettled[position] = true
    }
    for (position, id) in design.modules.enumerated() where !isFixed(id) {
      if groups.counts[groups.group(position)] == 1, !hasPort(id) {
        owner[groups.group(position)] = id
        isSettled[position] = true
      }
    }
    // The names with a digest that are taken.
    var taken: [String: ModuleID] = [:]
    func holder(_ name: String) -> ModuleID? {
      if let id = taken[name] { return id }
      guard let name = netlist.names.find(name), let group = groups.find(name) else { return nil }
      return owner[group]
    }
    for (position, id) in design.modules.enumerated() where !isSettled[position] {
      let name = netlist.text(of: id)
      let hash = netlist.names.hash(of: netlist[id].identity)
      var candidate = name + "_" + Digest.text(hash, count: 6)
      if let other = holder(candidate), netlist[other].identity != netlist[id].identity {
        candidate = name + "_" + Digest.text(hash, count: 12)
      }
      if let other = holder(candidate) {
        throw Failure(
          .nameClash, "two modules named \(name) have the same identity",
          at: netlist.locations[netlist[id].location],
          notes: [.init("the other module", at: netlist.locations[netlist[other].location])],
          fix: "name one of them otherwise")
      }
      taken[candidate] = id
      longer[position] = candidate
    }
    (self.design, self.longer) = (design, longer)
  }

  /// The modules by the name that they are declared with; a group is known by a small number.
  private struct Groups: ~Copyable {
    /// By name.
    private var groups: IndexMap
    private var groupOf = Column<UInt32>()
    /// By group: how many modules it has.
    private(set) var counts = Column<Int>()

    init(_ design: CheckedNetlist) {
      groups = IndexMap(count: design.netlist.names.count)
      for id in design.modules {
        let name = design.netlist.name(of: id)
        let group = find(name) ?? counts.count
        if group == counts.count {
          groups.set(name.raw, to: UInt32(group))
          counts.append(0)
        }
        counts[group] += 1
        groupOf.append(UInt32(group))
      }
    }

    func find(_ name: NameID) -> Int? { groups[name.raw].map { Int($0) } }

    /// The group of the module at a position in the design.
    func group(_ position: Int) -> Int { Int(groupOf[position]) }
  }
}
