import HwgenNetlist
import HwgenSupport

#if canImport(Glibc)
  import Glibc
#endif

/// What one elaboration may use.
///
/// The depth is what ends a generator that asks for itself with ever other arguments: after 50,000 levels, in a second or
/// two, long before a million circuits. No tool takes a hierarchy that is as deep, and wide ones are not deep.
public struct ElaborationBudget: Sendable {
  /// Circuits below the one that is elaborated, and itself.
  public var circuits = 1_000_000
  /// Ports of one interface.
  public var ports = 1_000_000
  /// Cells of one module.
  public var cells = 100_000_000
  /// Seconds, looked at after each body; 0 is no bound.
  public var seconds = 0
  /// Instances within instances, from the circuit that is elaborated down: the shortest way to each counts.
  public var depth = 50_000
  /// Bits of one memory.
  public var memoryBits = 1 << 32

  public init() {}
}

extension Context {
  /// Runs every body that is still to run below `root`, first asked first, and checks the design.
  ///
  /// A body may ask for any circuit and has its interface at once; that circuit's body runs later, from the same
  /// work-list. So recursion needs no stack, and each body runs once. On failure the circuits that are done stay done,
  /// the others are as before, and the context goes on.
  public func elaborate(_ root: CircuitID) throws(Failure) -> CheckedNetlist {
    if !isComplete(root) {
      let start = Elapsed()
      var queue = [root]
      var seen = IndexTable()  // of the queue
      seen.insert(0, hash: hash(of: root))
      var next = 0
      // The queue holds the circuits level by level.
      var depth = 0
      var levelEnd = 1
      while next < queue.count {
        if next == levelEnd {
          depth += 1
          levelEnd = queue.count
        }
        let circuit = queue[next]
        next += 1
        if !netlist.isDefined(circuit) { try runBody(of: circuit) }
        if budget.seconds > 0, start.seconds > Double(budget.seconds) {
          throw Failure(
            .timeBudget,
            "elaborating \(netlist.text(of: root)) took longer than its budget of \(budget.seconds) s; \(next) circuits are done",
            at: locations[netlist[circuit].location])
        }
        guard let module = netlist.module(circuit) else { continue }
        var last = circuit
        for cell in module.cells where cell.operation == .instance {
          let child = CircuitID(raw: cell.auxiliary)
          if child == last || isComplete(child) { continue }
          last = child
          let hash = hash(of: child)
          if seen.find(hash: hash, { queue[Int($0)] == child }) != nil { continue }
          guard depth < budget.depth else {
            throw Failure(
              .depthBudget,
              "\(netlist.text(of: root)) holds instances deeper than its budget of \(budget.depth) levels; the last was of \(netlist.text(of: child))",
              at: locations[cell.location], fix: "end the recursion, or raise the budget")
          }
          guard queue.count < budget.circuits else {
            throw Failure(
              .circuitBudget,
              "\(netlist.text(of: root)) contains more than its budget of \(budget.circuits) circuits; the last was \(netlist.text(of: child))",
              at: locations[cell.location])
          }
          seen.insert(UInt32(queue.count), hash: hash)
          queue.append(child)
        }
      }
      let design = try CheckedNetlist(netlist, root: root)
      noteComplete(design)
      return design
    }
    return try CheckedNetlist(netlist, root: root)
  }

  private func hash(of circuit: CircuitID) -> UInt64 {
    var hash = StableHash()
    hash.combine(circuit.raw)
    return hash.value
  }

  private func runBody(of circuit: CircuitID) throws(Failure) {
    guard let id = generator(of: circuit), let body = self[id].body else {
      throw Failure(
        .bodyMissing, "\(netlist.text(of: circuit)) was begun and never finished",
        at: locations[netlist[circuit].location])
    }
    guard !running.contains(circuit), running.count < Context.maximumNesting else {
      throw Failure(
        .wrongState,
        running.contains(circuit)
          ? "\(netlist.text(of: circuit)) is elaborated in its own body"
          : "bodies that elaborate are nested \(running.count) deep, the last in \(netlist.text(of: running.last!))",
        at: locations[netlist[circuit].location], fix: "instantiate the circuit: its body runs later")
    }
    running.append(circuit)
    defer { running.removeLast() }
    let builder = ModuleBuilder(netlist, circuit)
    builder.location = netlist[circuit].location
    builder.cellBudget = budget.cells
    builder.memoryBudget = budget.memoryBits
    do {
      try body.build(builder, circuit)
      try builder.finish(reportingTo: log)
    } catch {
      throw error.inRequest(
        "in the body of \(names[netlist[circuit].identity])", locations[netlist[circuit].location])
    }
  }
}

/// Time since it was made, by a clock that never goes back.
private struct Elapsed {
  private let start: timespec

  init() { start = Elapsed.now }

  var seconds: Double {
    let now = Elapsed.now
    return Double(now.tv_sec - start.tv_sec) + Double(now.tv_nsec - start.tv_nsec) / 1e9
  }

  private static var now: timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time
  }
}
