import HwgenSupport

/// Files of a printed design.
extension VerilogPrinter {
  /// Writes the design's text to `path` and, if verilator would call something in it unused, the `.vlt` file that says so
  /// beside it; a `.vlt` file of an earlier design is removed, one of anybody else's left alone. Beside a device or a pipe there is none. Throws
  /// `writeFailed`.
  public func write(to path: String) throws(Failure) {
    let unread = UnreadSignals()
    try AtomicFile.write(path, passing: unread.pass) { print(noting: unread, to: &$0) }
    if AtomicFile.isSpecial(path) { return }
    let waivers = unread.waivers(file: "*" + AtomicFile.lastComponent(path))
    var waiverPath = AtomicFile.replacingSuffix(of: path, with: ".vlt")
    if waiverPath == path { waiverPath += ".vlt" }
    let isOurs = AtomicFile.exists(waiverPath) ? AtomicFile.begins(waiverPath, with: UnreadSignals.marker) : nil
    if waivers.isEmpty {
      if isOurs == true { AtomicFile.remove(waiverPath) }
    } else if isOurs == false {
      throw Failure(
        .writeFailed, "\(waiverPath) is not hwgen's, and would hold what verilator is to know of \(path)",
        fix: "move it, or choose another path")
    } else {
      try AtomicFile.write(waiverPath) { $0.write(string: waivers) }
    }
  }
}
