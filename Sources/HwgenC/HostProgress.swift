import CHwgen
import HwgenGenerator
import HwgenSupport

/// A host's function that is told how far an elaboration is.
final class HostProgress {
  private let function: hwgen_progress
  private let user: Finalized

  init(_ function: @escaping hwgen_progress, _ user: Finalized) {
    self.function = function
    self.user = user
  }

  func tell(_ reached: ElaborationProgress) throws(Failure) {
    var token: UInt64 = 0
    let status = function(user.pointer, UInt64(reached.done), UInt64(reached.known), &token)
    if status == HWGEN_OK { return }
    if status == HWGEN_FAILED {
      throw Failure(.cancelled, "the elaboration is cancelled after \(reached.done) of \(reached.known) circuits")
    }
    throw Failure.ofHost("the progress callback", status: status, token)
  }
}
