import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// Relaxed scopes: what is extended and cut in them, what is noted, and what stays strict.
@Suite("Relaxed scopes") struct RelaxedTests {
  let fixture = NetlistFixture()

  private func bench() throws -> ModuleBuilder {
    try fixture.module(
      "M",
      [
        ("a", .input, try fixture.uint(4)), ("b", .input, try fixture.uint(8)), ("n", .input, try fixture.sint(3)),
        ("m", .input, try fixture.sint(8)), ("s", .input, .bit), ("y", .output, try fixture.uint(6)),
        ("z", .output, try fixture.sint(9)), ("clk", .input, .clock),
      ])
  }

  private func type(_ module: ModuleBuilder, _ net: NetID) -> String {
    fixture.netlist.types.text(module.type(of: net))
  }

  @Test("operands are extended to the wider one, numbers with sign by their sign")
  func operands() throws {
    let module = try bench()
    module.beginRelaxed()
    let sum = try module.binary(.add, module.port(0), module.port(1))
    #expect(type(module, sum) == "UInt(8)")
    #expect(module.module.cells[sum.index - 1].operation == .zeroExtend)
    let difference = try module.binary(.subtract, module.port(3), module.port(2))
    #expect(type(module, difference) == "SInt(8)")
    #expect(module.module.cells[difference.index - 1].operation == .signExtend)
    for operation in [Operation.equal, .notEqual, .less, .lessEqual] {
      #expect(type(module, try module.binary(operation, module.port(0), module.port(1))) == "Bit")
    }
    for operation in [Operation.and, .or, .xor] {
      #expect(type(module, try module.binary(operation, module.port(0), module.port(1))) == "UInt(8)")
    }
    #expect(type(module, try module.mux(module.port(4), module.port(0), module.port(1))) == "UInt(8)")
    #expect(type(module, try module.lesser(module.port(2), module.port(3))) == "SInt(8)")
    // What has widths of its own is as it was.
    #expect(type(module, try module.binary(.multiply, module.port(0), module.port(1))) == "UInt(12)")
    #expect(type(module, try module.binary(.shiftLeft, module.port(0), module.port(1))) == "UInt(4)")
    #expect(type(module, try module.division(.divide, module.port(0), module.port(1))) == "UInt(4)")
    #expect(type(module, try module.division(.modulo, module.port(0), module.port(1))) == "UInt(8)")
  }

  @Test("the values of a choice are extended to the widest")
  func choices() throws {
    let module = try bench()
    module.beginRelaxed()
    let six = try module.truncate(module.port(1), width: 6)
    let zero = try module.literal(0, type: .bit)
    let chosen = try module.choose(module.port(4), [(zero, six)], default: module.port(1))
    #expect(type(module, chosen) == "UInt(8)")
    let two = try module.slice(module.port(1), low: 0, width: 2)
    let hot = try module.selectOneHot(two, [module.port(0), six])
    #expect(type(module, hot) == "UInt(6)")
  }

  @Test("what is driven, connected, written, a field, a payload, an element is extended or cut")
  func places() throws {
    let child = try fixture.module("C", [("i", .input, try fixture.uint(6)), ("o", .output, try fixture.uint(6))])
    try child.drive(child.port(1), with: child.port(0))
    try child.finish()
    let module = try bench()
    module.beginRelaxed()
    try module.drive(module.port(5), with: module.port(1))
    try module.drive(module.port(6), with: module.port(2))
    let instance = try module.instance(of: child.id)
    try module.connect(instance, port: 0, to: module.port(0))
    #expect(type(module, Array(module.module.operands(of: instance))[0]) == "UInt(6)")
    let memory = try module.memory(try fixture.uint(6), depth: 4)
    let write = try module.memoryWrite(memory, address: module.port(0), data: module.port(1))
    #expect(type(module, Array(module.module.operands(of: write))[4]) == "UInt(6)")
    let record = try fixture.type("{x: UInt(2), y: SInt(5)}")
    let made = try module.record([("x", module.port(1)), ("y", module.port(2))], of: record)
    #expect(module.width(of: made) == 7)
    let union = try fixture.type("Union(P: wide(UInt(9)), none)")
    #expect(module.width(of: try module.variant("wide", module.port(1), of: union)) == 10)
    let array = try module.wire(try fixture.type("Array(4, UInt(3))"))
    #expect(module.width(of: try module.replacing(array, at: module.port(0), with: module.port(1))) == 12)
  }

  @Test("other kinds, and fixed point, are refused as they are outside; nothing is left of what is refused")
  func strict() throws {
    let module = try bench()
    module.beginRelaxed()
    let count = module.module.cells.count
    #expect(message { _ = try module.binary(.add, module.port(1), module.port(2)) }.contains("HW2003"))
    #expect(message { _ = try module.binary(.add, module.port(1), module.port(3)) }.contains("HW2004"))
    #expect(message { _ = try module.binary(.and, module.port(0), module.port(4)) }.contains("HW2003"))
    #expect(message { try module.drive(module.port(5), with: module.port(2)) }.contains("HW2003"))
    // The extension is not left behind where the drive is refused.
    #expect(message { try module.drive(module.port(0), with: module.port(1)) }.contains("HW2005"))
    #expect(module.module.cells.count == count)
    let a = try module.wire(try fixture.type("UFix(4, 4)"))
    let b = try module.wire(try fixture.type("UFix(4, 5)"))
    #expect(message { _ = try module.binary(.add, a, b) }.contains("HW2004"))
    #expect(message { _ = try module.literal(300, type: try fixture.uint(8)) }.contains("HW2011"))
    try module.endRelaxed()
    #expect(message { _ = try module.binary(.add, module.port(0), module.port(1)) }.contains("HW2003"))
  }

  @Test("each place is noted once, extended and cut apart, and a policy makes a cut an error")
  func notes() throws {
    func build(_ log: DiagnosticLog) throws {
      let module = try fixture.module(
        "N",
        [("a", .input, try fixture.uint(4)), ("b", .input, try fixture.uint(8)), ("y", .output, try fixture.uint(6))])
      module.beginRelaxed()
      module.location = fixture.line(20)
      let sum = try module.binary(.add, module.port(0), module.port(1))
      let more = try module.binary(.add, module.port(0), sum)
      try module.drive(module.port(2), with: more)
      try module.endRelaxed()
      try module.finish(reportingTo: log)
    }
    let log = DiagnosticLog()
    try build(log)
    #expect(log.diagnostics.map(\.code) == [.widthExtended, .widthCut])
    #expect(log.diagnostics.map(\.severity) == [.note, .note])
    #expect(log.diagnostics[0].message == "add: `a`: UInt(4) is extended to 8 bits")
    #expect(log.diagnostics[1].message == "assignment: UInt(8) is cut to 6 bits")
    #expect(log.diagnostics.allSatisfy { $0.location?.line == 20 })
    let strict = DiagnosticLog()
    #expect(strict.setPolicy(.error, for: .widthCut))
    #expect(message { try build(strict) }.contains("HW2101"))
  }

  @Test("a scope that is not ended, and an end too many, are told")
  func ends() throws {
    let module = try bench()
    #expect(message { try module.endRelaxed() }.contains("HW2102"))
    module.beginRelaxed()
    module.beginRelaxed()
    try module.endRelaxed()
    module.location = fixture.line(30)
    let text = message { try module.finish() }
    #expect(text.contains("HW2102") && text.contains("t.py:10"), "\(text)")
  }
}
