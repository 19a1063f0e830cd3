import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// The declarations of two interfaces side by side.
extension InterfaceComparison {
  /// Where a comparison of two groups stands in one case.
  private struct Place {
    var cell: ProofCell
    var i: Int
    var j: Int
    /// Up to where the repetitions that stand there have been compared; nil at their beginning.
    var low: ExprID?
    var otherLow: ExprID?

    /// Goes on behind the declaration of one side.
    mutating func pass(_ isSecond: Bool) {
      if isSecond {
        j += 1
        otherLow = nil
      } else {
        i += 1
        low = nil
      }
    }
  }

  /// Goes through both; linear if groups are small.
  func comparePorts() throws(Failure) {
    guard let both = cells.both else { return }
    var (i, j) = (0, 0)
    while i < a.segments.count || j < b.segments.count, doubts.count < InterfaceComparison.maximumDoubts {
      if i < a.segments.count, j < b.segments.count, a.segments[i] == b.segments[j] {
        i += 1
        j += 1
        continue
      }
      let end = group(from: (i, j))
      try compareLegality(i..<end.i, j..<end.j)
      try compare(i..<end.i, j..<end.j, in: both)
      (i, j) = end
    }
  }

  /// The end of the smallest group from a place on behind which no name of it occurs.
  private func group(from start: (i: Int, j: Int)) -> (i: Int, j: Int) {
    var end = (i: min(start.i + 1, a.segments.count), j: min(start.j + 1, b.segments.count))
    var (i, j) = start
    while i < end.i || j < end.j {
      let name = i < end.i ? a.segments[i].group : b.segments[j].group
      if i < end.i { i += 1 } else { j += 1 }
      end.i = max(end.i, a.ends[name] ?? 0)
      end.j = max(end.j, b.ends[name] ?? 0)
    }
    return end
  }

  /// Where one side's declarations are legal, so are the other's.
  private func compareLegality(_ ours: Range<Int>, _ theirs: Range<Int>) throws(Failure) {
    let conditions = (a.segments[ours].flatMap(\.conditions), b.segments[theirs].flatMap(\.conditions))
    func imply(
      _ given: [ExprID], _ cell: (cell: ProofCell, rest: [ExprID])?, _ asked: [ExprID]
    ) throws(Failure) {
      guard let cell else { return }
      let known = Set(given)
      var shown: Set<ExprID> = []
      for goal in asked where !known.contains(goal) && shown.insert(goal).inserted {
        try show(goal, in: cell.cell, if: cell.rest + given)
      }
    }
    try imply(conditions.0, cells.a, conditions.1)
    if relation == .same { try imply(conditions.1, cells.b, conditions.0) }
  }

  /// Whether the ports of two groups are the same wherever both sides are legal.
  private func compare(
    _ ours: Range<Int>, _ theirs: Range<Int>, in both: (cell: ProofCell, rest: [ExprID])
  ) throws(Failure) {
    let legal = a.segments[ours].flatMap(\.conditions) + b.segments[theirs].flatMap(\.conditions)
    // None: nothing of it is ever accepted.
    guard let start = try prover.cell(both.cell, where: legal) else { return }
    let rest = both.rest + start.rest
    var stack = [Place(cell: start.cell, i: ours.lowerBound, j: theirs.lowerBound)]
    var cases = 0
    while let place = stack.popLast() {
      if place.i == ours.upperBound, place.j == theirs.upperBound { continue }
      cases += 1
      guard cases <= Prover.maximumCases else {
        let at = place.i < ours.upperBound ? a.segments[place.i] : b.segments[place.j]
        return note(Doubt(cell: place.cell, goal: at.condition, isLimit: true))
      }
      try step(place, ours.upperBound, theirs.upperBound, rest, &stack)
    }
  }

  /// One decision of one case: pushes what remains to be compared.
  private func step(
    _ place: Place, _ end: Int, _ otherEnd: Int, _ rest: [ExprID], _ stack: inout [Place]
  ) throws(Failure) {
    // The declarations that stand there exist, or are passed by.
    for isSecond in [false, true] {
      guard isSecond ? place.j < otherEnd : place.i < end else { continue }
      let segment = isSecond ? b.segments[place.j] : a.segments[place.i]
      let exists = try presence(of: segment, from: isSecond ? place.otherLow : place.low)
      guard let isThere = try decided(exists, place, &stack) else { return }
      if isThere { continue }
      var next = place
      next.pass(isSecond)
      return stack.append(next)
    }
    guard place.i < end, place.j < otherEnd else {
      try show(ExpressionStore.falseID, in: place.cell, if: rest)
      return
    }
    try match(place, rest, &stack)
  }

