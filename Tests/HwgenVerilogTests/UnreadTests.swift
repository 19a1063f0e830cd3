import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog
import Testing

/// What the user has named stands in the text if something there reads it.
@Suite("Named values that nothing reads") struct UnreadTests {
  private func text(_ body: String) throws -> String {
    let names = NameTable()
    let netlist = """
      module M { in clk: Clock in a: UInt(8) in b: UInt(8) in s: Bit out y: UInt(8)
        %1: UInt(8) = literal 0
        %2: UInt(8) = literal 5
        \(body)
      }
      """
    return try VerilogPrinter(Netlist.parse(netlist, in: TypeStore(names: names))).text()
  }

  @Test("a value whose only reader has become a constant is not declared")
  func readByConstant() throws {
    let text = try text("%4 x: UInt(8) = add a, %2 %5 k: UInt(8) = and %4, %1 %6: UInt(8) = or %5, b drive y = %6")
    #expect(!text.contains(" x ") && text.contains("wire [7:0] k = 8'b0;\n  assign y = k | b;"), "\(text)")
  }

  @Test("a literal and a wire of a constant are not declared where what reads them is folded")
  func constants() throws {
    let text = try text(
      "%4 z: UInt(8) = literal 3 %5 w: UInt(8) = wire drive %5 = %2 %6: UInt(8) = add %4, %5 %7: UInt(8) = or %6, b drive y = %7"
    )
    #expect(text.contains(");\n  assign y = 8'd8 | b;\nendmodule"), "\(text)")
  }

  @Test("a condition that is never true is not declared, nor what it alone would let through")
  func condition() throws {
    let text = try text(
      """
      %4 c: Bit = literal 0
      %5 w: UInt(8) = wire
      %6 x: UInt(8) = add a, %2
      %7: UInt(8) = or b, %5
      when %4 {
        drive %5 = %6
      }
      otherwise {
        drive %5 = b
      }
      drive y = %7
      """)
    #expect(!text.contains(" c ") && !text.contains(" x ") && text.contains("wire [7:0] w = b;"), "\(text)")
  }

  @Test("a condition after which no branch has a statement is not declared; one before a statement is")
  func lastCondition() throws {
    func text(then rest: String) throws -> String {
      try self.text(
        """
        %4 first: Bit = equal a, b
        %5 empty: Bit = less a, b
        %6 last: Bit = less b, a
        drive y = a
        when s {
          drive y = b
        }
        elsewhen %4 {
        }
        elsewhen %5 {
        }
        elsewhen %6 {
          \(rest)
        }
        """)
    }
    let none = try text(then: "")
    #expect(!none.contains("first") && !none.contains("empty") && !none.contains("last"), "\(none)")
    let some = try text(then: "drive y = %2")
    #expect(some.contains("end else if (~first & ~empty & last) begin"), "\(some)")
  }

  @Test("a register that only a folded value reads is not declared, with all that it counts")
  func register() throws {
    let text = try text(
      "%4 n: UInt(8) = register clk, initial %1 %5: UInt(8) = add %4, %2 drive %4 = %5 %6: UInt(8) = and %4, %1 %7: UInt(8) = or %6, b drive y = %7"
    )
    #expect(!text.contains("always") && !text.contains(" n"), "\(text)")
  }

  @Test("a key of a choice stands there as its value, and its name nowhere")
  func key() throws {
    let text = try text(
      "%4 low: UInt(8) = literal 3 %5: UInt(8) = choose a, %4, b, %2 drive y = %5")
    #expect(text.contains("8'd3: y = b;") && !text.contains("low"), "\(text)")
    let read = try self.text(
      "%4 low: UInt(8) = literal 3 %5: UInt(8) = choose a, %4, b, %4 drive y = %5")
    #expect(read.contains("wire [7:0] low = 8'd3;") && read.contains("default: y = low;"), "\(read)")
  }

  @Test("what has an attribute stays, and what the user does not read")
  func kept() throws {
    let kept = try text(
      "%4 x: UInt(8) = add a, %2 %5: UInt(8) = and %4, %1 %6: UInt(8) = or %5, b drive y = %6 attribute %4 keep")
    #expect(kept.contains("(* keep *)") && kept.contains(" x = a + 8'd5;"), "\(kept)")
    let unread = try text("%4 x: UInt(8) = add a, %2 drive y = b")
    #expect(unread.contains("  wire [7:0] x = a + 8'd5;\n"), "\(unread)")
  }

  @Test("an element replaced at a constant is bits side by side, and nothing where there is no such place")
  func replacedAtConstant() throws {
    func text(_ place: Int) throws -> String {
      try self.text(
        """
        %4 at: UInt(2) = literal \(place)
        %5: Bits(6) = extract a[5:0]
        %6: Bits(2) = extract b[1:0]
        %7: Bits(6) = replace %5, %4, %6
        %8: UInt(6) = cast %7
        %9: UInt(8) = zero_extend %8
        drive y = %9
        """)
    }
    #expect(try text(0).contains("assign y = {2'b0, {a[5:2], b[1:0]}};"))
    #expect(try text(1).contains("assign y = {2'b0, {a[5:4], b[1:0], a[1:0]}};"))
    #expect(try text(2).contains("assign y = {2'b0, {b[1:0], a[3:0]}};"))
    #expect(try text(3).contains("assign y = {2'b0, a[5:0]};"))
  }

  @Test("a wire that decided branches leave with a constant is one to what reads it")
  func decidedWire() throws {
    let text = try text(
      """
      %4 on: Bit = literal 1
      %5 w: UInt(8) = wire
      %6: UInt(3) = extract %5[2:0]
      %8: Bits(5) = extract a[4:0]
      %7: Bit = index %8, %6
      %9: UInt(1) = cast %7
      %10: UInt(8) = zero_extend %9
      drive %5 = b
      when %4 {
        drive %5 = %2
      }
      drive y = %10
      """)
    #expect(!text.contains("?") && !text.contains("<"), "\(text)")
  }

  @Test("a slice of a slice reads the bits that stand in the text, no others")
  func sliceOfSlice() throws {
    let bench = Bench()
    let design = try Netlist.parse(
      """
      module M explicit {
        in a: UInt(8)
        out y: UInt(2)
        %1 w: UInt(8) = not a
        %2: UInt(6) = extract %1[6:1]
        %3 part: UInt(2) = extract %2[3:2]
        drive y = %3
      }
      """, in: bench.netlist.types)
    let printer = try VerilogPrinter(design)
    #expect(printer.text().contains("wire [1:0] part = w[4:3];"), "\(printer.text())")
    let line = printer.text().split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.contains("] w =")
    }!
    #expect(printer.waivers(file: "m.v").contains("-lines \(line + 1)\n"), "\(printer.waivers(file: "m.v"))")
  }

}
