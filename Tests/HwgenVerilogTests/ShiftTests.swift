import HwgenBits
import HwgenNetlist
import HwgenTypes
import HwgenVerilog
import Testing

/// Amounts of many bits: verilator refuses a constant one of more than 32, and takes one of 32 for negative.
@Suite("Shifts by wide amounts") struct ShiftTests {
  /// A shift of a byte `a` by an amount that `body` makes of the input `n`.
  private func text(
    _ operation: Operation, _ width: Int, signed: Bool = false, _ body: (ModuleBuilder, NetID) throws -> NetID
  ) throws -> String {
    let bench = Bench()
    let byte = signed ? try bench.sint(8) : try bench.uint(8)
    let module = try bench.module(
      "Shift", [("a", .input, byte), ("n", .input, try bench.uint(width)), ("y", .output, byte)])
    let amount = try body(module, module.port(1))
    try module.drive(module.port(2), with: try module.binary(operation, module.port(0), amount))
    return try bench.text(module)
  }

  @Test("an amount of up to 24 bits stands as it is")
  func narrow() throws {
    #expect(try text(.shiftLeft, 24) { _, n in n }.contains("  assign y = a << n;\n"))
  }

  @Test("the upper bits of a wider one make the lower ones all ones")
  func wide() throws {
    #expect(
      try text(.shiftLeft, 40) { _, n in n }.contains("  assign y = a << ({24{|n[39:24]}} | n[23:0]);\n"))
    #expect(
      try text(.shiftRight, 25) { _, n in n }.contains("  assign y = a >> ({24{n[24]}} | n[23:0]);\n"))
    #expect(
      try text(.shiftRight, 65, signed: true) { _, n in n }.contains(
        "  assign y = {$signed(a) >>> ({24{|n[64:24]}} | n[23:0])};\n"))
  }

  @Test("an amount that is extended with zeros is read without them")
  func extended() throws {
    let text = try text(.shiftLeft, 5) { try $0.extend(.zeroExtend, $1, width: 40) }
    #expect(text.contains("  assign y = a << n;\n"))
  }

  @Test("a wide amount that is computed has a name")
  func computed() throws {
    let text = try text(.shiftLeft, 40) { try $0.binary(.add, $1, $1) }
    #expect(
      text.contains("  wire [39:0] sum_n_n = n + n;\n  assign y = a << ({24{|sum_n_n[39:24]}} | sum_n_n[23:0]);\n"))
  }

  @Test("a wide amount that is some bits of another net has a name")
  func sliced() throws {
    let text = try text(.shiftRight, 80) { try $0.slice($1, low: 3, width: 33) }
    #expect(text.contains("  wire [32:0] "), "\(text)")
    #expect(text.contains("  assign y = a >> ({24{|"), "\(text)")
  }
}
