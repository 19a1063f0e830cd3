#if canImport(Glibc)
  import Glibc
#endif

/// A hash table of 32-bit indices into somebody else's storage: the one mechanism of interning in hwgen.
///
/// It stores no keys. A caller gives a key's hash and a test against a stored index; slots keep the upper hash bits so
/// that most tests are never made and growing never asks for a hash again. Open addressing, linear probing, load at
/// most three quarters; a look-up is O(1) expected. It has one owner and is never copied, as a `Column` is not.
public struct IndexTable: ~Copyable, @unchecked Sendable {
  /// `size` slots: upper 32 hash bits above, index + 1 below; 0 is an empty slot.
  @usableFromInline var slots: UnsafeMutablePointer<UInt64>
  /// A power of two; 0 as long as there are no slots.
  @usableFromInline var size = 0
  @usableFromInline var used = 0

  public var count: Int { used }

  /// A table that takes no memory before something is inserted.
  public init() { slots = UnsafeMutablePointer(bitPattern: MemoryLayout<UInt64>.alignment)! }

  public init(minimumCapacity: Int) {
    self.init()
    reserveCapacity(minimumCapacity)
  }

  deinit { if size > 0 { free(slots) } }

  /// Makes room for `capacity` indices in all.
  public mutating func reserveCapacity(_ capacity: Int) {
    var least = 16
    while least / 4 * 3 < capacity { least *= 2 }
    if least > size { resize(to: least) }
  }

  /// Slots in a row that a cache holds: who looks up very many hashes takes those of a region together.
  @usableFromInline static var regionBits: Int { 13 }

  /// How many regions there are: one at least.
  @inlinable public var regionCount: Int { max(1, size >> IndexTable.regionBits) }

  /// The region in which a hash is looked up.
  @inlinable @inline(__always)
  public func region(of hash: UInt64) -> Int { home(of: hash) >> IndexTable.regionBits }

  /// The slot at which the search for a hash begins.
  @inlinable @inline(__always)
  func home(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (size &- 1) }

  /// The index of the entry of this hash for which `equals` holds; nil if there is none. Constant time.
  @inlinable @inline(__always)
  public func find(hash: UInt64, _ equals: (UInt32) -> Bool) -> UInt32? {
    if size == 0 { return nil }
    let tag = hash & 0xffff_ffff_0000_0000
    var position = home(of: hash)
    while true {
      let slot = slots[position]
      if slot == 0 { return nil }
      if slot & 0xffff_ffff_0000_0000 == tag {
        let index = UInt32(truncatingIfNeeded: slot) &- 1
        if equals(index) { return index }
      }
      position = (position &+ 1) & (size &- 1)
    }
  }

  /// Adds an index whose key is known to be absent.
  @inlinable
  public mutating func insert(_ index: UInt32, hash: UInt64) {
    if used >= size / 4 * 3 { resize(to: max(16, size * 2)) }
    place(hash & 0xffff_ffff_0000_0000 | UInt64(index &+ 1))
    used &+= 1
  }

  @inlinable @inline(__always)
  func place(_ slot: UInt64) {
    var position = home(of: slot)
    while slots[position] != 0 { position = (position &+ 1) & (size &- 1) }
    slots[position] = slot
  }

  @usableFromInline
  mutating func resize(to newSize: Int) {
    let (old, oldSize) = (slots, size)
    // Filled here, not by `calloc`: a new page that is read before it is written is faulted in twice.
    guard let room = malloc(newSize * MemoryLayout<UInt64>.stride) else { fatalError("out of memory") }
    (slots, size) = (room.bindMemory(to: UInt64.self, capacity: newSize), newSize)
    slots.update(repeating: 0, count: size)
    for position in 0..<oldSize where old[position] != 0 { place(old[position]) }
    if oldSize > 0 { free(old) }
  }

  /// Keeps the room, unless that is much more than what was removed has taken.
  public mutating func removeAll() {
    if size > max(128, count * 8) {
      self = IndexTable()
      return
    }
    slots.update(repeating: 0, count: size)
    used = 0
  }
}
