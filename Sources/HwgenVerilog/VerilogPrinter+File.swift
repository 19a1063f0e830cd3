import HwgenSupport

/// Files of a printed design.
extension VerilogPrinter {
  /// Writes the design's text to `path` and, if verilator would call something in it unused, the `.vlt` file that says so
  /// beside it; a `.vlt` file of an earlier design is removed, one of anybody else's left alone. Beside a device or a pipe there is none. Throws
  /// `writeFailed`.
  public func write(to path: String) throws(Failure) {
    let notes = LintNotes()
    try AtomicFile.write(path, passing: notes.pass) { print(noting: notes, to: &$0) }
    if AtomicFile.isSpecial(path) { return }
    let waivers = notes.waivers(file: "*" + TextFile.name(of: path))
    var waiverPath = AtomicFile.replacingSuffix(of: path, with: ".vlt")
    if waiverPath == path { waiverPath += ".vlt" }
    let isOurs = AtomicFile.exists(waiverPath) ? AtomicFile.begins(waiverPath, with: LintNotes.marker) : nil
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

  /// Writes each module into a file of its own, called after it, `.v` or `.sv` by the profile, and the sources of external
  /// modules, as far as they are told, into theirs; beside them two called after the root: `.f`, the list of these files for the tools' `-f`, and, if there is something to say, `.vlt` for verilator.
  ///
  /// The folder is made if it is missing. All files are written first and then take their places; those that do not
  /// change are not touched, and what else is in the folder is left alone. Returns the list: the root first, then in the
  /// order of first use; then the sources. Throws `writeFailed`, `sourceClash`.
  public func write(toFolder folder: String) throws(Failure) -> [String] {
    let printed = design.modules.indices.filter { !design.netlist[design.modules[$0]].isExternal }
    var list = printed.map { moduleNames[$0] + suffix }
    let (listName, waiverName) = (moduleNames[0] + ".f", moduleNames[0] + ".vlt")
    let sources = try sources(beside: list + [listName, waiverName])
    var files = try FileSet(folder: folder)
    var waivers = ""
    let notes = LintNotes()
    let modules = ModuleWriter(self, noting: notes)
    for (position, name) in zip(printed, list) {
      var bytes: ContiguousArray<UInt8> = []
      var writer = ByteWriter { chunk in
        notes.pass(chunk)
        bytes.append(contentsOf: chunk)
        return true
      }
      printHeader(to: &writer)
      modules.write(design.modules[position], to: &writer)
      writer.flush()
      try files.stage(name, bytes)
      waivers += notes.waiverLines(file: "*" + name)
      notes.removeAll()
    }
    for (file, text) in sources {
      try files.stage(file, design.netlist.names.withBytes(of: text) { ContiguousArray($0) })
      list.append(file)
    }
    try files.stage(listName, ContiguousArray(list.map { $0 + "\n" }.joined().utf8))
    let isOurs = AtomicFile.begins(folder + "/" + waiverName, with: LintNotes.marker)
    if !waivers.isEmpty {
      if !isOurs, AtomicFile.exists(folder + "/" + waiverName) {
        throw Failure(
          .writeFailed,
          "\(folder)/\(waiverName) is not hwgen's, and would hold what verilator is to know of \(moduleNames[0])",
          fix: "move it, or choose another folder")
      }
      try files.stage(waiverName, ContiguousArray(LintNotes.file(of: waivers).utf8))
    }
    try files.commit()
    if waivers.isEmpty, isOurs { files.remove(waiverName) }
    return list
  }
}
