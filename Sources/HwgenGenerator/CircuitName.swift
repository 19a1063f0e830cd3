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
    CircuitName.appendValues(generator, values, isJoined: true, context)
    if context.text.count - start > CircuitName.maximumLength + 1 {
      context.text.truncate(to: start)
      CircuitName.appendValues(generator, values, isJoined: false, context)
      let digest = StableHash.of(bytes: UnsafeRawBufferPointer(rebasing: context.text.bytes[start...]))
      context.text.truncate(to: start + 1)
      context.text.append(string: Digest.text(digest, count: 10))
    }
    let bare = names.intern(context.text.bytes)
    let isReserved = !names.isIdentifier(bare) && Identifier.isReserved(names[bare])
    name = isReserved ? names.intern(names[bare] + "_") : bare
  }

  /// Each value behind a `_`. Of lists and records the words are joined by one `_`, or every other character becomes one:
  /// so that a digest tells `[1, 2]` and `[[1], 2]` apart.
  private static func appendValues(
    _ generator: Generator, _ values: ContiguousArray<ExprID>, isJoined: Bool, _ context: Context
  ) {
    let expressions = context.types.expressions
    for index in generator.schema.givenIndices {
      let value = values[index]
      context.text.append("_")
      let first = context.text.count
      if let number = expressions.smallInteger(of: value), number >= 0 {
        context.text.append(decimal: number)
        continue
      }
      if let text = CircuitName.bareText(value, expressions) {
        context.text.append(string: text)
      } else if isJoined, let words = words(of: value, expressions) {
        context.text.append(string: words)
      } else {
        CircuitName.append(value, expressions, to: &context.text)
      }
      context.text.replaceBytes(from: first, CircuitName.piece)
    }
  }

  /// `1_2_-3` for the list `[1, 2, -3]`; nil for what is neither list nor record.
  private static func words(of value: ExprID, _ expressions: ExpressionStore) -> String? {
    if expressions.smallInteger(of: value) != nil { return nil }
    let text = expressions.text(value)
    guard text.hasPrefix("[") || text.hasPrefix("{") else { return nil }
    return parts(text[...]).joined(separator: "_")
  }

  /// The parts of a text that may stand in a name, a minus among them.
  private static func parts(_ text: Substring) -> [String] {
    text.utf8.split { $0 != UInt8(ascii: "-") && !Identifier.isPart($0) }.map { String($0)! }
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
    // Of a stage, `a.Add[has_ce = true]`, the name and what it has: `Add_has_ce_true`.
    let text = expressions.text(of: identity)
    let name = text.prefix { $0 != "[" }
    let last = name.lastIndex(of: ".").map { name[name.index(after: $0)...] } ?? name
    return ([String(last)] + parts(text[name.endIndex...])).joined(separator: "_")
  }

  /// A value's character: `m` for a minus and `_` for all that no identifier has.
  private static func piece(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: "-") ? UInt8(ascii: "m") : Identifier.isPart(byte) ? byte : UInt8(ascii: "_")
  }
}
