import Hwgen

/// The number some cycles later, as C's `gray.Gray` codes it. Python instantiates it.
struct Delay: Generator {
  @Parameter(min: 1) var bits: Int
  @Parameter(min: 1) var depth = 1

  var interface: Interface {
    Input("clk", as: .clock)
    Input("a", as: .uint($bits))
    Output("y", as: .uint($bits))
  }

  func body(_ io: IO) throws {
    var a = io.a
    for stage in 0..<depth {
      let register = io.reg(.uint(bits)).named("stage_\(stage)")
      register <== a
      a = register
    }
    let gray = try io.context.generator("gray.Gray")("\(bits)")
    io.y <== io.instance("gray", gray)(a: a).y
  }
}

/// Throws an error of its own.
struct Throwing: Generator {
  struct Oops: Error {}

  var interface: Interface {
    Input("a", as: .bit)
    Output("y", as: .bit)
  }

  func body(_ io: IO) throws { throw Oops() }
}

/// Is refused by the library.
struct Refused: Generator {
  var interface: Interface {
    Input("a", as: .bit)
    Output("y", as: .bit)
  }

  func body(_ io: IO) { io.y <== io.a.zext(4) }
}

/// Asks Python, which raises.
struct Asking: Generator {
  var interface: Interface {
    Input("a", as: .bit)
    Output("y", as: .bit)
  }

  func body(_ io: IO) throws {
    io.y <== io.instance("wide", try io.context.generator("blocks.Wide")("\"ValueError\""))(a: io.a).y
  }
}
