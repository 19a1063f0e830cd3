import HwgenBits
import HwgenSupport

/// Reads expressions and types with an explicit stack, so that no text is too deep.
///
/// From loose to tight: `if c then a else b`; `or`; `and`; `not`; `== != < <= > >=` (which do not chain); `+ -`;
/// `* / %`; unary `-`; `list[i]`. Primaries: numbers, `"strings"`, `true`, `false`, parameters (a dotted name is one;
/// any name in backquotes), `(…)`, `[a, b]`, `empty(kind)` for an empty list of a kind other than `int`,
/// `min max clog2 pow len`, `hook name(args): kind`, `record(a: 1)`, `opaque("key")`, `generator("Add")`, and types:
/// `Bit Clock Reset AsyncReset`, `Bits(w) UInt(w) SInt(w)`, `Array(count, type)`, `{a: UInt(8), flip b: Bit}`.
struct ExpressionParser {
  private enum Marker: Equatable {
    case binary(BinaryOperator)
    case minus, not
    case parenthesis, list, index
    case condition, thenBranch, elseBranch
    case function(Function)
    case hook(NameID)
    case recordType, recordValue

    /// How tightly an operator binds; 0 for a bracket, which waits for its end.
    var precedence: Int {
      switch self {
      case .binary(let operation): operation.precedence
      case .minus: 8
      case .not: 4
      case .elseBranch: 1
      default: 0
      }
    }
  }

  private enum BinaryOperator {
    case or, and, equal, notEqual, less, lessEqual, greater, greaterEqual, add, subtract, multiply, divide, modulo

    var precedence: Int {
      switch self {
      case .or: 2
      case .and: 3
      case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: 5
      case .add, .subtract: 6
      case .multiply, .divide, .modulo: 7
      }
    }
  }

  private enum Function: String {
    case min, max, clog2, pow, len
    case bits = "Bits"
    case uint = "UInt"
    case sint = "SInt"
    case array = "Array"
  }

  /// What is open: an operator that waits for its right operand, or a bracket that waits for its end.
  private struct Entry {
    let marker: Marker
    let position: Int
    /// The operands below it.
    let base: Int
    /// The field names below it.
    let fieldBase: Int
  }

  /// What came of reading the operand at the position.
  private enum OperandState {
    case complete, open
  }

  let store: ExpressionStore
  private var values: [ExprID] = []
  private var open: [Entry] = []
  private var fields: [(name: NameID, isFlipped: Bool)] = []

  init(_ store: ExpressionStore) { self.store = store }

  static func isReserved(_ word: String) -> Bool {
    switch word {
    case "if", "then", "else", "and", "or", "not", "true", "false", "Bit", "Clock", "Reset", "AsyncReset": true
    default: false
    }
  }

  /// Reads one expression and stops before the first token that cannot belong to it.
  mutating func parse(_ scanner: inout TextScanner, _ scope: (String) -> ExprID?) throws(Failure) -> ExprID {
    while true {
      while try operand(&scanner, scope) == .open {}
      while try continuation(&scanner) == .complete {}
      if open.isEmpty, values.count == 1, isFinished { return values[0] }
    }
  }

  private var isFinished = false

  private mutating func push(_ marker: Marker, _ position: Int) {
    open.append(Entry(marker: marker, position: position, base: values.count, fieldBase: fields.count))
  }

  // MARK: Operands

  /// Reads up to an operand: `complete` when one was read, `open` when an operator or bracket waits for one.
  private mutating func operand(
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

  private mutating func complete(_ e: ExprID) -> OperandState {
    values.append(e)
    return .complete
  }

  private mutating func waiting(_ marker: Marker, _ position: Int) -> OperandState {
    push(marker, position)
    return .open
  }

  private mutating func hookHeader(_ scanner: inout TextScanner, _ position: Int) throws(Failure) -> OperandState {
    let name = store.names.intern(try scanner.expectIdentifier("the name of a hook", dotted: true))
    try scanner.expect("(")
    push(.hook(name), position)
    if !scanner.take(")") { return .open }
    try close(&scanner)
    return .complete
  }

  /// A word before `(`; nil if it is no function.
  private mutating func callHeader(
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
    case "empty":
      try scanner.expect("(")
      let kind = try kindName(&scanner)
      try scanner.expect(")")
      return complete(try store.list([], element: kind))
    default: return nil
    }
  }

  private func kindName(_ scanner: inout TextScanner) throws(Failure) -> ValueKind {
    scanner.skipSpace()
    let position = scanner.position
    let word = try scanner.expectIdentifier("a kind")
    guard let kind = ValueKind(named: word) else {
      let all = ValueKind.allCases.map(\.description).joined(separator: ", ")
      throw scanner.failure("\(Identifier.quoted(word)) is no kind; the kinds are \(all)", at: position)
    }
    return kind
  }

