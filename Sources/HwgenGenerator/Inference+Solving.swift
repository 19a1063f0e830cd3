import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// The equations, solved to a fixed point.
extension Inference {
  /// Ranges of fewer numbers are tried one by one.
  private static let smallRange = 256
  /// Systems of more linear equations in several parameters are not solved.
  private static let largestSystem = 64

  /// Gives values to all parameters that the equations determine. Throws `inputConflict`, and `undetermined` for those
  /// that occur in an equation which is left, or that have no default.
  func solve() throws(Failure) {
    try settle()
    try exhaust()
    if try closeAbsent() { try exhaust() }
    try requireAll()
  }

  /// Goes on for as long as anything becomes known.
  private func exhaust() throws(Failure) {
    var goesOn = true
    while goesOn {
      goesOn = try eliminate()
      if !goesOn { goesOn = try tryFew() }
    }
  }

  /// Looks at all equations in the queue, and at those that wait for what they tell.
  func settle() throws(Failure) {
    var next = 0
    while next < queue.count {
      let equation = queue[next]
      next += 1
      try visit(equation)
    }
    queue.removeAll(keepingCapacity: true)
  }

  private func visit(_ index: Int) throws(Failure) {
    let equation = equations[index]
    let left = try expressions.substitute(equation.left, known, hooks: context.hooks)
    if left == equation.right { return }
    if !expressions.hasParameters(left) {
      let value =
        expressions.isConstant(left)
        ? left : try expressions.evaluate(equation.left, known, hooks: context.hooks)
      // A constraint is checked with all values, when the circuit is asked for.
      guard let source = equation.source else { return }
      if value != equation.right { throw conflict(source, equation) }
      return
    }
    for name in expressions.parameters(of: left) {
      if let place = schema.index(of: name) { waiting[place].append(index) }
    }
    if let name = expressions.parameterName(of: left) { return try bind(name, equation.right, equation) }
    if let number = expressions.smallInteger(of: equation.right) {
      return try narrow(left, Interval(low: number, high: number), equation)
    }
    if let value = expressions.booleanValue(of: equation.right) {
      if let (integer, range) = expressions.compared(left, being: value) { return try narrow(integer, range, equation) }
      for (part, value) in expressions.premises(of: left, being: value) {
        try add(part, expressions.boolean(value), equation.source)
      }
    }
    if let type = expressions.typeValue(of: equation.right), let source = equation.source {
      if let template = expressions.typeTemplate(of: left) { return try unify(template, type, source) }
      if let (condition, value) = expressions.choice(left, of: types.kind(of: type)) {
        try add(condition, expressions.boolean(value), source)
      }
    }
  }

  private func bind(_ name: NameID, _ value: ExprID, _ equation: Equation) throws(Failure) {
    guard let index = schema.index(of: name), slots[index] == ParameterSchema.absent else { return }
    slots[index] = value
    sources[index] = equation.source
    queue.append(contentsOf: waiting[index])
    waiting[index] = []
  }

  private func narrow(_ e: ExprID, _ target: Interval, _ equation: Equation) throws(Failure) {
    guard let (name, found) = expressions.inverse(e, target), let index = schema.index(of: name) else { return }
    let range = try self.range(index).intersection(found)
    guard !range.isEmpty else {
      if let source = equation.source { throw conflict(source, equation) }
      return
    }
    ranges[index] = range
    if let low = range.low, low == range.high { try bind(name, expressions.integer(low), equation) }
  }

  /// What is known of an integer parameter: at first what the schema says, as far as that has a value by now.
  func range(_ index: Int) throws(Failure) -> Interval {
    if let known = ranges[index] { return known }
    let parameter = schema.parameters[index]
    return Interval(low: try limit(parameter.minimum), high: try limit(parameter.maximum))
  }

  private func limit(_ e: ExprID?) throws(Failure) -> Int? {
    guard let e else { return nil }
    return expressions.smallInteger(of: try opened(e))
  }

  /// The equations that are left, and what they have become.
  func open() throws(Failure) -> [(equation: Equation, left: ExprID)] {
    var seen = Set<[ExprID]>()
    var found: [(equation: Equation, left: ExprID)] = []
    for equation in equations where expressions.hasParameters(equation.left) {
      let left = try expressions.substitute(equation.left, known, hooks: context.hooks)
      guard expressions.hasParameters(left), seen.insert([left, equation.right]).inserted else { continue }
      found.append((equation, left))
    }
    return found
  }

  // MARK: What one equation does not determine

