import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Sets of parameters that both sides evaluate.
extension InterfaceComparison {
  /// How many sets are tried of each doubt, and of all sets together: small ones of all before those of a doubt.
  static let maximumAttempts = 20
  static let firstAttempts = 6
  /// How many of the rules for ports narrow what is tried.
  static let maximumRules = 64
  /// How many sets are tried one by one, where there are no more, and how many declarations are evaluated with them.
  static let maximumSets = 4096
  static let maximumDeclarations = 1 << 18
  /// How many ports more than declarations an interface may have to be evaluated.
  static let maximumPorts = 1 << 12

  /// What one side makes of a set.
  private enum Outcome {
    case ports([Port])
    case refused(Failure)
    /// Too many ports, or a hook that has no answer.
    case open
  }

  /// Tries what is doubtful, and answers.
  func settle() throws(Failure) -> Comparison {
    var places: [[ParameterSets.Place]] = [self.places(a) { $0 }]
    if !isAligned { places.append(self.places(b) { names[$0] }) }
    var expressions: [ExprID] = []
    for side in [a, b] {
      expressions += side.schema.conditions + side.schema.memberships
      for segment in side.segments { expressions += [segment.condition] + (segment.type.map { [$0] } ?? []) }
    }
    let generic = narrowed([cells.both, cells.a, cells.b].compactMap { $0?.cell }) + [ProofCell()]
    let doubtful = narrowed(doubts.map(\.cell))
    var isOpen = false
    for (index, places) in places.enumerated() {
      let sets = ParameterSets(places, in: types, expressions: expressions)
      let (few, all) = (InterfaceComparison.firstAttempts, InterfaceComparison.maximumAttempts)
      let tries =
        generic.map { ($0, 0..<few) } + doubtful.map { ($0, 0..<all) } + generic.map { ($0, few..<all) }
      for (cell, attempts) in tries {
        for attempt in attempts {
          guard let set = try? sets.set(in: cell, attempt) else { continue }
          if let witness = try witness(sets.places, set, &isOpen) { return .different(witness) }
        }
      }
      let limit = min(
        InterfaceComparison.maximumSets,
        InterfaceComparison.maximumDeclarations / max(1, a.segments.count + b.segments.count))
      guard isAligned, index == 0, let all = sets.all(limit: limit, a.generator.schema), !a.generator.schema.hasLate
      else { continue }
      isOpen = hasImpureHook
      for set in all { if let witness = try witness(sets.places, set, &isOpen) { return .different(witness) } }
      // Sets beyond the bounds of the first are none of its; the second may have such.
      if isOpen { continue }
      if relation == .substitutable || (try? bounds(b, within: places)) == true { return .same }
    }
    return .unknown(try obstacle())
  }

  /// The parts of cells in which the ports of the first side are legal as well, and those of the second.
  private func narrowed(_ cells: [ProofCell]) -> [ProofCell] {
    var result: [ProofCell] = []
    for cell in cells {
      for side in [a, b] {
        var rules: [ExprID] = []
        for segment in side.segments where rules.count < InterfaceComparison.maximumRules {
          for rule in segment.conditions where !rules.contains(rule) { rules.append(rule) }
        }
        if let part = try? prover.cell(cell, where: rules) { result.append(part.cell) }
      }
    }
    return result
  }

  /// Whether the second accepts nothing beyond the first's constant bounds, as its own bounds say.
  private func bounds(_ side: ComparedInterface, within places: [ParameterSets.Place]) throws(Failure) -> Bool {
    guard let cell = cells.b?.cell else { return true }
    for place in places {
      guard place.kind == .integer, let index = a.generator.schema.index(of: place.name) else {
        if case .enumeration(let cases) = place.kind {
          guard let choice = cell.choices.first(where: { $0.parameter == place.expression }),
            choice.values.allSatisfy({ value in cases.contains { store.string($0) == value } })
          else { return false }
        }
        continue
      }
      let parameter = a.generator.schema.parameters[index]
      for goal in [
        try store.lessEqual(parameter.minimum!, place.expression),
        try store.lessEqual(place.expression, parameter.maximum!),
      ] {
        guard case .holds = try prover.prove(goal, in: cell) else { return false }
      }
    }
    return true
  }

  private func places(_ side: ComparedInterface, _ name: (NameID) -> NameID?) -> [ParameterSets.Place] {
    side.generator.schema.parameters.compactMap { parameter in
      guard parameter.derivation == nil, let name = name(parameter.name), let value = side.schema.values[parameter.name]
      else { return nil }
      return ParameterSets.Place(name: name, kind: parameter.kind, expression: value)
    }
  }

