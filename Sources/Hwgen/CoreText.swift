import HwgenSupport

/// Text in the core's language, with what it mentions of the host's: hooks, generator types, opaque values.
///
/// Made by expressions, types and values, with interpolation; read by a context when it declares a generator, which then
/// knows what is mentioned and under which name.
public struct CoreText: Hashable, Sendable {
  /// What has its text from the context. Two are equal if they are written alike.
  struct Mention: Hashable, Sendable {
    /// What stands for it where there is no context.
    let plain: String
    let text: @Sendable (Context) throws(Failure) -> String

    static func == (a: Mention, b: Mention) -> Bool { a.plain == b.plain }
    func hash(into hasher: inout Hasher) { hasher.combine(plain) }
  }

  enum Piece: Hashable, Sendable {
    case text(String)
    case mention(Mention)
  }

  private(set) var pieces: [Piece]

  init(_ text: String) { pieces = [.text(text)] }
  init(_ mention: Mention) { pieces = [.mention(mention)] }
  fileprivate init(pieces: [Piece]) { self.pieces = pieces }

  /// The text without a context.
  var plain: String {
    if pieces.count == 1, case .text(let text) = pieces[0] { return text }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .mention(let mention): result += mention.plain
      }
    }
    return result
  }

  /// The text for a context, which declares what is mentioned.
  func text(in context: Context) throws(Failure) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .mention(let mention): result += try mention.text(context)
      }
    }
    return result
  }

  static func joined(_ parts: [CoreText], by separator: String) -> CoreText {
    var result = StringInterpolation(literalCapacity: 0, interpolationCount: 2 * parts.count)
    for (index, part) in parts.enumerated() {
      if index > 0 { result.appendLiteral(separator) }
      result.appendInterpolation(part)
    }
    return CoreText(stringInterpolation: result)
  }
}

extension CoreText: ExpressibleByStringInterpolation {
  /// Collects the pieces of a text with expressions in it: `"\($bits) + 1"`.
  public struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) {
      if literal.isEmpty { return }
      guard case .text(let last)? = pieces.last else { return pieces.append(.text(literal)) }
      pieces[pieces.count - 1] = .text(last + literal)
    }

    public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    public mutating func appendInterpolation(_ number: some BinaryInteger) { appendLiteral(number.description) }
    public mutating func appendInterpolation(_ text: CoreText) {
      for piece in text.pieces {
        switch piece {
        case .text(let text): appendLiteral(text)
        case .mention: pieces.append(piece)
        }
      }
    }
    public mutating func appendInterpolation<Value>(_ expression: ParameterExpression<Value>) {
      appendInterpolation(expression.core)
    }
    public mutating func appendInterpolation(_ type: HardwareType) { appendInterpolation(type.core) }
  }

  public init(stringLiteral text: String) { self.init(text) }
  public init(stringInterpolation: StringInterpolation) { self.init(pieces: stringInterpolation.pieces) }
}
