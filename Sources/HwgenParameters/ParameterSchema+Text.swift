import HwgenSupport
import HwgenTypes

/// Schemas, members and arguments as text: what C users write and introspection prints.
///
/// A schema is a list of items, separated by commas:
///
///     bits: int >= 1, lanes: int in 1..64 = 4, mode: enum(fast, small) = "fast", has_ce: bool = false,
///     derived addr = clog2(bits) "bits of an address", require bits % lanes == 0
///
/// A string at the end of a parameter or member is its doc.
/// `bits: late int in 1..64 = 16` is left to Verilog: a late parameter, an integer with a default.
/// Kinds: `int`, `bool`, `string`, `type`, `record`, `generator`, `opaque`, `enum(names)` and `list(kind)`. Bounds,
/// defaults and derivations are expressions over the parameters before them; constraints are over all.
extension ParameterSchema {
  /// Throws `schemaSyntax`, and what expressions throw, with the column and an excerpt; `duplicateParameter`, `badName` and
  /// `badDefault` for what no request could mend.
  public static func parse(
    _ text: String, in types: TypeStore, at location: SourceLocation? = nil
  ) throws(Failure) -> ParameterSchema {
    var scanner = TextScanner(text, location: location, code: .schemaSyntax)
    var parser = SchemaParser(types)
    if scanner.isAtEnd { return ParameterSchema() }
    repeat { try parser.item(&scanner) } while scanner.take(",")
    try scanner.expectEnd()
    return try parser.schema(scanner)
  }

  /// What a name in an expression over the parameters stands for.
  public func scope(in types: TypeStore) -> (String) -> ExprID? {
    { text in
      guard let name = types.names.find(text), let index = self.index(of: name) else { return nil }
      let parameter = self.parameters[index]
      return types.expressions.parameter(name, kind: parameter.kind.valueKind, element: parameter.kind.elementKind)
    }
  }

  /// The canonical text: it parses back to the same schema.
  public func text(in types: TypeStore) -> String {
    let expressions = types.expressions
    var items: [String] = []
    for parameter in parameters {
      let name = TextScanner.name(types.names[parameter.name])
      if let derivation = parameter.derivation {
        items.append("derived \(name) = \(expressions.text(derivation))" + docText(parameter.doc))
        continue
      }
      var item = "\(name): \(parameter.isLate ? "late " : "")\(parameter.kind.text(in: types))"
      switch (parameter.minimum, parameter.maximum) {
      case (let low?, let high?): item += " in \(expressions.text(low))..\(expressions.text(high))"
      case (let low?, nil): item += " >= \(expressions.text(low))"
      case (nil, let high?): item += " <= \(expressions.text(high))"
      case (nil, nil): break
      }
      if let value = parameter.defaultValue { item += " = \(expressions.text(value))" }
      items.append(item + docText(parameter.doc))
    }
    items += constraints.map { "require \(expressions.text($0))" }
    return items.joined(separator: ", ")
  }

  private func docText(_ doc: String) -> String { doc.isEmpty ? "" : " " + TextScanner.quoted(doc) }

  // MARK: Members

  /// Members are separated by semicolons: `latency: int = 0 "in cycles"; area: int = 5 * bits`.
  public func parseMembers(
    _ text: String, in types: TypeStore, at location: SourceLocation? = nil
  ) throws(Failure) -> [Member] {
    var scanner = TextScanner(text, location: location, code: .schemaSyntax)
    var members: [Member] = []
    while !scanner.isAtEnd {
      scanner.skipSpace()
      let position = scanner.position
      let text = try scanner.expectIdentifier("the name of a member")
      let name = types.names.intern(text)
      guard index(of: name) == nil, !members.contains(where: { $0.name == name }) else {
        throw scanner.failure(
          "\(Identifier.quoted(text)) is already a parameter or member", at: position, code: .duplicateParameter)
      }
      try scanner.expect(":")
      let kind = try ParameterKind.parse(&scanner, types)
      try scanner.expect("=")
      let value = try types.expressions.parseExpression(&scanner, scope: scope(in: types))
      try kind.checkDefault(value, of: text, types, scanner, position)
      members.append(Member(name: name, kind: kind, value: value, doc: try scanner.stringLiteral() ?? ""))
      if !scanner.take(";") { break }
    }
    try scanner.expectEnd()
    return members
  }

