import Hwgen
import Testing

@Suite struct LateParameterTests {
  struct Sum: Generator {
    @Parameter(min: 1) var `guard` = 1
    @LateParameter("width", min: 2, max: 64) var bits = 16
    var members: [Member] { [Member("area", 5 * bits)] }
    var interface: Interface {
      Input("a", "b", as: .uint(bits))
      Output("o", as: .uint(bits + $guard))
    }
    func body(_ io: IO) {
      let wide = bits + ParameterExpression(`guard`)
      io.o <== io.a.zext(wide) + io.b.zext(wide)
    }
  }

  @Test("it is an expression, has its name in Verilog, and is no part of the circuit's name")
  func text() throws {
    let circuit = try Sum { $0.guard = 2 }.circuit(in: Context())
    #expect(circuit.name == "Sum_2")
    #expect(circuit.arguments == "guard = 2")
    #expect(circuit.lateParameters == "width: late int in 2..64 = 16")
    #expect(try Sum.declared(in: circuit.context).parameters == "guard: int >= 1 = 1, width: late int in 2..64 = 16")
    var options = VerilogOptions()
    options.profile = .systemVerilog
    let text = try circuit.verilog(options)
    #expect(text.hasPrefix("module Sum_2 #(\n  parameter int width = 16\n) ("))
    #expect(text.contains("output logic [width+1:0] o"))
    #expect(text.contains("assign o = {2'b0, a} + {2'b0, b};"))
  }

  @Test("a value in a request is refused, and so is a number that it decides")
  func refusals() throws {
    let context = Context()
    let given = failure { _ = try Sum(bits: 8).circuit(in: context) }
    #expect(given?.diagnostics.map(\.code) == [.lateGiven])
    struct Inner: Generator {
      @LateParameter(min: 1) var bits = 4
      @Derived("2*bits") var twice: Int
      var interface: Interface { Input("a", as: .uint(bits)) }
      func body(_ io: IO) {}
    }
    let derived = failure { _ = try Inner().circuit(in: context).verilog() }
    #expect(derived?.diagnostics.map(\.code) == [.lateValue])
    struct Optional: Generator {
      @LateParameter(min: 1) var bits = 4
      var interface: Interface { Input("a", as: .bit, when: $bits > 2) }
    }
    #expect(failure { _ = try Optional().circuit(in: context) }?.diagnostics.map(\.code) == [.lateUse])
  }

  @Test("an instance gives values, and its pins have the widths that these make")
  func instances() throws {
    struct Outer: Generator {
      @LateParameter(min: 2, max: 60) var bits = 4
      var interface: Interface {
        Input("a", as: .uint(bits))
        Output("o", as: .uint(bits + 2))
      }
      func body(_ io: IO) {
        let inner = io.instance("inner", Sum(), late: ["width": bits + 1])(a: io.a.zext(bits + 1), b: 3)
        io.o <== inner.o
      }
    }
    let text = try Outer().circuit(in: Context()).verilog()
    #expect(text.contains("Sum_1 #(.width(bits + 1)) inner ("))
    #expect(text.contains(".b({{(bits - 1){1'b0}}, 2'd3})"))
    struct Wrong: Generator {
      var interface: Interface { Input("a", as: .uint(8)) }
      func body(_ io: IO) { _ = io.instance("inner", Sum(), late: ["bits": 8])(a: io.a, b: io.a) }
    }
    #expect(failure { _ = try Wrong().circuit(in: Context()).verilog() }?.diagnostics.first?.code == .badLateArgument)
  }

  @Test("an external module is given expressions, and its pins have the widths that these make")
  func externalModules() throws {
    struct Line: Generator {
      @LateParameter(min: 1, max: 64) var bits = 4
      static var external: External? { External(module: "line", parameters: "WIDTH = bits, LAST = bits - 1") }
      var interface: Interface {
        Input("d", as: .uint(bits))
        Output("q", as: .uint(bits))
      }
    }
    struct Outer: Generator {
      @LateParameter(min: 2, max: 60) var bits = 4
      var interface: Interface {
        Input("a", as: .uint(bits))
        Output("o", as: .uint(bits + 1))
      }
      func body(_ io: IO) {
        io.o <== io.instance("line", Line(), late: ["bits": bits + 1])(d: io.a.zext(bits + 1)).q
      }
    }
    let text = try Outer().circuit(in: Context()).verilog()
    #expect(
      text.contains("  line #(.WIDTH(bits + 1), .LAST(bits)) line (\n    .d({1'b0, a}),\n    .q(o)\n  );\n"), "\(text)")
    struct Wrong: Generator {
      var interface: Interface { Input("a", as: .uint(8)) }
      func body(_ io: IO) { _ = io.instance("line", Line(), late: ["bits": 65])(d: io.a) }
    }
    #expect(failure { _ = try Wrong().circuit(in: Context()).verilog() }?.diagnostics.first?.code == .badLateArgument)
  }
}