  private func presence(of segment: PortSegment, from low: ExprID?) throws(Failure) -> ExprID {
    guard let start = low ?? segment.low, let high = segment.high else { return segment.condition }
    return try store.and(segment.condition, store.less(start, high))
  }

  /// Both declarations exist: their first ports are the same, and as many as have the same form.
  private func match(_ place: Place, _ rest: [ExprID], _ stack: inout [Place]) throws(Failure) {
    let (x, y) = (a.segments[place.i], b.segments[place.j])
    guard x.direction == y.direction, let type = x.type, let other = y.type else {
      try show(ExpressionStore.falseID, in: place.cell, if: rest)
      return
    }
    var next = place
    switch (x.high, y.high) {
    case (nil, nil):
      let goal = x.name == y.name ? try same(type, other) : ExpressionStore.falseID
      guard try show(goal, in: place.cell, if: rest) else { return }
      next.pass(false)
      next.pass(true)
      stack.append(next)
    case (_?, nil), (nil, _?):
      // The ports of a repetition, written one by one.
      let isSecond = x.high == nil
      let (single, repeated) = isSecond ? (x, y) : (y, x)
      let start = (isSecond ? place.otherLow : place.low) ?? repeated.low!
      guard single.group == repeated.name, let number = single.number else {
        try show(ExpressionStore.falseID, in: place.cell, if: rest)
        return
      }
      let value = store.integer(number)
      let name = store.parameterName(of: a.index)!
      let goal = try store.and(
        store.equal(start, value),
        same(try store.substitute(isSecond ? other : type, { $0 == name ? value : nil }), isSecond ? type : other))
      guard try show(goal, in: place.cell, if: rest) else { return }
      next.pass(!isSecond)
      if isSecond { next.otherLow = store.integer(number + 1) } else { next.low = store.integer(number + 1) }
      stack.append(next)
    case (let high?, let otherHigh?):
      let (low, otherLow) = (place.low ?? x.low!, place.otherLow ?? y.low!)
      guard x.name == y.name else {
        try show(ExpressionStore.falseID, in: place.cell, if: rest)
        return
      }
      // Which one goes further is decided first: both are compared as far as the shorter goes.
      guard let isEqual = try decided(store.equal(high, otherHigh), place, &stack) else { return }
      var isShorter = isEqual
      if !isEqual {
        guard let isLess = try decided(store.less(high, otherHigh), place, &stack) else { return }
        isShorter = isLess
      }
      let end = isShorter ? high : otherHigh
      let outside = store.negation(try store.and(store.lessEqual(low, a.index), store.less(a.index, end)))
      let goal = try store.and(store.equal(low, otherLow), store.or(outside, same(type, other)))
      guard try show(goal, in: place.cell, if: rest) else { return }
      if isShorter { next.pass(false) } else { next.low = otherHigh }
      if isEqual || !isShorter { next.pass(true) } else { next.otherLow = high }
      stack.append(next)
    }
  }

  /// Whether a condition holds in the case; if that is not decided, nil, and the cases that decide it are pushed.
  private func decided(
    _ condition: ExprID, _ place: Place, _ stack: inout [Place]
  ) throws(Failure) -> Bool? {
    let (truth, cells) = try prover.divide(condition, place.cell)
    if truth == nil, cells.isEmpty { note(Doubt(cell: place.cell, goal: condition, isLimit: false)) }
    for cell in cells {
      var next = place
      next.cell = cell
      stack.append(next)
    }
    return truth
  }

  /// That two expressions of kind type are one.
  private func same(_ x: ExprID, _ y: ExprID) throws(Failure) -> ExprID {
    if let a = store.typeTemplate(of: x), let b = store.typeTemplate(of: y) { return try store.sameType(a, b) }
    return x == y ? ExpressionStore.trueID : try store.equal(x, y)
  }
}
