import HwgenSupport
import HwgenTypes

/// A value that means nothing to the core, as the value of a parameter: `@Parameter var lut: Opaque<[Int]>`, given as
/// `Opaque("sine", values)`.
///
/// The key stands for it in the names and texts of circuits. In a context one key means one value: another one is
/// HW8002.
public struct Opaque<Value: Equatable & Sendable>: ParameterValue {
  /// What stands for the value in names and texts.
  public let key: String
  private let stored: Value?

  /// In a context a key means one value: the key must say all that matters of it.
  public init(_ key: String, _ value: Value) {
    self.key = key
    stored = value
  }

  private init(key: String) {
    self.key = key
    stored = nil
  }

  /// The value. Not to be read while a generator is declared, when there is none.
  public var value: Value {
    guard let stored else { preconditionFailure("an opaque parameter is read while its generator is declared") }
    return stored
  }

  // MARK: As a value

  public static var kindText: String { "opaque" }
  public static var placeholder: Opaque { Opaque(key: "") }

  public var expressionText: CoreText {
    let text = "opaque(\(TextScanner.quoted(key)))"
    return CoreText(
      .init(plain: text) { (context) throws(Failure) in
        try note(in: context)
        return text
      })
  }

  public func value(in context: Context) throws(Failure) -> ExprID {
    try note(in: context)
    return context.core.types.expressions.opaque(key: context.core.names.intern(key))
  }

  public init?(_ value: ExprID, in context: Context) {
    guard let name = context.core.types.expressions.opaqueKey(of: value) else { return nil }
    key = context.core.names[name]
    guard let value = context.opaqueValues[key] as? Value else { return nil }
    stored = value
  }

  /// Makes the value known to a context, where the key leads back to it.
  private func note(in context: Context) throws(Failure) {
    guard let known = context.opaqueValues[key] else {
      context.opaqueValues[key] = value
      return
    }
    guard let known = known as? Value, known == value else {
      throw Failure(
        .badHostValue, "two different values have the key \(Identifier.quoted(key))", fix: "give one another key")
    }
  }
}
