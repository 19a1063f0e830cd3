import HwgenNetlist
import HwgenSupport
import HwgenVerilog
import Testing

/// The forms in full are Tests/Golden/checks.v and checks.sv.
@Suite("Checks in Verilog") struct CheckTests {
  private static let head = """
    module M explicit {
      in clk: Clock
      in other: Clock
      in rst: Reset
      in go: Bit
      in a: UInt(8)
      in s: SInt(8)
      out y: UInt(8)
      drive y = a

    """

  private func text(_ body: String, _ profile: VerilogOptions.Profile = .systemVerilog) throws -> String {
    let bench = Bench()
    let design = try Netlist.parse(CheckTests.head + body + "\n}\n", in: bench.netlist.types)
    #expect(try Netlist.parse(design.text(), in: bench.netlist.types).text() == design.text())
    return try VerilogPrinter(design, options: VerilogOptions(profile: profile, header: false)).text()
  }

  @Test("an asynchronous reset is in the head of the block, with its polarity: verilator takes no other")
  func asynchronous() throws {
    for (kind, edge, off) in [("AsyncReset", "posedge", "~arst"), ("AsyncResetN", "negedge", "arst")] {
      let bench = Bench()
      let netlist =
        "module M { in clk: Clock in arst: \(kind) in go: Bit %3 = check assert clock clk, reset arst, go check %3 }"
      let design = try Netlist.parse(netlist, in: bench.netlist.types)
      let text = try VerilogPrinter(design, options: VerilogOptions(profile: .systemVerilog, header: false)).text()
      #expect(
        text.contains("  always @(posedge clk or \(edge) arst) begin\n    if (\(off)) begin\n      assert (go);\n"),
        "\(text)")
    }
  }

  @Test(
    "an empty message is printed, and a constant with a name has its sign",
    arguments: [
      VerilogOptions.Profile.verilog, .systemVerilog,
    ])
  func messages(profile: VerilogOptions.Profile) throws {
    let text = try text(
      """
        %7 k: SInt(8) = literal -1
        %8 r: SInt(8) = register clk
        %9 = check print clock clk, ""
        %10 = check print clock clk, "{} {}", %7, s
        when go {
          drive %8 = %7
        }
        check %9
        check %10
      """, profile)
    #expect(text.contains("    $display(\"\");\n    $display(\"%0d %0d\", $signed({k}), $signed(s));\n"), "\(text)")
  }

  @Test("checks of one clock and reset share a block, in their order; others have one of their own")
  func blocks() throws {
    let text = try text(
      """
        %7 = check print clock clk, reset rst, "one"
        %8 = check print clock other, "two"
        %9 = check print clock clk, reset rst, "three"
        %10 = check assert clock other, go
        check %7
        check %8
        check %9
        check %10
      """)
    #expect(
      text.hasSuffix(
        """
        `ifndef SYNTHESIS
          always @(posedge clk) begin
            if (~rst) begin
              $display("one");
              $display("three");
            end
          end
        `endif
          always @(posedge other) begin
        `ifndef SYNTHESIS
            $display("two");
        `endif
            assert (go);
          end
        endmodule

        """), "\(text)")
  }

  @Test("no character of a message leaves its string")
  func quoting() throws {
    let text = try text(
      """
        %7 = check print clock clk, "\\"; $finish; // \\\\ %d %m 100% \\n\\t é {{}}"
        check %7
      """)
    #expect(
      text.contains(#"    $display("\"; $finish; // \\ %%d %%m 100%% \n\t \303\251 {}");"#), "\(text)")
  }

  @Test("each format is its own directive, and a number with a sign is told to be one")
  func directives() throws {
    let text = try text(
      """
        %7 = check print clock clk, "{}{:d}{:4d}{:04d}{:x}{:04x}{:o}{:03o}{:b}{:010b}{:c}{:6d}", a, s, a, a, a, a, a, a, a, a, a, s
        check %7
      """)
    #expect(
      text.contains(#"$display("%0d%0d%4d%04d%0h%04h%0o%03o%0b%010b%c%6d", a, $signed(s), a, a, a, a,"#), "\(text)")
  }

  @Test("a check in a branch that is never taken, or in a reset that never ends, is not printed")
  func folding() throws {
    let text = try text(
      """
        %7: Bit = literal 0
        %8: Bit = literal 1
        %9: Reset = cast %8
        %10: Reset = cast %7
        %11 = check print clock clk, "never"
        %12 = check print clock clk, reset %9, "off"
        %13 = check print clock clk, reset %10, "always"
        %14 = check assert clock clk, go
        when %7 {
          check %11
        } otherwise {
          check %14
        }
        check %12
        check %13
      """)
    #expect(!text.contains("never") && !text.contains("off"))
    #expect(text.contains("    assert (go);\n"), "\(text)")
    #expect(text.contains("    $display(\"always\");\n") && !text.contains("if ("), "\(text)")
  }

  @Test("a failure of the Verilog profile prints and stops; FORMAL has the assertion")
  func plain() throws {
    let text = try text(
      """
        %7 = check assume clock clk, go, "a {}", a
        check %7
      """, .verilog)
    #expect(
      text.hasSuffix(
        """
        `ifndef SYNTHESIS
          always @(posedge clk) begin
        `ifdef FORMAL
            assume (go);
        `else
            if (~go) begin
              $display("assumption failed in %m: a %0d", a);
              $stop;
            end
        `endif
          end
        `endif
        endmodule

        """), "\(text)")
  }

  @Test("where an inversion must hold, the failure is what is inverted")
  func inversions() throws {
    let body = """
        %7: Bit = not go
        %8 = check assert clock clk, %7, "m"
        check %8
      """
    let text = try text(body)
    #expect(text.contains("    if (go) begin\n") && text.contains("    assert (~go);\n"), "\(text)")
    #expect(try self.text(body, .verilog).contains("    if (go) begin\n"))
  }

  @Test("what only a check reads is in the text, and its names do not depend on the profile")
  func reads() throws {
    let body = """
        %7: UInt(8) = register clk
        %8: UInt(8) = xor a, %7
        drive %7 = %8
        %9: Bit = less a, %7
        %10 = check assert clock clk, %9, "a {:x}", %8
        check %10
      """
    let text = try text(body)
    #expect(text.contains(" <= xor_") && text.contains("assert (lt_"), "\(text)")
    func names(_ text: String) -> [Substring] {
      text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        .filter { $0.hasPrefix("reg_") || $0.hasPrefix("xor_") || $0.hasPrefix("lt_") }
    }
    #expect(Set(names(text)) == Set(names(try self.text(body, .verilog))))
  }
}
