import HwgenSupport
import HwgenTypes

/// The arguments of a call as they are taken, one after the other.
struct HookArguments {
  let name: String
  let values: [ExprID]
  let context: Context
  private var next = 0

  init(_ values: [ExprID], of name: String, in context: Context) {
    self.name = name
    self.values = values
    self.context = context
  }

  mutating func take<Value: ParameterValue>(_ type: Value.Type) throws(Failure) -> Value {
    defer { next += 1 }
    if next < values.count, let value = Value(values[next], in: context) { return value }
    let found = next < values.count ? context.core.types.expressions.briefText(values[next]) : "absent"
    throw Failure(
      .badHostValue, "argument \(next + 1) of hook \(Identifier.quoted(name)) is \(found), and no \(Value.self)")
  }
}
