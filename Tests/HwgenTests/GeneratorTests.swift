import Hwgen
import Testing

@testable import AddExample
@testable import SystolicExample

@Suite struct GeneratorTests {
  @Test("the four styles of the adder print the same", arguments: [false, true])
  func styles(hasCE: Bool) throws {
    let templated = try Add(bits: 16, hasCE: hasCE).circuit(in: Context()).verilog()
    #expect(templated.hasPrefix("module Add_16_\(hasCE) ("))
    #expect(try add(bits: 16, hasCE: hasCE, in: Context()).verilog() == templated)
    #expect(try SimpleAdd(bits: 16, hasCE: hasCE).generate(in: Context()).verilog() == templated)
    #expect(try ErgonomicAdd(Context())(bits: 16, hasCE: hasCE).verilog() == templated)
  }

  @Test("equal requests are one circuit, others are not; the ergonomic style makes each once")
  func identity() throws {
    let context = Context()
    let circuit = try Add(bits: 8).circuit(in: context)
    #expect(try Add(bits: 8, hasCE: false).circuit(in: context) == circuit)
    #expect(try Add { $0.bits = 8 }.circuit(in: context) == circuit)
    #expect(try Add(bits: 9).circuit(in: context) != circuit)
    #expect(try Add(bits: 8).circuit(in: Context()) != circuit)
    let ergonomic = ErgonomicAdd(context)
    #expect(try ergonomic(bits: 8) == ergonomic(bits: 8, hasCE: false))
    #expect(try ergonomic(bits: 8) != ergonomic(bits: 8, hasCE: true))
  }

  @Test("names, ports, arguments and members are known before a body runs")
  func beforeElaboration() throws {
    struct Silent: Generator {
      @Parameter(min: 1) var n: Int
      var members: [Member] { [Member("latency", 2 * $n)] }
      var interface: Interface {
        Input("x", as: .array($n, .sint(4)))
        Output("y", as: .bits(4 * $n))
      }
      func body(_ io: IO) throws { Issue.record("the body ran") }
    }
    let circuit = try Silent { $0.n = 3 }.circuit(in: Context())
    #expect(circuit.name == "Silent_3")
    #expect(circuit.ports.map(\.name) == ["x", "y"])
    #expect(circuit.ports.map(\.direction) == [.input, .output])
    #expect(circuit.ports[1].type == .bits(12))
    #expect(circuit.ports[0].width == 12)
    #expect(circuit.interface == "in x: Array(3, SInt(4)); out y: Bits(12)")
    #expect(circuit.arguments == "n = 3")
    #expect(try circuit.members() == "latency: int = 6")
    #expect(try circuit.value("latency", as: Int.self) == 6)
    #expect(try circuit.value("n") == Integer(3))
    #expect(failure { _ = try circuit.value("n", as: Bool.self) }?.diagnostics[0].code == .wrongKind)
    #expect(failure { _ = try circuit.value("area", as: Int.self) }?.diagnostics[0].code == .unknownMember)
  }

