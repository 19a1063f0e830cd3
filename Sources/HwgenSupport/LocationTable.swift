/// A place in a host's source, ready to print.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// As the host gave it.
  public let file: String
  /// From 1.
  public let line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}

/// An interned place in a host's source. `unknown` is 0.
public struct LocationID: Hashable, BitwiseCopyable, Sendable {
  public let raw: UInt32
  @inlinable public init(raw: UInt32) { self.raw = raw }
  public static let unknown = LocationID(raw: 0)
}

/// The places that a context's hosts have named: each (file, line) once.
public final class LocationTable {
  let names: NameTable
  @exclusivity(unchecked) @usableFromInline var entries = Column<(file: NameID, line: UInt32)>()
  @exclusivity(unchecked) var table = IndexTable(minimumCapacity: 64)

  public init(names: NameTable) {
    self.names = names
    entries.append((.none, 0))
  }

  @inlinable public var count: Int { entries.count }

  public func intern(file: NameID, line: UInt32) -> LocationID {
    var hash = StableHash()
    hash.combine(file.raw)
    hash.combine(line)
    if let found = table.find(hash: hash.value, { self.entries[Int($0)] == (file, line) }) {
      return LocationID(raw: found)
    }
    let index = UInt32(entries.count)
    entries.append((file, line))
    table.insert(index, hash: hash.value)
    return LocationID(raw: index)
  }

  public func intern(file: String, line: Int) -> LocationID {
    intern(file: names.intern(file), line: UInt32(clamping: line))
  }

  /// The place, or nil for `unknown` and for ids of no entry.
  public subscript(location: LocationID) -> SourceLocation? {
    guard location.raw != 0, Int(location.raw) < entries.count else { return nil }
    let entry = entries[Int(location.raw)]
    return SourceLocation(file: names[entry.file], line: Int(entry.line))
  }
}
