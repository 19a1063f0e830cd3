import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// What each call of the builder makes of operands of the right types.
@Suite struct BuilderTests {
  let fixture = NetlistFixture()

  private func bench() throws -> ModuleBuilder {
    try fixture.module(
      "M",
      [
        ("clk", .input, .clock), ("e", .input, .bit), ("u", .input, try fixture.uint(8)),
        ("s", .input, try fixture.sint(8)), ("b", .input, try fixture.bits(8)),
      ])
  }

  @Test(
    "results have the types that the semantics give",
    arguments: [
      (Operation.add, 2, 2, "UInt(8)"), (.add, 3, 3, "SInt(8)"), (.subtract, 2, 2, "UInt(8)"),
      (.multiply, 2, 2, "UInt(16)"),
      (.multiply, 3, 3, "SInt(16)"), (.and, 1, 1, "Bit"), (.or, 4, 4, "Bits(8)"), (.xor, 3, 3, "SInt(8)"),
      (.equal, 4, 4, "Bit"), (.notEqual, 0, 0, "Bit"), (.less, 2, 2, "Bit"), (.lessEqual, 3, 3, "Bit"),
      (.shiftLeft, 2, 4, "UInt(8)"), (.shiftRight, 3, 2, "SInt(8)"), (.shiftLeft, 4, 1, "Bits(8)"),
      (.divide, 2, 2, "UInt(8)"), (.modulo, 3, 3, "SInt(8)"),
    ])
  func binary(operation: Operation, a: Int, b: Int, type: String) throws {
    let module = try bench()
    let net = try module.binary(operation, module.port(a), module.port(b))
    #expect(fixture.netlist.types.text(module.type(of: net)) == type)
  }

  @Test(
    "unary results have the types that the semantics give",
    arguments: [
      (Operation.not, 1, "Bit"), (.not, 4, "Bits(8)"), (.negate, 3, "SInt(8)"), (.reduceAnd, 2, "Bit"),
      (.reduceOr, 1, "Bit"),
      (.reduceXor, 4, "Bit"),
    ])
  func unary(operation: Operation, a: Int, type: String) throws {
    let module = try bench()
    #expect(fixture.netlist.types.text(module.type(of: try module.unary(operation, module.port(a)))) == type)
  }

  @Test("slices, elements, fields, extension, truncation and casts have the types that their names say")
  func structure() throws {
    let module = try bench()
    let types = fixture.netlist.types
    let (u, s, b) = (module.port(2), module.port(3), module.port(4))
    func text(_ net: NetID) -> String { types.text(module.type(of: net)) }
    #expect(text(try module.slice(u, low: 1, width: 3)) == "UInt(3)")
    #expect(text(try module.slice(b, low: 1, width: 3)) == "Bits(3)")
    #expect(text(try module.element(s, 7)) == "Bit")
    #expect(text(try module.truncate(s, width: 4)) == "SInt(4)")
    #expect(text(try module.extend(.signExtend, s, width: 9)) == "SInt(9)")
    #expect(text(try module.extend(.zeroExtend, module.port(1), width: 4)) == "UInt(4)")
    #expect(text(try module.concat([u, s, b])) == "Bits(24)")
    #expect(try module.cast(u, to: module.type(of: u)) == u)
    #expect(try module.extend(.zeroExtend, u, width: 8) == u)
    let array = try types.array(count: types.expressions.integer(2), element: try fixture.uint(4))
    let record = try types.record([
      RecordField(name: fixture.names.intern("high"), type: array),
      RecordField(name: fixture.names.intern("low"), type: .bit),
    ])
    let packed = try module.concat([u, module.port(1)], as: record)
    let high = try module.field(packed, "high")
    #expect(text(high) == "Array(2, UInt(4))")
    #expect(module.module.cells[high.index].auxiliary == 1)
    let upper = try module.element(high, 1)
    #expect(module.module.cells[upper.index].auxiliary == 4)
  }

