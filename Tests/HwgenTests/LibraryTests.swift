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

  @Test("each has a doc, and its declaration is taken", arguments: Library.names)
  func declared(name: String) throws {
    #expect(try context(name).doc.count > 20)
  }

  private func context(_ name: String) throws -> LibraryGenerator { try Context().library(name) }

  @Test("a name that there is not lists those that there are, with its place")
  func unknown() throws {
    let error = #expect(throws: Failure.self) { try Context().library("Fifo") }
    #expect("\(error!)".contains("LibraryTests.swift") && "\(error!)".contains("HW1009"))
    #expect("\(error!)".contains("AsyncFIFO, GrayEncoder"))
  }
}
