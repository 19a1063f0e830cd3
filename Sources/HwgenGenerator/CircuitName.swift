import HwgenSupport
import HwgenTypes

/// The default name and the identity of a circuit, which depend on nothing but its generator and the values of its
/// parameters: neither on what else exists nor on the order in which things were made.
///
/// Made by a context for each new circuit.
struct CircuitName {
  /// The generator's name and the values, `Add_16_false`. Where the values take more than 40 characters they are replaced
  /// by a digest of their text.
  let name: NameID
  /// The generator's identity and the values in full, `shop.Add(bits = 16, has_ce = false)`.
  let identity: NameID

  /// Values longer than this are replaced by a digest.
  private static let maximumLength = 40

  init(_ generator: Generator, _ values: [ExprID], _ context: Context) {
    let expressions = context.types.expressions
    var name = ContiguousArray<UInt8>()
    var identity = ContiguousArray<UInt8>()
    name.reserveCapacity(64)
    identity.reserveCapacity(128)
    name.append(generator.nameID, in: context.names)
    identity.append(generator.identityID, in: context.names)
    identity.append("(")
    let nameStart = name.count
    let identityStart = identity.count
    for index in generator.schema.givenIndices {
      let value = values[index]
      if identity.count > identityStart { identity.append(", ") }
      identity.append(generator.schema.names[index], in: context.names)
      identity.append(" = ")
      name.append(UInt8(ascii: "_"))
      let start = identity.count
      if let number = expressions.smallInteger(of: value) {
        identity.append(decimal: number)
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
    let bare = name.withUnsafeBytes { context.names.intern($0) }
    let isReserved = !context.names.isIdentifier(bare) && Identifier.isReserved(context.names[bare])
    self.name = isReserved ? context.names.intern(context.names[bare] + "_") : bare
    self.identity = identity.withUnsafeBytes { context.names.intern($0) }
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
}
