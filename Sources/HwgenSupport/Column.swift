#if canImport(Glibc)
  import Glibc
#endif

/// A growable flat array of plain data that has one owner.
///
/// It is `ContiguousArray` without what lets that be shared: it is never copied, so that reading takes no reference count
/// and writing does not ask whether somebody else holds it. Bounds are checked. For the tables of a pass, which are filled
/// anew for each module in the room of the one before.
public struct Column<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity = 0
  @usableFromInline var used = 0

  /// An empty one that takes no memory before something is added.
  @inlinable
  public init() { base = UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)! }

  deinit { if capacity > 0 { free(base) } }

  @inlinable public var count: Int { used }
  @inlinable public var isEmpty: Bool { count == 0 }
  @inlinable public var indices: Range<Int> { 0..<count }

  /// What there is. Nothing may be added while it is used.
  @inlinable public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      return base[index]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      yield &base[index]
    }
  }

  @inlinable
  public mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    used &+= 1
  }

  @inlinable
  public mutating func append(contentsOf elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  @inlinable
  public mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    guard let first = elements.baseAddress else { return }
    if elements.count > capacity &- used { grow(to: used + elements.count) }
    (base + used).update(from: first, count: elements.count)
    used &+= elements.count
  }

  /// Appends elements that it has already.
  @inlinable
  public mutating func append(copyOf range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= used)
    if range.count > capacity &- used { grow(to: used + range.count) }
    (base + used).update(from: base + range.lowerBound, count: range.count)
    used &+= range.count
  }

  @inlinable public var last: Element? { used == 0 ? nil : base[used &- 1] }

  @inlinable
  public mutating func removeLast(_ count: Int = 1) {
    precondition(count >= 0 && count <= used)
    used &-= count
  }

  @inlinable
  public mutating func popLast() -> Element? {
    if used == 0 { return nil }
    used &-= 1
    return base[used]
  }

  /// Sorts the elements from an index on.
  @inlinable
  public mutating func sort(from first: Int) where Element: Comparable {
    precondition(first <= used)
    if used &- first < 2 { return }
    var tail = UnsafeMutableBufferPointer(start: base + first, count: used &- first)
    tail.sort()
  }

  /// Replaces all elements by `count` copies of a value, in the room that there is.
  @inlinable
  public mutating func refill(with value: Element, count: Int) {
    empty()
    if count > capacity { grow(to: count) }
    base.update(repeating: value, count: count)
    used = count
  }

  /// Replaces all elements by others, in the room that there is.
  @inlinable
  public mutating func refill(with elements: UnsafeBufferPointer<Element>) {
    empty()
    append(contentsOf: elements)
  }

  /// Removes all elements and keeps the room.
  @inlinable
  public mutating func empty() { used = 0 }

  /// Gives up the memory, cut to what is used, to whoever frees it. There is something in it.
  @usableFromInline
  mutating func release() -> UnsafeMutablePointer<Element> {
    precondition(used > 0)
    let size = used * MemoryLayout<Element>.stride
    guard let rows = realloc(base, size) else { fatalError("out of memory") }
    (base, capacity, used) = (UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)!, 0, 0)
    return rows.assumingMemoryBound(to: Element.self)
  }

  @usableFromInline
  mutating func grow(to least: Int) {
    let room = Swift.max(16, 2 * capacity, least)
    let bytes = room * MemoryLayout<Element>.stride
    // A large block is given more pages, or moved with those it has: nothing is copied.
    guard let larger = realloc(capacity > 0 ? base : nil, bytes) else { fatalError("out of memory") }
    (base, capacity) = (larger.assumingMemoryBound(to: Element.self), room)
  }
}
