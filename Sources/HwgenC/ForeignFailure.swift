import HwgenSupport

/// What a callback has said by `hwgen_hook_fail`: its result has no meaning.
struct ForeignFailure {
  let message: String
  let token: UInt64
  /// How many callbacks were being run when this one said it.
  let depth: Int

  func failure(of what: String) -> Failure { .ofHost("\(what) failed: \(message)", token) }
}

extension Failure {
  /// What a host's callback could not do, and what leads the host back to why.
  static func ofHost(_ message: String, _ token: UInt64) -> Failure {
    var failure = Failure(.hostFailure, message)
    failure.hostToken = token
    return failure
  }
}
