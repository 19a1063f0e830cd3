#if canImport(Glibc)
  import Glibc
#endif

/// A 32-bit index for each of some small numbers, such as the ids of modules: a row that is looked up without a hash.
///
/// The row is as long as the largest number asks for, and comes from the system zeroed: what is never set is not touched,
/// and large rows cost nothing before they are. It has one owner and is never copied, as a `Column` is not.
public struct IndexMap: ~Copyable {
  /// Each index + 1; 0 where there is none.
  @usableFromInline var rows: UnsafeMutablePointer<UInt32>
  @usableFromInline var count: Int

  /// An empty map, with room for the numbers below `count`.
  public init(count: Int) {
    rows = IndexMap.room(for: count)
    self.count = count
  }

  deinit { free(rows) }

  /// The index that was set for a number, or nil.
  @inlinable
  public subscript(number: UInt32) -> UInt32? {
    let number = Int(number)
    return number < count && rows[number] != 0 ? rows[number] &- 1 : nil
  }

  @inlinable
  public mutating func set(_ number: UInt32, to index: UInt32) {
    if Int(number) >= count { grow(to: max(Int(number) + 1, 2 * count)) }
    rows[Int(number)] = index &+ 1
  }

  @usableFromInline
  mutating func grow(to newCount: Int) {
    let larger = IndexMap.room(for: newCount)
    larger.update(from: rows, count: count)
    free(rows)
    (rows, count) = (larger, newCount)
  }

  private static func room(for count: Int) -> UnsafeMutablePointer<UInt32> {
    guard let room = calloc(max(count, 1), MemoryLayout<UInt32>.stride) else { fatalError("out of memory") }
    return room.bindMemory(to: UInt32.self, capacity: count)
  }
}
