import Foundation
import Hwgen
import Testing

@testable import AddExample

@Suite struct FailureTests {
  @Test("values that the schema refuses name generator, parameter, value, rule and place")
  func parameters() throws {
    let context = Context()
    let line = #line + 1
    let thrown = failure { _ = try Add(bits: 0).circuit(in: context) }
    let low = try #require(thrown)
    #expect(low.diagnostics[0].code == .outOfRange)
    #expect(low.description.contains("`bits` of Add is 0; it must be at least 1"))
    #expect(low.diagnostics[0].location == SourceLocation(file: "HwgenTests/FailureTests.swift", line: line))
    #expect(failure { _ = try Add().circuit(in: context) }?.diagnostics[0].code == .missingParameter)
    let constraint = failure { _ = try Counter { ($0.width, $0.start) = (2, 4) }.circuit(in: context) }
    #expect(constraint?.diagnostics[0].code == .constraintFailed)
    #expect(try Add(bits: 1).circuit(in: context).verilog().contains("module Add_1_false"))
  }

  @Test("a port that is not there is unknown; one that its condition removes is absent, with the condition")
  func ports() throws {
    let context = Context()
    let unknown = try #require(failure { _ = try inside(context) { io in io.y <== io.a + io.nothing } })
    #expect(unknown.diagnostics.map(\.code) == [.unknownPort])
    #expect(unknown.description.contains("`nothing`"))
    struct Wrong: Generator {
      @Parameter var hasCE = false
      var interface: Interface {
        Input("CE", as: .bit, when: $hasCE)
        Output("y", as: .bit)
      }
      func body(_ io: IO) { io.y <== io.CE }
    }
    let absent = try #require(failure { _ = try Wrong().circuit(in: context).verilog() })
    #expect(absent.diagnostics.map(\.code) == [.absentPort])
    #expect(absent.description.contains("it exists if has_ce, and here has_ce = false"))
    let ofInstance = failure {
      _ = try inside(context) { io in io.y <== io.instance("add", Add(bits: 8))(I0: io.a, I1: io.b, CE: io.c).O }
    }
    #expect(ofInstance?.diagnostics[0].code == .absentPort)
  }

  @Test("a failed operation is told once, with the place of the nearest located call, and what is made of it is silent")
  func poison() throws {
    var line = 0
    let thrown = failure {
      _ = try inside { io in
        line = #line + 1
        let narrow = io.a[0..<4]
        let sum = io.b + narrow
        #expect(sum.isPoisoned)
        #expect(sum.type == nil)
        let more = mux(io.c, (sum * sum).zext(40), sum)[2].named("more")
        let register = io.reg(.uint(8), next: more)
        io.y <== cat(register, more).asUInt()
      }
    }
    let failed = try #require(thrown)
    #expect(failed.diagnostics.map(\.code) == [.widthMismatch])
    #expect(failed.diagnostics[0].location == SourceLocation(file: "HwgenTests/FailureTests.swift", line: line))
    #expect(failed.diagnostics[0].notes.contains { $0.message.hasPrefix("in the body at or after this place") })
  }

