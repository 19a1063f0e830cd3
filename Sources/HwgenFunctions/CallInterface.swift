public import CFFI
import HwgenSupport

/// How functions of one signature are called, worked out once.
public final class CallInterface: @unchecked Sendable {
  public let signature: Signature
  /// Never written after `init`, nor is what it points to.
  let description: UnsafeMutablePointer<ffi_cif>
  private let types: UnsafeMutablePointer<UnsafeMutablePointer<ffi_type>?>

  public init(_ signature: Signature) {
    self.signature = signature
    let count = signature.parameters.count
    types = .allocate(capacity: max(count, 1))
    for (index, parameter) in signature.parameters.enumerated() { types[index] = parameter.type.description }
    description = .allocate(capacity: 1)
    let status = hwgen_ffi_prepare(description, UInt32(count), signature.result.description, types)
    precondition(status == FFI_OK, "libffi refuses a type of its own")
  }

  deinit {
    description.deallocate()
    types.deallocate()
  }

  /// What is needed for a call, without a reference that is counted: valid as long as this lives.
  public struct Prepared: BitwiseCopyable {
    @usableFromInline let description: UnsafeMutablePointer<ffi_cif>

    /// Calls a function. `arguments` points to a value of its type for each parameter; the result stands in 8 bytes, one
    /// that is narrower widened to them.
    @inlinable @inline(__always)
    public func call(
      _ function: @convention(c) () -> Void, _ arguments: UnsafePointer<UnsafeRawPointer?>,
      result: UnsafeMutableRawPointer
    ) {
      hwgen_ffi_call(description, function, result, arguments)
    }
  }

  public var prepared: Prepared { Prepared(description: description) }
}
