import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog

/// A generator with all its parameters: what can be instantiated, elaborated and printed. Its ports are known before its
/// body runs. Equal requests in one context give equal circuits.
public struct Circuit {
  /// Where it was made. A circuit of one context cannot be used in another (HW9003).
  public let context: Context
  let id: CircuitID

  init(_ context: Context, _ id: CircuitID) {
    self.context = context
    self.id = id
  }

  /// A port of a circuit.
  public struct Port: Hashable, Sendable {
    /// The name in the module: `p_valid` for field `valid` of record port `p`, `I_0` for one of a repeated port.
    public let name: String
    /// As seen from outside: an input is driven by who instantiates the circuit.
    public let direction: PortDirection
    /// Of an interface's record port each field is a port of its own.
    public let type: HardwareType
    /// The bits of the type.
    public let width: Int
  }

  // MARK: Without a body

  /// What the circuit's module is called.
  public var name: String { context.core.netlist.text(of: id) }

  /// The ports, in the order of the interface; known before any body runs. Linear in their number.
  public var ports: [Port] {
    let types = context.core.types
    return context.core.netlist.ports(of: id).map {
      Port(
        name: context.core.names[$0.name], direction: $0.direction, type: HardwareType($0.type, in: types),
        width: types.width(of: $0.type))
    }
  }

  /// The ports in the core's language: `in I0, I1: UInt(16); out O: UInt(16)`.
  public var interface: String { context.core.portText(of: id) }

  /// The values of the parameters: `bits = 16, has_ce = false`.
  public var arguments: String { context.core.argumentText(of: id) }

  /// The parameters that are left to Verilog, and what must hold of them: `bits: late int in 1..64 = 16`.
  public var lateParameters: String { context.core.netlist.lateText(of: id) }

  /// The members with their values: `latency: int = 0`.
  public func members() throws -> String {
    try context.outermost { () throws(Failure) in try context.core.memberText(of: id) }
  }

  /// The value of a parameter or member, by its name in the schema. Throws HW1022 for a name that there is not, HW1003 for a
  /// value of another kind.
  public func value<Value: ParameterValue>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let value = try context.outermost { () throws(Failure) in try context.core.value(name, of: id) }
    guard let result = Value(value, in: context) else {
      throw Failure(
        .wrongKind,
        "\(Identifier.quoted(name)) of \(self.name) is \(context.core.types.expressions.briefText(value)), and is asked for as \(Value.self)"
      )
    }
    return result
  }

  /// What it was asked of; nil for one without a generator.
  public var generator: DeclaredGenerator? {
    context.core.generator(of: id).map { DeclaredGenerator(context: context, id: $0) }
  }

  /// All that is known before the body runs, as JSON: arguments, ports, members. `schemas/manifest.schema.json` describes it.
  public func manifest() throws -> String {
    try context.outermost { () throws(Failure) in try context.core.manifest(of: id) }
  }

  // MARK: With bodies

  /// Runs the bodies that are still to run, of this circuit and of all below it, and checks the design.
  public func elaborate() throws { _ = try context.elaborate(id) }

  /// The checked netlist as text; elaborates if needed. With `locations` each node says where it was made.
  public func netlist(locations: Bool = false) throws -> String {
    try context.elaborate(id).text(locations: locations)
  }

  /// The design as Verilog; elaborates if needed.
  public func verilog(_ options: VerilogOptions = VerilogOptions()) throws -> String {
    try printer(options).text()
  }

  /// Writes the same into a file and, beside it, if inputs or nets are never read, a `.vlt` file that tells verilator so. A
  /// file is written as a whole or not at all.
  public func write(to path: String, _ options: VerilogOptions = VerilogOptions()) throws {
    try printer(options).write(to: path)
  }

  /// Writes each module into a file of its own, `Add_16.v` or, for SystemVerilog, `.sv`; beside them, called after the root,
  /// a `.f` file with the list of them and, if there is something to say, a `.vlt` file for verilator.
  ///
  /// The folder is made if it is missing. All is written before the first file is replaced, and a file that does not change
  /// is not touched. Returns the list: names without the folder, the root first.
  @discardableResult
  public func write(toFolder folder: String, _ options: VerilogOptions = VerilogOptions()) throws -> [String] {
    try printer(options).write(toFolder: folder)
  }

  /// What the names in the Verilog are, as JSON: of each signal its kind, its type, the name that it was given and the
  /// place where it was made, by module; the same for instances.
  public func nameMap() throws -> String {
    let printer = try printer(VerilogOptions())
    return ByteWriter.string { printer.nameMap(to: &$0) }
  }

  /// The types of the design as a package of SystemVerilog, `Top_pkg`, for who uses it: each enumeration and union that has
  /// a name and is a port's type or that of anything in a module, and those of `types`, by their names. Records are packed
  /// structs, enumerations enums. The text of the design does not use it.
  public func package(_ types: KeyValuePairs<String, HardwareType> = [:]) throws -> String {
    var texts: [CoreText] = []
    for (name, type) in types { texts.append("\(name) = \(type)") }
    let text = CoreText.joined(texts, by: "; ")
    let printer = try printer(VerilogOptions())
    return try context.outermost { () throws(Failure) in try printer.package(types: try text.text(in: context)) }
  }

  /// The circuit's module as a graph in the DOT language, which Graphviz draws: `dot -Tsvg`. It shows ports, instances,
  /// registers, and a box for each named value with its expression as in the Verilog.
  public func schematic() throws -> String {
    let printer = try printer(VerilogOptions())
    return ByteWriter.string { printer.schematic(to: &$0) }
  }

  private func printer(_ options: VerilogOptions) throws -> VerilogPrinter {
    var options = options
    if options.libraryVersion.isEmpty { options.libraryVersion = version }
    return try VerilogPrinter(context.elaborate(id), options: options)
  }
}

extension Circuit: Hashable {
  public static func == (a: Circuit, b: Circuit) -> Bool { a.id == b.id && a.context === b.context }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(ObjectIdentifier(context))
  }
}

extension Circuit: CustomStringConvertible {
  public var description: String { "circuit \(name)" }
}
