import Hwgen

/// Generators with some parameters bound: given as a parameter, and in any order; a late one goes through to Verilog.
struct Scale: Generator {
  @Parameter(min: 1) var steps: Int
  @Parameter var twice = false
  @LateParameter(min: 1, max: 32) var w = 8

  var interface: Interface {
    Input("x", as: .uint(w))
    Output("y", as: .uint(w))
  }

  func body(_ io: IO) {
    var total = io.x
    for _ in 1..<steps { total = total + io.x }
    io.y <== (twice ? total + total : total)
  }
}

struct Lanes: Generator {
  @Parameter var element: GeneratorType

  var interface: Interface {
    Input("a", as: .uint(8))
    Output("b", "c", as: .uint(8))
    Output("d", as: .uint(4))
  }

  func body(_ io: IO) throws {
    io.b <== io.instance("given", try element.circuit("3", in: io.context))(x: io.a).y
    let three = try Scale { $0.steps = 3 }.stage(in: io.context)
    io.c <== io.instance("other", try three("twice = true"))(x: ~io.a).y
    io.d <== io.instance("low", try three.bind("twice = false")(), late: ["w": 4])(x: io.a[0..<4]).y
  }

  static func example(in context: Context) throws -> Circuit {
    let element = GeneratorType(try Scale { $0.twice = true }.stage(in: context))
    return try Lanes { $0.element = element }.circuit(in: context)
  }
}
