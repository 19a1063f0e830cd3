import HwgenNetlist
import HwgenSupport

/// Prints a checked design as Verilog. A host makes one for each design and options; it reads the netlist alone.
///
/// The same design gives the same bytes in every process, whatever else the netlist holds and in whatever order things
/// were interned. Time and memory are linear in the cells of each module.
public struct VerilogPrinter {
  public let design: CheckedNetlist
  public let options: VerilogOptions
  /// The name of each module in the text.
  public let moduleNames: [ModuleID: String]

  /// Settles the modules' names. Throws `nameClash` if two modules with explicit names have the same, or if a port has
  /// the explicit name of its own module.
  public init(_ design: CheckedNetlist, options: VerilogOptions = VerilogOptions()) throws(Failure) {
    self.design = design
    self.options = options
    moduleNames = try ModuleNames.settle(design)
  }

  /// Writes all modules, the root first, then in the order of first use.
  public func print(to writer: inout ByteWriter) { print(noting: nil, to: &writer) }

  func print(noting unread: UnreadSignals?, to writer: inout ByteWriter) {
    var isFirst = true
    for id in design.modules where design.netlist.module(id) != nil {
      if !isFirst { writer.write(byte: UInt8(ascii: "\n")) }
      isFirst = false
      print(id, noting: unread, to: &writer)
    }
  }

  /// Writes one module of the design, for one file per module. External modules have no text.
  public func printModule(_ id: ModuleID, to writer: inout ByteWriter) {
    print(id, noting: nil, to: &writer)
  }

  private func print(_ id: ModuleID, noting unread: UnreadSignals?, to writer: inout ByteWriter) {
    guard let module = design.netlist.module(id) else { return }
    if options.provenance {
      writer.write("// hwgen ")
      for byte in options.libraryVersion.utf8 where byte >= 32 { writer.write(byte: byte) }
      writer.write(byte: UInt8(ascii: "\n"))
    }
    var lowered = LoweredModule(design.netlist, module)
    lowered.lower()
    lowered.nameAll(moduleName: moduleNames[id]!)
    ModuleWriter(
      lowered, id: id, options: options, moduleNames: moduleNames, netlist: design.netlist, unreadSignals: unread
    )
    .write(to: &writer)
  }

  /// The text of the whole design.
  public func text() -> String { ByteWriter.string { print(to: &$0) } }

  /// The `.vlt` file that names, for verilator, exactly the inputs, nets and bits that the design never reads: empty if
  /// there are none. `file` is the pattern for the path of what `print` wrote (`"*add.v"`), or, with `module`, of what
  /// `printModule` wrote. Prints the text once more.
  public func waivers(file: String, module: ModuleID? = nil) -> String {
    let unread = UnreadSignals()
    var writer = ByteWriter { chunk in
      unread.pass(chunk)
      return true
    }
    if let module { print(module, noting: unread, to: &writer) } else { print(noting: unread, to: &writer) }
    writer.flush()
    return unread.waivers(file: file)
  }
}
