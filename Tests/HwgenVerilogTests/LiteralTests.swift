import HwgenBits
import HwgenNetlist
import HwgenTypes
import HwgenVerilog
import Testing

@Suite("Literals in expressions") struct LiteralTests {
  /// A module with an input of a type, whose output `y` is what `body` makes.
  private func text(_ bench: Bench, _ type: TypeID, _ body: (ModuleBuilder) throws -> NetID) throws -> String {
    let probe = try bench.module("Probe", [("a", .input, type)])
    let result = probe.type(of: try body(probe))
    let module = try bench.module("Literals", [("a", .input, type), ("y", .output, result)])
    try module.drive(module.port(1), with: try body(module))
    return try bench.text(module)
  }

  @Test("a literal stands on the right of a comparison, signed or not")
  func comparison() throws {
    let bench = Bench()
    let (number, signed) = (try bench.uint(10), try bench.sint(10))
    let atLeast = try text(bench, number) {
      try $0.binary(.lessEqual, try $0.literal(Integer(656), type: number), $0.port(0))
    }
    #expect(atLeast.contains("  assign y = a >= 10'd656;\n"))
    let above = try text(bench, number) {
      try $0.unary(.not, try $0.binary(.less, try $0.literal(Integer(7), type: number), $0.port(0)))
    }
    #expect(above.contains("  assign y = ~(a > 10'd7);\n"))
    let signedAbove = try text(bench, signed) {
      try $0.binary(.less, try $0.literal(Integer(-3), type: signed), $0.port(0))
    }
    #expect(signedAbove.contains("  assign y = $signed(a) > -10'sd3;\n"))
    let below = try text(bench, number) {
      try $0.binary(.less, $0.port(0), try $0.literal(Integer(7), type: number))
    }
    #expect(below.contains("  assign y = a < 10'd7;\n"))
  }

  @Test("a value of up to 32 bits is decimal at any width, a greater one hexadecimal")
  func width() throws {
    let bench = Bench()
    let wide = try bench.uint(100)
    for (value, digits) in [
      (Integer(1), "100'd1"), (Integer(4_294_967_295), "100'd4294967295"),
      (Integer(4_294_967_296), "100'h0000000000000000100000000"),
    ] {
      let text = try text(bench, wide) { try $0.binary(.add, $0.port(0), try $0.literal(value, type: wide)) }
      #expect(text.contains("  assign y = a + \(digits);\n"))
    }
  }

  @Test("numbers are decimal with their sign, bits hexadecimal, whatever the value; zero is binary")
  func forms() throws {
    let bench = Bench()
    func sum(_ type: TypeID, _ value: Int, _ operation: Operation = .add) throws -> String {
      try text(bench, type) { try $0.binary(operation, $0.port(0), try $0.literal(Integer(value), type: type)) }
    }
    #expect(try sum(bench.uint(8), 200).contains("y = a + 8'd200;"))
    #expect(try sum(bench.sint(8), 5).contains("y = a + 8'd5;"))
    #expect(try sum(bench.sint(8), -3).contains("y = a + -8'd3;"))
    #expect(try sum(bench.sint(40), -3).contains("y = a + -40'd3;"))
    #expect(try sum(bench.sint(12), -3, .multiply).contains("y = {$signed({{12{a[11]}}, a}) * -24'sd3};"))
    #expect(try sum(bench.netlist.types.vector(.bits, width: 8), 15, .and).contains("y = a & 8'h0f;"))
    #expect(try sum(bench.netlist.types.vector(.bits, width: 40), 1, .or).contains("y = a | 40'h0000000001;"))
  }

  @Test("the pins before it do not count for the line of a pin")
  func pins() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let names = (0..<6).map { "a_port_with_a_long_name_\($0)" }
    let inner = try bench.module("Inner", names.map { ($0, .input, byte) } + [("y", .output, byte)])
    var sum = inner.port(0)
    for port in 1..<6 { sum = try inner.binary(.xor, sum, inner.port(port)) }
    try inner.drive(inner.port(6), with: sum)
    try inner.finish()
    let outer = try bench.module("Outer", [("a", .input, byte), ("y", .output, byte)])
    let instance = try outer.instance(of: inner.id, name: bench.names.intern("u"))
    for port in 0..<6 {
      let value = try outer.binary(.add, outer.port(0), try outer.literal(Integer(port + 1), type: byte))
      try outer.connect(instance, port: port, to: value)
    }
    try outer.drive(outer.port(1), with: try outer.output(instance, port: 6))
    let text = try bench.text(outer)
    #expect(text.contains("    .a_port_with_a_long_name_5(a + 8'd6),\n"))
  }

  @Test("an expression that does not stand on the line of its pin has a name", arguments: [8, 40])
  func longPin(length: Int) throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let port = String(repeating: "p", count: length)
    let inner = try bench.module("Inner", [(port, .input, byte), ("y", .output, byte)])
    try inner.drive(inner.port(1), with: inner.port(0))
    try inner.finish()
    let operands = ["alpha_beta_gamma", "delta_epsilon_zet", "eta_theta_iota_ka", "lambda_mu_nu_xi_o"]
    let outer = try bench.module("Outer", operands.map { ($0, .input, byte) } + [("y", .output, byte)])
    var sum = outer.port(0)
    for port in 1..<4 { sum = try outer.binary(.add, sum, outer.port(port)) }
    let instance = try outer.instance(of: inner.id, name: bench.names.intern("u"))
    try outer.connect(instance, port: 0, to: sum)
    try outer.drive(outer.port(4), with: try outer.output(instance, port: 1))
    let text = try bench.text(outer)
    let expression = operands.joined(separator: " + ")
    if length == 8 {
      #expect(text.contains("    .pppppppp(\(expression)),\n"), "\(text)")
    } else {
      #expect(text.contains(" = \(expression);\n") && text.contains("    .\(port)(sum_"), "\(text)")
    }
  }
}
