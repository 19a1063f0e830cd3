import CProcess

/// A class of objects that hosts have pointers to.
package enum HostKind: Int {
  case context, module, error, closure

  /// What it is to a host.
  var name: StaticString {
    switch self {
    case .context: "context"
    case .module: "module"
    case .error: "error"
    case .closure: "closure"
    }
  }

  @inline(__always)
  var mark: UnsafeRawPointer { hwgen_mark(rawValue) }
}
