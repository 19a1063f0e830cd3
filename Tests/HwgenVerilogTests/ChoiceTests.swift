import HwgenBits
import HwgenNetlist
import HwgenTypes
import HwgenVerilog
import Testing

/// `case` statements and divisions, as they stand in the text.
@Suite("Choices and divisions in Verilog") struct ChoiceTests {
  /// The text of a module with inputs `s`, `a`, `b` and an output `y`, of what `body` makes.
  private func text(
    _ profile: VerilogOptions.Profile = .verilog, width: Int = 8, signed: Bool = false,
    _ body: (Bench, ModuleBuilder) throws -> NetID
  ) throws -> String {
    let bench = Bench()
    let type = signed ? try bench.sint(width) : try bench.uint(width)
    let module = try bench.module(
      "M", [("s", .input, try bench.uint(2)), ("a", .input, type), ("b", .input, type), ("y", .output, type)])
    try module.drive(module.port(3), with: try body(bench, module))
    return try bench.text(module, profile)
  }

  private func choice(_ module: ModuleBuilder, _ keys: [Int], of selector: NetID? = nil) throws -> NetID {
    let selector = selector ?? module.port(0)
    let cases = try keys.enumerated().map { index, key in
      (
        key: try module.literal(Integer(key), type: module.type(of: selector)), value: module.port(1 + index % 2)
      )
    }
    return try module.choose(selector, cases, default: module.port(2))
  }

  @Test("a choice that drives an output makes the port a variable")
  func output() throws {
    let text = try text { _, module in try choice(module, [0, 2]) }
    #expect(text.contains("  output reg [7:0] y\n"))
    #expect(
      text.contains(
        """
          always @* begin
            case (s)
              2'd0: y = a;
              2'd2: y = b;
              default: y = b;
            endcase
          end
        endmodule
        """), "\(text)")
  }

  @Test("one that does not is a variable of its own, and where the keys are all, the last is the default")
  func variable() throws {
    let text = try text(.systemVerilog) { bench, module in
      let net = try choice(module, [3, 1, 0, 2])
      try bench.name(net, "chosen", in: module)
      return try module.binary(.add, net, module.port(1))
    }
    #expect(
      text.contains(
        """
          logic [7:0] chosen;
          always_comb begin
            case (s)
              2'd3: chosen = a;
              2'd1: chosen = b;
              2'd0: chosen = a;
              default: chosen = b;
            endcase
          end
          assign y = chosen + a;
        """), "\(text)")
  }

  @Test("bits that are read in a case statement have a name")
  func bits() throws {
    let text = try text { _, module in
      try choice(module, [1], of: try module.slice(module.port(1), low: 3, width: 2))
    }
    #expect(text.contains("  wire [1:0] a_4_3 = a[4:3];\n"), "\(text)")
    #expect(text.contains("case (a_4_3)"))
  }

  @Test("a choice by a constant is the value")
  func constant() throws {
    let text = try text { bench, module in
      try choice(module, [1, 2], of: try module.literal(2, type: try bench.uint(2)))
    }
    #expect(text.contains("  assign y = b;\n"), "\(text)")
  }

  @Test("a divisor that is not constant is asked for 0")
  func division() throws {
    let quotient = try text { _, module in try module.binary(.divide, module.port(1), module.port(2)) }
    #expect(quotient.contains("  assign y = b == 8'b0 ? 8'b0 : a / b;\n"))
    let remainder = try text(signed: true) { _, module in try module.binary(.modulo, module.port(1), module.port(2)) }
    #expect(remainder.contains("  assign y = b == 8'b0 ? a : {$signed(a) % $signed(b)};\n"))
  }

  @Test("a constant divisor is not asked for 0, and one that is 0 divides nothing")
  func constantDivisor() throws {
    func divided(_ operation: Operation, by divisor: Int) throws -> String {
      try text { _, module in
        let literal = try module.literal(Integer(divisor), type: module.type(of: module.port(1)))
        return try module.binary(operation, module.port(1), literal)
      }
    }
    #expect(try divided(.divide, by: 10).contains("  assign y = a / 8'd10;\n"))
    #expect(try divided(.modulo, by: 10).contains("  assign y = a % 8'd10;\n"))
    #expect(try divided(.divide, by: 0).contains("  assign y = 8'b0;\n"))
    #expect(try divided(.modulo, by: 0).contains("  assign y = a;\n"))
  }

  @Test("quotients that tools get wrong are asked for")
  func unit() throws {
    let signed = try text(width: 32, signed: true) { _, module in
      try module.binary(.divide, module.port(1), module.port(2))
    }
    #expect(signed.contains("  assign y = b == 32'b0 ? 32'b0 : &b ? -a : {$signed(a) / $signed(b)};\n"), "\(signed)")
    let wide = try text(width: 65) { _, module in try module.binary(.divide, module.port(1), module.port(2)) }
    #expect(wide.contains("  assign y = b == 65'b0 ? 65'b0 : b == 65'd1 ? a : a / b;\n"), "\(wide)")
  }
}
