import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog
import Testing

@Suite struct VerilogPrinterTests {
  @Test("a value that is read twice is named after what it is, whatever was interned before", arguments: [0, 5])
  func temporaries(noise: Int) throws {
    let bench = Bench(noise: noise)
    let byte = try bench.uint(8)
    let module = try bench.module("Twice", [("a", .input, byte), ("b", .input, byte), ("y", .output, byte)])
    let sum = try module.binary(.add, module.port(0), module.port(1))
    try module.drive(module.port(2), with: try module.binary(.xor, sum, try module.unary(.negate, sum)))
    let text = try bench.text(module)
    #expect(text.contains("  wire [7:0] sum_a_b = a + b;\n  assign y = sum_a_b ^ (-sum_a_b);\n"))
  }

  @Test("two nets that the user named alike both get a digest of what they are")
  func clash() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("Clash", [("a", .input, byte), ("b", .input, byte), ("y", .output, byte)])
    let total = bench.names.intern("total")
    let sum = try module.binary(.add, module.port(0), module.port(1))
    try module.setName(total, of: sum)
    let difference = try module.binary(.subtract, module.port(0), module.port(1))
    try module.setName(total, of: difference)
    try module.drive(module.port(2), with: try module.binary(.and, sum, difference))
    let text = try bench.text(module)
    #expect(text.split(separator: "\n").filter { $0.contains("wire [7:0] total_") }.count == 2)
  }

  @Test("registers print in one block with reset first, then enable")
  func registers() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module(
      "Count", [("clk", .input, .clock), ("rst", .input, .asyncReset), ("en", .input, .bit), ("y", .output, byte)])
    let zero = try module.literal(Integer(0), type: byte)
    let count = try module.register(byte, enable: module.port(2), reset: module.port(1), resetValue: zero)
    try module.setName(bench.names.intern("count"), of: count)
    try module.drive(count, with: try module.binary(.add, count, try module.literal(Integer(1), type: byte)))
    try module.drive(module.port(3), with: count)
    #expect(
      try bench.text(module, .systemVerilog) == """
        module Count (
          input logic clk,
          input logic rst,
          input logic en,
          output logic [7:0] y
        );
          logic [7:0] count;
          assign y = count;
          always_ff @(posedge clk or posedge rst) begin
            if (rst) begin
              count <= 8'b0;
            end else if (en) begin
              count <= count + 8'd1;
            end
          end
        endmodule

        """)
  }

  @Test("an instance's output that drives a port needs no net, and one that nobody reads is called unused")
  func instances() throws {
    let bench = Bench()
    let inner = try bench.module("Inner", [("a", .input, .bit), ("y", .output, .bit), ("z", .output, .bit)])
    for port in 1...2 { try inner.drive(inner.port(port), with: inner.port(0)) }
    try inner.finish()
    let module = try bench.module("Outer", [("a", .input, .bit), ("y", .output, .bit)])
    let instance = try module.instance(of: inner.id, name: bench.names.intern("u"))
    try module.connect(instance, port: 0, to: module.port(0))
    try module.drive(module.port(1), with: try module.output(instance, port: 1))
    let text = try bench.text(module)
    #expect(text.contains("  wire u_z_unused;\n  Inner u (\n    .a(a),\n    .y(y),\n    .z(u_z_unused)\n  );\n"))
  }

  @Test("a comparison that constants decide through nets and operators is folded, named or not")
  func decidedComparisons() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module(
      "M", [("a", .input, byte), ("x", .output, .bit), ("y", .output, .bit), ("z", .output, .bit)])
    let a = module.port(0)
    let wire = try module.wire(byte)
    try bench.name(wire, "zero", in: module)
    let masked = try module.binary(.and, try module.literal(0, type: byte), a)
    try module.drive(wire, with: masked)
    let never = try module.binary(.less, a, wire)
    try bench.name(never, "never", in: module)
    try module.drive(module.port(1), with: never)
    let ones = try module.unary(.not, try module.binary(.xor, a, a))
    try module.drive(module.port(2), with: try module.binary(.lessEqual, a, ones))
    try module.drive(module.port(3), with: try module.binary(.less, a, ones))
    let text = try bench.text(module)
    #expect(text.contains("wire never = 1'b0;"), "\(text)")
    #expect(text.contains("assign y = 1'b1;"), "\(text)")
    #expect(text.contains("assign z = a < "), "\(text)")
  }

  @Test("an input is called unread though values without a name are read")
  func unreadBesideUnnamed() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("M", [("unused", .input, byte), ("a", .input, byte), ("y", .output, byte)])
    try module.drive(module.port(2), with: try module.unary(.not, try module.unary(.negate, module.port(1))))
    let printer = try bench.printer(module)
    #expect(printer.waivers(file: "*m.v").contains("-lines 2\n"))
    #expect(!printer.waivers(file: "*m.v").contains("-lines 3\n"))
  }

  @Test("comparisons of one net, of reductions, of signed constants and of bits that are shifted out are decided")
  func decidedThroughOperators() throws {
    let bench = Bench()
    let (byte, number) = (try bench.uint(8), try bench.sint(8))
    let module = try bench.module("M", [("a", .input, byte)] + "pqrs".map { ("\($0)", .output, .bit) })
    let a = module.port(0)
    let minus = try module.literal(-1, type: number)
    let decided = [
      try module.binary(.lessEqual, a, a),
      try module.unary(.reduceXor, try module.literal(7, type: byte)),
      try module.binary(.less, minus, try module.literal(1, type: number)),
      try module.binary(
        .less, a, try module.binary(.shiftLeft, a, try module.unary(.not, try module.literal(0, type: byte)))),
    ]
    try module.drive(module.port(1), with: decided[0])
    try module.drive(
      module.port(2),
      with: try module.binary(
        .less, try module.literal(0, type: byte), try module.extend(.zeroExtend, decided[1], width: 8)))
    try module.drive(module.port(3), with: decided[2])
    try module.drive(module.port(4), with: decided[3])
    let text = try bench.text(module)
    for line in ["p = 1'b1", "q = 1'b1", "r = 1'b1", "s = 1'b0"] {
      #expect(text.contains("assign \(line);"), "\(text)")
    }
  }

  @Test("a comparison that a constant decides is folded")
  func folded() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("Fold", [("a", .input, byte), ("y", .output, .bit)])
    let zero = try module.literal(Integer(0), type: byte)
    try module.drive(module.port(1), with: try module.binary(.less, module.port(0), zero))
    #expect(try bench.text(module).contains("assign y = 1'b0;"))
  }
}

