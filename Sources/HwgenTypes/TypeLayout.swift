import HwgenSupport

/// One line of a type's layout: a part of it, and the bits that it has in the packed value.
public struct TypePart: Equatable, Sendable {
  /// `pos.x`, `lanes[3]`, `data.y` for a payload, `$tag` for the tag of a union; empty for the type itself.
  public let path: String
  public let low: Int
  public let width: Int
  public let type: TypeID
}

extension TypeStore {
  private enum LayoutItem {
    case part(TypePart)
    /// The elements of an array from one on.
    case elements(TypePart, Int)
  }

  /// Calls `body` for the type itself and for all of its parts, an aggregate before what it is made of, fields and variants
  /// in declared order and elements from 0. Throws `unboundParameter` for a type that has parameters. Linear in the text of
  /// the paths.
  public func forEachPart(of type: TypeID, _ body: (TypePart) -> Void) throws(Failure) {
    try requireConstant(type)
    var stack = [LayoutItem.part(TypePart(path: "", low: 0, width: width(of: type), type: type))]
    while let item = stack.popLast() {
      switch item {
      case .part(let part):
        body(part)
        expand(part, &stack)
      case .elements(let array, let index):
        let element = element(of: array.type)
        let width = width(of: element)
        if (index + 1) * width < array.width { stack.append(.elements(array, index + 1)) }
        let path = "\(array.path)[\(index)]"
        stack.append(.part(TypePart(path: path, low: array.low + index * width, width: width, type: element)))
      }
    }
  }

  /// Puts what a part is made of on the stack.
  private func expand(_ part: TypePart, _ stack: inout [LayoutItem]) {
    let prefix = part.path.isEmpty ? "" : part.path + "."
    func append(_ name: String, _ low: Int, _ type: TypeID) {
      stack.append(.part(TypePart(path: prefix + name, low: low, width: width(of: type), type: type)))
    }
    switch kind(of: part.type) {
    case .array: stack.append(.elements(part, 0))
    case .record:
      var low = part.low
      for field in fields(of: part.type).reversed() {
        append(TextScanner.name(names[field.name]), low, field.type)
        low += width(of: field.type)
      }
    case .union:
      let union = union(of: part.type)!
      for variant in union.variants.reversed() {
        if let payload = variant.payload { append(TextScanner.name(names[variant.name]), part.low, payload) }
      }
      append("$tag", part.low + part.width - width(of: union.tag), union.tag)
    default: break
    }
  }

  func requireConstant(_ type: TypeID) throws(Failure) {
    guard width(of: type) >= 0 else {
      throw Failure(
        .unboundParameter, "\(briefText(type)) depends on parameters, so nothing has a place in it",
        fix: "give the parameters values")
    }
  }
}
