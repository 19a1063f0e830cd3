import HwgenSupport
import HwgenTypes

/// What a builder remembers of the module that it builds, and the module does not keep. Most modules need none of it; it
/// goes with a `ModuleDraft` from one builder to the next, so that it is not made for each.
final class Scaffold {
  /// The open scopes.
  @exclusivity(unchecked) var scopes: [ModuleBuilder.Scope] = []
  /// The conditions of branches that were asked for.
  @exclusivity(unchecked) var conditions = ModuleBuilder.BranchConditions()
  /// The instances that were made in a branch.
  @exclusivity(unchecked) var instanceBranches: [NetID: UInt32] = [:]
  /// The wires that stand for inputs of instances which are driven under a condition, by the input's operand.
  @exclusivity(unchecked) var inputWires: [Int: NetID] = [:]
  /// The open clock domains, the innermost last.
  @exclusivity(unchecked) var domains: [ClockDomain] = []
  /// The open relaxed scopes, and what they did.
  @exclusivity(unchecked) var relaxations = Relaxations()
  /// The state machines, by register.
  @exclusivity(unchecked) var machines: [NetID: StateMachine] = [:]
  /// The targets that are driven under a condition.
  @exclusivity(unchecked) var isConditional: Set<UInt32> = []
  /// The targets that have attributes, with the names of these.
  @exclusivity(unchecked) var attributed: Set<UInt64> = []
  /// The types over late parameters that have been found right.
  @exclusivity(unchecked) var knownTypes: Set<TypeID> = []
  /// Made when bits are driven.
  @exclusivity(unchecked) var sliceBases = SliceBases()

  /// Forgets all.
  func empty() {
    if !scopes.isEmpty { scopes = [] }
    if !conditions.ofBranch.isEmpty { conditions = ModuleBuilder.BranchConditions() }
    if !inputWires.isEmpty { inputWires = [:] }
    if !instanceBranches.isEmpty { instanceBranches = [:] }
    if !domains.isEmpty { domains = [] }
    if !relaxations.isEmpty { relaxations = Relaxations() }
    if !machines.isEmpty { machines = [:] }
    if !isConditional.isEmpty { isConditional = [] }
    if !attributed.isEmpty { attributed = [] }
    if !knownTypes.isEmpty { knownTypes = [] }
    sliceBases.removeAll()
  }
}
