import HwgenBits
import HwgenSupport
import HwgenTypes

/// State machines: named states, the next one, and the cases of a `switch` over them.
extension ModuleBuilder {
  /// A register with states. `states` are their names between spaces, the first is the entry unless `entry` names another;
  /// `encoding` is `binary`, `onehot`, `gray`, or the codes between spaces.
  ///
  /// Makes a literal for each state, in order, and then the register, of Bits of just enough bits, which is the result. With
  /// a reset, the register is reset to the entry; without one the entry is its initial value. Throws `badState` for states
  /// or codes that are not distinct.
  public func stateMachine(
    _ states: String, encoding: String = "binary", entry: String = "", clock: NetID = .none, reset: NetID = .none
  ) throws(Failure) -> NetID {
    let names = states.split(separator: " ").map(String.init)
    guard let first = names.first else { throw Failure(.badState, "a state machine without a state", at: place) }
    var seen: Set<String> = []
    for name in names {
      guard seen.insert(name).inserted else {
        throw Failure(
          .badState, "two states are named \(Identifier.quoted(name))", at: place, fix: "rename one of them")
      }
      try check(netlist.names.intern(name))
    }
    guard let start = names.firstIndex(of: entry.isEmpty ? first : entry) else {
      throw unknownState(entry, names)
    }
    let codes = try self.codes(encoding, names)
    var width = 1
    for code in codes { width = max(width, code.bitWidth) }
    if encoding == "onehot" { width = names.count }
    if cellBudget - module.cells.count <= names.count { throw overBudget() }
    let type = try vector(.bits, width: width)
    var all: [(NameID, NetID)] = []
    for (name, code) in zip(names, codes) {
      let literal = try literal(code, type: type)
      let id = netlist.names.intern(name)
      try setName(id, of: literal)
      all.append((id, literal))
    }
    let value = all[start].1
    let reset = reset == .none && clock == .none ? openDomain?.reset ?? .none : reset
    let register = try register(
      type, clock: clock, reset: reset, resetValue: reset == .none ? .none : value,
      initial: reset == .none ? value : .none)
    machines[register] = StateMachine(
      states: all, entry: start, isFull: width < 32 && names.count == 1 << width,
      isEntered: names.indices.map { $0 == start }, hasDefault: false, location: location)
    return register
  }

  /// The code of a state: a literal. Throws `badState` if the machine has no such state.
  public func state(_ name: String, of register: NetID) throws(Failure) -> NetID {
    let machine = try machine(register)
    return machine.states[try index(name, in: machine)].literal
  }

  /// Makes a state the next one, where the open branches are taken.
  public func setNext(_ name: String, of register: NetID) throws(Failure) {
    let machine = try machine(register)
    let index = try index(name, in: machine)
    try drive(register, with: machine.states[index].literal)
    machines[register]!.isEntered[index] = true
  }

  /// Begins a `switch` over the states. Where it ends, each state must have a case, or there be a `default`; the entry is
  /// then the next state for each code that is no state's.
  public func beginStates(_ register: NetID) throws(Failure) {
    _ = try machine(register)
    try beginSwitch(register)
    if scopes.last?.isFailed == false { scopes[scopes.count - 1].machine = register }
  }

  /// Begins the case of some states, whose names stand between spaces, in a `switch` over the states.
  public func beginState(_ names: String, of register: NetID) throws(Failure) {
    let machine = try machine(register)
    if scopes.last?.isFailed == true { return beginFailed() }
    guard scopes.last?.machine == register, scopes.last?.branch == Branch.none else {
      throw Failure(.scopeOrder, "a state that stands in no `switch` over its machine", at: place)
    }
    var keys: [NetID] = []
    for name in names.split(separator: " ") {
      keys.append(machine.states[try index(String(name), in: machine)].literal)
    }
    try beginCase(keys)
  }

  // MARK: Parts

  private func machine(_ register: NetID) throws(Failure) -> StateMachine {
    guard let machine = machines[register] else {
      try check(register)
      throw Failure(.badState, "\(described(register)) is no state machine", at: place, notes: madeNotes(register))
    }
    return machine
  }

  private func index(_ name: String, in machine: StateMachine) throws(Failure) -> Int {
    if let id = netlist.names.find(name), let index = machine.states.firstIndex(where: { $0.name == id }) {
      return index
    }
    throw unknownState(name, machine.states.map { netlist.names[$0.name] })
  }

