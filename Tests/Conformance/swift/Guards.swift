import Hwgen

/// What happens under a condition and is no plain drive: writes of a memory, and inputs of instances.
struct Guards: Generator {
  var interface: Interface {
    Input("clk", as: .clock)
    Input("we", as: .bit)
    Input("mode", "a", as: .uint(2))
    Input("d", as: .uint(4))
    Output("q", "r", as: .uint(4))
  }

  func body(_ io: IO) {
    let ram = io.memory(.uint(4), depth: 4, contents: [0, 0, 0, 0]).named("ram")
    let inner = io.instance("inner", Invert())
    inner.x <== io.d
    io.switch(io.mode) {
      $0.case(0) { ram.write(io.a, io.d) }
      $0.case(1) { io.when(io.we) { ram.write(io.a, ~io.d) }.otherwise { inner.x <== 5 } }
      $0.default {
        // An instance that is made in a branch has its inputs from there.
        let copy = io.instance("copy", Invert())
        copy.x <== inner.y
        ram.write(3, copy.y, enable: io.we)
      }
    }
    io.q <== ram[io.a]
    io.r <== inner.y
  }
}

struct Invert: Generator {
  var interface: Interface {
    Input("x", as: .uint(4))
    Output("y", as: .uint(4))
  }

  func body(_ io: IO) { io.y <== ~io.x }
}
