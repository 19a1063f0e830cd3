import Foundation
import HwgenNetlist
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import HwgenVerilog
import Testing

@Suite("Schematics") struct SchematicTests {
  /// What Graphviz draws of a graph; a graph that it does not take fails the test.
  private func drawn(_ graph: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["dot", "-Tplain"]
    let (given, taken) = (Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = taken
    try process.run()
    given.fileHandleForWriting.write(Data(graph.utf8))
    given.fileHandleForWriting.closeFile()
    let data = taken.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "dot (graphviz) is missing or refuses the graph:\n\(graph)")
    return String(decoding: data, as: UTF8.self)
  }

  @Test("ports, a register with its controls, a named value and an instance with its pins are drawn and joined")
  func parts() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let inner = try bench.module("Inner", [("a", .input, byte), ("y", .output, byte)])
    try inner.drive(inner.port(1), with: inner.port(0))
    try inner.finish()
    let module = try bench.module(
      "M",
      [
        ("clk", .input, .clock), ("rst", .input, .reset), ("go", .input, .bit), ("a", .input, byte),
        ("y", .output, byte),
      ])
    let register = try module.register(
      byte, enable: module.port(2), reset: module.port(1), resetValue: module.literal(0, type: byte))
    try bench.name(register, "state", in: module)
    let sum = try module.binary(.add, register, module.port(3))
    try bench.name(sum, "sum", in: module)
    try module.drive(register, with: sum)
    let instance = try module.instance(of: inner.id, name: bench.names.intern("u"))
    try module.connect(instance, port: 0, to: sum)
    let output = try module.output(instance, port: 1)
    try module.drive(module.port(4), with: try module.unary(.not, try module.binary(.and, output, register)))
    let printer = try bench.printer(module)
    let graph = ByteWriter.string { printer.schematic(to: &$0) }
    for part in [
      "label=\"state\\n▷ clk\"", "label=\"sum =\\nstate + a\"", "label=\"~(u_y & state)\"",
      "style=dashed, label=\"enable\"",
      "style=dashed, label=\"reset\"", "{{<i0> a}|u\\nInner|{<o1> y}}",
    ] {
      #expect(graph.contains(part), "\(part) in \(graph)")
    }
    let edges = try drawn(graph).split(separator: "\n").filter { $0.hasPrefix("edge") }
    // sum: state, a; state: sum, go, rst; u: sum; the expression: u, state; y: the expression.
    #expect(edges.count == 9, "\(edges)")
    let inside = ByteWriter.string { printer.schematic(of: inner.id, to: &$0) }
    #expect(inside.hasPrefix("digraph \"Inner\" {"))
    #expect(try drawn(inside).contains("edge"))
  }

  @Test("backslashes and quotes of a message stand in its box as they are")
  func escapes() throws {
    let text = #"module A { in clk: Clock in a: Bit %2 = check assert clock clk, a, "\\N \"x\" \\" check %2 }"#
    let printer = try VerilogPrinter(Netlist.parse(text, in: TypeStore(names: NameTable())))
    let graph = ByteWriter.string { printer.schematic(to: &$0) }
    #expect(graph.contains(#"label="assert\n\\N \"x\" \\"]"#), "\(graph)")
    #expect(try drawn(graph).contains(#"\N \"x\" \"#))
  }

  @Test("memories, conditions, states and choices are drawn with what leads to them; constants have no box")
  func behaviour() throws {
    let bench = Bench()
    let byte = try bench.uint(8)
    let module = try bench.module(
      "M",
      [
        ("clk", .input, .clock), ("rst", .input, .reset), ("go", .input, .bit), ("at", .input, try bench.uint(4)),
        ("d", .input, byte), ("q", .output, byte), ("level", .output, byte), ("chosen", .output, byte),
      ])
    let memory = try module.memory(byte, depth: 10)
    try bench.name(memory, "mem", in: module)
    try module.memoryWrite(memory, enable: module.port(2), address: module.port(3), data: module.port(4))
    try module.drive(module.port(5), with: try module.memoryRead(memory, address: module.port(3)))
    let zero = try module.literal(0, type: byte)
    let one = try module.literal(1, type: byte)
    try module.drive(module.port(6), with: zero)
    try module.beginWhen(module.port(2))
    try module.drive(module.port(6), with: module.port(4))
    try module.end()
    let machine = try module.stateMachine("IDLE RUN", reset: module.port(1))
    try bench.name(machine, "state", in: module)
    try module.beginStates(machine)
    try module.beginState("IDLE", of: machine)
    try module.beginWhen(module.port(2))
    try module.setNext("RUN", of: machine)
    try module.end()
    try module.end()
    try module.beginState("RUN", of: machine)
    try module.setNext("IDLE", of: machine)
    try module.end()
    try module.end()
    let select = try module.choose(
      module.port(4), [(key: zero, value: module.port(4)), (key: one, value: zero)], default: one)
    try module.drive(module.port(7), with: select)
    let isRunning = try module.binary(.equal, machine, try module.state("RUN", of: machine))
    try bench.name(isRunning, "busy", in: module)
    let printer = try bench.printer(module)
    let graph = ByteWriter.string { printer.schematic(to: &$0) }
    _ = try drawn(graph)
    func node(_ label: String) throws -> String {
      let line = try #require(graph.split(separator: "\n").first { $0.contains("label=\"\(label)\"") }, "\(label)")
      return String(line.split(separator: " ")[0])
    }
    let ram = try node("mem\\n10 × UInt(8)")
    let state = try node("state\\n▷ clk")
    let chosen = try node("chosen\\ncase (d)")
    let word = try node("(at < 4'd10) ? mem[at] : 8'b0")
    let busy = try node("busy =\\nstate == RUN")
    for edge in [
      "p4 -> \(ram) [label=\"8\"]", "p3 -> \(ram) [style=dashed, label=\"address\"]",
      "\(ram) -> \(word)\n", "p3 -> \(word) [label=\"4\"]", "\(word) -> p5",
      "p4 -> p6 [label=\"8\"]", "p2 -> p6 [style=dashed, label=\"if\"]",
      "\(state) -> \(state) [style=dashed, label=\"case\"]", "p2 -> \(state) [style=dashed, label=\"if\"]",
      "p1 -> \(state) [style=dashed, label=\"reset\"]",
      "p4 -> \(chosen) [label=\"8\"]", "\(chosen) -> p7 [label=\"8\"]",
      "\(state) -> \(busy)\n",
    ] {
      #expect(graph.contains("  \(edge)"), "\(edge) in \(graph)")
    }
    #expect(!graph.contains("label=\"IDLE") && !graph.contains("label=\"RUN"), "\(graph)")
  }

  @Test("Graphviz draws every module of random designs", arguments: 0..<UInt64(Soak.rounds(8)))
  func random(seed: UInt64) throws {
    var random = RandomDesign(seed: seed)
    let design = try random.make()
    let printer = try VerilogPrinter(design)
    for module in design.modules.prefix(6) {
      _ = try drawn(ByteWriter.string { printer.schematic(of: module, to: &$0) })
    }
  }
}
