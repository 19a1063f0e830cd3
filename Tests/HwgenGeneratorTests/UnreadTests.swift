import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// The notes on what a module is given or computes and nothing reads.
@Suite struct UnreadTests {
  let fixture = GeneratorFixture()
  var context: Context { fixture.context }

  /// The notes after the elaboration of one module.
  private func notes(_ interface: String, _ body: @escaping ClosureBody.Work) throws -> String {
    let generator = try fixture.generator("M", "", interface, body: body)
    _ = try context.elaborate(try fixture.circuit(generator))
    defer { context.log.removeAll() }
    return context.log.diagnostics.map(\.description).joined(separator: "\n")
  }

  @Test("an input that nothing reads, or only what is itself not read")
  func inputs() throws {
    let said = try notes("in a, b, c: UInt(8); out o: UInt(8)") { (builder, _) throws(Failure) in
      _ = try builder.binary(.add, builder.port(1), builder.port(2))
      try builder.drive(builder.port(3), with: try builder.unary(.not, builder.port(2)))
    }
    #expect(
      said == """
        g.py:1: note HW2022: input `a` of M is never read
        g.py:1: note HW2022: input `b` of M is read only by what is itself never read
        """)
  }

  @Test("wires, registers and named values that nothing reads; a bit that is read is enough")
  func values() throws {
    let context = context
    let said = try notes("in clk: Clock; in a: UInt(8); out o: Bit") { (builder, _) throws(Failure) in
      let types = context.types
      let byte = try types.vector(.uint, width: 8)
      builder.location = context.locations.intern(file: "m.py", line: 5)
      let wire = try builder.wire(byte)
      try builder.drive(wire, with: builder.port(1))
      let count = try builder.register(byte)
      try builder.setName(context.names.intern("count"), of: count)
      try builder.drive(count, with: try builder.binary(.add, count, wire))
      let named = try builder.unary(.not, builder.port(1))
      try builder.setName(context.names.intern("inverse"), of: named)
      let read = try builder.wire(byte)
      try builder.drive(read, with: builder.port(1))
      try builder.drive(builder.port(2), with: try builder.element(read, 3))
    }
    #expect(
      said == """
        g.py:1: note HW2022: input `clk` of M is read only by what is itself never read
        m.py:5: note HW2023: a wire of UInt(8) of M is read only by what is itself never read
        m.py:5: note HW2023: register `count` of M is read only by what is itself never read
        m.py:5: note HW2023: value `inverse` of M is never read
        """)
  }

  @Test("outputs of instances that nothing reads, one note for each instance, asked for or not")
  func instances() throws {
    let context = context
    let inner = try fixture.circuit(
      try fixture.external("Inner", "", "in a: Bit; out x: Bit; in b: Bit; out y, z: Bit"))
    let said = try notes("in a: Bit; out o: Bit") { (builder, _) throws(Failure) in
      for index in 0..<2 {
        let instance = try builder.instance(of: inner, name: index == 0 ? .none : context.names.intern("second"))
        try builder.connect(instance, port: 0, to: builder.port(0))
        try builder.connect(instance, port: 2, to: builder.port(0))
        if index == 1 { _ = try builder.output(instance, port: 3) }
        let used = try builder.output(instance, port: index == 0 ? 4 : 1)
        if index == 0 { try builder.drive(builder.port(1), with: used) }
      }
    }
    #expect(
      said == """
        g.py:1: note HW2023: outputs `x`, `y` of an instance of Inner are never read in M
        g.py:1: note HW2023: outputs `x`, `y`, `z` of instance `second` of Inner are never read in M
        """)
  }

  @Test("a policy silences the notes or makes them errors, and the body may then run again")
  func policies() throws {
    let generator = try fixture.generator("M", "", "in a: Bit")
    let circuit = try fixture.circuit(generator)
    #expect(context.log.setPolicy(.error, for: .unusedInput))
    let wanted = """
      g.py:1: error HW2022: input `a` of M is never read
        g.py:1: note: in the body of M()
      """
    for _ in 0..<2 { #expect(message { _ = try context.elaborate(circuit) } == wanted) }
    #expect(!context.netlist.isDefined(circuit))
    #expect(context.log.setPolicy(.silence, for: .unusedInput, file: "g.py", line: 1))
    _ = try context.elaborate(circuit)
    #expect(context.log.diagnostics.isEmpty)
  }

  @Test("a module is told of once")
  func once() throws {
    let leaf = try fixture.circuit(try fixture.generator("Leaf", "", "in a: Bit"))
    for name in ["A", "B"] {
      let top = try fixture.generator(name, "", "in a: Bit") { (builder, _) throws(Failure) in
        for _ in 0..<3 { try builder.connect(try builder.instance(of: leaf), port: 0, to: builder.port(0)) }
      }
      for _ in 0..<2 { _ = try context.elaborate(try fixture.circuit(top)) }
    }
    #expect(context.log.diagnostics.map(\.message) == ["input `a` of Leaf is never read"])
  }
}
