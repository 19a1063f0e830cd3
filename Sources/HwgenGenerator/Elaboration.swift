import HwgenNetlist
import HwgenSupport

/// What one elaboration may use.
///
/// The depth is what ends a generator that asks for itself with ever other arguments: after 50,000 levels, in a second or
/// two, long before a million circuits. No tool takes a hierarchy that is as deep, and wide ones are not deep.
public struct ElaborationBudget: Sendable {
  /// Circuits below the one that is elaborated, and itself.
  public var circuits = 1_000_000
  /// Ports of one interface.
  public var ports = 1_000_000
  /// Cells of one module: each takes 150 bytes until its text is written.
  public var cells = 20_000_000
  /// Seconds, looked at after each body, and in it when it asks for a new circuit and every few thousand cells; 0 is no
  /// bound.
  public var seconds = 0
  /// Instances within instances, from the circuit that is elaborated down: the shortest way to each counts.
  public var depth = 50_000
  /// Bits of one memory.
  public var memoryBits = 1 << 32

  public init() {}
}

/// The elaboration that runs, and what it may use.
struct ElaborationWork {
  let root: CircuitID
  /// How many circuits there were before.
  let firstCircuit: Int
  let circuits: Int
  /// Nothing for no bound.
  let limit: TimeLimit?
  var progress = ElaborationProgress(done: 0, known: 1)
  /// What a body was told when it went past the budget: it ends the elaboration, whatever the body makes of it.
  var ended: Failure?

  init(root: CircuitID, firstCircuit: Int, budget: ElaborationBudget) {
    self.root = root
    self.firstCircuit = firstCircuit
    circuits = budget.circuits
    limit = budget.seconds > 0 ? TimeLimit(seconds: budget.seconds) : nil
  }
}

extension Context {
  /// Runs every body that is still to run below `root`, first asked first, and checks the design.
  ///
  /// A body may ask for any circuit and has its interface at once; that circuit's body runs later, from the same
  /// work-list. So recursion needs no stack, and each body runs once. On failure the circuits that are done stay done,
  /// the others are as before, and the context goes on. Throws `wrongState` in a body.
  public func elaborate(_ root: CircuitID) throws(Failure) -> CheckedNetlist {
    if let (other, frame) = running {
      let body = "the body of \(netlist.text(of: other))"
      // The stack grows down: who calls from above that place is not called by the body.
      if stackPlace() > frame {
        throw Failure(
          .wrongState, "\(body) was left by longjmp or by an exception",
          fix: "return HWGEN_HOST_FAILED from callbacks; make another context, as this one elaborates nothing any more")
      }
      throw Failure(
        .wrongState, "\(netlist.text(of: root)) is elaborated or printed in \(body)",
        fix: "ask for the circuit and use its interface; its body runs later")
    }
    return try runBodies(below: root)
  }

  /// A call of its own: what it has on the stack is below the place of who asks for it.
  @inline(never)
  private func runBodies(below root: CircuitID) throws(Failure) -> CheckedNetlist {
    if !isComplete(root) {
      let outer = work
      work = ElaborationWork(root: root, firstCircuit: circuits.count, budget: budget)
      defer { work = outer }
      var queue = [root]
      var seen = IndexMap(count: circuits.count)  // in the queue
      seen.set(root.raw, to: 0)
      var next = 0
      // The queue holds the circuits level by level.
      var depth = 0
      var levelEnd = 1
      while true {
        work?.progress = ElaborationProgress(done: next, known: queue.count)
        if next > 0, let failure = look() { throw failure.at(locations[netlist[queue[next - 1]].location]) }
        guard next < queue.count else { break }
        if next == levelEnd {
          depth += 1
          levelEnd = queue.count
        }
        let circuit = queue[next]
        next += 1
        if !netlist.isDefined(circuit) { try runBody(of: circuit) }
        guard let module = netlist.module(circuit), module.hasInstances else { continue }
        var last = circuit
        for cell in module.cells where cell.operation == .instance {
          let child = CircuitID(raw: cell.auxiliary)
          if child == last || isComplete(child) { continue }
          last = child
          if seen[child.raw] != nil { continue }
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
          seen.set(child.raw, to: UInt32(queue.count))
          queue.append(child)
        }
      }
      let design = try CheckedNetlist(netlist, root: root)
      noteComplete(design)
      return design
    }
    return try CheckedNetlist(netlist, root: root)
  }

  /// Right before a function of the host, which it may leave past the calls that run it, is called for a body.
  public func noteStack() { running?.frame = stackPlace() }

  /// Before a body makes a circuit that is new: what it asks for without end is in no queue yet.
  func checkWork(before generator: Generator) throws(Failure) {
    guard let work, running != nil else { return }
    if circuits.count - work.firstCircuit >= work.circuits {
      throw ended(
        Failure(
          .circuitBudget,
          "\(netlist.text(of: work.root)) asks for more circuits than its budget of \(work.circuits); the last was one of \(generator.name)",
          fix: "end the loop, or raise the budget"))
    }
    if let failure = look() { throw ended(failure) }
  }

  /// Tells the host how far the elaboration is, and looks whether it is to end.
  private func look() -> Failure? {
    guard let work else { return nil }
    if let limit = work.limit, limit.isOver {
      return Failure(
        .timeBudget,
        "elaborating \(netlist.text(of: work.root)) took longer than its budget of \(limit.seconds) s; \(work.progress.done) circuits are done",
        fix: "raise the budget, or look for an endless loop")
    }
    do throws(Failure) { try progress?(work.progress) } catch { return error }
    return nil
  }

  private func ended(_ failure: Failure) -> Failure {
    work?.ended = failure
    return failure
  }

  private func runBody(of circuit: CircuitID) throws(Failure) {
    guard let id = generator(of: circuit), let body = self[id].body else {
      throw Failure(
        .bodyMissing, "\(netlist.text(of: circuit)) was begun and never finished",
        at: locations[netlist[circuit].location])
    }
    running = (circuit, .max)
    defer { running = nil }
    let builder = ModuleBuilder(netlist, circuit)
    builder.location = netlist[circuit].location
    builder.cellBudget = budget.cells
    builder.memoryBudget = budget.memoryBits
    if progress != nil || work?.limit != nil { builder.look = { [self] in look().map(ended) } }
    defer { builder.look = nil }
    do throws(Failure) {
      try body.build(builder, circuit)
      if let ended = work?.ended { throw ended }
      try builder.finish(reportingTo: log)
    } catch {
      var failure = error
      if let ended = work?.ended, error.diagnostics.first?.code != ended.diagnostics[0].code {
        failure.diagnostics = ended.diagnostics + error.diagnostics
      }
      throw failure.inRequest(
        "in the body of \(names[netlist[circuit].identity])", locations[netlist[circuit].location])
    }
  }
}

/// Where the stack is.
@inline(never)
private func stackPlace() -> UInt {
  var here: UInt8 = 0
  return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
}
