import HwgenBits
import HwgenSupport
import HwgenTypes

/// Reads the contents of a memory from text: a list of numbers, or the form that Verilog's `$readmemh` reads. Made by the
/// builder for a memory; it knows the word's type and how many words there may be. Linear in the text.
struct MemoryText {
  let types: TypeStore
  let type: TypeID
  let depth: Int
  /// Where in the host's source the memory is made.
  let place: SourceLocation?

  private var width: Int { types.width(of: type) }

  private func failure(_ message: String, notes: [Diagnostic.Note] = []) -> Failure {
    Failure(.badContents, message, at: place, notes: notes)
  }

  /// The failure for contents that go on behind the last word.
  func tooLong(_ count: Int) -> Failure {
    failure("\(count) words of contents for a memory of \(depth)")
  }

  /// The word of a number.
  func word(_ value: Integer, at index: Int) throws(Failure) -> BitVector {
    let isSigned = types.isSigned(type)
    guard let word = BitVector(exactly: value, width: width, signed: isSigned) else {
      let shown = value.bitWidth <= 256 ? "\(value)" : value.isNegative ? "a negative number" : "a number"
      throw failure("word \(index) of the contents is \(shown), which does not fit \(types.briefText(type))")
    }
    return word
  }

  // MARK: Lists

  /// `1, -2, 0xff`.
  func list(_ text: String) throws(Failure) -> ContiguousArray<BitVector> {
    var scanner = TextScanner(text, location: place, code: .badContents)
    var words: ContiguousArray<BitVector> = []
    if scanner.isAtEnd { return words }
    repeat {
      let isNegative = scanner.take("-")
      guard let magnitude = try scanner.integerLiteral() else {
        throw scanner.failure("expected a number\(scanner.found())")
      }
      if words.count == depth { throw failure("more than \(depth) words of contents for a memory of \(depth)") }
      words.append(try word(isNegative ? -magnitude : magnitude, at: words.count))
    } while scanner.take(",")
    try scanner.expectEnd()
    return words
  }

  // MARK: Files

  /// The words of a file: hexadecimal numbers with space between, `_` within, `@` and an address in hexadecimal before the
  /// word that stands there, and comments as Verilog has them.
  func file(_ path: String) throws(Failure) -> ContiguousArray<BitVector> {
    guard let bytes = TextFile.bytes(of: path) else {
      throw Failure(
        .unreadableFile,
        "the contents of a memory cannot be read from \(Identifier.quoted(path)): \(TextFile.reason)",
        at: place)
    }
    return try hexadecimal(bytes, path: path)
  }

  func hexadecimal(_ bytes: ContiguousArray<UInt8>, path: String) throws(Failure) -> ContiguousArray<BitVector> {
    var words: ContiguousArray<BitVector> = []
    let zero = BitVector(width: width, low: 0)
    var address = 0
    var line = 1
    var position = 0
    func refused(_ message: String) -> Failure {
      failure(
        "\(message), in line \(line) of \(Identifier.quoted(path))",
        notes: [.init("the line", at: SourceLocation(file: path, line: line))])
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte <= 32 {
        position += 1
        continue
      }
      if byte == UInt8(ascii: "/"), position + 1 < bytes.count {
        if bytes[position + 1] == UInt8(ascii: "/") {
          while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
          continue
        }
        if bytes[position + 1] == UInt8(ascii: "*") {
          position += 2
          while position + 1 < bytes.count,
            bytes[position] != UInt8(ascii: "*") || bytes[position + 1] != UInt8(ascii: "/")
          {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
          }
          guard position + 1 < bytes.count else { throw refused("a comment that does not end") }
          position += 2
          continue
        }
      }
      let isAddress = byte == UInt8(ascii: "@")
      if isAddress { position += 1 }
      var digits: ContiguousArray<UInt8> = []
      while position < bytes.count, bytes[position] > 32, bytes[position] != UInt8(ascii: "/") {
        if bytes[position] != UInt8(ascii: "_") || digits.isEmpty { digits.append(bytes[position]) }
        position += 1
      }
      let limbs = MemoryText.limbs(digits)
      guard let limbs, !digits.isEmpty else {
        let shown = String(decoding: digits.prefix(40), as: UTF8.self)
        throw refused("\(Identifier.quoted(shown)) is no hexadecimal number")
      }
      let value = Integer(limbs: limbs, negative: false)
      if isAddress {
        guard let next = value.small, next < depth else {
          throw refused(
            "address \(value.bitWidth <= 64 ? "\(value)" : "of \(value.bitWidth) bits") of a memory of \(depth) words")
        }
        address = next
        continue
      }
      guard value.bitWidth <= width else {
        throw refused("a word of \(value.bitWidth) bits for \(types.briefText(type)), which has \(width)")
      }
      guard address < depth else { throw refused("more words than the memory has, which are \(depth)") }
      while words.count <= address { words.append(zero) }
      words[address] = BitVector(width: width, unsigned: value)
      address += 1
    }
    return words
  }

  /// The number of hexadecimal digits, or nil for others.
  private static func limbs(_ digits: ContiguousArray<UInt8>) -> [UInt64]? {
    var limbs = [UInt64](repeating: 0, count: digits.count / 16 + 1)
    for (place, digit) in digits.reversed().enumerated() {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, digit < 128 else { return nil }
      limbs[place / 16] |= UInt64(value) << UInt64(place % 16 * 4)
    }
    return limbs
  }
}
