#if canImport(Glibc)
  import Glibc
#endif

/// An interned UTF-8 name. `none` (0) is the empty name.
public struct NameID: Hashable, BitwiseCopyable, Sendable {
  public let raw: UInt32
  @inlinable public init(raw: UInt32) { self.raw = raw }
  @inlinable public static var none: NameID { NameID(raw: 0) }
  @inlinable public var isNone: Bool { raw == 0 }
}

/// The names of a context: each distinct byte string once, in one pool, known by a 32-bit id.
///
/// Ids depend on the order of interning, so nothing that reaches output is ever sorted by id; `hash(of:)` and the bytes
/// themselves are the same everywhere. Interning is O(length).
public final class NameTable {
  @exclusivity(unchecked) @usableFromInline var pool = Column<UInt8>()
  @exclusivity(unchecked) @usableFromInline var ends = Column<UInt32>()
  @exclusivity(unchecked) @usableFromInline var hashes = Column<UInt64>()
  @exclusivity(unchecked) var table = IndexTable(minimumCapacity: 256)
  /// By name, up to the last that was asked about: whether it is a legal identifier.
  @exclusivity(unchecked) @usableFromInline var legality = Column<Legality>()

  @usableFromInline
  enum Legality: UInt8, BitwiseCopyable { case unknown, legal, illegal }

  public init() {
    ends.append(0)
    hashes.append(StableHash.of(bytes: UnsafeRawBufferPointer(start: nil, count: 0)))
    table.insert(0, hash: hashes[0])
  }

  public var count: Int { ends.count }

  public func intern(_ text: String) -> NameID {
    var copy = text
    return copy.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  public func intern(_ text: StaticString) -> NameID {
    intern(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public func intern(_ bytes: UnsafeRawBufferPointer) -> NameID {
    let hash = StableHash.of(bytes: bytes)
    if let found = find(bytes, hash) { return found }
    let index = UInt32(ends.count)
    pool.append(contentsOf: bytes.assumingMemoryBound(to: UInt8.self))
    ends.append(UInt32(pool.count))
    hashes.append(hash)
    table.insert(index, hash: hash)
    return NameID(raw: index)
  }

  /// The name's id if it was ever interned.
  public func find(_ text: String) -> NameID? {
    var copy = text
    return copy.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }

  public func find(_ bytes: UnsafeRawBufferPointer) -> NameID? { find(bytes, StableHash.of(bytes: bytes)) }

  @inline(__always)
  private func find(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) -> NameID? {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return NameID.none }
    let (pool, ends) = (pool.elements, ends.elements)
    let found = table.find(hash: hash) { index in
      // Name 0 is empty.
      if index == 0 { return false }
      let first = Int(ends[Int(index) - 1])
      return Int(ends[Int(index)]) - first == bytes.count && memcmp(pool.baseAddress! + first, start, bytes.count) == 0
    }
    return found.map(NameID.init(raw:))
  }

  @inlinable
  func range(of name: NameID) -> Range<Int> {
    name.raw == 0 ? 0..<0 : Int(ends[Int(name.raw) - 1])..<Int(ends[Int(name.raw)])
  }

  /// Until a name is interned.
  @inlinable
  func bytes(of name: NameID) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: pool.elements[range(of: name)]))
  }

  /// The same for equal names in every process.
  @inlinable
  public func hash(of name: NameID) -> UInt64 { hashes[Int(name.raw)] }

  /// Whether `Identifier` has no objection to a name. Found out once for each name.
  @inlinable
  public func isIdentifier(_ name: NameID) -> Bool {
    let index = Int(name.raw)
    let known = index < legality.count ? legality[index] : .unknown
    return known == .unknown ? findLegality(name) == .legal : known == .legal
  }

  @usableFromInline
  func findLegality(_ name: NameID) -> Legality {
    while legality.count < count { legality.append(.unknown) }
    let result = withBytes(of: name) { Identifier.isLegal($0) } ? Legality.legal : .illegal
    legality[Int(name.raw)] = result
    return result
  }

  /// In bytes of UTF-8. Constant time.
  @inlinable
  public func length(of name: NameID) -> Int { range(of: name).count }

  public subscript(name: NameID) -> String { String(decoding: bytes(of: name), as: UTF8.self) }

  /// Lends the bytes for the time of the call, in which no name may be interned.
  @inlinable
  public func withBytes<Result>(of name: NameID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(bytes(of: name))
  }

  @inlinable
  public func write(_ name: NameID, to writer: inout ByteWriter) {
    writer.write(bytes: bytes(of: name))
  }

  /// Whether `a` comes before `b` in byte order: the order for anything that reaches output.
  public func precedes(_ a: NameID, _ b: NameID) -> Bool {
    bytes(of: a).lexicographicallyPrecedes(bytes(of: b))
  }
}
