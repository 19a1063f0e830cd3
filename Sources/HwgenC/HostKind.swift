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

  /// Not the address of a text: equal texts may stand in many places of a library, or in one of two.
  @inline(__always)
  var mark: UnsafeRawPointer { withUnsafeMutablePointer(to: &marks) { UnsafeRawPointer($0) + rawValue } }
}

/// Its bytes are the marks, by their addresses; nothing reads or writes them.
@exclusivity(unchecked) nonisolated(unsafe) private var marks: UInt64 = 0