  private func unknownState(_ name: String, _ names: [String]) -> Failure {
    Failure(
      .badState,
      "there is no state \(Identifier.quoted(name)); the states are \(names.prefix(20).joined(separator: ", "))"
        + (names.count > 20 ? ", …" : ""), at: place)
  }

  private func codes(_ encoding: String, _ names: [String]) throws(Failure) -> [Integer] {
    switch encoding {
    case "", "binary": return names.indices.map { Integer($0) }
    case "gray": return names.indices.map { Integer($0 ^ $0 >> 1) }
    case "onehot":
      return names.indices.map { Integer(1) << $0 }
    default: break
    }
    var codes: [Integer] = []
    for text in encoding.split(whereSeparator: { $0 == " " || $0 == "," }) {
      guard text.utf8.count <= 64, let code = Integer(parsing: String(text)), !code.isNegative else {
        throw Failure(
          .badState, "\(Identifier.quoted(String(text))) is neither an encoding nor a code", at: place,
          fix: "use binary, onehot, gray, or the codes between spaces")
      }
      codes.append(code)
    }
    guard codes.count == names.count else {
      throw Failure(
        .badState, "\(names.count) states with \(codes.count) codes", at: place, fix: "give each state a code")
    }
    var owner: [Integer: Int] = [:]
    for (index, code) in codes.enumerated() {
      if let other = owner.updateValue(index, forKey: code) {
        throw Failure(
          .badState,
          "states \(Identifier.quoted(names[other])) and \(Identifier.quoted(names[index])) have one code, \(code)",
          at: place, fix: "give each state a code of its own")
      }
    }
    return codes
  }

  /// Before a `switch` over states ends: each state has a case, and a code that is no state's leads to the entry.
  func endStates(_ scope: Scope) throws(Failure) {
    guard let register = scope.machine, let machine = machines[register] else { return }
    let choice = module.choices[Int(scope.choice)]
    if choice.last != Branch.none, module.branches[Int(choice.last)].isRest { return }
    let width = width(of: register)
    let missing = machine.states.filter { scope.used[module.literal($0.literal, width: width)] == nil }
    guard missing.isEmpty else {
      let names = missing.prefix(20).map { Identifier.quoted(netlist.names[$0.name]) }.joined(separator: ", ")
      throw Failure(
        .missingState, "state\(missing.count == 1 ? "" : "s") \(names) of \(described(register)) without a case",
        at: netlist.locations[choice.location], fix: "write one, or a default")
    }
    if machine.isFull || machine.hasDefault { return }
    let outer = location
    location = choice.location
    defer { location = outer }
    try beginDefault()
    try end()
  }

  /// In the `default` of a `switch` over states, all of which have cases: the entry comes next, unless it says another.
  func beginIllegalStates() throws(Failure) {
    guard let scope = scopes.dropLast().last, let register = scope.machine, let machine = machines[register] else {
      return
    }
    let width = width(of: register)
    guard !machine.isFull, machine.states.allSatisfy({ scope.used[module.literal($0.literal, width: width)] != nil })
    else { return }
    machines[register]!.hasDefault = true
    try drive(register, with: machine.states[machine.entry].literal)
  }

  /// The states that nothing leads to.
  func unreachableStates() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (register, machine) in machines.sorted(by: { $0.key.raw < $1.key.raw })
    where !machine.isDrivenDirectly(module, register) {
      for (index, state) in machine.states.enumerated() where !machine.isEntered[index] {
        found.append(
          Diagnostic(
            .unreachableState,
            "state \(Identifier.quoted(netlist.names[state.name])) of \(described(register)) of \(netlist.text(of: id)) is never entered",
            at: netlist.locations[machine.location]))
      }
    }
    return found
  }
}

extension StateMachine {
  /// Whether something else than a state is driven onto the register.
  func isDrivenDirectly(_ module: Module, _ register: NetID) -> Bool {
    let literals = Set(states.map(\.literal))
    return module.drives(of: register).contains { !literals.contains($0.value) }
      || module.assignmentRange(of: register).contains {
        !literals.contains(module.assignments[Int(module.assignmentOrder[$0])].value)
      }
  }
}
