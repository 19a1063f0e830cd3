/// What tells its class from others, and from the same one of another copy of the library.
package class MarkedObject {
  let mark: UnsafeRawPointer

  init(_ kind: HostKind) { mark = kind.mark }
}

/// A class of objects that hosts have pointers to.
package struct HostKind {
  /// What it is to a host.
  let name: StaticString
  /// Its own number.
  let number: Int

  init(_ name: StaticString, _ number: Int) {
    self.name = name
    self.number = number
  }

  /// Not the address of a text: equal texts may stand in many places of a library, or in one of two.
  @inline(__always)
  var mark: UnsafeRawPointer { withUnsafeMutablePointer(to: &marks) { UnsafeRawPointer($0) + number } }
}

/// Its bytes are the marks, by their addresses; nothing reads or writes them.
@exclusivity(unchecked) nonisolated(unsafe) private var marks: UInt64 = 0
