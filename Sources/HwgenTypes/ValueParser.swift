import HwgenBits
import HwgenSupport

/// Reads a value of a type from text, with an explicit stack:
///
///     {pos: [1, -2], mode: fast, gain: 0.75, packet: data(0x1f)}
///
/// A record has all of its fields, in any order; an array all of its elements, from 0; of an enumeration it is a member; of
/// a union a variant and, in parentheses, its payload. `Bit`s are 0 and 1, or `false` and `true`; other vectors and clocks are
/// numbers that fit; a fixed-point number is an exact decimal, `3/4`, or `0x3p-2`. Of a type that is none of these a number
/// stands for its whole pattern, and so it may of an enumeration, a union, an array or a record.
///
/// A text may hold several values with commas between, each read by `next`.
public struct ValueParser {
  /// A bracket that is open.
  private struct Frame {
    /// An array, a record, or the payload of a union.
    let type: TypeID
    let low: Int
    var isPayload = false
    /// Of an array the elements that are read.
    var count = 0
    /// Of a record: where the fields stand, and which are read.
    var seen: Set<NameID> = []
  }

  let types: TypeStore
  private var scanner: TextScanner
  private var open: [Frame] = []
  /// The bits that are read, in any order.
  private var pieces: [(low: Int, bits: BitVector)] = []

  public init(_ types: TypeStore, _ text: String, _ location: SourceLocation?) {
    self.types = types
    scanner = TextScanner(text, location: location, code: .badValue)
  }

  /// Whether only space is left.
  public var isAtEnd: Bool { mutating get { scanner.isAtEnd } }

  /// Throws if anything but space is left.
  mutating func expectEnd() throws(Failure) { try scanner.expectEnd() }

  /// Reads the comma that stands before another value, if there is one; throws for anything else but the end.
  public mutating func takeComma() throws(Failure) -> Bool {
    if scanner.take(",") { return true }
    try scanner.expectEnd()
    return false
  }

  /// The bits of the next value of the text.
  public mutating func next(_ type: TypeID) throws(Failure) -> BitVector {
    pieces.removeAll(keepingCapacity: true)
    var next: (type: TypeID, low: Int)? = (type, 0)
    while let (type, low) = next {
      if try read(type, low) { next = try following() } else { next = try first() }
    }
    if pieces.count == 1 { return pieces[0].bits }
    pieces.sort { $0.low < $1.low }
    return BitVector.concat(pieces.map(\.bits))
  }

  // MARK: Order

  /// The first part of the bracket that has just been opened.
  private mutating func first() throws(Failure) -> (TypeID, Int)? {
    let top = open[open.count - 1]
    if top.isPayload { return (top.type, top.low) }
    scanner.skipSpace()
    if types.kind(of: top.type) == .array {
      if scanner.byte == UInt8(ascii: "]") { throw lacksElements(top) }
      return (types.element(of: top.type), top.low)
    }
    if scanner.byte == UInt8(ascii: "}") { try checkFields(top) }
    return try field()
  }

  private func lacksElements(_ array: Frame) -> Failure {
    let count = types.width(of: array.type) / types.width(of: types.element(of: array.type))
    return scanner.failure(
      "\(array.count) of the \(count) elements of \(types.briefText(array.type))", code: .incompleteValue)
  }

  /// Throws unless all fields have a value.
  private func checkFields(_ record: Frame) throws(Failure) {
    let missing = types.fields(of: record.type).filter { !record.seen.contains($0.name) }
    guard !missing.isEmpty else { return }
    let names = missing.prefix(8).map { Identifier.quoted(types.names[$0.name]) }.joined(separator: ", ")
    throw scanner.failure(
      "field\(missing.count == 1 ? "" : "s") \(names)\(missing.count > 8 ? ", …" : "") of \(types.briefText(record.type)) without a value",
      code: .incompleteValue)
  }

  /// What is to be read after a value: the next part of what is open, or nothing.
  private mutating func following() throws(Failure) -> (TypeID, Int)? {
    while let top = open.last {
      switch types.kind(of: top.type) {
      case _ where top.isPayload: try scanner.expect(")")
      case .array:
        let element = types.element(of: top.type)
        let width = types.width(of: element)
        let count = top.count + 1
        open[open.count - 1].count = count
        if count * width < types.width(of: top.type) {
          guard scanner.take(",") else { throw lacksElements(open[open.count - 1]) }
          return (element, top.low + count * width)
        }
        try scanner.expect("]")
      default:
        if scanner.take(",") { return try field() }
        try checkFields(top)
        try scanner.expect("}")
      }
      open.removeLast()
    }
    return nil
  }

  private mutating func field() throws(Failure) -> (TypeID, Int) {
    let top = open[open.count - 1]
    scanner.skipSpace()
    let position = scanner.position
    let text = try scanner.expectIdentifier("the name of a field")
    guard let name = types.names.find(text), let field = types.field(name, of: top.type) else {
      throw scanner.failure("\(types.briefText(top.type)) has no field \(Identifier.quoted(text))", at: position)
    }
    guard open[open.count - 1].seen.insert(name).inserted else {
      throw scanner.failure("field \(Identifier.quoted(text)) has two values", at: position)
    }
    try scanner.expect(":")
    return (field.type, top.low + field.low)
  }

  // MARK: Values

