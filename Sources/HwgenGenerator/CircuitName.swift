import HwgenSupport
import HwgenTypes

/// The default name and the identity of a circuit, which depend on nothing but its generator and the values of its
/// parameters: neither on what else exists nor on the order in which things were made.
///
/// Made by a context for each new circuit.
struct CircuitName {
  /// The generator's name and the values, `Add_16_false`. Where the values take more than 40 characters they are replaced
  /// by a digest of their text.
  let name: String
  /// The generator's identity and the values in full, `shop.Add(bits = 16, has_ce = false)`.
  let identity: String

  /// Values longer than this are replaced by a digest.
  private static let maximumLength = 40

  init(_ generator: Generator, _ values: [ExprID], _ context: Context) {
    let expressions = context.types.expressions
    var name = Array(generator.name.utf8)
    var identity = Array(generator.identity.utf8)
    identity.append(UInt8(ascii: "("))
    let nameStart = name.count
    let identityStart = identity.count
    for (index, parameter) in generator.schema.parameters.enumerated() where parameter.derivation == nil {
      let value = values[index]
      if identity.count > identityStart { identity.append(contentsOf: ", ".utf8) }
      context.names.withBytes(of: parameter.name) { identity.append(contentsOf: $0) }
      identity.append(contentsOf: " = ".utf8)
      name.append(UInt8(ascii: "_"))
      let start = identity.count
      if let number = expressions.smallInteger(of: value) {
        CircuitName.append(number, to: &identity)
      } else {
        identity.append(contentsOf: CircuitName.text(of: value, context).utf8)
      }
      if let string = expressions.stringValue(of: value) {
        for byte in string.utf8 { name.append(CircuitName.piece(byte)) }
      } else {
        for position in start..<identity.count { name.append(CircuitName.piece(identity[position])) }
      }
    }
    identity.append(UInt8(ascii: ")"))
    if name.count - nameStart > CircuitName.maximumLength + 1 {
      let digest = name.withUnsafeBytes { StableHash.of(bytes: UnsafeRawBufferPointer(rebasing: $0[nameStart...])) }
      name.removeSubrange((nameStart + 1)...)
      name.append(contentsOf: Digest.text(digest, count: 10).utf8)
    }
    let text = String(decoding: name, as: UTF8.self)
    self.name = Identifier.isReserved(text) ? text + "_" : text
    self.identity = String(decoding: identity, as: UTF8.self)
  }

  /// A value's character: `m` for a minus and `_` for all that no identifier has.
  private static func piece(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: "-") ? UInt8(ascii: "m") : Identifier.isPart(byte) ? byte : UInt8(ascii: "_")
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// A value as text, with the identity of each generator in it: their numbers depend on the order of declarations.
  static func text(of value: ExprID, _ context: Context) -> String {
    let expressions = context.types.expressions
    guard holdsGenerator(value, expressions) else { return expressions.text(value) }
    enum Piece {
      case text(String)
      case value(ExprID)
    }
    var result = ""
    var pending = [Piece.value(value)]
    while let next = pending.popLast() {
      switch next {
      case .text(let text): result += text
      case .value(let value):
        var inner: [Piece] = []
        if let id = expressions.generatorValue(of: value), context.isValid(GeneratorID(raw: id)) {
          result += context[GeneratorID(raw: id)].identity
        } else if let elements = expressions.elements(of: value) {
          inner.append(.text("["))
          for (index, element) in elements.enumerated() {
            if index > 0 { inner.append(.text(", ")) }
            inner.append(.value(element))
          }
          inner.append(.text("]"))
        } else if let fields = expressions.fields(of: value) {
          inner.append(.text("record("))
          for (index, field) in fields.enumerated() {
            inner.append(.text("\(index > 0 ? ", " : "")\(TextScanner.name(context.names[field.name])): "))
            inner.append(.value(field.value))
          }
          inner.append(.text(")"))
        } else {
          result += expressions.text(value)
        }
        pending.append(contentsOf: inner.reversed())
      }
    }
    return result
  }

  private static func holdsGenerator(_ value: ExprID, _ expressions: ExpressionStore) -> Bool {
    switch expressions.kind(of: value) {
    case .generator: return true
    case .list where expressions.elementKind(of: value) != .record:
      return expressions.elementKind(of: value) == .generator
    case .list, .record: break
    default: return false
    }
    var pending = [value]
    var seen = Set<ExprID>()
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if expressions.kind(of: next) == .generator { return true }
      pending.append(contentsOf: expressions.elements(of: next) ?? [])
      pending.append(contentsOf: (expressions.fields(of: next) ?? []).map(\.value))
    }
    return false
  }
}
