import HwgenBits
import HwgenSupport

/// A position in a text of one of hwgen's small languages, and the tokens that they share.
///
/// The parsers of expressions, types, schemas and interface templates read from one scanner in turn. Space, line ends and
/// comments (`#` to the end of the line) separate tokens. Errors carry the line, the column and an excerpt with a caret.
public struct TextScanner {
  private(set) var bytes: ContiguousArray<UInt8>
  /// The offset of the next byte; it may be set back to one that was read.
  public var position = 0
  /// Where in the host's source the text stands; errors say it.
  public let location: SourceLocation?
  /// The code of syntax errors.
  public var code: DiagnosticCode

  /// Numbers of more digits are refused: reading decimals is quadratic.
  public static let maximumDigits = 20_000

  public init(_ text: String, location: SourceLocation? = nil, code: DiagnosticCode = .expressionSyntax) {
    bytes = ContiguousArray(text.utf8)
    self.location = location
    self.code = code
  }

  /// Begins an interned text, in the room of the one before.
  public mutating func begin(_ text: NameID, in names: NameTable) {
    if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
    names.withBytes(of: text) { bytes.append(contentsOf: $0) }
    position = 0
  }

  /// The byte at the position, or 0 at the end.
  @inline(__always) var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  // MARK: Tokens

