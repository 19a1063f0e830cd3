import HwgenSupport

/// Where assignments hold: the tree of `when` and `switch` of a module. The builder makes it, in the order of the
/// program; the checker, the printer and the text form read it.
///
/// A *choice* is one `when` with all that follows it, or one `switch`; its *branches* exclude each other, and the first
/// whose condition holds is taken.
public struct Choice: BitwiseCopyable, Sendable {
  /// What a `switch` compares; none for a `when`.
  public var selector: NetID
  /// The branch that it stands in; `Branch.none` for none.
  public var parent: UInt32
  /// Its first and its last branch; `Branch.none` for none.
  public var first: UInt32
  public var last: UInt32
  /// Whether its last branch is an `otherwise` or a `default`, or its cases are all values.
  public var isExhaustive: Bool
  /// How many branches it has.
  public var count: UInt32
  /// How many assignments of the module stand before it.
  public var firstAssignment: UInt32
  /// The same of its checks.
  public var firstCheck: UInt32
  public var location: LocationID

  @inlinable public var isSwitch: Bool { selector != .none }
}

/// One branch of a choice.
public struct Branch: BitwiseCopyable, Sendable {
  public static let none = UInt32.max

  /// What it is a branch of.
  public var choice: UInt32
  /// The next branch of its choice, or none.
  public var next: UInt32
  /// Of a `when` or `else when`: a Bit. None for a case, for `otherwise` and for `default`.
  public var condition: NetID
  /// The values of a case, in `Module.keys`: literals of the selector's type. Empty for all else.
  public var firstKey: UInt32
  public var keyCount: UInt32
  public var location: LocationID

  /// Whether it is what is taken where no other branch is.
  @inlinable public var isRest: Bool { condition == .none && keyCount == 0 }
}

/// `width` bits of a target, from `low` upwards, that have a value where a branch is taken; a later assignment goes before
/// an earlier one, and before the target's drives.
public struct Assignment: BitwiseCopyable, Sendable {
  public var target: NetID
  public var low: UInt32
  public var width: UInt32
  public var value: NetID
  public var branch: UInt32
  public var location: LocationID
}
