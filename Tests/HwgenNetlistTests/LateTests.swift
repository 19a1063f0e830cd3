import Foundation
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// Nets whose width is left to Verilog: what is built of them, what is refused, and how the text has them.
@Suite struct LateTests {
  let fixture = NetlistFixture()

  private func expression(_ text: String) throws -> ExprID {
    try fixture.netlist.types.expressions.parse(text, scope: { _ in .integer })
  }

  private func type(_ text: String) throws -> TypeID {
    try fixture.netlist.types.parseType(text, scope: { _ in .integer })
  }

  /// `bits` is 4 to 40, `more` at least 1.
  private func module(_ ports: [(String, PortDirection, String)], name: String = "M") throws -> ModuleBuilder {
    let late = LateParameters([
      LateParameter(name: fixture.names.intern("bits"), low: 4, high: 40, defaultValue: 8),
      LateParameter(
        name: fixture.names.intern("more"), low: 1, high: LateParameter.numbers.upperBound, defaultValue: 1),
    ])
    let ports = try ports.enumerated().map {
      Port(name: fixture.names.intern($1.0), direction: $1.1, type: try type($1.2), location: fixture.line($0 + 1))
    }
    let id = try fixture.netlist.declare(name: name, ports: ports, late: late, at: fixture.line(100))
    let builder = ModuleBuilder(fixture.netlist, id)
    builder.location = fixture.line(10)
    return builder
  }

  private func bench() throws -> ModuleBuilder {
    try module([
      ("u", .input, "UInt(bits)"), ("s", .input, "SInt(bits)"), ("m", .input, "UInt(more)"), ("k", .input, "UInt(4)"),
    ])
  }

  @Test("results have the widths that the operands give, in canonical form")
  func types() throws {
    let m = try bench()
    let (u, s, more, k) = (m.port(0), m.port(1), m.port(2), m.port(3))
    func text(_ net: NetID) -> String { fixture.netlist.types.text(m.type(of: net)) }
    #expect(text(try m.binary(.add, u, u)) == "UInt(bits)")
    #expect(text(try m.binary(.multiply, u, more)) == "UInt(bits + more)")
    #expect(text(try m.binary(.less, s, s)) == "Bit")
    #expect(text(try m.expanding(.add, u, u)) == "UInt(bits + 1)")
    #expect(text(try m.expanding(.add, u, k)) == "UInt(bits + 1)")
    #expect(text(try m.expanding(.subtract, u, u)) == "SInt(bits + 1)")
    #expect(text(try m.concat([u, k, u])) == "Bits(2*bits + 4)")
    #expect(text(try m.slice(u, low: 1, width: 3)) == "UInt(3)")
    #expect(text(try m.highestBit(s)) == "Bit")
    #expect(text(try m.resize(.extract, s, to: try type("SInt(bits - 3)"))) == "SInt(bits - 3)")
    #expect(text(try m.absolute(s)) == "UInt(bits)")
    #expect(text(try m.literal(-8, type: try type("SInt(bits)"))) == "SInt(bits)")
  }

