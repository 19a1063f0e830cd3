import HwgenSupport
import HwgenTypes

/// Assertions, assumptions, covers and prints: what simulations and proofs are told, and synthesis is not.
extension ModuleBuilder {
  /// A check at each rising edge of a clock at which the open branches are taken and the reset is 0.
  ///
  /// `condition` is a Bit, and none for a print; `message` is a `MessageFormat` with a place for each value. Without `clock`
  /// it takes the module's only Clock port; without `reset` it holds always. What is checked is what registers would take
  /// at that edge. The result is a cell, and no value; a name of it is the label of its concurrent assertion. Throws `badFormat`, `formatCount`, `formatKind`, `typeMismatch`,
  /// `noClock`, `scopeOrder`.
  @discardableResult
  public func check(
    _ kind: CheckKind, _ condition: NetID = .none, message: String? = nil, values: [NetID] = [], clock: NetID = .none,
    reset: NetID = .none
  ) throws(Failure) -> NetID {
    try checkScope(kind.described)
    let check = try makeCheck(kind, condition, message: message, values: values, clock: clock, reset: reset)
    try add(check)
    return check.net
  }

  /// The check that was made last.
  public var lastCheck: NetID? { draft.parts.checks.last?.net }

  /// Makes the cell of a check, which `add` puts into the program.
  func makeCheck(
    _ kind: CheckKind, _ condition: NetID, message: String?, values: [NetID], clock: NetID, reset: NetID
  ) throws(Failure) -> Check {
    let what = kind.described
    let clock = try clock == .none ? onlyClock(for: what) : clock
    try check(clock)
    guard type(of: clock) == .clock else {
      throw Failure(.typeMismatch, "the clock of \(what) is a Clock, not \(described(clock))", at: place)
    }
    if reset != .none {
      try check(reset)
      guard type(of: reset).isReset else {
        throw Failure(
          .typeMismatch, "the reset of \(what) is of a type of reset, not \(described(reset))", at: place,
          fix: "put the check into a `when`")
      }
    }
    guard (condition == .none) == (kind == .print) else {
      throw Failure(
        .badOperand, kind == .print ? "a `print` has no condition" : "\(what) without a condition", at: place,
        fix: kind == .print ? "put it into a `when`" : nil)
    }
    if condition != .none {
      try check(condition)
      guard type(of: condition) == .bit else {
        throw Failure(
          .typeMismatch, "the condition of \(what) is a Bit, not \(described(condition))", at: place,
          notes: madeNotes(condition), fix: "compare it, or use any or all of its bits")
      }
    }
    guard message != nil || kind != .print else { throw Failure(.badOperand, "a `print` without a message", at: place) }
    try check(message, values, of: what)
    let net = try append(.check, .bit)
    draft.operands.append(contentsOf: [clock, reset, condition])
    draft.operands.append(contentsOf: values)
    return Check(
      kind: kind, net: net, message: message.map { netlist.names.intern($0) } ?? .none, branch: Branch.none)
  }

  /// Puts a check into the program, under the condition of the open branch.
  func add(_ check: Check) throws(Failure) {
    var check = check
    try checkScope(check.kind.described)
    endChain()
    check.branch = branch
    draft.cells[check.net.index].auxiliary = UInt32(draft.parts.checks.count)
    draft.parts.checks.append(check)
  }

  /// Checks that a message has a place for each value, and that each can be written so.
  private func check(_ message: String?, _ values: [NetID], of what: String) throws(Failure) {
    let format = try MessageFormat(message ?? "", at: place)
    let places = format.places
    guard places.count == values.count else {
      let given = values.count == 1 ? "1 value is" : "\(values.count) values are"
      let text = message.map { "the message \(TextScanner.quoted($0))" } ?? "\(what) without a message"
      throw Failure(
        .formatCount, "\(text) has \(places.count) place\(places.count == 1 ? "" : "s"), and \(given) given", at: place,
        fix: places.count < values.count
          ? "write {} for each value" : "give a value for each {}, or write {{ for a brace")
    }
    for (index, value) in values.enumerated() {
      try check(value)
      guard let objection = objection(to: value, at: places[index]) else { continue }
      let bytes = Array((message ?? "").utf8)[places[index].start..<places[index].end]
      throw Failure(
        .formatKind,
        "value \(index + 1) of \(what), \(described(value)), at `\(String(decoding: bytes, as: UTF8.self))`: \(objection.message)",
        at: place, notes: madeNotes(value), fix: objection.fix)
    }
  }

  /// What is to be said against a value at a place, or nil.
  private func objection(to value: NetID, at place: MessageFormat.Place) -> (message: String, fix: String)? {
    let kind = types.kind(of: type(of: value))
    let isPattern = kind == .uint || kind == .bits || kind == .bit
    let width = width(of: value)
    switch place.conversion {
    case .decimal:
      if kind == .bits { return ("Bits are no number", "write {:x} or {:b}, or convert it with as_uint or as_sint") }
      guard isPattern || kind == .sint else {
        return ("only a UInt, an SInt or a Bit is written in decimal", "take a part of it, or its bits with as_bits")
      }
      if kind == .sint, place.isZeroPadded {
        return ("a number with a sign is padded with spaces alone", "write {:\(place.width)d}")
      }
    case .hexadecimal, .octal, .binary:
      if kind == .sint {
        return ("a number with a sign has no digits of this base", "write {:d}, or take its bits with as_bits")
      }
      guard isPattern else { return ("only a UInt, Bits or a Bit is written so", "take its bits with as_bits") }
      if place.width == 0 { return nil }
      let digits = (width - 1) / place.conversion.digitBits! + 1
      let letter = place.conversion == .hexadecimal ? "x" : place.conversion == .octal ? "o" : "b"
      if !place.isZeroPadded {
        return (
          "digits of this base are padded with zeros alone",
          "write {:\(letter)} or {:0\(max(digits, place.width))\(letter)}"
        )
      }
      if place.width < digits {
        return ("\(width) bits have \(digits) such digits", "write {:\(letter)} or {:0\(digits)\(letter)}")
      }
    case .character:
      guard isPattern, width == 8 else { return ("a character is 8 bits without sign", "write {} or {:x}") }
    }
    return nil
  }
}

extension CheckKind {
  /// "an `assert`".
  var described: String { "\(self == .assert || self == .assume ? "an" : "a") `\(keyword)`" }
}
