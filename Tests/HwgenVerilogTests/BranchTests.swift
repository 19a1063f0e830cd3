import Foundation
import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog
import Testing

@Suite struct BranchTests {
  private func text(_ netlist: String, _ profile: VerilogOptions.Profile = .systemVerilog) throws -> String {
    let bench = Bench()
    let design = try Netlist.parse(netlist, in: bench.netlist.types)
    #expect(try Netlist.parse(design.text(), in: bench.netlist.types).text() == design.text())
    return try VerilogPrinter(design, options: VerilogOptions(profile: profile, header: false)).text()
  }

  @Test("branches that stand very deep have a text that is linear in them")
  func deepBranches() throws {
    let depth = 3000
    let netlist =
      "module M explicit {\n  in a: Bit\n  in x: UInt(8)\n  out y: UInt(8)\n  drive y = x\n  %3: UInt(8) = literal 7\n"
      + String(repeating: "  when a {\n", count: depth) + "  drive y = %3\n" + String(repeating: "  }\n", count: depth)
      + "}\n"
    let design = try Netlist.parse(netlist, in: Bench().netlist.types)
    for text in [design.text(), try text(netlist)] {
      #expect(text.split(separator: "\n").count > 2 * depth)
      #expect(text.utf8.count < 2 * depth * 220)
    }
  }

