import HwgenBits
import HwgenSupport
import HwgenTypes

/// `when`, `else when`, `otherwise`; `switch`, `case`, `default`: what is driven between a branch's beginning and its end
/// is driven under its condition, inputs of instances and writes of memories too.
///
/// Each begins a scope, and `end` ends the innermost. All that has a value (cells, instances, reads of memories) is made as
/// if it stood outside.
extension ModuleBuilder {
  /// Begins a branch that is taken where a Bit is 1. Throws `typeMismatch` for anything else.
  public func beginWhen(_ condition: NetID) throws(Failure) {
    if isInFailed { return beginFailed() }
    try check(condition: condition)
    try checkScope("a `when`")
    let choice = addChoice(selector: .none)
    addBranch(to: choice, condition: condition)
  }

  /// Begins a branch that is taken where those before it are not and a Bit is 1. Throws `scopeOrder` if it follows no
  /// `when`.
  public func beginElseWhen(_ condition: NetID) throws(Failure) {
    if isInFailed || isAfterFailed { return beginFailed() }
    try check(condition: condition)
    let choice = try openWhen("an `else when`")
    addBranch(to: choice, condition: condition)
  }

  /// Begins the branch that is taken where those before it are not. Throws `scopeOrder` if it follows no `when`.
  public func beginOtherwise() throws(Failure) {
    if isInFailed || isAfterFailed { return beginFailed() }
    let choice = try openWhen("an `otherwise`")
    addBranch(to: choice, condition: .none)
    draft.parts.choices[choice].isExhaustive = true
  }

  /// Begins a choice by a value; cases follow. Its value is of any type but a clock or a reset.
  public func beginSwitch(_ value: NetID) throws(Failure) {
    if isInFailed { return beginFailed() }
    try check(value)
    try checkScope("a `switch`")
    let kind = types.kind(of: type(of: value))
    if kind.isControl {
      throw Failure(.typeMismatch, "a `switch` over \(described(value))", at: place, notes: madeNotes(value))
    }
    let choice = addChoice(selector: value)
    scaffold.scopes.append(Scope(branch: Branch.none, choice: UInt32(choice)))
  }

  /// Begins a branch that is taken where the switch's value is one of some literals of its type. Throws
  /// `unreachableCase` for a value that an earlier case has.
  public func beginCase(_ keys: [NetID]) throws(Failure) {
    if isInFailed { return beginFailed() }
    let choice = try openSwitch("a `case`")
    let selector = draft.parts.choices[choice].selector
    guard !keys.isEmpty else { throw Failure(.badOperand, "a `case` without a value", at: place) }
    let scope = scaffold.scopes.count - 1
    var isKept = false
    var values: [BitVector] = []
    defer { if !isKept { for value in values { scaffold.scopes[scope].used[value] = nil } } }
    for key in keys {
      try check(key)
      guard draft.cells[key.index].operation == .literal else {
        throw Failure(
          .badOperand, "the value of a `case` is a literal, not \(described(key))", at: place, notes: madeNotes(key))
      }
      guard type(of: key) == type(of: selector) else { throw mismatch("case", selector, key) }
      let value = module.literal(key, width: width(of: key))
      if let earlier = scaffold.scopes[scope].used[value] {
        throw Failure(
          .unreachableCase,
          "`case \(text(ofLiteral: key))` of \(described(scaffold.scopes[scope])) stands there twice",
          at: place, notes: [.init("the other case", at: netlist.locations[earlier])], fix: "remove one of them")
      }
      scaffold.scopes[scope].used[value] = location
      values.append(value)
    }
    isKept = true
    addBranch(to: choice, condition: .none, keys: keys)
    let used = scaffold.scopes[scope].used
    let isFull = width(of: selector) < 32 && used.count == 1 << width(of: selector)
    if isFull || isCovered(type(of: selector), by: used.count, { used[$0] != nil }) {
      draft.parts.choices[choice].isExhaustive = true
      draft.parts.choices[choice].takesLast = !isFull
    }
  }

