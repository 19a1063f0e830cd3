import Hwgen

/// Things that are driven in parts: a wire, an output, a register, an array.
struct Partial: Generator {
  var interface: Interface {
    Input("clk", as: .clock)
    Input("a", "b", as: .uint(8))
    Output("y", as: .uint(8))
    Output("z", as: .array(2, .uint(6)))
  }

  func body(_ io: IO) {
    let halves = io.wire(.uint(8)).named("halves")
    halves[4..<8] <== io.a[0..<4]
    halves[0..<4] <== io.b[4..<8]
    let parts = io.reg(.uint(8)).named("parts")
    parts[2..<8] <== halves[2..<8]
    parts[0..<2] <== io.a[0..<2]
    for i in 0..<8 { io.y[i] <== parts[7 - i] }
    io.z[0] <== io.b[0..<6]
    io.z[1] <== io.a[2..<8]
  }
}
