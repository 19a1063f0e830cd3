import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// What the body of a library generator builds with: short ways to the builder, as hosts have them.
struct LibraryModule {
  let context: Context
  let builder: ModuleBuilder
  private let circuit: CircuitID

  init(_ context: Context, _ builder: ModuleBuilder, _ circuit: CircuitID) {
    self.context = context
    self.builder = builder
    self.circuit = circuit
  }

  // MARK: Parameters

  func integer(_ name: String) throws(Failure) -> Integer {
    guard let value = context.types.expressions.integerValue(of: try argument(name)) else {
      throw Failure(.wrongKind, "\(name) is no integer")
    }
    return value
  }

  /// A parameter that counts something which is made.
  func count(_ name: String) throws(Failure) -> Int {
    guard let count = try integer(name).small else {
      throw Failure(.nodeBudget, "\(name) is more than can be built")
    }
    return count
  }

  func flag(_ name: String) throws(Failure) -> Bool {
    guard let value = context.types.expressions.booleanValue(of: try argument(name)) else {
      throw Failure(.wrongKind, "\(name) is no boolean")
    }
    return value
  }

  func text(_ name: String) throws(Failure) -> String {
    guard let value = context.types.expressions.stringValue(of: try argument(name)) else {
      throw Failure(.wrongKind, "\(name) is no string")
    }
    return value
  }

  func type(_ name: String) throws(Failure) -> TypeID {
    guard let value = context.types.expressions.typeValue(of: try argument(name)) else {
      throw Failure(.wrongKind, "\(name) is no type")
    }
    return value
  }

  func argument(_ name: String) throws(Failure) -> ExprID { try context.value(name, of: circuit) }

  // MARK: Values

  /// A port of the module. Of an item that is a record, the value of all its inputs together.
  func port(_ name: String) throws(Failure) -> Wire {
    if let fields = fields(name, of: circuit) { return try item(fields.map { builder.port($0) }) }
    return Wire(builder, builder.port(try index(name, of: circuit)))
  }

  /// A value with a name, if it is a record: as it is between the ports of its fields. A plain item is the port itself.
  func named(_ name: String, _ value: Wire) throws(Failure) -> Wire {
    context.types.kind(of: value.type) == .record ? try value.named(name) : value
  }

  func uint(_ width: Int) throws(Failure) -> TypeID { try context.types.vector(.uint, width: width) }
  func bits(_ width: Int) throws(Failure) -> TypeID { try context.types.vector(.bits, width: width) }

  /// The least type that has all numbers up to one.
  func uint(for greatest: Int) throws(Failure) -> TypeID { try uint(Integer(greatest).bitWidth) }

  func literal(_ value: Integer, _ type: TypeID) throws(Failure) -> Wire {
    Wire(builder, try builder.literal(value, type: type))
  }

  func literal(_ value: Int, _ type: TypeID) throws(Failure) -> Wire { try literal(Integer(value), type) }

  func wire(_ type: TypeID) throws(Failure) -> Wire { Wire(builder, try builder.wire(type)) }

  /// A register of the open domain, or of the only clock; reset to a value if there is one.
  func register(
    _ name: String, _ type: TypeID, next: Wire? = nil, reset: Integer? = nil, initial: Integer? = nil,
    enable: Wire? = nil
  ) throws(Failure) -> Wire {
    let net = try builder.register(
      type, enable: enable?.net ?? .none, reset: reset == nil ? .none : builder.onlyReset() ?? .none,
      resetValue: try optional(reset, type), initial: try optional(initial, type))
    try builder.setName(context.names.intern(name), of: net)
    if let next { try builder.drive(net, with: next.net) }
    return Wire(builder, net)
  }

  private func optional(_ value: Integer?, _ type: TypeID) throws(Failure) -> NetID {
    guard let value else { return .none }
    return try builder.literal(value, type: type)
  }

