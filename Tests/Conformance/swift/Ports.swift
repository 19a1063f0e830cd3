import Hwgen

/// Repeated, optional, record and array ports.
struct Ports: Generator {
  @Parameter var n: Int
  @Parameter var wide = true

  var interface: Interface {
    Input("lane", repeat: $n) { .uint(4 + $0) }
    Input("p", as: .record(["a": .init(.uint(8)), "b": .init(.record(["c": .init(.bit), "d": .init(.sint(3))]))]))
    Input("v", as: .array(4, .uint(4)))
    Input("en", as: .bit, when: $wide)
    Output("q", as: .record(["s": .init(.uint(8)), "t": .init(.bit)]))
    Output("w", as: .array(2, .uint(4)))
    Output("z", as: .uint(8))
  }

  func body(_ io: IO) {
    var total = io.lane_0.zext(8) + io.lane_1.zext(8)
    if wide { total = mux(io.en, total, io.p_a) }
    io.z <== total
    io.q_s <== ~io.p_a
    io.q_t <== io.p_b_c ^ io.p_b_d.parity()
    io.w[0] <== io.v[3]
    io.w[1] <== io.v[0] + io.v[1] + io.v[2]
  }
}
