import Hwgen

/// Division, choice by key, parts at an index that is a value, counts, growing sums, bits in another order.
struct Values: Generator {
  var interface: Interface {
    Input("a", "b", as: .uint(8))
    Input("x", "y", as: .sint(8))
    Input("i", as: .uint(3))
    Input("s", as: .uint(2))
    Input("m", as: .array(4, .uint(4)))
    Input("h", as: .bits(3))
    Output("quotient", as: .uint(8))
    Output("remainder", as: .sint(8))
    Output("tens", "chosen", "full", as: .uint(8))
    Output("bit_at", as: .bit)
    Output("word", as: .uint(4))
    Output("part", as: .uint(3))
    Output("marked", "masked", as: .uint(8))
    Output("first", as: .uint(3))
    Output("found", as: .bit)
    Output("ones", "leading", "trailing", as: .uint(4))
    Output("total", as: .uint(9))
    Output("difference", as: .sint(9))
    Output("least", as: .uint(8))
    Output("most", as: .sint(8))
    Output("magnitude", "turned", "left", "right", as: .uint(8))
    Output("twice", as: .bits(16))
  }

  func body(_ io: IO) {
    let (a, b, x, y) = (io.a, io.b, io.x, io.y)
    io.quotient <== a / b
    io.remainder <== x % y
    io.tens <== a / 10
    io.chosen <== select(io.s, [0: a, 1: b], default: 7)
    io.full <== select(io.s, [0: a, 1: b, 2: a + b, 3: a - b])
    io.bit_at <== a[io.i]
    io.word <== io.m[io.s]
    io.part <== a.slice(at: io.i, width: 3)
    io.marked <== a.replacing(at: io.i, with: io.h[0])
    io.masked <== selectOneHot(io.h, [a, b, ~a])
    let (first, found) = a.priorityEncoded()
    io.first <== first
    io.found <== found
    io.ones <== a.popcount()
    io.leading <== a.countLeadingZeros()
    io.trailing <== a.countTrailingZeros()
    io.total <== a.addExpanding(b)
    io.difference <== a.subExpanding(b)
    io.least <== a.minimum(b)
    io.most <== x.maximum(y)
    io.magnitude <== x.abs()
    io.turned <== a.reversed()
    io.left <== a.rotatedLeft(by: io.i)
    io.right <== a.rotatedRight(by: 3)
    io.twice <== a.repeated(2)
  }
}
