import Hwgen

/// Checks: assertions, assumptions, covers and prints, in branches and outside, with each format.
struct Credits: Generator {
  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("take", as: .bit)
    Input("give", as: .bit)
    Input("kind", as: .bits(2))
    Input("offset", as: .sint(6))
    Input("data", as: .uint(16))
    Input("wide", as: .uint(80))
    Output("count", as: .uint(4))
  }

  func body(_ io: IO) {
    let count = io.reg(.uint(4), resetValue: 0).named("count")
    io.count <== count
    io.when(io.give & ~io.take & (count != 9)) {
      count <== count + 1
    }.elsewhen(io.take & ~io.give) {
      count <== count - 1
    }
    io.assert(count <= 9, "count {} is above 9 ({:04b})", count, count)
    io.assume(~(io.take & (count == 0)), "taken from nothing")
    io.when(io.give) {
      io.cover(count == 8, "nearly full")
      io.print("give {:04x} {:5d} {}", io.data, io.offset, io.offset)
      io.switch(io.kind) { kind in
        kind.case(0) { io.print("zero {:c}!", io.data[0..<8]) }
        kind.case(1, 2) { io.print("{{{:x}}} 100% \"quoted\" \\ \u{e9}", io.wide) }
        kind.default { io.assert(count < 15) }
      }
    }.otherwise {
      io.print("idle at {:3d}, next {:05d}", count, count + 1)
    }
    io.cover(count == 9)
    io.print("tick {:o} {}", io.kind, io.take, inReset: true)
  }
}
