import HwgenSupport

/// A register whose type is an enumeration, its states, while its module is built. The builder makes it and counts what
/// becomes of its states; in the module it is a register, literals, and choices.
struct StateMachine {
  /// The literals of the members, in their order.
  var literals: [NetID]
  /// The state that it starts in, that a reset leads to, and a code that is no state's.
  var entry: Int
  /// By state: something leads to it.
  var isEntered: [Bool]
  /// What a code does that is no state's is told.
  var hasDefault: Bool
  var location: LocationID
}
