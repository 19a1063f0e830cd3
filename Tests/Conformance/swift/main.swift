import Glibc
import Hwgen

// `conformance-cases NAME OUT.v` writes the circuit of one case; `OUT.sv` as SystemVerilog, `OUT.json` the manifest of what
// there is then.

let cases: [String: (Context) throws -> Circuit] = [
  "add": { try Add { ($0.bits, $0.hasCE) = (16, true) }.circuit(in: $0) },
  "adder_tree": { try Tree { $0.n = 5 }.circuit(in: $0) },
  "clocks": { try Clocks().circuit(in: $0) },
  "behaviour": { try Receiver().circuit(in: $0) },
  "checks": { try Credits().circuit(in: $0) },
  "external": { try Board().circuit(in: $0) },
  "enumerations": { try Sequencer { $0.kind = Sequencer.mode.type }.circuit(in: $0) },
  "guards": { try Guards().circuit(in: $0) },
  "inference": { try Inference().circuit(in: $0) },
  "joins": { try Joins().circuit(in: $0) },
  "kinds": { try Kinds.example().circuit(in: $0) },
  "late": { try Smooth().circuit(in: $0) },
  "library": { try Link().circuit(in: $0) },
  "memory": { try Memories().circuit(in: $0) },
  "package": { try Tagger().circuit(in: $0) },
  "operators": { try Operators().circuit(in: $0) },
  "partial": { try Partial().circuit(in: $0) },
  "ports": { try Ports { $0.n = 2 }.circuit(in: $0) },
  "relaxed": { try Relaxed().circuit(in: $0) },
  "registers": { try Registers().circuit(in: $0) },
  "stages": { try Lanes.example(in: $0) },
  "single_port": { try Scratch().circuit(in: $0) },
  "unions": { try Scaler().circuit(in: $0) },
  "values": { try Values().circuit(in: $0) },
]

guard CommandLine.arguments.count == 3, let make = cases[CommandLine.arguments[1]] else {
  fatalError("usage: conformance-cases \(cases.keys.sorted().joined(separator: "|")) OUT.v")
}
let path = CommandLine.arguments[2]
var options = VerilogOptions()
if path.hasSuffix(".sv") { options.profile = .systemVerilog }
let circuit = try make(Context())

func write(_ text: String) {
  guard let file = fopen(path, "w"), fputs(text, file) >= 0, fclose(file) == 0 else {
    fatalError("\(path) is not written")
  }
}

if path.hasSuffix(".json") {
  try circuit.elaborate()
  write(circuit.context.manifest)
} else if CommandLine.arguments[1] == "package", options.profile == .systemVerilog {
  write(try circuit.package(["header_t": Tagger.header]) + circuit.verilog(options))
} else {
  try circuit.write(to: path, options)
}
