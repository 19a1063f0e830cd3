import Hwgen

// `systolic-example OUT.v` writes the array for n = 8.
try Systolic { $0.n = 8 }.circuit(in: Context()).write(to: CommandLine.arguments[1])
