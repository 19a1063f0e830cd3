import Hwgen
import Testing

/// Division, choices, indices and what is put together, in Swift.
@Suite struct ValueTests {
  @Test("integers stand for values, keys, amounts and divisors")
  func integers() throws {
    let text = try inside { io in
      let chosen = select(io.a, [(0, 1), (1, io.b)], default: 7)
      io.y <== chosen + (io.a / 10) + (100 % io.b) + io.a.rotatedLeft(by: 9) + io.a.minimum(5)
    }
    #expect(text.contains("8'd0: "))
    #expect(text.contains("a / 8'd10"))
    #expect(text.contains("b == 8'b0 ? 8'd100 : 8'd100 % b"))
    #expect(text.contains("{a[6:0], a[7]}"))
    #expect(text.contains("(a < 8'd5) ? a : 8'd5"))
  }

  @Test("results have their widths")
  func widths() throws {
    _ = try inside { io in
      #expect(io.a.popcount().width == 4)
      #expect(io.a.countLeadingZeros().width == 4)
      #expect(io.a.priorityEncoded().index.width == 3)
      #expect(io.a.addExpanding(1).width == 9)
      #expect(io.a.subExpanding(io.b).type == .sint(9))
      #expect(io.a.trunc(3).repeated(2).width == 6)
      #expect(io.a[io.b].type == .bit)
      #expect(io.a.slice(at: io.b, width: 3).width == 3)
      #expect((io.a.trunc(3) / io.b).width == 3)
      io.y <== io.a.replacing(at: io.b, with: 1)
    }
  }

  @Test("a key that occurs twice and one that is missing are told at the line of the call")
  func refused() throws {
    var line = #line + 1
    let twice = try #require(
      failure { _ = try inside { $0.y <== select($0.a, [1: $0.b, 1: $0.a], default: 0) } })
    #expect(twice.diagnostics.map(\.code) == [.duplicateKey])
    #expect(twice.diagnostics[0].location?.line == line)
    line = #line + 1
    let missing = try #require(failure { _ = try inside { io in io.y <== select(io.c, [1: io.b]) } })
    #expect(missing.diagnostics.map(\.code) == [.missingCase])
    #expect(missing.diagnostics[0].message.hasSuffix("has no value for 0 and no default"))
    #expect(missing.diagnostics[0].location?.line == line)
    let untyped = try #require(failure { _ = try inside { io in io.y <== select(io.c, [0: 1, 1: 2]) } })
    #expect(untyped.diagnostics.map(\.code) == [.badOperand])
  }

  @Test("division carries its place in the located form")
  func located() throws {
    let line = #line + 1
    let thrown = try #require(failure { _ = try inside { io in io.y <== io.a.divided(by: io.a.asSInt()) } })
    #expect(thrown.diagnostics.map(\.code) == [.typeMismatch])
    #expect(thrown.diagnostics[0].location?.line == line)
    #expect(try inside { io in io.y <== io.a.remainder(by: 3) }.contains("a % 8'd3"))
  }
}
