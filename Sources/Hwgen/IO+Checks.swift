import HwgenNetlist
import HwgenSupport

/// Checks: what simulations and proofs are told at each rising edge of the clock, and synthesis is not.
///
///     io.assert(count < 10, "count is {}", count)
///     io.when(io.valid) { io.print("{:08x}", io.data) }
///
/// They hold where the branches that they stand in are taken, and see the values that registers see at that edge. The clock is
/// the circuit's only one unless one is named. While the reset is 1, the circuit's only Reset or AsyncReset port unless one
/// is named, they are off; those `inReset` are not. `name` is the label that one has where concurrent assertions are printed.
///
/// A message has a place for each value: `{}` and `{:d}` for numbers, `{:x}`, `{:o}` and `{:b}` for what has no sign, `{:c}`
/// for 8 bits, with a width as in `{:5d}` or `{:08x}`. HW2060 for a format that is none of them, HW2061 for more or fewer
/// values than places, HW2062 for a value of another type.
extension IO {
  /// A Bit that must be 1.
  public func assert(
    _ condition: Signal, _ message: String? = nil, _ values: Signal..., clock: Signal? = nil, reset: Signal? = nil,
    inReset: Bool = false, name: String? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    body.check(.assert, condition, message, values, clock, reset, inReset, name, file, line)
  }

  /// A Bit that is 1 by what surrounds the circuit: a simulation fails if it is not, a proof takes it for given.
  public func assume(
    _ condition: Signal, _ message: String? = nil, _ values: Signal..., clock: Signal? = nil, reset: Signal? = nil,
    inReset: Bool = false, name: String? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    body.check(.assume, condition, message, values, clock, reset, inReset, name, file, line)
  }

  /// A Bit that is to be 1 some time; a message is printed each time.
  public func cover(
    _ condition: Signal, _ message: String? = nil, _ values: Signal..., clock: Signal? = nil, reset: Signal? = nil,
    inReset: Bool = false, name: String? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    body.check(.cover, condition, message, values, clock, reset, inReset, name, file, line)
  }

  /// Prints a line.
  public func print(
    _ message: String, _ values: Signal..., clock: Signal? = nil, reset: Signal? = nil, inReset: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    body.check(.print, nil, message, values, clock, reset, inReset, nil, file, line)
  }
}

extension Body {
  fileprivate func check(
    _ kind: CheckKind, _ condition: Signal?, _ message: String?, _ values: [Signal], _ clock: Signal?,
    _ reset: Signal?, _ inReset: Bool, _ name: String?, _ file: StaticString, _ line: UInt
  ) {
    locate(file, line)
    effect { (builder) throws(Failure) in
      func optional(_ signal: Signal?) throws(Failure) -> NetID {
        guard let signal else { return .none }
        return try net(signal)
      }
      var nets: [NetID] = []
      for value in values { nets.append(try net(value)) }
      let only = reset == nil && !inReset ? builder.onlyReset() : nil
      let resetNet = try optional(reset)
      let check = try builder.check(
        kind, try optional(condition), message: message, values: nets, clock: try optional(clock),
        reset: only ?? resetNet)
      if let name { try builder.setName(builder.netlist.names.intern(name), of: check) }
    }
  }
}
