import Hwgen

/// Late parameters: widths that are left to Verilog, in a module and in what it instantiates.
struct Smooth: Generator {
  @LateParameter(min: 4, max: 24) var bits = 12

  var constraints: [ParameterExpression<Bool>] { [bits % 2 == 0] }

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("x", "y", as: .uint(bits))
    Input("n", as: .uint(3))
    Input("go", as: .bit)
    Output("sum", as: .uint(bits + 1))
    Output("product", as: .uint(2 * bits))
    Output("moved", as: .uint(bits))
    Output("low", as: .uint(4))
    Output("packed_bits", as: .bits(bits + 4))
    Output("least", as: .uint(bits))
    Output("parity", as: .bit)
    Output("held", as: .uint(bits))
    Output("total", as: .sint(bits + 3))
    Output("below", as: .bit)
    Output("fixed", as: .sint(10))
    Output("fixed_below", as: .bit)
  }

  func body(_ io: IO) {
    let (x, y) = (io.x, io.y)
    io.sum <== x.addExpanding(y)
    io.product <== x * y
    io.moved <== (x << io.n) ^ ~y
    let low = x[0..<4]
    io.low <== low
    io.packed_bits <== cat(y, low)
    io.least <== x.minimum(y)
    io.parity <== (x & y).parity()
    io.held <== io.reg(.uint(bits), next: mux(x == y, y - 3, x), enable: io.go, resetValue: 1).named("kept")
    let inner = io.instance("inner", Accumulate(), late: ["bits": bits + 1])(clk: io.clk, rst: io.rst, clear: io.go)
    inner.a <== x.zext(bits + 1).asSInt()
    io.total <== inner.total
    io.below <== inner.negative & io.go
    let eight = io.instance("eight", Accumulate(), late: ["bits": 8])(clk: io.clk, rst: io.rst, clear: 0)
    eight.a <== y.zext(24).trunc(8).asSInt()
    io.fixed <== eight.total
    io.fixed_below <== eight.negative | io.go
  }
}

struct Accumulate: Generator {
  @Parameter(min: 1, max: 8) var `guard` = 2
  @LateParameter(min: 4, max: 32) var bits = 16

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("a", as: .sint(bits))
    Input("clear", as: .bit)
    Output("total", as: .sint(bits + $guard))
    Output("negative", as: .bit)
  }

  func body(_ io: IO) {
    let width = bits + ParameterExpression(`guard`)
    let total = io.reg(.sint(width), resetValue: 0).named("acc")
    io.when(io.clear) {
      total <== io.literal(-1, .sint(width))
    }.otherwise {
      total <== total + io.a.sext(width)
    }
    io.total <== total
    io.negative <== total.topBit()
  }
}
