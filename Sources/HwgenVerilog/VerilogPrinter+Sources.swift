import HwgenNetlist
import HwgenSupport

/// The files of Verilog that go with a design: the sources of its external modules.
extension VerilogPrinter {
  /// The files, in the order of first use, each once: two modules may be in one. `taken` are the names of the design's own
  /// files. Throws `sourceClash` if two files of one name differ.
  func sources(beside taken: [String]) throws(Failure) -> [(file: String, text: NameID)] {
    let netlist = design.netlist
    var files: [(file: String, text: NameID)] = []
    var owners: [ModuleID] = []
    // Of each file where it stands; of the design's own none.
    var places: [String: Int] = [:]
    for file in taken { places[file] = -1 }
    for (position, id) in design.modules.enumerated() {
      guard let source = netlist.external(id)?.source else { continue }
      let file = source.file.isNone ? moduleNames[position] + suffix : netlist.names[source.file]
      if let place = places[file] {
        if place >= 0, files[place].text == source.text { continue }
        let other = place >= 0 ? owners[place] : nil
        throw Failure(
          .sourceClash,
          "the source of \(netlist.text(of: id)) is called \(Identifier.quoted(file)), and so is \(other.map { "another one of \(netlist.text(of: $0))" } ?? "a file of the design")",
          at: netlist.locations[netlist[id].location],
          notes: other.map { [.init("the other one", at: netlist.locations[netlist[$0].location])] } ?? [],
          fix: "give it another file")
      }
      places[file] = files.count
      files.append((file, source.text))
      owners.append(id)
    }
    return files
  }

  /// What the names of the files of modules end in.
  var suffix: String { options.profile == .verilog ? ".v" : ".sv" }
}
