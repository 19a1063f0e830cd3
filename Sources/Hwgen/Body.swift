import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// The inside of one circuit while its body runs: the core's builder, and what went wrong so far.
///
/// An operation that fails records its diagnostic here and gives a poisoned signal; operations on poisoned signals are
/// silent, so that each mistake is told once. The body's end throws what is recorded.
final class Body {
  let context: Context
  let netlist: Netlist
  let circuit: CircuitID
  /// Nil when the body has ended.
  @exclusivity(unchecked) var builder: ModuleBuilder?
  @exclusivity(unchecked) var recorded: [Diagnostic] = []
  /// The net of each output of an instance that has been read, and none for its other ports: instance after instance, in the
  /// order in which they were first read.
  @exclusivity(unchecked) var outputs = Column<NetID>()
  /// What leads to the error of a hook, if one is the reason of a recorded failure.
  private(set) var hostToken: UInt64 = 0

  init(_ context: Context, _ builder: ModuleBuilder, _ circuit: CircuitID) {
    self.context = context
    self.builder = builder
    self.circuit = circuit
    netlist = context.core.netlist
  }

  var types: TypeStore { netlist.types }
  var name: String { netlist.text(of: circuit) }

  /// The signal that stands for the result of what failed.
  var poison: Signal { Signal(self, Signal.poisoned) }

  @inline(__always)
  func locate(_ file: StaticString, _ line: UInt) { builder?.location = context.place(file, line) }

  // MARK: Failing

  func record(_ failure: Failure) {
    if hostToken == 0 { hostToken = failure.hostToken }
    let place = builder?.place
    for var diagnostic in failure.diagnostics {
      if diagnostic.location == nil { diagnostic.location = place }
      recorded.append(diagnostic)
    }
  }

  /// The failure of an operator: it has no place of its own.
  private func record(unlocated failure: Failure) {
    var failure = failure
    for index in failure.diagnostics.indices {
      failure.diagnostics[index].notes.append(
        .init(
          "in the body at or after this place: an operator carries none, its method does (`a.adding(b)`)",
          at: builder?.place))
    }
    record(failure)
  }

  /// A call after the end of the body: there is nobody to record it but the context.
  private func stray() {
    context.strays.append(
      Diagnostic(
        .wrongState, "a signal of \(name) was used after its body had returned", fix: "keep no signal beyond its body"))
  }

  // MARK: Operations

  /// Runs one operation; on failure its diagnostic is recorded and the result is poisoned.
  @inline(__always)
  func operation(
    isLocated: Bool = true, _ make: (ModuleBuilder) throws(Failure) -> NetID
  ) -> Signal {
    guard let builder else {
      stray()
      return poison
    }
    do throws(Failure) { return Signal(self, net: try make(builder)) } catch {
      if isLocated { record(error) } else { record(unlocated: error) }
      return poison
    }
  }

  /// Runs one call without a result.
  @inline(__always)
  func effect(isLocated: Bool = true, _ make: (ModuleBuilder) throws(Failure) -> Void) {
    guard let builder else { return stray() }
    do throws(Failure) { try make(builder) } catch {
      if isLocated { record(error) } else { record(unlocated: error) }
    }
  }

  /// The net of an operand. One that is poisoned throws a failure without diagnostics.
  @inline(__always)
  func net(_ signal: Signal) throws(Failure) -> NetID {
    if signal.body === self, signal.isNet { return signal.net }
    if let constant = signal.constant, let builder { return try constant.net(builder, as: nil) }
    throw unusable(signal)
  }

  /// The net of an operand; an integer becomes a literal of the type.
  func net(_ signal: Signal, as type: TypeID, _ builder: ModuleBuilder) throws(Failure) -> NetID {
    if signal.body == nil, let value = signal.integer {
      return try builder.literal(Integer(value) << types.fraction(of: type), type: type)
    }
    if let constant = signal.constant { return try constant.net(builder, as: type) }
    return try net(signal)
  }

  private func unusable(_ signal: Signal) -> Failure {
    guard let owner = signal.body else {
      return Failure(
        .badOperand, "an integer stands where nothing tells its type", at: builder?.place,
        fix: "write io.literal(value, type)")
    }
    if signal.payload == Signal.poisoned { return Failure([Diagnostic]()) }
    if owner !== self {
      return Failure(
        .foreignNet, "a signal of \(owner.name) is used in \(name)", at: builder?.place,
        fix: "pass the value through ports")
    }
    if signal.isGroup {
      let name = Identifier.quoted(context.core.names[signal.groupName])
      return Failure(
        .badOperand, "\(name) is several ports, and no value", at: builder?.place,
        fix: "take one of its fields, or drive it as a whole")
    }
    return Failure(
      .directionMismatch, "an input of an instance is driven, and has no value to read", at: builder?.place)
  }

  // MARK: Ports

  /// The index of a port, or nil.
  func index(of name: String) -> Int? { netlist.portIndex(name, of: circuit) }

  /// Makes room for the outputs of an instance with so many ports, and tells where.
  func addOutputs(_ portCount: Int) -> Int {
    let first = outputs.count
    for _ in 0..<portCount { outputs.append(.none) }
    return first
  }

  func port(_ name: String) -> Signal {
    if let index = index(of: name), builder != nil { return Signal(self, net: NetID(index)) }
    if let group = group(name, of: circuit, NetID.none) { return group }
    return operation { (builder) throws(Failure) in
      throw context.core.missingPort(name, of: circuit, at: builder.place)
    }
  }

  /// A port of an instance, or of the module itself if that is none.
  func port(_ name: String, of instance: NetID) -> Signal {
    if instance == .none { return port(name) }
    var found: Signal?
    let output = operation { (builder) throws(Failure) in
      let circuit = try builder.definition(of: instance)
      guard let index = netlist.portIndex(name, of: circuit) else {
        found = group(name, of: circuit, instance)
        if found != nil { return instance }
        throw context.core.missingPort(name, of: circuit, at: builder.place)
      }
      if netlist.port(index, of: circuit).direction.isOperand {
        found = Signal(self, Signal.inputFlag | index << 32 | instance.index)
        return instance
      }
      return try builder.output(instance, port: index)
    }
    return found ?? output
  }

  /// All ports that a record or repeated port became; nil if there is none of that name.
  func group(_ name: String, of circuit: CircuitID, _ instance: NetID) -> Signal? {
    guard builder != nil, let id = context.core.names.find(name),
      !context.core.netlist.group(id, of: circuit).isEmpty
    else { return nil }
    return Signal(self, group: id, of: instance)
  }
}
