import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog
import Testing

/// How memories print.
@Suite("Memories") struct MemoryTextTests {
  let bench = Bench()

  /// What the cells print as, in a module `M` of `clk`, `other`, `en`, `a`: UInt(4), `b`: UInt(6), `d`: UInt(8), `m`:
  /// Bits(2) and the output `y`, without its head.
  private func body(
    _ cells: String, _ output: String = "y: UInt(8)", _ profile: VerilogOptions.Profile = .verilog
  ) throws -> String {
    let design = try Netlist.parse(
      """
      module M explicit {
        in clk: Clock
        in other: Clock
        in en: Bit
        in a: UInt(4)
        in b: UInt(6)
        in d: UInt(8)
        in m: Bits(2)
        out \(output)
        \(cells)
      }
      """, in: bench.netlist.types)
    let text = try VerilogPrinter(design, options: VerilogOptions(profile: profile)).text()
    return String(text[text.range(of: ");\n")!.upperBound...])
  }

  @Test("a memory with one write and an old read")
  func simple() throws {
    #expect(
      try body(
        """
        %8 ram: UInt(8) = memory 16
        %9: UInt(8) = memory_write %8, clk, enable en, address a, data d
        %10: UInt(8) = memory_read_sync %8, clk, enable en, address a, old
        drive y = %10
        """) == """
            reg [7:0] ram [0:15];
            always @(posedge clk) begin
              if (en) begin
                ram[a] <= d;
              end
            end
            always @(posedge clk) begin
              if (en) begin
                y <= ram[a];
              end
            end
          endmodule

          """)
  }

  @Test("SystemVerilog has always_ff, but always where the memory has contents or writes of two clocks")
  func systemVerilog() throws {
    let text = try body(
      """
      %8 plain: UInt(8) = memory 16
      %9: UInt(8) = memory_write %8, clk, address a, data d
      %10: UInt(8) = memory_read %8, a
      %11 filled: UInt(8) = memory 16 initial (1)
      %12: UInt(8) = memory_write %11, clk, address a, data d
      %13: UInt(8) = memory_read %11, a
      %14 two: UInt(8) = memory 16 crossing
      %15: UInt(8) = memory_write %14, clk, address a, data d
      %19: UInt(8) = crossing d, quasi_static
      %16: UInt(8) = memory_write %14, other, address b, data %19
      %17: UInt(8) = memory_read %14, a
      %18: Bits(24) = concat %10, %13, %17
      drive y = %18
      """, "y: Bits(24)", .systemVerilog)
    #expect(text.contains("  logic [7:0] plain [0:15];\n"))
    #expect(text.contains("  always_ff @(posedge clk) begin\n    plain[a] <= d;\n  end\n"))
    #expect(text.contains("  always @(posedge clk) begin\n    filled[a] <= d;\n  end\n"))
    #expect(text.contains("  always @(posedge clk) begin\n    two[a] <= d;\n  end\n"))
    #expect(
      text.contains(
        "  always @(posedge other) begin\n    if (b < 6'd16) begin\n      two[b[3:0]] <= d;\n    end\n  end\n"))
  }

  @Test("a new read takes what is written at its edge by ports of its own clock")
  func newRead() throws {
    let text = try body(
      """
      %8 ram: UInt(8) = memory 16 crossing
      %9: UInt(8) = memory_write %8, clk, enable en, address a, data d
      %12: UInt(4) = crossing a, quasi_static
      %13: UInt(8) = crossing d, quasi_static
      %10: UInt(8) = memory_write %8, other, address %12, data %13
      %11: UInt(8) = memory_read_sync %8, clk, address b, new
      drive y = %11
      """)
    #expect(
      text.contains(" = (en & (b == {2'b0, a})) ? d : ram[b[3:0]];\n"), "\(text)")
  }

  @Test("of writes to one word at one edge the later wins, also where a read passes them on")
  func later() throws {
    let text = try body(
      """
      %8 ram: UInt(8) = memory 64
      %9: UInt(8) = literal 1
      %10: UInt(8) = memory_write %8, clk, address b, data %9
      %11: UInt(8) = memory_write %8, clk, enable en, address b, data d
      %12 q: UInt(8) = memory_read_sync %8, clk, address b, new
      %13: UInt(8) = memory_read %8, b
      %14: UInt(8) = xor %12, %13
      drive y = %14
      """)
    #expect(text.contains("    ram[b] <= 8'd1;\n    if (en) begin\n      ram[b] <= d;\n    end\n"), "\(text)")
    #expect(text.contains("    q <= en ? d : 8'd1;\n"), "\(text)")
  }

  @Test("a mask is a condition for each part; constant bits of it are none, or drop the part")
  func mask() throws {
    let text = try body(
      """
      %8 ram: UInt(8) = memory 16
      %9: UInt(8) = memory_write %8, clk, enable en, address a, data d, mask m
      %10: Bits(4) = literal 6
      %11: UInt(8) = memory_write %8, clk, address a, data d, mask %10
      %12: Bits(1) = literal 1
      %13: UInt(8) = memory_write %8, clk, address a, data d, mask %12
      %14: UInt(8) = memory_read %8, a
      drive y = %14
      """)
    #expect(
      text.contains(
        """
          always @(posedge clk) begin
            if (en) begin
              if (m[0]) begin
                ram[a][3:0] <= d[3:0];
              end
              if (m[1]) begin
                ram[a][7:4] <= d[7:4];
              end
            end
            ram[a][3:2] <= d[3:2];
            ram[a][5:4] <= d[5:4];
            ram[a] <= d;
          end

        """), "\(text)")
  }

  @Test("many words stand in blocks of 256")
  func manyWords() throws {
    let words = (0..<600).map { "\($0 % 255 + 1)" }.joined(separator: ", ")
    let text = try body(
      """
      %8 rom: UInt(8) = memory 600 initial (\(words))
      %9: UInt(10) = zero_extend a
      %10: UInt(8) = memory_read %8, %9
      drive y = %10
      """)
    #expect(text.contains("    rom[255] = 8'd1;\n  end\n  initial begin\n    rom[256] = 8'd2;\n"), "\(text)")
    #expect(text.split(separator: "\n").count { $0 == "  initial begin" } == 3)
  }

  @Test("contents are assignments in an initial block, with a loop for zeros if there are many")
  func contents() throws {
    let cells = """
      %8 rom: UInt(8) = memory 16 initial (1, 0, 255)
      %9: UInt(8) = memory_read %8, a
      %10 full: UInt(8) = memory 3 initial (3, 0, 4)
      %11: UInt(8) = memory_read %10, en
      %12: UInt(8) = add %9, %11
      drive y = %12
      """
    #expect(
      try body(cells) == """
          reg [7:0] rom [0:15];
          reg [7:0] full [0:2];
          integer i;
          initial begin
            for (i = 0; i < 16; i = i + 1) begin
              rom[i] = 8'b0;
            end
            rom[0] = 8'd1;
            rom[2] = 8'd255;
            full[0] = 8'd3;
            full[1] = 8'b0;
            full[2] = 8'd4;
          end
          assign y = rom[a] + full[{1'b0, en}];
        endmodule

        """)
    #expect(try body(cells.replacingOccurrences(of: "rom:", with: "i:")).contains("  integer i_"))
  }

  @Test("a memory that nothing can write holds zeros, and a memory that nothing reads has no text")
  func neverWritten() throws {
    let text = try body(
      """
      %8 held: UInt(8) = memory 4
      %9: Bit = literal 0
      %10: UInt(8) = memory_write %8, clk, enable %9, address a, data d
      %11: UInt(8) = memory_read %8, m
      %12: UInt(8) = memory 8
      %13: UInt(8) = memory_write %12, clk, address a, data d
      drive y = %11
      """)
    #expect(text.contains("    for (i = 0; i < 4; i = i + 1) begin\n      held[i] = 8'b0;\n    end\n"))
    #expect(!text.contains("always") && !text.contains("[0:7]"), "\(text)")
  }

  @Test("a constant address beyond the memory reads 0 and writes nothing; one inside has no comparison")
  func constantAddress() throws {
    let text = try body(
      """
      %8 ram: UInt(8) = memory 5
      %9: UInt(8) = memory_write %8, clk, address a, data d
      %10: UInt(4) = literal 5
      %11: UInt(8) = memory_write %8, clk, address %10, data d
      %12: UInt(8) = memory_read %8, %10
      %13: UInt(9) = literal 4
      %14: UInt(8) = memory_read %8, %13
      %15: Bits(16) = concat %12, %14
      drive y = %15
      """, "y: Bits(16)")
    #expect(text.contains("assign y = {8'b0, ram[3'd4]};\n"), "\(text)")
    #expect(text.contains("    if (a < 4'd5) begin\n      ram[a[2:0]] <= d;\n    end\n  end\n"), "\(text)")
  }

  @Test("names of memories without one come from what they are, not from their order")
  func stable() throws {
    func text(_ first: String, _ second: String) throws -> Set<Substring> {
      let text = try body(
        """
        \(first)
        \(second)
        %20: UInt(8) = memory_read %8, a
        %21: UInt(8) = memory_read %10, a
        %22: UInt(8) = add %20, %21
        drive y = %22
        """)
      return Set(text.split(separator: "\n").filter { $0.contains("reg [7:0]") })
    }
    let clocked = "%8: UInt(8) = memory 16\n%9: UInt(8) = memory_write %8, clk, address a, data d"
    let other = """
      %10: UInt(8) = memory 16 crossing
      %12: UInt(4) = crossing a, quasi_static
      %13: UInt(8) = crossing d, quasi_static
      %11: UInt(8) = memory_write %10, other, address %12, data %13
      """
    let both = try text(clocked, other)
    #expect(both.count == 2)
    #expect(try text(other, clocked) == both)
  }

  @Test("a name that the user gave is kept, and an output may be the read's register")
  func names() throws {
    let text = try body(
      """
      %8 table: UInt(8) = memory 16 initial (1)
      %9 q: UInt(8) = memory_read_sync %8, clk, address a, old
      %10: UInt(8) = not %9
      drive y = %10
      """)
    #expect(text.contains("  reg [7:0] q;\n") && text.contains("    q <= table_"), "\(text)")
  }

  @Test("a word that a combinational block reads has a name")
  func wordsInBlocks() throws {
    let memory = """
      %8 ram: UInt(8) = memory 16
      %9: UInt(8) = memory_write %8, clk, enable en, address a, data d
      %10: UInt(8) = memory_read %8, a
      %11: UInt(8) = not %10

      """
    let chosen = try body(
      memory + "%12: UInt(8) = literal 3 %13: UInt(8) = choose %10, %12, d, %11 drive y = %13")
    let word = try #require(chosen.firstMatch(of: /wire \[7:0\] (word_\w+) = ram\[a\];/), "\(chosen)").1
    #expect(chosen.contains("case (\(word))"), "\(chosen)")
    let driven = try body(memory + "drive y = d when en { drive y = %11 }")
    #expect(driven.contains(/wire \[7:0\] \w+ = ~ram\[a\];/), "\(driven)")
    #expect(!driven.contains("y = ~ram"), "\(driven)")
  }

}
