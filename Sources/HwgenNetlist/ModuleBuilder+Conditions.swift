import HwgenSupport
import HwgenTypes

/// The condition under which the open branch is taken, as a value: for what happens under it and is no drive.
extension ModuleBuilder {
  /// What is known of the conditions of branches.
  struct BranchConditions {
    /// A Bit for each branch that was asked for.
    var ofBranch: [UInt32: NetID] = [:]
    /// Of each choice: a branch, and whether one before it is taken; `none` before the first.
    var before: [UInt32: (branch: UInt32, any: NetID)] = [:]
  }

  /// A Bit that is 1 where the open branch is taken; `none` outside of all branches. In a case the value is one of the
  /// case's. Amortised linear in the branches.
  func openCondition() throws(Failure) -> NetID {
    if branch == Branch.none { return .none }
    // From the open branch outwards, to one whose condition is known.
    var path: [UInt32] = []
    var index = branch
    while index != Branch.none, scaffold.conditions.ofBranch[index] == nil {
      path.append(index)
      index = draft.parts.choices[Int(draft.parts.branches[Int(index)].choice)].parent
    }
    var condition = index == Branch.none ? NetID.none : scaffold.conditions.ofBranch[index]!
    for index in path.reversed() {
      condition = try both(condition, try ownCondition(of: index))
      scaffold.conditions.ofBranch[index] = condition
    }
    return condition
  }

  /// That a branch is taken where its choice is come to.
  private func ownCondition(of index: UInt32) throws(Failure) -> NetID {
    let branch = draft.parts.branches[Int(index)]
    let isSwitch = draft.parts.choices[Int(branch.choice)].isSwitch
    let own = branch.isRest ? NetID.none : try stated(branch)
    // Of the cases of a switch one at most is the selector's.
    if isSwitch, !branch.isRest { return own }
    let before = try anyBefore(index, of: branch.choice)
    return try both(own, before == .none ? .none : try unary(.not, before))
  }

  /// Whether some branch of a choice before this one is taken.
  private func anyBefore(_ index: UInt32, of choice: UInt32) throws(Failure) -> NetID {
    var (branch, any) = scaffold.conditions.before[choice] ?? (draft.parts.choices[Int(choice)].first, .none)
    while branch != index {
      let own = try stated(draft.parts.branches[Int(branch)])
      any = any == .none ? own : try binary(.or, any, own)
      branch = draft.parts.branches[Int(branch)].next
    }
    scaffold.conditions.before[choice] = (branch, any)
    return any
  }

  /// The condition of a `when`, or that the selector is one of the values of a case.
  private func stated(_ branch: Branch) throws(Failure) -> NetID {
    if branch.condition != .none { return branch.condition }
    let selector = draft.parts.choices[Int(branch.choice)].selector
    var any = NetID.none
    for key in Array(module.keys(of: branch)) {
      let equal = try binary(.equal, selector, key)
      any = any == .none ? equal : try binary(.or, any, equal)
    }
    return any
  }

  /// `a` and `b`, of which each may be none: then it is always.
  func both(_ a: NetID, _ b: NetID) throws(Failure) -> NetID {
    a == .none ? b : b == .none ? a : try binary(.and, a, b)
  }
}