  /// The members as `parseMembers` reads them.
  public func text(of members: [Member], in types: TypeStore) -> String {
    members.map { member in
      let value = types.expressions.text(member.value)
      return "\(TextScanner.name(types.names[member.name])): \(member.kind.text(in: types)) = \(value)"
        + docText(member.doc)
    }.joined(separator: "; ")
  }
}

extension Arguments {
  /// Arguments are values, separated by commas, those with a name last: `16, has_ce = true`.
  public static func parse(
    _ text: String, in types: TypeStore, at location: SourceLocation? = nil
  ) throws(Failure) -> Arguments {
    var scanner = TextScanner(text, location: location)
    return try parse(&scanner, in: types)
  }

  /// The same from a scanner, whose text they are.
  public static func parse(_ scanner: inout TextScanner, in types: TypeStore) throws(Failure) -> Arguments {
    var result = Arguments()
    try result.read(&scanner, in: types)
    return result
  }

  /// The same in the room of arguments that are not needed any more.
  public mutating func read(_ scanner: inout TextScanner, in types: TypeStore) throws(Failure) {
    empty()
    if scanner.isAtEnd { return }
    repeat {
      scanner.skipSpace()
      let position = scanner.position
      if let name = try scanner.identifier(), scanner.take("="), !scanner.sees("=") {
        let value = try types.expressions.parseExpression(&scanner) { _ in nil }
        named.append((types.names.intern(name), value))
        continue
      }
      scanner.position = position
      let value = try types.expressions.parseExpression(&scanner) { _ in nil }
      guard named.isEmpty else {
        throw scanner.failure("a value without a name follows one with a name", at: position)
      }
      positional.append(value)
    } while scanner.take(",")
    try scanner.expectEnd()
  }
}

/// Reads a schema, item by item.
private struct SchemaParser {
  let types: TypeStore
  private var parameters: [Parameter] = []
  /// Where the constraints stand: they are read last, when all parameters are known.
  private var constraints: [Range<Int>] = []
  /// The parameters so far, by name.
  private var known: [String: ExprID] = [:]

  init(_ types: TypeStore) { self.types = types }

  private func scope(_ name: String) -> ExprID? { known[name] }

  mutating func item(_ scanner: inout TextScanner) throws(Failure) {
    scanner.skipSpace()
    let position = scanner.position
    if scanner.takeKeyword("require"), !scanner.sees(":") {
      scanner.skipSpace()
      let start = scanner.position
      try skipItem(&scanner)
      constraints.append(start..<scanner.position)
      return
    }
    scanner.position = position
    if scanner.takeKeyword("derived"), !scanner.sees(":") {
      let (name, text) = try newName(&scanner)
      try scanner.expect("=")
      let value = try types.expressions.parseExpression(&scanner, scope: scope)
      let kind = ParameterKind(of: value, types.expressions)
      let doc = try scanner.stringLiteral() ?? ""
      add(Parameter(name: name, kind: kind, derivation: value, doc: doc), text)
      return
    }
    scanner.position = position
    let (name, text) = try newName(&scanner)
    try scanner.expect(":")
    let isLate = scanner.takeKeyword("late")
    let kind = try ParameterKind.parse(&scanner, types)
    var minimum: ExprID?
    var maximum: ExprID?
    while kind == .integer {
      if scanner.take(">=") {
        minimum = try bound(&scanner)
      } else if scanner.take("<=") {
        maximum = try bound(&scanner)
      } else if scanner.takeKeyword("in") {
        minimum = try bound(&scanner)
        try scanner.expect("..")
        maximum = try bound(&scanner)
      } else {
        break
      }
    }
    var defaultValue: ExprID?
    if scanner.take("=") {
      scanner.skipSpace()
      let start = scanner.position
      let value = try types.expressions.parseExpression(&scanner, scope: scope)
      try kind.checkDefault(value, of: text, types, scanner, start)
      defaultValue = value
    }
    let doc = try scanner.stringLiteral() ?? ""
    let parameter = Parameter(
      name: name, kind: kind, minimum: minimum, maximum: maximum, defaultValue: defaultValue, isLate: isLate, doc: doc)
    if isLate { try ParameterSchema.checkLate(parameter, in: types, scanner, position) }
    add(parameter, text)
  }

