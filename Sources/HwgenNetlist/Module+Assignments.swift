/// The assignments under conditions, and what they depend on.
extension Module {
  /// The assignments of one target, as places in `assignmentOrder`: in the order of the program. O(log assignments).
  public func assignmentRange(of target: NetID) -> Range<Int> {
    if assignments.isEmpty { return 0..<0 }
    return firstAssignment(from: target.raw)..<firstAssignment(from: target.raw &+ 1)
  }

  private func firstAssignment(from target: UInt32) -> Int {
    var first = 0
    var end = assignmentOrder.count
    while first < end {
      let middle = (first + end) / 2
      if assignments[Int(assignmentOrder[middle])].target.raw < target { first = middle + 1 } else { end = middle }
    }
    return first
  }

  /// The values of a case.
  public func keys(of branch: Branch) -> ArraySlice<NetID> {
    keys[Int(branch.firstKey)..<Int(branch.firstKey + branch.keyCount)]
  }

  /// Whether a target has an assignment under a condition.
  public func isConditional(_ target: NetID) -> Bool {
    !assignments.isEmpty && !assignmentRange(of: target).isEmpty
  }

  /// Calls `body` with every net that decides about a target's bits from `low` to `high`: the values of the assignments
  /// that meet them, and the conditions of their branches, each once for each target that asks. Linear in the target's
  /// assignments and the branches of their choices.
  func forEachAssigned(to target: NetID, low: Int, high: Int, _ body: (NetID) -> Void) {
    var seen: Set<UInt32> = []
    for position in assignmentRange(of: target) {
      let assignment = assignments[Int(assignmentOrder[position])]
      if Int(assignment.low) >= high || Int(assignment.low) + Int(assignment.width) <= low { continue }
      body(assignment.value)
      var branch = assignment.branch
      while branch != Branch.none, seen.insert(branches[Int(branch)].choice).inserted {
        let choice = choices[Int(branches[Int(branch)].choice)]
        forEachCondition(of: choice, body)
        branch = choice.parent
      }
    }
  }

  /// Calls `body` with the selector or the conditions of a choice.
  func forEachCondition(of choice: Choice, _ body: (NetID) -> Void) {
    if choice.isSwitch { return body(choice.selector) }
    var branch = choice.first
    while branch != Branch.none {
      if branches[Int(branch)].condition != .none { body(branches[Int(branch)].condition) }
      branch = branches[Int(branch)].next
    }
  }
}
