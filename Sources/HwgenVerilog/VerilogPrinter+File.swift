import HwgenSupport

/// Files of a printed design.
extension VerilogPrinter {
  /// Writes the design's text to `path` and, if verilator would call something in it unused, the `.vlt` file that says so
  /// beside it; a `.vlt` file of an earlier design is removed. Beside a device or a pipe there is none. Throws
  /// `writeFailed`.
  public func write(to path: String) throws(Failure) {
    let unread = UnreadSignals()
    try AtomicFile.write(path, passing: unread.pass) { print(noting: unread, to: &$0) }
    if AtomicFile.isSpecial(path) { return }
    let waivers = unread.waivers(file: "*" + AtomicFile.lastComponent(path))
    var waiverPath = AtomicFile.replacingSuffix(of: path, with: ".vlt")
    if waiverPath == path { waiverPath += ".vlt" }
    if waivers.isEmpty {
      AtomicFile.remove(waiverPath)
    } else {
      try AtomicFile.write(waiverPath) { $0.write(string: waivers) }
    }
  }
}
