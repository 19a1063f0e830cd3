/// Arrays of one value, for the small tables that are made for each module.
extension ContiguousArray {
  /// `count` copies of a value. `init(repeating:count:)` does the same through unspecialised code of the standard library,
  /// which costs about 1,000 instructions for each array.
  @inlinable
  public init(filledWith value: Element, count: Int) {
    self = []
    reserveCapacity(count)
    append(contentsOf: repeatElement(value, count: count))
  }

  /// Replaces all elements by `count` copies of a value, in the room that there is.
  @inlinable
  public mutating func refill(with value: Element, count: Int) {
    if count == 0 { return empty() }
    if self.count > count { removeSubrange(count...) }
    withUnsafeMutableBufferPointer { $0.update(repeating: value) }
    if self.count < count { append(contentsOf: repeatElement(value, count: count - self.count)) }
  }

  /// Removes all elements and keeps the room. `removeAll` costs about 100 instructions where there is nothing to remove.
  @inlinable
  public mutating func empty() {
    if !isEmpty { removeAll(keepingCapacity: true) }
  }
}
