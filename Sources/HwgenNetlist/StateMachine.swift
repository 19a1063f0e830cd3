import HwgenSupport

/// A register with named states, while its module is built. The builder makes it and counts what becomes of its states;
/// in the module it is a register of Bits, literals with the states' names, and choices.
struct StateMachine {
  var states: [(name: NameID, literal: NetID)]
  /// The state that it starts in, that a reset leads to, and a code that is no state's.
  var entry: Int
  /// Every code is a state's.
  var isFull: Bool
  /// By state: something leads to it.
  var isEntered: [Bool]
  /// What a code does that is no state's is told.
  var hasDefault: Bool
  var location: LocationID
}
