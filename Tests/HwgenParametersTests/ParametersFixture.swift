import HwgenParameters
import HwgenSupport
import HwgenTypes

/// A store of types, and short ways to read and bind schemas in it.
struct ParametersFixture {
  let names = NameTable()
  let types: TypeStore
  var expressions: ExpressionStore { types.expressions }
  let place = SourceLocation(file: "t.py", line: 7)

  init() { types = TypeStore(names: names) }

  func schema(_ text: String) throws(Failure) -> ParameterSchema {
    try ParameterSchema.parse(text, in: types, at: place)
  }

  /// The canonical text of a schema; the text that it reads back to must be the same.
  func canonical(_ text: String) throws -> String {
    let printed = try schema(text).text(in: types)
    let again = try schema(printed).text(in: types)
    return printed == again ? printed : "\(printed) reads back as \(again)"
  }

  func values(_ text: String, _ arguments: String, hooks: (any HookResolver)? = nil) throws(Failure) -> ContiguousArray<
    ExprID
  > {
    let arguments = try Arguments.parse(arguments, in: types, at: place)
    do { return try schema(text).bind(arguments, in: types, hooks: hooks, owner: "G") } catch { throw error.at(place) }
  }

  /// All values, as text.
  func bound(_ text: String, _ arguments: String, hooks: (any HookResolver)? = nil) throws(Failure) -> String {
    let values = try values(text, arguments, hooks: hooks)
    return values.map { expressions.text($0) }.joined(separator: ", ")
  }

  /// What binding or reading fails with, or that it does not.
  func refusal(_ text: String, _ arguments: String = "", hooks: (any HookResolver)? = nil) -> String {
    message { _ = try bound(text, arguments, hooks: hooks) }
  }
}

/// What `body` fails with, or that it does not.
func message(_ body: () throws -> Void) -> String {
  do { try body() } catch { return "\(error)" }
  return "no failure"
}