  /// Goes to the comma behind an item, or to the end.
  private func skipItem(_ scanner: inout TextScanner) throws(Failure) {
    var depth = 0
    while !scanner.isAtEnd {
      if depth == 0, scanner.sees(",") { return }
      if try scanner.stringLiteral() != nil { continue }
      if try scanner.identifier() != nil { continue }
      if scanner.take("(") || scanner.take("[") || scanner.take("{") {
        depth += 1
      } else if scanner.take(")") || scanner.take("]") || scanner.take("}") {
        depth -= 1
      } else {
        scanner.position += 1
      }
    }
  }

  /// The constraints, over all parameters.
  private func readConstraints(_ text: TextScanner) throws(Failure) -> [ExprID] {
    var scanner = text
    var result: [ExprID] = []
    for range in constraints {
      scanner.position = range.lowerBound
      let constraint = try types.expressions.parseExpression(&scanner, scope: scope)
      scanner.skipSpace()
      guard scanner.position == range.upperBound else { throw scanner.failure("expected `,`\(scanner.found())") }
      guard types.expressions.kind(of: constraint) == .boolean else {
        throw scanner.failure(
          "a constraint is a boolean, and `\(types.expressions.briefText(constraint))` is \(types.expressions.kind(of: constraint).article)",
          at: range.lowerBound, code: .wrongKind)
      }
      result.append(constraint)
    }
    return result
  }

  private func bound(_ scanner: inout TextScanner) throws(Failure) -> ExprID {
    scanner.skipSpace()
    let start = scanner.position
    let value = try types.expressions.parseExpression(&scanner, scope: scope)
    guard types.expressions.kind(of: value) == .integer else {
      throw scanner.failure(
        "a bound is an integer, and `\(types.expressions.briefText(value))` is \(types.expressions.kind(of: value).article)",
        at: start, code: .wrongKind)
    }
    return value
  }

  private func newName(_ scanner: inout TextScanner) throws(Failure) -> (NameID, String) {
    scanner.skipSpace()
    let position = scanner.position
    let text = try scanner.expectIdentifier("the name of a parameter")
    if let reason = Identifier.objection(to: text, allowsReserved: true) {
      throw scanner.failure("parameter \(Identifier.quoted(text)) \(reason)", at: position, code: .badName)
    }
    guard known[text] == nil else {
      throw scanner.failure(
        "two parameters are named \(Identifier.quoted(text))", at: position, code: .duplicateParameter)
    }
    return (types.names.intern(text), text)
  }

  private mutating func add(_ parameter: Parameter, _ text: String) {
    parameters.append(parameter)
    known[text] = types.expressions.parameter(
      parameter.name, kind: parameter.kind.valueKind, element: parameter.kind.elementKind)
  }

