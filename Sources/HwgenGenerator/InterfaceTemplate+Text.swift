import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Interfaces as text. Declarations are separated by semicolons:
///
///     in I0, I1: UInt(bits); out O: UInt(bits + 1); in CE: Bit if has_ce; in lane[i]: UInt(8 + i) for i in 0..<lanes
extension InterfaceTemplate {
  /// Throws `interfaceSyntax`, and what types and expressions throw, with the column and an excerpt; `duplicatePort` and
  /// `badName` for names. The ports of an external module may be called as reserved words.
  public static func parse(
    _ text: String, schema: ParameterSchema, in types: TypeStore, isExternal: Bool = false,
    at location: SourceLocation? = nil
  ) throws(Failure) -> InterfaceTemplate {
    var scanner = TextScanner(text, location: location, code: .interfaceSyntax)
    let scope = schema.scope(in: types)
    var ports: [PortTemplate] = []
    var seen = Set<NameID>()
    while !scanner.isAtEnd {
      for port in try declaration(&scanner, scope, types, isExternal) {
        guard port.condition != nil || port.repetition != nil || seen.insert(port.name).inserted else {
          throw Failure(
            .duplicatePort, "two ports are named \(Identifier.quoted(types.names[port.name]))", at: location)
        }
        ports.append(port)
      }
      if !scanner.take(";") { break }
    }
    if scanner.sees(",") { throw scanner.failure("declarations are separated by `;`") }
    try scanner.expectEnd()
    return InterfaceTemplate(ports: ports)
  }

  private static func declaration(
    _ scanner: inout TextScanner, _ scope: (String) -> ExprID?, _ types: TypeStore, _ isExternal: Bool
  ) throws(Failure) -> [PortTemplate] {
    let direction: PortDirection
    if scanner.takeKeyword("in") {
      direction = .input
    } else if scanner.takeKeyword("out") {
      direction = .output
    } else if scanner.takeKeyword("inout") {
      direction = .inout
    } else {
      throw scanner.failure("expected `in`, `out` or `inout`\(scanner.found())")
    }
    var names: [(name: NameID, index: NameID?)] = []
    // The first that only a record may have, since of that the names of its fields alone reach Verilog.
    var reserved: (text: String, place: Int)?
    repeat {
      scanner.skipSpace()
      let start = scanner.position
      let text = try scanner.expectIdentifier("the name of a port")
      if let reason = Identifier.objection(to: text, allowsReserved: true) {
        throw scanner.failure("port \(Identifier.quoted(text)) \(reason)", at: start, code: .badName)
      }
      if reserved == nil, !isExternal, Identifier.isReserved(text) { reserved = (text, start) }
      var index: NameID?
      if scanner.take("[") {
        index = types.names.intern(try scanner.expectIdentifier("the name of an index"))
        try scanner.expect("]")
      }
      guard names.isEmpty || names[0].index == index else {
        throw scanner.failure("the ports of one declaration are repeated over one index", at: start)
      }
      names.append((types.names.intern(text), index))
    } while scanner.take(",")
    try scanner.expect(":")
    let index = names[0].index
    let indexText = index.map { types.names[$0] }
    let type = try types.expressions.parseType(&scanner) { name in
      name == indexText ? types.expressions.parameter(index!, kind: .integer) : scope(name)
    }
    if let reserved, index == nil, types.kind(of: type) != .record, let reason = Identifier.objection(to: reserved.text)
    {
      throw scanner.failure("port \(Identifier.quoted(reserved.text)) \(reason)", at: reserved.place, code: .badName)
    }
    var repetition: PortTemplate.Repetition?
    if let index {
      guard scanner.takeKeyword("for") else { throw scanner.failure("expected `for`\(scanner.found())") }
      scanner.skipSpace()
      let start = scanner.position
      let name = try scanner.expectIdentifier("the name of the index")
      guard name == types.names[index] else {
        throw scanner.failure("the index is named \(Identifier.quoted(types.names[index]))", at: start)
      }
      guard scanner.takeKeyword("in") else { throw scanner.failure("expected `in`\(scanner.found())") }
      let low = try value(&scanner, scope, types, .integer)
      try scanner.expect("..<")
      let high = try value(&scanner, scope, types, .integer)
      repetition = PortTemplate.Repetition(index: index, low: low, high: high)
    }
    let condition = scanner.takeKeyword("if") ? try value(&scanner, scope, types, .boolean) : nil
    return names.map {
      PortTemplate(name: $0.name, direction: direction, type: type, repetition: repetition, condition: condition)
    }
  }

  private static func value(
    _ scanner: inout TextScanner, _ scope: (String) -> ExprID?, _ types: TypeStore, _ kind: ValueKind
  ) throws(Failure) -> ExprID {
    scanner.skipSpace()
    let start = scanner.position
    let value = try types.expressions.parseExpression(&scanner, scope: scope)
    guard types.expressions.kind(of: value) == kind else {
      throw scanner.failure(
        "expected \(kind.article), and `\(types.expressions.briefText(value))` is \(types.expressions.kind(of: value).article)",
        at: start, code: .wrongKind)
    }
    return value
  }

  /// The canonical text: it parses back to the same template.
  public func text(in types: TypeStore) -> String {
    var declarations: [String] = []
    var first = 0
    while first < ports.count {
      var end = first + 1
      while end < ports.count, ports[end].isDeclared(with: ports[first]) { end += 1 }
      let port = ports[first]
      let index = port.repetition.map { "[\(TextScanner.name(types.names[$0.index]))]" } ?? ""
      var text = "\(port.direction) "
      text += ports[first..<end].map { TextScanner.name(types.names[$0.name]) + index }.joined(separator: ", ")
      text += ": \(types.text(port.type))"
      if let repetition = port.repetition {
        let (low, high) = (types.expressions.text(repetition.low), types.expressions.text(repetition.high))
        text += " for \(TextScanner.name(types.names[repetition.index])) in \(low)..<\(high)"
      }
      if let condition = port.condition { text += " if \(types.expressions.text(condition))" }
      declarations.append(text)
      first = end
    }
    return declarations.joined(separator: "; ")
  }
}

extension PortTemplate {
  /// Whether one declaration can name both.
  fileprivate func isDeclared(with other: PortTemplate) -> Bool {
    direction == other.direction && type == other.type && condition == other.condition
      && repetition?.index == other.repetition?.index && repetition?.low == other.repetition?.low
      && repetition?.high == other.repetition?.high
  }
}