  /// Solves a system of linear equations in several parameters. Whether anything became known.
  private func eliminate() throws(Failure) -> Bool {
    var rows: [(left: ExprID, source: Int?)] = []
    for (equation, left) in try open() where expressions.kind(of: left) == .integer {
      rows.append((try expressions.subtract(left, equation.right), equation.source))
    }
    rows.removeAll { expressions.linearParameter(of: $0.left) == nil }
    guard rows.count > 1, rows.count <= Inference.largestSystem else { return false }
    let before = unknownCount
    while let pivot = rows.popLast() {
      guard let name = expressions.linearParameter(of: pivot.left) else { continue }
      for index in rows.indices {
        rows[index].left = expressions.eliminating(name, from: rows[index].left, by: pivot.left)
      }
      for row in rows where expressions.linearParameter(of: row.left) == nil {
        try add(row.left, expressions.integer(0), row.source)
      }
      rows.removeAll { expressions.linearParameter(of: $0.left) == nil }
      try settle()
    }
    return unknownCount < before
  }

  private var unknownCount: Int { slots.count { $0 == ParameterSchema.absent } }

  /// Tries the values of each parameter that has few: one that alone satisfies the equations and constraints in which it
  /// is the only unknown is its value. Whether anything became known.
  private func tryFew() throws(Failure) -> Bool {
    let open = try self.open()
    for index in slots.indices where slots[index] == ParameterSchema.absent {
      let name = schema.parameters[index].name
      let mine = open.filter { expressions.parameters(of: $0.left) == [name] }
      guard let reason = mine.first(where: { $0.equation.source != nil })?.equation else { continue }
      var fitting: [ExprID] = []
      for value in try candidates(index) {
        var fits = true
        for (equation, left) in mine where fits {
          let found = try expressions.substitute(left, { $0 == name ? value : nil }, hooks: context.hooks)
          fits = found == equation.right
        }
        if fits { fitting.append(value) }
      }
      if fitting.count == 1 {
        try bind(name, fitting[0], reason)
        try settle()
        return true
      }
      if let first = fitting.first.flatMap(expressions.smallInteger(of:)),
        let last = fitting.last.flatMap(expressions.smallInteger(of:))
      {
        ranges[index] = Interval(low: first, high: last)
      } else if fitting.isEmpty, try !candidates(index).isEmpty {
        throw conflict(reason.source!, reason)
      }
    }
    return false
  }

  /// All values that a parameter may have, if they are few; else none.
  private func candidates(_ index: Int) throws(Failure) -> [ExprID] {
    switch schema.parameters[index].kind {
    case .boolean: return [ExpressionStore.falseID, ExpressionStore.trueID]
    case .enumeration(let cases): return cases.map { expressions.string(types.names[$0]) }
    case .integer:
      let range = try self.range(index)
      guard let low = range.low, let high = range.high, low <= high,
        high.subtractingReportingOverflow(low).partialValue.magnitude < Inference.smallRange,
        !high.subtractingReportingOverflow(low).overflow
      else {
        return []
      }
      return (low...high).map { expressions.integer($0) }
    default: return []
    }
  }

  // MARK: What no given value says

  /// A boolean that only guards optional ports is what makes inputs that are not given absent. Whether anything is known
  /// by that.
  private func closeAbsent() throws(Failure) -> Bool {
    let ports = generator.template.ports
    let given = Set(targets.lazy.map(\.template))
    let absent = ports.indices.filter {
      ports[$0].condition != nil && ports[$0].direction == .input && !given.contains($0)
        && !types.kind(of: ports[$0].type).isControl
    }
    if absent.isEmpty { return false }
    var elsewhere: Set<NameID> = []
    for port in ports {
      for e in types.expressions(in: port.type) + [port.repetition?.low, port.repetition?.high].compactMap({ $0 }) {
        elsewhere.formUnion(expressions.parameters(of: e))
      }
    }
    let before = unknownCount
    for index in absent {
      let condition = ports[index].condition!
      let names = expressions.parameters(of: condition)
      guard elsewhere.isDisjoint(with: names), names.allSatisfy(isBoolean) else { continue }
      try add(condition, ExpressionStore.falseID, nil)
    }
    try settle()
    return unknownCount < before
  }

  private func isBoolean(_ name: NameID) -> Bool {
    schema.index(of: name).map { schema.parameters[$0].kind == .boolean } ?? false
  }

  /// Throws `undetermined` if an equation is left, or a parameter without a default.
  private func requireAll() throws(Failure) {
    var missing: [Int] = []
    var reasons: [Int: Equation] = [:]
    for (equation, left) in try open() where equation.source != nil {
      for name in expressions.parameters(of: left) {
        guard let index = schema.index(of: name), reasons[index] == nil else { continue }
        reasons[index] = equation
        missing.append(index)
      }
    }
    for index in schema.givenIndices
    where slots[index] == ParameterSchema.absent && schema.parameters[index].defaultValue == nil
      && reasons[index] == nil
    {
      missing.append(index)
    }
    if !missing.isEmpty { throw undetermined(missing.sorted(), reasons) }
  }
}
