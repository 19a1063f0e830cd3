import HwgenSupport

/// The hosts of a context: their calls, and its end.
extension Context {
  /// Before a call of a host; `leave` ends it.
  @inlinable @inline(__always)
  public func enter() -> Occupancy.Entry { occupancy.enter() }

  /// Behind it. What callbacks have let go of ends behind the outermost call: a hook, or the context.
  @inlinable @inline(__always)
  public func leave(_ entry: Occupancy.Entry) {
    guard entry == .outermost else { return }
    if !removed.isEmpty { removed = [] }
    if occupancy.leave() { letGo() }
  }

  /// Ends the context, behind the outermost call if there is one. It then refuses all calls.
  public func end() { if occupancy.end() { letGo() } }

  /// What a host makes of the context for itself: it lives until the context ends.
  public func keep(_ object: AnyObject) { kept.append(object) }

  /// Forgets a hook; one that is being called lives until the outermost call returns. Throws `hookFailed` if none has the name.
  public func remove(hook name: String) throws(Failure) -> any HookFunction {
    let function = try hooks.remove(name)
    removed.append(function)
    return function
  }

  /// Lets go of the hosts, which nothing calls from here on.
  @usableFromInline
  func letGo() {
    progress = nil
    hooks.removeAll()
    for generator in generators { generator.body = nil }
    var last = kept
    kept = []
    // What was made first may be needed by the rest, and may be what holds the context: it is gone behind this.
    while last.popLast() != nil {}
  }
}
