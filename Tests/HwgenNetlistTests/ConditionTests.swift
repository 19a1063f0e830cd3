import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// What a branch decides besides drives: writes of memories, and inputs of instances.
@Suite("Conditions of branches") struct ConditionTests {
  private let fixture = NetlistFixture()

  private func text(_ builder: ModuleBuilder) throws -> String {
    try builder.drive(builder.port(4), with: builder.port(3))
    try builder.finish()
    let design = try CheckedNetlist(fixture.netlist, root: builder.id)
    return ByteWriter.string { design.write(to: &$0) }
  }

  @Test("a write is enabled where its branch is taken, and none of those before it is")
  func write() throws {
    let builder = try fixture.small()
    let memory = try builder.memory(try fixture.uint(8), depth: 4)
    let address = try builder.slice(builder.port(3), low: 0, width: 2)
    for (begin, enable) in [(0, NetID.none), (1, builder.port(2)), (2, .none)] {
      switch begin {
      case 0: try builder.beginWhen(builder.port(1))
      case 1: try builder.beginElseWhen(builder.port(2))
      default: try builder.beginOtherwise()
      }
      try builder.memoryWrite(memory, enable: enable, address: address, data: builder.port(3))
      try builder.end()
    }
    let text = try text(builder)
    let body = """
        %7: UInt(8) = memory_write %5, clk, enable a, address %6, data x
        %8: Bit = not a
        %9: Bit = and b, %8
        %10: Bit = and %9, b
        %11: UInt(8) = memory_write %5, clk, enable %10, address %6, data x
        %12: Bit = or a, b
        %13: Bit = not %12
        %14: UInt(8) = memory_write %5, clk, enable %13, address %6, data x
      """
    #expect(text.contains(body), "\(text)")
  }

  @Test("a write in a case is enabled where the value is one of the case's, under the branches around the switch")
  func writeInCase() throws {
    let builder = try fixture.small()
    let memory = try builder.memory(try fixture.uint(8), depth: 2)
    let byte = try fixture.uint(8)
    let keys = try [1, 2].map { try builder.literal(Integer($0), type: byte) }
    try builder.beginWhen(builder.port(1))
    try builder.beginSwitch(builder.port(3))
    try builder.beginCase(keys)
    // A second write asks for the condition again.
    try builder.memoryWrite(memory, address: builder.port(2), data: builder.port(3))
    try builder.memoryWrite(memory, address: builder.port(1), data: builder.port(3))
    try builder.end()
    try builder.end()
    try builder.end()
    let text = try text(builder)
    let body = """
        %8: Bit = equal x, %6
        %9: Bit = equal x, %7
        %10: Bit = or %8, %9
        %11: Bit = and a, %10
        %12: UInt(8) = memory_write %5, clk, enable %11, address b, data x
        %13: UInt(8) = memory_write %5, clk, enable %11, address a, data x
      """
    #expect(text.contains(body), "\(text)")
  }

  @Test("a write among the cases of a switch, and outside of them, is refused")
  func writeInSwitch() throws {
    let builder = try fixture.small()
    let memory = try builder.memory(try fixture.uint(8), depth: 2)
    try builder.beginSwitch(builder.port(3))
    let told = message { try builder.memoryWrite(memory, address: builder.port(2), data: builder.port(3)) }
    #expect(told.contains("HW2051: a write in a `switch`, outside of its cases"), "\(told)")
  }

  @Test("writes in 20,000 branches of one choice, and in 20,000 within each other, take a cell or three each")
  func manyBranches() throws {
    let builder = try fixture.small()
    let memory = try builder.memory(try fixture.uint(8), depth: 2)
    for count in 0..<20_000 {
      try count == 0 ? builder.beginWhen(builder.port(1)) : builder.beginElseWhen(builder.port(1))
      try builder.memoryWrite(memory, address: builder.port(2), data: builder.port(3))
      try builder.end()
    }
    #expect(builder.cellCount < 20_000 * 4 + 100)
    for _ in 0..<20_000 { try builder.beginWhen(builder.port(2)) }
    try builder.memoryWrite(memory, address: builder.port(2), data: builder.port(3))
    for _ in 0..<20_000 { try builder.end() }
    #expect(builder.cellCount < 20_000 * 5 + 100)
  }

  // MARK: Inputs of instances

  private func child() throws -> ModuleID {
    let byte = try fixture.uint(8)
    let module = try fixture.module("Child", [("i", .input, byte), ("o", .output, byte)])
    try module.drive(module.port(1), with: module.port(0))
    try module.finish()
    return module.id
  }

