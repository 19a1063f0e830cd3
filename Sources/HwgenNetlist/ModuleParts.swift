import HwgenBits
import HwgenTypes

/// What most modules have nothing of: see `Module`, which says what each is. Modules without any share an empty one.
final class ModuleParts {
  @exclusivity(unchecked) var literals: ContiguousArray<BitVector> = []
  @exclusivity(unchecked) var memories: ContiguousArray<MemoryShape> = []
  @exclusivity(unchecked) var checks: ContiguousArray<Check> = []
  @exclusivity(unchecked) var choices: ContiguousArray<Choice> = []
  @exclusivity(unchecked) var branches: ContiguousArray<Branch> = []
  @exclusivity(unchecked) var keys: ContiguousArray<NetID> = []
  @exclusivity(unchecked) var assignments: ContiguousArray<Assignment> = []
  @exclusivity(unchecked) var assignmentOrder: ContiguousArray<UInt32> = []
  @exclusivity(unchecked) var attributes: ContiguousArray<Attribute> = []
  @exclusivity(unchecked) var lateArguments: ContiguousArray<LateArguments> = []
  @exclusivity(unchecked) var lateConstraints: ContiguousArray<ExprID> = []

  init() {}

  init(_ other: ModuleParts) {
    literals = other.literals
    memories = other.memories
    checks = other.checks
    choices = other.choices
    branches = other.branches
    keys = other.keys
    assignments = other.assignments
    assignmentOrder = other.assignmentOrder
    attributes = other.attributes
    lateArguments = other.lateArguments
    lateConstraints = other.lateConstraints
  }

  /// Puts the assignments in the order of their targets, once all are there.
  func sortAssignments() {
    if assignments.isEmpty { return }
    assignmentOrder = ContiguousArray(
      assignments.indices.map { UInt32($0) }.sorted {
        (assignments[Int($0)].target.raw, $0) < (assignments[Int($1)].target.raw, $1)
      })
  }

  var isEmpty: Bool {
    literals.isEmpty && memories.isEmpty && checks.isEmpty && choices.isEmpty && attributes.isEmpty
      && lateArguments.isEmpty && lateConstraints.isEmpty
  }
}
