import Foundation
import Hwgen
import Testing

@testable import AddExample

/// The code of docs/guide/swift.md that is in no example stands here, compiled and run; the first test compares.
@Suite struct GuideTests {
  @Test("every piece of Swift in the guide stands in an example or in these tests")
  func pieces() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let guide = try String(contentsOf: root.appendingPathComponent("docs/guide/swift.md"), encoding: .utf8)
    var sources: [String] = []
    for folder in ["examples/swift/Add", "examples/swift/Systolic", "Tests/HwgenTests"] {
      let path = root.appendingPathComponent(folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: path.path) where name.hasSuffix(".swift") {
        sources.append(unindented(try String(contentsOf: path.appendingPathComponent(name), encoding: .utf8)))
      }
    }
    let blocks = guide.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count >= 8)
    for block in blocks {
      let text = unindented(block)
      #expect(sources.contains { $0.contains(text) }, "the guide's code is in no source: \(block)")
    }
  }

  private func unindented(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
  }

  struct Fifo: Generator {
    enum Mode: String, CaseIterable, ParameterValue { case small, fast }

    @Parameter(min: 2, max: 4096, doc: "number of entries") var depth = 16
    @Parameter(min: 1) var lanes = 1
    @Parameter var item: HardwareType = .uint(8)
    @Parameter var mode = Mode.small
    @Derived("clog2(depth)") var addr: Int

    static var isExternal: Bool { true }
    var members: [Member] { [Member("latency", choose($mode == .fast, 1, else: 2))] }
    var constraints: [ParameterExpression<Bool>] { [$depth % $lanes == 0] }

    var interface: Interface {
      Input("clk", as: .clock)
      Input("rst", as: .reset)
      Input("push", as: .record(["data": .init(.parameter($item)), "ready": .flipped(.bit)]))
      Input("pop", repeat: $lanes) { i in .uint(1 + i) }
      Output("level", as: .uint($addr + 1), when: $mode == .fast)
    }
  }

  @Test("what the guide says of circuits")
  func circuits() throws {
    let context = Context()
    let fifo = try Fifo { $0.depth = 32 }.circuit(in: context)
    #expect(fifo.arguments == "depth = 32, lanes = 1, item = UInt(8), mode = \"small\"")
    #expect(fifo.ports.map(\.name) == ["clk", "rst", "push_data", "push_ready", "pop_0"])
    #expect(try fifo.value("latency", as: Int.self) == 2)
    let declared = try Fifo.declared(in: context)
    #expect(declared.members == "latency: int = if mode == \"fast\" then 1 else 2")
  }

  @Test("what the guide says of signals")
  func signals() throws {
    let text = try inside { io in
      let count = io.reg(.uint(8), enable: io.c, resetValue: 0).named("count")
      count <== count + 1
      let low = io.wire(.uint(4))
      low <== io.a[0..<4]
      let isLarge = io.b > 100
      io.y <== mux(isLarge, count ^ io.b, low.zext(8))
    }
    #expect(text.contains("count"))
  }

  @Test("what the guide says of instances")
  func instances() throws {
    let text = try inside { io in
      let sum = io.instance("sum", Add(bits: 8))(I0: io.a, I1: io.b)
      let next = io.instance("next", Add(bits: 8))
      next.I0 <== sum.O
      next.I1 <== 1
      io.y <== next.O
    }
    #expect(text.contains("Add_8_false sum ("))
  }

  @Test("what the guide says of mistakes")
  func mistakes() throws {
    let context = Context()
    do {
      _ = try Add(bits: 0).circuit(in: context)
      Issue.record("nothing was thrown")
    } catch let failure as Failure {
      #expect(failure.diagnostics[0].code == .outOfRange)
      #expect(failure.diagnostics[0].message == "`bits` of Add is 0; it must be at least 1")
    }
  }
}
