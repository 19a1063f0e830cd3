/// What tells its class from others, and from the same one of another copy of the library.
package class MarkedObject {
  let mark: UnsafeRawPointer

  init(_ kind: HostKind) { mark = kind.mark }
}