  @Test("what is not right for all values is refused, with the operation, the type, the parameter and both places")
  func refusals() throws {
    let m = try bench()
    let (u, s, more, k) = (m.port(0), m.port(1), m.port(2), m.port(3))
    let note = "\n  t.py:1: note: `u`: UInt(bits) was made here"
    #expect(
      message { _ = try m.rotated(u, by: k, left: true) }
        == "t.py:10: error HW2106: the structure depends on the late parameter `bits`: rotate is not defined on `u`: UInt(bits), whose width is left to Verilog"
        + note + "\n  t.py:100: note: `bits` is a late parameter of M"
        + "\n  fix: make `bits` an ordinary parameter, or convert the operand to a constant width")
    #expect(
      message { _ = try m.binary(.divide, u, u) }.contains(
        "HW2106: the structure depends on the late parameter `bits`: divide"))
    #expect(message { _ = try m.reversed(u) }.contains("HW2106"))
    #expect(message { _ = try m.binary(.shiftLeft, k, u) }.contains("HW2106"))
    #expect(message { try m.beginSwitch(u) }.contains("HW2106"))
    #expect(
      message { _ = try m.binary(.add, u, more) }.hasPrefix(
        "t.py:10: error HW2105: add of `u`: UInt(bits) and `m`: UInt(more): bits bits against more, which are not known to agree"
      ))
    #expect(message { _ = try m.binary(.add, u, k) }.contains("HW2105"))
    #expect(message { _ = try m.expanding(.add, u, more) }.contains("HW2105"))
    #expect(message { _ = try m.cast(u, to: try type("SInt(bits + 1)")) }.contains("HW2105"))
    #expect(
      message { _ = try m.slice(u, low: 1, width: 4) }.contains(
        "HW2108: 4 bits from bit 1 of `u`: UInt(bits) may be beyond its end"))
    #expect(message { _ = try m.resize(.zeroExtend, u, to: try type("UInt(more)")) }.contains("HW2108"))
    #expect(
      message { _ = try m.literal(16, type: try type("UInt(bits)")) }.contains(
        "HW2108: 16 needs 5 bits, and UInt(bits) may have fewer"))
    #expect(message { _ = try m.literal(8, type: try type("SInt(bits)")) }.contains("HW2108"))
    #expect(message { _ = try m.literal(-1, type: try type("UInt(bits)")) }.contains("HW2011"))
    #expect(message { _ = try m.wire(try type("UInt(bits - 4)")) }.contains("HW2108"))
    #expect(message { _ = try m.wire(try type("UInt(other)")) }.contains("HW2109"))
    #expect(message { _ = try m.wire(try type("UInt(bits / more - bits + 41)")) } == "no failure")
    #expect(message { _ = try m.wire(try type("UInt(8 / (more - 1) + 1)")) }.contains("HW2109"))
    #expect(message { _ = try m.wire(try type("Array(bits, Bit)")) }.contains("HW1052"))
    #expect(message { _ = try m.resize(.zeroExtend, s, to: try type("UInt(bits + 1)")) }.contains("HW2024"))
    let wire = try m.wire(try type("UInt(bits)"))
    #expect(message { try m.drive(try m.slice(wire, low: 0, width: 4), with: k) }.contains("HW2106"))
  }

  @Test("every operation that has no form for all widths says so, and leaves the builder as it was")
  func others() throws {
    let m = try module([
      ("u", .input, "UInt(bits)"), ("k", .input, "UInt(4)"), ("clk", .input, "Clock"), ("c", .input, "Bit"),
    ])
    let (u, k, c) = (m.port(0), m.port(1), m.port(3))
    let wide = try type("UInt(bits)")
    let memory = try m.memory(try type("UInt(4)"), depth: 16)
    let count = m.cellCount
    let operations: [(String, () throws -> Void)] = [
      ("popcount", { _ = try m.popcount(u) }), ("leading_zeros", { _ = try m.leadingZeros(u) }),
      ("priority_encode", { _ = try m.priorityIndex(u) }), ("reverse", { _ = try m.reversed(u) }),
      ("rotate", { _ = try m.rotated(u, by: k, left: false) }), ("repeated", { _ = try m.repeated(u, 2) }),
      ("select1hot", { _ = try m.selectOneHot(u, [k]) }), ("select1hot", { _ = try m.selectOneHot(k, [u, u, u, u]) }),
      ("a dynamic index", { _ = try m.element(u, at: k) }),
      ("a dynamic index", { _ = try m.slice(u, at: k, width: 2) }),
      ("a use as a condition, an index", { _ = try m.element(k, at: u) }),
      ("replace", { _ = try m.replacing(u, at: k, with: c) }),
      ("divide", { _ = try m.binary(.divide, u, u) }), ("a memory", { _ = try m.memory(wide, depth: 4) }),
      ("a use as a condition, an index", { _ = try m.memoryRead(memory, address: u) }),
      ("convert", { _ = try m.convert(u, to: wide) }),
      ("a conversion", { _ = try m.convert(k, to: wide) }), ("crossing", { _ = try m.crossing(u, .asynchronous) }),
      ("a clock", { _ = try m.derivedClock(u) }), ("a switch", { try m.beginSwitch(u) }),
      ("a use as a condition", { try m.beginWhen(u) }),
      ("select", { _ = try m.choose(k, [(try m.literal(0, type: m.type(of: k)), u)], default: u) }),
    ]
    for (name, make) in operations {
      let said = message { try make() }
      #expect(said.contains("HW2106: the structure depends on the late parameter `bits`: \(name)"), "\(name): \(said)")
    }
    // What a case is compared with.
    #expect(m.cellCount == count + 1)
  }

  @Test("a cast between widths that may agree becomes a constraint")
  func constraint() throws {
    let m = try module([("m", .input, "UInt(more)"), ("o", .output, "UInt(bits)")])
    try m.drive(m.port(1), with: try m.cast(m.port(0), to: try type("UInt(bits)")))
    try m.finish()
    let inside = try #require(fixture.netlist.module(m.id))
    #expect(inside.lateConstraints.map { fixture.netlist.types.expressions.text($0) } == ["bits == more"])
  }

  @Test("ports of no width, and late parameters called as ports are, are refused")
  func declarations() {
    #expect(
      message { _ = try module([("bits", .input, "Bit")]) }.contains(
        "HW1051: late parameter `bits` has the name of a port"))
    #expect(message { _ = try module([("a", .input, "UInt(bits - 4)")]) }.contains("HW2108"))
    #expect(message { _ = try module([("a", .inout, "UInt(bits)")]) }.contains("HW1052"))
    #expect(message { _ = try module([("a", .input, "Array(2, UInt(bits))")]) }.contains("HW1052"))
  }

  @Test("an instance's pins have the types that its arguments make, and what cannot be given is refused")
  func instances() throws {
    let child = try module([("a", .input, "UInt(bits)"), ("y", .output, "UInt(2*bits)")], name: "Child")
    try child.drive(child.port(1), with: try child.binary(.multiply, child.port(0), child.port(0)))
    try child.finish()
    let m = try module([("u", .input, "UInt(bits)"), ("o", .output, "UInt(2*bits + 2)")])
    func instance(_ text: String) throws -> NetID { try m.instance(of: child.id, arguments: text) }
    let one = try instance("bits = bits + 1")
    func text(_ net: NetID, _ port: Int) throws -> String {
      fixture.netlist.types.text(try m.pinType(net, port: port))
    }
    #expect(try text(one, 0) == "UInt(bits + 1)")
    #expect(try text(try instance("bits = 5"), 1) == "UInt(10)")
    #expect(try text(try m.instance(of: child.id), 1) == "UInt(16)")
    #expect(
      message { try m.connect(one, port: 0, to: m.port(0)) }.contains("HW2105: input `a` of Child is UInt(bits + 1)"))
    #expect(
      message { _ = try instance("bits = 3") }.contains(
        "HW2107: late parameter `bits` of Child is given 3; it must be 4 to 40"))
    #expect(message { _ = try instance("bits = bits + 60") }.contains("HW2107"))
    #expect(
      message { _ = try instance("depth = 3") }.contains(
        "HW2107: Child has no late parameter `depth`; it has bits, more"))
    #expect(message { _ = try instance("bits = 4, bits = 5") }.contains("HW2107"))
    #expect(message { _ = try instance("bits = true") }.contains("HW2107"))
    #expect(message { _ = try m.instance(of: m.id, arguments: "bits = other") }.contains("HW1009"))
  }

  @Test("the text reads back to what it was written from")
  func text() throws {
    let written = """
      module Top {
        late bits in 4..40 = 8
        require bits % 2 == 0
        in clk: Clock
        in a: UInt(bits)
        out o: UInt(bits + 1)
        out t: Bit
        out low: UInt(bits - 1)
        %5: UInt(bits + 1) = zero_extend a
        %6: UInt(bits + 1) = literal 3
        %7 kept: UInt(bits + 1) = register clk, initial %6
        %8: Bit = extract a top
        %9: UInt(bits - 1) = extract a low
        %10 inner = instance Child late (bits: bits + 1) (a: %5)
        %11: UInt(bits + 1) = output %10.y
        drive o = %7
        drive t = %8
        drive low = %9
        drive %7 = %11
      }
      module Child {
        late bits in 1..100 = 1
        in a: UInt(bits)
        out y: UInt(bits)
        %2: UInt(bits) = not a
        drive y = %2
      }

      """
    #expect(try fixture.parse(written).text() == written)
    for (part, other, code) in [
      ("= 8\n", "= 3\n", "HW1051"), ("require bits % 2 == 0", "require bits", "HW1003"),
      ("in 4..40", "in 4..5000000000", "HW1051"),
      ("UInt(bits + 1) = zero_extend", "UInt(other) = zero_extend", "HW1009"),
      ("late (bits: bits + 1)", "late (b: 1)", "HW2107"),
      ("= register clk", "= register a", "HW2106"),
    ] {
      let wrong = String(written.replacing(part, with: other))
      #expect(message { _ = try fixture.parse(wrong) }.contains(code), "\(other)")
    }
  }

  private static let external = """
    module Top {
      late bits in 4..40 = 8
      in a: UInt(bits)
      out y: UInt(bits + 1)
      out z: UInt(6)
      %3: UInt(bits + 1) = zero_extend a
      %4 one = instance Outer late (width: bits + 1, depth: 2) (a: %3)
      %5: UInt(bits + 1) = output %4.y
      %6: UInt(6) = literal 3
      %7 two = instance Outer late (width: 6, depth: 4) (a: %6)
      %8: UInt(6) = output %7.y
      drive y = %5
      drive z = %8
    }
    module Outer external {
      late width in 2..32 = 6
      late depth in 1..8 = 4
      require depth % 2 == 0
      in a: UInt(width)
      out y: UInt(width)
      parameter WIDTH = width
      parameter AREA = depth*width + 1
      parameter WIDE = width >= 9
      parameter KIND = "x y"
      parameter MASK: Bits(3) = 5
      path y from (a)
    }

    """

  @Test("an external module has late parameters, and reads back")
  func external() throws {
    let design = try fixture.parse(LateTests.external)
    #expect(design.text() == LateTests.external)
    let (netlist, outer) = (design.netlist, design.modules[1])
    let top = design.module(design.modules[0])!
    func given(_ instance: Int) throws -> [VerilogParameter] {
      try netlist.verilogParameters(of: outer, late: top.lateArguments(of: NetID(instance)))
    }
    #expect(try given(7).map(\.value).prefix(3) == [.integer(6), .integer(25), .bit(false)])
    guard case .expression(let width) = try given(4)[0].value else { return #expect(Bool(false)) }
    #expect(netlist.types.expressions.text(width) == "bits + 1")
    // What the external module needs, and nobody else checks.
    #expect(top.lateConstraints.map { netlist.types.expressions.text($0) } == ["bits <= 31"])
  }

  @Test(
    "what an external module cannot be given is refused with its code",
    arguments: [
      ("width: bits + 1, depth: 2", "width: bits + 1, depth: 3", "HW2107", "`depth % 2 == 0` does not hold"),
      ("width: bits + 1, depth: 2", "width: bits + 40, depth: 2", "HW2107", "it must be 2 to 32"),
      ("width: bits + 1, depth: 2", "width: bits + 1, depth: 9", "HW2107", "it must be 1 to 8"),
      ("require depth % 2 == 0", "require pow(depth, 33 - width) != 99", "HW2109", "what Outer needs"),
      ("WIDTH = width\n", "WIDTH = bits\n", "HW1009", "bits"),
      ("WIDTH = width\n", "WIDTH = 40 / (width - 2)\n", "HW2109", "Verilog parameter `WIDTH`"),
      ("WIDTH = width\n", "WIDTH = width * 1000000000\n", "HW1040", "6000000000, which is no number of 32 bits"),
      ("WIDTH = width\n", "WIDTH = 2147483648\n", "HW2014", "a number of 32 bits"),
      ("WIDTH = width\n", "WIDTH: Bits(4) = width\n", "HW2014", "expected a number"),
      ("AREA = depth*width + 1\n", "AREA = 600000000*depth\n", "HW1040", "2400000000"),
      ("in a: UInt(width)", "inout a: UInt(width)", "HW1052", "inout port `a`"),
    ])
  func badExternal(part: String, other: String, code: String, said: String) throws {
    let wrong = String(LateTests.external.replacing(part, with: other))
    #expect(wrong != LateTests.external)
    let refused = message { _ = try fixture.parse(wrong) }
    #expect(refused.contains(code) && refused.contains(said), "\(refused)")
  }
}
