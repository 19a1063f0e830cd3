import Hwgen

// `sha256-example OUT.v [UNROLL]` writes SHA-256 with one round in a cycle, or with more.
let arguments = CommandLine.arguments
try Sha256 { $0.unroll = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1 }.circuit(in: Context())
  .write(to: arguments[1])
