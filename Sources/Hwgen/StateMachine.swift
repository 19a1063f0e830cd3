import HwgenNetlist
import HwgenSupport

/// A state machine in the circuit whose body runs: a register whose type is an enumeration, its states. Made by
/// `IO.stateMachine`.
///
///     let fsm = io.stateMachine("IDLE RUN")
///     fsm.states {
///       $0.state("IDLE") { io.when(io.go) { fsm.next("RUN") } }
///       $0.state("RUN") { fsm.next("IDLE") }
///     }
///
/// A code that is no state's leads to the entry.
public struct StateMachine {
  let body: Body
  /// The register: a signal of the enumeration.
  public let code: Signal

  /// Whether the machine is in a state. HW2053 if there is none of that name.
  public func isAt(_ state: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    code.equals(self.state(state, file: file, line: line), file: file, line: line)
  }

  /// The code of a state.
  public func state(_ name: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in try builder.state(name, of: try body.net(code)) }
  }

  /// Makes a state the next one, where the open branches are taken.
  public func next(_ state: String, file: StaticString = #fileID, line: UInt = #line) {
    body.locate(file, line)
    body.effect { (builder) throws(Failure) in try builder.setNext(state, of: try body.net(code)) }
  }

  /// Drives by the state: each must have a case in the closure, or there be a `default` (HW2054).
  public func states(
    file: StaticString = #fileID, line: UInt = #line, _ cases: (States) throws -> Void
  ) rethrows {
    try body.scope(
      file, line, { (builder) throws(Failure) in try builder.beginStates(try body.net(code)) },
      { try cases(States(body: body, code: code)) })
  }

  /// The cases of the states.
  public struct States {
    let body: Body
    let code: Signal

    /// Drives in some states, whose names stand between spaces.
    public func state(
      _ names: String, file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
    ) rethrows {
      try body.scope(
        file, line, { (builder) throws(Failure) in try builder.beginState(names, of: try body.net(code)) }, then)
    }

    /// Drives in the states without a case, and for codes that are no state's.
    public func `default`(
      file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
    ) rethrows {
      try body.scope(file, line, { (builder) throws(Failure) in try builder.beginDefault() }, then)
    }
  }
}
