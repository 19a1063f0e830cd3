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
        identity.append(contentsOf: expressions.text(value).utf8)
      }
      if let text = CircuitName.bareText(value, expressions) {
        for byte in text.utf8 { name.append(CircuitName.piece(byte)) }
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

  /// A string without quotes, a generator by the last part of its identity; nil: as it is written.
  private static func bareText(_ value: ExprID, _ expressions: ExpressionStore) -> String? {
    if let text = expressions.stringValue(of: value) { return text }
    guard let identity = expressions.generatorIdentity(of: value) else { return nil }
    let text = expressions.text(of: identity)
    return text.lastIndex(of: ".").map { String(text[text.index(after: $0)...]) } ?? text
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
}
