import Foundation
import HwgenBits
import HwgenNetlist
import HwgenTestSupport
import HwgenTypes
import HwgenVerilog
import Testing

/// The printed text is run by iverilog and must do what the netlist's cells mean.
@Suite("Simulation of the printed text") struct SimulationTests {
  static let designCount = 60
  static let cycleCount = 24

  /// Runs a tool; the output of both streams. A tool that is not there is a failure of the test.
  private func run(_ arguments: [String], in directory: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = directory
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    try #require(
      process.terminationStatus == 0, "\(arguments[0]) is missing or failed (make test installs it): \(text)")
    return text
  }

  private func random(_ width: Int, _ random: inout SplitMix64) -> BitVector {
    let corner = Int.random(in: 0..<6, using: &random)
    if corner == 0 { return BitVector(width: width, low: 0) }
    if corner == 1 { return ~BitVector(width: width, low: 0) }
    return BitVector.concat((0..<width).map { _ in BitVector(width: 1, low: random.next() & 1) })
  }

  @Test(
    "random designs do in iverilog what their cells mean",
    arguments: (0..<UInt64(Soak.rounds(2))).map {
      ($0 % 2 == 0 ? VerilogOptions.Profile.verilog : .systemVerilog, 20_261 + $0)
    })
  func random(profile: VerilogOptions.Profile, fixedSeed: UInt64) throws {
    let seed = ProcessInfo.processInfo.environment["HWGEN_SEED"].flatMap { UInt64($0) } ?? fixedSeed
    var generator = SplitMix64(seed: seed)
    let bench = Bench()
    var text = ""
    var bodies = ""
    var expected: [String] = []
    for design in 0..<Self.designCount {
      let builder = try RandomDesign.make("Random\(design)", in: bench, &generator)
      text += try bench.text(builder, profile)
      let ports = bench.netlist.ports(of: builder.id)
      func width(_ port: Int) -> Int { bench.netlist.types.width(of: ports[port].type) }
      let inputs = ports.indices.filter { ports[$0].direction == .input && $0 > 0 }
      let outputs = ports.indices.filter { ports[$0].direction == .output }
      for port in ports.indices {
        bodies += "  \(port <= 0 || inputs.contains(port) ? "reg" : "wire") [\(width(port) - 1):0] d\(design)_\(port)"
        bodies += port == 0 ? " = 0;\n" : ";\n"
      }
      let pins = ports.indices.map { ".\(bench.names[ports[$0].name])(d\(design)_\($0))" }
      bodies += "  Random\(design) u\(design) (\(pins.joined(separator: ", ")));\n  initial begin\n"
      bodies += "    #\(design * 1000);\n"
      var evaluator = DesignEvaluator(bench.netlist, builder.id)
      for cycle in 0..<Self.cycleCount {
        var given: [Int: BitVector] = [0: BitVector(width: 1, low: 0)]
        for port in inputs {
          let value = port == 1 ? BitVector(width: 1, low: cycle % 7 == 3 ? 1 : 0) : random(width(port), &generator)
          given[port] = value
          bodies += "    d\(design)_\(port) = \(width(port))'h\(value.hexadecimal());\n"
        }
        let values = evaluator.values(given)
        let format = outputs.map { _ in "%h" }.joined(separator: " ")
        bodies += "    #1 $display(\"\(design) \(cycle) \(format)\""
        for port in outputs { bodies += ", d\(design)_\(port)" }
        bodies += ");\n    d\(design)_0 = 1; #1 d\(design)_0 = 0; #1;\n"
        expected.append("\(design) \(cycle) " + outputs.map { values[$0]!.hexadecimal() }.joined(separator: " "))
        evaluator.step(values)
      }
      bodies += "  end\n"
    }
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("hwgen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try text.write(to: directory.appendingPathComponent("designs.v"), atomically: true, encoding: .utf8)
    try "module Bench;\n\(bodies)endmodule\n".write(
      to: directory.appendingPathComponent("bench.v"), atomically: true, encoding: .utf8)
    let standard = profile == .verilog ? "-g2005" : "-g2012"
    _ = try run(["iverilog", standard, "-s", "Bench", "-o", "bench.vvp", "designs.v", "bench.v"], in: directory)
    let printed = try run(["vvp", "-n", "bench.vvp"], in: directory).split(separator: "\n").map(String.init)
    #expect(printed.count == expected.count, "seed \(seed)")
    for (line, wanted) in zip(printed, expected) where line != wanted {
      let module = line.split(separator: " ")[0]
      let start = text.range(of: "module Random\(module) (")!.lowerBound
      let end = text[start...].range(of: "endmodule")!.upperBound
      Issue.record("seed \(seed): iverilog prints \(line), the cells mean \(wanted)\n\(text[start..<end])")
      return
    }
  }
}
