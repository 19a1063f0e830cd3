import HwgenGenerator
import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes
import Testing

/// Requests for circuits: which are one, and what they are called.
@Suite struct CircuitTests {
  let fixture = GeneratorFixture()

  @Test("all forms of one request are one circuit, and different values different ones")
  func specialisation() throws {
    let generator = try fixture.unbuilt("G", "a: int, b: int = 8, derived c = a + b", "in x: UInt(c)")
    let wanted = try fixture.circuit(generator, "4")
    for arguments in ["4, 8", "a = 4", "b = 8, a = 4", "4, b = 2*4", "2 + 2", " 4", "004", "4"] {
      #expect(try fixture.circuit(generator, arguments) == wanted, "\(arguments)")
    }
    let swapped = try fixture.circuit(generator, "8, 4")
    #expect(swapped != wanted)
    #expect(fixture.name(wanted) == "G_4_8" && fixture.name(swapped) == "G_8_4")
    let other = try fixture.unbuilt("G", "a: int, b: int = 8", "in x: UInt(a)")
    #expect(try fixture.circuit(other, "4") != wanted)
    #expect(fixture.context.generator(of: wanted) == generator)
    let expressions = fixture.context.types.expressions
    #expect(fixture.context.values(of: wanted).map { expressions.text($0) } == ["4", "8", "12"])
  }

