import HwgenSupport

/// Text in the core's language, with what it mentions of the host's: hooks, generator types, opaque values.
///
/// Made by expressions, types and values, with interpolation; read by a context when it declares a generator, which then
/// knows what is mentioned and under which name.
public struct CoreText: Hashable, Sendable {
  /// What has its text from the context. Two are equal if they are written alike.
  struct Mention: Sendable {
    /// What stands for it where there is no context.
    let plain: String
    let text: @Sendable (Context) throws(Failure) -> String
  }

  enum Piece: Sendable {
    case text(String)
    case mention(Mention)
    case part(Part)
  }

  /// A text of some length that stands in others, and is copied by none: an expression a million operators deep takes time
  /// in proportion to its text.
  final class Part: @unchecked Sendable {
    /// Written only when nobody else has the part.
    fileprivate var pieces: [Piece]

    fileprivate init(_ pieces: [Piece]) { self.pieces = pieces }

    /// Without recursion: parts may be deep.
    deinit {
      var pending = pieces
      pieces = []
      while let piece = pending.popLast() {
        guard case .part(var part) = consume piece, isKnownUniquelyReferenced(&part) else { continue }
        pending.append(contentsOf: part.pieces)
        part.pieces = []
      }
    }
  }

  private(set) var pieces: [Piece]
  /// The bytes of the pieces, without those of their parts.
  private(set) var size: Int
  /// A longer text is a part of those in which it stands.
  fileprivate static let longest = 256

  init(_ text: String) { (pieces, size) = ([.text(text)], text.utf8.count) }
  init(_ mention: Mention) { (pieces, size) = ([.mention(mention)], mention.plain.utf8.count) }
  fileprivate init(pieces: [Piece], size: Int) { (self.pieces, self.size) = (pieces, size) }

  /// The text without a context.
  var plain: String {
    if pieces.count == 1, case .text(let text) = pieces[0] { return text }
    return write { (mention) throws(Never) in mention.plain }
  }

  /// The text for a context, which declares what is mentioned.
  func text(in context: Context) throws(Failure) -> String {
    try write { (mention) throws(Failure) in try mention.text(context) }
  }

  private func write<E: Error>(_ text: (Mention) throws(E) -> String) throws(E) -> String {
    var result = ""
    var open = [(pieces: pieces, next: 0)]
    while let top = open.last {
      if top.next == top.pieces.count {
        open.removeLast()
        continue
      }
      open[open.count - 1].next += 1
      switch top.pieces[top.next] {
      case .text(let text): result += text
      case .mention(let mention): result += try text(mention)
      case .part(let part): open.append((part.pieces, 0))
      }
    }
    return result
  }

  public static func == (a: CoreText, b: CoreText) -> Bool { a.plain == b.plain }
  public func hash(into hasher: inout Hasher) { hasher.combine(plain) }

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
    var size = 0

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) {
      if literal.isEmpty { return }
      size += literal.utf8.count
      guard case .text(let last)? = pieces.last else { return pieces.append(.text(literal)) }
      pieces[pieces.count - 1] = .text(last + literal)
    }

    public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    public mutating func appendInterpolation(_ number: some BinaryInteger) { appendLiteral(number.description) }
    public mutating func appendInterpolation(_ text: CoreText) {
      if text.size > CoreText.longest { return pieces.append(.part(Part(text.pieces))) }
      for piece in text.pieces {
        switch piece {
        case .text(let text): appendLiteral(text)
        case .mention(let mention):
          pieces.append(piece)
          size += mention.plain.utf8.count
        case .part: pieces.append(piece)
        }
      }
    }
    public mutating func appendInterpolation<Value>(_ expression: ParameterExpression<Value>) {
      appendInterpolation(expression.core)
    }
    public mutating func appendInterpolation(_ type: HardwareType) { appendInterpolation(type.core) }
  }

  public init(stringLiteral text: String) { self.init(text) }
  public init(stringInterpolation: StringInterpolation) {
    self.init(pieces: stringInterpolation.pieces, size: stringInterpolation.size)
  }
}