  /// The builder's calls that are wrong, each with its message.
  private static let wrong: [(String, @Sendable (ModuleBuilder, NetlistFixture) throws -> Void, String)] = [
    (
      "widths", { m, f in _ = try m.binary(.add, m.port(2), try m.wire(try f.uint(9))) },
      """
      t.py:10: error HW2003: add of `u`: UInt(8) and UInt(9): 8 bits against 9
        t.py:3: note: `u`: UInt(8) was made here
        t.py:10: note: UInt(9) was made here
        fix: extend the narrower with zext or sext
      """
    ),
    (
      "types", { m, _ in _ = try m.binary(.and, m.port(2), m.port(3)) },
      """
      t.py:10: error HW2004: and of `u`: UInt(8) and `s`: SInt(8)
        t.py:3: note: `u`: UInt(8) was made here
        t.py:4: note: `s`: SInt(8) was made here
        fix: convert one with as_uint, as_sint or as_bits
      """
    ),
    (
      "arithmetic on bits", { m, _ in _ = try m.binary(.subtract, m.port(4), m.port(4)) },
      """
      t.py:10: error HW2024: subtract is not defined on `b`: Bits(8) and `b`: Bits(8)
        t.py:5: note: `b`: Bits(8) was made here
        t.py:5: note: `b`: Bits(8) was made here
        fix: use as_uint or as_sint
      """
    ),
    (
      "signs", { m, _ in _ = try m.binary(.multiply, m.port(2), m.port(3)) },
      "t.py:10: error HW2004: multiply of `u`: UInt(8) and `s`: SInt(8)\n"
    ),
    (
      "a product", { m, f in _ = try m.binary(.multiply, m.port(2), try m.wire(try f.uint(TypeStore.maximumWidth))) },
      "t.py:10: error HW1019: a width of 16777223; it must be 1 to 16777215"
    ),
    (
      "bits compared", { m, _ in _ = try m.binary(.less, m.port(4), m.port(4)) },
      "t.py:10: error HW2024: less is not defined on `b`"
    ),
    (
      "equality", { m, _ in _ = try m.binary(.equal, m.port(1), m.port(4)) },
      "t.py:10: error HW2003: equal of `e`: Bit and `b`"
    ),
    (
      "a clock", { m, _ in _ = try m.binary(.or, m.port(0), m.port(0)) },
      "t.py:10: error HW2024: or is not defined on `clk`: Clock and"
    ),
    (
      "a signed amount", { m, _ in _ = try m.binary(.shiftLeft, m.port(2), m.port(3)) },
      "t.py:10: error HW2024: shiftLeft is not defined on"
    ),
    (
      "a bit shifted", { m, _ in _ = try m.binary(.shiftRight, m.port(1), m.port(2)) },
      "t.py:10: error HW2024: shiftRight is not defined on"
    ),
    (
      "negation of bits", { m, _ in _ = try m.unary(.negate, m.port(4)) },
      "t.py:10: error HW2024: negate is not defined on Bits(8)"
    ),
    (
      "reduction of a clock", { m, _ in _ = try m.unary(.reduceOr, m.port(0)) },
      "t.py:10: error HW2024: reduceOr is not defined on Clock"
    ),
    (
      "a wide selector", { m, _ in _ = try m.mux(m.port(2), m.port(2), m.port(2)) },
      "t.py:10: error HW2004: the selector of a mux is a Bit, not `u`: UInt(8)"
    ),
    (
      "branches", { m, _ in _ = try m.mux(m.port(1), m.port(2), m.port(4)) },
      "t.py:10: error HW2004: mux of `u`: UInt(8) and `b`: Bits(8)"
    ),
    (
      "a large literal", { m, f in _ = try m.literal(256, type: try f.uint(8)) },
      "t.py:10: error HW2011: 256 needs 9 bits and UInt(8) has 8"
    ),
    (
      "a large signed literal", { m, f in _ = try m.literal(-129, type: try f.sint(8)) },
      "t.py:10: error HW2011: -129 needs 9 bits and SInt(8) has 8"
    ),
    (
      "a negative literal", { m, f in _ = try m.literal(-1, type: try f.bits(80)) },
      "t.py:10: error HW2011: -1 is negative and Bits(80) is not signed"
    ),
    (
      "a huge literal", { m, f in _ = try m.literal(Integer(1) << 80, type: try f.bits(80)) },
      "t.py:10: error HW2011: 1208925819614629174706176 needs 81 bits and Bits(80) has 80"
    ),
    (
      "a literal of very many bits", { m, f in _ = try m.literal(Integer(1) << 5_000, type: try f.bits(80)) },
      "t.py:10: error HW2011: a number needs 5001 bits and Bits(80) has 80"
    ),
    (
      "a literal of an open type",
      { m, f in
        let width = f.netlist.types.expressions.parameter(f.names.intern("n"), kind: .integer)
        _ = try m.literal(Integer(1) << 80, type: try f.netlist.types.vector(.uint, width: width))
      }, "t.py:10: error HW1019: a literal needs a constant width"
    ),
    (
      "a wire of an open type",
      { m, f in
        let width = f.netlist.types.expressions.parameter(f.names.intern("n"), kind: .integer)
        _ = try m.wire(try f.netlist.types.vector(.uint, width: width))
      }, "t.py:10: error HW1019: a wire needs a constant width"
    ),
    (
      "a slice above", { m, _ in _ = try m.slice(m.port(2), low: 4, width: 5) },
      "t.py:10: error HW2012: a slice of 5 bits from bit 4 of `u`: UInt(8), which has 8 bits"
    ),
    (
      "a slice far above", { m, f in _ = try m.extract(m.port(2), low: .max, type: try f.uint(5)) },
      "t.py:10: error HW2012: a slice of 5 bits from bit 9223372036854775807 of"
    ),
    (
      "a slice below", { m, _ in _ = try m.slice(m.port(2), low: -1, width: 2) },
      "t.py:10: error HW2012: a slice of 2 bits from bit -1 of"
    ),
    (
      "a slice of nothing", { m, _ in _ = try m.slice(m.port(2), low: 0, width: 0) },
      "t.py:10: error HW2012: a slice of 0 bits from bit 0 of"
    ),
    (
      "an index", { m, _ in _ = try m.element(m.port(2), 8) },
      "t.py:10: error HW2012: index 8 of `u`: UInt(8), which has 8 bits"
    ),
    ("a field", { m, _ in _ = try m.field(m.port(2), "x") }, "t.py:10: error HW2012: `u`: UInt(8) has no field `x`"),
    (
      "nothing together", { m, _ in _ = try m.concat([]) },
      "t.py:10: error HW2024: a concatenation of 0 values with 0 bits"
    ),
    (
      "too much together",
      { m, f in
        let wide = try m.wire(try f.bits(TypeStore.maximumWidth))
        _ = try m.concat([wide, wide])
      }, "t.py:10: error HW2024: a concatenation of 2 values with 33554430 bits"
    ),
    (
      "bits as another type", { m, f in _ = try m.concat([m.port(2), m.port(1)], as: try f.uint(8)) },
      "t.py:10: error HW2003: 9 bits are put together as UInt(8), which has 8"
    ),
    (
      "a narrowing extension", { m, _ in _ = try m.extend(.zeroExtend, m.port(2), width: 7) },
      "t.py:10: error HW2003: `u`: UInt(8) has 8 bits and is extended to 7"
    ),
    (
      "a wide extension", { m, _ in _ = try m.extend(.signExtend, m.port(2), width: 1 << 24) },
      "t.py:10: error HW1019: a width of 16777216; it must be"
    ),
    (
      "an extended clock", { m, _ in _ = try m.extend(.zeroExtend, m.port(0), width: 7) },
      "t.py:10: error HW2024: `clk`: Clock cannot be extended"
    ),
    (
      "a widening truncation", { m, _ in _ = try m.truncate(m.port(2), width: 9) },
      "t.py:10: error HW2012: `u`: UInt(8) has 8 bits and is cut to 9"
    ),
    (
      "a cast", { m, f in _ = try m.cast(m.port(2), to: try f.sint(9)) },
      "t.py:10: error HW2003: `u`: UInt(8) with 8 bits is taken as SInt(9) with 9"
    ),
    ("a stale net", { m, _ in _ = try m.unary(.not, NetID(99)) }, "t.py:10: error HW9002: net 99 is not in module M"),
    (
      "no net", { m, _ in _ = try m.mux(m.port(1), m.port(1), .none) },
      "t.py:10: error HW9002: net 4294967295 is not in module M"
    ),
    (
      "the clock", { m, _ in _ = try m.register(.bit, clock: m.port(1)) },
      "t.py:10: error HW2004: a register's clock is a Clock, not `e`: Bit"
    ),
    (
      "the enable", { m, _ in _ = try m.register(.bit, enable: m.port(2)) },
      "t.py:10: error HW2004: a register's enable is a Bit, not `u`: UInt(8)"
    ),
    (
      "the reset", { m, _ in _ = try m.register(.bit, reset: m.port(1), resetValue: try m.literal(0, type: .bit)) },
      "t.py:10: error HW2004: a register's reset is a Reset, AsyncReset, ResetN or AsyncResetN, not `e`: Bit"
    ),
    (
      "a reset value alone", { m, _ in _ = try m.register(.bit, resetValue: try m.literal(0, type: .bit)) },
      "t.py:10: error HW2024: a register has a reset value exactly if it has a reset"
    ),
    (
      "the initial value", { m, _ in _ = try m.register(.bit, initial: m.port(1)) },
      "t.py:10: error HW2024: a reset or initial value is a literal, not `e`: Bit"
    ),
    (
      "the initial value's type", { m, f in _ = try m.register(.bit, initial: try m.literal(0, type: try f.uint(1))) },
      "t.py:10: error HW2004: a register of Bit with an initial value of 0: UInt(1)"
    ),
    (
      "an input", { m, _ in try m.drive(m.port(2), with: m.port(2)) },
      """
      t.py:10: error HW2005: `u`: UInt(8) cannot be driven from inside M
        t.py:3: note: `u`: UInt(8) was made here
        fix: drive outputs, wires, registers and inputs of instances
      """
    ),
    (
      "a result", { m, _ in try m.drive(try m.unary(.not, m.port(1)), with: m.port(1)) },
      "t.py:10: error HW2005: Bit cannot be driven from inside M"
    ),
    (
      "a bit of an input", { m, _ in try m.drive(try m.element(m.port(2), 1), with: m.port(1)) },
      "t.py:10: error HW2005: `u`: UInt(8) cannot be driven from inside M"
    ),
    (
      "a driver's width", { m, f in try m.drive(try m.wire(try f.uint(4)), with: m.port(2)) },
      """
      t.py:10: error HW2003: assignment of UInt(4) and `u`: UInt(8): 4 bits against 8
        t.py:10: note: UInt(4) was made here
        t.py:3: note: `u`: UInt(8) was made here
        fix: cut the value with trunc or a slice
      """
    ),
    (
      "a driver that is too narrow", { m, f in try m.drive(try m.wire(try f.uint(9)), with: m.port(2)) },
      """
      t.py:10: error HW2003: assignment of UInt(9) and `u`: UInt(8): 9 bits against 8
        t.py:10: note: UInt(9) was made here
        t.py:3: note: `u`: UInt(8) was made here
        fix: extend the value with zext or sext
      """
    ),
    (
      "a driver's type", { m, f in try m.drive(try m.wire(try f.sint(8)), with: m.port(2)) },
      "t.py:10: error HW2004: assignment of SInt(8) and `u`: UInt(8)"
    ),
    (
      "a name for a port", { m, f in try m.setName(f.names.intern("x"), of: m.port(2)) },
      "t.py:10: error HW1020: port `u` of M cannot be named `x`: its name is the interface's"
    ),
    (
      "a control character", { m, f in try m.setName(f.names.intern("x\u{7f}y\n"), of: try m.wire(.bit)) },
      "t.py:10: error HW1020: the name `x\\u{7f}y\\n` has the control character U+007F"
    ),
    (
      "the budget",
      { m, _ in
        m.cellBudget = 6
        _ = try m.wire(.bit)
        _ = try m.wire(.bit)
      }, "t.py:10: error HW2018: module M has reached its budget of 6 cells"
    ),
  ]

