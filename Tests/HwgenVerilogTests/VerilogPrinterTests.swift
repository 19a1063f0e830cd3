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
