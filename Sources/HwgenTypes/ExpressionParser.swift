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
  enum Marker: Equatable {
    case binary(BinaryOperator)
    case minus, not
    case parenthesis, list, index
    case condition, thenBranch, elseBranch
    case function(Function)
    case hook(NameID)
    case recordType, recordValue
    case unionType

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

  enum BinaryOperator {
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

  enum Function: String {
    case min, max, clog2, pow, len
    case bits = "Bits"
    case uint = "UInt"
    case sint = "SInt"
    case ufix = "UFix"
    case sfix = "SFix"
    case array = "Array"
  }

  /// What is open: an operator that waits for its right operand, or a bracket that waits for its end.
  struct Entry {
    let marker: Marker
    let position: Int
    /// The operands below it.
    let base: Int
    /// The field names below it.
    let fieldBase: Int
  }

  /// What came of reading the operand at the position.
  enum OperandState {
    case complete, open
  }

  let store: ExpressionStore
  var values: [ExprID] = []
  var open: [Entry] = []
  var fields: [(name: NameID, isFlipped: Bool)] = []
  var isFinished = false

  init(_ store: ExpressionStore) { self.store = store }

  static func isReserved(_ word: String) -> Bool {
    switch word {
    case "if", "then", "else", "and", "or", "not", "true", "false", "Bit", "Clock", "Reset", "AsyncReset",
      "ResetN", "AsyncResetN":
      true
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

  mutating func push(_ marker: Marker, _ position: Int) {
    open.append(Entry(marker: marker, position: position, base: values.count, fieldBase: fields.count))
  }

  // MARK: After an operand

  /// Reads what follows an operand: `complete` when the operand has grown, `open` when another operand must follow or the
  /// expression is finished.
  mutating func continuation(_ scanner: inout TextScanner) throws(Failure) -> OperandState {
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
    case .unionType:
      try scanner.expect(")")
      if scanner.take(",") { return try variants(&scanner) }
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
  mutating func replaceTop(_ marker: Marker) -> OperandState {
    let top = open.removeLast()
    open.append(Entry(marker: marker, position: top.position, base: top.base, fieldBase: top.fieldBase))
    return .open
  }

  mutating func binary(_ scanner: inout TextScanner) -> BinaryOperator? {
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
  mutating func reduce(to precedence: Int, _ scanner: inout TextScanner) throws(Failure) {
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
  func placed(_ failure: Failure, _ scanner: TextScanner, _ position: Int) -> Failure {
    guard let first = failure.diagnostics.first else { return failure }
    return scanner.failure(first.message, at: position, code: first.code)
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
    // A number that stands alone needs no parser.
    let start = scanner.position
    if let number = try scanner.integerLiteral() {
      if scanner.isAtEnd || scanner.sees(",") { return integer(number) }
      scanner.position = start
    }
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
