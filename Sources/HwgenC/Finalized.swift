import CHwgen

/// A host's user data and its finalizer, which runs exactly once: when the last holder lets go.
final class Finalized {
  let pointer: UnsafeMutableRawPointer?
  private let finalizer: hwgen_finalizer?

  init(_ pointer: UnsafeMutableRawPointer?, _ finalizer: hwgen_finalizer?) {
    self.pointer = pointer
    self.finalizer = finalizer
  }

  deinit { finalizer?(pointer) }
}
