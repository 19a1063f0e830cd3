import Hwgen

/// Recursion: a tree of adders over any number of words.
struct Tree: Generator {
  @Parameter(min: 1) var n: Int
  @Derived<Int>("8 + clog2(n)") var width

  var interface: Interface {
    Input("x", repeat: $n) { _ in .uint(8) }
    Output("y", as: .uint($width))
  }

  func body(_ io: IO) throws {
    let x = io.ports("x")
    if n == 1 {
      io.y <== x[0]
      return
    }
    let lo = try subtree("lo", x[..<(n / 2)], io)
    let hi = try subtree("hi", x[(n / 2)...], io)
    io.y <== lo + hi
  }

  private func subtree(_ name: String, _ x: ArraySlice<Signal>, _ io: IO) throws -> Signal {
    let tree = io.instance(name, try io.circuit(Tree { $0.n = x.count }))
    for (index, word) in x.enumerated() { tree["x_\(index)"] <== word }
    return tree.y.zext(width)
  }
}
