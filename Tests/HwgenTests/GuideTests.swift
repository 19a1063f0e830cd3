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

  struct Sampler: Generator {
    var interface: Interface {
      Input("clk", "fast", as: .clock)
      Input("rst_n", as: .asyncResetLow)
      Input("d", as: .bit)
      Output("q", as: .bit)
    }

    func body(_ io: IO) {
      let sampled = io.reg(.bit, next: io.d, clock: ~io.fast)
      io.domain(clock: io.clk, reset: io.rst_n) {
        let first = io.reg(.bit, next: sampled.crossing(.asynchronous), resetValue: 0)
        io.q <== io.reg(.bit, next: first, resetValue: 0)
      }
    }
  }

  @Test("what a domain holds takes its clock and its reset")
  func domains() throws {
    let text = try Sampler().circuit(in: Context()).verilog()
    #expect(text.contains("always @(negedge fast)") && text.contains("always @(posedge clk or negedge rst_n)"))
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

  struct NoStage: Error {}

  struct Tap: ParameterRecord {
    var gain = 1
    var name = ""
    static var fields: [ParameterField<Tap>] { [.init("gain", \.gain), .init("name", \.name)] }
  }

  protocol Stage: Generator {
    init(bits: Int)
  }

  struct Chain: Generator {
    @Parameter(min: 1) var bits: Int
    @Parameter var taps: [Tap]
    @Parameter var stage: GeneratorType
    @Parameter var lut: Opaque<[Int]>

    var interface: Interface {
      Input("x", as: .uint($bits))
      Output("y", as: .uint($bits))
    }

    func body(_ io: IO) throws {
      guard let stage = stage.type as? any Stage.Type else { throw NoStage() }
      var sum = io.x
      for tap in taps {
        sum = io.instance(tap.name, stage.init(bits: bits))(x: sum).y + lut.value[tap.gain]
      }
      io.y <== sum
    }
  }

  struct Inverter: Stage {
    @Parameter(min: 1) var bits: Int
    init() {}
    init(bits: Int) { self.bits = bits }
    var interface: Interface {
      Input("x", as: .uint($bits))
      Output("y", as: .uint($bits))
    }
    func body(_ io: IO) { io.y <== ~io.x }
  }

  @Test("what the guide says of records, generators and opaque values")
  func kinds() throws {
    let context = Context()
    let chain = Chain {
      $0.bits = 8
      $0.taps = [Tap(gain: 2, name: "first"), Tap(gain: 0, name: "second")]
      $0.stage = GeneratorType(Inverter.self)
      $0.lut = Opaque("squares", [0, 1, 4, 9])
    }
    let text = try chain.circuit(in: context).verilog()
    #expect(text.contains("Inverter_8 first ("))
    #expect(text.contains("first_y + 8'd4"))
    #expect(text.components("\nmodule ") == 1)
    #expect(try chain.stage.circuit("8", in: context) == Inverter(bits: 8).circuit(in: context))
    var other = chain
    other.stage = GeneratorType(Chain.self)
    #expect(throws: NoStage.self) { try other.circuit(in: context).elaborate() }
  }

  struct Fir: Generator {
    static let sumBits = Hook("sum_bits") { (taps: [Int], bits: Int) in
      bits + taps.reduce(1) { $0 + $1.magnitude.bitWidth - $1.magnitude.leadingZeroBitCount }
    }

    @Parameter(min: 1) var bits = 8
    @Parameter var taps: [Int]
    @Derived(sumBits(.init("taps"), .init("bits"))) var width: Int

    var latency: Int { taps.count { $0 != 0 } }
    var members: [Member] { [Member("latency", \Fir.latency)] }

    var interface: Interface {
      Input("x", as: .sint($bits))
      Output("y", as: .sint(Fir.sumBits($taps, $bits) + 1))
    }

    static var isExternal: Bool { true }
  }

  @Test("what the guide says of hooks and computed members")
  func hooks() throws {
    let fir = try Fir { $0.taps = [1, 0, -2] }.circuit(in: Context())
    #expect(try fir.value("latency") == 2)
    #expect(try fir.value("width") == 12)
    #expect(fir.ports[1].type == .sint(13))
  }

  @Test("what the guide says of circuits")
  func circuits() throws {
    let context = Context()
    let fifo = try Fifo { $0.depth = 32 }.circuit(in: context)
    #expect(fifo.arguments == "depth = 32, lanes = 1, item = UInt(8), mode = \"small\"")
    #expect(fifo.ports.map(\.name) == ["clk", "rst", "push_data", "push_ready", "pop_0"])
    #expect(try fifo.value("latency", as: Int.self) == 2)
    let copy = try Context().read(netlist: fifo.netlist())
    #expect(copy.ports == fifo.ports)
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

  @Test("what the guide says of memories")
  func memories() throws {
    let text = try inside { io in
      let words = io.memory(.uint(8), depth: 256).named("words")
      words.write(io.a, io.b, enable: io.c)
      let later = words.readSync(io.a, onWrite: .new)
      let squares = io.memory(.uint(8), depth: 4, contents: [0, 1, 4, 9]).named("squares")
      let scratch = io.memory(.uint(8), depth: 256).named("scratch")
      let kept = scratch.readWrite(io.a, io.b, writeEnable: io.c)
      io.y <== words[io.b] + later + squares.read(io.a[0..<2]) + kept
    }
    #expect(text.contains("reg [7:0] words [0:255];") && text.contains("squares[3] = 8'd9;"))
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
