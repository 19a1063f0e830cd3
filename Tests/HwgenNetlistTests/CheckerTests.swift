import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// What the checker of a module, and that of a design, say of the smallest designs that are wrong.
@Suite struct CheckerTests {
  let fixture = NetlistFixture()

  @Test("an output, a wire and a register without a driver are all reported")
  func undriven() throws {
    let module = try fixture.module("M", [("clk", .input, .clock), ("y", .output, .bit)])
    try module.setName(fixture.names.intern("w"), of: try module.wire(.bit))
    _ = try module.register(try fixture.uint(4))
    #expect(
      message { try module.finish() } == """
        t.py:2: error HW2001: output `y` has no driver in M
          fix: drive it
        t.py:10: error HW2001: wire `w` has no driver in M
          fix: drive it
        t.py:10: error HW2001: a register of UInt(4) has no driver in M
          fix: drive it
        """)
    // The failed module is no module; the declaration can still get one.
    #expect(!fixture.netlist.isDefined(module.id))
  }

  @Test("bits without a driver are named")
  func gaps() throws {
    let module = try fixture.module("M", [("a", .input, .bit), ("y", .output, try fixture.bits(8))])
    for bit in [1, 6] { try module.drive(try module.element(module.port(1), bit), with: module.port(0)) }
    let found = message { try module.finish() }.split(separator: "\n").filter { $0.contains("HW2001") }
    #expect(
      found == [
        "t.py:2: error HW2001: bit 0 of output `y` has no driver in M",
        "t.py:2: error HW2001: bits 5 down to 2 of output `y` have no driver in M",
        "t.py:2: error HW2001: bit 7 of output `y` has no driver in M",
      ])
  }

  @Test("a wire with two drivers names both")
  func twoDrivers() throws {
    let module = try fixture.module("M", [("a", .input, try fixture.bits(4))])
    let wire = try module.wire(try fixture.bits(8))
    try module.setName(fixture.names.intern("w"), of: wire)
    for (low, line) in [(0, 20), (4, 21), (2, 22)] {
      let part = try module.slice(wire, low: low, width: 4)
      module.location = fixture.line(line)
      try module.drive(part, with: module.port(0))
    }
    #expect(
      message { try module.finish() } == """
        t.py:22: error HW2002: bits 3 down to 2 of wire `w` have two drivers
          t.py:20: note: the other driver
        t.py:21: error HW2002: bits 5 down to 4 of wire `w` have two drivers
          t.py:22: note: the other driver
        """)
  }

  @Test("the same bit driven twice as a whole is reported once")
  func twice() throws {
    let module = try fixture.module("M", [("a", .input, .bit), ("y", .output, .bit)])
    for line in [20, 21] {
      module.location = fixture.line(line)
      try module.drive(module.port(1), with: module.port(0))
    }
    #expect(
      message { try module.finish() } == """
        t.py:21: error HW2002: output `y` has two drivers
          t.py:20: note: the other driver
        """)
  }

  @Test("parts driven in any order, through slices of slices and casts, cover a wire")
  func parts() throws {
    let module = try fixture.module("M", [("a", .input, try fixture.bits(2)), ("y", .output, try fixture.uint(8))])
    let bits = try module.cast(module.port(1), to: try fixture.bits(8))
    let high = try module.slice(bits, low: 4, width: 4)
    for part in [
      try module.slice(high, low: 2, width: 2), try module.slice(bits, low: 0, width: 2),
      try module.slice(high, low: 0, width: 2), try module.slice(bits, low: 2, width: 2),
    ] { try module.drive(part, with: module.port(0)) }
    try module.finish()
    let drives = try #require(fixture.netlist.module(module.id)).drives
    #expect(drives.map(\.low) == [0, 2, 4, 6])
  }

  @Test("an input of an instance that is not connected is reported with its port")
  func unconnected() throws {
    let child = try fixture.module("C", [("a", .input, .bit), ("b", .input, .bit)])
    let module = try fixture.module("M", [("a", .input, .bit)])
    let instance = try module.instance(of: child.id, name: fixture.names.intern("c"))
    try module.connect(instance, port: 0, to: module.port(0))
    _ = try module.instance(of: child.id)
    #expect(
      message { try module.finish() } == """
        t.py:10: error HW2007: input `b` of instance `c` of C is not connected
          t.py:2: note: the port
        t.py:10: error HW2007: input `a` of an instance of C is not connected
          t.py:1: note: the port
        t.py:10: error HW2007: input `b` of an instance of C is not connected
          t.py:2: note: the port
        """)
  }

  @Test("a vector that lacks very many drivers gives few messages")
  func manyGaps() throws {
    let module = try fixture.module("M", [("a", .input, .bit), ("y", .output, try fixture.bits(100))])
    for bit in stride(from: 0, to: 100, by: 2) {
      try module.drive(try module.element(module.port(1), bit), with: module.port(0))
    }
    let found = message { try module.finish() }.split(separator: "\n").filter { $0.contains("HW2001") }
    #expect(found.count == 9)
    #expect(found.last == "t.py:2: error HW2001: 42 more parts of output `y` have no driver in M")
  }

  // MARK: Designs

  private func failure(_ text: String) -> String { message { _ = try fixture.parse(text) } }

  @Test("a module without a body is reported")
  func bodyMissing() throws {
    let module = try fixture.module("M", [])
    #expect(
      message { _ = try CheckedNetlist(fixture.netlist, root: module.id) } == "t.py:100: error HW2021: M has no body")
  }

  @Test("a circuit that contains itself is reported with its cycle")
  func selfContaining() {
    #expect(
      failure(
        """
        module A { %0 = instance B() @ "t.py":1 }
        module B { %0 = instance C() @ "t.py":2 }
        module C { %0 = instance B() @ "t.py":3 }
        """) == """
          t.py:3: error HW2015: a circuit contains itself: B → C → B
            t.py:2: note: C is instantiated here
          """)
  }

  @Test("a combinational loop is reported with the nets on it, and no others")
  func loop() {
    #expect(
      failure(
        """
        module A {
          in a: Bit
          out y: Bit
          %2 x: Bit = wire @ "t.py":2
          %3 other: Bit = and a, %2
          %4 more: Bit = or %3, %2
          %5 n: Bit = not %2 @ "t.py":3
          drive %2 = %5
          drive y = %4
        }
        """) == """
          t.py:2: error HW2006: a combinational loop in A: `n` → `x` → `n`
            t.py:3: note: through `n`
            t.py:2: note: through `x`
            fix: break it with a register
          """)
  }

  @Test("a loop through a part of a sum says what could be driven apart")
  func loopThroughPart() {
    #expect(
      failure(
        """
        module A {
          in a: UInt(2)
          out y: UInt(2)
          %2 x: UInt(2) = wire @ "t.py":2
          %3: UInt(1) = extract %2[0]
          %4: UInt(2) = zero_extend %3
          %5: UInt(2) = add %4, a @ "t.py":3
          drive %2 = %5
          drive y = %2
        }
        """
      ).hasSuffix("fix: break it with a register; or, if no bit of `x` depends on itself, drive its bits apart"))
  }

  @Test("a bit that depends on itself is named, without those of its vector that do not")
  func loopOfBit() {
    let text = failure(
      """
      module A {
        in a: Bit
        out y: Bits(3)
        %2 x: Bits(3) = wire @ "t.py":2
        %3: Bit = extract %2[0]
        %4: Bit = extract %2[1]
        %5: Bit = not %4
        %6: Bits(3) = concat %3, %5, a @ "t.py":3
        drive %2 = %6
        drive y = %2
      }
      """)
    #expect(text.contains("error HW2006: a combinational loop in A: `x[1]` → not → `x[1]`\n"), "\(text)")
    #expect(text.hasSuffix("fix: break it with a register"), "\(text)")
  }

  @Test("the path of a loop leaves out what was waiting beside it")
  func loopBeside() {
    let found = failure(
      """
      module A {
        out y: Bit
        %1 x: Bit = wire
        %2 b: Bit = not %1
        %3 z: Bit = and %1, %2
        %4 m: Bit = not %1
        drive %1 = %4
        drive y = %3
      }
      """)
    #expect(found.hasPrefix("error HW2006: a combinational loop in A: `m` → `x` → `m`\n"), "\(found)")
  }

  @Test("a wire that drives itself, and an output that does, are loops")
  func selfLoop() {
    #expect(failure("module A { %0 w: Bit = wire drive %0 = %0 }").contains("in A: `w` → `w`\n"))
    #expect(failure("module A { out y: Bit drive y = y }").contains("in A: `y` → `y`\n"))
  }

  @Test("a loop through instances names their ports")
  func loopThroughInstances() {
    let child = "module C { in a: Bit in b: Bit out y: Bit out z: Bit drive y = b drive z = a }"
    let found = failure(
      "module A { %0 u = instance C(a: %1, b: %3) %1: Bit = output %0.y %2 = instance C(a: %1, b: %1) %3: Bit = output %2.z }\n"
        + child)
    #expect(found.contains("in A: `z` of an instance of C → `y` of `u` → `z` of an instance of C\n"), "\(found)")
    // The other output depends on the other input only.
    #expect(
      failure("module A { %0 u = instance C(a: %1, b: %2) %1: Bit = output %0.y %2: Bit = literal 0 }\n" + child)
        == "no failure")
  }

  @Test("a loop through instances tells its way inside of them, down to the last, with places")
  func loopInside() {
    let found = failure(
      """
      module A {
        out y: Bit
        %1 u = instance B(s: %3, t: %3) @ "top.py":1
        %2: Bit = output %1.q @ "top.py":2
        %3 w: Bit = wire @ "top.py":3
        drive %3 = %2
        drive y = %3
      }
      module B {
        in s: Bit @ "middle.py":1
        in t: Bit
        out q: Bit
        %3 leaf = instance C(a: s, b: t) @ "middle.py":2
        %4: Bit = output %3.z @ "middle.py":3
        %5 turned: Bit = not %4 @ "middle.py":4
        drive q = %5
      }
      module C {
        in a: Bit @ "leaf.py":1
        in b: Bit
        out z: Bit
        %3 inner: Bit = not a @ "leaf.py":2
        drive z = %3
      }
      """)
    #expect(
      found == """
        top.py:3: error HW2006: a combinational loop in A: `q` of `u` → `w` → `q` of `u`
          middle.py:1: note: through `s` of `u`
          leaf.py:1: note: through `a` of `leaf` of `u`
          leaf.py:2: note: through `inner` of `leaf` of `u`
          middle.py:3: note: through `z` of `leaf` of `u`
          middle.py:4: note: through `turned` of `u`
          top.py:2: note: through `q` of `u`
          top.py:3: note: through `w`
          fix: break it with a register
        """, "\(found)")
  }

  @Test("a loop through a part of a port says that a port is taken as one")
  func loopThroughAPort() {
    let found = failure(
      """
      module A {
        in a: Bit
        out o: Bit
        %2: UInt(2) = wire
        %3 s = instance B(i: %2)
        %4: UInt(2) = output %3.o
        %5: Bit = extract %4[0]
        %6: UInt(2) = concat %5, a
        drive %2 = %6
        %7: Bit = extract %4[1]
        drive o = %7
      }
      module B {
        in i: UInt(2)
        out o: UInt(2)
        %2: Bit = extract i[0]
        %3: Bit = extract i[1]
        %4: UInt(2) = concat %2, %3
        drive o = %4
      }
      """)
    let advice = "; or, if no bit of `o` of `s` depends on itself, give its bits ports of their own"
    #expect(found.contains(advice), "\(found)")
  }

  @Test("a loop through a record names its fields")
  func loopOfFields() {
    let found = failure(
      """
      type t0 = {x: UInt(4), y: UInt(4)}
      module A {
        %0 w: t0 = wire
        %1: UInt(4) = extract %0[7:4]
        %2: UInt(4) = extract %0[3:0]
        %3: UInt(4) = not %1
        drive %0[3:0] = %3
        drive %0[7:4] = %2
      }
      """)
    #expect(
      found.contains("`w[7:4]` (field `x`) → not → `w[3:0]` (field `y`) → `w[7:4]` (field `x`)\n"), "\(found)")
  }

  @Test("registers, black boxes and bits that are driven apart break a loop")
  func noLoop() {
    #expect(failure("module A { in c: Clock %1: Bit = register c drive %1 = %2 %2: Bit = not %1 }") == "no failure")
    #expect(
      failure("module A { %0 = instance B(a: %1) %1: Bit = output %0.y } module B external { in a: Bit out y: Bit }")
        == "no failure")
    #expect(
      failure(
        """
        module Ripple {
          in a: Bit
          out y: Bits(3)
          %2: Bits(3) = wire
          %3: UInt(3) = cast %2
          %4: UInt(2) = extract %3[1:0]
          %5: Bit = extract %4[0]
          %6: Bit = extract %4[1]
          drive %2[0] = a
          drive %2[1] = %5
          drive %2[2] = %6
          drive y = %2
        }
        """) == "no failure")
  }

  @Test("bits of one wire that depend on each other in a circle are a loop")
  func loopOfBits() {
    let found = failure(
      """
      module A {
        %0 w: Bits(2) = wire
        %1 low: Bit = extract %0[0]
        %2 high: Bit = extract %0[1]
        drive %0[0] = %2
        drive %0[1] = %1
      }
      """)
    #expect(
      found.contains("in A: `high` → `low` → `high`\n") || found.contains("in A: `low` → `high` → `low`\n"), "\(found)")
  }

  @Test("a long loop without names shows the beginning of its path")
  func longLoop() throws {
    let module = try fixture.module("M", [])
    let wire = try module.wire(.bit)
    var net = wire
    for _ in 0..<100_000 { net = try module.unary(.not, net) }
    try module.drive(wire, with: net)
    try module.finish()
    let found = message { _ = try CheckedNetlist(fixture.netlist, root: module.id) }
    #expect(found.hasPrefix("t.py:10: error HW2006: a combinational loop in M: not → not → "))
    #expect(found.utf8.count < 10_000)
  }
}
