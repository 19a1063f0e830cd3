import HwgenNetlist
import HwgenSupport
import HwgenVerilog
import Testing

@Suite("Checks in Verilog") struct CheckTests {
  private static let design = """
    module M explicit {
      in clk: Clock
      in rst: Reset
      in go: Bit
      in a: UInt(8)
      in s: SInt(8)
      in m: Bits(4)
      out y: UInt(8)
      %7: UInt(8) = literal 9
      %8: Bit = less a, %7
      %9: Bit = equal a, %7
      %10 = check assert clock clk, reset rst, %8, "a is {} of \\"9\\", {:5d} {:08b} {:c}%\\n", a, s, m, a
      %11 = check cover clock clk, reset rst, %9
      %12 = check print clock clk, "go {{}} é {:x}", m
      %13 = check assume clock clk, reset rst, %9
      %14 = check print clock clk, reset rst, "late"
      drive y = a
      when go {
        check %10
        switch m {
          case %15 {
            check %11
          }
          default {
            check %14
          }
        }
      } otherwise {
        check %13
      }
      check %12
      %15: Bits(4) = literal 3
    }

    """

  private func text(_ netlist: String, _ profile: VerilogOptions.Profile) throws -> String {
    let bench = Bench()
    let design = try Netlist.parse(netlist, in: bench.netlist.types)
    #expect(try Netlist.parse(design.text(), in: bench.netlist.types).text() == design.text())
    return try VerilogPrinter(design, options: VerilogOptions(profile: profile, header: false)).text()
  }

  @Test("SystemVerilog has assertions in the branches that they stand in, and guarded messages before them")
  func systemVerilog() throws {
    let text = try text(CheckTests.design, .systemVerilog)
    print(text)
    print(try self.text(CheckTests.design, .verilog))
  }
}
