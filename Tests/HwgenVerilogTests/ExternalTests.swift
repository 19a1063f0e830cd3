import Foundation
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog
import Testing

@Suite("External modules in the text") struct ExternalTests {
  private func printer(
    _ text: String, _ profile: VerilogOptions.Profile = .verilog, provenance: Bool = false
  ) throws -> VerilogPrinter {
    let names = NameTable()
    let design = try Netlist.parse(text, in: TypeStore(names: names))
    return try VerilogPrinter(design, options: VerilogOptions(profile: profile, provenance: provenance))
  }

  private func text(_ netlist: String, _ profile: VerilogOptions.Profile = .verilog) throws -> String {
    try printer(netlist, profile).text()
  }

  private static let parameters = """
    module A { in a: Bit %1 one = instance B(a: a) %2 two = instance B.2(a: a) }
    module B external identity "B(1)" { in a: Bit parameter W = -8 parameter S = "a\\"b\\\\" parameter ON = false
      parameter M: Bits(33) = 5000000000 }
    module B.2 external identity "B(2)" { in a: Bit parameter WITH_A_LONG_NAME = 1 parameter WITH_ANOTHER_LONG_NAME = 2
      parameter WITH_THE_LAST_LONG_NAME = 3 parameter X = 4 }

    """

  @Test("an instance gives values to the parameters, a line for each where they are many")
  func parameters() throws {
    let text = try text(ExternalTests.parameters)
    #expect(text.contains("  B #(.W(-8), .S(\"a\\\"b\\\\\"), .ON(1'b0), .M(33'h12a05f200)) one (\n    .a(a)\n  );\n"))
    #expect(
      text.contains(
        "  B #(\n    .WITH_A_LONG_NAME(1),\n    .WITH_ANOTHER_LONG_NAME(2),\n    .WITH_THE_LAST_LONG_NAME(3),\n    .X(4)\n  ) two (\n"
      ))
    #expect(!text.contains("module B"))
  }

  @Test(
    "what is called as a reserved word is an escaped identifier, in both profiles",
    arguments: VerilogOptions.Profile.allCases)
  func reservedWords(profile: VerilogOptions.Profile) throws {
    let netlist = """
      module A { in a: Bit out y: Bit %2 u = instance final(do: a, b: a) %3: Bit = output %2.bool
        %4 = instance final(do: %3, b: a) %5: Bit = output %4.bool %6: Bit = xor %5, %3 drive y = %6 }
      module final external { in do: Bit in b: Bit out bool: Bit out s: SInt(2) parameter reg = 3 parameter W = 1 }
      """
    let text = try text(netlist, profile)
    #expect(
      text.contains("  \\final #(.\\reg (3), .W(1)) u (\n    .\\do (a),\n    .b(a),\n    .\\bool (u_bool),\n    .s("))
    #expect(text.contains("  \\final #(.\\reg (3), .W(1)) final_ (\n"))
    let map = ByteWriter.string { try! printer(netlist).nameMap(to: &$0) }
    #expect(map.contains("\"u\": {\"module\": \"final\"") && map.contains("\"u_bool\""))
    #expect(!map.contains("\\"))
    let schematic = ByteWriter.string { try! printer(netlist).schematic(to: &$0) }
    #expect(schematic.contains("<i0> do|<i1> b"))
  }

  @Test(
    "late parameters are passed on to external modules and inline Verilog",
    arguments: VerilogOptions.Profile.allCases)
  func lateParameters(profile: VerilogOptions.Profile) throws {
    let text = try text(
      """
      module A { late bits in 4..40 = 8 late spare = 3 in a: SInt(bits) out y: SInt(bits) out z: Bit
        %3 u = instance E late (w: bits, unused: spare) (a: a) %4: SInt(bits) = output %3.y drive y = %4
        %7: UInt(bits) = cast a %6: UInt(2*bits) = zero_extend %7
        %5 v = instance E.2 late (w: 2*bits, t: 3) (a: %6) %8: Bit = output %5.y drive z = %8 }
      module E external identity "E(1)" { late w in 1..90 = 8 late unused = 1 in a: SInt(w) out y: SInt(w)
        parameter W = w + 1 parameter WIDE = w > 8 }
      module E.2 external identity "E(2)" { late w in 1..90 = 8 late t = 1 in a: UInt(w) out y: Bit
        parameter T = t - w verilog "assign {y} = {a} == {T};" }
      """.replacing("late spare = 3", with: "late spare in -2147483648..2147483647 = 3")
        .replacing("late unused = 1", with: "late unused in -2147483648..2147483647 = 1")
        .replacing("late t = 1", with: "late t in 0..9 = 1"), profile)
    #expect(text.contains("  E #(.W(bits + 1), .WIDE(bits >= 9)) u (\n    .a(u_a_signed),\n"), "\(text)")
    #expect(text.contains("  wire signed [bits-1:0] u_a_signed = $signed(a);\n"))
    #expect(text.contains("  assign z = ") && text.contains(" == (3 - 2*bits);\n"), "\(text)")
  }

  private static let pads = """
    module A { in a: Bit inout p: Bits(2) %2 low = instance B(q: p) }
    module B { inout q: Bits(2) %1 cell = instance P(p: q) }
    module P external { inout p: Bits(2) }

    """

  @Test("a pad is a wire in both profiles, joined by its name", arguments: VerilogOptions.Profile.allCases)
  func pads(profile: VerilogOptions.Profile) throws {
    let text = try text(ExternalTests.pads, profile)
    #expect(text.contains("  inout wire [1:0] p\n);\n  B low (\n    .q(p)\n  );"))
    #expect(text.contains("  inout wire [1:0] q\n);\n  P cell_ (\n    .p(q)\n  );"))
    let map = ByteWriter.string { try! printer(ExternalTests.pads).nameMap(to: &$0) }
    #expect(map.contains("\"p\": {\"kind\": \"inout\", \"type\": \"Bits(2)\""))
    let schematic = ByteWriter.string { try! printer(ExternalTests.pads).schematic(to: &$0) }
    #expect(schematic.contains("label=\"p\"") && schematic.contains("<i0> q"))
  }

  @Test(
    "a signed port of a module of the user's is joined by a signed net, in both profiles",
    arguments: VerilogOptions.Profile.allCases)
  func signedPorts(profile: VerilogOptions.Profile) throws {
    let text = try text(
      """
      module A { inout p: SInt(2) in a: SInt(4) in x_a_signed: Bit out y: SInt(4)
        %4: SInt(4) = literal -3
        %5 x = instance X(a: a, b: %4, c: x_a_signed, p: p) %6: SInt(4) = output %5.y drive y = %6 }
      module X external { in a: SInt(4) in b: SInt(4) in c: Bit inout p: SInt(2) out y: SInt(4) out z: SInt(1) }
      """, profile)
    #expect(text.contains("  inout wire signed [1:0] p,\n") && text.contains("  wire signed x_z_unused;\n"), "\(text)")
    let name = try #require(text.firstMatch(of: /wire signed \[3:0\] (x_a_signed_\w+) = \$signed\(a\);\n/)?.1)
    #expect(
      text.contains(
        """
          wire signed [3:0] x_b_signed = -4'sd3;
          wire signed [3:0] x_y_signed;
          assign y = $unsigned(x_y_signed);
          X x (
            .a(\(name)),
            .b(x_b_signed),
            .c(x_a_signed),
            .p(p),
            .y(x_y_signed),
            .z(x_z_unused)
          );
        """), "\(text)")
  }

  private static let inline = """
    module A { in clk: Clock in a: UInt(4) out x: UInt(4) out y: UInt(4)
      %4: UInt(4) = add a, a
      %5: UInt(2) = extract a[1:0]
      %6: UInt(4) = literal 5
      %7 part = instance I(clk: clk, a: %4, b: %5, c: %6)
      %8: UInt(4) = output %7.q
      %9: UInt(4) = output %7.r
      %10 tmp: UInt(4) = xor %8, %9
      drive x = %8
      drive y = %10
    }
    module I external { in clk: Clock in a: UInt(4) in b: UInt(2) in c: UInt(4) out q: UInt(4) out r: UInt(4) out s: Bit
      parameter M: Bits(4) = 9
      domain clk (q, s)
      verilog "\\n    // {clk}\\n    reg [3:0] tmp;\\n\\n    always @(posedge {clk}) begin\\n      {q} <= {{{a}[2:0], {b}[1]}};\\n      {s} <= 1'b0;\\n    end\\n    assign {r} = {a} ^ {c} ^ {M};\\n  " variable (q, s)
    }

    """

  @Test("inline Verilog stands as it is, with names in its holes, and nothing else has the names that it makes")
  func inline() throws {
    let verilog = try text(ExternalTests.inline)
    #expect(
      verilog.contains(
        """
          // clk
          reg [3:0] tmp;

          always @(posedge clk) begin
            part_q <= {sum_a_a[2:0], a_1_0[1]};
            part_s_unused <= 1'b0;
          end
          assign part_r = sum_a_a ^ const_
        """), "\(verilog)")
    #expect(verilog.contains("  reg [3:0] part_q;\n") && verilog.contains("  reg part_s_unused;\n"))
    #expect(verilog.contains("  wire [3:0] part_r;\n") && verilog.contains(" ^ 4'd9;\n"))
    #expect(verilog.contains("  wire [1:0] a_1_0 = a[1:0];\n"))
    // The user's `tmp` gives way to that of the text.
    #expect(!verilog.contains("wire [3:0] tmp ") && verilog.contains("wire [3:0] tmp_"))
    #expect(try text(ExternalTests.inline, .systemVerilog).contains("  logic [3:0] part_q;\n"))
    let provenance = try printer(
      ExternalTests.inline.replacing("b: %5, c: %6)", with: "b: %5, c: %6) @ \"t.py\":3"), provenance: true)
    #expect(provenance.text().contains("  // from t.py:3\n  // clk\n"))
    let map = ByteWriter.string { try! printer(ExternalTests.inline).nameMap(to: &$0) }
    #expect(map.contains("\"instances\": {}"))
  }

  @Test(
    "what stands in a comment or a string of inline Verilog is no name",
    arguments: [
      "// tmp {a} tmp\\nassign {y} = {a};", "/* tmp\\n{a} tmp */ assign {y} = {a};",
      #"assign {y} = {a}; initial $display(\"\\\\\", \"tmp\");"#, "assign {y} = {a} ^ `tmp;",
    ])
  func inlineComments(verilog: String) throws {
    let text = try text(
      """
      module A { in a: Bit in b: Bit out y: Bit %3 part = instance I(a: a) %4: Bit = output %3.y
        %5 tmp: Bit = and a, b %6 also: Bit = or %5, b %7: Bit = xor %4, %5 %8: Bit = xor %7, %6 drive y = %8 }
      module I external { in a: Bit out y: Bit verilog "\(verilog)" }
      """)
    #expect(text.contains("  wire tmp = a & b;\n"), "\(text)")
  }

  // MARK: Attributes

  private static let attributes = """
    module A { in clk: Clock in a: Bits(4) out q: Bits(4) out y: Bits(4) out z: Bits(2)
      %5 r: Bits(4) = register clk
      %6 q: Bits(4) = register clk
      %7 t: Bits(4) = not a
      %8 w: Bits(4) = wire
      %9 m: Bits(4) = memory 4
      %10: Bits(2) = extract a[1:0]
      %11: Bits(4) = memory_read %9, %10
      %12: Bits(4) = memory_write %9, clk, address %10, data a
      %13 i = instance B(a: a)
      %14 other: Bits(2) = extract %8[3:2]
      attribute module keep
      attribute a keep
      attribute q keep
      attribute %5 async_reg = "true"
      attribute %6 keep
      attribute %6 extra = 1
      attribute %7 keep
      attribute %8 keep
      attribute %9 ram_style = "block"
      attribute %13 keep
      attribute %13 count = -2
      drive q = %6
      drive y = %7
      drive z = %14
      drive %5 = %11
      drive %6 = %5
      drive %8[1:0] = %10
      drive %8[3:2] = %10
    }
    module B external { in a: Bits(4) }

    """

  @Test("attributes stand before what they belong to", arguments: VerilogOptions.Profile.allCases)
  func attributes(profile: VerilogOptions.Profile) throws {
    let text = try text(ExternalTests.attributes, profile)
    let variable = profile == .verilog ? "reg" : "logic"
    let (input, output) = profile == .verilog ? ("input wire", "output reg") : ("input logic", "output logic")
    for line in [
      "(* keep *)\nmodule A (", "  (* keep *) \(input) [3:0] a,", "  (* keep, extra = 1 *) \(output) [3:0] q,",
      "  (* async_reg = \"true\" *) \(variable) [3:0] r;", "  (* keep *) wire [3:0] t;\n  assign t = ~a;",
      "  (* keep *) wire [3:0] w;", "  (* ram_style = \"block\" *) \(variable) [3:0] m [0:3];",
      "  (* keep, count = -2 *)\n  B i (",
    ] { #expect(text.contains(line), "\(line)\n\(text)") }
  }

  @Test("what a tool would not take for characters of an attribute is octal")
  func octal() throws {
    let text = try text("module A { attribute module keep = \"*) (*) ** `a` \\\"\" }")
    #expect(text.hasPrefix("(* keep = \"\\052) (\\052) ** \\140a\\140 \\\"\" *)\n"), "\(text)")
  }

  @Test("each part of a vector that is split has its attributes, and a block's variable its own")
  func splitAttributes() throws {
    let text = try text(
      """
      module A { in a: Bits(2) in s: Bits(2) out y: Bits(2) out c: Bits(2)
        %4 w: Bits(2) = wire %5: Bit = extract %4[0] %6: Bit = not %5 %7: Bit = extract a[0]
        %8: Bits(2) = literal 1 %9 picked: Bits(2) = choose s, %8, a, %4
        attribute %4 keep attribute %9 keep
        drive y = %4 drive c = %9 drive %4[0] = %7 drive %4[1] = %6 }
      """)
    #expect(text.contains("  (* keep *) wire w_0;\n  assign w_0 = a[0];\n"), "\(text)")
    #expect(text.contains("  (* keep *) wire w_1;\n"))
    #expect(text.contains("  (* keep *) reg [1:0] picked;\n"))
  }

  @Test("values that are alike and have attributes stay apart")
  func alike() throws {
    let text = try text(
      """
      module A { in a: Bit in b: Bit out y: Bit
        %3 t: Bit = and a, b %4 t: Bit = and a, b %5: Bit = xor %3, %4
        attribute %3 keep attribute %4 keep drive y = %5 }
      """)
    #expect(text.components(separatedBy: "(* keep *)").count == 3, "\(text)")
  }

  // MARK: Files

  @Test("the sources of external modules stand in the folder, each file once")
  func folder() throws {
    let folder = NSTemporaryDirectory() + "hwgen-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let source = "source \"cells.v\" \"module B; endmodule\\nmodule C; endmodule\\n\""
    let design = """
      module A { %0 b = instance B() %1 c = instance C() %2 d = instance D() }
      module B external { \(source) } module C external { \(source) } module D external { source "" "module D; endmodule\\n" }
      """
    #expect(try printer(design).write(toFolder: folder) == ["A.v", "cells.v", "D.v"])
    #expect(
      try String(contentsOfFile: folder + "/cells.v", encoding: .utf8) == "module B; endmodule\nmodule C; endmodule\n")
    #expect(try String(contentsOfFile: folder + "/A.f", encoding: .utf8) == "A.v\ncells.v\nD.v\n")
    #expect(try printer(design, .systemVerilog).write(toFolder: folder) == ["A.sv", "cells.v", "D.sv"])
  }

  @Test(
    "two sources that differ in one file are refused, and so is one in a file of the design, before anything is written"
  )
  func clash() throws {
    let folder = NSTemporaryDirectory() + "hwgen-" + UUID().uuidString
    let own = ["A.v", "A.f", "A.vlt"].map { ($0, "a file of the design") }
    for (file, said) in [("b.v", "another one of B")] + own {
      let design = """
        module A { %0 b = instance B() %1 c = instance C() }
        module B external { source "b.v" "x" } module C external { source "\(file)" "y" }
        """
      let failure = #expect(throws: Failure.self) { _ = try printer(design).write(toFolder: folder) }
      #expect(failure?.diagnostics.first?.code == .sourceClash)
      #expect(failure?.diagnostics.first?.message.contains(said) == true)
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
  }
}