  private mutating func fieldHeader(_ scanner: inout TextScanner, allowsFlip: Bool) throws(Failure) {
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

  // MARK: After an operand

  /// Reads what follows an operand: `complete` when the operand has grown, `open` when another operand must follow or the
  /// expression is finished.
  private mutating func continuation(_ scanner: inout TextScanner) throws(Failure) -> OperandState {
    scanner.skipSpace()
    let position = scanner.position
    if scanner.take("[") { return waiting(.index, position) }
    if let operation = binary(&scanner) {
      try reduce(to: operation.precedence, &scanner)
      if operation.precedence == 5, open.last?.marker.precedence == 5 {
        throw scanner.failure("comparisons do not chain; join them with `and`", at: position)
      }
      return waiting(.binary(operation), position)
    }
    try reduce(to: 1, &scanner)
    guard let top = open.last else {
      isFinished = true
      return .open
    }
    switch top.marker {
    case .condition:
      guard scanner.takeKeyword("then") else { throw scanner.failure("expected `then`\(scanner.found())") }
      return replaceTop(.thenBranch)
    case .thenBranch:
      guard scanner.takeKeyword("else") else { throw scanner.failure("expected `else`\(scanner.found())") }
      return replaceTop(.elseBranch)
    case .list, .function, .hook:
      if scanner.take(",") { return .open }
    case .recordType, .recordValue:
      if scanner.take(",") {
        try fieldHeader(&scanner, allowsFlip: top.marker == .recordType)
        return .open
      }
    default: break
    }
    switch top.marker {
    case .list, .index: try scanner.expect("]")
    case .recordType: try scanner.expect("}")
    default: try scanner.expect(")")
    }
    try close(&scanner)
    return .complete
  }

  /// The same `if` with its next part open.
  private mutating func replaceTop(_ marker: Marker) -> OperandState {
    let top = open.removeLast()
    open.append(Entry(marker: marker, position: top.position, base: top.base, fieldBase: top.fieldBase))
    return .open
  }

  private mutating func binary(_ scanner: inout TextScanner) -> BinaryOperator? {
    switch scanner.byte {
    case UInt8(ascii: "+"): if scanner.take("+") { return .add }
    case UInt8(ascii: "-"): if !scanner.sees("->"), scanner.take("-") { return .subtract }
    case UInt8(ascii: "*"): if scanner.take("*") { return .multiply }
    case UInt8(ascii: "/"): if scanner.take("/") { return .divide }
    case UInt8(ascii: "%"): if scanner.take("%") { return .modulo }
    case UInt8(ascii: "="): if scanner.take("==") { return .equal }
    case UInt8(ascii: "!"): if scanner.take("!=") { return .notEqual }
    case UInt8(ascii: "<"): return scanner.take("<=") ? .lessEqual : scanner.take("<") ? .less : nil
    case UInt8(ascii: ">"): return scanner.take(">=") ? .greaterEqual : scanner.take(">") ? .greater : nil
    case UInt8(ascii: "a"): if scanner.takeKeyword("and") { return .and }
    case UInt8(ascii: "o"): if scanner.takeKeyword("or") { return .or }
    default: break
    }
    return nil
  }

  /// Applies the open operators that bind at least as tightly.
  private mutating func reduce(to precedence: Int, _ scanner: inout TextScanner) throws(Failure) {
    while let top = open.last, top.marker.precedence >= max(precedence, 1) {
      if precedence == 5, top.marker.precedence == 5 { return }
      open.removeLast()
      do {
        try apply(top)
      } catch {
        throw placed(error, scanner, top.position)
      }
    }
  }

  /// A constructor's failure with the place in the text.
  private func placed(_ failure: Failure, _ scanner: TextScanner, _ position: Int) -> Failure {
    guard let first = failure.diagnostics.first else { return failure }
    return scanner.failure(first.message, at: position, code: first.code)
  }

  private mutating func apply(_ entry: Entry) throws(Failure) {
    let b = values.removeLast()
    switch entry.marker {
    case .minus: values.append(try store.negate(b))
    case .not: values.append(try store.not(b))
    case .elseBranch:
      let a = values.removeLast()
      let condition = values.removeLast()
      values.append(try store.conditional(condition, a, b))
    case .binary(let operation):
      let a = values.removeLast()
      values.append(try apply(operation, a, b))
    default: preconditionFailure("a bracket is closed, not applied")
    }
  }

  private func apply(_ operation: BinaryOperator, _ a: ExprID, _ b: ExprID) throws(Failure) -> ExprID {
    switch operation {
    case .or: try store.or(a, b)
    case .and: try store.and(a, b)
    case .equal: try store.equal(a, b)
    case .notEqual: try store.notEqual(a, b)
    case .less: try store.less(a, b)
    case .lessEqual: try store.lessEqual(a, b)
    case .greater: try store.greater(a, b)
    case .greaterEqual: try store.greaterEqual(a, b)
    case .add: try store.add(a, b)
    case .subtract: try store.subtract(a, b)
    case .multiply: try store.multiply(a, b)
    case .divide: try store.divide(a, b)
    case .modulo: try store.modulo(a, b)
    }
  }

  // MARK: Brackets

  /// Makes the operand of the bracket on top, whose end has been read.
  private mutating func close(_ scanner: inout TextScanner) throws(Failure) {
    let top = open.removeLast()
    let operands = Array(values[top.base...])
    let names = Array(fields[top.fieldBase...])
    fields.removeLast(names.count)
    if top.marker == .index {
      let i = values.removeLast()
      let list = values.removeLast()
      do { values.append(try store.index(list, i)) } catch { throw placed(error, scanner, top.position) }
      return
    }
    values.removeLast(operands.count)
    if case .hook(let name) = top.marker {
      try scanner.expect(":")
      values.append(try store.call(name: name, arguments: operands, kind: try kindName(&scanner)))
      return
    }
    do {
      values.append(try made(top.marker, operands, names))
    } catch {
      throw placed(error, scanner, top.position)
    }
  }

  private func made(
    _ marker: Marker, _ operands: [ExprID], _ names: [(name: NameID, isFlipped: Bool)]
  ) throws(Failure) -> ExprID {
    switch marker {
    case .list: return try store.list(operands, element: store.kind(of: operands[0]))
    case .recordType:
      var fields: [RecordField] = []
      for (field, operand) in zip(names, operands) {
        fields.append(
          RecordField(name: field.name, type: try store.types.type(of: operand), isFlipped: field.isFlipped))
      }
      return store.typeExpression(try store.types.record(fields))
    case .recordValue: return try store.record(zip(names, operands).map { ($0.name, $1) })
    case .function(let function): return try called(function, operands)
    default: return operands[0]
    }
  }

  private func called(_ function: Function, _ operands: [ExprID]) throws(Failure) -> ExprID {
    let expected =
      switch function {
      case .min, .max: operands.count
      case .pow, .array: 2
      default: 1
      }
    guard operands.count == expected else {
      throw Failure(
        .expressionSyntax,
        "`\(function.rawValue)` takes \(expected) operand\(expected == 1 ? "" : "s"), and is given \(operands.count)")
    }
    switch function {
    case .min: return try store.minimum(operands)
    case .max: return try store.maximum(operands)
    case .clog2: return try store.ceilingLog2(operands[0])
    case .pow: return try store.power(operands[0], operands[1])
    case .len: return try store.length(operands[0])
    case .bits: return store.typeExpression(try store.types.vector(.bits, width: operands[0]))
    case .uint: return store.typeExpression(try store.types.vector(.uint, width: operands[0]))
    case .sint: return store.typeExpression(try store.types.vector(.sint, width: operands[0]))
    case .array:
      return store.typeExpression(
        try store.types.array(count: operands[0], element: try store.types.type(of: operands[1])))
    }
  }
}

extension ExpressionStore {
  /// The expression that a text writes; `ExpressionParser` states the language. `scope` gives the kind of a parameter.
  /// Throws `expressionSyntax`, `unknownName`, `wrongKind` and what types throw, with the column and an excerpt.
  public func parse(
    _ text: String, scope: (String) -> ValueKind?, location: SourceLocation? = nil
  ) throws(Failure) -> ExprID {
    var scanner = TextScanner(text, location: location)
    let result = try parseExpression(&scanner) { name in
      scope(name).map { self.parameter(self.names.intern(name), kind: $0) }
    }
    try scanner.expectEnd()
    return result
  }

  /// Reads an expression where the scanner stands, and stops before the first token that cannot belong to it. `scope`
  /// gives what a name stands for.
  public func parseExpression(
    _ scanner: inout TextScanner, scope: (String) -> ExprID?
  ) throws(Failure) -> ExprID {
    var parser = ExpressionParser(self)
    return try parser.parse(&scanner, scope)
  }

  /// The same for a type.
  public func parseType(_ scanner: inout TextScanner, scope: (String) -> ExprID?) throws(Failure) -> TypeID {
    scanner.skipSpace()
    let position = scanner.position
    let e = try parseExpression(&scanner, scope: scope)
    guard kind(of: e) == .type else {
      throw scanner.failure("expected a type, and `\(briefText(e))` is \(kind(of: e).article)", at: position)
    }
    return typeTemplate(of: e) == nil ? try types.type(of: e) : typeTemplate(of: e)!
  }
}
