import Hwgen

/// The running example, with its carry-in.
struct Add: Generator {
  @Parameter(min: 1) var bits: Int
  @Parameter("has_ce") var hasCE = false

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