  /// Reads a whole value, or the opening of a bracket. Returns whether the value is complete.
  private mutating func read(_ type: TypeID, _ low: Int) throws(Failure) -> Bool {
    scanner.skipSpace()
    switch types.kind(of: type) {
    case .array where scanner.take("["), .record where scanner.take("{"):
      open.append(Frame(type: type, low: low))
      return false
    case .enumeration:
      if let name = try word() {
        let index = try placed { () throws(Failure) in try types.member(name, of: type) }
        pieces.append((low, types.enumeration(of: type)!.codes[index]))
        return true
      }
    case .union:
      if let name = try word() { return try variant(name, type, low) }
    case .bit, .clock, .reset, .asyncReset, .resetLow, .asyncResetLow:
      for (word, bit) in [("false" as StaticString, 0 as UInt64), ("true", 1)] where scanner.takeKeyword(word) {
        pieces.append((low, BitVector(width: 1, low: bit)))
        return true
      }
    default: break
    }
    let position = scanner.position
    let units = try number(type)
    guard let bits = BitVector(exactly: units, width: types.width(of: type), signed: types.isSigned(type)) else {
      throw scanner.failure(
        "a number that does not fit \(types.briefText(type))\(range(of: type))", at: position, code: .literalRange)
    }
    pieces.append((low, bits))
    return true
  }

  /// `, which has -8 to 7`, for whole numbers that are not long.
  private func range(of type: TypeID) -> String {
    let width = types.width(of: type)
    guard width <= 62, types.fraction(of: type) == 0 else { return "" }
    return types.isSigned(type)
      ? ", which has \(-(1 << (width - 1))) to \((1 << (width - 1)) - 1)" : ", which has 0 to \((1 << width) - 1)"
  }

  /// A name, unless a number is next.
  private mutating func word() throws(Failure) -> String? {
    if scanner.byte == UInt8(ascii: "-") || scanner.byte >= UInt8(ascii: "0") && scanner.byte <= UInt8(ascii: "9") {
      return nil
    }
    return try scanner.expectIdentifier("a name")
  }

  private mutating func variant(_ name: String, _ type: TypeID, _ low: Int) throws(Failure) -> Bool {
    let index = try placed { () throws(Failure) in try types.variant(name, of: type) }
    let union = types.union(of: type)!
    let tag = types.enumeration(of: union.tag)!
    let below = types.width(of: type) - tag.width
    let payload = union.variants[index].payload
    let used = payload.map { types.width(of: $0) } ?? 0
    if below > used { pieces.append((low + used, BitVector(width: below - used, low: 0))) }
    pieces.append((low + below, tag.codes[index]))
    guard let payload else { return true }
    try scanner.expect("(")
    open.append(Frame(type: payload, low: low, isPayload: true))
    return false
  }

  /// The number of units: of the fraction's last bit, or of 1.
  private mutating func number(_ type: TypeID) throws(Failure) -> Integer {
    let position = scanner.position
    let isNegative = scanner.take("-")
    guard let found = try scanner.rational() else {
      throw scanner.failure("expected a value of \(types.briefText(type))\(scanner.found())", at: position)
    }
    var units = found.numerator << types.fraction(of: type)
    var rest = Integer(0)
    if found.denominator != 1 { (units, rest) = units.dividedTruncating(by: found.denominator) }
    guard rest.isZero else {
      throw scanner.failure(
        types.fraction(of: type) == 0
          ? "a number that is not whole, for \(types.briefText(type))"
          : "a number that is no multiple of 2^-\(types.fraction(of: type)), for \(types.briefText(type))",
        at: position, code: .literalRange)
    }
    return isNegative ? -units : units
  }

  private func placed(_ work: () throws(Failure) -> Int) throws(Failure) -> Int {
    do { return try work() } catch {
      throw scanner.failure(error.diagnostics[0].message, code: error.diagnostics[0].code)
    }
  }
}

extension TypeStore {
  /// The bits of a value, from its text; `ValueParser` states the language. Throws `badValue`, `incompleteValue`,
  /// `literalRange`, `unknownEnumerationMember` with the column and an excerpt, and `unboundParameter`. Linear in the text
  /// and the width, but for decimals.
  public func value(
    _ text: String, of type: TypeID, at location: SourceLocation? = nil
  ) throws(Failure) -> BitVector {
    try requireConstant(type)
    var parser = ValueParser(self, text, location)
    let value = try parser.next(type)
    try parser.expectEnd()
    return value
  }
}

extension TypeStore {
  /// The bits that a number says, as many as a type has; it is not negative. Throws `badValue`, `literalRange`.
  public func pattern(_ text: String, of type: TypeID) throws(Failure) -> BitVector {
    try requireConstant(type)
    guard text.utf8.count <= TextScanner.maximumDigits || text.hasPrefix("0x"), let number = Integer(parsing: text)
    else { throw Failure(.badValue, "\(Identifier.quoted(text)) is no number") }
    return try pattern(number, of: type)
  }

  /// The same for a number.
  public func pattern(_ number: Integer, of type: TypeID) throws(Failure) -> BitVector {
    try requireConstant(type)
    guard let bits = BitVector(exactly: number, width: width(of: type), signed: false) else {
      throw Failure(.literalRange, "a number that is no pattern of the \(width(of: type)) bits of \(briefText(type))")
    }
    return bits
  }
}
