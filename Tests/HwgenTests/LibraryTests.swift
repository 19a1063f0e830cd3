import Hwgen
import Testing

/// The standard library from Swift. What its circuits do is tested beside the conformance cases.
@Suite struct LibraryTests {
  @Test("a generator of the library says what it is, and gives one circuit for equal arguments")
  func generator() throws {
    let context = Context()
    let fifo = try context.library("FIFO")
    #expect(fifo.name == "FIFO" && fifo.doc.hasPrefix("A queue in a memory."))
    #expect(fifo.parameters.hasPrefix("item: type \"of the words\", depth: int >= 2 = 16 \"words\""))
    #expect(fifo.interface.hasPrefix("in clk: Clock; in rst: reset; in write: Bit; in d: item; out full: Bit"))
    #expect(try context.library("ShiftRegister").members == "latency: int = length \"edges at which enable is 1\"")
    let circuit = try fifo("UInt(8), depth = 4")
    #expect(circuit.name == (try fifo("item = UInt(8), depth = 4, reset = Reset")).name)
    #expect(try circuit.verilog().contains("reg [7:0] words [0:3];"))
  }

  @Test("a bank of registers has the ports that its registers need")
  func bank() throws {
    let bank = try Context().library("AXI4LiteRegisters")
    let circuit = try bank(#"[record(name: "control", width: 8), record(name: "status", access: "ro")]"#)
    let text = try circuit.verilog()
    #expect(text.contains("output wire [7:0] regs_control,") && text.contains("input wire [31:0] regs_status\n"))
    let error = #expect(throws: Failure.self) { try bank(#"[record(name: "a", access: "r")]"#) }
    #expect("\(error!)".contains("HW2110") && "\(error!)".contains("register `a` has the access \"r\""))
  }

  @Test("a module with branches and one without are kept apart, whichever is built first")
  func parts() throws {
    let text = try Context().library("UART")("divisor = 8").verilog()
    #expect(text.contains("UARTTransmitter_50000000_115200_8_8_none_1_Reset transmitter ("))
    #expect(text.contains("if (previous & synchroniser_q) begin"))
  }

  private static let ofItems = [
    "Synchroniser", "AsyncFIFO", "ShiftRegister", "FIFO", "Queue", "Pipe", "SkidBuffer", "Mux", "RegisterFile",
  ]
  private static let inside = "{a: UInt(3), p: {x: SInt(4), all: Array(2, UInt(2))}, s: Array(2, {on: Bit})}"

  private func circuit(_ name: String, of item: String) throws -> Circuit {
    let counted = name == "Mux" ? ", count = 3" : name == "ShiftRegister" ? ", length = 2" : ""
    return try Context().library(name)("item = \(item)\(counted)")
  }

  @Test("an item that is a record stands as the ports of its fields", arguments: ofItems)
  func records(name: String) throws {
    let made = try circuit(name, of: Self.inside)
    for options in [VerilogOptions(), VerilogOptions(profile: .systemVerilog)] {
      let text = try made.verilog(options)
      for field in ["a", "p_x", "p_all", "s"] { #expect(text.contains("_\(field);") || text.contains("_\(field) = ")) }
    }
  }

  @Test("an item that is a record of one field has one port", arguments: ofItems)
  func one(name: String) throws {
    #expect(try circuit(name, of: "{only: Bits(5)}").verilog().contains("_only"))
  }

  @Test(
    "an item that is no data is refused where it is asked for, with the generator, its type and what may be one",
    arguments: ofItems)
  func noData(name: String) throws {
    let refused = [
      ("Clock", ""), ("Reset", ""), ("AsyncReset", ""), ("ResetN", ""), ("AsyncResetN", ""),
      ("Array(2, Clock)", ", in which `[0]` is Clock"), ("{a: Bit, flip b: Bit}", ", in which `b` is flipped"),
      ("{p: {flip b: Bit}}", ", in which `p.b` is flipped"), ("{a: Bit, c: Clock}", ", in which `c` is Clock"),
      ("{p: Array(2, {r: ResetN})}", ", in which `p[0].r` is ResetN"),
      ("Union(none, some({c: Clock}))", ", in which `some.c` is Clock"),
    ]
    for (item, reason) in refused {
      let error = #expect(throws: Failure.self) { try circuit(name, of: item) }
      let text = "\(error!)"
      #expect(text.contains("HW1023: `item` of \(name) is \(item)\(reason); it must be data that goes one way"))
      #expect(text.contains("LibraryTests.swift") && text.contains("fix: use Bit, Bits, a number"))
    }
  }

  @Test("each has a doc, and its declaration is taken", arguments: Library.names)
  func declared(name: String) throws {
    #expect(try context(name).doc.count > 20)
  }

  private func context(_ name: String) throws -> DeclaredGenerator { try Context().library(name) }

  @Test("a name that there is not lists those that there are, with its place")
  func unknown() throws {
    let error = #expect(throws: Failure.self) { try Context().library("Fifo") }
    #expect("\(error!)".contains("LibraryTests.swift") && "\(error!)".contains("HW1009"))
    #expect("\(error!)".contains("AsyncFIFO, GrayEncoder"))
  }
}