  public mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "#"):
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      default: return
      }
    }
  }

  /// Whether only space is left.
  public var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == bytes.count
    }
  }

  /// Whether the next token starts with `punctuation`.
  public mutating func sees(_ punctuation: StaticString) -> Bool {
    skipSpace()
    let count = punctuation.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[position + offset] != punctuation.utf8Start[offset] { return false }
    return true
  }

  /// Reads `punctuation` if it is next. A longer token must be asked for before a shorter one.
  public mutating func take(_ punctuation: StaticString) -> Bool {
    guard sees(punctuation) else { return false }
    position += punctuation.utf8CodeUnitCount
    return true
  }

  /// Reads `punctuation`; throws with what is found instead.
  public mutating func expect(_ punctuation: StaticString) throws(Failure) {
    guard take(punctuation) else { throw failure("expected `\(punctuation)`\(found())") }
  }

  /// Throws if anything but space is left.
  public mutating func expectEnd() throws(Failure) {
    guard isAtEnd else { throw failure("expected the end of the text\(found())") }
  }

  /// The end of the identifier at the position: letters, digits and `_`, parts joined by `.`; nil if there is none.
  private func identifierEnd(dotted: Bool) -> Int? {
    guard position < bytes.count, Identifier.isStart(bytes[position]) else { return nil }
    var end = position
    while end < bytes.count {
      if Identifier.isPart(bytes[end]), bytes[end] != UInt8(ascii: "$") {
        end += 1
      } else if dotted, bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count, Identifier.isStart(bytes[end + 1]) {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  /// The identifier that is next, which is not read; nil if there is none.
  public mutating func peekIdentifier(dotted: Bool = false) -> String? {
    skipSpace()
    return identifierEnd(dotted: dotted).map { String(decoding: bytes[position..<$0], as: UTF8.self) }
  }

  /// Reads an identifier, or any name in backquotes.
  public mutating func identifier(dotted: Bool = false) throws(Failure) -> String? {
    skipSpace()
    if byte == UInt8(ascii: "`") { return try quotedText() }
    guard let end = identifierEnd(dotted: dotted) else { return nil }
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  /// The same; throws "expected" and `what` if there is none.
  public mutating func expectIdentifier(_ what: String, dotted: Bool = false) throws(Failure) -> String {
    guard let name = try identifier(dotted: dotted) else { throw failure("expected \(what)\(found())") }
    return name
  }

  /// Reads the word if it is next as a whole identifier.
  public mutating func takeKeyword(_ word: StaticString) -> Bool {
    guard sees(word), let end = identifierEnd(dotted: true), end - position == word.utf8CodeUnitCount else {
      return false
    }
    position = end
    return true
  }

  /// Reads a string in double quotes, if there is one. Escapes: `\n \r \t \0 \\ \" \` \u{hex}`.
  public mutating func stringLiteral() throws(Failure) -> String? {
    skipSpace()
    return byte == UInt8(ascii: "\"") ? try quotedText() : nil
  }

  private mutating func quotedText() throws(Failure) -> String {
    let start = position
    let quote = byte
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let next = bytes[position]
      position += 1
      if next == quote { return String(decoding: content, as: UTF8.self) }
      guard next == UInt8(ascii: "\\") else {
        content.append(next)
        continue
      }
      let escape = byte
      position += 1
      switch escape {
      case UInt8(ascii: "n"): content.append(10)
      case UInt8(ascii: "r"): content.append(13)
      case UInt8(ascii: "t"): content.append(9)
      case UInt8(ascii: "0"): content.append(0)
      case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "`"): content.append(escape)
      case UInt8(ascii: "u"): content.append(contentsOf: String(try escapedScalar()).utf8)
      default: throw failure("an unknown escape", at: position - 2)
      }
    }
    throw failure("a quotation that does not end", at: start)
  }

  /// `{1f600}` behind `\u`.
  private mutating func escapedScalar() throws(Failure) -> Character {
    let start = position
    var digits: [UInt8] = []
    if byte == UInt8(ascii: "{") {
      position += 1
      while position < bytes.count, bytes[position] != UInt8(ascii: "}"), digits.count < 8 {
        digits.append(bytes[position])
        position += 1
      }
    }
    guard byte == UInt8(ascii: "}"), let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw failure("expected `{`, the number of a character in hexadecimal, and `}`", at: start) }
    position += 1
    return Character(scalar)
  }

  /// Reads a number if there is one: decimal, `0x` or `0b`, with `_` between digits, without a sign.
  public mutating func integerLiteral() throws(Failure) -> Integer? {
    skipSpace()
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    let start = position
    while position < bytes.count, Identifier.isPart(bytes[position]) { position += 1 }
    if let small = TextScanner.smallDecimal(bytes[start..<position]) { return Integer(small) }
    guard position - start <= TextScanner.maximumDigits else {
      throw failure(
        "a number of \(position - start) digits; at most \(TextScanner.maximumDigits) are read", at: start,
        code: .resultTooLarge)
    }
    guard let value = Integer(parsing: bytes[start..<position]) else {
      throw failure(
        "`\(String(decoding: bytes[start..<min(position, start + 40)], as: UTF8.self))` is no number", at: start)
    }
    guard value.bitWidth <= ExpressionStore.maximumBits else {
      throw Failure(
        .resultTooLarge, "a number of \(value.bitWidth) bits; at most \(ExpressionStore.maximumBits) are allowed",
        at: location)
    }
    return value
  }

  /// The value of up to 18 decimal digits; nil for anything else.
  @inlinable
  public static func smallDecimal(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  // MARK: Errors

  /// `, and found …` for the next token.
  public mutating func found() -> String {
    if isAtEnd { return ", and the text ends" }
    if let word = peekIdentifier() { return ", and found \(Identifier.quoted(word))" }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    return ", and found \(Identifier.quoted(String(decoding: bytes[position..<end], as: UTF8.self)))"
  }

  /// A syntax error at an offset, or at the position: `column 5: …`, the line, and a caret under the place.
  public func failure(_ message: String, at offset: Int? = nil, code: DiagnosticCode? = nil) -> Failure {
    let offset = min(offset ?? position, bytes.count)
    var lineStart = offset
    while lineStart > 0, bytes[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    var lineEnd = offset
    while lineEnd < bytes.count, bytes[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
    let line = bytes[..<lineStart].reduce(into: 1) { if $1 == UInt8(ascii: "\n") { $0 += 1 } }
    let before = String(decoding: bytes[lineStart..<offset], as: UTF8.self)
    let after = String(decoding: bytes[offset..<lineEnd], as: UTF8.self)
    let column = before.unicodeScalars.count + 1
    let head = TextScanner.printable(before.unicodeScalars.suffix(40))
    let tail = TextScanner.printable(after.unicodeScalars.prefix(40))
    let place = line > 1 ? "line \(line), column \(column)" : "column \(column)"
    let caret = String(repeating: " ", count: head.unicodeScalars.count) + "^"
    return Failure(code ?? self.code, "\(place): \(message)\n    \(head)\(tail)\n    \(caret)", at: location)
  }

  private static func printable(_ scalars: some Collection<Unicode.Scalar>) -> String {
    var text = ""
    for scalar in scalars { text.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar) }
    return text
  }

  // MARK: Writing

  /// Whether a name may stand in a text without quotes.
  static func isPlainName(_ name: String) -> Bool {
    var expectsStart = true
    for byte in name.utf8 {
      if expectsStart {
        guard Identifier.isStart(byte) else { return false }
        expectsStart = false
      } else if byte == UInt8(ascii: ".") {
        expectsStart = true
      } else if !Identifier.isPart(byte) || byte == UInt8(ascii: "$") {
        return false
      }
    }
    return !expectsStart
  }

  /// A name as it is read back: bare, or in backquotes where it is no plain name or a word of the language.
  public static func name(_ name: String) -> String {
    isPlainName(name) && !ExpressionParser.isReserved(name) ? name : quoted(name, "`")
  }

  /// The text in quotes as it is read back.
  public static func quoted(_ text: String, _ quote: Unicode.Scalar = "\"") -> String {
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\\": result += "\\\\"
      case quote: result += "\\" + String(quote)
      case _ where scalar.value < 32 || scalar.value == 127: result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(quote)
  }
}
