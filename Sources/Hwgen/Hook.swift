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

  /// `function` is asked once in a context for equal arguments, so it must depend on them alone; one that is not pure is asked
  /// whenever a call of it is evaluated. What it throws comes out of the call that led to it, as it is.
  public init(
    _ name: String, isPure: Bool = true, _ function: @escaping @Sendable (repeat each Argument) throws -> Result
  ) {
    implementation = HookClosure(name, isPure: isPure) { values, context in
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

/// A hook that is a function of its arguments.
private final class HookClosure: HookImplementation {
  let name: String
  let isPure: Bool
  private let function: @Sendable ([ExprID], Context) throws -> ExprID

  init(_ name: String, isPure: Bool, _ function: @escaping @Sendable ([ExprID], Context) throws -> ExprID) {
    self.name = name
    self.isPure = isPure
    self.function = function
  }

  func call(_ arguments: [ExprID], in context: Context) throws -> ExprID { try function(arguments, context) }
}