  /// Begins the branch that is taken where no case of the switch is. Throws `unreachableCase` if the cases are all values.
  public func beginDefault() throws(Failure) {
    if isInFailed { return beginFailed() }
    let choice = try openSwitch("a `default`")
    if draft.parts.choices[choice].isExhaustive, !draft.parts.choices[choice].takesLast {
      throw Failure(
        .unreachableCase, "the `default` of \(described(scaffold.scopes.last!)), whose cases are all values", at: place,
        notes: [.init("it begins", at: netlist.locations[draft.parts.choices[choice].location])], fix: "remove it")
    }
    addBranch(to: choice, condition: .none)
    draft.parts.choices[choice].isExhaustive = true
    draft.parts.choices[choice].takesLast = false
    try beginIllegalStates()
  }

  /// Ends the innermost branch or switch. Throws `scopeOrder` if there is none.
  public func end() throws(Failure) {
    if let scope = scaffold.scopes.last, scope.branch == Branch.none, !scope.isFailed {
      do { try endStates(scope) } catch {
        scaffold.scopes.removeLast()
        throw error
      }
    }
    guard let scope = scaffold.scopes.popLast() else {
      throw Failure(.scopeOrder, "`end` without a `when`, `switch` or `case` that it ends", at: place)
    }
    isAfterFailed = scope.isFailed
    if scope.isFailed { return }
    let isWhen = !draft.parts.choices[Int(scope.choice)].isSwitch
    lastWhen = isWhen ? scope.choice : nil
    branch = scaffold.scopes.last { $0.branch != Branch.none }?.branch ?? Branch.none
  }

  /// Begins a scope in the place of one that has failed, so that the host's `end` has something to end: what is driven in
  /// it is dropped, and what belongs to it fails no more. For hosts that go on after a failure, which `finish` must not
  /// follow.
  public func beginFailed() { scaffold.scopes.append(Scope(branch: Branch.none, choice: 0, isFailed: true)) }

  private var isInFailed: Bool { scaffold.scopes.last?.isFailed ?? false }

  /// Whether what is driven or checked here stands in a scope that has failed.
  var isDropped: Bool { isInFailed }

  /// A statement: no `else when` or `otherwise` may follow.
  func endChain() {
    lastWhen = nil
    isAfterFailed = false
  }

  // MARK: Parts

  private func check(condition: NetID) throws(Failure) {
    try check(condition)
    guard type(of: condition) == .bit else {
      throw Failure(
        .typeMismatch, "the condition of a `when` is a Bit, not \(described(condition))", at: place,
        notes: madeNotes(condition), fix: "compare it, or use any or all of its bits")
    }
  }

  /// In a switch only cases stand.
  func checkScope(_ what: String) throws(Failure) {
    guard let scope = scaffold.scopes.last, scope.branch == Branch.none, !scope.isFailed else { return }
    throw Failure(
      .scopeOrder, "\(what) in a `switch`, outside of its cases", at: place,
      notes: [.init("the `switch`", at: netlist.locations[draft.parts.choices[Int(scope.choice)].location])],
      fix: "begin a `case` or the `default` first")
  }

  private func openWhen(_ what: String) throws(Failure) -> Int {
    guard let last = lastWhen else {
      throw Failure(
        .scopeOrder, "\(what) that follows no `when`", at: place, fix: "put it right behind the end of a `when`")
    }
    let choice = draft.parts.choices[Int(last)]
    guard !choice.isExhaustive else {
      throw Failure(
        .scopeOrder, "\(what) behind an `otherwise`", at: place,
        notes: [.init("the `otherwise`", at: netlist.locations[draft.parts.branches[Int(choice.last)].location])],
        fix: "put the `otherwise` last")
    }
    return Int(last)
  }

  private func openSwitch(_ what: String) throws(Failure) -> Int {
    guard let scope = scaffold.scopes.last, scope.branch == Branch.none else {
      throw Failure(.scopeOrder, "\(what) that stands in no `switch`", at: place, fix: "begin a `switch` first")
    }
    let choice = draft.parts.choices[Int(scope.choice)]
    if choice.isExhaustive, choice.last != Branch.none, draft.parts.branches[Int(choice.last)].isRest {
      throw Failure(
        .scopeOrder, "\(what) behind a `default`", at: place,
        notes: [.init("the `default`", at: netlist.locations[draft.parts.branches[Int(choice.last)].location])],
        fix: "put the `default` last")
    }
    return Int(scope.choice)
  }

  private func addChoice(selector: NetID) -> Int {
    lastWhen = nil
    isAfterFailed = false
    draft.parts.choices.append(
      Choice(
        selector: selector, parent: branch, first: Branch.none, last: Branch.none, isExhaustive: false, count: 0,
        firstAssignment: UInt32(draft.parts.assignments.count), firstCheck: UInt32(draft.parts.checks.count),
        location: location))
    return draft.parts.choices.count - 1
  }

