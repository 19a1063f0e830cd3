import HwgenGenerator
import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import Testing

/// Interface templates: their text, and the ports that they give without a body.
@Suite struct InterfaceTests {
  let fixture = GeneratorFixture()

  @Test("an interface and everything about a circuit is known before, and without, its body")
  func knownAhead() throws {
    let generator = try fixture.generator(
      "Add", "bits: int >= 1, has_ce: bool = false, derived top = bits - 1",
      "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce", members: "latency: int = 2*bits"
    ) { (_, _) throws(Failure) in
      Issue.record("the body ran")
      throw Failure(.hostFailure, "the body ran")
    }
    let circuit = try fixture.circuit(generator, "16, has_ce = true")
    let context = fixture.context
    #expect(context.portText(of: circuit) == "in I0, I1: UInt(16); out O: UInt(16); in CE: Bit")
    #expect(context.argumentText(of: circuit) == "bits = 16, has_ce = true")
    #expect(try context.memberText(of: circuit) == "latency: int = 32")
    #expect(try fixture.integer("top", circuit) == 15)
    #expect(context.portText(of: try fixture.circuit(generator, "3")) == "in I0, I1: UInt(3); out O: UInt(3)")
    #expect(
      context.missingPort("CE", of: try fixture.circuit(generator, "3"), at: nil).description
        == "error HW2009: port `CE` of Add_3_false is absent: it exists if has_ce, and here has_ce = false")
  }

  @Test(
    "a port that is absent for these parameters is told from one that there never is",
    arguments: [
      ("CE", "HW2009: port `CE` of G_2_false is absent: it exists if p and n >= 3, and here n = 2, p = false"),
      ("q", "HW2009: port `q` of G_2_false is absent: it exists if p, and here p = false"),
      ("q_data", "HW2009: port `q_data` of G_2_false is absent: it exists if p, and here p = false"),
      ("lane_2", "HW2009: port `lane_2` of G_2_false is absent: it is repeated for i in 0..<n, and here n = 2"),
      ("lane", "HW2009: port `lane` of G_2_false is absent: it is repeated for i in 0..<n, and here n = 2"),
      ("CEx", "HW2008: G_2_false has no port `CEx`; it has clk, lane_0, lane_1"),
      ("CE_x", "HW2008: G_2_false has no port `CE_x`; it has clk, lane_0, lane_1"),
      ("lane_x", "HW2008: G_2_false has no port `lane_x`; it has clk, lane_0, lane_1"),
      ("clk_x", "HW2008: G_2_false has no port `clk_x`; it has clk, lane_0, lane_1"),
    ])
  func missing(name: String, expected: String) throws {
    let generator = try fixture.unbuilt(
      "G", "n: int, p: bool",
      "in clk: Clock; in CE: Bit if n > 2 and p; out q: {data: Bit, ok: Bit} if p; in lane[i]: Bit for i in 0..<n")
    let circuit = try fixture.circuit(generator, "2, false")
    #expect(message { _ = try fixture.context.portIndex(name, of: circuit, at: nil) } == "error " + expected)
  }

  @Test("each of many ports is found by its name, and no other", arguments: [1, 16, 17, 3000])
  func portTable(count: Int) throws {
    let generator = try fixture.unbuilt("G", "n: int, b: bool", "in x[i]: Bit for i in 0..<n; out y: Bit")
    let context = fixture.context
    for circuit in [
      try fixture.circuit(generator, "\(count), true"), try fixture.circuit(generator, "\(count), false"),
    ] {
      for index in 0..<count { #expect(try context.portIndex("x_\(index)", of: circuit, at: nil) == index) }
      #expect(try context.portIndex("y", of: circuit, at: nil) == count)
      #expect(message { _ = try context.portIndex("x_\(count)", of: circuit, at: nil) }.contains("HW2009"))
      #expect(context.portIndex(context.names.intern("n"), of: circuit) == nil)
    }
  }

  @Test("optional, repeated, record and flipped ports become plain ports, in the order of their declaration")
  func forms() throws {
    let interface = """
      in clk: Clock; in rst: AsyncReset if n > 1; in I[i]: UInt(8 + i) for i in 0..<n; in J[k]: Bits(w) for k in n..<2*n if w > 1;
      out p: {valid: Bit, data: {x: UInt(w), y: SInt(n)}, flip ready: Bit}; out a: Array(n, {u: Bit, v: Bit});
      in q[j]: {x: Bits(j + 1), flip y: Bit} for j in 1..<n
      """
    #expect(
      try fixture.ports("n: int, w: int", interface, "2, 3") == """
        in clk: Clock; in rst: AsyncReset; in I_0: UInt(8); in I_1: UInt(9); in J_2, J_3: Bits(3); \
        out p_valid: Bit; out p_data_x: UInt(3); out p_data_y: SInt(2); in p_ready: Bit; \
        out a: Array(2, {u: Bit, v: Bit}); in q_1_x: Bits(2); out q_1_y: Bit
        """)
    #expect(
      try fixture.ports("n: int, w: int", interface, "1, 1") == """
        in clk: Clock; in I_0: UInt(8); \
        out p_valid: Bit; out p_data_x: UInt(1); out p_data_y: SInt(1); in p_ready: Bit; \
        out a: Array(1, {u: Bit, v: Bit})
        """)
    #expect(
      try fixture.ports(
        "t: type, ws: list(int)", "in x: t; out y[i]: UInt(ws[i]) for i in 0..<len(ws)",
        "{a: Bit, flip b: Bit}, [3, 1]") == "in x_a: Bit; out x_b: Bit; out y_0: UInt(3); out y_1: UInt(1)")
  }

  @Test(
    "every form of a template prints as it is written, and reads back",
    arguments: [
      "", "in a: Bit", "in a, b: UInt(bits); out c: UInt(bits)", "in a: UInt(bits + 1) if has_ce",
      "in I[i]: UInt(bits + i) for i in 0..<bits", "in I[i], J[i]: Bit for i in 1..<2*bits if has_ce",
      "out p: {valid: Bit, flip ready: Bit}", "in a: Array(bits, {x: SInt(3)})", "in x: item", "in then: Bit",
      "in a: if has_ce then UInt(bits) else Bits(2)",
    ])
  func roundTrips(_ text: String) throws {
    let schema = try ParameterSchema.parse("bits: int, has_ce: bool, item: type", in: fixture.context.types)
    let template = try InterfaceTemplate.parse(text, schema: schema, in: fixture.context.types)
    let printed = template.text(in: fixture.context.types)
    #expect(printed.replacing("`then`", with: "then") == text)
    let again = try InterfaceTemplate.parse(printed, schema: schema, in: fixture.context.types)
    #expect(again.text(in: fixture.context.types) == printed)
  }

  @Test(
    "a template that can be seen to be wrong is refused when it is declared",
    arguments: [
      ("a: Bit", "HW1017: column 1: expected `in`, `out` or `inout`, and found `a`"),
      ("in a Bit", "HW1017: column 6: expected `:`, and found `Bit`"),
      ("in a: n", "HW1017: column 7: expected a type, and `n` is an integer"), ("in a: UInt(0)", "HW1019: "),
      ("in a: UInt(m)", "HW1009: "),
      ("in a: Bit if n", "HW1003: column 14: expected a boolean, and `n` is an integer"),
      ("in a: Bit; out a: Bit", "HW1018: two ports are named `a`"),
      ("in wire: Bit", "HW1020: column 4: port `wire` is a reserved word"),
      ("in a[i]: Bit", "HW1017: column 13: expected `for`"),
      ("in a[i]: Bit for j in 0..<n", "HW1017: column 18: the index is named `i`"),
      ("in a[i]: Bit for i in 0..n", "HW1017: column 24: expected `..<`"),
      ("in a[i], b[j]: Bit for i in 0..<n", "HW1017: column 10: the ports of one declaration"),
      ("in a[i]: Bit for i in 0..<i", "HW1009: "), ("in a: Bit in b: Bit", "HW1017: column 11: expected the end"),
      ("in a: {}", "HW1017: "),
    ])
  func refusedEarly(_ interface: String, _ wanted: String) {
    let refusal = message { _ = try fixture.generator("G", "n: int", interface) }
    #expect(refusal.hasPrefix("g.py:1: error \(wanted)"), "\(refusal)")
  }

  @Test(
    "a template that some parameters make wrong is refused for these, with the request and its place",
    arguments: [
      ("in a: UInt(n)", "HW1019: a width of 0; it must be 1 to 16777215"),
      ("in a: UInt(8 / n)", "HW1011: in `8 / n`: division by zero, n = 0"),
      ("in a[i]: UInt(i) for i in 0..<1", "HW1019: a width of 0; it must be 1 to 16777215"),
      ("in a[i]: Bit for i in n - 1..<3", "HW1019: `a` is repeated from -1 to 3"),
      ("in a: Array(2, {x: Bit, flip y: Bit})", "HW1023: port `a` is an array of records with flipped fields"),
      ("in a[i]: Bit for i in 0..<2; in a_1: Bit", "HW1018: module G_0 has two ports named `a_1`"),
      ("in a: {b: Bit}; in a_b: Bit if n == 0", "HW1018: module G_0 has two ports named `a_b`"),
      ("in a: Bit if n >= 0; in a: Bit if n >= -3", "HW1018: module G_0 has two ports named `a`"),
      ("in a[i]: Bit for i in 0..<pow(10, 30)", "HW1019: `a` is repeated from 0 to 1000"),
    ])
  func refusedLate(_ interface: String, _ wanted: String) throws {
    let generator = try fixture.unbuilt("G", "n: int", interface)
    let refusal = message { _ = try fixture.circuit(generator, "0") }
    #expect(refusal.contains("error \(wanted)"), "\(refusal)")
    if !wanted.hasPrefix("HW1018") {
      #expect(refusal.hasPrefix("g.py:9: ") && refusal.contains("note: in the interface of G(n = 0)"), "\(refusal)")
    }
    #expect(try fixture.ports("n: int", "in a: UInt(n)", "4") == "in a: UInt(4)")
  }

  @Test("a port that repeats no times has no type to be wrong")
  func emptyRepetition() throws {
    #expect(try fixture.ports("n: int", "in a[i]: UInt(8 / n) for i in 0..<n; in b: Bit", "0") == "in b: Bit")
    #expect(try fixture.ports("n: int", "in a[i]: Bit for i in 3..<n", "-5") == "")
  }

  @Test("for 1,000 random parameter sets the evaluated interface equals the ports of the elaborated module")
  func random() throws {
    var random = SplitMix64(seed: 20_26)
    let context = fixture.context
    let generator = try fixture.generator(
      "Random", "n: int, w: int >= 1, has: bool, ws: list(int)",
      """
      in clk: Clock; in a: UInt(2*w + n) if has; out b[i]: SInt(w + i*n) for i in 0..<n;
      out p: {x: Bits(w), flip y: UInt(n + 1)} if not has or n > 2; in c[i]: UInt(ws[i]) for i in 0..<len(ws)
      """)
    for _ in 0..<1000 {
      let (n, w, has) = (random.below(6), 1 + random.below(40), random.once(in: 2))
      let widths = (0..<random.below(4)).map { _ in 1 + random.below(9) }
      var wanted = ["in clk: Clock"]
      if has { wanted.append("in a: UInt(\(2 * w + n))") }
      for i in 0..<n { wanted.append("out b_\(i): SInt(\(w + i * n))") }
      if !has || n > 2 { wanted += ["out p_x: Bits(\(w))", "in p_y: UInt(\(n + 1))"] }
      for (i, width) in widths.enumerated() { wanted.append("in c_\(i): UInt(\(width))") }
      let arguments = "\(n), \(w), \(has), \(widths.isEmpty ? "empty(int)" : "\(widths)")"
      let circuit = try fixture.circuit(generator, arguments)
      let ports = context.netlist.ports(of: circuit)
      #expect(ports.map(text) == wanted, "seed 2026: \(arguments)")
      _ = try context.elaborate(circuit)
      let module = context.netlist.module(circuit)!
      #expect(module.portCount == ports.count)
      for (index, port) in ports.enumerated() {
        let cell = module.cells[index]
        #expect(
          cell.name == port.name && cell.type == port.type
            && cell.operation == (port.direction == .input ? .input : .output))
      }
    }
  }

  private func text(_ port: Port) -> String {
    "\(port.direction) \(fixture.context.names[port.name]): \(fixture.context.types.text(port.type))"
  }

  @Test("100,000 ports, repeated or written out")
  func manyPorts() throws {
    let repeated = try fixture.unbuilt("Repeated", "n: int", "in a[i]: UInt(8) for i in 0..<n")
    #expect(fixture.context.netlist.ports(of: try fixture.circuit(repeated, "100000")).count == 100_000)
    let text = (0..<100_000).map { "in a\($0): UInt(n)" }.joined(separator: ";")
    let written = try fixture.unbuilt("Written", "n: int", text)
    #expect(fixture.context.netlist.ports(of: try fixture.circuit(written, "3")).count == 100_000)
  }

  @Test("an interface over the budget of ports is refused, and the context goes on")
  func budget() throws {
    let generator = try fixture.unbuilt("Wide", "n: int", "in a[i]: Bit for i in 0..<n; in r: {x: Bit, y: Bit}")
    fixture.context.budget.ports = 5
    for count in ["4", "1000000000000", "5"] {
      #expect(
        message { _ = try fixture.circuit(generator, count) } == """
          g.py:9: error HW2017: the interface has more ports than its budget of 5
            g.py:9: note: in the interface of Wide(n = \(count))
            fix: raise the budget
          """)
    }
    #expect(fixture.context.netlist.ports(of: try fixture.circuit(generator, "3")).count == 5)
    fixture.context.budget.ports = 6
    #expect(fixture.context.netlist.ports(of: try fixture.circuit(generator, "4")).count == 6)
  }

  @Test("an expression of a million parentheses stands in an interface and in arguments")
  func deep() throws {
    let deep = String(repeating: "(", count: 1_000_000) + "8" + String(repeating: ")", count: 1_000_000)
    #expect(try fixture.ports("n: int", "in a: UInt(\(deep))", deep) == "in a: UInt(8)")
  }

  @Test("the index of a repetition hides a parameter of its name")
  func indexName() throws {
    #expect(
      try GeneratorFixture().ports("i: int, n: int", "in x[i]: UInt(i + 1) for i in 0..<n", "9, 2")
        == "in x_0: UInt(1); in x_1: UInt(2)")
  }

  @Test("a branch that no index takes may be no type")
  func branch() throws {
    #expect(
      try GeneratorFixture().ports("n: int", "in x[i]: if i < 5 then Bit else UInt(n) for i in 0..<2", "0")
        == "in x_0, x_1: Bit")
  }
}
