import HwgenNetlist
import HwgenSupport

/// The names that a design's modules have in the text: as declared where they differ, with a digest of the module's
/// identity where they do not.
enum ModuleNames {
  static func settle(_ design: CheckedNetlist) throws(Failure) -> [ModuleID: String] {
    let netlist = design.netlist
    var groups: [NameID: [ModuleID]] = [:]
    for id in design.modules { groups[netlist[id].name, default: []].append(id) }
    var taken: [String: ModuleID] = [:]
    var result: [ModuleID: String] = [:]
    func isFixed(_ id: ModuleID) -> Bool { netlist[id].isNameExplicit || netlist[id].isExternal }
    func hasPort(_ id: ModuleID) -> Bool { netlist[id].ports.contains { $0.name == netlist[id].name } }

    for id in design.modules where isFixed(id) {
      let name = netlist.text(of: id)
      if hasPort(id), !netlist[id].isExternal {
        throw Failure(
          .nameClash, "module \(name) has a port of the same name", at: netlist.locations[netlist[id].location],
          fix: "rename one")
      }
      if let other = taken[name], !(netlist[id].isExternal && netlist[other].isExternal) {
        throw Failure(
          .nameClash, "two modules are named \(name)", at: netlist.locations[netlist[id].location],
          notes: [.init("the other module", at: netlist.locations[netlist[other].location])],
          fix: "name one of them otherwise")
      }
      taken[name] = id
      result[id] = name
    }
    for id in design.modules where !isFixed(id) {
      let name = netlist.text(of: id)
      if groups[netlist[id].name]!.count == 1, !hasPort(id) {
        taken[name] = id
        result[id] = name
      }
    }
    for id in design.modules where result[id] == nil {
      let name = netlist.text(of: id)
      let hash = StableHash.of(netlist[id].identity)
      var candidate = name + "_" + Digest.text(hash, count: 6)
      if let other = taken[candidate], netlist[other].identity != netlist[id].identity {
        candidate = name + "_" + Digest.text(hash, count: 12)
      }
      if let other = taken[candidate] {
        throw Failure(
          .nameClash, "two modules named \(name) have the same identity",
          at: netlist.locations[netlist[id].location],
          notes: [.init("the other module", at: netlist.locations[netlist[other].location])],
          fix: "name one of them otherwise")
      }
      taken[candidate] = id
      result[id] = candidate
    }
    return result
  }
}
