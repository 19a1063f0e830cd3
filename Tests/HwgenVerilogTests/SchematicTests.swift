import Foundation
import HwgenNetlist
import HwgenSupport
import HwgenTestSupport
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
