import CHwgen
import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// The handles of one context: its serial number in the upper half, an index in the lower one, so that a handle of another
/// context, of one that has ended, or of nothing is told apart.
struct Handles: BitwiseCopyable {
  /// Never 0.
  let serial: UInt32

  func handle(_ index: UInt32) -> UInt64 { UInt64(serial) << 32 | UInt64(index) }

  /// The index of a handle of this context, nil for one that is none.
  @inline(__always)
  func index(_ bits: UInt64) -> UInt32? {
    bits >> 32 == UInt64(serial) ? UInt32(truncatingIfNeeded: bits) : nil
  }

  @inline(__always)
  private func index(_ bits: UInt64, _ what: StaticString, isValid: (UInt32) -> Bool) throws(Failure) -> UInt32 {
    guard let index = index(bits), isValid(index) else { throw unusable(bits, what) }
    return index
  }

  private func unusable(_ bits: UInt64, _ what: StaticString) -> Failure {
    if bits == 0 { return Failure(.nullPointer, "a \(what) handle of zero") }
    if bits >> 32 == UInt64(serial) { return Failure(.staleHandle, "a \(what) handle that names nothing") }
    return Failure(
      .foreignHandle, "a \(what) handle of another context", fix: "use handles with the context that made them")
  }

  @inline(__always)
  func function(_ handle: hwgen_function, isValid: (UInt32) -> Bool) throws(Failure) -> UInt32 {
    try index(handle.bits, "function", isValid: isValid)
  }

  @inline(__always)
  func generator(_ handle: hwgen_generator, in context: Context) throws(Failure) -> GeneratorID {
    GeneratorID(raw: try index(handle.bits, "generator") { context.isValid(GeneratorID(raw: $0)) })
  }

  @inline(__always)
  func circuit(_ handle: hwgen_circuit, in context: Context) throws(Failure) -> CircuitID {
    CircuitID(raw: try index(handle.bits, "circuit") { context.isValid(CircuitID(raw: $0)) })
  }

  @inline(__always)
  func type(_ handle: hwgen_type, in context: Context) throws(Failure) -> TypeID {
    TypeID(raw: try index(handle.bits, "type") { context.types.isValid(TypeID(raw: $0)) })
  }
}
