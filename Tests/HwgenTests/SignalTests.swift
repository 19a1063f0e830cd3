import Hwgen
import Testing

@Suite struct SignalTests {
  /// An operation and how it prints.
  struct Case: Sendable {
    let expected: String
    let make: @Sendable (IO) -> Signal

    init(_ expected: String, _ make: @escaping @Sendable (IO) -> Signal) {
      self.expected = expected
      self.make = make
    }
  }

  @Test("a port cannot be named, what has nothing to do with one can")
  func namedPorts() throws {
    struct Pass: Generator {
      @Parameter var name: String
      var interface: Interface { "in x: UInt(8); out y: UInt(8); out z: UInt(8)" }
      func body(_ io: IO) {
        io.x.named(name)
        io.y <== io.x.zext(8).named("same") + io.x[0..<8].named("part")
        io.z[0..<8] <== io.x.asUInt()
      }
    }
    let context = Context()
    let text = try Pass { $0.name = "x" }.circuit(in: context).verilog()
    #expect(text.contains("wire [7:0] same = x;") && text.contains("assign z = x;"))
    let failed = failure { _ = try Pass { $0.name = "other" }.circuit(in: context).verilog() }
    #expect(failed?.diagnostics.map(\.code) == [.badName])
    #expect(failed?.diagnostics[0].location?.file.hasSuffix("SignalTests.swift") == true)
  }

  @Test(
    "each operator prints as what it is, with a signal and with an integer on either side",
    arguments: [
      Case("a + b") { $0.a + $0.b }, Case("a - 8'd3") { $0.a - 3 }, Case("8'd3 - a") { 3 - $0.a },
      Case("a & b") { $0.a & $0.b },
      Case("a | 8'd1") { $0.a | 1 }, Case("8'd1 ^ a") { 1 ^ $0.a }, Case("~a") { ~$0.a }, Case("-a") { -$0.a },
      Case("a << 3") { $0.a << 3 }, Case("a >> b") { $0.a >> $0.b }, Case("c ? a : b") { mux($0.c, $0.a, $0.b) },
      Case("c ? a : 8'b0") { mux($0.c, $0.a, 0) },
    ])
  func operators(_ operation: Case) throws {
    let text = try inside { io in io.y <== operation.make(io) }
    #expect(text.contains("assign y = \(operation.expected);"))
  }

  @Test(
    "comparisons and reductions give a bit",
    arguments: [
      Case("a == b") { $0.a == $0.b }, Case("a != 8'd7") { $0.a != 7 }, Case("a < b") { $0.a < $0.b },
      Case("a <= b") { $0.a <= $0.b }, Case("b < a") { $0.a > $0.b }, Case("b <= a") { $0.a >= $0.b },
      Case("&a") { $0.a.all() },
      Case("|a") { $0.a.any() }, Case("^a") { $0.a.parity() }, Case("a[3]") { $0.a[3] },
    ])
  func bits(_ operation: Case) throws {
    let text = try inside(output: .bit) { io in io.y <== operation.make(io) }
    #expect(text.contains("assign y = \(operation.expected);"))
  }

  @Test("each operator has a method that makes the same")
  func methods() throws {
    let operators = try inside { io in
      let (a, b) = (io.a, io.b)
      let bits = [a == b, a != b, a < b, a <= b, a > b, a >= b]
      let words = [a + b, a - b, a & b, a | b, a ^ b, a << b, a >> b, ~a, -a, (a * b)[..<8]]
      io.y <== words.reduce(cat(bits).zext(8).asUInt()) { $0 ^ $1 }
    }
    let methods = try inside { io in
      let (a, b) = (io.a, io.b)
      let bits = [
        a.equals(b), a.differs(from: b), a.isLess(than: b), a.isAtMost(b), a.isGreater(than: b), a.isAtLeast(b),
      ]
      let words = [
        a.adding(b), a.subtracting(b), a.and(b), a.or(b), a.xor(b), a.shiftedLeft(by: b), a.shiftedRight(by: b),
        a.inverted(), a.negated(), a.multiplied(by: b)[..<8],
      ]
      io.y <== words.reduce(cat(bits).zext(8).asUInt()) { $0.xor($1) }
    }
    #expect(operators == methods)
  }

  @Test("parts, widths and types")
  func parts() throws {
    let text = try inside { io in
      let low = io.a[0..<4]
      let same = io.a[..<4] ^ io.a[0...3]
      let high = io.a[4...]
      #expect(low.width == 4)
      #expect(high.type == .uint(4))
      let wide = cat(low ^ same, high).asSInt().sext(12).trunc(8)
      #expect(wide.type == .sint(8))
      let record = wide.asBits().asType(HardwareType.record(["p": .init(.uint(7)), "q": .init(.bit)]))
      io.y <== cat(record["q"], record["p"]).asUInt() + io.c.zext(8) + io.literal(Integer(5), .uint(8))
    }
    #expect(text.contains("8'd5"))
  }

  @Test("a wire is read before it is driven, and a target is driven in parts")
  func wires() throws {
    let text = try inside { io in
      let total = io.wire(.uint(8)).named("total")
      io.y[0..<4] <== total[0..<4]
      io.y[4...] <== 0
      total.drive(io.a + io.b)
    }
    #expect(text.contains("total = a + b") || text.contains("assign total = a + b"))
    #expect(text.contains("4'b0"))
  }

  @Test("a register takes the only clock and reset; enable, reset and initial values are written")
  func registers() throws {
    let text = try inside { io in
      let count = io.reg(.uint(8), enable: io.c, resetValue: 3, initial: 1).named("count")
      count <== count + 1
      io.y <== count ^ io.reg(.uint(8), next: io.a)
    }
    #expect(text.contains("always @(posedge clk or posedge rst)"))
    #expect(text.contains("count <= 8'b00000011") || text.contains("count <= 8'd3"))
    #expect(text.contains("if (c)"))
  }

  @Test("ports whose names are computed or those of methods are found by subscript")
  func computedNames() throws {
    let interface = Interface {
      Input("literal", as: .bit)
      Output("p_valid", as: .bit)
    }
    let text = try Context().circuit("Odd", interface) { io in io["p_\("valid")"] <== io["literal"] }.verilog()
    #expect(text.contains("assign p_valid = literal;"))
  }

  @Test("inputs of an instance are connected in the call, or one by one")
  func instances() throws {
    let context = Context()
    let both = try inside(context) { io in
      let sum = io.instance("sum", Sum { $0.n = 2 })(x_0: io.a)
      sum.x_1 <== 7
      io.y <== sum.y ^ sum.y
    }
    #expect(both.contains(".x_0(a)"))
    #expect(both.contains(".x_1(8'd7)"))
  }

  @Test("integer arithmetic stays integer arithmetic")
  func literals() {
    let shifted = 1 << 3
    let product = 8 * shifted
    #expect(type(of: shifted) == Int.self)
    #expect(product == 64)
  }

  @Test("a vector of a million bits")
  func million() throws {
    struct Wide: Generator {
      @Parameter(min: 1) var n: Int
      var interface: Interface {
        Input("x", as: .uint($n))
        Output("y", as: .uint($n))
      }
      func body(_ io: IO) { io.y <== io.x + 1 }
    }
    let circuit = try Wide { $0.n = 1_000_000 }.circuit(in: Context())
    #expect(circuit.ports[0].width == 1_000_000)
    #expect(try circuit.verilog().contains("input wire [999999:0] x"))
  }
}