@Suite("Long lines") struct WrappingTests {
  @Test("long expressions, concatenations, pins and literals are continued before column 120")
  func columns() throws {
    let bench = Bench()
    let wide = try bench.uint(900)
    let byte = try bench.uint(8)
    let ports = (0..<24).map { ("operand_number_\($0)", PortDirection.input, byte) }
    let inner = try bench.module("Inner", [("a", .input, byte), ("y", .output, byte)])
    try inner.drive(inner.port(1), with: inner.port(0))
    try inner.finish()
    let module = try bench.module(
      "Wide",
      ports + [
        ("clk", .input, .clock), ("sum", .output, byte), ("joined", .output, try bench.uint(192)),
        ("constant", .output, wide), ("state", .output, byte), ("inner", .output, byte),
      ])
    var sum = module.port(0)
    for port in 1..<24 { sum = try module.binary(port % 3 == 0 ? .xor : .add, sum, module.port(port)) }
    try module.drive(module.port(25), with: sum)
    try module.drive(module.port(26), with: try module.concat((0..<24).map { module.port($0) }, as: bench.uint(192)))
    let large = (0..<12).reduce(Integer(1)) { value, _ in value * Integer(Int.max) }
    try module.drive(module.port(27), with: try module.literal(large, type: wide))
    let register = try module.register(byte, enable: try module.binary(.less, sum, module.port(3)))
    var choice = module.port(0)
    for port in 1..<12 {
      choice = try module.mux(try module.binary(.less, module.port(port), module.port(0)), module.port(port), choice)
    }
    try module.drive(register, with: choice)
    try module.drive(module.port(28), with: register)
    let instance = try module.instance(of: inner.id)
    try module.connect(instance, port: 0, to: try module.binary(.and, choice, sum))
    try module.drive(module.port(29), with: try module.output(instance, port: 1))
    let text = try bench.text(module)
    let longest = text.split(separator: "\n").max { $0.count < $1.count }!
    #expect(longest.count <= 120, "\(longest)")
    #expect(
      text.contains(
        """
          assign joined = {
            operand_number_0, operand_number_1, operand_number_2, operand_number_3, operand_number_4, operand_number_5,
            operand_number_6,
        """), "\(text)")
  }
}
