import HwgenSupport
import HwgenTypes

/// What is driven: wires, registers, and the drives of them and of outputs.
extension ModuleBuilder {
  /// A wire, to be driven once in each bit. Throws `badWidth` for a type without a constant width.
  public func wire(_ type: TypeID) throws(Failure) -> NetID {
    if types.width(of: type) < 1 { try checkLate(type, "a wire") }
    return try append(.wire, type)
  }

  /// A register. Without `clock` it takes the module's only Clock port; without a reset it has none.
  public func register(
    _ type: TypeID, clock: NetID = .none, enable: NetID = .none, reset: NetID = .none, resetValue: NetID = .none,
    initial: NetID = .none
  ) throws(Failure) -> NetID {
    if types.width(of: type) < 1 { try checkLate(type, "a register") }
    var reset = reset
    if let domain = openDomain, clock == .none, reset == .none, resetValue != .none { reset = domain.reset }
    let clock = try clock == .none ? onlyClock() : clock
    try check(clock)
    guard self.type(of: clock) == .clock else {
      throw Failure(.typeMismatch, "a register's clock is a Clock, not \(described(clock))", at: place)
    }
    if enable != .none {
      try check(enable)
      guard self.type(of: enable) == .bit else {
        throw Failure(.typeMismatch, "a register's enable is a Bit, not \(described(enable))", at: place)
      }
    }
    if reset != .none {
      try check(reset)
      guard self.type(of: reset).isReset else {
        throw Failure(
          .typeMismatch, "a register's reset is a Reset, AsyncReset, ResetN or AsyncResetN, not \(described(reset))",
          at: place)
      }
    }
    guard (reset == .none) == (resetValue == .none) else {
      throw Failure(.badOperand, "a register has a reset value exactly if it has a reset", at: place)
    }
    for value in [resetValue, initial] where value != .none {
      try checkAny(value)
      guard draft.cells[value.index].operation == .literal else {
        throw Failure(.badOperand, "a reset or initial value is a literal, not \(described(value))", at: place)
      }
      guard self.type(of: value) == type else {
        throw Failure(
          .typeMismatch,
          "a register of \(types.briefText(type)) with \(value == resetValue ? "a reset" : "an initial") value of \(text(ofLiteral: value)): \(types.briefText(self.type(of: value)))",
          at: place, notes: madeNotes(value))
      }
    }
    let net = try append(.register, type)
    draft.operands.append(contentsOf: [clock, enable, reset, resetValue, initial])
    return net
  }

  /// The clock of the open domain, else the only Clock port of the module.
  public func onlyClock(for user: String = "a register") throws(Failure) -> NetID {
    if let domain = openDomain { return domain.clock }
    let clocks = (0..<draft.portCount).filter {
      draft.cells[$0].type == .clock && draft.cells[$0].operation == .input
    }
    guard clocks.count == 1 else {
      throw Failure(
        .noClock,
        clocks.isEmpty
          ? "module \(netlist.text(of: id)) has no clock for \(user)"
          : "module \(netlist.text(of: id)) has \(clocks.count) clocks; say which one \(user == "a register" ? "the register" : user) uses",
        at: place,
        notes: [.init("the module's interface", at: netlist.locations[netlist[id].location])],
        fix: clocks.isEmpty ? "add `in clk: Clock` to the interface" : nil)
    }
    return NetID(clocks[0])
  }

  /// The reset of the open domain; else the only port of the module that is a reset, or nil.
  ///
  /// A register that names a clock has no part in the open domain.
  public func onlyReset(clock: NetID = .none) -> NetID? {
    if clock == .none, let domain = openDomain { return domain.reset == .none ? nil : domain.reset }
    let resets = (0..<draft.portCount).filter {
      draft.cells[$0].type.isReset && draft.cells[$0].operation == .input
    }
    return resets.count == 1 ? NetID(resets[0]) : nil
  }

  /// Drives an output, a wire, a register, or bits of one (an `extract` of it).
  public func drive(_ target: NetID, with value: NetID) throws(Failure) {
    try checkAny(target)
    try checkAny(value)
    guard type(of: target) == type(of: value) else {
      if isRelaxed, !isLate(target), !isLate(value), isAdaptable(value, to: type(of: target)) {
        _ = try relaxing("assignment", value, to: type(of: target)) { (value) throws(Failure) in
          try drive(target, with: value)
          return value
        }
        return
      }
      throw mismatch("assignment", target, value, isAssignment: true)
    }
    if isLate(target) { return try lateDrive(target, with: value) }
    let operation = draft.cells[target.index].operation
    guard operation == .extract || operation == .cast else {
      return try drive(target, low: 0, width: width(of: target), with: value)
    }
    scaffold.sliceBases.extend(to: target.index + 1, of: module)
    let base = scaffold.sliceBases[target]
    try drive(base.net, low: Int(base.low), width: width(of: target), with: value)
  }

  /// Drives bits of an output, a wire or a register with a value of as many bits.
  func drive(_ base: NetID, low: Int, width: Int, with value: NetID) throws(Failure) {
    try checkAny(base)
    try check(value)
    switch draft.cells[base.index].operation {
    case .output, .wire, .register: break
    case .index:
      let whole = module.operand(0, of: base)
      throw Failure(
        .directionMismatch, "an element of \(described(whole)) at an index that is a value cannot be driven", at: place,
        notes: madeNotes(base), fix: "drive all of it, with its own value in which the element is replaced")
    default:
      throw Failure(
        .directionMismatch, "\(described(base)) cannot be driven from inside \(netlist.text(of: id))", at: place,
        notes: madeNotes(base), fix: "drive outputs, wires, registers and inputs of instances")
    }
    if isLate(base) { throw dependsOnLate(base, "a drive of a part") }
    guard low >= 0, width >= 1, low <= self.width(of: base) - width else {
      throw Failure(
        .badSlice,
        "a slice of \(width) bits from bit \(low) of \(described(base)), which has \(self.width(of: base)) bits",
        at: place, notes: madeNotes(base))
    }
    guard self.width(of: value) == width else {
      throw Failure(
        .widthMismatch, "\(width) bits of \(described(base)) are driven by \(described(value))", at: place,
        notes: madeNotes(base) + madeNotes(value))
    }
    try checkScope("a drive")
    try add(base, low: low, width: width, value: value)
  }
}
