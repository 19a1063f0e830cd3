import HwgenBits
import HwgenSupport
import HwgenTypes

/// Reads the contents of a memory: values of the word's type, as numbers or text, or the patterns of a file in the form that
/// Verilog's `$readmemh` reads. Made by the builder for a memory; it knows the type and how many words there may be. Linear
/// in what it reads.
struct MemoryText {
  let types: TypeStore
  let type: TypeID
  let depth: Int
  /// Where in the host's source the memory is made.
  let place: SourceLocation?
  private let width: Int
  private let isSigned: Bool
  /// How many bits of a word are a fraction.
  private let fraction: Int
  /// What the type is, if it is one.
  private let enumeration: Enumeration?

  init(types: TypeStore, type: TypeID, depth: Int, place: SourceLocation?) {
    self.types = types
    self.type = type
    self.depth = depth
    self.place = place
    width = types.width(of: type)
    isSigned = types.isSigned(type)
    fraction = types.fraction(of: type)
    enumeration = types.enumeration(of: type)
  }

  private func failure(_ message: String, notes: [Diagnostic.Note] = []) -> Failure {
    Failure(.badContents, message, at: place, notes: notes)
  }

  /// The failure for contents that go on behind the last word.
  func tooLong(_ count: Int) -> Failure {
    failure("\(count) words of contents for a memory of \(depth)")
  }

  // MARK: Values

  /// The word that a whole number is: of an enumeration the member with that code, of a type without numbers a pattern.
  func word(_ value: Integer, at index: Int) throws(Failure) -> BitVector {
    guard let word = BitVector(exactly: value << fraction, width: width, signed: isSigned) else {
      let shown = value.bitWidth <= 256 ? "\(value)" : value.isNegative ? "a negative number" : "a number"
      throw failure("word \(index) of the contents is \(shown), which does not fit \(types.briefText(type))")
    }
    return try member(word, at: index)
  }

  /// The words of values in text, each by itself.
  func values(_ texts: [String]) throws(Failure) -> ContiguousArray<BitVector> {
    guard texts.count <= depth else { throw tooLong(texts.count) }
    var words: ContiguousArray<BitVector> = []
    words.reserveCapacity(texts.count)
    for text in texts {
      let value = try of(word: words.count) { () throws(Failure) in try types.value(text, of: type, at: place) }
      words.append(try member(value, at: words.count))
    }
    return words
  }

  /// The words of values with commas between: `1, -2, 0xff`; `idle, run`; `{x: 1, y: [2, 3]}, {x: 2, y: [0, 0]}`.
  func list(_ text: String) throws(Failure) -> ContiguousArray<BitVector> {
    var parser = ValueParser(types, text, place)
    var words: ContiguousArray<BitVector> = []
    if parser.isAtEnd { return words }
    var goesOn = true
    while goesOn {
      if words.count == depth { throw failure("more than \(depth) words of contents for a memory of \(depth)") }
      let value = try of(word: words.count) { () throws(Failure) in
        let value = try parser.next(type)
        goesOn = try parser.takeComma()
        return value
      }
      words.append(try member(value, at: words.count))
    }
    return words
  }

  /// A word of an enumeration is the code of a member.
  private func member(_ word: BitVector, at index: Int) throws(Failure) -> BitVector {
    if let enumeration, enumeration.index(ofCode: word) == nil {
      throw failure(
        "word \(index) of the contents is \(word.decimal()), the code of no member of \(types.briefText(type))")
    }
    return word
  }

  /// What is wrong with a value, as what is wrong with a word.
  private func of(word index: Int, _ read: () throws(Failure) -> BitVector) throws(Failure) -> BitVector {
    do { return try read() } catch {
      throw failure("word \(index) of the contents: \(error.diagnostics[0].message)")
    }
  }

  // MARK: Files

  /// The words of a file, whose numbers are patterns of whatever type: hexadecimal numbers with space between, `_` within,
  /// `@` and an address in hexadecimal before the word that stands there, and comments as Verilog has them.
  func file(_ path: String) throws(Failure) -> ContiguousArray<BitVector> {
    try hexadecimal(TextFile.bytes(of: path, "the contents of a memory", at: place), path: path)
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
