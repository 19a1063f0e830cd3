import Hwgen

/// Style 4: a templated type. It states its interface over its parameters, so that the ports are known before any body
/// runs; and its values are checked against what its parameters say.
struct Add: Generator {
  @Parameter(min: 1, doc: "operand width") var bits: Int
  @Parameter var hasCE = false

  var interface: Interface {
    Input("I0", "I1", as: .uint($bits))
    Output("O", as: .uint($bits))
    Input("CE", as: .bit, when: $hasCE)
  }

  func body(_ io: IO) {
    var total = io.I0 + io.I1
    if hasCE { total = total + io.CE.zext(bits) }
    io.O <== total
  }
}

extension Add {
  init(bits: Int, hasCE: Bool = false) {
    self.init {
      $0.bits = bits
      $0.hasCE = hasCE
    }
  }
}
