import HwgenNetlist
import HwgenSupport

/// The files of Verilog that go with a design: the sources of its external modules.
extension VerilogPrinter {
  /// The files, in the order of first use, each once: two modules may be in one. `taken` are the names of the design's own
  /// files. Throws `sourceClash` if two files of one name differ.
  func sources(beside taken: [String]) throws(Failure) -> [(file: String, text: NameID)] {
    let netlist = design.netlist
    var files: [(file: String, text: NameID)] = []
    var places: [String: (text: NameID, module: ModuleID)] = [:]
    let taken = Set(taken)
    for (position, id) in design.modules.enumerated() {
      guard let source = netlist.external(id)?.source else { continue }
      let file = source.file.isNone ? moduleNames[position] + suffix : netlist.names[source.file]
      let other = places[file]
      if let other, other.text == source.text { continue }
      if other != nil || taken.contains(file) {
        throw Failure(
          .sourceClash,
          "the source of \(netlist.text(of: id)) is called \(Identifier.quoted(file)), and so is \(other.map { "another one of \(netlist.text(of: $0.module))" } ?? "a file of the design")",
          at: netlist.locations[netlist[id].location],
          notes: other.map { [.init("the other one", at: netlist.locations[netlist[$0.module].location])] } ?? [],
          fix: "give it another file")
      }
      places[file] = (source.text, id)
      files.append((file, source.text))
    }
    return files
  }

  /// What the names of the files of modules end in.
  var suffix: String { options.profile == .verilog ? ".v" : ".sv" }
}
