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
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }
}
