import HwgenBits
import HwgenSupport
import HwgenTypes

/// The parameters of a generator, in order, and the predicates over them.
///
/// Made by `ParameterSchema.parse`; read by whoever binds, lists or prints parameters.
public final class ParameterSchema: Sendable {
  /// In the order of their declaration, derived ones too.
  public let parameters: [Parameter]
  /// Predicates that every set of values must satisfy.
  public let constraints: [ExprID]

  /// Where the parameters that take arguments stand, in order.
  public let givenIndices: ContiguousArray<Int>
  /// The names of all parameters.
  public let names: ContiguousArray<NameID>
  /// Where each stands if there are many.
  private let indices: [NameID: Int]
  /// Some parameter is left to Verilog.
  public let hasLate: Bool
  /// Of the parameters that may have every value of a kind: the kind.
  private let plainKinds: ContiguousArray<ValueKind?>

  public init(parameters: [Parameter] = [], constraints: [ExprID] = []) {
    self.parameters = parameters
    self.constraints = constraints
    givenIndices = ContiguousArray(
      parameters.indices.filter { parameters[$0].derivation == nil && !parameters[$0].isLate })
    hasLate = parameters.contains { $0.isLate }
    plainKinds = ContiguousArray(parameters.map(\.plainKind))
    names = ContiguousArray(parameters.map(\.name))
    let isLarge = parameters.count > 8
    indices = isLarge ? Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 }) : [:]
  }

  /// The parameters that take arguments, in order.
  public var given: [Parameter] { parameters.filter { $0.derivation == nil && !$0.isLate } }

  /// All that it is made of: bounds, defaults, derivations and constraints.
  public var expressions: [ExprID] {
    parameters.flatMap { [$0.minimum, $0.maximum, $0.defaultValue, $0.derivation].compactMap { $0 } } + constraints
  }

  /// Where a parameter of this name stands; nil if there is none.
  public func index(of name: NameID) -> Int? { indices.isEmpty ? names.firstIndex(of: name) : indices[name] }
}

/// The values that a request gives, before they are brought into order.
public struct Arguments: Sendable {
  /// For the parameters that are not derived, from the first on.
  public var positional: [ExprID] = []
  /// By name, in any order.
  public var named: [(name: NameID, value: ExprID)] = []

  public init(positional: [ExprID] = [], named: [(name: NameID, value: ExprID)] = []) {
    self.positional = positional
    self.named = named
  }

  /// Forgets what there is and keeps the room.
  public mutating func empty() {
    if !positional.isEmpty { positional.removeAll(keepingCapacity: true) }
    if !named.isEmpty { named.removeAll(keepingCapacity: true) }
  }
}

extension ParameterSchema {
  /// What stands for a parameter that is given no value.
  public static let absent = ExprID(raw: .max)

  /// Brings the values that a request gives into the parameters' order: the values of `slots`, one for each parameter.
  ///
  /// Nothing is checked of the values. Equal slots bind to equal values, so they are the key of a request. A failure has
  /// no place: whoever asked has it.
  public func place(
    _ arguments: Arguments, into slots: inout ContiguousArray<ExprID>, in types: TypeStore, owner: String
  ) throws(Failure) {
    slots.removeAll(keepingCapacity: true)
    for _ in 0..<parameters.count { slots.append(ParameterSchema.absent) }
    let positional = arguments.positional
    guard positional.count <= givenIndices.count else {
      throw Failure(
        .tooManyArguments,
        "\(owner) takes \(given.count) parameter\(given.count == 1 ? "" : "s") and is given \(positional.count) positional value\(positional.count == 1 ? "" : "s")"
      )
    }
    for position in 0..<positional.count { slots[givenIndices[position]] = positional[position] }
    for (name, value) in arguments.named {
      guard let index = index(of: name) else {
        throw Failure(
          .unknownParameter,
          "\(owner) has no parameter \(quoted(name, types)); it has \(given.map { types.names[$0.name] }.joined(separator: ", "))"
        )
      }
      guard parameters[index].derivation == nil else {
        throw Failure(
          .derivedGiven, "\(quoted(name, types)) of \(owner) is derived and takes no value")
      }
      guard !parameters[index].isLate else { throw lateGiven(parameters[index], owner, types) }
      guard slots[index] == ParameterSchema.absent else {
        throw Failure(.duplicateParameter, "\(quoted(name, types)) of \(owner) is given twice")
      }
      slots[index] = value
    }
  }

  /// The value of every parameter, in order, derived ones too: the key of a circuit.
  ///
  /// Positional, named and defaulted forms of one request give the same values. `owner` names the generator in messages;
  /// a failure has no place.
  public func bind(
    _ arguments: Arguments, in types: TypeStore, hooks: (any HookResolver)?, owner: String
  ) throws(Failure) -> ContiguousArray<ExprID> {
    var slots: ContiguousArray<ExprID> = []
    try place(arguments, into: &slots, in: types, owner: owner)
    return try bind(slots: slots, in: types, hooks: hooks, owner: owner)
  }

