internal import CFFI

/// A C function that is made while the program runs: a call of it is one of `handler`.
public final class CallClosure {
  /// Given a pointer to a value for each parameter, and where the result goes: 8 bytes, a narrower integer widened to
  /// them.
  public typealias Handler = (UnsafeMutablePointer<UnsafeMutableRawPointer?>?, UnsafeMutableRawPointer) -> Void

  private let interface: CallInterface
  private let handler: Handler
  private let closure: UnsafeMutableRawPointer
  /// The function: valid as long as this lives.
  public let code: UnsafeMutableRawPointer

  /// Nil where the system gives no memory that can be executed.
  public init?(_ interface: CallInterface, _ handler: @escaping Handler) {
    var code: UnsafeMutableRawPointer?
    guard let closure = ffi_closure_alloc(MemoryLayout<ffi_closure>.size, &code), let code else { return nil }
    self.interface = interface
    self.handler = handler
    self.closure = closure
    self.code = code
    let status = ffi_prep_closure_loc(
      closure.assumingMemoryBound(to: ffi_closure.self), interface.description,
      { _, result, arguments, user in
        // It may be ended by what it calls.
        let closure = Unmanaged<CallClosure>.fromOpaque(user!).takeUnretainedValue()
        withExtendedLifetime(closure) { closure.handler(arguments, result!) }
      }, Unmanaged.passUnretained(self).toOpaque(), code)
    guard status == FFI_OK else { return nil }
  }

  deinit { ffi_closure_free(closure) }
}
