import HwgenTestSupport
import Testing

@testable import Hwgen

/// Expressions that are made of very many others.
@Suite struct DeepTests {
  static let depth = Soak.isOn ? 1_000_000 : 100_000

  struct Deep: Generator {
    @Parameter(min: 1) var bits: Int

    var interface: Interface {
      Input("a", as: .uint(deep($bits)))
      Output("y", as: .uint($bits + ParameterExpression(DeepTests.depth)))
    }

    func body(_ io: IO) { io.y <== io.a }

    func deep(_ bits: ParameterExpression<Int>) -> ParameterExpression<Int> {
      var sum = bits
      for _ in 0..<DeepTests.depth { sum = sum + 1 }
      return sum
    }
  }

  @Test("a width may be very many operators deep: it takes time and memory in proportion to its text")
  func width() throws {
    let circuit = try Deep { $0.bits = 3 }.circuit(in: Context())
    #expect(circuit.ports.map { "\($0.type)" } == Array(repeating: "UInt(\(DeepTests.depth + 3))", count: 2))
  }

  @Test("a text says the same however it is put together")
  func parts() {
    var text: CoreText = "\(String(repeating: "w", count: 100))"
    var expected = text.plain
    for _ in 0..<8 {
      text = "(\(text), \(text))"
      expected = "(\(expected), \(expected))"
    }
    #expect(text.plain == expected)
    #expect(text.size < 600, "what is long is not copied")
    let same: CoreText = "\(text.plain)"
    #expect(text == same)
  }
}
