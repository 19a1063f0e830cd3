import Glibc
import HwgenSupport

/// Files of one folder that are replaced together: all are written beside their places first, and then take them. A file
/// that has its bytes already is left alone, so that its time tells when it last changed.
struct FileSet: ~Copyable {
  private let folder: String
  /// The files that wait, and where.
  private var staged: [(temporary: String, path: String)] = []

  /// Makes the folder, and those that it lies in, where they are missing.
  init(folder: String) throws(Failure) {
    let folder = folder.isEmpty ? "." : folder
    self.folder = folder
    var end = folder.startIndex
    while end < folder.endIndex {
      end = folder[folder.index(after: end)...].firstIndex(of: "/") ?? folder.endIndex
      let part = String(folder[..<end])
      if mkdir(part, 0o777) != 0, errno != EEXIST, errno != EISDIR, access(part, F_OK) != 0 {
        throw AtomicFile.failure("make", part)
      }
    }
  }

  deinit { for file in staged { unlink(file.temporary) } }

  /// Has a file written, unless it holds these bytes.
  mutating func stage(_ name: String, _ bytes: ContiguousArray<UInt8>) throws(Failure) {
    let path = folder + "/" + name
    if bytes.withUnsafeBytes({ AtomicFile.holds(path, $0) }) { return }
    let temporary = AtomicFile.temporary(path)
    staged.append((temporary, path))
    try AtomicFile.write(temporary) { writer in bytes.withUnsafeBytes { writer.write(bytes: $0) } }
  }

  /// Has a file removed if it is there.
  func remove(_ name: String) { unlink(folder + "/" + name) }

  /// Puts all that wait into their places.
  mutating func commit() throws(Failure) {
    while let file = staged.first {
      guard rename(file.temporary, file.path) == 0 else { throw AtomicFile.failure("write", file.path) }
      staged.removeFirst()
    }
  }
}
