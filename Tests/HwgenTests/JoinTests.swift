import Hwgen
import Testing

/// Record and repeated ports as a whole, in Swift.
@Suite struct JoinTests {
  static let point = HardwareType.record(["x": .init(.uint(4)), "y": .init(.sint(3))])
  static let stream = HardwareType.record(["data": .init(point), "valid": .init(.bit), "ready": .flipped(.bit)])

  private func text(
    _ interface: Interface = Interface {
      Input("i", as: stream)
      Output("o", as: stream)
    }, _ body: @escaping (IO) throws -> Void
  ) throws -> String { try Context().circuit("Top", interface, body: body).verilog() }

  struct Pass: Generator {
    var interface: Interface {
      Input("i", as: stream)
      Output("o", as: stream)
    }
    func body(_ io: IO) { io.o <== io.i }
  }

  @Test("ports of instances are joined as a whole, in the call too")
  func instances() throws {
    let printed = try text { io in
      let first = io.instance("first", Pass())(i: io.i)
      let second = io.instance("second", Pass())
      second.i <== first.o
      io.o.drive(second.o)
    }
    for pin in [".i_valid(first_o_valid)", ".o_ready(second_i_ready)", ".i_ready(i_ready)", ".o_data_y(o_data_y)"] {
      #expect(printed.contains(pin), "\(printed)")
    }
  }

  @Test("a group has parts, and a record goes to it and comes from it")
  func parts() throws {
    let printed = try text { io in
      let point = io.wire(JoinTests.point).named("point")
      point <== io.i["data"]
      io.o["data"] <== point
      let inner = io.instance("inner", Pass())
      inner.i <== io.i
      inner.o["ready"] <== io.o["ready"]
      io.o["valid"] <== inner.o["valid"]
    }
    #expect(printed.contains("assign o_data_x = point[6:3];"), "\(printed)")
  }

  @Test("each field that does not fit is told with its path, and a group is no value")
  func refused() throws {
    let other = HardwareType.record(["data": .init(JoinTests.point), "valid": .init(.uint(2)), "ready": .init(.bit)])
    let interface = Interface {
      Input("i", as: other)
      Output("o", as: JoinTests.stream)
    }
    let line = #line + 1
    let thrown = try #require(failure { _ = try text(interface) { io in io.o.drive(io.i) } })
    #expect(thrown.diagnostics.map(\.code) == [.widthMismatch, .directionMismatch])
    #expect(
      thrown.diagnostics[0].message
        == "field `valid`: `o.valid`, Bit, is driven by `i.valid`, UInt(2): 1 bits against 2")
    #expect(thrown.diagnostics.allSatisfy { $0.location?.line == line })
    let value = try #require(failure { _ = try text { io in _ = io.i + 1 } })
    #expect(value.diagnostics[0].message == "`i` is several ports, and no value")
    let absent = try #require(failure { _ = try text { io in io.o["more"] <== 1 } })
    #expect(absent.diagnostics.map(\.code) == [.unknownPort])
    let inner = try #require(failure { _ = try text { io in io.instance("inner", Pass()).i["more"] <== 1 } })
    #expect(inner.diagnostics.map(\.code) == [.unknownPort])
  }
}
