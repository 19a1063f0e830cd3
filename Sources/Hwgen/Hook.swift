import HwgenSupport
import HwgenTypes

/// A Swift function that expressions over parameters call: in an interface, a derived parameter, a member, a constraint.
///
///     let sumBits = Hook("sum_bits") { (taps: [Int], bits: Int) in bits + taps.reduce(0, +) }
///
///     Output("y", as: .uint(sumBits($taps, $bits)))
///
/// A call with expressions is an expression; the function runs when the parameters have values, once for equal ones in a
/// context: so its result must depend on its arguments alone. What it throws comes out of the call that asked for the
/// circuit, as it is. The name stands in the texts of interfaces and in messages.
public struct Hook<each Argument: ParameterValue, Result: ParameterValue>: Sendable {
  private let implementation: any HookImplementation

  public init(_ name: String, _ function: @escaping @Sendable (repeat each Argument) throws -> Result) {
    implementation = HookFunction(name) { values, context in
      var arguments = HookArguments(values, of: name, in: context)
      return try function(repeat try arguments.take((each Argument).self)).value(in: context)
    }
  }

  /// The call as an expression.
  public func callAsFunction(
    _ arguments: repeat ParameterExpression<(each Argument).Formal>
  ) -> ParameterExpression<Result.Formal> {
    ParameterExpression(form: .text(implementation.callText(texts(repeat each arguments), Result.self)))
  }
}

private func texts<each Value>(_ arguments: repeat ParameterExpression<each Value>) -> [CoreText] {
  var list: [CoreText] = []
  for argument in repeat each arguments { list.append(argument.core) }
  return list
}

/// What a context calls for a hook. Each object is a hook of its own.
protocol HookImplementation: AnyObject, Sendable {
  var name: String { get }
  func call(_ arguments: [ExprID], in context: Context) throws -> ExprID
}

extension HookImplementation {
  /// The call in the core's language; the context that reads it knows the hook from then on.
  func callText(_ arguments: [CoreText], _ result: (some ParameterValue).Type) -> CoreText {
    let mention = CoreText.Mention(plain: TextScanner.name(name)) { (context) throws(Failure) in
      TextScanner.name(try context.name(of: self))
    }
    return "(hook \(CoreText(mention))(\(CoreText.joined(arguments, by: ", "))): \(result.valueKindText))"
  }
}

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

/// A hook that is a function of its arguments.
private final class HookFunction: HookImplementation {
  let name: String
  private let function: @Sendable ([ExprID], Context) throws -> ExprID

  init(_ name: String, _ function: @escaping @Sendable ([ExprID], Context) throws -> ExprID) {
    self.name = name
    self.function = function
  }

  func call(_ arguments: [ExprID], in context: Context) throws -> ExprID { try function(arguments, context) }
}
