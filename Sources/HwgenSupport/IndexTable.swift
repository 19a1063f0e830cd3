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

  public init(minimumCapacity: Int = 16) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    slots = ContiguousArray(filledWith: 0, count: size)
    count = 0
    mask = size - 1
  }

  /// The index for which `equals` holds, or nil.
  @inlinable @inline(__always)
  public func find(hash: UInt64, _ equals: (UInt32) -> Bool) -> UInt32? {
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
    if (count + 1) * 2 > slots.count { grow() }
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
  mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: 0, count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot != 0 { place(slot) }
  }

  public mutating func removeAll() {
    for position in slots.indices { slots[position] = 0 }
    count = 0
  }
}
