import HwgenBits
import HwgenSupport
import HwgenTypes

/// A store with parameters of all kinds: `a b c d n bits depth lanes` integers, `p q r` booleans, `s` a string, `t` a
/// type, `xs` a list of integers, `o` opaque, `g` a generator.
final class ExpressionFixture {
  let names = NameTable()
  let types: TypeStore
  var store: ExpressionStore { types.expressions }

  init() { types = TypeStore(names: names) }

  func kind(_ name: String) -> ValueKind? {
    switch name {
    case "a", "b", "c", "d", "n", "bits", "depth", "lanes", "x.y", "odd name", "min": .integer
    case "p", "q", "r", "if": .boolean
    case "s": .string
    case "t": .type
    case "xs": .list
    case "o": .opaque
    case "g": .generator
    default: nil
    }
  }

  func parse(_ text: String) throws(Failure) -> ExprID { try store.parse(text, scope: kind) }

  private func values(_ binding: [String: String]) throws(Failure) -> [NameID: ExprID] {
    var values: [NameID: ExprID] = [:]
    for (name, text) in binding { values[names.intern(name)] = try parse(text) }
    return values
  }

  func value(_ text: String, _ binding: [String: String] = [:], hooks: HookResolver? = nil) throws(Failure) -> String {
    let values = try values(binding)
    return store.text(try store.evaluate(try parse(text), { values[$0] }, hooks: hooks))
  }

  func partial(_ text: String, _ binding: [String: String]) throws(Failure) -> String {
    let values = try values(binding)
    return store.text(try store.substitute(try parse(text), { values[$0] }))
  }

  /// The code and message of what the work throws.
  func failure(_ body: () throws(Failure) -> Void) -> (code: DiagnosticCode, message: String)? {
    do {
      try body()
      return nil
    } catch {
      return (error.diagnostics[0].code, error.diagnostics[0].message)
    }
  }
}
