import Hwgen
import Testing

/// Relaxed scopes in Swift.
@Suite struct RelaxedTests {
  @Test("widths may differ in the closure, and not behind it")
  func scope() throws {
    let text = try inside { io in
      let three = io.relaxed { io.a.trunc(3) + io.b }
      #expect(three.width == 8)
      io.relaxed { io.y <== three.zext(12) }
    }
    #expect(text.contains("{5'b0, a[2:0]} + b"), "\(text)")
    let thrown = try #require(
      failure {
        _ = try inside { io in
          io.relaxed { io.y <== io.a }
          _ = io.a.trunc(3) + io.b
        }
      })
    #expect(thrown.diagnostics.map(\.code) == [.widthMismatch])
  }

  @Test("a mean of two widths is cut to its output, as the guide says")
  func guide() throws {
    let context = Context()
    let ports = Interface { "in a: UInt(4); in b: UInt(8); out mean: UInt(8)" }
    let average = try context.circuit("Average", ports) { io in
      io.relaxed { io.mean <== io.a.addExpanding(io.b) >> 1 }
    }
    try average.elaborate()
    #expect(context.takeWarnings().map(\.code) == [.widthCut])
  }

  @Test("the scope ends where the closure throws")
  func throwing() throws {
    struct Oops: Error {}
    _ = try inside { io in
      #expect(throws: Oops.self) { try io.relaxed { throw Oops() } }
      io.y <== io.a
    }
  }
}