  /// The same for values that have been brought into order.
  public func bind(
    slots: ContiguousArray<ExprID>, in types: TypeStore, hooks: (any HookResolver)?, owner: String
  ) throws(Failure) -> ContiguousArray<ExprID> {
    let expressions = types.expressions
    // Still the same array where all values are given, as most are.
    var bound = slots
    for index in parameters.indices {
      let given = slots[index]
      if given != ParameterSchema.absent, let kind = plainKinds[index], expressions.isConstant(given),
        expressions.kind(of: given) == kind
      {
        continue
      }
      let parameter = parameters[index]
      if hasLate, let value = try lateValue(of: parameter, among: bound, in: types, hooks: hooks, owner: owner) {
        bound[index] = value
        continue
      }
      let value: ExprID
      if given != ParameterSchema.absent {
        value =
          expressions.isConstant(given)
          ? given
          : try noted(owner) { () throws(Failure) in
            try expressions.evaluate(given, { _ in nil }, hooks: hooks)
          }
      } else if let source = parameter.derivation ?? parameter.defaultValue {
        value = try noted(owner) { () throws(Failure) in
          try expressions.evaluate(source, { self.value(of: $0, among: bound) }, hooks: hooks)
        }
      } else {
        throw Failure(
          .missingParameter, "\(owner) needs a value for \(quoted(parameter.name, types))",
          fix: "give \(types.names[parameter.name]) = …")
      }
      try check(value, of: parameter, among: bound, types: types, hooks: hooks, owner: owner)
      if value != given { bound[index] = value }
    }
    for constraint in constraints {
      if hasLate, isLate(constraint, among: bound, expressions) { continue }
      try require(constraint, among: bound, in: types, hooks: hooks, owner: owner)
    }
    return bound
  }

  /// Throws `constraintFailed`, with the values, for a constraint that does not hold of values that decide it.
  func require(
    _ constraint: ExprID, among bound: ContiguousArray<ExprID>, in types: TypeStore, hooks: (any HookResolver)?,
    owner: String
  ) throws(Failure) {
    let expressions = types.expressions
    let holds = try noted(owner) { () throws(Failure) in
      try expressions.evaluate(constraint, { self.value(of: $0, among: bound) }, hooks: hooks)
    }
    if expressions.booleanValue(of: holds) == true { return }
    let values = expressions.parameters(of: constraint).map { name in
      "\(types.names[name]) = \(self.index(of: name).map { expressions.text(bound[$0]) } ?? "?")"
    }
    throw Failure(
      .constraintFailed,
      "\(owner) requires \(expressions.text(constraint)), and here \(values.joined(separator: ", "))")
  }

  /// The value of a parameter if it has been bound.
  func value(of name: NameID, among bound: ContiguousArray<ExprID>) -> ExprID? {
    guard let index = index(of: name), index < bound.count, bound[index] != ParameterSchema.absent else { return nil }
    return bound[index]
  }

  private func check(
    _ value: ExprID, of parameter: Parameter, among bound: ContiguousArray<ExprID>, types: TypeStore,
    hooks: (any HookResolver)?, owner: String
  ) throws(Failure) {
    try checkKind(value, of: parameter, types: types, owner: owner)
    if let limit = parameter.minimum {
      try check(value, limit, true, of: parameter, among: bound, types: types, hooks: hooks, owner: owner)
    }
    if let limit = parameter.maximum {
      try check(value, limit, false, of: parameter, among: bound, types: types, hooks: hooks, owner: owner)
    }
  }

  /// Throws `wrongKind` for a value of another kind, and `outOfRange` for a word that is none of an enumeration's.
  func checkKind(_ value: ExprID, of parameter: Parameter, types: TypeStore, owner: String) throws(Failure) {
    let expressions = types.expressions
    var name: String { "\(quoted(parameter.name, types)) of \(owner)" }
    guard expressions.kind(of: value) == parameter.kind.valueKind,
      parameter.kind.valueKind != .list || expressions.elements(of: value)?.isEmpty == true
        || expressions.elementKind(of: value) == parameter.kind.elementKind
    else {
      throw Failure(
        .wrongKind,
        "\(name) is \(expressions.kind(of: value).article), \(expressions.briefText(value)); it must be \(parameter.kind.article)"
      )
    }
    if case .enumeration(let cases) = parameter.kind {
      let text = expressions.stringValue(of: value) ?? ""
      guard cases.contains(where: { types.names[$0] == text }) else {
        throw Failure(
          .outOfRange,
          "\(name) is \(Identifier.quoted(text)); it must be one of \(cases.map { types.names[$0] }.joined(separator: ", "))"
        )
      }
    }
  }

  /// Throws `outOfRange` for a number beyond a bound that the values decide.
  func check(
    _ value: ExprID, _ limit: ExprID, _ isMinimum: Bool, of parameter: Parameter, among bound: ContiguousArray<ExprID>,
    types: TypeStore, hooks: (any HookResolver)?, owner: String
  ) throws(Failure) {
    let expressions = types.expressions
    let limit = try noted(owner) { () throws(Failure) in
      try expressions.evaluate(limit, { self.value(of: $0, among: bound) }, hooks: hooks)
    }
    guard let number = expressions.integerValue(of: value), let limit = expressions.integerValue(of: limit),
      isMinimum ? number < limit : number > limit
    else { return }
    throw Failure(
      .outOfRange,
      "\(quoted(parameter.name, types)) of \(owner) is \(number); it must be \(isMinimum ? "at least" : "at most") \(limit)"
    )
  }

  func quoted(_ name: NameID, _ types: TypeStore) -> String { Identifier.quoted(types.names[name]) }

  /// Runs `body`; what it throws without a place gets the generator's name.
  func noted(_ owner: String, _ body: () throws(Failure) -> ExprID) throws(Failure) -> ExprID {
    do { return try body() } catch {
      var failure = error
      for index in failure.diagnostics.indices where failure.diagnostics[index].location == nil {
        failure.diagnostics[index].notes.append(.init("in the parameters of \(owner)", at: nil))
      }
      throw failure
    }
  }
}
