import HwgenSupport

/// Who answers calls of host hooks. A hook is pure: equal arguments, equal result.
public protocol HookResolver: AnyObject {
  /// The value of a hook for arguments that are values. It must be of the given kind.
  func call(_ name: NameID, _ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID
}
