import Hwgen

/// One processing element: multiply, accumulate, pass on.
struct Element: Generator {
  @Parameter(min: 1, doc: "width of an operand") var bits: Int
  @Parameter(min: 1, doc: "width of a sum") var sumBits: Int
  var constraints: [ParameterExpression<Bool>] { [2 * $bits <= $sumBits] }

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("a", "b", as: .uint($bits))
    Input("drain", as: .bit)
    Input("c", as: .uint($sumBits))
    Output("a_out", "b_out", as: .uint($bits))
    Output("c_out", as: .uint($sumBits))
  }

  func body(_ io: IO) {
    io.a_out <== io.reg(.uint(bits), next: io.a, resetValue: 0).named("a_reg")
    io.b_out <== io.reg(.uint(bits), next: io.b, resetValue: 0).named("b_reg")
    let total = io.reg(.uint(sumBits), resetValue: 0).named("total")
    let product = (io.a * io.b).named("product")
    total <== mux(io.drain, io.c, total + product.zext(sumBits))
    io.c_out <== total
  }
}

extension Element {
  init(bits: Int, sumBits: Int) {
    self.init {
      $0.bits = bits
      $0.sumBits = sumBits
    }
  }
}
