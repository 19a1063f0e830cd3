import HwgenSupport

/// Reading an operand: a literal, a name, or the opening of a bracket or a function.
extension ExpressionParser {
  /// Reads up to an operand: `complete` when one was read, `open` when an operator or bracket waits for one.
  mutating func operand(
    _ scanner: inout TextScanner, _ scope: (String) -> ExprID?
  ) throws(Failure) -> OperandState {
    scanner.skipSpace()
    let position = scanner.position
    if let number = try scanner.integerLiteral() { return complete(store.integer(number)) }
    if let text = try scanner.stringLiteral() { return complete(store.string(text)) }
    if scanner.take("(") { return waiting(.parenthesis, position) }
    if scanner.take("-") { return waiting(.minus, position) }
    if scanner.take("[") {
      if scanner.take("]") { return complete(try store.list([], element: .integer)) }
      return waiting(.list, position)
    }
    if scanner.take("{") {
      push(.recordType, position)
      try fieldHeader(&scanner, allowsFlip: true)
      return .open
    }
    let isQuoted = scanner.sees("`")
    guard let word = try scanner.identifier(dotted: true) else {
      throw scanner.failure("expected an expression\(scanner.found())")
    }
    if !isQuoted {
      switch word {
      case "not": return waiting(.not, position)
      case "if": return waiting(.condition, position)
      case "true": return complete(ExpressionStore.trueID)
      case "false": return complete(ExpressionStore.falseID)
      case "Bit": return complete(store.typeExpression(.bit))
      case "Clock": return complete(store.typeExpression(.clock))
      case "Reset": return complete(store.typeExpression(.reset))
      case "AsyncReset": return complete(store.typeExpression(.asyncReset))
      case "ResetN": return complete(store.typeExpression(.resetLow))
      case "AsyncResetN": return complete(store.typeExpression(.asyncResetLow))
      case "then", "else", "and", "or":
        throw scanner.failure("expected an expression, and found `\(word)`", at: position)
      case "hook":
        if scanner.peekIdentifier() != nil || scanner.sees("`") { return try hookHeader(&scanner, position) }
      default:
        if scanner.sees("("), let state = try callHeader(&scanner, word, position) { return state }
      }
    }
    guard let known = scope(word) else {
      throw scanner.failure("nothing is named \(Identifier.quoted(word)) here", at: position, code: .unknownName)
    }
    return complete(known)
  }

  mutating func complete(_ e: ExprID) -> OperandState {
    values.append(e)
    return .complete
  }

  mutating func waiting(_ marker: Marker, _ position: Int) -> OperandState {
    push(marker, position)
    return .open
  }

  mutating func hookHeader(_ scanner: inout TextScanner, _ position: Int) throws(Failure) -> OperandState {
    let name = store.names.intern(try scanner.expectIdentifier("the name of a hook", dotted: true))
    try scanner.expect("(")
    push(.hook(name), position)
    if !scanner.take(")") { return .open }
    try close(&scanner)
    return .complete
  }

  /// A word before `(`; nil if it is no function.
  mutating func callHeader(
    _ scanner: inout TextScanner, _ word: String, _ position: Int
  ) throws(Failure) -> OperandState? {
    if let function = Function(rawValue: word) {
      try scanner.expect("(")
      return waiting(.function(function), position)
    }
    switch word {
    case "record":
      try scanner.expect("(")
      if scanner.take(")") { return complete(try store.record([])) }
      push(.recordValue, position)
      try fieldHeader(&scanner, allowsFlip: false)
      return .open
    case "opaque":
      try scanner.expect("(")
      guard let key = try scanner.stringLiteral() else { throw scanner.failure("expected a key in quotes") }
      try scanner.expect(")")
      return complete(store.opaque(key: store.names.intern(key)))
    case "generator":
      try scanner.expect("(")
      guard let identity = try scanner.stringLiteral() else {
        throw scanner.failure("expected the identity of a generator in quotes")
      }
      try scanner.expect(")")
      return complete(store.generator(store.names.intern(identity)))
    case "Enum": return complete(try enumeration(&scanner, .binary, position))
    case "OneHot": return complete(try enumeration(&scanner, .oneHot, position))
    case "Gray": return complete(try enumeration(&scanner, .gray, position))
    case "Union": return try unionHeader(&scanner, position)
    case "empty":
      try scanner.expect("(")
      let kind = try kindName(&scanner)
      try scanner.expect(")")
      return complete(try store.list([], element: kind))
    default: return nil
    }
  }

  func kindName(_ scanner: inout TextScanner) throws(Failure) -> ValueKind {
    scanner.skipSpace()
    let position = scanner.position
    let word = try scanner.expectIdentifier("a kind")
    guard let kind = ValueKind(named: word) else {
      let all = ValueKind.allCases.map(\.description).joined(separator: ", ")
      throw scanner.failure("\(Identifier.quoted(word)) is no kind; the kinds are \(all)", at: position)
    }
    return kind
  }

  mutating func fieldHeader(_ scanner: inout TextScanner, allowsFlip: Bool) throws(Failure) {
    var isQuoted = scanner.sees("`")
    var name = try scanner.expectIdentifier("the name of a field", dotted: true)
    var isFlipped = false
    if allowsFlip, !isQuoted, name == "flip", !scanner.sees(":") {
      isFlipped = true
      isQuoted = scanner.sees("`")
      name = try scanner.expectIdentifier("the name of a field", dotted: true)
    }
    try scanner.expect(":")
    fields.append((store.names.intern(name), isFlipped))
  }
}
