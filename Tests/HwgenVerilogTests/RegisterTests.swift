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
    #expect(text.contains(");\n  assign y = 8'd250;\n"), "\(text)")
    #expect(!text.contains("always"))
    #expect(try module(enable: 0, hasReset: false).contains("  assign y = 8'd255;\n"))
    #expect(try module(enable: 0, hasReset: false, width: 40).contains("  assign y = 40'hffffffffff;\n"))
    #expect(try module(enable: 0, hasReset: false, initial: 7, width: 40).contains("y = 40'hfffffffff8;\n"))
  }

  @Test("a comparison that is always false holds the register that it enables", arguments: [false, true])
  func heldByComparison(hasReset: Bool) throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module(
      "Held", [("clk", .input, .clock), ("rst", .input, .reset), ("d", .input, byte), ("y", .output, byte)])
    let never = try module.binary(.less, module.port(2), module.port(2))
    let value = try module.literal(Integer(5), type: byte)
    let register = try module.register(
      byte, enable: never, reset: hasReset ? module.port(1) : .none, resetValue: hasReset ? value : .none,
      initial: value)
    try module.drive(register, with: module.port(2))
    try module.drive(module.port(3), with: register)
    let text = try bench.text(module)
    #expect(!text.contains("<= d;"), "\(text)")
    #expect(text.contains(hasReset ? "      y <= 8'd5;\n    end\n  end\n" : "  assign y = 8'd5;\n"), "\(text)")
  }

  @Test("a register whose comparison is decided by a held register is held too")
  func heldByHeld() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("Held", [("clk", .input, .clock), ("d", .input, byte), ("y", .output, byte)])
    let zero = try module.literal(Integer(0), type: byte)
    var enable = try module.literal(Integer(0), type: .bit)
    for _ in 0..<2 {
      let register = try module.register(byte, enable: enable, initial: zero)
      try module.drive(register, with: module.port(1))
      enable = try module.binary(.less, module.port(1), register)
    }
    let register = try module.register(byte, enable: enable, initial: zero)
    try module.drive(register, with: module.port(1))
    try module.drive(module.port(2), with: register)
    #expect(try bench.text(module).contains("  assign y = 8'b0;\n"))
  }

  @Test("a register whose asynchronous reset is always on is its reset value", arguments: [8, 40])
  func alwaysReset(width: Int) throws {
    let bench = Bench()
    let type = try bench.uint(width)
    let module = try bench.module("Held", [("clk", .input, .clock), ("d", .input, type), ("y", .output, type)])
    let register = try module.register(
      type, reset: try module.literal(Integer(1), type: .asyncReset),
      resetValue: try module.literal(Integer(5), type: type))
    try module.drive(register, with: module.port(1))
    try module.drive(module.port(2), with: register)
    let text = try bench.text(module)
    #expect(text.contains(width == 8 ? "  assign y = 8'd5;\n" : "  assign y = 40'd5;\n"), "\(text)")
    #expect(!text.contains("always"))
  }

  @Test("a synchronous reset that is always on waits for the clock")
  func alwaysSynchronouslyReset() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("Late", [("clk", .input, .clock), ("d", .input, byte), ("y", .output, byte)])
    let register = try module.register(
      byte, reset: try module.literal(Integer(1), type: .reset),
      resetValue: try module.literal(Integer(5), type: byte))
    try module.drive(register, with: module.port(1))
    try module.drive(module.port(2), with: register)
    #expect(try bench.text(module).contains("      y <= 8'd5;\n"))
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
