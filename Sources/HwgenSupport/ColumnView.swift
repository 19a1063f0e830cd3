/// Plain elements in a row that somebody else owns, lent for as long as the owner keeps them.
///
/// A pointer and a count: copying it counts nothing. Bounds are checked. An `Arena` hands it out, a `Column` lends it until
/// something is added.
public struct ColumnView<Element: BitwiseCopyable>: RandomAccessCollection, BitwiseCopyable {
  @usableFromInline let base: UnsafePointer<Element>
  public let count: Int

  @inlinable
  init(base: UnsafePointer<Element>, count: Int) {
    self.base = base
    self.count = count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }
  @inlinable public var isEmpty: Bool { count == 0 }
  @inlinable public var indices: Range<Int> { 0..<count }

  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      return base[index]
    }
  }

  /// The same without checks, for loops over all of it. It must not outlive the view's owner.
  @inlinable public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    try body(elements)
  }
}

extension Column {
  /// What there is, until something is added.
  @inlinable public var view: ColumnView<Element> { ColumnView(base: base, count: used) }
}
