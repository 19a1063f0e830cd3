import Hwgen

/// Generators applied to values: a carry-in that is given or not, a repeated port, a type, a field by its name.
struct Inference: Generator {
  struct Parity: Generator {
    @Parameter(min: 1) var n: Int
    @Parameter(min: 1) var w: Int

    var interface: Interface {
      Input("I", repeat: $n) { .uint($w + $0) }
      Output("O", as: .uint($w))
    }

    func body(_ io: IO) {
      let inputs = io.ports("I")
      io.O <== inputs.dropFirst().reduce(inputs[0]) { $0 ^ $1[0..<w] }
    }
  }

  struct Hold: Generator {
    @Parameter var item: HardwareType

    var interface: Interface {
      Input("clk", as: .clock)
      Input("p", as: .record(["valid": .init(.bit), "data": .init(.parameter($item))]))
      Output("q", as: .parameter($item))
    }

    func body(_ io: IO) { io.q <== io.reg(item, next: io.p_data, enable: io.p_valid) }
  }

  var interface: Interface {
    Input("clk", as: .clock)
    Input("x", "y", as: .uint(24))
    Input("c", as: .bit)
    Input("a", as: .uint(8))
    Input("b", as: .uint(9))
    Input("d", as: .uint(10))
    Output("sum", "more", as: .uint(24))
    Output("parity", as: .uint(8))
    Output("held", as: .uint(9))
  }

  func body(_ io: IO) {
    io.sum <== io.apply(Add())(io.x, io.y).O
    io.more <== io.apply(Add())(io.x, io.y, CE: io.c).O
    io.parity <== io.apply(Parity())(io.a, io.b, io.d).O
    io.held <== io.apply(Hold())(p_valid: io.c, p_data: io.b, clk: io.clk).q
  }
}