  @Test("an input that is driven in branches is a wire, and what it was connected to before is its default")
  func conditionalInput() throws {
    let child = try child()
    let builder = try fixture.small()
    let instance = try builder.instance(of: child, name: fixture.names.intern("u"))
    try builder.connect(instance, port: 0, to: builder.port(3))
    try builder.beginWhen(builder.port(1))
    let other = try builder.unary(.not, builder.port(3))
    try builder.connect(instance, port: 0, to: other)
    try builder.end()
    let text = try text(builder)
    #expect(text.contains("%5 u = instance Child(i: %7)\n  %6: UInt(8) = not x\n  %7 u_i: UInt(8) = wire\n"), "\(text)")
    #expect(text.contains("  drive %7 = x\n  when a {\n    drive %7 = %6\n  }\n"), "\(text)")
  }

  @Test("an input without a default that some branch leaves out is refused, with the branch")
  func incompleteInput() throws {
    let child = try child()
    let builder = try fixture.small()
    let instance = try builder.instance(of: child, name: fixture.names.intern("u"))
    try builder.beginWhen(builder.port(1))
    try builder.connect(instance, port: 0, to: builder.port(3))
    try builder.end()
    try builder.drive(builder.port(4), with: builder.port(3))
    let told = message { try builder.finish() }
    #expect(told.contains("HW2050: wire `u_i` has no value in the `otherwise` of the `when`"), "\(told)")
  }

  @Test("an instance that is made in a branch has its inputs from there; what is begun in the branch decides")
  func instanceInBranch() throws {
    let child = try child()
    let builder = try fixture.small()
    try builder.beginWhen(builder.port(1))
    let plain = try builder.instance(of: child, name: fixture.names.intern("p"))
    try builder.connect(plain, port: 0, to: builder.port(3))
    let driven = try builder.instance(of: child, name: fixture.names.intern("d"))
    try builder.connect(driven, port: 0, to: builder.port(3))
    try builder.beginWhen(builder.port(2))
    try builder.connect(driven, port: 0, to: try builder.unary(.not, builder.port(3)))
    try builder.end()
    try builder.end()
    let text = try text(builder)
    #expect(text.contains("p = instance Child(i: x)"), "\(text)")
    #expect(text.contains("d = instance Child(i: %8)"), "\(text)")
    #expect(text.contains("  drive %8 = x\n  when a {\n    when b {\n      drive %8 = %7\n"), "\(text)")
  }

  @Test("a connection behind drives under a condition would hide them, and is refused")
  func inputBehindConditions() throws {
    let child = try child()
    let builder = try fixture.small()
    let instance = try builder.instance(of: child)
    try builder.beginWhen(builder.port(1))
    try builder.connect(instance, port: 0, to: builder.port(3))
    try builder.end()
    let told = message { try builder.connect(instance, port: 0, to: builder.port(3)) }
    #expect(told.contains("HW2002"), "\(told)")
    #expect(told.contains("behind a drive under a condition"), "\(told)")
  }

  // MARK: Resets that act at once

  @Test("a register whose asynchronous reset depends on it is a loop")
  func resetLoop() throws {
    let builder = try fixture.small()
    builder.location = fixture.line(20)
    let wire = try builder.wire(.bit)
    try builder.setName(fixture.names.intern("w"), of: wire)
    let zero = try builder.literal(0, type: .bit)
    let register = try builder.register(.bit, reset: try builder.cast(wire, to: .asyncReset), resetValue: zero)
    try builder.setName(fixture.names.intern("r"), of: register)
    try builder.drive(register, with: builder.port(1))
    try builder.drive(wire, with: register)
    try builder.drive(builder.port(4), with: builder.port(3))
    try builder.finish()
    let told = message { _ = try CheckedNetlist(fixture.netlist, root: builder.id) }
    #expect(told.contains("t.py:20: error HW2006: a combinational loop in M"), "\(told)")
    #expect(told.contains("cast → `r` → `w` → cast"), "\(told)")
    #expect(told.contains("fix: take a synchronous reset"), "\(told)")
  }

  @Test("one whose synchronous reset depends on it is none")
  func noResetLoop() throws {
    let builder = try fixture.small()
    let wire = try builder.wire(.bit)
    let zero = try builder.literal(0, type: .bit)
    let register = try builder.register(.bit, reset: try builder.cast(wire, to: .reset), resetValue: zero)
    try builder.drive(register, with: builder.port(1))
    try builder.drive(wire, with: register)
    _ = try text(builder)
  }
}
