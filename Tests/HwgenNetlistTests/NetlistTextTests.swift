import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import Testing

@Suite struct NetlistTextTests {
  let fixture = NetlistFixture()

  @Test("a design is printed a line for each cell, and reads back to the same text")
  func wholeDesign() throws {
    let text = """
      type t0 = {data: UInt(8), flip `a b`: Bit}
      type t1 = Array(2, t0)
      module Top explicit identity "Top(n=2)" {
        in clk: Clock
        in rst: AsyncReset
        in en: Bit
        in a: UInt(8)
        in pair: t1
        out y: UInt(8)
        out z: UInt(4)
        %7: UInt(8) = literal 15
        %8: SInt(4) = literal -8
        %9: UInt(65) = literal "1000000000000000f"
        %10 count: UInt(8) = register clk, enable en, reset rst to %7, initial %7
        %11 `a b`: UInt(8) = wire
        %12: t0 = extract pair[17:9]
        %13: UInt(8) = extract %12[8:1]
        %14 u0 = instance Add(a: %10, b: %18)
        %15: UInt(8) = output %14.s
        %16 u1 = instance Add.2()
        %17: UInt(8) = output %16.s
        %18: UInt(8) = mux en, %17, %13
        %19: Bits(13) = concat %8, en, a
        %20: UInt(12) = zero_extend %18
        %21: Bit = reduce_xor %19
        %22: UInt(4) = cast %8
        %23: SInt(9) = sign_extend %8
        %24: Bit = less_equal %10, a
        drive y = %15
        drive z[0] = %24
        drive z[3:1] = %25
        drive %10 = %18
        drive %11 = %17
        %25: UInt(3) = extract %20[10:8]
      }
      module Add {
        in a: UInt(8)
        in b: UInt(8)
        out s: UInt(8)
        %3: UInt(8) = add a, b
        drive s = %3
      }
      module Add.2 external {
        out s: UInt(8)
      }

      """
    let design = try fixture.parse(text)
    let printed = design.text()
    let cell = "  %25: UInt(3) = extract %20[10:8]\n"
    let ordered = text.replacing(cell, with: "").replacing("  drive y =", with: cell + "  drive y =")
    #expect(printed == ordered)
    #expect(try fixture.parse(printed).text() == printed)
    #expect(design.modules.map { design.netlist.text(of: $0) } == ["Top", "Add", "Add"])
    #expect(
      design.text(of: design.modules[1]) == "module Add {"
        + text.split(separator: "module Add {")[1].prefix { $0 != "}" } + "}\n")
  }

  @Test("places are printed on request and read back")
  func places() throws {
    let text = """
      module Wire @ "t.py":1 {
        in a: Bit @ "t \\"x\\".py":2
        out y: Bit
        %2 w: Bit = wire @ "t.py":3
        drive y = %2 @ "t.py":4
        drive %2 = a
      }

      """
    let design = try fixture.parse(text)
    #expect(design.text(locations: true) == text)
    let module = try #require(design.netlist.module(design.root))
    #expect(design.netlist.locations[module.cells[2].location] == SourceLocation(file: "t.py", line: 3))
    #expect(!design.text().contains("@"))
  }

  @Test("the text does not depend on what else the context holds")
  func independence() throws {
    let text = "module A {\n  in a: UInt(9)\n  out y: UInt(9)\n  %2 n: UInt(9) = not a\n  drive y = %2\n}\n"
    for name in ["y", "n", "other"] { _ = fixture.names.intern(name) }
    _ = try fixture.uint(9)
    #expect(try fixture.parse(text).text() == text)
  }

  @Test("comments, space, free labels and expressions in types are read")
  func freeForm() throws {
    let text = """
      # a comment with } and "
      type byte = UInt(4 + 4)
      module A{in a:byte out y:byte # }
        drive y=%70 %9`}`:byte=not a %70:byte=not %9}
      """
    #expect(
      try fixture.parse(text).text() == """
        module A {
          in a: UInt(8)
          out y: UInt(8)
          %2 `}`: UInt(8) = not a
          %3: UInt(8) = not %2
          drive y = %3
        }

        """)
  }

  @Test("a literal of a million bits is read and printed in linear time")
  func wideLiteral() throws {
    let digits = String(repeating: "0", count: 249_999) + "8"
    let text = "module A {\n  out y: SInt(1000000)\n  %1: SInt(1000000) = literal \"\(digits)\"\n  drive y = %1\n}\n"
    #expect(try fixture.parse(text).text() == text)
  }

  @Test("a chain of 200,000 cells and 20,000 instances reads back")
  func large() throws {
    var text = "module A {\n  in a: UInt(8)\n  out y: UInt(8)\n"
    for index in 2..<200_002 { text += "  %\(index): UInt(8) = not \(index == 2 ? "a" : "%\(index - 1)")\n" }
    for index in 0..<20_000 { text += "  %\(200_002 + index) u\(index) = instance B(a: %200001)\n" }
    text += "  drive y = %200001\n}\nmodule B {\n  in a: UInt(8)\n}\n"
    #expect(try fixture.parse(text).text() == text)
  }

  @Test(
    "a fault in a text is reported with line and column",
    arguments: [
      ("", "HW2014: column 1: a netlist without a module"),
      ("x", "HW2014: column 1: expected `module` or `type`, and found `x`"),
      ("type t = Uint(8)", "HW1009: column 10: nothing is named `Uint` here"),
      ("type t = Bit\ntype t = Bit", "HW2014: line 2, column 6: type `t` is defined twice"),
      ("module A {", "HW2014: column 11: a module that does not end"),
      ("module A {\n in a: UInt(0)\n}", "HW1019: line 2, column 8: a width of 0; it must be 1 to 16777215"),
      ("module A {\n in a: Bit in a: Bit}", "HW1018: column 8: module A has two ports named `a`"),
      ("module wire {}", "HW1020: column 8: module `wire` is a reserved word of Verilog or SystemVerilog"),
      ("module A {}\nmodule A {}", "HW2014: line 2, column 8: a module of this name and number is defined above"),
      ("module A external { drive a = a }", "HW2014: column 21: expected `}`, and found `drive`"),
      ("module A { 7 }", "HW2014: column 12: expected a cell, `drive` or `}`, and found `7`"),
      ("module A { %0: Bit = nand %1, %2 }", "HW2014: column 22: there is no operation `nand`"),
      ("module A { %0 = wire }", "HW2014: column 17: expected `:` and the cell's type"),
      ("module A { %0: Bit = not %1 }", "HW2014: column 26: `%1` is not defined"),
      ("module A { %0: Bit = not q }", "HW2008: column 26: no port is named `q`"),
      ("module A { in a: Bit %0: Bit = not a, a }", "HW2014: column 35: `not` takes 1 operand, and is given 2"),
      ("module A { in a: Bit %0: UInt(1) = not a }", "HW2004: column 36: the result of not is Bit, not UInt(1)"),
      ("module A { in a: Bit %0: UInt(2) = not a }", "HW2003: column 36: the result of not is Bit, not UInt(2)"),
      (
        "module A { in a: Bits(1) %0: Bits(1) = zero_extend a }",
        "HW2014: column 40: this zero_extend changes nothing and makes no cell"
      ),
      ("module A { %0: Bit = literal 2 }", "HW2011: column 30: 2 needs 2 bits and Bit has 1"),
      ("module A { %0: Bits(9) = literal \"fff\" }", "HW2011: column 34: expected the 3 hexadecimal digits of 9 bits"),
      (
        "module A { %0: Bits(65) = literal 1 }",
        "HW2014: column 35: a literal of more than 64 bits is all its hexadecimal digits in quotes"
      ),
      (
        "module A { in c: Clock %0: Bit = register c, enable }",
        "HW2014: column 53: expected a label or a port, and found `}`"
      ),
      (
        "module A { in c: Clock %0: Bit = register c, reset c }",
        "HW2014: column 54: expected `to`, and found `}`"
      ),
      (
        "module A { in a: Bit %0: Bit = register a }",
        "HW2004: column 32: a register's clock is a Clock, not `a`: Bit"
      ),
      ("module A { %0 = instance B() }", "HW2014: column 26: no such module in this text"),
      ("module A { %0 = instance B(b: %0) } module B { in a: Bit }", "HW2008: column 28: module B has no port `b`"),
      (
        "module A { %0 = instance B() } module B { in a: Bit }",
        "HW2007: column 17: module B has 1 input, and 0 connections are given"
      ),
      ("module A { %0: Bit = wire drive %0 = %9 }", "HW2014: column 38: `%9` is not defined"),
      (
        "module A { %0: Bit = wire drive %0[1] = %0 }",
        "HW2012: column 33: a slice of 1 bits from bit 1 of Bit, which has 1 bits"
      ),
      ("module A { in a: Bit drive a = a }", "HW2005: column 28: `a`: Bit cannot be driven from inside A"),
      (
        "module A { in a: Bits(8) out y: Bit drive y = a }",
        "HW2003: column 43: 1 bits of `y`: Bit are driven by `a`: Bits(8)"
      ),
      ("module A { out y: Bit }", "HW2001: column 8: output `y` has no driver in A"),
      ("module A { %0: Bit = wire %0: Bit = wire }", "HW2014: column 27: `%0` is defined twice"),
      (
        "module A { %4294967296: Bit = wire }",
        "HW2014: column 13: expected the number of a label, and found a larger number"
      ),
      ("module A { %0: Bit = wire @ t.py }", "HW2014: column 29: expected the name of a file in quotes, and found `t`"),
      (
        "module A { %0 `a\\nb`: Bit = wire }",
        "HW1020: column 12: the name `a\\nb` has the control character U+000A"
      ),
      ("module A { %0 = instance A() }", "HW2015: a circuit contains itself: A → A"),
    ])
  func faults(text: String, expected: String) {
    let found = message { _ = try fixture.parse(text) }
    #expect(found.hasPrefix("error " + expected), "\(text)\n\(found)")
    #expect(found.dropFirst(6 + expected.count).first.map { $0 == "\n" } ?? true, "\(found)")
  }

  @Test("20,000 types on one another are read in linear time, and a message shows the start of the last")
  func manyTypes() throws {
    var text = "type t0 = {a: Bit}\n"
    for index in 1..<20_000 { text += "type t\(index) = Array(1, t\(index - 1))\n" }
    text += "module A {\n  in a: t19999\n  out y: t19999\n"
    #expect(try fixture.parse(text + "  drive y = a\n}\n").text() == text + "  drive y = a\n}\n")
    let found = message { _ = try fixture.parse(text + "%0: Bit = not a }") }
    #expect(found.contains("not is not defined on Array(1, Array(1, Array(1, "))
    #expect(found.utf8.count < 1_000)
  }

  @Test("a type of doubling records is short as text and in messages")
  func doublingTypes() throws {
    var text = "type t0 = {a: Bit, b: Bit}\n"
    for index in 1..<20 { text += "type t\(index) = {a: t\(index - 1), b: t\(index - 1)}\n" }
    text += "module A {\n  in a: t19\n  out y: t19\n"
    #expect(try fixture.parse(text + "  drive y = a\n}\n").text() == text + "  drive y = a\n}\n")
    #expect(message { _ = try fixture.parse(text + "%0: Bit = add a, a }") }.utf8.count < 1_500)
  }

  @Test("the place of the text stands before the message")
  func placeOfText() {
    let place = SourceLocation(file: "a.netlist", line: 7)
    let found = message { _ = try Netlist.parse("x", in: fixture.netlist.types, at: place) }
    #expect(found.hasPrefix("a.netlist:7: error HW2014: column 1"))
  }
}
