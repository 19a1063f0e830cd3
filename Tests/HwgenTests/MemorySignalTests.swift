import Foundation
import Hwgen
import Testing

/// Memories in a body of Swift.
@Suite struct MemorySignalTests {
  @Test("every port, with integers for addresses and data")
  func ports() throws {
    let text = try inside { io in
      let words = io.memory(.uint(8), depth: 256).named("words")
      words.write(io.a, io.b, enable: io.c, mask: io.b[0..<2], clock: io.clk)
      words.write(3, 255)
      io.y <== words[io.a] ^ words.read(0) ^ words.readSync(io.a, enable: io.c) ^ words.readSync(io.b, onWrite: .new)
    }
    #expect(text.contains("  reg [7:0] words [0:255];\n"))
    #expect(text.contains("        words[a][3:0] <= b[3:0];\n"))
    #expect(text.contains("    words[8'd3] <= 8'd255;\n"))
    #expect(text.contains("words[8'b0]"))
  }

  @Test("a port that reads and writes is a write and a read at one address")
  func readWrite() throws {
    let text = try inside { io in
      let words = io.memory(.uint(8), depth: 256).named("words")
      let first = words.readWrite(io.a, io.b, writeEnable: io.c, enable: io.a[0], mask: io.b[0..<2], clock: io.clk)
      let second = io.memory(.uint(8), depth: 8).named("more").readWrite(3, 255, writeEnable: io.c, onWrite: .new)
      io.y <== first.named("first") ^ second.named("second")
    }
    #expect(text.contains("    if (a[0] & c) begin\n      if (b[0]) begin\n        words[a][3:0] <= b[3:0];\n"))
    #expect(text.contains("    if (a[0]) begin\n      first <= words[a];\n"))
    #expect(text.contains("    second <= c ? 8'd255 : more[3'd3];\n"))
    let said = failure {
      _ = try inside { io in _ = io.memory(.uint(8), depth: 4).readWrite(io.a, io.b, writeEnable: io.b) }
    }
    #expect("\(said!)".contains("HW2004: the write enable of a memory's port is a Bit, not `b`: UInt(8)"))
  }

  @Test("contents are integers, of any size, or those of a file")
  func contents() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).hex").path
    try Data("1 ff".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let wide = [Integer(7)]
    let text = try inside { io in
      let small = io.memory(.sint(8), depth: 2, contents: [-1, 5]).named("bytes")
      let large = io.memory(.uint(100), depth: 1, contents: wide).named("wide_words")
      let file = io.memory(.uint(8), depth: 2, contentsOf: path).named("file")
      let low: Signal = large[io.a][0..<8]
      io.y <== small[io.c].asUInt() ^ low ^ file[io.c]
    }
    #expect(text.contains("bytes[0] = -8'd1;") && text.contains("wide_words[0] = 100'd7"))
    #expect(text.contains("file[1] = 8'd255;"))
  }

  @Test("contents are constants of any type")
  func values() throws {
    let state = try Enumeration("State", ["idle", "run"], .oneHot)
    let other = try Enumeration("Other", ["idle", "run"])
    let point = HardwareType.record(["x": .init(.uint(3)), "s": .init(state.type)])
    let text = try inside { io in
      let gains = io.memory(.sfix(2, 2), depth: 4, contents: [0.25, -1, "-3/4"]).named("gains")
      let whole = io.memory(.sfix(2, 2), depth: 4, contents: [1, -2]).named("whole")
      let states = io.memory(state.type, depth: 4, contents: [state.run, state.idle]).named("states")
      let points = io.memory(point, depth: 4, contents: ["{x: 5, s: run}", "{x: 1, s: idle}"]).named("points")
      let low: Signal = io.a[0..<2]
      let bits = cat(gains[low].asBits(), whole[low].asBits()) ^ cat(states[low].asBits(), points[low].asBits()).zext(8)
      io.y <== bits.asUInt()
    }
    #expect(
      text.contains("gains[0] = 4'd1;") && text.contains("gains[1] = -4'd4;") && text.contains("gains[2] = -4'd3;"))
    #expect(text.contains("whole[0] = 4'd4;") && text.contains("whole[1] = -4'd8;"))
    #expect(text.contains("states[0] = 2'd2;") && text.contains("states[1] = 2'd1;"))
    #expect(text.contains("points[0] = 5'h16;") && text.contains("points[1] = 5'h05;"))
    func said(_ body: @escaping (IO) -> Void) -> String {
      "\(failure { _ = try inside { body($0) } }?.description ?? "")"
    }
    #expect(
      said { io in _ = io.memory(state.type, depth: 2, contents: [state.idle, other.idle]) }
        .contains("HW2042: word 1 of the contents is no constant of OneHot(State: idle, run)"))
    #expect(
      said { io in _ = io.memory(.uint(8), depth: 2, contents: [1, io.a]) }
        .contains("HW2042: word 1 of the contents is no constant of UInt(8)"))
    #expect(
      said { io in _ = io.memory(.uint(8), depth: 2, contents: ["1, 2"]) }.contains("HW2042: word 0 of the contents:"))
    #expect(said { io in _ = io.memory(state.type, depth: 2, contents: [1, 3]) }.contains("the code of no member"))
    #expect(said { io in _ = io.memory(.ufix(2, 2), depth: 2, contents: [.infinity, 0.5]) }.contains("HW2042: word 0"))
  }

  @Test("what cannot be is recorded with the place of the call, and told once")
  func mistakes() throws {
    func said(_ body: @escaping (IO) -> Void) -> String {
      "\(failure { _ = try inside { body($0) } }?.description ?? "")"
    }
    let line = #line + 1
    let deep = said { io in io.y <== io.memory(.uint(8), depth: 1 << 40)[io.a] }
    #expect(deep.contains("HwgenTests/MemorySignalTests.swift:\(line): error HW2041"))
    #expect(!deep.contains("HW2024"))
    #expect(said { io in _ = io.memory(.uint(8), depth: 0) }.contains("HW2040"))
    #expect(said { io in _ = io.memory(.uint(8), depth: 1, contents: [1, 2]) }.contains("HW2042"))
    #expect(said { io in _ = io.memory(.uint(8), depth: 1, contentsOf: "/no/such.hex") }.contains("HW2043"))
    #expect(said { io in _ = io.memory(.uint(8), depth: 4)[io.clk] }.contains("HW2004: the address of a memory"))
    #expect(said { io in _ = io.memory(.uint(8), depth: 4)[-1] }.contains("HW2011"))
    #expect(said { io in io.memory(.uint(8), depth: 4).write(io.a, io.c) }.contains("HW2003"))
    #expect(said { io in io.memory(.uint(8), depth: 4).write(0, 256) }.contains("HW2011"))
  }
}
