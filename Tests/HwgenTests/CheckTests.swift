import Hwgen
import HwgenVerilog
import Testing

/// Checks from Swift. The body of `Tally` stands in docs/guide/swift.md.
@Suite("Checks from Swift") struct CheckTests {
  struct Tally: Generator {
    var interface: Interface {
      Input("clk", as: .clock)
      Input("rst", as: .reset)
      Input("up", as: .bit)
      Output("count", as: .uint(8))
    }

    func body(_ io: IO) {
      let count = io.reg(.uint(8), resetValue: 0).named("count")
      io.count <== count
      io.when(io.up) {
        count <== count + 1
        io.print("{:3d}, {:08b}", count, count)
      }
      io.assert(count < 200, "count is {}", count)
      io.cover(count == 7)
    }
  }

  @Test("checks print in the block of the only reset, in the branches that they stand in")
  func tally() throws {
    let text = try Tally().circuit(in: Context()).verilog(VerilogOptions(profile: .systemVerilog, header: false))
    #expect(
      text.contains(
        """
          always @(posedge clk) begin
            if (~rst) begin
              if (up) begin
        `ifndef SYNTHESIS
                $display("%3d, %08b", count, count);
        `endif
              end
        `ifndef SYNTHESIS
              if (~lt_count_200) begin
                $display("assertion failed in %m: count is %0d", count);
              end
        `endif
              assert (lt_count_200);
              cover (count == 8'd7);
            end
          end
        """), "\(text)")
  }

  struct Watched: Generator {
    var interface: Interface {
      Input("clk", as: .clock)
      Input("rst", as: .asyncResetLow)
      Input("up", as: .bit)
    }

    func body(_ io: IO) {
      io.when(io.up) { io.assume(io.up, "up is {}", io.up, name: "is up") }
      io.cover(io.up, inReset: true, name: "up")
    }
  }

  @Test("by an option they are concurrent, with labels that take no other name")
  func concurrent() throws {
    let circuit = try Watched().circuit(in: Context())
    let text = try circuit.verilog(VerilogOptions(profile: .systemVerilog, concurrent: true))
    #expect(
      text.contains(
        """
          is_up: assume property (@(posedge clk) disable iff (~rst) up |-> up)
            else $error("up is %0d", $sampled(up));
        """), "\(text)")
    #expect(text.contains("cover property (@(posedge clk) up);\n") && !text.contains("  up: "))
    let error = #expect(throws: Failure.self) { try circuit.verilog(VerilogOptions(concurrent: true)) }
    #expect("\(error!)".contains("HW2112"))
  }

  struct Failing: Generator {
    @Parameter var mistake = 0

    var interface: Interface {
      Input("clk", as: .clock)
      Input("other", as: .clock)
      Input("rst", as: .reset)
      Input("a", as: .bit)
      Input("x", as: .uint(8))
      Input("m", as: .bits(8))
    }

    func body(_ io: IO) {
      let clock = io.clk
      switch mistake {
      case 0: io.print("{:q}", io.x, clock: clock)
      case 1: io.print("{} {}", io.x, clock: clock)
      case 2: io.print("{}", io.m, clock: clock)
      case 3: io.assume(io.x, clock: clock)
      case 4: io.cover(io.a)
      case 5: io.assert(io.a, clock: clock, reset: io.a)
      default: io.assert(io.a, "{}", io.x, clock: io.other, inReset: true)
      }
    }
  }

  @Test(
    "a mistake is recorded with its code and line",
    arguments: [(0, "HW2060"), (1, "HW2061"), (2, "HW2062"), (3, "HW2004"), (4, "HW2013"), (5, "HW2004")])
  func mistakes(mistake: Int, code: String) throws {
    let failure = #expect(throws: Failure.self) {
      try Failing { $0.mistake = mistake }.circuit(in: Context()).elaborate()
    }
    let first = try #require(failure?.diagnostics.first)
    #expect("\(first.code)" == code)
    #expect(first.location?.file.hasSuffix("CheckTests.swift") == true)
  }

  @Test("a check in reset has no reset")
  func inReset() throws {
    let text = try Failing { $0.mistake = 9 }.circuit(in: Context()).verilog()
    #expect(text.contains("  always @(posedge other) begin\n`ifdef FORMAL\n    assert (a);\n"), "\(text)")
  }
}
