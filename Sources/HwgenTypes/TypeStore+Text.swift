import HwgenSupport

/// Types as text: `UInt(bits + 1)`, `Array(lanes, Bits(w))`, `{data: UInt(8), flip ready: Bit}`.
extension TypeStore {
  /// The canonical text: it parses back to `type`.
  public func text(_ type: TypeID) -> String { ByteWriter.string { write(type, to: &$0) } }

  /// The start of the text, for messages: the whole can be exponentially longer than the type.
  public func briefText(_ type: TypeID, limit: Int = 160) -> String {
    ByteWriter.string {
      var printer = ExpressionPrinter(expressions, limit: limit)
      printer.write(type, to: &$0)
    }
  }

  public func write(_ type: TypeID, to writer: inout ByteWriter) {
    var printer = ExpressionPrinter(expressions)
    printer.write(type, to: &writer)
  }

  /// The type that a text writes; see `ExpressionParser` for the language.
  public func parseType(
    _ text: String, scope: (String) -> ValueKind?, location: SourceLocation? = nil
  ) throws(Failure) -> TypeID {
    var scanner = TextScanner(text, location: location, code: .typeSyntax)
    let type = try expressions.parseType(&scanner) { name in
      scope(name).map { self.expressions.parameter(self.names.intern(name), kind: $0) }
    }
    try scanner.expectEnd()
    return type
  }

  /// The fields of a record that some bits are of, for messages: `field `x``, `fields `x`, `y``; empty for what is no record.
  public func fieldNames(of type: TypeID, low: Int, width: Int) -> String {
    guard kind(of: type) == .record else { return "" }
    var high = self.width(of: type)
    var found: [String] = []
    for field in fields(of: type) {
      let end = high
      high -= self.width(of: field.type)
      if high < low + width, end > low { found.append(Identifier.quoted(names[field.name])) }
    }
    let shown = found.prefix(8).joined(separator: ", ")
    return "field\(found.count == 1 ? "" : "s") \(shown)\(found.count > 8 ? ", …" : "")"
  }
}
