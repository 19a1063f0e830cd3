/// How far an elaboration is.
public struct ElaborationProgress: Sendable, Equatable {
  /// Circuits whose bodies have run.
  public var done: Int
  /// Circuits that the elaboration knows of; bodies that are to run may add to them.
  public var known: Int
}
