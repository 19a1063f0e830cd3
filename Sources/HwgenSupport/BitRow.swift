/// A set of small numbers, a bit for each: for marks that are read and made in no order, of which a cache then holds eight
/// times as many as bytes. It has one owner and is never copied, as a `Column` is not.
public struct BitRow: ~Copyable {
  @usableFromInline var words = Column<UInt64>()

  /// An empty set that takes no memory.
  public init() {}

  /// Forgets all, and makes room for the numbers below `count`.
  @inlinable
  public mutating func begin(count: Int) { words.refill(with: 0, count: (count + 63) / 64) }

  /// Whether a number is in the set. It must be below what there is room for, rounded up to 64.
  @inlinable @inline(__always)
  public func contains(_ number: Int) -> Bool { words[number >> 6] &>> UInt64(number & 63) & 1 == 1 }

  @inlinable @inline(__always)
  public mutating func insert(_ number: Int) { words[number >> 6] |= 1 &<< UInt64(number & 63) }
}
