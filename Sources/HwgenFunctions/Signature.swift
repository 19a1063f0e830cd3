import HwgenSupport

/// The type of a C function, read from its prototype: `int64_t latency(int64_t bits, bool has_ce)`. Names may be left
/// out.
public struct Signature: Sendable {
  public struct Parameter: Sendable {
    public let type: ForeignType
    /// Empty if it has none.
    public let name: String
  }

  /// libffi takes more; nobody writes more.
  public static let maximumParameters = 32

  public let result: ForeignType
  /// Empty if it has none.
  public let name: String
  public let parameters: [Parameter]

  /// Throws `badSignature` with what is wrong.
  public init(parsing text: String) throws(Failure) {
    var words = PrototypeWords(text)
    (result, name) = try words.declarator("the result")
    try words.expect("(")
    var parameters: [Parameter] = []
    if !words.take(")") {
      repeat {
        let (type, name) = try words.declarator("parameter \(parameters.count + 1)")
        parameters.append(Parameter(type: type, name: name))
      } while words.take(",")
      try words.expect(")")
      if parameters.count == 1, parameters[0].type == .void, parameters[0].name.isEmpty { parameters = [] }
    }
    _ = words.take(";")
    try words.expectEnd()
    for (index, parameter) in parameters.enumerated() {
      if parameter.type == .void { throw words.failure("parameter \(index + 1) is void") }
      if !parameter.name.isEmpty, parameters[..<index].contains(where: { $0.name == parameter.name }) {
        throw words.failure("two parameters are called \(Identifier.quoted(parameter.name))")
      }
    }
    guard parameters.count <= Signature.maximumParameters else {
      throw words.failure("\(parameters.count) parameters; there may be \(Signature.maximumParameters)")
    }
    guard result.isArgument else { throw words.failure("the result is \(result.name)") }
    self.parameters = parameters
  }

  /// How many arguments a call takes.
  public var argumentCount: Int { parameters.count { $0.type.isArgument } }
}

/// The words of a prototype.
private struct PrototypeWords {
  private let text: String
  private var words: [Substring] = []
  private var position = 0

  init(_ text: String) {
    self.text = text
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
        continue
      }
      var word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if word.isEmpty { word = rest.prefix(1) }
      words.append(word)
      rest = rest[word.endIndex...]
    }
  }

  func failure(_ message: String) -> Failure {
    Failure(
      .badSignature, "\(Identifier.quoted(text)) is no signature: \(message)",
      fix: "write a prototype of C over \(ForeignType.names.map { "`\($0.0)`" }.joined(separator: ", "))")
  }

  mutating func take(_ word: String) -> Bool {
    guard position < words.count, words[position] == word else { return false }
    position += 1
    return true
  }

  mutating func expect(_ word: String) throws(Failure) {
    if !take(word) { throw failure("`\(word)` is expected \(here)") }
  }

  mutating func expectEnd() throws(Failure) {
    if position < words.count { throw failure("nothing more is expected \(here)") }
  }

  private var here: String {
    position < words.count ? "where \(Identifier.quoted(String(words[position]))) stands" : "at the end"
  }

  /// A type, and a name if there is one.
  mutating func declarator(_ what: String) throws(Failure) -> (ForeignType, String) {
    let start = position
    var name = ""
    let isConstant = take("const")
    if position < words.count, isWord(words[position]) {
      name = String(words[position])
      position += 1
    }
    let isPointer = take("*")
    let spelled = (isConstant ? "const " : "") + (name == "_Bool" ? "bool" : name) + (isPointer ? " *" : "")
    guard let (_, type) = ForeignType.names.first(where: { $0.0 == spelled }) else {
      position = start
      throw failure("\(what) has no type of those that there are \(here)")
    }
    guard position < words.count, isWord(words[position]) else { return (type, "") }
    position += 1
    return (type, String(words[position - 1]))
  }

  private func isWord(_ word: Substring) -> Bool {
    word.utf8.first.map { $0 == UInt8(ascii: "_") || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a } ?? false
  }
}
