import HwgenSupport

/// What a host's function has said by `hwgen_hook_fail`: its result has no meaning.
struct ForeignFailure {
  let message: String
  let token: UInt64
  /// How many functions were being called when this one said it.
  let depth: Int

  func failure(of name: String) -> Failure {
    var failure = Failure(.hostFailure, "hook \(Identifier.quoted(name)) failed: \(message)")
    failure.hostToken = token
    return failure
  }
}
