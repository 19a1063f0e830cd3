import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// What a body builds with: the ports of its circuit by name, and everything that needs to know where it stands.
///
/// `io.I0` is a port; one whose name is computed, or is that of a method, is `io["name"]`. In the module a record port is
/// one port for each field (`io.p_valid`) and a repeated one is one for each index (`io.lane_0`, `io.ports("lane")`).
@dynamicMemberLookup
public struct IO {
  let body: Body

  init(_ body: Body) { self.body = body }

  /// The context that elaborates.
  public var context: Context { body.context }
  /// The circuit whose body runs.
  public var circuit: Circuit { Circuit(body.context, body.circuit) }

  // MARK: Ports

  /// A port by its name. One that there is not is recorded (HW2008, or HW2009 if other parameters have it), and poisoned.
  public subscript(dynamicMember name: String) -> Signal { body.port(name) }

  /// The same with a computed name, and with a place.
  public subscript(name: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body.locate(file, line)
    return body.port(name)
  }

  /// The ports that a repeated port became, in order.
  public func ports(_ name: String) -> [Signal] {
    var found: [Signal] = []
    while let index = body.index(of: "\(name)_\(found.count)") { found.append(Signal(body, net: NetID(index))) }
    return found
  }

  // MARK: Constants, wires, registers

  /// A constant of a type. HW2011 if it does not fit.
  public func literal(
    _ value: Int, _ type: HardwareType, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    literal(Integer(value), type, file: file, line: line)
  }

  /// The same for a number of any size.
  public func literal(
    _ value: Integer, _ type: HardwareType, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      try builder.literal(value, type: try type.id(in: builder))
    }
  }

  /// A wire, to be driven with `<==`: so a value can be read before what drives it is built.
  public func wire(_ type: HardwareType, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in try builder.wire(try type.id(in: builder)) }
  }

  /// A register. Give its next value here, or drive it later: `count <== count + 1`.
  ///
  /// It takes the circuit's only clock unless one is named. With a `resetValue` it has a reset: the circuit's only Reset or
  /// AsyncReset port, unless one is named; the port's type decides whether it waits for the clock. In a `domain` it takes the
  /// clock and the reset of that.
  public func reg(
    _ type: HardwareType, next: (any SignalValue)? = nil, enable: Signal? = nil,
    resetValue: (any SignalValue)? = nil, initial: (any SignalValue)? = nil, clock: Signal? = nil, reset: Signal? = nil,
    file: StaticString = #fileID,
    line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    let register = body.operation { (builder) throws(Failure) in
      let type = try type.id(in: builder)
      var resetNet = try reset.map { (signal) throws(Failure) in try body.net(signal) } ?? .none
      if reset == nil, resetValue != nil {
        let named = try clock.map { (signal) throws(Failure) in try body.net(signal) } ?? .none
        guard let only = builder.onlyReset(clock: named) else {
          throw Failure(
            .badOperand, "a register has a reset value, and \(body.name) has no reset port or more than one",
            at: builder.place, fix: "declare a port that is a reset, or name one with `reset:`")
        }
        resetNet = only
      }
      func optional(_ value: (any SignalValue)?) throws(Failure) -> NetID {
        guard let value else { return .none }
        return try body.net(value.signal, as: type, builder)
      }
      let resetLiteral = try optional(resetValue)
      let initialLiteral = try optional(initial)
      return try builder.register(
        type, clock: try optional(clock), enable: try optional(enable), reset: resetNet, resetValue: resetLiteral,
        initial: initialLiteral)
    }
    if let next { register.drive(next.signal, isLocated: true) }
    return register
  }

  // MARK: Circuits and instances

  /// The circuit of a generator's values, as `generator.circuit(in: context)`.
  public func circuit(
    _ generator: some Generator, file: StaticString = #fileID, line: UInt = #line
  ) throws -> Circuit {
    body.locate(file, line)
    return try generator.circuit(in: body.context, file: file, line: line)
  }

  /// An instance of a circuit, with a name or without: `io.instance("lo", half)(x: io.x[0..<8]).y`. Inputs are given in the
  /// second call, or driven later: `adder.I1 <== b`.
  public func instance(
    _ name: String = "", _ circuit: Circuit, file: StaticString = #fileID, line: UInt = #line
  ) -> Instance {
    body.locate(file, line)
    return Instance(body, circuit, name)
  }

  /// An instance of the circuit of a generator's values. Values that cannot be are recorded, as a failed operation is.
  public func instance(
    _ name: String = "", _ generator: some Generator, file: StaticString = #fileID, line: UInt = #line
  ) -> Instance {
    body.locate(file, line)
    do { return Instance(body, try body.context.circuit(of: generator, file, line), name) } catch {
      body.record(error)
      return Instance(poisonedIn: body)
    }
  }

  func bodyMissing() -> Failure {
    Failure(
      .bodyMissing, "the generator of \(body.name) has no body", at: body.builder?.place,
      fix: "write `func body(_ io: IO)`, or declare it external")
  }
}
