import HwgenSupport

/// An object that hosts have pointers to: a context, a module, an error, a closure.
package protocol HostObject: MarkedObject {
  static var kind: HostKind { get }
}

extension HostObject {
  /// The object of a host's pointer; nil for NULL and for a pointer to something else.
  @inline(__always)
  static func at(_ pointer: OpaquePointer?) -> Unmanaged<Self>? {
    guard let pointer = UnsafeRawPointer(pointer) else { return nil }
    let mark = Unmanaged<MarkedObject>.fromOpaque(pointer)._withUnsafeGuaranteedRef { $0.mark }
    return mark == kind.mark ? .fromOpaque(pointer) : nil
  }

  static func of(_ pointer: OpaquePointer?) -> Self? { at(pointer)?.takeUnretainedValue() }

  /// The same for a call that can fail. Throws `nullPointer` and `foreignHandle`.
  @inline(__always)
  static func usable(_ pointer: OpaquePointer?) throws(Failure) -> Unmanaged<Self> {
    if let found = at(pointer) { return found }
    throw unusable(pointer)
  }

  private static func unusable(_ pointer: OpaquePointer?) -> Failure {
    if pointer == nil { return Failure(.nullPointer, "the \(kind.name) is NULL") }
    return Failure(
      .foreignHandle, "the pointer is to no \(kind.name) of this copy of the library",
      fix: "load the library once in a process, and give each function what it takes")
  }

  /// Lets go of a host's reference.
  static func release(_ pointer: OpaquePointer?) { at(pointer)?.release() }

  /// The pointer that a host gets; it holds nothing.
  package var pointer: OpaquePointer { OpaquePointer(Unmanaged.passUnretained(self).toOpaque()) }

  /// The same with a reference of the host's own.
  var retained: OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }
}
