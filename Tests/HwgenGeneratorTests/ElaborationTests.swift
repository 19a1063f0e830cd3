import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// Bodies, run from one work-list: each once, in a stated order, within budgets.
@Suite struct ElaborationTests {
  let fixture = GeneratorFixture()
  var context: Context { fixture.context }

  /// A generator `n: int` whose body instantiates what `children` names, and notes in `ran` that it ran.
  private final class Log { var ran: [String] = [] }
  private func tree(
    _ name: String, _ log: Log, _ children: @escaping (Int) throws(Failure) -> [CircuitID]
  ) throws(Failure) -> GeneratorID {
    let fixture = fixture
    return try fixture.generator(name, "n: int") { (builder, circuit) throws(Failure) in
      log.ran.append(fixture.name(circuit))
      for child in try children(try fixture.integer("n", circuit)) { _ = try builder.instance(of: child) }
    }
  }

  @Test("a recursion with shrinking parameters ends, each body runs once, first asked first")
  func recursion() throws {
    let log = Log()
    var generator: GeneratorID?
    generator = try tree("Tree", log) { (n) throws(Failure) in
      if n == 0 { return [] }
      return [try fixture.circuit(generator!, "\(n - 1)"), try fixture.circuit(generator!, "\(n / 3)")]
    }
    let design = try context.elaborate(try fixture.circuit(generator!, "6"))
    #expect(log.ran == ["Tree_6", "Tree_5", "Tree_2", "Tree_4", "Tree_1", "Tree_0", "Tree_3"])
    #expect(design.modules.count == 7)
    _ = try context.elaborate(try fixture.circuit(generator!, "6"))
    _ = try context.elaborate(try fixture.circuit(generator!, "3"))
    #expect(log.ran.count == 7)
    _ = try context.elaborate(try fixture.circuit(generator!, "7"))
    #expect(log.ran.count == 8)
  }

  @Test("a recursion 20,000 deep needs no stack")
  func deepRecursion() throws {
    let log = Log()
    var generator: GeneratorID?
    generator = try tree("Deep", log) { (n) throws(Failure) in
      n == 0 ? [] : [try fixture.circuit(generator!, "\(n - 1)")]
    }
    #expect(try context.elaborate(try fixture.circuit(generator!, "20000")).modules.count == 20_001)
  }