  func mux(_ selector: Wire, _ one: Wire, _ zero: Wire) throws(Failure) -> Wire {
    Wire(builder, try builder.mux(selector.net, one.net, zero.net))
  }

  func cat(_ parts: Wire...) throws(Failure) -> Wire { try cat(parts) }

  /// The first part is the most significant.
  func cat(_ parts: [Wire]) throws(Failure) -> Wire { Wire(builder, try builder.concat(parts.map(\.net))) }

  /// Drives an output; of an item that is a record, the output of each field.
  func drive(_ name: String, _ value: Wire) throws(Failure) {
    if fields(name, of: circuit) != nil { return try builder.join(.port(name), .value(value.net)) }
    try builder.drive(try port(name).net, with: value.net)
  }

  // MARK: Structure

  /// A domain in which what `body` makes has its clock and reset.
  func domain(_ clock: String, _ reset: String? = nil, _ body: () throws(Failure) -> Void) throws(Failure) {
    var resetNet = NetID.none
    if let reset { resetNet = try port(reset).net }
    try builder.beginDomain(clock: try port(clock).net, reset: resetNet)
    try body()
    try builder.endDomain()
  }

  func when(_ condition: Wire, _ body: () throws(Failure) -> Void) throws(Failure) {
    try builder.beginWhen(condition.net)
    try body()
    try builder.end()
  }

  func elsewhen(_ condition: Wire, _ body: () throws(Failure) -> Void) throws(Failure) {
    try builder.beginElseWhen(condition.net)
    try body()
    try builder.end()
  }

  func otherwise(_ body: () throws(Failure) -> Void) throws(Failure) {
    try builder.beginOtherwise()
    try body()
    try builder.end()
  }

  /// A `switch`, whose cases `body` makes.
  func select(_ value: Wire, _ body: () throws(Failure) -> Void) throws(Failure) {
    try builder.beginSwitch(value.net)
    try body()
    try builder.end()
  }

  /// In a `switch` over a value of a type.
  func `case`(_ key: Integer, _ type: TypeID, _ body: () throws(Failure) -> Void) throws(Failure) {
    try builder.beginCase([try literal(key, type).net])
    try body()
    try builder.end()
  }

  /// An instance of another generator of the library.
  func instance(
    _ name: String, _ generator: String, _ arguments: [(String, ExprID)], _ inputs: [(String, Wire)]
  ) throws(Failure) -> (String) throws(Failure) -> Wire {
    let id = try StandardLibrary.generator(named: generator, in: context)
    var given = Arguments()
    for (name, value) in arguments { given.named.append((context.names.intern(name), value)) }
    let definition = try context.circuit(id, given)
    let instance = try builder.instance(of: definition, name: context.names.intern(name))
    for (name, value) in inputs {
      try builder.join(.port(name, of: instance), .value(value.net))
    }
    return { (name) throws(Failure) in
      if let fields = self.fields(name, of: definition) {
        return try self.item(try fields.map { (port) throws(Failure) in try self.builder.output(instance, port: port) })
      }
      return Wire(self.builder, try self.builder.output(instance, port: try self.index(name, of: definition)))
    }
  }

  // MARK: Ports by name

  private func index(_ name: String, of definition: CircuitID) throws(Failure) -> Int {
    try context.portIndex(name, of: definition, at: nil)
  }

  /// The ports of the fields if a name stands for a record; nil for a plain port.
  private func fields(_ name: String, of definition: CircuitID) -> [Int]? {
    guard let name = context.names.find(name), context.netlist.portIndex(name, of: definition) == nil else {
      return nil
    }
    let ports = context.netlist.group(name, of: definition)
    return ports.isEmpty ? nil : ports.map(Int.init)
  }

  /// An item that is a record, of its fields in the order of their ports.
  private func item(_ fields: [NetID]) throws(Failure) -> Wire {
    Wire(builder, try builder.concat(fields, as: try type("item")))
  }
}
