import HwgenSupport

/// The width of a type as an expression over its parameters.
extension TypeStore {
  /// In bits; of an array or record the product or sum of those of its parts. Nil where no expression tells it: a type that
  /// is a parameter, a union with parameters, or one whose width passes a limit of expressions. Linear in the distinct types
  /// of which it is made.
  public func widthTemplate(of type: TypeID) -> ExprID? {
    var known: [TypeID: ExprID] = [:]
    var stack = [type]
    while let top = stack.last {
      let parts = known[top] == nil ? parts(of: top) : []
      let open = parts.filter { known[$0] == nil }
      guard open.isEmpty else {
        stack += open
        continue
      }
      if known[top] == nil {
        guard let width = try? width(of: top, from: parts.map { known[$0]! }) else { return nil }
        known[top] = width
      }
      stack.removeLast()
    }
    return known[type]
  }

  /// The types that decide the width of one with parameters.
  private func parts(of type: TypeID) -> [TypeID] {
    if isConstant(type) { return [] }
    switch kind(of: type) {
    case .array: return [element(of: type)]
    case .record: return fields(of: type).map(\.type)
    // A type with parameters within another is an expression.
    case .expression: return expressions.typeTemplate(of: expression(of: type)).map { [$0] } ?? []
    default: return []
    }
  }

  private func width(of type: TypeID, from parts: [ExprID]) throws(Failure) -> ExprID? {
    if isConstant(type) { return expressions.integer(width(of: type)) }
    switch kind(of: type) {
    case .bits, .uint, .sint: return expression(of: type)
    case .ufix, .sfix: return try expressions.add(expression(of: type), fractionExpression(of: type))
    case .array: return try expressions.multiply(expression(of: type), parts[0])
    case .record:
      var sum = expressions.integer(0)
      for part in parts { sum = try expressions.add(sum, part) }
      return sum
    case .expression: return parts.first
    default: return nil
    }
  }
}
