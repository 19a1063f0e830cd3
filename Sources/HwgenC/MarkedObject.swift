/// What tells its class from others, and from the same one of another copy of the library: the address of a text.
package class MarkedObject {
  let mark: UnsafePointer<UInt8>

  init(_ text: StaticString) { mark = text.utf8Start }
}