  @Test("a request that is refused leaves no circuit behind, and may be made again")
  func refusedRequests() throws {
    let generator = try fixture.unbuilt("G", "a: int >= 1", "in x: UInt(a)")
    let before = fixture.context.netlist.count
    for _ in 0..<2 {
      #expect(
        message { _ = try fixture.circuit(generator, "0") }
          == "g.py:9: error HW1004: `a` of G is 0; it must be at least 1")
      #expect(
        message { _ = try fixture.circuit(generator, "b = 0") }
          == "g.py:9: error HW1001: G has no parameter `b`; it has a")
      #expect(
        message { _ = try fixture.circuit(generator, "1 +") } == """
          g.py:9: error HW1008: column 4: expected an expression, and the text ends
              1 +
                 ^
            g.py:9: note: in the arguments of G
          """)
      #expect(message { _ = try fixture.circuit(generator, "1 / 0") }.contains("HW1011: in `1 / 0`: division by zero"))
    }
    #expect(fixture.context.netlist.count == before)
    #expect(fixture.name(try fixture.circuit(generator, "1")) == "G_1")
  }

  @Test("a declaration that is refused says where")
  func declarations() {
    #expect(message { _ = try fixture.unbuilt("module") }.hasPrefix("g.py:1: error HW1020: generator `module`"))
    #expect(message { _ = try fixture.unbuilt("") }.hasPrefix("g.py:1: error HW1020: generator `` has an empty name"))
    #expect(message { _ = try fixture.unbuilt(String(repeating: "x", count: 10_000)) }.contains("HW1020"))
    #expect(message { _ = try fixture.unbuilt("endmodule") }.contains("HW1020"))
    #expect(message { _ = try fixture.unbuilt("a\nb") }.contains("`a\\nb`"))
    #expect(message { _ = try fixture.unbuilt("G", "a") }.hasPrefix("g.py:1: error HW1016"))
    #expect(
      message { _ = try fixture.unbuilt("G", "a: int", members: "m: bool = a") }.hasPrefix("g.py:1: error HW1024"))
  }

  @Test("a name is the generator's and the values', legal whatever the values are")
  func names() throws {
    let cases = [
      ("a: int", "-5", "G_m5"), ("a: int", "123456789012345678901234567890", "G_123456789012345678901234567890"),
      ("a: bool, b: bool = false", "true", "G_true_false"), ("a: string", "\"x y.z\"", "G_x_y_z"),
      ("a: string", "\"\"", "G_"), ("a: string", "\"é\\n\\\"\"", "G_____"), ("a: type", "UInt(8)", "G_UInt_8_"),
      ("a: list(int)", "[1, -2]", "G_1_m2"), ("a: enum(fast, small)", "\"fast\"", "G_fast"),
      ("a: opaque", "opaque(\"k\")", "G_opaque__k__"), ("derived a = 4, b: int", "1", "G_1"), ("", "", "G"),
      ("a: string", "\"\(String(repeating: "x", count: 40))\"", "G_" + String(repeating: "x", count: 40)),
    ]
    for (parameters, arguments, wanted) in cases {
      #expect(fixture.name(try fixture.circuit(try fixture.unbuilt("G", parameters), arguments)) == wanted)
    }
    // `s_always` is a reserved word.
    #expect(fixture.name(try fixture.circuit(try fixture.unbuilt("s", "a: string"), "\"always\"")) == "s_always_")
  }

  @Test("beyond 40 characters a digest of all values stands for them")
  func digests() throws {
    let generator = try fixture.unbuilt("G", "a: string, b: int")
    let long = String(repeating: "x", count: 41)
    let names = try ["\"\(long)\", 1", "\"\(long)\", 2", "\"\(long)x\", 1"].map {
      fixture.name(try fixture.circuit(generator, $0))
    }
    #expect(Set(names).count == 3 && names.allSatisfy { $0.count == 12 && $0.hasPrefix("G_") })
    let again = GeneratorFixture()
    _ = try again.circuit(try again.unbuilt("Noise", "a: int"), "3")
    #expect(
      again.name(try again.circuit(try again.unbuilt("G", "a: string, b: int"), "\"\(long)\", 1")) == names[0])
  }

  @Test("circuits of one name are told apart by what they are, whatever else there is and came first")
  func suffixes() throws {
    func text(_ order: [Int], noise: Bool) throws -> String {
      let fixture = GeneratorFixture()
      if noise { _ = try fixture.circuit(try fixture.generator("G", "a: int, b: int", identity: "noise.G"), "1, 99") }
      let outer = try fixture.generator("G", "a: int, b: int", "out o: Bit")
      let inner = try fixture.generator("G_1", "a: int", "out o: UInt(2)")
      var circuits: [CircuitID?] = [nil, nil]
      for index in order {
        circuits[index] = try fixture.circuit(index == 0 ? outer : inner, index == 0 ? "1, 23" : "23")
      }
      let top = try fixture.generator("Top") { (builder, _) throws(Failure) in
        for circuit in circuits { _ = try builder.instance(of: circuit!) }
      }
      return try fixture.verilog(try fixture.circuit(top))
    }
    let wanted = try text([0, 1], noise: false)
    #expect(try text([1, 0], noise: true) == wanted)
    let modules = wanted.split(separator: "\n").filter { $0.hasPrefix("module ") }
    #expect(modules.count == 3 && modules[1...].allSatisfy { $0.hasPrefix("module G_1_23_") })
    #expect(modules[1] != modules[2])
  }

  @Test("a generator as a value names a circuit by what it is, not by when it was declared")
  func generatorValues() throws {
    func names(noise: Int) throws -> [String] {
      let fixture = GeneratorFixture()
      for index in 0..<noise { _ = try fixture.unbuilt("Noise\(index)") }
      _ = try fixture.generator("Stage", identity: "lib.Stage")
      let outer = try fixture.unbuilt("Chain", "s: generator, r: record, l: list(generator)", "in a: Bit")
      let circuit = try fixture.circuit(
        outer, "generator(\"lib.Stage\"), record(g: [generator(\"lib.Stage\")], n: 1), [generator(\"lib.Stage\")]")
      return [fixture.name(circuit), fixture.context.names[fixture.context.netlist[circuit].identity]]
    }
    let wanted = try names(noise: 0)
    #expect(wanted[1].hasPrefix("Chain(s = generator(\"lib.Stage\"), r = record(g: [generator(\"lib.Stage\")], n: 1)"))
    #expect(try names(noise: 12) == wanted)
  }

  @Test("two explicit names that are equal clash, and one keeps its name beside a circuit of that name")
  func explicitNames() throws {
    let context = fixture.context
    func module(_ line: Int) throws(Failure) -> CircuitID {
      let builder = try context.module(
        name: "M", interface: "", at: context.locations.intern(file: "m.py", line: line))
      try builder.finish()
      return builder.id
    }
    let (first, second) = (try module(1), try module(2))
    let other = try fixture.circuit(try fixture.generator("M"))
    func top(_ parts: [CircuitID]) throws(Failure) -> CircuitID {
      try fixture.circuit(
        try fixture.generator("Top") { (builder, _) throws(Failure) in
          for part in parts { _ = try builder.instance(of: part) }
        })
    }
    #expect(
      message { _ = try fixture.verilog(try top([first, second])) } == """
        m.py:2: error HW2020: two modules are named M
          m.py:1: note: the other module
          fix: name one of them otherwise
        """)
    let lines = try fixture.verilog(try top([other, first])).split(separator: "\n")
    let heads = lines.filter { $0.hasPrefix("module ") }.map {
      $0.dropFirst(7).prefix { $0 != " " && $0 != "(" && $0 != ";" }
    }
    #expect(heads.count == 3 && heads.contains("M") && heads[1].hasPrefix("M_") && heads[1].count == 8, "\(heads)")
  }
}
