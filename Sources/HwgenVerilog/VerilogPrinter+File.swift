import HwgenSupport

/// Files of a printed design.
extension VerilogPrinter {
  /// Writes the design's text to `path` and, if verilator would call something in it unused, the `.vlt` file that says so
  /// beside it; a `.vlt` file of an earlier design is removed. Throws `writeFailed`.
  public func write(to path: String) throws(Failure) {
    let unread = UnreadSignals()
    try AtomicFile.write(path, passing: unread.pass) { print(noting: unread, to: &$0) }
    let waivers = unread.waivers(file: "*" + AtomicFile.lastComponent(path))
    let waiverPath = AtomicFile.replacingSuffix(of: path, with: ".vlt")
    if waivers.isEmpty {
      AtomicFile.remove(waiverPath)
    } else {
      try AtomicFile.write(waiverPath) { $0.write(string: waivers) }
    }
  }
}
