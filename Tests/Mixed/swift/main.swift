// `mixed-host PYTHON CASE [FILE]`: one context, whose generators are of C, Python and Swift. PYTHON is the interpreter's
// library; FILE another copy of hwgen's.

let cases: [String: (Host) -> () throws -> Void] = [
  "swift": Host.elaboratedBySwift,
  "python": Host.elaboratedByPython,
  "c": Host.ownedByC,
  "of python": Host.ownedByPython,
  "failures in Swift": Host.failuresInSwift,
  "failures in Python": Host.failuresInPython,
  "threads": Host.threads,
  "ends": Host.ends,
  "another copy": Host.anotherCopy,
  "another copy in Python": Host.anotherCopyInPython,
]

let arguments = CommandLine.arguments
let host = Host(python: try Python(arguments[1]), copy: arguments.last!)
guard let chosen = cases[arguments[2]] else { fatalError("there is no case \(arguments[2])") }
try chosen(host)()
try host.python.end()
