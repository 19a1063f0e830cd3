import Foundation
import Hwgen
import Testing

@testable import AddExample

/// What there is in a context, without a body having run.
@Suite struct IntrospectionTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("the generators of a context are listed in the order of their declarations")
  func generators() throws {
    let context = Context()
    #expect(context.generators.isEmpty)
    let circuit = try Add(bits: 8).circuit(in: context)
    let fifo = try context.library("FIFO")
    #expect(context.generators.map(\.identity) == ["AddExample.Add", "lib.FIFO"])
    #expect(context.generators == [try #require(circuit.generator), fifo])
    #expect(Set(context.generators).count == 2)
    #expect(try Context().library("FIFO") != fifo)
  }

  @Test("a family has the circuits of a generator, and they lead back to it")
  func family() throws {
    let context = Context()
    let first = try Add(bits: 8).circuit(in: context)
    let other = try context.library("Counter")("limit = 3")
    let second = try Add(bits: 4, hasCE: true).circuit(in: context)
    _ = try Add(bits: 8).circuit(in: context)
    #expect(try #require(first.generator).family == [first, second])
    #expect(try #require(other.generator).family == [other])
    #expect(try #require(other.generator).name == "Counter")
    let text = try second.netlist().split(separator: "Add_4_true").joined(separator: "Read")
    #expect(try context.read(netlist: text).generator == nil)
  }

  @Test("the parameters are told one by one")
  func parameters() throws {
    let described = try Context().library("FIFO").parameterDescriptions
    #expect(described.map(\.name) == ["item", "depth", "show_ahead", "reset"])
    #expect(described.map(\.kind) == ["type", "int", "bool", "type"])
    #expect(described.map(\.hasDefault) == [false, true, true, true])
    #expect(described[1].doc == "words")
    #expect(!described.contains { $0.isDerived || $0.isLate })
  }

  @Test("manifests are JSON of what is declared and of what a circuit has")
  func manifests() throws {
    let context = Context()
    let circuit = try Add(bits: 8, hasCE: true).circuit(in: context)
    let described = try object(try Add.declared(in: context).manifest)
    #expect(described["name"] as? String == "Add")
    #expect(described["identity"] as? String == "AddExample.Add")
    let parameters = try #require(described["parameters"] as? [[String: Any]])
    #expect(parameters.map { $0["name"] as? String } == ["bits", "has_ce"])
    #expect(try #require(circuit.generator).manifest == Add.declared(in: context).manifest)
    let bound = try object(try circuit.manifest())
    let arguments = try #require(bound["arguments"] as? [[String: Any]])
    #expect(arguments.map { $0["text"] as? String } == ["8", "true"])
    let ports = try #require(bound["ports"] as? [[String: Any]])
    #expect(ports.map { $0["name"] as? String } == ["I0", "I1", "O", "CE"])
    let all = try object(context.manifest)
    #expect((all["generators"] as? [Any])?.count == 1)
  }
}