  /// What shows that the sides differ for a set; nil if they do not. A late parameter takes the value in the set.
  private func witness(
    _ places: [ParameterSets.Place], _ set: [ExprID], _ isOpen: inout Bool
  ) throws(Failure) -> ComparisonWitness? {
    let first = arguments(a, places, set) { $0 }
    let second = arguments(b, places, set) { names[$0] ?? .none }
    let ours = evaluate(a.generator, first)
    if case .refused = ours, relation == .substitutable { return nil }
    let theirs = evaluate(b.generator, second)
    func made(_ x: String, _ y: String, acceptedBy: Int) -> ComparisonWitness {
      ComparisonWitness(
        arguments: text(first), otherArguments: text(second), first: x, second: y, acceptedBy: acceptedBy)
    }
    switch (ours, theirs) {
    case (.open, _), (_, .open):
      isOpen = true
      return nil
    case (.refused, .refused): return nil
    case (.ports, .refused(let failure)): return made("", rule(failure), acceptedBy: 1)
    case (.refused(let failure), .ports): return made(rule(failure), "", acceptedBy: 2)
    case (.ports(let x), .ports(let y)):
      for index in 0..<max(x.count, y.count) {
        let (p, q) = (index < x.count ? x[index] : nil, index < y.count ? y[index] : nil)
        if let p, let q, p.name == q.name, p.direction == q.direction, try isSame(p.type, q.type, places, set) {
          continue
        }
        return made(p.map(text) ?? "", q.map(text) ?? "", acceptedBy: 0)
      }
      return nil
    }
  }

  /// Whether two types are one; where late parameters decide them, for the set's values of these.
  private func isSame(
    _ x: TypeID, _ y: TypeID, _ places: [ParameterSets.Place], _ set: [ExprID]
  ) throws(Failure) -> Bool {
    if x == y { return true }
    if types.isConstant(x), types.isConstant(y) { return false }
    func value(_ name: NameID) -> ExprID? { places.firstIndex { $0.name == name }.map { set[$0] } }
    guard let first = try? types.substitute(x, value),
      let second = try? types.substitute(y, { value(names[$0] ?? $0) })
    else { return true }
    return first == second
  }

  private func arguments(
    _ side: ComparedInterface, _ places: [ParameterSets.Place], _ set: [ExprID], _ name: (NameID) -> NameID
  ) -> [(name: NameID, value: ExprID)] {
    var left = Array(places.indices)
    var result: [(name: NameID, value: ExprID)] = []
    for parameter in side.generator.schema.parameters where parameter.derivation == nil {
      guard let index = left.firstIndex(where: { places[$0].name == name(parameter.name) }) else { continue }
      let place = left.remove(at: index)
      if !parameter.isLate { result.append((parameter.name, set[place])) }
    }
    // What the other side has and this one lacks is given too, and refused.
    for place in left { result.append((places[place].name, set[place])) }
    return result
  }

  private func text(_ arguments: [(name: NameID, value: ExprID)]) -> String {
    arguments.map { "\(TextScanner.name(types.names[$0.name])) = \(store.text($0.value))" }.joined(separator: ", ")
  }

  private func text(_ port: Port) -> String {
    "\(port.direction) \(types.names[port.name]): \(types.text(port.type))"
  }

  private func rule(_ failure: Failure) -> String { failure.diagnostics.first?.message ?? "\(failure)" }

  private func evaluate(_ generator: Generator, _ given: [(name: NameID, value: ExprID)]) -> Outcome {
    let schema = generator.schema
    do throws(Failure) {
      let values = try schema.bind(
        Arguments(named: given), in: types, hooks: context.hooks, owner: generator.title)
      let late = schema.hasLate ? try context.late(of: generator, values) : nil
      let ports = try generator.template.evaluate(
        in: types, binding: { name in schema.index(of: name).map { values[$0] } }, hooks: context.hooks,
        location: generator.location, budget: generator.template.ports.count + InterfaceComparison.maximumPorts)
      try context.netlist.check(ports, of: generator.nameID, isExternal: generator.body == nil, late: late)
      return .ports(ports)
    } catch {
      switch error.diagnostics.first?.code {
      case .portBudget, .hookFailed: return .open
      default: return .refused(error)
      }
    }
  }

  /// Whether a hook is called that need not answer twice alike.
  private var hasImpureHook: Bool {
    for generator in [a.generator, b.generator] {
      for e in generator.schema.expressions + generator.template.expressions(in: types) {
        for name in store.calls(in: e) where !context.hooks.isPure(name) { return true }
      }
    }
    return false
  }

  // MARK: What is in the way

  private func obstacle() throws(Failure) -> ComparisonObstacle {
    var fallback: ComparisonObstacle?
    for doubt in doubts {
      let e = (try? doubt.cell.resolve(doubt.goal, in: store)) ?? doubt.goal
      for candidate in [e] + doubt.cell.facts {
        guard let (sub, isCall) = store.obstacle(in: candidate) else { continue }
        if isCall { return ComparisonObstacle(reason: .hook, expression: try text(of: sub)) }
        if fallback == nil { fallback = ComparisonObstacle(reason: .nonlinear, expression: try text(of: sub)) }
      }
    }
    if let fallback { return fallback }
    let goal = doubts.first { $0.goal != ExpressionStore.falseID }?.goal ?? ExpressionStore.falseID
    return ComparisonObstacle(reason: .limit, expression: try text(of: goal))
  }

  /// What a user wrote, or would: with a name of the index that can be read.
  private func text(of e: ExprID) throws(Failure) -> String {
    let index = store.parameterName(of: a.index)!
    let readable = store.parameter(types.names.intern("i"), kind: .integer)
    return store.briefText(try store.substitute(e, { $0 == index ? readable : nil }))
  }
}
