import HwgenBits
import HwgenNetlist
import HwgenTypes
import HwgenVerilog
import Testing

@Suite("Registers") struct RegisterTests {
  /// `clk`, `rst`, a byte `d` in and a byte `y` out, and a register `q` between them.
  private func module(
    enable: Int?, hasReset: Bool, initial: Int? = nil, width: Int = 8, _ profile: VerilogOptions.Profile = .verilog
  ) throws -> String {
    let bench = Bench()
    let type = try bench.uint(width)
    let module = try bench.module(
      "Held", [("clk", .input, .clock), ("rst", .input, .reset), ("d", .input, type), ("y", .output, type)])
    let zero = try module.literal(Integer(0), type: type)
    let register = try module.register(
      type, enable: try enable.map { try module.literal(Integer($0), type: .bit) } ?? .none,
      reset: hasReset ? module.port(1) : .none, resetValue: hasReset ? zero : .none,
      initial: try initial.map { try module.literal(Integer($0), type: type) } ?? .none)
    try bench.name(register, "q", in: module)
    try module.drive(register, with: module.port(2))
    try module.drive(module.port(3), with: try module.unary(.not, register))
    return try bench.text(module, profile)
  }

  @Test("a register that is always enabled has no enable", arguments: VerilogOptions.Profile.allCases)
  func enabled(profile: VerilogOptions.Profile) throws {
    #expect(
      try module(enable: 1, hasReset: true, profile) == module(enable: nil, hasReset: true, profile))
  }

  @Test("a register that is never enabled takes its reset value and nothing else")
  func heldWithReset() throws {
    let text = try module(enable: 0, hasReset: true)
    #expect(
      text.contains(
        "  always @(posedge clk) begin\n    if (rst) begin\n      q <= 8'b0;\n    end\n  end\nendmodule\n"))
  }

  @Test("a register that is never enabled nor reset is the constant that it starts with")
  func heldWithoutReset() throws {
    let text = try module(enable: 0, hasReset: false, initial: 5)
    #expect(text.contains("  wire [7:0] q = 8'd5;\n  assign y = 8'd250;\n"))
    #expect(!text.contains("always"))
    #expect(try module(enable: 0, hasReset: false).contains("  wire [7:0] q = 8'b0;\n"))
    #expect(try module(enable: 0, hasReset: false, width: 40).contains("  wire [39:0] q = 40'b0;\n"))
    #expect(try module(enable: 0, hasReset: false, initial: 7, width: 40).contains("q = 40'h0000000007;\n"))
  }

  @Test("a register that is an output is declared in the port list", arguments: VerilogOptions.Profile.allCases)
  func outputRegister(profile: VerilogOptions.Profile) throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module(
      "Out",
      [("clk", .input, .clock), ("d", .input, byte), ("q", .output, byte), ("y", .output, byte), ("z", .output, byte)])
    let five = try module.literal(Integer(5), type: byte)
    let q = try module.register(byte, initial: five)
    try bench.name(q, "q", in: module)
    let unnamed = try module.register(byte)
    try module.drive(q, with: module.port(1))
    try module.drive(unnamed, with: try module.binary(.add, unnamed, q))
    try module.drive(module.port(2), with: q)
    try module.drive(module.port(3), with: unnamed)
    try module.drive(module.port(4), with: unnamed)
    let word = profile == .verilog ? "reg" : "logic"
    let text = try bench.text(module, profile)
    #expect(
      text.contains(
        """
          output \(word) [7:0] q = 8'd5,
          output \(word) [7:0] y,
          output \(profile == .verilog ? "wire" : "logic") [7:0] z
        );
          assign z = y;

        """), "\(text)")
    #expect(text.contains("    q <= d;\n"))
    #expect(text.contains("    y <= y + q;\n"))
  }
}