  @Test("a type's declaration is the core's, names in its spelling")
  func declaration() throws {
    let declared = try Counter.declared(in: Context())
    #expect(declared.name == "Counter")
    #expect(declared.doc == "A counter.")
    #expect(
      declared.parameters
        == "width: int in 1..64 = 8 \"bits of the count\", mode: enum(up, down) = \"up\", steps: list(int) = [1, 2], start_value: int = 0, derived step_count = len(steps), require pow(2, width) >= start_value + 1"
    )
    #expect(declared.parameterDescriptions.map(\.name) == ["width", "mode", "steps", "start_value", "step_count"])
    #expect(declared.parameterDescriptions.map(\.doc) == ["bits of the count", "", "", "", ""])
    #expect(declared.memberDocs.map(\.name) == ["latency"])
    #expect(declared.memberDocs.map(\.doc) == ["in cycles"])
    #expect(
      declared.interface == "in clk: Clock; in rst: Reset; in enable: Bit if width >= 2; out count: UInt(width)")
    #expect(declared.members == "latency: int = step_count + 1 \"in cycles\"; is_up: bool = mode == \"up\"")
  }

  @Test("all kinds of parameters reach the body as the circuit has them")
  func kinds() throws {
    let circuit = try Counter {
      $0.width = 4
      $0.mode = .down
      $0.steps = [1, 3, 5]
      $0.start = 2
    }.circuit(in: Context())
    #expect(try circuit.value("step_count", as: Int.self) == 3)
    #expect(try circuit.value("steps", as: [Int].self) == [1, 3, 5])
    #expect(try circuit.value("mode", as: Counter.Mode.self) == .down)
    let text = try circuit.verilog()
    #expect(text.contains("count_reg <= 4'b0010") || text.contains("count_reg <= 4'd2"))
    #expect(text.contains("count_reg - 4'd5"))
  }

  @Test("a value of an object's copy is its own")
  func copies() {
    let first = Add(bits: 8)
    var second = first
    second.bits = 9
    #expect(first.bits == 8)
    #expect(second.bits == 9)
  }

  @Test("a type parameter is a type")
  func typeParameter() throws {
    struct Wire: Generator {
      @Parameter var item: HardwareType = .uint(8)
      var interface: Interface {
        Input("x", as: .parameter($item))
        Output("y", as: .parameter($item))
      }
      func body(_ io: IO) { io.y <== io.x }
    }
    let context = Context()
    #expect(try Wire().circuit(in: context).interface == "in x: UInt(8); out y: UInt(8)")
    #expect(try Wire { $0.item = .sint(3) }.circuit(in: context).ports[0].type == .sint(3))
    #expect(try Wire { $0.item = .uint(8) }.circuit(in: context) == Wire().circuit(in: context))
  }

  @Test("an interface that reads a value instead of the parameter is refused")
  func valueInInterface() throws {
    struct Careless: Generator {
      @Parameter var n = 4
      var interface: Interface { Input("x", as: .uint(n)) }
    }
    let failed = failure { _ = try Careless().circuit(in: Context()) }
    #expect(failed?.diagnostics[0].code == .interfaceSyntax)
    #expect(failed?.diagnostics[0].fix == "write `$n`")
  }

  @Test("a class and a struct with other properties can be generators")
  func otherShapes() throws {
    final class Boxed: Generator {
      @Parameter var n = 4
      init() {}
      var interface: Interface {
        Input("x", as: .uint($n))
        Output("y", as: .uint($n))
      }
      func body(_ io: IO) { io.y <== io.x }
    }
    struct Noted: Generator {
      var note: String? = "not a parameter"
      @Parameter var n = 4
      var flag = true
      @Parameter var m: Int
      var interface: Interface {
        Input("x", as: .uint($n))
        Output("y", as: .uint($n * $m))
      }
      func body(_ io: IO) { io.y <== io.x.zext(n * m) }
    }
    #expect(try Boxed { $0.n = 5 }.circuit(in: Context()).verilog().hasPrefix("module Boxed_5 ("))
    #expect(try Noted { $0.m = 2 }.circuit(in: Context()).verilog().contains("{4'b0, x}"))
  }

  @Test("a recursive generator needs no stack, and each size is one module")
  func recursion() throws {
    let text = try Sum { $0.n = 100 }.circuit(in: Context()).verilog()
    #expect(text.components("endmodule") == Set([100, 50, 25, 13, 12, 7, 6, 4, 3, 2, 1]).count)
  }

  @Test("a chain of ten thousand circuits is elaborated")
  func depth() throws {
    struct Chain: Generator {
      @Parameter(min: 0) var n: Int
      var interface: Interface { "in x: Bit; out y: Bit" }
      func body(_ io: IO) {
        io.y <== (n == 0 ? io.x : io.instance("next", Chain { $0.n = n - 1 })(x: io.x).y)
      }
    }
    try Chain { $0.n = 10_000 }.circuit(in: Context()).elaborate()
  }

  @Test("a black box is declared and instantiated, and has no text")
  func external() throws {
    struct Pad: Generator {
      static var isExternal: Bool { true }
      var interface: Interface { "in x: Bit; out y: Bit" }
    }
    let text = try inside(output: .bit) { io in io.y <== io.instance("pad", Pad())(x: io.c).y }
    #expect(text.contains("Pad pad ("))
    #expect(!text.contains("module Pad"))
  }

  @Test("an external circuit may have ports that are called as reserved words, and no other circuit")
  func reservedWords() throws {
    struct Old: Generator {
      static var external: External? { External(module: "priority", parameters: "bit = 3") }
      var interface: Interface {
        Input("do", as: .bit)
        Output("final", as: .bit)
      }
    }
    let text = try inside(output: .bit) { io in io.y <== io.instance("old", Old())(do: io.c).final }
    #expect(text.contains("  \\priority #(.\\bit (3)) old (\n    .\\do (c),\n    .\\final (y)\n"), "\(text)")
    struct New: Generator {
      var interface: Interface { "in do: Bit" }
      func body(_ io: IO) {}
    }
    #expect(throws: Failure.self) { try New().circuit(in: Context()) }
  }

  @Test("progress is told after each body, and what it throws ends the elaboration")
  func progress() throws {
    struct Stop: Error, Equatable {}
    let context = Context()
    let circuit = try Systolic { $0.n = 2 }.circuit(in: context)
    var told: [ElaborationProgress] = []
    context.progress = { reached in
      told.append(reached)
      if reached.done == 1 { throw Stop() }
    }
    #expect(throws: Stop()) { try circuit.verilog() }
    context.progress = { told.append($0) }
    let text = try circuit.verilog()
    #expect(told.last.map { $0.done == $0.known && $0.known > 1 } == true)
    #expect(text == (try Systolic { $0.n = 2 }.circuit(in: Context()).verilog()))
  }

  @Test("contexts in eight threads print the same")
  func threads() async throws {
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 {
        group.addTask { try Systolic { $0.n = 6 }.circuit(in: Context()).verilog() }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(texts.count == 8)
    #expect(Set(texts).count == 1)
    #expect(texts[0].components("Element_8_32 pe_") == 36)
  }

  @Test("a context ends with the last circuit of it, though bodies hold circuits")
  func lifetime() throws {
    weak var gone: Context?
    do {
      let context = Context()
      gone = context
      let inner = try ErgonomicAdd(context)(bits: 8)
      let outer = try context.circuit("Outer", Interface { "in a: UInt(8); out y: UInt(8)" }) { io in
        io.y <== io.instance("inner", inner)(I0: io.a, I1: io.a).O
      }
      try outer.elaborate()
      _ = try Add(bits: 3).circuit(in: context)
    }
    #expect(gone == nil)
  }

  @Test("a body that takes the context from io, or captures it unowned, keeps none alive though it never runs")
  func lifetimeWithoutElaboration() throws {
    weak var gone: Context?
    do {
      let context = Context()
      gone = context
      let interface = Interface { "in a: UInt(8); out y: UInt(8)" }
      _ = try context.circuit("A", interface) { io in
        io.y <== io.instance("add", try ErgonomicAdd(io.context)(bits: 8))(I0: io.a, I1: io.a).O
      }
      _ = try context.circuit("B", interface) { [unowned context] io in
        io.y <== io.instance("add", try ErgonomicAdd(context)(bits: 8))(I0: io.a, I1: io.a).O
      }
    }
    #expect(gone == nil)
  }

  @Test("a body that captures the context lets it go when the circuit is elaborated, not when that fails")
  func lifetimeOfCapture() throws {
    weak var gone: Context?
    do {
      let context = Context()
      gone = context
      var isRefused = true
      let circuit = try context.circuit("A", Interface { "in a: UInt(8); out y: UInt(8)" }) { io in
        if isRefused { throw CancellationError() }
        io.y <== io.instance("add", try ErgonomicAdd(context)(bits: 8))(I0: io.a, I1: io.a).O
      }
      #expect(throws: CancellationError.self) { try circuit.elaborate() }
      isRefused = false
      try circuit.elaborate()
    }
    #expect(gone == nil)
  }

  @Test("a text with provenance names the library's version, the generator and the lines")
  func provenance() throws {
    let text = try inside { io in io.y.drive(io.a.adding(1)) }
    #expect(!text.contains("//"))
    let circuit = try Counter().circuit(in: Context())
    let commented = try circuit.verilog(VerilogOptions(profile: .systemVerilog, provenance: true))
    #expect(commented.hasPrefix("// Generated by hwgen \(Hwgen.version).\n"))
    #expect(commented.contains("HwgenTests/Designs.swift:"))
  }

  @Test("the netlist has a text")
  func netlistText() throws {
    let text = try Add(bits: 4).circuit(in: Context()).netlist()
    #expect(text.contains("Add_4_false"))
  }

  @Test("a netlist's text reads back into another context, where its circuit is one as any")
  func readNetlist() throws {
    let original = try Sum { $0.n = 3 }.circuit(in: Context())
    let text = try original.netlist()
    let context = Context()
    let circuit = try context.read(netlist: text)
    #expect(circuit.name == "Sum_3")
    #expect(circuit.ports == original.ports)
    #expect(try circuit.netlist() == text)
    #expect(try circuit.verilog() == original.verilog())
    #expect(circuit.arguments.isEmpty)
    #expect(failure { _ = try circuit.value("n", as: Int.self) }?.diagnostics[0].code == .unknownMember)
    let outer = try inside(context) { io in
      io.y <== io.instance("sum", circuit)(x_0: io.a, x_1: io.b, x_2: io.a).y
    }
    #expect(outer.contains("Sum_3 sum ("))
  }

  @Test("a netlist that is refused names line and place, and leaves the context as it was")
  func badNetlist() throws {
    let context = Context()
    let line = #line + 1
    let failed = failure { _ = try context.read(netlist: "module A {\n  in a: UInt(8)\n  frobnicate\n}\n") }
    #expect(failed?.diagnostics[0].location?.line == line || failed?.description.contains("line 3") == true)
    let good = "module A {\n  out o: Bit\n  %1: Bit = literal 1\n  drive o = %1\n}\n"
    #expect(try context.read(netlist: good).verilog().contains("module A"))
  }
}

extension String {
  /// How often a text occurs.
  func components(_ text: String) -> Int {
    indices.count { self[$0...].hasPrefix(text) }
  }
}

/// The failure that `body` throws; nil if it throws none.
func failure(_ body: () throws -> Void) -> Failure? {
  do { try body() } catch { return error as? Failure }
  return nil
}
