import Hwgen

/// Clocks: two domains with resets of both kinds and active low, a falling edge, a gate, a divider, and crossings.
struct Clocks: Generator {
  var interface: Interface {
    Input("clk_a", "clk_b", as: .clock)
    Input("arst_n", as: .asyncResetLow)
    Input("rst_n", as: .resetLow)
    Input("d", "en", as: .bit)
    Input("x", as: .uint(8))
    Output("q", "fall", "slow", as: .bit)
    Output("sum", "word", as: .uint(8))
  }

  func body(_ io: IO) {
    let ram = io.memory(.uint(8), depth: 2).named("ram").crossing()
    var a = io.d
    var half = io.d
    io.domain(clock: io.clk_a, reset: io.arst_n) {
      a = io.reg(.bit, next: io.d, resetValue: 0).named("a")
      half = io.reg(.bit, resetValue: 0).named("half")
      half <== ~half
      ram.write(a, io.x)
    }
    io.domain(clock: io.clk_b, reset: io.rst_n) {
      let first = io.reg(.bit, next: a.crossing(.asynchronous), resetValue: 0).named("first")
      let second = io.reg(.bit, next: first, resetValue: 1).named("second")
      io.q <== second
      io.word <== ram.readSync(second)
    }
    io.domain(clock: ~io.clk_a, reset: ~io.arst_n) {
      io.fall <== io.reg(.bit, next: a, resetValue: 1).named("fell")
    }
    let gated = io.clockGate(io.clk_a, enable: io.en).named("gated")
    let total = io.reg(.uint(8), initial: 0, clock: gated).named("total")
    total <== total + io.x
    let divided = io.derivedClock(half).named("divided")
    let slow = io.reg(.bit, initial: 0, clock: divided).named("slow_r")
    slow <== ~slow
    io.slow <== slow
    io.sum <== total
  }
}
