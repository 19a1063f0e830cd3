import HwgenSupport
import HwgenTypes

/// A clock with the reset that goes with it: what the registers that a builder makes take while the domain is open.
public struct ClockDomain: BitwiseCopyable, Sendable {
  /// A Clock; the inverse of one for the falling edge.
  public let clock: NetID
  /// A reset of any kind, or `NetID.none`.
  public let reset: NetID
}

/// How a value is meant to leave its clock domain.
public enum Crossing: UInt32, BitwiseCopyable, Sendable, CaseIterable {
  /// It may change at any time: what reads it is the first register of a synchroniser.
  case asynchronous
  /// It does not change while it is read.
  case quasiStatic
}

/// Clocks that are made, and what is said about clock domains.
extension ModuleBuilder {
  /// Opens a clock domain: until it ends, registers, memories' ports and state machines that name no clock take its, and
  /// registers with a reset value and state machines its reset.
  public func beginDomain(clock: NetID, reset: NetID = .none) throws(Failure) {
    try check(clock)
    guard type(of: clock) == .clock else {
      throw Failure(
        .typeMismatch, "the clock of a domain is a Clock, not \(described(clock))", at: place, notes: madeNotes(clock))
    }
    if reset != .none {
      try check(reset)
      guard type(of: reset).isReset else {
        throw Failure(
          .typeMismatch,
          "the reset of a domain is a Reset, AsyncReset, ResetN or AsyncResetN, not \(described(reset))", at: place,
          notes: madeNotes(reset))
      }
    }
    scaffold.domains.append(ClockDomain(clock: clock, reset: reset))
  }

  /// Opens a domain that could not be opened as it was asked for: so that its end finds one. What stands in it is as if it
  /// stood outside.
  public func beginFailedDomain() { scaffold.domains.append(openDomain ?? ClockDomain(clock: .none, reset: .none)) }

  /// The domain that is open.
  var openDomain: ClockDomain? { scaffold.domains.last.flatMap { $0.clock == .none ? nil : $0 } }

  /// Ends the innermost domain. Throws `badDomain` if none is open.
  public func endDomain() throws(Failure) {
    guard scaffold.domains.popLast() != nil else {
      throw Failure(.badDomain, "a clock domain is ended, and none is open", at: place)
    }
  }

  /// A Clock that a Bit is, or another one that a Clock is. It is a clock domain of its own, or, if it is synchronous to
  /// another clock, of that one's.
  public func derivedClock(_ value: NetID, synchronousTo source: NetID = .none) throws(Failure) -> NetID {
    try check(value)
    guard type(of: value) == .bit || type(of: value) == .clock else {
      throw Failure(
        .typeMismatch, "a derived clock is made of a Bit or a Clock, not of \(described(value))", at: place,
        notes: madeNotes(value))
    }
    if source != .none {
      try check(source)
      guard type(of: source) == .clock else {
        throw Failure(
          .typeMismatch, "a clock is synchronous to a Clock, not to \(described(source))", at: place,
          notes: madeNotes(source))
      }
    }
    let net = try append(.derivedClock, .clock, auxiliary: source.raw)
    draft.operands.append(value)
    return net
  }

  /// A clock that has its pulses in the cycles in which the enable was 1 at the falling edge before; of the same domain. The
  /// enable is a register's: it must not change while the clock is low. Makes five cells; the last is the clock.
  public func clockGate(_ clock: NetID, enable: NetID) throws(Failure) -> NetID {
    try check(clock)
    try check(enable)
    guard type(of: clock) == .clock, type(of: enable) == .bit else {
      throw Failure(
        .typeMismatch, "a clock gate has a Clock and a Bit, not \(described(clock)) and \(described(enable))",
        at: place,
        notes: madeNotes(clock) + madeNotes(enable))
    }
    return try whole { () throws(Failure) in
      let zero = try literal(0, type: .bit)
      let inverse = try unary(.not, clock)
      let isOn = try append(.register, .bit)
      draft.cells[isOn.index].name = netlist.names.intern("clock_enable")
      draft.operands.append(contentsOf: [inverse, .none, .none, .none, zero])
      let drives = try binary(.and, try cast(clock, to: .bit), isOn)
      let gated = try derivedClock(drives, synchronousTo: clock)
      draft.drives.append(Drive(target: isOn, low: 0, width: 1, value: enable, location: location))
      return gated
    }
  }

  /// The same value, of no clock domain: what reads it is meant to. Throws `typeMismatch` for a clock.
  public func crossing(_ value: NetID, _ kind: Crossing) throws(Failure) -> NetID {
    try check(value)
    guard type(of: value) != .clock else {
      throw Failure(
        .typeMismatch, "\(described(value)) is a clock, and no value of a clock domain", at: place,
        notes: madeNotes(value), fix: "declare a derived clock")
    }
    let net = try append(.crossing, type(of: value), auxiliary: kind.rawValue)
    draft.operands.append(value)
    return net
  }

  /// Declares that the words of a memory may be read in other clock domains than they are written in.
  public func declareCrossing(ofMemory memory: NetID) throws(Failure) {
    guard memory.index < draft.cells.count else { throw unusable(memory) }
    guard draft.cells[memory.index].operation == .memory else {
      throw Failure(.badOperand, "\(described(memory)) is no memory", at: place, notes: madeNotes(memory))
    }
    draft.parts.memories[Int(draft.cells[memory.index].auxiliary)].isCrossing = true
  }

  func undeclaredClock(_ what: String, _ value: NetID = .none) -> Failure {
    Failure(
      .undeclaredClock, "\(what) makes a clock that is not declared", at: place,
      notes: value == .none ? [] : madeNotes(value),
      fix: "make a Bit, and of it a derived clock, which may be synchronous to another one")
  }
}

extension Cell {
  /// Whether a cell of type Clock is another clock than its operands are.
  var makesClock: Bool {
    switch operation {
    case .input, .output, .wire, .literal, .not, .cast: false
    case .derivedClock: auxiliary == NetID.none.raw
    default: true
    }
  }
}
