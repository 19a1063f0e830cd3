/// A hash table of 32-bit indices into somebody else's storage: the one mechanism of interning in hwgen.
///
/// It stores no keys. A caller gives a key's hash and a test against a stored index; slots keep the upper hash bits so
/// that most tests are never made and growing never asks for a hash again. Open addressing, linear probing, load at
/// most one half; a look-up is O(1) expected.
public struct IndexTable: Sendable {
  /// Upper 32 hash bits above, index + 1 below; 0 is an empty slot.
  @usableFromInline var slots: ContiguousArray<UInt64>
  public internal(set) var count: Int
  @usableFromInline var mask: Int

  /// A table that takes no memory before something is inserted.
  public init() {
    slots = []
    count = 0
    mask = 0
  }

  public init(minimumCapacity: Int) {
    self.init()
    reserveCapacity(minimumCapacity)
  }

  /// Makes room for `capacity` indices in all.
  public mutating func reserveCapacity(_ capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    if size > slots.count { resize(to: size) }
  }

  /// Slots in a row that a cache holds: who looks up very many hashes takes those of a region together.
  @usableFromInline static var regionBits: Int { 13 }

  /// How many regions there are: one at least.
  @inlinable public var regionCount: Int { max(1, slots.count >> IndexTable.regionBits) }

  /// The region in which a hash is looked up.
  @inlinable @inline(__always)
  public func region(of hash: UInt64) -> Int {
    (Int(truncatingIfNeeded: hash >> 32) & mask) >> IndexTable.regionBits
  }

  /// The index of the entry of this hash for which `equals` holds; nil if there is none. Constant time.
  @inlinable @inline(__always)
  public func find(hash: UInt64, _ equals: (UInt32) -> Bool) -> UInt32? {
    if slots.isEmpty { return nil }
    let tag = hash & 0xffff_ffff_0000_0000
    var position = Int(truncatingIfNeeded: hash >> 32) & mask
    while true {
      let slot = slots[position]
      if slot == 0 { return nil }
      if slot & 0xffff_ffff_0000_0000 == tag {
        let index = UInt32(truncatingIfNeeded: slot) &- 1
        if equals(index) { return index }
      }
      position = (position + 1) & mask
    }
  }

  /// Adds an index whose key is known to be absent.
  @inlinable
  public mutating func insert(_ index: UInt32, hash: UInt64) {
    if (count + 1) * 2 > slots.count { resize(to: max(16, slots.count * 2)) }
    place(hash & 0xffff_ffff_0000_0000 | UInt64(index &+ 1))
    added()
  }

  @usableFromInline
  mutating func added() { count += 1 }

  @inlinable @inline(__always)
  mutating func place(_ slot: UInt64) {
    var position = Int(truncatingIfNeeded: slot >> 32) & mask
    while slots[position] != 0 { position = (position + 1) & mask }
    slots[position] = slot
  }

  @usableFromInline
  mutating func resize(to size: Int) {
    let old = slots
    slots = ContiguousArray(filledWith: 0, count: size)
    mask = size - 1
    slots.withUnsafeMutableBufferPointer { slots in
      for slot in old where slot != 0 {
        var position = Int(truncatingIfNeeded: slot >> 32) & mask
        while slots[position] != 0 { position = (position + 1) & mask }
        slots[position] = slot
      }
    }
  }

  /// Keeps the room, unless that is much more than what was removed has taken.
  public mutating func removeAll() {
    if slots.count > max(128, count * 8) {
      self = IndexTable()
      return
    }
    for position in slots.indices { slots[position] = 0 }
    count = 0
  }
}
