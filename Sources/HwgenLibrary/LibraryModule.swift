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

  func argument(_ name: String) throws(Failure) -> ExprID { try context.value(name, of: circuit) }

  // MARK: Values

  func port(_ name: String) -> Wire {
    guard let id = context.names.find(name), let index = context.netlist.portIndex(id, of: circuit) else {
      preconditionFailure("the library has no port \(name)")
    }
    return Wire(builder, builder.port(index))
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

  func drive(_ name: String, _ value: Wire) throws(Failure) { try builder.drive(port(name).net, with: value.net) }

  // MARK: Structure

  /// A domain in which what `body` makes has its clock and reset.
  func domain(_ clock: String, _ reset: String? = nil, _ body: () throws(Failure) -> Void) throws(Failure) {
    try builder.beginDomain(clock: port(clock).net, reset: reset.map { port($0).net } ?? .none)
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
      try builder.connect(instance, port: index(name, of: definition), to: value.net)
    }
    return { (name) throws(Failure) in
      Wire(self.builder, try self.builder.output(instance, port: self.index(name, of: definition)))
    }
  }

  private func index(_ name: String, of definition: CircuitID) -> Int {
    context.netlist.portIndex(context.names.intern(name), of: definition)!
  }
}