  @Test("a when over wires and registers prints as if in blocks of their own")
  func whens() throws {
    let text = try text(
      """
      module M explicit {
        in clk: Clock
        in a: Bit
        in b: Bit
        in x: UInt(8)
        out y: UInt(8)
        out q: UInt(8)
        %6: UInt(8) = literal 0
        %7 count: UInt(8) = register clk
        %8: UInt(8) = literal 1
        %9: UInt(8) = add %7, %8
        drive y = %6
        drive q = %7
        when a {
          drive y = x
          when b {
            drive %7[3:0] = %10
          }
        } elsewhen b {
          drive %7 = %9
        } otherwise {
          drive %7 = %6
          drive y[7:4] = %10
        }
        %10: UInt(4) = extract x[3:0]
      }
      """)
    #expect(
      text.contains(
        """
          always @* begin
            y = 8'b0;
            if (a) begin
              y = x;
            end else if (~b) begin
              y[7:4] = x[3:0];
            end
          end
          always_ff @(posedge clk) begin
            if (a) begin
              if (b) begin
                count[3:0] <= x[3:0];
              end
            end else if (b) begin
              count <= count + 8'd1;
            end else begin
              count <= 8'b0;
            end
          end
        """), "\(text)")
  }

  @Test("a switch prints as case")
  func switches() throws {
    let source = """
      module M explicit {
        in clk: Clock
        in rst: Reset
        in go: Bit
        in x: UInt(8)
        out y: UInt(8)
        out z: UInt(8)
        out busy: Bit
        %7 IDLE: Bits(2) = literal 0
        %8 RUN: Bits(2) = literal 1
        %9 DONE: Bits(2) = literal 2
        %10 state: Bits(2) = register clk, reset rst to %7
        %11: Bit = literal 0
        %12: Bit = literal 1
        %13: UInt(8) = literal 5
        %14 q: UInt(8) = register clk
        %15: Bits(2) = literal 3
        drive busy = %11
        drive z = %14
        switch %10 {
          case %7 {
            drive y = x
            when go {
              drive %10 = %8
            }
          }
          case %8 {
            drive y = %13
            drive busy = %12
            drive %10 = %9
          }
          case %9 {
            drive y = %13
            drive %10 = %7
            drive %14 = x
          }
          default {
            drive y = %13
            drive %10 = %7
          }
        }
      }
      """
    let text = try text(source)
    #expect(
      text.contains(
        """
          localparam [1:0] IDLE = 2'b0;
          localparam [1:0] RUN = 2'h1;
          localparam [1:0] DONE = 2'h2;
          logic [1:0] state;
        """), "\(text)")
    #expect(
      text.contains(
        """
          always @* begin
            busy = 1'b0;
            case (state)
              IDLE: begin
                y = x;
              end
              RUN: begin
                y = 8'd5;
                busy = 1'b1;
              end
        """), "\(text)")
    #expect(
      text.contains(
        """
            if (rst) begin
              state <= IDLE;
            end else begin
              case (state)
                IDLE: begin
                  if (go) begin
                    state <= RUN;
        """), "\(text)")
    #expect(text.contains("      DONE: begin\n        q <= x;\n      end\n      default: ;\n    endcase"), "\(text)")
    let verilog = try self.text(source, .verilog)
    #expect(verilog.contains("  output reg [7:0] y,"), "\(verilog)")
    #expect(verilog.contains("  always @* begin\n    busy = 1'b0;\n    case (state)"), "\(verilog)")
    #expect(!verilog.contains("always_"), "\(verilog)")
  }

  @Test("the last case of all values is the default of a combinational block, with its value beside it")
  func allValues() throws {
    let text = try text(
      """
      module M explicit {
        in s: Bit
        in x: UInt(4)
        out y: UInt(4)
        %3: Bit = literal 0
        %4: Bit = literal 1
        %5: UInt(4) = not x
        switch s {
          case %3 {
            drive y = x
          }
          case %4 {
            drive y = %5
          }
        }
      }
      """)
    #expect(text.contains("      1'b0: begin\n        y = x;\n      end\n      default: begin // 1'b1\n"), "\(text)")
  }

  @Test("branches that constants decide are resolved, and a register that nothing sets any more is a constant")
  func decided() throws {
    let text = try text(
      """
      module M explicit {
        in clk: Clock
        in x: UInt(4)
        out y: UInt(4)
        out q: UInt(4)
        %4: Bit = literal 0
        %5: Bit = literal 1
        %6: UInt(4) = literal 9
        %7: UInt(4) = register clk, initial %6
        drive q = %7
        when %4 {
          drive y = %6
          drive %7 = x
        } elsewhen %5 {
          drive y = x
        } otherwise {
          drive y = %6
        }
      }
      """)
    #expect(text.contains("assign y = x;"), "\(text)")
    #expect(text.contains("assign q = 4'd9;"), "\(text)")
    #expect(!text.contains("always"), "\(text)")
  }

  @Test("a vector whose upper half is chosen by its lower one becomes two nets")
  func split() throws {
    let text = try text(
      """
      module M explicit {
        in a: Bit
        in x: UInt(4)
        out z: UInt(8)
        %3 v: UInt(8) = wire
        %4: Bit = extract %3[0]
        %5: UInt(4) = not x
        drive z = %3
        drive %3[7:4] = x
        when a {
          drive %3[3:0] = x
        } otherwise {
          drive %3[3:0] = %5
        }
        when %4 {
          drive %3[7:4] = %5
        }
      }
      """)
    #expect(text.contains("  wire [7:0] v = {v_7_4, v_3_0};"), "\(text)")
    #expect(text.contains("    v_7_4 = x;\n    if (v_3_0[0]) begin\n      v_7_4 = ~x;\n    end"), "\(text)")
  }

  @Test("wires of one choice share a block, unless one of them decides about another")
  func blocks() throws {
    func blocks(_ second: String) throws -> Int {
      let text = try text(
        """
        module M explicit {
          in a: Bit
          in x: UInt(4)
          out y: UInt(4)
          out z: UInt(4)
          %4: UInt(4) = not \(second)
          when a {
            drive y = x
            drive z = %4
          } otherwise {
            drive y = %5
            drive z = x
          }
          %5: UInt(4) = literal 3
        }
        """)
      return text.components(separatedBy: "always_comb").count - 1
    }
    #expect(try blocks("x") == 1)
    #expect(try blocks("y") == 2)
  }

  @Test("initial values stand in statements of their own where a block may wait for them")
  func initialValues() throws {
    let text = try text(
      """
      module M explicit {
        in clk: Clock
        out y: Bit
        %2: Bit = literal 1
        %3 q: Bit = register clk, initial %2
        %4: Bit = not %3
        drive %3 = %4
        drive y = %2
        when %3 {
          drive y = %4
        }
      }
      """)
    #expect(text.contains("  initial q = 1'b1;"), "\(text)")
    #expect(text.contains("  logic q;"), "\(text)")
  }

  @Test("an empty branch, a branch without a target, and places are read back")
  func roundTrip() throws {
    let source = """
      module M {
        in a: Bit
        out y: Bit
        %2: Bit = literal 1
        drive y = %2
        when a @ "m.py":3 {
        }
        elsewhen %2 {
          switch a @ "m.py":4 {
            case %2 @ "m.py":5 {
              drive y = a @ "m.py":6
            }
          }
          drive y = %2
        }
        otherwise {
        }
        switch a {
        }
      }

      """
    let bench = Bench()
    let written = try Netlist.parse(source, in: bench.netlist.types).text(locations: true)
    #expect(written == source, "\(written)")
    for (line, message) in [("otherwise {", "HW2051"), ("when a {", "a `when` of M is not ended"), ("}", "HW2014")] {
      let broken = source.replacing("  switch a {\n  }\n", with: "  \(line)\n")
      do {
        _ = try Netlist.parse(broken, in: bench.netlist.types)
        Issue.record("\(line) is read")
      } catch { #expect("\(error)".contains(message) || "\(error)".contains("HW2014"), "\(error)") }
    }
  }

  @Test("a block that may set a variable twice is always @* in both profiles; iverilog runs for ever otherwise")
  func setTwice() throws {
    func block(_ program: String) throws -> Bool {
      let text = try text(
        """
        module M explicit {
          in a: Bit
          in b: Bit
          out y: Bit
          out z: Bit
          %4: Bit = not a
          \(program)
        }
        """)
      #expect(text.contains("always_comb") != text.contains("always @*"), "\(text)")
      return text.contains("always_comb")
    }
    let rest = "drive z = a"
    #expect(try block("\(rest) when a { drive y = b } otherwise { drive y = %4 }"))
    #expect(try block("\(rest) when a { when b { drive y = b } otherwise { drive y = a } } otherwise { drive y = %4 }"))
    #expect(try block("when a { drive y = b drive z = a } otherwise { drive y = %4 drive z = b }"))
    #expect(try !block("\(rest) drive y = %4 when a { drive y = b }"))
    #expect(try !block("\(rest) when a { drive y = b } otherwise { drive y = %4 } when b { drive y = a }"))
    #expect(try !block("\(rest) when a { drive y = b when b { drive y = a } } otherwise { drive y = %4 }"))
  }

}
