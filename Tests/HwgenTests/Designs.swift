import Hwgen

// Small generators that the tests share.

/// A counter with everything that a schema can say.
struct Counter: Generator {
  enum Mode: String, CaseIterable, ParameterValue { case up, down }

  @Parameter(min: 1, max: 64, doc: "bits of the count") var width = 8
  @Parameter var mode = Mode.up
  @Parameter var steps: [Int] = [1, 2]
  @Parameter("start_value") var start = 0
  @Derived("len(steps)") var stepCount: Int

  static var doc: String { "A counter." }
  var members: [Member] { [Member("latency", doc: "in cycles", 1 + $stepCount), Member("is_up", $mode == .up)] }
  var constraints: [ParameterExpression<Bool>] { [$start < ParameterExpression(2).power($width)] }

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("enable", as: .bit, when: $width > 1)
    Output("count", as: .uint($width))
  }

  func body(_ io: IO) throws {
    let count = io.reg(
      .uint(width), enable: width > 1 ? io.enable : nil, resetValue: start, initial: start
    ).named("count_reg")
    count <== (mode == .up ? count + steps[0] : count - steps[stepCount - 1])
    io.count <== count
  }
}

/// A sum of `n` inputs, by two of half as many.
struct Sum: Generator {
  @Parameter(min: 1) var n: Int

  var interface: Interface {
    Input("x", repeat: $n) { _ in .uint(8) }
    Output("y", as: .uint(8))
  }

  func body(_ io: IO) throws {
    let inputs = io.ports("x")
    if n == 1 {
      io.y <== inputs[0]
      return
    }
    var parts: [Signal] = []
    for (name, range) in [("lo", 0..<n / 2), ("hi", n / 2..<n)] {
      let half = io.instance(name, Sum { $0.n = range.count })
      for (index, input) in inputs[range].enumerated() { half["x_\(index)"] <== input }
      parts.append(half.y)
    }
    io.y <== parts[0] + parts[1]
  }
}

/// Runs `body` as the inside of a circuit with two bytes `a`, `b`, a bit `c`, a clock and an output `y`, and prints it.
func inside(
  _ context: Context = Context(), name: String = "Probe", output: HardwareType = .uint(8),
  _ body: @escaping (IO) throws -> Void
) throws -> String {
  let interface = Interface {
    Input("clk", as: .clock)
    Input("rst", as: .asyncReset)
    Input("a", "b", as: .uint(8))
    Input("c", as: .bit)
    Output("y", as: output)
  }
  return try context.circuit(name, interface, body: body).verilog()
}
