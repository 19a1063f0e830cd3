import HwgenSupport
import HwgenTypes

/// Looks for values that cross from one clock domain into another without being declared to.
///
/// A value is of the domain of the registers and memories that it comes from; literals, and values that are declared to
/// cross, are of none. Everything that is combined, and everything that a register or a memory's port takes, must be of one
/// domain. An input of a module is of the domain that it is read in, and of one only. Modules are taken children first, and
/// each but the root leaves a `DomainSummary`. The search is linear in cells, operands and drives, and is left out where
/// no module has more than one clock: then there is one domain.
struct ClockDomains {
  let netlist: Netlist
  private let loops: CombinationalLoops

  init(_ netlist: Netlist, _ loops: CombinationalLoops) {
    self.netlist = netlist
    self.loops = loops
  }

  func check(childrenFirst order: [ModuleID]) throws(Failure) {
    if hasOneClock(order) { return }
    let combinational = loops.allSummaries()
    var summaries: [ModuleID: DomainSummary] = [:]
    for id in order {
      guard let module = netlist.checkedModule(id) else {
        summaries[id] = DomainSummary(external: id, in: netlist)
        continue
      }
      let domains = ModuleDomains(netlist, id, module, combinational, summaries)
      domains.find()
      if !domains.found.isEmpty { throw Failure(domains.found) }
      summaries[id] = domains.summary()
    }
  }

  /// Whether no module has two clocks, nor makes one. Linear in the ports.
  private func hasOneClock(_ order: [ModuleID]) -> Bool {
    for id in order {
      var clocks = 0
      for index in 0..<netlist.portCount(of: id) {
        let port = netlist.port(index, of: id)
        if port.type == .clock, port.direction == .input { clocks += 1 }
      }
      if clocks > 1 || netlist.checkedModule(id)?.facts.makesClock == true { return false }
    }
    return true
  }
}
