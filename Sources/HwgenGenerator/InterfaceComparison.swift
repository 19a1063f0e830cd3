import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Compares the interfaces of two generators for all sets of parameters.
///
/// Declarations that are one in normal form are the same without further ado. Of the others, groups of declarations of the
/// same names are compared in each case of what decides them (`+Ports`); what remains of a doubt is tried with sets of
/// parameters, which both generators evaluate (`+Witness`). So *same* is a proof, *different* has been seen, and all else
/// is unknown. Made by `Context.compare`.
final class InterfaceComparison {
  /// How many doubts are looked into.
  static let maximumDoubts = 8

  /// A case in which something may differ.
  struct Doubt {
    let cell: ProofCell
    /// What was to be shown there.
    let goal: ExprID
    let isLimit: Bool
  }

  let context: Context
  let types: TypeStore
  let store: ExpressionStore
  let prover: Prover
  let relation: ComparisonRelation
  let a: ComparedInterface
  let b: ComparedInterface
  /// What the parameters of the second generator are called in the first.
  let names: [NameID: NameID]
  /// All parameters have a counterpart of their kind.
  let isAligned: Bool
  /// The sets that the first accepts, the second, and both, as far as schemas decide; nil if none.
  var cells:
    (
      a: (cell: ProofCell, rest: [ExprID])?, b: (cell: ProofCell, rest: [ExprID])?,
      both: (cell: ProofCell, rest: [ExprID])?
    )
  var doubts: [Doubt] = []

  /// `names` gives for parameters of the second generator those of the first that they stand for; others stand for those of
  /// their own names.
  init(
    _ context: Context, _ first: Generator, _ second: Generator, _ relation: ComparisonRelation,
    names given: [NameID: NameID]
  ) throws(Failure) {
    self.context = context
    types = context.types
    store = types.expressions
    prover = Prover(store)
    self.relation = relation
    var known: [ExprID: ExprID] = [:]
    let ours = first.schema.parameters.filter { $0.derivation == nil }
    let theirs = second.schema.parameters.filter { $0.derivation == nil }
    var names: [NameID: NameID] = [:]
    var isAligned = true
    var matched: Set<NameID> = []
    for parameter in theirs {
      let name = given[parameter.name] ?? parameter.name
      let counterpart = ours.first { $0.name == name }
      if counterpart == nil, relation == .substitutable, parameter.defaultValue != nil, !parameter.isLate { continue }
      names[parameter.name] = name
      matched.insert(name)
      if let counterpart, counterpart.kind.valueKind == parameter.kind.valueKind,
        counterpart.kind.elementKind == parameter.kind.elementKind, counterpart.isLate == parameter.isLate
      {
        continue
      }
      isAligned = false
    }
    if ours.contains(where: { !matched.contains($0.name) }) { isAligned = false }
    self.names = names
    self.isAligned = isAligned
    a = try ComparedInterface(first, in: types, &known) { $0 }
    b = try ComparedInterface(second, in: types, &known) { names[$0] }
    cells = (nil, nil, nil)
    cells.a = try cell(a.schema, nil)
    cells.b = try cell(b.schema, nil)
    cells.both = isAligned ? try cell(a.schema, b.schema) : nil
  }

  private func cell(
    _ one: SchemaConditions, _ other: SchemaConditions?
  ) throws(Failure) -> (cell: ProofCell, rest: [ExprID])? {
    var whole = ProofCell()
    whole.choices = one.choices
    for (parameter, values) in other?.choices ?? [] {
      guard let index = whole.choices.firstIndex(where: { $0.parameter == parameter }) else {
        whole.choices.append((parameter, values))
        continue
      }
      whole.choices[index].values.removeAll { !values.contains($0) }
      if whole.choices[index].values.isEmpty { return nil }
    }
    return try prover.cell(whole, where: one.conditions + (other?.conditions ?? []))
  }

  /// The answer.
  func run() throws(Failure) -> Comparison {
    do throws(Failure) {
      if isAligned { try compareSchemas() } else { doubtAll() }
      if isAligned, doubts.count < InterfaceComparison.maximumDoubts { try comparePorts() }
    } catch {
      // A type of a case that is nowhere taken may be none.
      doubtAll()
    }
    if doubts.isEmpty { return .same }
    return try settle()
  }

  private func doubtAll() {
    for cell in [cells.both, cells.a, relation == .same ? cells.b : nil] {
      if let cell { doubts.append(Doubt(cell: cell.cell, goal: ExpressionStore.falseID, isLimit: true)) }
    }
  }

  // MARK: Schemas

  private func compareSchemas() throws(Failure) {
    try imply(a, cells.a, b)
    if relation == .same { try imply(b, cells.b, a) }
  }

  /// What the schema of `other` asks holds for all sets that `one` accepts.
  private func imply(
    _ one: ComparedInterface, _ cell: (cell: ProofCell, rest: [ExprID])?, _ other: ComparedInterface
  ) throws(Failure) {
    guard let cell else { return }
    let known = Set(one.schema.conditions + one.schema.memberships)
    for goal in other.schema.conditions + other.schema.memberships where !known.contains(goal) {
      if case .holds = try prover.prove(goal, in: cell.cell) { continue }
      let conditions = cell.rest + related(goal, one.segments)
      try show(goal, in: cell.cell, if: conditions)
    }
  }

  /// The first few conditions of declarations that share parameters with another.
  private func related(_ e: ExprID, _ segments: [PortSegment]) -> [ExprID] {
    let parameters = store.parameters(of: e)
    var found: [ExprID] = []
    for segment in segments where found.count < 32 {
      for condition in segment.conditions where !found.contains(condition) {
        if store.parameters(of: condition).contains(where: parameters.contains) { found.append(condition) }
      }
    }
    return found
  }

  /// Shows that `goal` holds, or notes a doubt. Whether it is shown.
  @discardableResult func show(
    _ goal: ExprID, in cell: ProofCell, if conditions: [ExprID]
  ) throws(Failure) -> Bool {
    var verdict = try prover.prove(goal, in: cell)
    if case .holds = verdict { return true }
    if !conditions.isEmpty {
      // Those that are comparisons narrow the cell; nothing is left of it where they cannot hold.
      guard let narrowed = try prover.cell(cell, where: conditions) else { return true }
      verdict = try prover.prove(goal, in: narrowed.cell, if: narrowed.rest)
    }
    switch verdict {
    case .holds: return true
    case .refuted(let part): note(Doubt(cell: part, goal: goal, isLimit: false))
    case .limit: note(Doubt(cell: cell, goal: goal, isLimit: true))
    }
    return false
  }

  func note(_ doubt: Doubt) {
    if doubts.count < InterfaceComparison.maximumDoubts { doubts.append(doubt) }
  }
}
