import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

@Suite("External modules") struct ExternalTests {
  private let fixture = NetlistFixture()

  private func failure(_ text: String) -> String { message { _ = try fixture.parse(text) } }

  private static let text = """
    module Top {
      in clk: Clock
      in a: Bits(4)
      inout pad: Bits(4)
      out q: Bits(4)
      out y: Bits(4)
      %5 ram = instance Ram(clk: clk, d: a, pad: pad)
      %6 mix = instance Mix(a: %7)
      %7: Bits(4) = output %5.q
      %8: Bits(4) = output %6.y
      attribute module keep_hierarchy = "yes"
      attribute a mark_debug = "a\\"b\\\\c"
      attribute %5 max_fanout = -16
      attribute %5 keep
      drive q = %7
      drive y = %8
    }
    module Ram external identity "Ram(width = 4)" {
      in clk: Clock
      in d: Bits(4)
      inout pad: Bits(4)
      out q: Bits(4)
      parameter WIDTH = 4
      parameter LOW = -3
      parameter INIT = "x y"
      parameter ON = true
      parameter MASK: Bits(65) = "1ffffffffffffffff"
      parameter ONE: Bits(1) = 1
      path q from (d)
      domain clk (d, q)
      source "ram.v" "module Ram;\\nendmodule\\n"
    }
    module Mix external {
      in a: Bits(4)
      out y: Bits(4)
      path y from (a)
      verilog "always @* {y} = {{ {a}[0], {a}[3:1] }};" variable (y)
    }

    """

  @Test("an external module, its ports and its parameters may be called as reserved words, and no other module's")
  func reservedWords() throws {
    let text = """
      module Top {
        in clk: Clock
        in a: Bit
        out y: Bit
        %3 u = instance priority(if: a, not: a)
        %4: Bit = output %3.output
        drive y = %4
      }
      module priority external {
        in if: Bit
        in not: Bit
        out output: Bit
        parameter parameter = 3
        parameter bool: Bits(2) = 1
        path output from (if)
      }

      """
    #expect(try fixture.parse(text).text() == text)
    #expect(failure("module A { in do: Bit }").contains("HW1020: column 8: port `do` is a reserved word of Verilog"))
    #expect(failure("module final { in a: Bit }").contains("HW1020: column 8: module `final` is a reserved word"))
    #expect(failure("module A external { in `a b`: Bit }").contains("port `a b` has characters other than letters"))
  }

  @Test("what is told of an external module, and attributes, are read back as they are written")
  func roundTrip() throws {
    let design = try fixture.parse(ExternalTests.text)
    #expect(design.text() == ExternalTests.text)
    let ram = design.netlist.external(design.modules[1])
    #expect(ram?.parameters.count == 6 && ram?.inline == nil)
    #expect(design.netlist.external(design.modules[0]) == nil)
  }

  @Test(
    "what is told wrongly is refused with its code",
    arguments: [
      ("parameter `a b` = 1", "HW1040: column 21: Verilog parameter `a b` has characters other than letters"),
      ("parameter W = 1 parameter W = 2", "HW1040: column 21: Verilog parameter `W` of B is given twice"),
      ("parameter W = \"é\"", "HW1040"), ("parameter W = 2147483648", "HW2014"), ("parameter W: Bits(3) = 8", "HW2011"),
      ("parameter W: Bits(0) = 0", "HW1019"), ("parameter W: Bits(4294967295) = 0", "HW1019"),
      ("parameter W: UInt(3) = 8", "expected `Bits`"),
      ("path a from (y)", "HW1044: column 21: `a` of B is no output"), ("path y from (y)", "`y` of B is no input"),
      ("path z from (a)", "HW2008"), ("domain a (y)", "`a` of B is no clock"),
      ("domain clk (clk)", "`clk` of B is no input or output that is not a clock"),
      ("source \"\"", "expected the text of a file"),
      ("source \"../b.v\" \"\"", "HW1046: column 76: `../b.v` is no name of a file of Verilog"),
      ("source \"..\" \"\"", "HW1046"), ("source \"a b.v\" \"\"", "HW1046"), ("source \"b\\n.v\" \"\"", "HW1046"),
      ("verilog \"{y}{clk}{a}\" variable (a)", "`a` of B is no output"),
      ("verilog \"{y}{clk}{b}\"", "is a hole `b`, and there are clk, a, y"),
      ("verilog \"{y}{clk}\"", "is no hole for port `a`"), ("verilog \"{y}{clk}{a}\\u{1}\"", "a control character"),
      ("verilog \"{y}{clk}{a} { x }\"", "a `{` belongs to no hole"),
      ("verilog \"{y}{clk}{a} }\"", "a `}` belongs to no hole"),
      ("parameter W = 1 verilog \"{y}{clk}{a}\"", "is no hole for parameter `W`"), ("drive y = a", "HW2014"),
    ])
  func refused(told: String, said: String) {
    let text = "module A { } module B external { in clk: Clock in a: Bit out y: Bit \(told) }"
    #expect(failure(text).contains(said), "\(failure(text))")
  }

