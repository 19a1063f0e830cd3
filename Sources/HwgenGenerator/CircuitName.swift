import HwgenSupport
import HwgenTypes

/// The default name and the identity of a circuit, which depend on nothing but its generator and the values of its
/// parameters: neither on what else exists nor on the order in which things were made.
///
/// Made by a context for each new circuit.
struct CircuitName {
  /// The generator's name and the values, `Add_16_false`. Where the values take more than 40 characters they are replaced
  /// by a digest of their text. An external circuit is called as its module is in Verilog.
  let name: NameID
  /// The generator's identity and the values in full, `shop.Add(bits = 16, has_ce = false)`.
  let identity: NameID

  /// Values longer than this are replaced by a digest.
  private static let maximumLength = 40

  init(_ generator: Generator, _ values: ContiguousArray<ExprID>, _ context: Context) {
    let expressions = context.types.expressions
    let names = context.names
    let schema = generator.schema
    context.text.truncate(to: 0)
    context.text.append(generator.identityID, in: names)
    context.text.append("(")
    for position in 0..<schema.givenIndices.count {
      let index = schema.givenIndices[position]
      if position > 0 { context.text.append(", ") }
      context.text.append(schema.names[index], in: names)
      context.text.append(" = ")
      CircuitName.append(values[index], expressions, to: &context.text)
    }
    context.text.append(")")
    identity = names.intern(context.text.bytes)

    if let external = generator.external {
      name = external.module
      return
    }
    context.text.truncate(to: 0)
    context.text.append(generator.nameID, in: names)
    let start = context.text.count
    for position in 0..<schema.givenIndices.count {
      let value = values[schema.givenIndices[position]]
      context.text.append("_")
      let first = context.text.count
      if let number = expressions.smallInteger(of: value), number >= 0 {
        context.text.append(decimal: number)
        continue
      }
      if let text = CircuitName.bareText(value, expressions) {
        context.text.append(string: text)
      } else {
        CircuitName.append(value, expressions, to: &context.text)
      }
      context.text.replaceBytes(from: first, CircuitName.piece)
    }
    if context.text.count - start > CircuitName.maximumLength + 1 {
      let digest = StableHash.of(bytes: UnsafeRawBufferPointer(rebasing: context.text.bytes[start...]))
      context.text.truncate(to: start + 1)
      context.text.append(string: Digest.text(digest, count: 10))
    }
    let bare = names.intern(context.text.bytes)
    let isReserved = !names.isIdentifier(bare) && Identifier.isReserved(names[bare])
    name = isReserved ? names.intern(names[bare] + "_") : bare
  }

  private static func append(_ value: ExprID, _ expressions: ExpressionStore, to text: inout ByteBuffer) {
    if let number = expressions.smallInteger(of: value) {
      text.append(decimal: number)
    } else {
      text.append(string: expressions.text(value))
    }
  }

  /// A string without quotes, a generator by the last part of its identity, an enumeration by its name; nil: as it is
  /// written.
  private static func bareText(_ value: ExprID, _ expressions: ExpressionStore) -> String? {
    if let text = expressions.stringValue(of: value) { return text }
    if let name = expressions.enumerationName(of: value) { return expressions.text(of: name) }
    guard let identity = expressions.generatorIdentity(of: value) else { return nil }
    let text = expressions.text(of: identity)
    return text.lastIndex(of: ".").map { String(text[text.index(after: $0)...]) } ?? text
  }

  /// A value's character: `m` for a minus and `_` for all that no identifier has.
  private static func piece(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: "-") ? UInt8(ascii: "m") : Identifier.isPart(byte) ? byte : UInt8(ascii: "_")
  }
}
