import HwgenBits
import HwgenSupport
import HwgenTypes

/// State machines: named states, the next one, and the cases of a `switch` over them.
extension ModuleBuilder {
  /// A register with states. `states` are their names between spaces, or the text of an enumeration, whose members they
  /// are: `Enum(State: idle, run)`. The first is the entry unless `entry` names another. `encoding` is `binary`, `onehot`,
  /// `gray`, or the codes between spaces; an enumeration has its own.
  ///
  /// Makes a literal for each state, in order, and then the register, which is the result. With a reset, the register is
  /// reset to the entry; without one the entry is its initial value. Throws what `TypeStore.enumeration` throws, and
  /// `badState` for an entry that is no state.
  public func stateMachine(
    _ states: String, encoding: String = "", entry: String = "", clock: NetID = .none, reset: NetID = .none
  ) throws(Failure) -> NetID {
    let type: TypeID
    do { type = try self.states(states, encoding) } catch { throw error.at(place) }
    let members = types.enumeration(of: type)!.members
    let start = entry.isEmpty ? 0 : try index(entry, in: type)
    if cellBudget - draft.cells.count <= members.count { throw overBudget() }
    var literals: [NetID] = []
    for index in members.indices { literals.append(try member(index, of: type)) }
    let value = literals[start]
    let reset = reset == .none && clock == .none ? openDomain?.reset ?? .none : reset
    let register = try register(
      type, clock: clock, reset: reset, resetValue: reset == .none ? .none : value,
      initial: reset == .none ? value : .none)
    scaffold.machines[register] = StateMachine(
      literals: literals, entry: start, isEntered: members.indices.map { $0 == start }, hasDefault: false,
      location: location)
    return register
  }

