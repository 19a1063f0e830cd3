import HwgenBits
import HwgenNetlist
import HwgenTypes
import HwgenVerilog
import Testing

@Suite("Signed operations") struct SignedTests {
  /// A module with two signed bytes, whose output `y` is what `body` makes.
  private func text(_ body: (ModuleBuilder) throws -> NetID) throws -> String {
    let bench = Bench()
    let byte = try bench.sint(8)
    let probe = try bench.module("Probe", [("a", .input, byte), ("b", .input, byte), ("c", .input, .bit)])
    let type = probe.type(of: try body(probe))
    let module = try bench.module(
      "Signed", [("a", .input, byte), ("b", .input, byte), ("c", .input, .bit), ("y", .output, type)])
    try module.drive(module.port(3), with: try body(module))
    return try bench.text(module)
  }

  @Test("a comparison says that its operands are signed")
  func comparison() throws {
    let text = try text { try $0.binary(.less, $0.port(0), $0.port(1)) }
    #expect(text.contains("  assign y = $signed(a) < $signed(b);\n"))
  }

  @Test("a comparison within an expression ends its sign")
  func comparisonInside() throws {
    let text = try text { try $0.unary(.not, try $0.binary(.lessEqual, $0.port(0), $0.port(1))) }
    #expect(text.contains("  assign y = ~{$signed(a) <= $signed(b)};\n"))
  }

  @Test("a right shift keeps the sign, also where the amount is the width or more")
  func shift() throws {
    let text = try text {
      try $0.binary(.shiftRight, $0.port(0), try $0.literal(Integer(9), type: $0.netlist.types.vector(.uint, width: 8)))
    }
    #expect(text.contains("  assign y = {$signed(a) >>> 7};\n"))
  }

  @Test("a product is extended with the operands' signs, and signed")
  func product() throws {
    let text = try text { try $0.binary(.multiply, $0.port(0), $0.port(1)) }
    #expect(text.contains("  assign y = {$signed({{8{a[7]}}, a}) * $signed({{8{b[7]}}, b})};\n"))
  }

  @Test("an instance's pin reads a signed operation through a net, and any other in place")
  func pins() throws {
    let bench = Bench()
    let byte = try bench.sint(8)
    let inner = try bench.module("Inner", [("a", .input, byte), ("b", .input, byte), ("y", .output, byte)])
    try inner.drive(inner.port(2), with: try inner.binary(.xor, inner.port(0), inner.port(1)))
    try inner.finish()
    let module = try bench.module("Outer", [("a", .input, byte), ("b", .input, byte), ("y", .output, byte)])
    let instance = try module.instance(of: inner.id, name: bench.names.intern("u"))
    let amount = try module.literal(Integer(2), type: try bench.uint(2))
    let shifted = try module.binary(.shiftRight, module.port(0), amount)
    try module.connect(instance, port: 0, to: try module.binary(.add, shifted, module.port(1)))
    try module.connect(instance, port: 1, to: try module.binary(.add, module.port(0), module.port(1)))
    try module.drive(module.port(2), with: try module.output(instance, port: 2))
    let text = try bench.text(module)
    #expect(text.contains(" = {$signed(a) >>> 2} + b;\n"))
    #expect(text.contains("    .b(a + b),\n"))
    #expect(!text.contains(".a({"))
  }

  @Test("comparisons of the same bits with and without sign stay apart")
  func apart() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let signed = try bench.sint(8)
    let module = try bench.module("Apart", [("a", .input, byte), ("b", .input, byte), ("y", .output, .bit)])
    let plain = try module.binary(.less, module.port(0), module.port(1))
    let sign = try module.binary(
      .less, try module.cast(module.port(0), to: signed), try module.cast(module.port(1), to: signed))
    let both = try module.binary(.and, plain, sign)
    let either = try module.binary(.or, plain, sign)
    try module.drive(module.port(2), with: try module.binary(.xor, both, either))
    let text = try bench.text(module)
    #expect(text.contains(" = a < b;\n"))
    #expect(text.contains(" = $signed(a) < $signed(b);\n"))
  }

  @Test("a logical shift by the width is 0, also where it has a name, which then nothing reads")
  func shiftedOut() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module("Gone", [("a", .input, byte), ("y", .output, byte)])
    let shifted = try module.binary(.shiftLeft, module.port(0), try module.literal(Integer(8), type: byte))
    try bench.name(shifted, "gone", in: module)
    try module.drive(module.port(1), with: try module.unary(.not, shifted))
    let text = try bench.text(module)
    #expect(text.contains(");\n  assign y = 8'd255;\n") && !text.contains("gone"), "\(text)")
  }
}
