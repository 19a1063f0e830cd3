import HwgenNetlist
import HwgenSupport

/// Behaviour: what is driven in a closure is driven under its condition.
///
///     io.when(io.load) { count <== io.data }.elsewhen(io.up) { count <== count + 1 }
///
/// The last drive whose branches are taken wins, and any goes before a drive outside of all branches, the default, which
/// comes first. A register without a drive holds its value; a wire or output that has none on some path is HW2050.
extension IO {
  /// Drives where a Bit is 1.
  @discardableResult
  public func when(
    _ condition: Signal, file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
  ) rethrows -> When {
    try body.scope(file, line, { (builder) throws(Failure) in try builder.beginWhen(try body.net(condition)) }, then)
    return When(body: body)
  }

  /// Drives by a value: cases, and nothing else, stand in the closure.
  public func `switch`(
    _ value: Signal, file: StaticString = #fileID, line: UInt = #line, _ cases: (Switch) throws -> Void
  ) rethrows {
    let body = body
    try body.scope(
      file, line, { (builder) throws(Failure) in try builder.beginSwitch(try body.net(value)) },
      { try cases(Switch(body: body, value: value)) })
  }

  /// A state machine. `states` are their names between spaces; `encoding` is `binary`, `onehot`, `gray`, or the codes
  /// between spaces; the entry is the first state unless it is named. Without a `reset` it takes the circuit's only one; if
  /// there is none, the entry is the initial value. HW1030 to HW1033 for states and codes that are not distinct.
  public func stateMachine(
    _ states: String, encoding: String = "binary", entry: String = "", name: String = "state", clock: Signal? = nil,
    reset: Signal? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> StateMachine {
    body.locate(file, line)
    let register = body.operation { (builder) throws(Failure) in
      let clock = try clock.map { (signal) throws(Failure) in try body.net(signal) } ?? .none
      let reset =
        try reset.map { (signal) throws(Failure) in try body.net(signal) }
        ?? builder.onlyReset(clock: clock) ?? .none
      let register = try builder.stateMachine(states, encoding: encoding, entry: entry, clock: clock, reset: reset)
      try builder.setName(builder.netlist.names.intern(name), of: register)
      return register
    }
    return StateMachine(body: body, code: register)
  }

  /// The same over an enumeration, whose members are the states: `fsm.code == State.idle`.
  public func stateMachine(
    _ states: Enumeration, entry: String = "", name: String = "state", clock: Signal? = nil, reset: Signal? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> StateMachine {
    stateMachine(
      states.type.text, encoding: "", entry: entry, name: name, clock: clock, reset: reset, file: file, line: line)
  }
}

/// What may follow a `when`. Made by `IO.when`.
public struct When {
  let body: Body

  /// Drives where no branch before it is taken and a Bit is 1.
  @discardableResult
  public func elsewhen(
    _ condition: Signal, file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
  ) rethrows -> When {
    try body.scope(
      file, line, { (builder) throws(Failure) in try builder.beginElseWhen(try body.net(condition)) }, then)
    return self
  }

  /// Drives where no branch before it is taken.
  public func otherwise(
    file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
  ) rethrows {
    try body.scope(file, line, { (builder) throws(Failure) in try builder.beginOtherwise() }, then)
  }
}

/// The cases of a `switch`. Made by `IO.switch`.
public struct Switch {
  let body: Body
  let value: Signal

  /// Drives where the value is one of some constants of its type. HW2052 for one that an earlier case has.
  public func `case`(
    _ keys: any SignalValue..., file: StaticString = #fileID, line: UInt = #line, then: () throws -> Void
  ) rethrows {
    try body.scope(
      file, line,
      { (builder) throws(Failure) in
        let type = builder.type(of: try body.net(value))
        var nets: [NetID] = []
        for key in keys { nets.append(try body.net(key.signal, as: type, builder)) }
        try builder.beginCase(nets)
      }, then)
  }

  /// Drives where no case is taken.
  public func `default`(
    file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
  ) rethrows {
    try body.scope(file, line, { (builder) throws(Failure) in try builder.beginDefault() }, then)
  }
}

extension Body {
  /// Runs a closure in a scope that `begin` begins, and ends it, also if the closure throws.
  func scope(
    _ file: StaticString, _ line: UInt, _ begin: (ModuleBuilder) throws(Failure) -> Void, _ then: () throws -> Void
  ) rethrows {
    locate(file, line)
    effect { (builder) throws(Failure) in
      do throws(Failure) { try begin(builder) } catch {
        builder.beginFailed()
        throw error
      }
    }
    defer { effect { (builder) throws(Failure) in try builder.end() } }
    try then()
  }
}
