import Hwgen
import Testing

private struct Plain: Generator {
  @Parameter(min: 1) var bits: Int
  var interface: Interface {
    Input("I0", as: .uint($bits))
    Output("O", as: .uint($bits + $bits))
  }
}

private struct Doubled: Generator {
  @Parameter(min: 1) var width: Int
  var interface: Interface {
    Input("I0", as: .uint($width))
    Output("O", as: .uint(2 * $width))
  }
}

@Suite("Comparison of generators")
struct ComparisonTests {
  @Test("two generator types are compared, with a map of their parameters")
  func types() throws {
    let context = Context()
    #expect(try context.compare(Plain.self, Plain.self) == .same)
    #expect(try context.compare(Plain.self, Doubled.self, map: "bits = width") == .same)
    guard case .different(let witness) = try context.compare(Plain.self, Doubled.self) else {
      Issue.record("the parameters have other names")
      return
    }
    #expect(witness.acceptedBy == 1)
    #expect(witness.arguments == "bits = 1")
  }

  @Test("generators without a type are compared")
  func declared() throws {
    let context = Context()
    let fifo = try context.library("FIFO")
    #expect(try fifo.compare(fifo) == .same)
    #expect(try fifo.compare(try context.library("Counter"), .substitutable) != .same)
    let other = try Context().library("FIFO")
    #expect(throws: Failure.self) { try fifo.compare(other) }
  }

  @Test("a map that does not fit names the place")
  func place() throws {
    let error = #expect(throws: Failure.self) { try Context().compare(Plain.self, Doubled.self, map: "x = y") }
    #expect("\(error!)".contains("HW1054") && "\(error!)".contains("ComparisonTests.swift"))
  }
}