  /// The enumeration of the states.
  private func states(_ states: String, _ encoding: String) throws(Failure) -> TypeID {
    if states.contains("(") {
      guard encoding.isEmpty || encoding == "binary" else {
        throw Failure(.badState, "an enumeration has an encoding of its own, and is given another one", at: place)
      }
      let type = try types.parseType(states, scope: { _ in nil }, location: place)
      guard types.enumeration(of: type) != nil else {
        throw Failure(.badState, "the states of a machine are an enumeration, not \(types.briefText(type))", at: place)
      }
      return type
    }
    let names = states.split(separator: " ").map { netlist.names.intern(String($0)) }
    guard !names.isEmpty else { throw Failure(.emptyEnumeration, "a state machine without a state", at: place) }
    let known: [String: EnumerationEncoding] = ["": .binary, "binary": .binary, "onehot": .oneHot, "gray": .gray]
    if let encoding = known[encoding] {
      return try types.enumeration(name: .none, names.map { ($0, nil) }, encoding: encoding)
    }
    var codes: [Integer] = []
    for text in encoding.split(whereSeparator: { $0 == " " || $0 == "," }) {
      guard text.utf8.count <= 64, let code = Integer(parsing: String(text)) else {
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
    return try types.enumeration(name: .none, zip(names, codes).map { ($0, $1) })
  }

  /// The code of a state: a literal. Throws `badState` if the machine has no such state.
  public func state(_ name: String, of register: NetID) throws(Failure) -> NetID {
    let machine = try machine(register)
    return machine.literals[try index(name, in: type(of: register))]
  }

  /// Makes a state the next one, where the open branches are taken.
  public func setNext(_ name: String, of register: NetID) throws(Failure) {
    let machine = try machine(register)
    let index = try index(name, in: type(of: register))
    try drive(register, with: machine.literals[index])
    scaffold.machines[register]!.isEntered[index] = true
  }

  /// Begins a `switch` over the states. Where it ends, each state must have a case, or there be a `default`; the entry is
  /// then the next state for each code that is no state's.
  public func beginStates(_ register: NetID) throws(Failure) {
    _ = try machine(register)
    try beginSwitch(register)
    if scaffold.scopes.last?.isFailed == false { scaffold.scopes[scaffold.scopes.count - 1].machine = register }
  }

  /// Begins the case of some states, whose names stand between spaces, in a `switch` over the states.
  public func beginState(_ names: String, of register: NetID) throws(Failure) {
    let machine = try machine(register)
    if scaffold.scopes.last?.isFailed == true { return beginFailed() }
    guard scaffold.scopes.last?.machine == register, scaffold.scopes.last?.branch == Branch.none else {
      throw Failure(.scopeOrder, "a state that stands in no `switch` over its machine", at: place)
    }
    var keys: [NetID] = []
    for name in names.split(separator: " ") {
      keys.append(machine.literals[try index(String(name), in: type(of: register))])
    }
    try beginCase(keys)
  }

  // MARK: Parts

  private func machine(_ register: NetID) throws(Failure) -> StateMachine {
    guard let machine = scaffold.machines[register] else {
      try check(register)
      throw Failure(.badState, "\(described(register)) is no state machine", at: place, notes: madeNotes(register))
    }
    return machine
  }

  private func index(_ name: String, in type: TypeID) throws(Failure) -> Int {
    let states = types.enumeration(of: type)!
    if let id = netlist.names.find(name), let index = states.index(of: id) { return index }
    let names = states.members.prefix(20).map { netlist.names[$0] }.joined(separator: ", ")
    throw Failure(
      .badState,
      "there is no state \(Identifier.quoted(name)); the states are \(names)\(states.members.count > 20 ? ", …" : "")",
      at: place)
  }

  /// Before a `switch` over states ends: each state has a case, and a code that is no state's leads to the entry.
  func endStates(_ scope: Scope) throws(Failure) {
    guard let register = scope.machine, let machine = scaffold.machines[register] else { return }
    let choice = draft.parts.choices[Int(scope.choice)]
    if choice.last != Branch.none, draft.parts.branches[Int(choice.last)].isRest { return }
    let states = types.enumeration(of: type(of: register))!
    let missing = states.members.indices.filter { scope.used[states.codes[$0]] == nil }
    guard missing.isEmpty else {
      let names = missing.prefix(20).map { Identifier.quoted(netlist.names[states.members[$0]]) }.joined(
        separator: ", ")
      throw Failure(
        .missingState, "state\(missing.count == 1 ? "" : "s") \(names) of \(described(register)) without a case",
        at: netlist.locations[choice.location], fix: "write one, or a default")
    }
    if states.isFull || machine.hasDefault { return }
    let outer = location
    location = choice.location
    defer { location = outer }
    try beginDefault()
    try end()
  }

  /// In the `default` of a `switch` over states, all of which have cases: the entry comes next, unless it says another.
  func beginIllegalStates() throws(Failure) {
    guard let scope = scaffold.scopes.dropLast().last, let register = scope.machine,
      let machine = scaffold.machines[register]
    else {
      return
    }
    let states = types.enumeration(of: type(of: register))!
    guard !states.isFull, states.codes.allSatisfy({ scope.used[$0] != nil }) else { return }
    scaffold.machines[register]!.hasDefault = true
    try drive(register, with: machine.literals[machine.entry])
  }

  /// The states that nothing leads to.
  func unreachableStates() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (register, machine) in scaffold.machines.sorted(by: { $0.key.raw < $1.key.raw })
    where !machine.isDrivenDirectly(module, register) {
      let states = types.enumeration(of: type(of: register))!.members
      for (index, state) in states.enumerated() where !machine.isEntered[index] {
        found.append(
          Diagnostic(
            .unreachableState,
            "state \(Identifier.quoted(netlist.names[state])) of \(described(register)) of \(netlist.text(of: id)) is never entered",
            at: netlist.locations[machine.location]))
      }
    }
    return found
  }
}

extension StateMachine {
  /// Whether something else than a state is driven onto the register.
  func isDrivenDirectly(_ module: Module, _ register: NetID) -> Bool {
    let literals = Set(self.literals)
    return module.drives(of: register).contains { !literals.contains($0.value) }
      || module.assignmentRange(of: register).contains {
        !literals.contains(module.assignments[Int(module.assignmentOrder[$0])].value)
      }
  }
}
