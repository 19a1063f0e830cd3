import Hwgen
import Testing

/// Enumerations, unions, records and fixed-point numbers in Swift's API.
@Suite("Types in Swift") struct TypeTests {
  let state = try! Enumeration("State", ["idle", "run", "done"], .gray)
  let packet = HardwareType.union("Packet", ["data": .uint(8), "address": .uint(8), "idle": nil])

  @Test("an enumeration knows its type and its codes")
  func enumeration() throws {
    #expect(state.type.text == "Gray(State: idle, run, done)")
    #expect(state.members.map { $0.code } == [0, 1, 3])
    #expect(Enumeration(state.type)?.members.map { $0.name } == ["idle", "run", "done"])
    #expect(Enumeration(.bit) == nil)
    #expect(try Enumeration("Op", codes: ["add": 3, "sub": 8], width: 5).type.text == "Enum(Op, 5: add = 3, sub = 8)")
    #expect(throws: Failure.self) { try Enumeration("Op", codes: ["add": 3, "sub": 3]) }
    #expect(throws: Failure.self) { try Enumeration("Op", []) }
  }

  @Test("a layout lists the parts of a type, and values go to bits and back")
  func values() throws {
    let point = HardwareType.record(["x": .init(.sint(4)), "s": .init(state.type), "g": .init(.ufix(1, 3))])
    let parts = try point.layout()
    #expect(parts.map(\.path) == ["", "x", "s", "g"])
    #expect(parts.map(\.msb) == [9, 9, 5, 3])
    #expect(parts.map(\.lsb) == [0, 6, 4, 0])
    #expect(parts[2].type == state.type)
    let bits = try point.pack("{g: 0.625, x: -1, s: done}")
    #expect(bits == 0b1111_11_0101)
    #expect(try point.unpack(bits) == "{x: -1, s: done, g: 0.625}")
    #expect(try packet.unpack(try packet.pack("address(7)")) == "address(7)")
    #expect(throws: Failure.self) { try point.pack("{x: 1}") }
    #expect(throws: Failure.self) { try point.unpack(1024) }
    #expect(throws: Failure.self) { try HardwareType("UInt(n)").layout() }
  }

  /// What the body of a circuit without ports but `o` prints, or fails with.
  private func text(@InterfaceBuilder _ ports: () -> Interface, _ body: @escaping (IO) -> Void) -> String {
    do { return try Context().circuit("M", ports(), body: body).verilog() } catch { return "\(error)" }
  }

  @Test("members, numbers with a point and texts of values stand where signals do")
  func constants() {
    let state = self.state
    let point = HardwareType("{x: UInt(4), y: Bit}")
    let text = text {
      Input("clk", as: .clock)
      Input("rst", as: .reset)
      Input("s", as: state.type)
      Output("o", as: .uint(4))
      Output("l", as: .sfix(3, 4))
    } _: { io in
      let held = io.reg(point, resetValue: "{x: 5, y: 1}").named("held")
      held <== mux(io.s == state.run, io.record(point, ["y": 0, "x": io.o]), held)
      io.o <== held["x"]
      let level = io.reg(.sfix(3, 4), resetValue: -0.625).named("level")
      level <== level + 0.25
      io.l <== level
    }
    #expect(text.contains("held <= 5'h0b;"), "\(text)")
    #expect(text.contains("localparam [1:0] State_run = 2'd1;"))
    #expect(text.contains("level <= -7'd10;") || text.contains("l <= -7'd10;"))
  }

  @Test("a match gives the payload of a variant that has one, and refuses it elsewhere")
  func match() {
    let packet = self.packet
    @InterfaceBuilder func ports() -> Interface {
      Input("p", as: packet)
      Output("o", as: .uint(8))
    }
    let good = text(ports) { io in
      io.match(io.p) { cases in
        cases.case("data") { data in io.o <== data }
        cases.case("address idle") { io.o <== 0 }
      }
    }
    #expect(good.contains("default: begin // Packet_address, Packet_idle"), "\(good)")
    let bad = text(ports) { io in
      io.match(io.p) { cases in
        cases.case("idle") { data in io.o <== data }
        cases.default { io.o <== 0 }
      }
    }
    #expect(bad.contains("HW2024: there is no payload in the case of `idle`"), "\(bad)")
  }

  @Test("the name of a variant in a match may have spaces")
  func matchOfQuoted() {
    let odd = HardwareType.union("Odd", ["x y": .uint(8), "y": .uint(8), "a b": nil, "z": nil])
    @InterfaceBuilder func ports() -> Interface {
      Input("p", as: odd)
      Output("o", as: .uint(8))
    }
    let good = text(ports) { io in
      io.match(io.p) { cases in
        cases.case("x y") { data in io.o <== data }
        cases.case("`a b` z") { io.o <== 7 }
        cases.default { io.o <== 9 }
      }
    }
    #expect(good.contains("8'd9") && good.contains("Odd_a_b"), "\(good)")
  }

  @Test("what has no meaning is refused")
  func refusals() {
    let cases: [(String, (IO) -> Void)] = [
      ("HW2004", { io in _ = io.p == state.idle }),
      ("HW1034", { io in _ = io.literal(state.walk) }),
      ("HW1034", { io in _ = io.variant("none", of: packet) }),
      ("HW2024", { io in _ = io.variant("idle", io.p, of: packet) }),
      ("HW2011", { io in _ = io.literal("0.3", .ufix(2, 2)) }),
      ("HW1036", { io in _ = io.record(HardwareType("{x: Bit, y: Bit}"), ["x": 1]) }),
      ("HW2080", { io in _ = io.literal("0.5", .ufix(2, 2)).convert(to: .uint(2)) }),
      ("HW2011", { io in _ = io.p + 0.5 }),
    ]
    for (code, body) in cases {
      let found = text {
        Input("p", as: packet)
        Output("o", as: .bit)
      } _: { io in
        io.o <== 1
        body(io)
      }
      #expect(found.contains(code), "\(code): \(found)")
    }
  }
}