  /// The schema. Constant bounds between which nothing is, and a constant default outside them, are an error here, not at the
  /// first request.
  func schema(_ scanner: TextScanner) throws(Failure) -> ParameterSchema {
    let expressions = types.expressions
    for parameter in parameters {
      guard let low = parameter.minimum.flatMap({ expressions.integerValue(of: $0) }),
        let high = parameter.maximum.flatMap({ expressions.integerValue(of: $0) }), low > high
      else { continue }
      throw Failure(
        .schemaSyntax,
        "\(Identifier.quoted(types.names[parameter.name])) must be at least \(low) and at most \(high), which no integer is",
        at: scanner.location)
    }
    for parameter in parameters {
      guard let value = parameter.defaultValue else { continue }
      let name = Identifier.quoted(types.names[parameter.name])
      if case .enumeration(let cases) = parameter.kind, let text = expressions.stringValue(of: value),
        !cases.contains(where: { types.names[$0] == text })
      {
        throw Failure(
          .badDefault, "the default of \(name) is \(Identifier.quoted(text)), which is none of its cases",
          at: scanner.location)
      }
      guard let number = expressions.integerValue(of: value) else { continue }
      if let low = parameter.minimum.flatMap({ expressions.integerValue(of: $0) }), number < low {
        throw Failure(
          .badDefault, "the default of \(name) is \(number), and it must be at least \(low)", at: scanner.location)
      }
      if let high = parameter.maximum.flatMap({ expressions.integerValue(of: $0) }), number > high {
        throw Failure(
          .badDefault, "the default of \(name) is \(number), and it must be at most \(high)", at: scanner.location)
      }
    }
    return ParameterSchema(parameters: parameters, constraints: try readConstraints(scanner))
  }
}

extension ParameterKind {
  init(of value: ExprID, _ expressions: ExpressionStore) {
    switch expressions.kind(of: value) {
    case .integer: self = .integer
    case .boolean: self = .boolean
    case .string: self = .string
    case .type: self = .type
    case .record: self = .record
    case .generator: self = .generator
    case .opaque: self = .opaque
    case .list: self = .list(expressions.elementKind(of: value))
    }
  }

  /// As a schema has it: `int`, `enum(fast, small)`, `list(int)`.
  public func text(in types: TypeStore) -> String {
    switch self {
    case .enumeration(let cases): "enum(\(cases.map { TextScanner.name(types.names[$0]) }.joined(separator: ", ")))"
    case .list(let element): "list(\(element))"
    default: valueKind.description
    }
  }

  static func parse(_ scanner: inout TextScanner, _ types: TypeStore) throws(Failure) -> ParameterKind {
    scanner.skipSpace()
    let position = scanner.position
    let word = try scanner.expectIdentifier("a kind")
    switch word {
    case "int": return .integer
    case "bool": return .boolean
    case "string": return .string
    case "type": return .type
    case "record": return .record
    case "generator": return .generator
    case "opaque": return .opaque
    case "list":
      try scanner.expect("(")
      let inner = try scanner.expectIdentifier("the kind of the elements")
      guard let element = ValueKind(named: inner), element != .list else {
        throw scanner.failure("a list holds values of a kind that is no list, not \(Identifier.quoted(inner))")
      }
      try scanner.expect(")")
      return .list(element)
    case "enum":
      try scanner.expect("(")
      var cases: [NameID] = []
      repeat {
        let name = types.names.intern(try scanner.expectIdentifier("the name of a case"))
        guard !cases.contains(name) else {
          throw scanner.failure(
            "two cases are named \(Identifier.quoted(types.names[name]))", code: .duplicateParameter)
        }
        cases.append(name)
      } while scanner.take(",")
      try scanner.expect(")")
      return .enumeration(cases)
    default:
      throw scanner.failure(
        "\(Identifier.quoted(word)) is no kind; the kinds are int, bool, string, type, record, generator, opaque, enum(…), list(…)",
        at: position)
    }
  }

  /// Throws `badDefault` if the value of a default or member is of another kind.
  func checkDefault(
    _ value: ExprID, of name: String, _ types: TypeStore, _ scanner: TextScanner, _ position: Int
  ) throws(Failure) {
    let expressions = types.expressions
    let found = ParameterKind(of: value, expressions)
    if found.valueKind == valueKind {
      guard case .list(let element) = self, found.elementKind != element else { return }
      if expressions.elements(of: value)?.isEmpty == true { return }
    }
    throw scanner.failure(
      "\(Identifier.quoted(name)) is \(article), and `\(expressions.briefText(value))` is \(found.article)",
      at: position, code: .badDefault)
  }
}