  // MARK: Loops

  private func loop(_ told: String) -> String {
    failure(
      """
      module A { out o: Bit %1 box = instance B(a: %2, b: %2) %2: Bit = output %1.y drive o = %2 }
      module B external { in a: Bit in b: Bit out y: Bit \(told) }
      """)
  }

  @Test("an external module's output depends on the inputs that are told, and on none without")
  func loops() {
    #expect(loop("") == "no failure")
    #expect(loop("path y from ()") == "no failure")
    #expect(loop("path y from (b)").contains("HW2006: a combinational loop in A: `y` of `box`"))
    #expect(loop("verilog \"assign {y} = {a} & {b};\"").contains("HW2006"), "inline Verilog depends on all")
    #expect(loop("path y from () verilog \"assign {y} = {a} & {b};\"") == "no failure")
  }

  // MARK: Clock domains

  @Test("ports that are told to be of a clock are of its domain")
  func domains() {
    func crossing(_ told: String) -> String {
      failure(
        """
        module A { in c: Clock in d: Clock in x: Bit out o: Bit
          %4: Bit = register c %5 box = instance B(c: c, d: d, x: %4) %6: Bit = output %5.y
          drive %4 = x drive o = %6 }
        module B external { in c: Clock in d: Clock in x: Bit out y: Bit \(told) }
        """)
    }
    #expect(crossing("") == "no failure")
    #expect(crossing("domain c (x) domain d (y)") == "no failure")
    #expect(crossing("domain d (x)").contains("HW2070"))
  }

  // MARK: Pads

  @Test(
    "an inout port is joined with inout ports alone",
    arguments: [
      ("%3 = instance P(p: a)", "HW2090", "which is no inout port of A"),
      ("%3: Bit = not p", "HW2090", "inout port `p`: Bit is no value"),
      ("drive o = p", "HW2090", "is no value"), ("drive p = a", "HW2090", "is no value"),
      ("%3 = instance Q(a: p)", "HW2090", "is no value"), ("%3 = instance W(p: p)", "HW2003", "inout port `p` of W is"),
      ("%3 = instance P(p: p) %4: Bit = output %3.p", "HW2005", "`p` is an inout port of P"),
      ("%3 = instance P()", "HW2007", "0 connections"),
      ("drive o = a", "HW2091", "inout port `p` of A is joined with nothing"),
    ])
  func pads(inside: String, code: String, said: String) {
    let text = """
      module A { in a: Bit inout p: Bit out o: Bit \(inside) }
      module P external { inout p: Bit }
      module Q external { in a: Bit }
      module W external { inout p: Bits(2) }
      """
    let refusal = failure(text)
    #expect(refusal.contains(code) && refusal.contains(said), "\(refusal)")
  }

  @Test("a pad goes up through modules, and may be joined more than once")
  func hierarchy() throws {
    let text = """
      module A { inout p: Bit %1 = instance B(q: p) %2 = instance P(p: p) }
      module B { inout q: Bit %1 = instance P(p: q) }
      module P external { inout p: Bit }
      """
    #expect(try fixture.parse(text).modules.count == 3)
  }

  @Test("a pad has bits and no other meaning")
  func padTypes() throws {
    #expect(failure("module A external { inout p: Clock }").contains("HW1042: column 8: inout port `p` is Clock"))
    #expect(failure("module A external { inout p: Array(2, Bit) }").contains("it is a Bit, Bits, a UInt or an SInt"))
    #expect(failure("module A external { inout p: SInt(2) }") == "no failure")
  }

  // MARK: Attributes

  @Test(
    "an attribute that Verilog does not have is refused",
    arguments: [
      ("attribute a `x y`", "HW1041"), ("attribute a always", "is a reserved word"),
      ("attribute a x = \"\\n\"", "HW1041"),
      ("attribute a x attribute a x = 1", "`a`: Bit has an attribute `x` already"),
      ("%2: Bit = literal 1 attribute %2 x", "HW2093"), ("attribute a x = 2147483648", "HW2014"),
      ("%2: Bit = not a attribute %2 x", "is given to a value without a name"),
      ("%2: Bit = wire attribute %2 x drive %2 = a", "is given to a value without a name"),
      ("%2 = instance I(a: a) attribute %2 x", "is given to inline Verilog"),
    ])
  func badAttributes(inside: String, said: String) {
    let text = """
      module A { in a: Bit out o: Bit \(inside) drive o = a }
      module I external { in a: Bit verilog "wire w = {a};" }
      """
    #expect(failure(text).contains(said), "\(failure(text))")
  }
}
