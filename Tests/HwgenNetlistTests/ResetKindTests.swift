import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// One reset net has one kind: HW2096.
@Suite("Kinds of a reset") struct ResetKindTests {
  private func message(_ body: String, ports: String = "in r: Reset") throws -> String? {
    let source = """
      module M {
        in clk: Clock
        in b: Bit
        \(ports)
        out y: Bit
        %9: Bit = literal 0
        \(body)
      }
      module Sync {
        in clk: Clock
        in r: Reset
        out y: Bit
        %1: Bit = cast r
        drive y = %1
      }
      """
    do {
      _ = try Netlist.parse(source, in: TypeStore(names: NameTable()))
      return nil
    } catch {
      let found = "\(error)"
      return found.contains("HW2096") ? found : "other: \(found)"
    }
  }

  private let two = "%11 p: Bit = register clk, reset r to %9 drive %11 = b drive y = %11"

  @Test("a register and one of a cast of its reset to the other kind are told, with both")
  func registers() throws {
    let text = try message(
      "\(two) %12: AsyncReset = cast r %13 q: Bit = register clk, reset %12 to %9 drive %13 = b")
    #expect(
      text?.contains("`r` of M is a synchronous reset as declared, and an asynchronous one to register `q`") == true,
      "\(text ?? "nothing")")
  }

  @Test("a Bit may become a reset of either kind, and not of both")
  func bits() throws {
    let reset = "%12: AsyncReset = cast b %13 q: Bit = register clk, reset %12 to %9 drive %13 = b"
    #expect(try message("\(two) \(reset)") == nil)
    let text = try message(
      "\(two) \(reset) %14: Bit = not b %15: ResetN = cast %14 %16 s: Bit = register clk, reset %15 to %9 drive %16 = b"
    )
    #expect(
      text?.contains("`b` of M is an asynchronous reset to register `q`, and a synchronous one to register `s`")
        == true,
      "\(text ?? "nothing")")
  }

  @Test("an instance and an output count, through wires")
  func instances() throws {
    let text = try message(
      "%10: Reset = wire drive %10 = %12 %12: Reset = cast r %13 u = instance Sync(clk: clk, r: %10) drive y = b",
      ports: "in r: AsyncReset")
    #expect(text?.contains("a synchronous one to `r` of an instance of Sync") == true, "\(text ?? "nothing")")
    let output = try message(
      "%12: AsyncReset = cast r drive o = %12 drive y = b", ports: "in r: Reset out o: AsyncReset")
    #expect(output?.contains("an asynchronous one to output `o`") == true, "\(output ?? "nothing")")
  }

  @Test("a constant may be a reset of both kinds")
  func constants() throws {
    #expect(
      try message(
        "%10: Reset = cast %9 %12: AsyncReset = cast %9 %11 p: Bit = register clk, reset %10 to %9 drive %11 = b drive y = b %13 q: Bit = register clk, reset %12 to %9 drive %13 = b"
      ) == nil)
  }

  @Test("both polarities of one kind are one")
  func polarity() throws {
    #expect(
      try message("\(two) %12: ResetN = cast r %13 q: Bit = register clk, reset %12 to %9 drive %13 = b") == nil)
  }
}
