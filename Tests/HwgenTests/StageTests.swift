import Hwgen
import Testing

@testable import AddExample

/// Generators with some parameters bound.
@Suite struct StageTests {
  @Test("what is left has the other parameters, and the ports as far as they are known")
  func left() throws {
    let context = Context()
    let stage = try Add { $0.hasCE = true }.stage(in: context)
    #expect(stage.identity == "AddExample.Add[has_ce = true]")
    #expect(stage.parameters == "bits: int >= 1 \"operand width\"")
    #expect(stage.interface == "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit")
    #expect(stage.parameterDescriptions.map(\.name) == ["bits"])
    #expect(context.generators.map(\.identity) == ["AddExample.Add"])
  }

  @Test("in whatever order parameters are bound, it is one circuit")
  func order() throws {
    let context = Context()
    let circuit = try Add(bits: 16, hasCE: true).circuit(in: context)
    let carry = try Add { $0.hasCE = true }.stage(in: context)
    let wide = try Add { $0.bits = 16 }.stage(in: context)
    #expect(try carry("16") == circuit)
    #expect(try wide("true") == circuit)
    #expect(try carry.bind("bits = 16") == wide.bind("has_ce = true"))
    #expect(try wide.bind("has_ce = true")() == circuit)
    #expect(carry.family == [circuit])
    #expect(circuit.generator?.identity == "AddExample.Add")
    #expect(try Add { $0.bits = 4 }.stage(in: context)().name == "Add_4_false")
    let fifo = try context.library("FIFO")
    #expect(try fifo.bind("depth = 4")("UInt(8)") == fifo("UInt(8), 4"))
  }

  @Test("what cannot be is told when it is bound, at the line that binds")
  func refused() throws {
    let context = Context()
    let told = failure { _ = try Add { $0.bits = 0 }.stage(in: context, file: "stages.swift", line: 9) }
    #expect(told?.diagnostics[0].code == .outOfRange)
    #expect(told?.diagnostics[0].location == SourceLocation(file: "stages.swift", line: 9))
    let carry = try Add { $0.hasCE = true }.stage(in: context)
    #expect(failure { _ = try carry.bind("has_ce = false") }?.diagnostics[0].code == .unknownParameter)
    #expect(failure { _ = try carry() }?.diagnostics[0].code == .missingParameter)
  }

  struct Row: Generator {
    @Parameter var element: GeneratorType
    var interface: Interface {
      Input("a", as: .uint(4))
      Output("o", as: .uint(4))
    }
    func body(_ io: IO) throws {
      io.o <== io.instance("element", try element.circuit("bits = 4", in: io.context))(I0: io.a, I1: io.a).O
    }
  }

  @Test("a stage, and a generator without a type, are values of generator parameters")
  func values() throws {
    let context = Context()
    let stage = GeneratorType(try Add { $0.hasCE = false }.stage(in: context))
    #expect(stage.type == nil)
    #expect(stage == GeneratorType(try Add { $0.hasCE = false }.stage(in: context)))
    #expect(stage != GeneratorType(Add.self))
    let row = try Row { $0.element = stage }.circuit(in: context)
    #expect(row.name == "Row_Add_has_ce_false")
    #expect(try row.verilog().contains("Add_4_false element ("))
    #expect(try row.value("element", as: GeneratorType.self) == stage)
    #expect(failure { _ = try Row { $0.element = stage }.circuit(in: Context()) }?.diagnostics[0].code == .unknownName)
    let library = GeneratorType(try context.library("FIFO"))
    let fifo = try Row { $0.element = library }.circuit(in: context)
    #expect(fifo.name == "Row_FIFO")
  }
}