  @Test("a wrong call says what is wrong and leaves the builder as it was", arguments: wrong.indices)
  func wrongCalls(index: Int) throws {
    let (name, call, expected) = BuilderTests.wrong[index]
    let module = try bench()
    let found = message { try call(module, fixture) }
    #expect(found.hasPrefix(expected), "\(name): \(found)")
    // What came before the wrong call may have been made; the wrong call itself has left nothing half-made.
    let last = NetID(module.module.cells.count - 1)
    #expect(module.module.operandRange(of: last).upperBound == module.module.operands.count)
    #expect(module.module.drives.isEmpty)
    module.cellBudget = 99
    try module.drive(try module.wire(.bit), with: module.port(1))
  }

  @Test("a register without a clock to take says so")
  func noClock() throws {
    let none = try fixture.module("N", [("a", .input, .bit)])
    #expect(
      message { _ = try none.register(.bit) } == """
        t.py:10: error HW2013: module N has no clock for a register
          t.py:100: note: the module's interface
          fix: add `in clk: Clock` to the interface
        """)
    let two = try fixture.module("T", [("a", .input, .clock), ("b", .input, .clock)])
    #expect(
      message { _ = try two.register(.bit) } == """
        t.py:10: error HW2013: module T has 2 clocks; say which one the register uses
          t.py:100: note: the module's interface
        """)
  }

  @Test("the only reset of either kind is found, and of two none")
  func onlyReset() throws {
    let one = try fixture.module("O", [("a", .input, .bit), ("r", .input, .asyncReset)])
    #expect(one.onlyReset() == NetID(1))
    let two = try fixture.module("P", [("q", .input, .reset), ("r", .input, .asyncReset)])
    #expect(two.onlyReset() == nil)
  }

  @Test("a declaration checks the names and widths of its ports")
  func declarations() throws {
    #expect(
      message { _ = try fixture.module("M", [("a", .input, .bit), ("a", .output, .bit)]) } == """
        t.py:2: error HW1018: module M has two ports named `a`
          t.py:1: note: the other port
        """)
    #expect(
      message { _ = try fixture.module("M", [("end", .input, .bit)]) } == """
        t.py:1: error HW1020: port `end` is a reserved word of Verilog or SystemVerilog
          fix: call it `end_`
        """)
    #expect(message { _ = try fixture.module("", []) } == "t.py:100: error HW1020: module `` has an empty name")
    let open = try fixture.netlist.types.vector(
      .uint, width: fixture.netlist.types.expressions.parameter(fixture.names.intern("n"), kind: .integer))
    #expect(
      message { _ = try fixture.module("M", [("a", .input, open)]) }
        == "t.py:1: error HW1019: port `a` has no constant width")
    #expect(message { _ = try fixture.uint(0) } == "error HW1019: a width of 0; it must be 1 to 16777215")
  }

  @Test("instances refuse ports and values that do not fit")
  func instances() throws {
    let child = try fixture.module("C", [("a", .input, try fixture.uint(8)), ("y", .output, .bit)])
    let module = try bench()
    let instance = try module.instance(of: child.id, name: fixture.names.intern("c"))
    #expect(
      message { _ = try module.output(module.port(1), port: 0) } == "t.py:10: error HW2024: net 1 is no instance")
    #expect(
      message { try module.connect(instance, port: 2, to: module.port(1)) }
        == "t.py:10: error HW2008: C has no port `2`; it has a, y")
    #expect(
      message { _ = try module.output(instance, port: -1) } == "t.py:10: error HW2008: C has no port `-1`; it has a, y")
    #expect(
      message { try module.connect(instance, port: 1, to: module.port(1)) } == """
        t.py:10: error HW2005: `y` is an output of C
          t.py:2: note: the port
        """)
    #expect(message { _ = try module.output(instance, port: 0) } == "t.py:10: error HW2005: `a` is an input of C")
    let output = try module.output(instance, port: 1)
    #expect(
      message { try module.drive(output, with: module.port(1)) }
        .hasPrefix("t.py:10: error HW2005: output `y` of instance `c`: Bit cannot be driven from inside M"))
    #expect(
      message { try module.connect(instance, port: 0, to: module.port(1)) } == """
        t.py:10: error HW2003: input `a` of C is UInt(8) and is connected to `e`: Bit
          t.py:1: note: the port
          t.py:2: note: `e`: Bit was made here
        """)
    #expect(
      message { try module.connect(instance, port: 0, to: module.port(4)) }.hasPrefix(
        "t.py:10: error HW2004: input `a` of C"))
    try module.connect(instance, port: 0, to: module.port(2))
    #expect(
      message { try module.connect(instance, port: 0, to: module.port(2)) } == """
        t.py:10: error HW2002: input `a` of instance `c` is connected twice
          t.py:3: note: `u`: UInt(8) was made here
        """)
    #expect(
      message { _ = try module.unary(.not, instance) }
        == "t.py:10: error HW2024: an instance is no value; use one of its outputs")
    #expect(message { try module.setName(.none, of: NetID(77)) } == "t.py:10: error HW9002: net 77 is not in module M")
  }
}
