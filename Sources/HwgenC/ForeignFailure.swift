import CHwgen
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
  /// A callback that gave a status, and said nothing.
  static func ofHost(_ what: String, status: hwgen_status, _ token: UInt64) -> Failure {
    .ofHost(
      "\(what) failed with status \(status)", token, fix: token == 0 ? "hwgen_hook_fail in it says why" : nil)
  }

  /// What a host's callback could not do, and what leads the host back to why.
  static func ofHost(_ message: String, _ token: UInt64, fix: String? = nil) -> Failure {
    var failure = Failure(.hostFailure, message, fix: fix)
    failure.hostToken = token
    return failure
  }
}
