import Hwgen

#if canImport(Glibc)
  import Glibc
#endif

// The ladder in hwgen's Swift API: `hwgen-benchmark DESIGN SIZE OUT.v`.

guard CommandLine.arguments.count == 4, let size = Int(CommandLine.arguments[2]) else {
  print("usage: hwgen-benchmark addtree|distinct|systolic|flatlogic SIZE OUT.v")
  exit(2)
}
let context = Context()
let circuit: Circuit
switch CommandLine.arguments[1] {
case "addtree": circuit = try AddTree { $0.k = size }.circuit(in: context)
case "distinct": circuit = try Distinct { $0.n = size }.circuit(in: context)
case "systolic": circuit = try Systolic { $0.n = size }.circuit(in: context)
case "flatlogic": circuit = try Flat { $0.n = size }.circuit(in: context)
default:
  print("there is no design \(CommandLine.arguments[1])")
  exit(2)
}
try circuit.write(to: CommandLine.arguments[3])
