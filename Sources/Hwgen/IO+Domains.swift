import HwgenNetlist
import HwgenSupport

/// Clock domains.
///
///     io.domain(clock: io.rx_clk, reset: io.rx_rst) { ... }
///
/// A register samples at the rising edge of its clock, and at the falling one of `~clk`. A `Reset` or `AsyncReset` is active
/// while it is 1, a `ResetN` or `AsyncResetN` while it is 0; `~` makes one of the other. A value is of the clock domain of
/// the registers and memories that it comes from, and what comes together must be of one: HW2070.
extension IO {
  /// Registers, memories' ports and state machines that are made in the closure and name no clock take this one; those that
  /// have a reset value and name no reset take this reset.
  public func domain(
    clock: Signal, reset: Signal? = nil, file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
  ) rethrows {
    let body = body
    body.locate(file, line)
    body.effect { (builder) throws(Failure) in
      do throws(Failure) {
        let reset = try reset.map { (signal) throws(Failure) in try body.net(signal) } ?? .none
        try builder.beginDomain(clock: try body.net(clock), reset: reset)
      } catch {
        builder.beginFailedDomain()
        throw error
      }
    }
    defer { body.effect { (builder) throws(Failure) in try builder.endDomain() } }
    try then()
  }

  /// A clock that is made of a Bit, or of another clock. It is a domain of its own, or of the domain of the clock that it is
  /// synchronous to.
  public func derivedClock(
    _ value: Signal, synchronousTo source: Signal? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let source = try source.map { (signal) throws(Failure) in try body.net(signal) } ?? .none
      return try builder.derivedClock(try body.net(value), synchronousTo: source)
    }
  }

  /// The clock in the cycles in which a Bit is 1 at the falling edge before, and else 0; of the same domain.
  public func clockGate(
    _ clock: Signal, enable: Signal, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      try builder.clockGate(try body.net(clock), enable: try body.net(enable))
    }
  }
}

extension Signal {
  /// The same value, of no clock domain: its crossing is meant. `asynchronous` is for what the first register of a
  /// synchroniser reads, `quasiStatic` for what does not change while it is read.
  public func crossing(_ kind: Crossing, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    guard let body else { return self }
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in try builder.crossing(try body.net(self), kind) }
  }
}
