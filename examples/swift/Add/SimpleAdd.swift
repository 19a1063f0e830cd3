import Hwgen

/// The interface for one set of arguments, for the styles that have no template.
private func ports(_ bits: Int, _ hasCE: Bool) -> Interface {
  Interface {
    Input("I0", "I1", as: .uint(bits))
    Output("O", as: .uint(bits))
    if hasCE { Input("CE", as: .bit) }
  }
}

/// Style 1: a function.
func add(bits: Int, hasCE: Bool = false, in context: Context) throws -> Circuit {
  try context.circuit("Add_\(bits)_\(hasCE)", ports(bits, hasCE)) { io in
    var total = io.I0 + io.I1
    if hasCE { total = total + io.CE.zext(bits) }
    io.O <== total
  }
}

/// Style 2: a simple type; `SimpleAdd(bits: 16).generate(in: context)` is the circuit.
struct SimpleAdd: Hashable {
  var bits: Int
  var hasCE = false

  func generate(in context: Context) throws -> Circuit {
    try context.circuit("Add_\(bits)_\(hasCE)", ports(bits, hasCE), body: body)
  }

  private func body(_ io: IO) {
    var total = io.I0 + io.I1
    if hasCE { total = total + io.CE.zext(bits) }
    io.O <== total
  }
}

/// Style 3: an ergonomic type; with `let add = ErgonomicAdd(context)` the call `add(bits: 16)` is the circuit, and made once.
struct ErgonomicAdd {
  let context: Context

  init(_ context: Context) { self.context = context }

  func callAsFunction(bits: Int, hasCE: Bool = false) throws -> Circuit {
    try context.once(SimpleAdd(bits: bits, hasCE: hasCE)) { try $0.generate(in: context) }
  }
}
