import HwgenSupport

extension TypeStore {
  /// The field or element in which some bits of a type all are, from which bit on that is, and its type; an element has no
  /// name. Nil for what has neither, or if the bits are in several. Linear in the fields of a record.
  public func part(
    of type: TypeID, low: Int, width: Int
  ) -> (name: NameID, index: Int, low: Int, type: TypeID)? {
    switch kind(of: type) {
    case .record:
      var from = self.width(of: type)
      for (index, field) in fields(of: type).enumerated() {
        let end = from
        from -= self.width(of: field.type)
        if low < from { continue }
        return low + width <= end ? (field.name, index, from, field.type) : nil
      }
      return nil
    case .array:
      let element = element(of: type)
      let index = low / self.width(of: element)
      guard (low + width - 1) / self.width(of: element) == index else { return nil }
      return (.none, index, index * self.width(of: element), element)
    default: return nil
    }
  }
}