  private func addBranch(to choice: Int, condition: NetID, keys: [NetID] = []) {
    let index = UInt32(draft.parts.branches.count)
    draft.parts.branches.append(
      Branch(
        choice: UInt32(choice), next: Branch.none, condition: condition, firstKey: UInt32(draft.parts.keys.count),
        keyCount: UInt32(keys.count), location: location))
    draft.parts.keys.append(contentsOf: keys)
    if draft.parts.choices[choice].first == Branch.none {
      draft.parts.choices[choice].first = index
    } else {
      draft.parts.branches[Int(draft.parts.choices[choice].last)].next = index
    }
    draft.parts.choices[choice].last = index
    draft.parts.choices[choice].count += 1
    scaffold.scopes.append(Scope(branch: index, choice: UInt32(choice)))
    branch = index
    lastWhen = nil
  }

  /// What a user knows an open switch as.
  private func described(_ scope: Scope) -> String {
    if let union = scope.union { return "a `match` of \(described(union))" }
    return "a `switch` over \(described(draft.parts.choices[Int(scope.choice)].selector))"
  }

  /// A literal as a user would write it, or its name.
  func text(ofLiteral net: NetID) -> String { module.text(ofLiteral: net, netlist) }

  // MARK: Assignments

  /// Takes in a drive: under the condition of the open branch, or always.
  func add(_ base: NetID, low: Int, width: Int, value: NetID) throws(Failure) {
    endChain()
    if isDropped { return }
    if branch != Branch.none {
      if type(of: base) == .clock { throw undeclaredClock("a drive of \(described(base)) under a condition", base) }
      scaffold.isConditional.insert(base.raw)
      draft.parts.assignments.append(
        Assignment(
          target: base, low: UInt32(low), width: UInt32(width), value: value, branch: branch, location: location))
      return
    }
    if scaffold.isConditional.contains(base.raw),
      let earlier = draft.parts.assignments.first(where: {
        $0.target == base && Int($0.low) < low + width && Int($0.low) + Int($0.width) > low
      })
    {
      throw Failure(
        .multiplyDriven,
        "\(described(base)) is driven always, behind a drive under a condition that would never be seen",
        at: place, notes: [.init("the drive under a condition", at: netlist.locations[earlier.location])],
        fix: "put the default first")
    }
    draft.drives.append(
      Drive(target: base, low: UInt32(low), width: UInt32(width), value: value, location: location))
  }

  /// Refuses a module whose scopes have not all ended.
  func checkScopes() throws(Failure) {
    guard let scope = scaffold.scopes.last else { return }
    let isSwitch = draft.parts.choices[Int(scope.choice)].isSwitch
    let what = !isSwitch ? "`when`" : scope.branch == Branch.none ? "`switch`" : "`case`"
    let from =
      scope.branch == Branch.none
      ? draft.parts.choices[Int(scope.choice)].location : draft.parts.branches[Int(scope.branch)].location
    throw Failure(
      .scopeOrder, "a \(what) of \(netlist.text(of: id)) is not ended", at: netlist.locations[from], fix: "end it")
  }
}

extension ModuleBuilder {
  /// A branch that is open, or a switch between its cases.
  struct Scope {
    /// None for a switch.
    var branch: UInt32
    var choice: UInt32
    /// Of a switch: the values of its cases, and where they stand.
    var used: [BitVector: LocationID] = [:]
    /// It stands in the place of one that failed.
    var isFailed = false
    /// Of a match: the union.
    var union: NetID?
    /// Of a switch over the states of a machine: its register.
    var machine: NetID?
  }
}

extension Module {
  /// The member that a literal of an enumeration is, else its name, or its number.
  func text(ofLiteral net: NetID, _ netlist: Netlist) -> String {
    let cell = cells[net.index]
    if let enumeration = netlist.types.enumeration(of: cell.type),
      let index = enumeration.index(ofCode: literal(net, width: enumeration.width))
    {
      return netlist.names[enumeration.members[index]]
    }
    if !cell.name.isNone { return netlist.names[cell.name] }
    return literal(net, width: netlist.types.width(of: cell.type)).decimal(
      signed: netlist.types.isSigned(cell.type))
  }
}