  @Test("a located form fails at its own line, and every mistake of a body is told")
  func located() throws {
    var line = 0
    let thrown = failure {
      _ = try inside { io in
        line = #line + 1
        _ = io.a.adding(io.c)
        _ = io.a.zext(4)
        _ = io.a[9]
        _ = io.literal(256, .uint(8))
        _ = io.literal(1, .uint(0))
        _ = io.reg(.uint(8), clock: io.c)
        _ = cat([])
        _ = mux(io.c, 1, 2)
        io.y.drive(io.a.isLess(than: io.b))
      }
    }
    let failed = try #require(thrown)
    #expect(
      failed.diagnostics.map(\.code) == [
        .widthMismatch, .widthMismatch, .badSlice, .literalRange, .badWidth, .typeMismatch, .badOperand,
        .widthMismatch,
      ])
    #expect(failed.diagnostics.first?.location?.line == line)
    #expect(failed.diagnostics.allSatisfy { $0.location?.file == "HwgenTests/FailureTests.swift" })
    #expect(failed.diagnostics.last?.location?.line == line + 8)
  }

  final class OwnError: Error {
    static let error = OwnError()
  }

  @Test("an error thrown in a body comes out of the outermost call as itself")
  func ownError() throws {
    let context = Context()
    struct Inner: Generator {
      @Parameter var n = 0
      var interface: Interface { "in x: Bit; out y: Bit" }
      func body(_ io: IO) throws { throw OwnError.error }
    }
    #expect(throws: OwnError.self) {
      do {
        _ = try inside(context, output: .bit) { io in io.y <== io.instance("inner", Inner())(x: io.c).y }
      } catch let caught as OwnError {
        #expect(caught === OwnError.error)
        throw caught
      }
    }
    #expect(try inside(context, name: "After") { io in io.y <== io.a }.contains("assign y = a;"))
  }

  @Test("a body that failed runs again, and its context goes on")
  func again() throws {
    let context = Context()
    var isBroken = true
    let circuit = try context.circuit("Twice", Interface { "in x: Bit; out y: Bit" }) { io in
      if !isBroken { io.y <== io.x }
    }
    #expect(failure { _ = try circuit.verilog() }?.diagnostics[0].code == .undriven)
    isBroken = false
    #expect(try circuit.verilog().contains("assign y = x;"))
  }

  @Test("a circuit that contains itself is reported with its cycle")
  func selfContaining() throws {
    struct Snake: Generator {
      @Parameter var n = 1
      var interface: Interface { "in x: Bit; out y: Bit" }
      func body(_ io: IO) { io.y <== io.instance("next", Snake { $0.n = 3 - n })(x: io.x).y }
    }
    let failed = try #require(failure { _ = try Snake().circuit(in: Context()).verilog() })
    #expect(failed.diagnostics[0].code == .selfContaining)
    #expect(failed.description.contains("Snake_1 → Snake_2 → Snake_1"))
  }

  @Test("budgets end what would not end")
  func budgets() throws {
    struct Endless: Generator {
      @Parameter var n = 0
      var interface: Interface { "in x: Bit; out y: Bit" }
      func body(_ io: IO) { io.y <== io.instance("next", Endless { $0.n = n + 1 })(x: io.x).y }
    }
    let context = Context()
    context.budget.circuits = 50
    #expect(failure { _ = try Endless().circuit(in: context).verilog() }?.diagnostics[0].code == .circuitBudget)
    context.budget.depth = 3
    #expect(failure { _ = try Endless().circuit(in: context).verilog() }?.diagnostics[0].code == .depthBudget)
    context.budget.cells = 20
    let cells = failure {
      _ = try inside(context) { io in io.y <== (0..<100).reduce(io.a) { sum, _ in sum + io.b } }
    }
    #expect(cells?.diagnostics.map(\.code) == [.nodeBudget])
    context.budget.ports = 10
    #expect(failure { _ = try Sum { $0.n = 11 }.circuit(in: context) }?.diagnostics[0].code == .portBudget)
  }

  @Test("names: a newline is refused, a strange one is made legal, a port must be legal")
  func names() throws {
    let refused = failure { _ = try inside { io in io.y <== (io.a + io.b).named("x\nendmodule") } }
    #expect(refused?.diagnostics[0].code == .badName)
    #expect(refused?.description.contains("\\n") == true)
    for name in ["", String(repeating: "n", count: 10_000)] {
      #expect(failure { _ = try inside { io in io.y <== (io.a + io.b).named(name) } }?.diagnostics[0].code == .badName)
    }
    let port = failure { _ = try Context().circuit("P", Interface { Output("always", as: .bit) }) { _ in } }
    #expect(port?.diagnostics[0].code == .badName)
    #expect(failure { _ = try Context().circuit("a b", Interface {}) { _ in } }?.diagnostics[0].code == .badName)
  }

  @Test("signals of another body, of one that has ended, and circuits of another context are refused")
  func foreign() throws {
    let context = Context()
    var kept: Signal?
    _ = try inside(context, name: "First") { io in
      kept = io.a
      io.y <== io.a
    }
    let other = try #require(kept)
    let used = failure { _ = try inside(context, name: "Second") { io in io.y <== io.a + other } }
    #expect(used?.diagnostics.map(\.code) == [.foreignNet])
    _ = other + other
    #expect(
      failure { _ = try inside(context, name: "Third") { io in io.y <== io.a } }?.diagnostics[0].code == .wrongState)
    #expect(try inside(context, name: "Fourth") { io in io.y <== io.a }.contains("assign y = a;"))
    let elsewhere = try Add(bits: 8).circuit(in: Context())
    let instance = failure { _ = try inside(context, name: "Fifth") { io in io.y <== io.instance("u", elsewhere).O } }
    #expect(instance?.diagnostics.map(\.code) == [.foreignHandle])
  }

  @Test("warnings and notes are taken once, silenced, or made errors; errors have no policy")
  func policies() throws {
    let interface = Interface { "in a, b: Bit; out y: Bit" }
    let context = Context()
    func elaborate(_ name: String) throws {
      try context.circuit(name, interface) { io in io.y <== io.a }.elaborate()
    }
    try elaborate("First")
    #expect(context.takeWarnings().map(\.code) == [.unusedInput])
    #expect(context.takeWarnings().isEmpty)
    #expect(context.setPolicy(.silence, for: .unusedInput))
    try elaborate("Second")
    #expect(context.takeWarnings().isEmpty)
    #expect(context.setPolicy(.error, for: .unusedInput))
    #expect(failure { try elaborate("Third") }?.diagnostics.map(\.code) == [.unusedInput])
    #expect(!context.setPolicy(.silence, for: .undriven))
  }

  @Test("elaborating inside a body is refused")
  func nested() throws {
    let context = Context()
    let failed = failure {
      _ = try inside(context) { io in
        _ = try Add(bits: 8).circuit(in: context).verilog()
        io.y <== io.a
      }
    }
    #expect(failed?.diagnostics[0].code == .wrongState)
  }

  @Test("a generator without a body says so")
  func noBody() throws {
    struct Empty: Generator {
      var interface: Interface { "in x: Bit; out y: Bit" }
    }
    #expect(failure { _ = try Empty().circuit(in: Context()).verilog() }?.diagnostics[0].code == .bodyMissing)
  }

  @Test("an input of an instance cannot be read")
  func readInput() throws {
    let failed = failure {
      _ = try inside { io in
        let sum = io.instance("sum", Sum { $0.n = 1 })(x_0: io.a)
        io.y <== sum.x_0 + sum.y
      }
    }
    #expect(failed?.diagnostics.map(\.code) == [.directionMismatch])
  }

  @Test("a file is written as a whole, with its waivers beside it, or fails with its reason")
  func files() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("hwgen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appendingPathComponent("top.v").path
    let waivers = directory.appendingPathComponent("top.vlt").path
    let unread = try Context().circuit("Unread", Interface { "in a, b: Bit; out y: Bit" }) { io in io.y <== io.a }
    try unread.write(to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == unread.verilog())
    #expect(
      try String(contentsOfFile: waivers, encoding: .utf8)
        == "// Written by hwgen: warnings that are of the design itself.\n`verilator_config\nlint_off -rule UNUSEDSIGNAL -file \"*top.v\" -lines 3\n"
    )
    let circuit = try Add(bits: 8).circuit(in: Context())
    try circuit.write(to: path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["top.v"])
    let failed = failure { try circuit.write(to: "/nowhere/at/all/add.v") }
    #expect(failed?.diagnostics[0].code == .writeFailed)
  }
}
