import Glibc
import HwgenSupport

/// Writes a file as a whole or not at all: into a neighbour first, which then takes its name. What is no plain file, such as
/// a device or a pipe, is written as it is. A symbolic link stays, and what it leads to is written.
enum AtomicFile {
  /// Writes what `body` writes. `observer` sees the bytes in their order, in chunks.
  static func write(
    _ path: String, passing observer: @escaping (UnsafeRawBufferPointer) -> Void = { _ in },
    _ body: (inout ByteWriter) throws(Failure) -> Void
  ) throws(Failure) {
    let named = path
    let path = try target(of: path)
    let isPlain = !isSpecial(path)
    let temporary = isPlain ? temporary(path) : path
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure("write", named) }
    var isWritten = true
    var writer = ByteWriter { chunk in
      observer(chunk)
      var rest = chunk[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = rest.dropFirst(count)
      }
      return true
    }
    do {
      try body(&writer)
      writer.flush()
      isWritten = !writer.isStopped
    } catch {
      close(descriptor)
      if isPlain { unlink(temporary) }
      throw error
    }
    var reason = isWritten ? nil : failure("write", named)
    if close(descriptor) != 0 || isPlain && reason == nil && rename(temporary, path) != 0 {
      reason = reason ?? failure("write", named)
    }
    if let reason {
      if isPlain { unlink(temporary) }
      throw reason
    }
  }

  /// A neighbour of a path. Contexts of two threads may write the same file.
  static func temporary(_ path: String) -> String { "\(path).\(getpid()).\(pthread_self()).tmp" }

  /// Whether a plain file has exactly these bytes.
  static func holds(_ path: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG, Int(found.st_size) == bytes.count else {
      return false
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { buffer in
      var position = 0
      while position < bytes.count {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0, count <= bytes.count - position,
          memcmp(buffer.baseAddress!, bytes.baseAddress! + position, count) == 0
        else { return false }
        position += count
      }
      return true
    }
  }

  /// Where the links at a path lead: a path that is no link, and may not exist.
  private static func target(of path: String) throws(Failure) -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      var found = stat()
      guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFLNK else { return path }
      let link = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
        let count = readlink(path, buffer.baseAddress!, buffer.count)
        return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
      }
      guard let link else { throw failure("write", path) }
      path = link.hasPrefix("/") ? link : String(path.dropLast(TextFile.name(of: path).utf8.count)) + link
    }
    errno = ELOOP
    throw failure("write", path)
  }

  /// Whether there is something at a path that is no plain file, and so is not to be replaced by one.
  static func isSpecial(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_mode & S_IFMT != S_IFREG
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a file begins with these bytes.
  static func begins(_ path: String, with text: StaticString) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.utf8CodeUnitCount) { buffer in
      read(descriptor, buffer.baseAddress, buffer.count) == buffer.count
        && memcmp(buffer.baseAddress!, text.utf8Start, buffer.count) == 0
    }
  }

  static func remove(_ path: String) { unlink(path) }

  static func replacingSuffix(of path: String, with suffix: String) -> String {
    let name = TextFile.name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path + suffix }
    return String(path.dropLast(name[dot...].count)) + suffix
  }

  static func failure(_ action: String, _ path: String) -> Failure {
    Failure(.writeFailed, "cannot \(action) \(path): \(String(cString: strerror(errno)))")
  }
}