  @Test("a generator that asks for itself for ever is stopped by its depth, and by the default within seconds")
  func endlessRecursion() throws {
    let log = Log()
    var generator: GeneratorID?
    generator = try tree("Endless", log) { (n) throws(Failure) in [try fixture.circuit(generator!, "\(n + 1)")] }
    context.budget.depth = 3
    let refusal = message { _ = try context.elaborate(try fixture.circuit(generator!, "0")) }
    #expect(
      refusal.contains(
        "error HW2025: Endless_0 holds instances deeper than its budget of 3 levels; the last was of Endless_4"))
    #expect(log.ran == ["Endless_0", "Endless_1", "Endless_2", "Endless_3"])
    context.budget.depth = ElaborationBudget().depth
    #expect(message { _ = try context.elaborate(try fixture.circuit(generator!, "0")) }.contains("HW2025"))
    #expect(log.ran.count == 50_001)
    // What is exactly as deep may be.
    context.budget.depth = 3
    var shrinking: GeneratorID?
    shrinking = try tree("Shrinking", log) { (n) throws(Failure) in
      n == 0 ? [] : [try fixture.circuit(shrinking!, "\(n - 1)"), try fixture.circuit(shrinking!, "0")]
    }
    #expect(try context.elaborate(try fixture.circuit(shrinking!, "3")).modules.count == 4)
    #expect(message { _ = try context.elaborate(try fixture.circuit(shrinking!, "8")) }.contains("HW2025"))
  }

  @Test("two generators may ask for each other")
  func mutualRecursion() throws {
    let log = Log()
    var odd: GeneratorID?
    let even = try tree("Even", log) { (n) throws(Failure) in n == 0 ? [] : [try fixture.circuit(odd!, "\(n - 1)")] }
    odd = try tree("Odd", log) { (n) throws(Failure) in n == 0 ? [] : [try fixture.circuit(even, "\(n - 1)")] }
    _ = try context.elaborate(try fixture.circuit(even, "3"))
    #expect(log.ran == ["Even_3", "Odd_2", "Even_1", "Odd_0"])
  }

  @Test("a circuit that contains itself is refused with its cycle")
  func cycles() throws {
    let log = Log()
    var generator: GeneratorID?
    generator = try tree("Ring", log) { (n) throws(Failure) in [try fixture.circuit(generator!, "\((n + 1) % 3)")] }
    let refusal = message { _ = try context.elaborate(try fixture.circuit(generator!, "0")) }
    #expect(
      refusal.contains("error HW2015: a circuit contains itself: Ring_0 → Ring_1 → Ring_2 → Ring_0"), "\(refusal)")
    let own = try tree("Own", log) { (_) throws(Failure) in [] }
    #expect(try context.elaborate(try fixture.circuit(own, "1")).modules.count == 1)
    // It is refused again, and nothing runs twice.
    #expect(message { _ = try context.elaborate(try fixture.circuit(generator!, "1")) }.contains("HW2015"))
    #expect(log.ran.count == 4)
  }

  @Test("a generator that never ends runs into the budget of circuits, and the context goes on")
  func circuitBudget() throws {
    let log = Log()
    var generator: GeneratorID?
    generator = try tree("Endless", log) { (n) throws(Failure) in [try fixture.circuit(generator!, "\(n + 1)")] }
    context.budget.circuits = 100
    let refusal = message { _ = try context.elaborate(try fixture.circuit(generator!, "0")) }
    #expect(
      refusal.contains(
        "error HW2016: Endless_0 contains more than its budget of 100 circuits; the last was Endless_100"), "\(refusal)"
    )
    #expect(log.ran.count == 100)
    let finite = try tree("Finite", log) { (_) throws(Failure) in [] }
    #expect(try context.elaborate(try fixture.circuit(finite, "0")).modules.count == 1)
  }

  @Test("the budget of cells bounds a module, and the body may run again under a greater one")
  func cellBudget() throws {
    let generator = try fixture.generator("Big", "", "in a: UInt(8); out o: UInt(8)") { (builder, _) throws(Failure) in
      var value = builder.port(0)
      for _ in 0..<50 { value = try builder.unary(.not, value) }
      try builder.drive(builder.port(1), with: value)
    }
    context.budget.cells = 40
    let circuit = try fixture.circuit(generator)
    #expect(
      message { _ = try context.elaborate(circuit) } == """
        g.py:1: error HW2018: module Big has reached its budget of 40 cells
          g.py:1: note: in the body of Big()
          fix: raise the budget
        """)
    context.budget.cells = 52
    #expect(try context.elaborate(circuit).modules.count == 1)
  }

  @Test("the budget of time ends a run between two bodies")
  func timeBudget() throws {
    let log = Log()
    var generator: GeneratorID?
    generator = try tree("Slow", log) { (n) throws(Failure) in
      let start = ContinuousClock.now
      while log.ran.count == 2, ContinuousClock.now - start < .milliseconds(1050) {}
      return [try fixture.circuit(generator!, "\(n + 1)")]
    }
    context.budget.seconds = 1
    let refusal = message { _ = try context.elaborate(try fixture.circuit(generator!, "0")) }
    #expect(refusal.contains("error HW2019: elaborating Slow_0 took longer than its budget of 1 s"), "\(refusal)")
    #expect(log.ran.count >= 2)
  }

  @Test("what a body makes of the end of its budget does not hide it", arguments: [false, true])
  func hiddenBudget(tellsOther: Bool) throws {
    let log = Log()
    let leaf = try tree("Leaf", log) { (_) throws(Failure) in [] }
    let asking = try fixture.generator("Asking", "") { (_, _) throws(Failure) in
      for index in 0..<200 { _ = try? fixture.circuit(leaf, "\(index)") }
      if tellsOther { throw Failure(.hostFailure, "something else") }
    }
    context.budget.circuits = 100
    let refusal = message { _ = try context.elaborate(try fixture.circuit(asking)) }
    #expect(refusal.hasPrefix("error HW2016:") || refusal.contains("g.py:1: error HW2016:"), "\(refusal)")
    #expect(refusal.contains("something else") == tellsOther)
  }

  @Test("a body that asks for circuits without end runs into the budget of circuits while it runs")
  func circuitsOfOneBody() throws {
    let log = Log()
    let leaf = try tree("Leaf", log) { (_) throws(Failure) in [] }
    var asked = 0
    let asking = try fixture.generator("Asking", "") { (_, _) throws(Failure) in
      for index in 0..<1000 {
        _ = try fixture.circuit(leaf, "\(index)")
        asked += 1
      }
    }
    context.budget.circuits = 100
    let refusal = message { _ = try context.elaborate(try fixture.circuit(asking)) }
    #expect(
      refusal.contains(
        "error HW2016: Asking asks for more circuits than its budget of 100; the last was one of Leaf"), "\(refusal)")
    #expect(asked == 100)
    // Each elaboration has its budget, and what is asked for outside of one has none.
    for index in 0..<300 { _ = try fixture.circuit(leaf, "\(index)") }
    #expect(try context.elaborate(try fixture.circuit(leaf, "7")).modules.count == 1)
    context.budget.circuits = 10_000
    _ = try context.elaborate(try fixture.circuit(asking))
    #expect(asked == 1100)
  }

  @Test("the budget of time ends a body that makes cells, or asks for circuits, without end")
  func timeOfOneBody() throws {
    let clock = ContinuousClock.now
    let making = try fixture.generator("Making", "", "in a: Bit") { (builder, _) throws(Failure) in
      let start = ContinuousClock.now
      while ContinuousClock.now - start < .seconds(4) { _ = try builder.unary(.not, builder.port(0)) }
    }
    let leaf = try tree("Leaf", Log()) { (_) throws(Failure) in [] }
    let asking = try fixture.generator("Asking", "") { (_, _) throws(Failure) in
      let start = ContinuousClock.now
      var index = 0
      while ContinuousClock.now - start < .seconds(4) {
        _ = try fixture.circuit(leaf, "\(index)")
        index += 1
      }
    }
    context.budget.seconds = 1
    for generator in [making, asking] {
      let circuit = try fixture.circuit(generator)
      let refusal = message { _ = try context.elaborate(circuit) }
      #expect(
        refusal.contains("error HW2019: elaborating \(fixture.name(circuit)) took longer than its budget of 1 s"),
        "\(refusal)")
    }
    #expect(ContinuousClock.now - clock < .seconds(7))
  }

  @Test("a body that fails leaves what is done, and can run again")
  func failingBody() throws {
    let log = Log()
    var isWell = false
    let leaf = try tree("Leaf", log) { (n) throws(Failure) in
      if n == 1, !isWell { throw Failure(.hostFailure, "the host has no answer") }
      return []
    }
    let top = try tree("Top", log) { (n) throws(Failure) in
      [try fixture.circuit(leaf, "0"), try fixture.circuit(leaf, "1"), try fixture.circuit(leaf, "2")]
    }
    let circuit = try fixture.circuit(top, "9")
    #expect(
      message { _ = try context.elaborate(circuit) } == """
        g.py:1: error HW8001: the host has no answer
          g.py:1: note: in the body of Leaf(n = 1)
        """)
    #expect(log.ran == ["Top_9", "Leaf_0", "Leaf_1"])
    #expect(context.netlist.isDefined(try fixture.circuit(leaf, "0")))
    isWell = true
    #expect(try context.elaborate(circuit).modules.count == 4)
    #expect(log.ran == ["Top_9", "Leaf_0", "Leaf_1", "Leaf_1", "Leaf_2"])
  }

  @Test("a body elaborates nothing")
  func nested() throws {
    var generator: GeneratorID?
    generator = try tree("Nest", Log()) { (n) throws(Failure) in
      _ = try context.elaborate(try fixture.circuit(generator!, "\(n + 1)"))
      return []
    }
    let refusal = message { _ = try context.elaborate(try fixture.circuit(generator!, "0")) }
    #expect(
      refusal == """
        g.py:1: error HW9006: Nest_1 is elaborated or printed in the body of Nest_0
          g.py:1: note: in the body of Nest(n = 0)
          fix: ask for the circuit and use its interface; its body runs later
        """)
  }

  @Test("a body that defines nothing is told what it left out")
  func emptyBody() throws {
    let generator = try fixture.generator("Idle", "", "in a: Bit; out o: Bit") { (_, _) throws(Failure) in }
    #expect(
      message { _ = try context.elaborate(try fixture.circuit(generator)) } == """
        g.py:1: error HW2001: output `o` has no driver in Idle
          g.py:1: note: in the body of Idle()
          fix: drive it
        """)
    #expect(context.log.diagnostics.isEmpty)
  }

  @Test("external circuits have an interface and close a branch")
  func external() throws {
    let box = try fixture.external("Ram", "depth: int", "in clk: Clock; in a: UInt(clog2(depth)); out q: Bits(8)")
    let top = try fixture.generator("Top", "", "in clk: Clock; in a: UInt(5); out q: Bits(8)") {
      (builder, _) throws(Failure) in
      let ram = try builder.instance(of: try fixture.circuit(box, "32"))
      try builder.connect(ram, port: 0, to: builder.port(0))
      try builder.connect(ram, port: 1, to: builder.port(1))
      try builder.drive(builder.port(2), with: try builder.output(ram, port: 2))
    }
    let text = try fixture.verilog(try fixture.circuit(top))
    #expect(text.contains("Ram #(.depth(32)) ram (") && !text.contains("module Ram"))
    #expect(try context.elaborate(try fixture.circuit(box, "4")).modules.count == 1)
  }

  @Test("a module that is begun and never finished is told when it is needed")
  func unfinished() throws {
    let begun = try context.module(name: "Begun", interface: "", at: fixture.declared)
    let top = try fixture.generator("Top") { (builder, _) throws(Failure) in _ = try builder.instance(of: begun.id) }
    #expect(
      message { _ = try context.elaborate(try fixture.circuit(top)) }
        .hasPrefix("g.py:1: error HW2021: Begun was begun and never finished"))
    try begun.finish()
    #expect(try context.elaborate(try fixture.circuit(top)).modules.count == 2)
  }

  @Test("the text does not depend on the order of unrelated requests")
  func deterministic() throws {
    func text(_ noise: [String]) throws -> String {
      let fixture = GeneratorFixture()
      for name in noise {
        let generator = try fixture.generator(name, "n: int, s: string", "in z\(name): UInt(n); out o: UInt(n)")
        _ = try fixture.context.elaborate(try fixture.circuit(generator, "\(noise.count), \"sum\""))
      }
      var adder: GeneratorID?
      adder = try fixture.generator("Sum", "n: int", "in a, b: UInt(n); out sum: UInt(n)") {
        (builder, circuit) throws(Failure) in
        let n = try fixture.integer("n", circuit)
        let sum = try builder.binary(.add, builder.port(0), builder.port(1))
        guard n > 1 else { return try builder.drive(builder.port(2), with: sum) }
        let inner = try builder.instance(of: try fixture.circuit(adder!, "\(n - 1)"))
        for port in 0..<2 { try builder.connect(inner, port: port, to: try builder.truncate(sum, width: n - 1)) }
        let low = try builder.extend(.zeroExtend, try builder.output(inner, port: 2), width: n)
        try builder.drive(builder.port(2), with: try builder.binary(.xor, sum, low))
      }
      return try fixture.verilog(try fixture.circuit(adder!, "4"))
    }
    let wanted = try text([])
    #expect(wanted.contains("module Sum_4"))
    #expect(try text(["Alpha", "Beta"]) == wanted)
    #expect(try text(["Zeta", "Beta", "Alpha", "sums"]) == wanted)
  }
}
