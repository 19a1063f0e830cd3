import Hwgen

// The same adder in four styles; all four print the same Verilog. Each has a context of its own: in one, four circuits of
// one name would be told apart.
let printed = [
  try add(bits: 16, hasCE: true, in: Context()).verilog(),
  try SimpleAdd(bits: 16, hasCE: true).generate(in: Context()).verilog(),
  try ErgonomicAdd(Context())(bits: 16, hasCE: true).verilog(),
  try Add(bits: 16, hasCE: true).circuit(in: Context()).verilog(),
]
precondition(Set(printed).count == 1, "the styles differ")
print(printed[3], terminator: "")
