import Glibc

/// Reads a file of the host's: the contents of a memory, the source of an external module.
public enum TextFile {
  /// All bytes, or nil: then `reason` says why.
  public static func bytes(of path: String) -> ContiguousArray<UInt8>? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: ContiguousArray<UInt8> = []
    let chunk = 1 << 16
    while true {
      let start = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: chunk))
      let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress! + start, 1, chunk, file) }
      bytes.removeLast(chunk - count)
      if count == 0 { return ferror(file) == 0 ? bytes : nil }
    }
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(decoding: path.utf8[path.utf8.index(after: slash)...], as: UTF8.self)
  }

  /// Why the last file could not be read.
  public static var reason: String { String(cString: strerror(errno)) }
}
