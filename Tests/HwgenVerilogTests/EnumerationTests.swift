import Foundation
import HwgenNetlist
import HwgenSupport
import HwgenVerilog
import Testing

@Suite("Enumerations in Verilog") struct EnumerationTests {
  private func text(_ body: String, _ profile: VerilogOptions.Profile = .verilog) throws -> String {
    let bench = Bench()
    let netlist = """
      type t0 = Enum(State: idle, run, done)
      type t1 = OneHot(red, green)
      module M explicit {
        in clk: Clock
        in s: t0
        in c: t1
        out o: UInt(2)
        out t: t0
      \(body)
      }
      """
    let design = try Netlist.parse(netlist, in: bench.netlist.types)
    #expect(try Netlist.parse(design.text(), in: bench.netlist.types).text() == design.text())
    return try VerilogPrinter(design, options: VerilogOptions(profile: profile, header: false)).text()
  }

  @Test("members that are read are localparams, those of one enumeration together and in their order")
  func constants() throws {
    let text = try text(
      """
        %5 green: t1 = literal 2
        %6 State_done: t0 = literal 2
        %7: Bit = equal c, %5
        %8 State_idle: t0 = literal 0
        %9: t0 = mux %7, %6, %8
        %10 State_run: t0 = literal 1
        %11 red: t1 = literal 1
        %12 State_done: t0 = literal 2
        %13: Bit = equal s, %12
        %14: UInt(2) = zero_extend %13
        drive t = %9
        drive o = %14
      """)
    #expect(
      text.contains(
        """
          localparam [1:0] green = 2'd2;
          localparam [1:0] State_idle = 2'b0;
          localparam [1:0] State_done = 2'd2;
          assign o = {1'b0, s == State_done};
          assign t = (c == green) ? State_done : State_idle;
        """), "\(text)")
    #expect(!text.contains("State_run") && !text.contains("red"))
  }

  @Test("a name that is taken by a port is told apart, and words of Verilog are no names")
  func names() throws {
    let text = try text(
      """
        %5 wire: t1 = literal 2
        %6 clk: t1 = literal 1
        %7: Bit = equal c, %5
        %8: Bit = equal c, %6
        %9: Bit = xor %7, %8
        %10: UInt(2) = zero_extend %9
        drive t = s
        drive o = %10
      """)
    #expect(text.contains("localparam [1:0] wire_ = 2'd2;"), "\(text)")
    #expect(text.contains("(c == wire_) ^ (c == clk_"), "\(text)")
  }

  private let program = """
      %5 State_idle: t0 = literal 0
      %6 State_run: t0 = literal 1
      %7 State_done: t0 = literal 2
      %8: UInt(2) = literal 1
      %9: UInt(2) = literal 2
      %10: UInt(2) = literal 3
      %11 q: t0 = register clk
      drive t = %11
      switch s {
        case %7 {
          drive o = %8
          drive %11 = %5
        }
        case %5 {
          drive o = %9
        }
        case %6 {
          drive o = %10
          drive %11 = %7
        }
      }
    """

  @Test("the last case of all members is the default, in clocked blocks too", arguments: [true, false])
  func switches(isVerilog: Bool) throws {
    let text = try text(program, isVerilog ? .verilog : .systemVerilog)
    #expect(
      text.contains(
        """
            case (s)
              State_done: begin
                o = 2'd1;
              end
              State_idle: begin
                o = 2'd2;
              end
              default: begin // State_run
                o = 2'd3;
              end
            endcase
        """), "\(text)")
    #expect(
      text.contains(
        """
            case (s)
              State_done: begin
                q <= State_idle;
              end
              State_idle: ;
              default: begin // State_run
                q <= State_done;
              end
            endcase
        """), "\(text)")
    #expect(!text.contains("localparam [1:0] State_run"))
  }

  @Test("a constant that is no member takes the last case")
  func constant() throws {
    let text = try text(
      program.replacingOccurrences(of: "switch s", with: "switch %13").replacingOccurrences(
        of: "  drive t = %11", with: "  %12: Bits(2) = literal 3\n  %13: t0 = cast %12\n  drive t = %11"))
    #expect(text.contains("assign o = 2'd3;"), "\(text)")
    #expect(text.contains("q <= State_done;") && !text.contains("case"), "\(text)")
  }

  @Test("a choice over all members has its last one as the default")
  func choices() throws {
    let text = try text(
      """
        %5 State_idle: t0 = literal 0
        %6 State_run: t0 = literal 1
        %7 State_done: t0 = literal 2
        %8: UInt(2) = literal 1
        %9: UInt(2) = literal 2
        %10: UInt(2) = literal 3
        %11: UInt(2) = choose s, %6, %8, %5, %9, %7, %10
        drive t = s
        drive o = %11
      """)
    #expect(
      text.contains(
        """
            case (s)
              State_run: o = 2'd1;
              State_idle: o = 2'd2;
              default: o = 2'd3;
            endcase
        """), "\(text)")
    #expect(!text.contains("State_done"))
  }
}
