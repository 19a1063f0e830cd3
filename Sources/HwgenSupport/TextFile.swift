import Glibc

/// Reads a file of the host's: the contents of a memory, the source of an external module.
public enum TextFile {
  /// More than a text of hardware has, and less than a machine's memory.
  static let maximumSize = Int(Int32.max)

  /// All bytes of a regular file; `what` is in it. Throws `unreadableFile`: a pipe or a device may have no end.
  public static func bytes(
    of path: String, _ what: @autoclosure () -> String, at place: SourceLocation?
  ) throws(Failure) -> ContiguousArray<UInt8> {
    func refused(_ reason: String = String(cString: strerror(errno))) -> Failure {
      Failure(.unreadableFile, "\(what()) cannot be read from \(Identifier.quoted(path)): \(reason)", at: place)
    }
    // Opening a pipe must not wait for who writes it.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw refused() }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw refused() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw refused("It is no regular file") }
    guard status.st_size <= maximumSize else { throw refused("It has \(status.st_size) bytes") }
    var failed = false
    let bytes = ContiguousArray<UInt8>(unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let read = read(file, buffer.baseAddress! + count, buffer.count - count)
        if read > 0 { count += read }
        if read == 0 { break }
        if read < 0, errno != EINTR {
          failed = true
          break
        }
      }
    }
    if failed { throw refused() }
    return bytes
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(decoding: path.utf8[path.utf8.index(after: slash)...], as: UTF8.self)
  }
}
