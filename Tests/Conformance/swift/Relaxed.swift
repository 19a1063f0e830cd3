import Hwgen

/// A relaxed scope: operands are extended to the widest, what is driven and written is extended or cut.
struct Relaxed: Generator {
  var interface: Interface {
    Input("clk", as: .clock)
    Input("we", as: .bit)
    Input("s", as: .uint(2))
    Input("a", as: .uint(4))
    Input("b", as: .uint(9))
    Input("c", as: .uint(6))
    Input("x", as: .sint(3))
    Input("y", as: .sint(8))
    Input("p", as: .bits(2))
    Input("q", as: .bits(5))
    Output("sum", as: .uint(9))
    Output("low", as: .uint(6))
    Output("difference", as: .sint(12))
    Output("merged", as: .bits(5))
    Output("is_less", "same", as: .bit)
    Output("chosen", "either", as: .uint(9))
    Output("least", as: .sint(8))
    Output("word", as: .uint(8))
    Output("strict", as: .uint(9))
  }

  func body(_ io: IO) {
    let (a, b, x, y) = (io.a, io.b, io.x, io.y)
    io.relaxed {
      let total = (a + b).named("total")
      io.sum <== total
      io.low <== total
      io.difference <== x - y
      io.merged <== io.p | io.q
      io.is_less <== x < y
      io.same <== b == a
      io.chosen <== select(io.s, [0: a, 1: b], default: io.c)
      io.either <== mux(io.we, a, b)
      io.least <== x.minimum(y)
      let words = io.memory(.uint(6), depth: 4, contents: [0]).named("words")
      words.write(io.s, b)
      io.word <== words.read(io.s)
    }
    io.strict <== a.zext(9) + b
  }
}
