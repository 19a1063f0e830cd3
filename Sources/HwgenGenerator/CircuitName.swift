import HwgenSupport
import HwgenTypes

/// The default name of a circuit: its generator's and the values of its parameters, `Add_16_false`.
///
/// Where the values take more than 40 characters they are replaced by a digest of their text. The name depends on nothing
/// but the circuit.
enum CircuitName {
  static func of(_ generator: Generator, _ values: [ExprID], _ expressions: ExpressionStore) -> String {
    var suffix = ""
    for (parameter, value) in zip(generator.schema.parameters, values) where parameter.derivation == nil {
      suffix += "_" + piece(bareText(value, expressions))
    }
    if suffix.utf8.count > 41 { suffix = "_" + Digest.text(StableHash.of(suffix), count: 10) }
    let name = generator.name + suffix
    return Identifier.isReserved(name) ? name + "_" : name
  }

  /// A string without quotes, a generator by the last part of its identity, anything else as it is written.
  private static func bareText(_ value: ExprID, _ expressions: ExpressionStore) -> String {
    if let text = expressions.stringValue(of: value) { return text }
    guard let identity = expressions.generatorIdentity(of: value) else { return expressions.text(value) }
    let text = expressions.text(of: identity)
    return text.lastIndex(of: ".").map { String(text[text.index(after: $0)...]) } ?? text
  }

  /// A value's text with `m` for a minus and `_` for all that no identifier has.
  private static func piece(_ text: String) -> String {
    String(
      decoding: text.utf8.map { byte -> UInt8 in
        byte == UInt8(ascii: "-") ? UInt8(ascii: "m") : Identifier.isPart(byte) ? byte : UInt8(ascii: "_")
      }, as: UTF8.self)
  }
}
