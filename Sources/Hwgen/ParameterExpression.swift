import HwgenSupport
import HwgenTypes

/// An expression over the parameters of a generator: a width, a condition, a bound, a member.
///
/// `$bits` in an interface is one, and so are literals and what the operators make of them. `Value` is the kind of its
/// value: `Int` for every integer. It holds the core's text for it, so what it means is decided there, and making one
/// takes time in proportion to its text.
public struct ParameterExpression<Value: ParameterValue>: Sendable {
  let form: ParameterExpressionForm

  init(form: ParameterExpressionForm) { self.form = form }

  /// An expression in the core's language: `ParameterExpression<Int>("clog2(depth)")`.
  public init(_ text: String) { form = .text(CoreText("(\(text))")) }

  /// A value.
  public init(_ value: Value) {
    form = (value as? Int).map(ParameterExpressionForm.integer) ?? .text(value.expressionText)
  }

  /// A value, where the initialiser of that name would take a string for an expression: `.value("hann")`.
  public static func value(_ value: Value) -> Self { Self(form: .text(value.expressionText)) }

  /// The expression in the core's language, as an operand.
  public var text: String { core.plain }

  var core: CoreText {
    switch form {
    case .integer(let value): "\(value)"
    case .text(let text): text
    }
  }

  func with(_ operation: String, _ other: CoreText) -> CoreText { "(\(core) \(operation) \(other))" }
}

/// What an expression is: not nested, for then it would be generic too.
enum ParameterExpressionForm: Sendable {
  case integer(Int)
  case text(CoreText)
}

extension ParameterExpression: ExpressibleByIntegerLiteral where Value == Int {
  public init(integerLiteral value: Int) { form = .integer(value) }
}

extension ParameterExpression: ExpressibleByBooleanLiteral where Value == Bool {
  public init(booleanLiteral value: Bool) { form = .text(value ? "true" : "false") }
}

// MARK: Integers

extension ParameterExpression where Value == Int {
  public static func + (a: Self, b: Self) -> Self { Self(form: .text(a.with("+", b.core))) }
  public static func - (a: Self, b: Self) -> Self { Self(form: .text(a.with("-", b.core))) }
  public static func * (a: Self, b: Self) -> Self { Self(form: .text(a.with("*", b.core))) }
  /// The quotient, rounded down.
  public static func / (a: Self, b: Self) -> Self { Self(form: .text(a.with("/", b.core))) }
  /// The remainder, with the sign of the divisor.
  public static func % (a: Self, b: Self) -> Self { Self(form: .text(a.with("%", b.core))) }
  public static prefix func - (a: Self) -> Self { Self(form: .text("(-\(a))")) }

  public static func < (a: Self, b: Self) -> ParameterExpression<Bool> { .init(form: .text(a.with("<", b.core))) }
  public static func <= (a: Self, b: Self) -> ParameterExpression<Bool> { .init(form: .text(a.with("<=", b.core))) }
  public static func > (a: Self, b: Self) -> ParameterExpression<Bool> { .init(form: .text(a.with(">", b.core))) }
  public static func >= (a: Self, b: Self) -> ParameterExpression<Bool> { .init(form: .text(a.with(">=", b.core))) }

  /// The expression to a power.
  public func power(_ exponent: Self) -> Self { Self(form: .text("pow(\(core), \(exponent))")) }
}

/// The least n with `2^n >= a`; it fails for a < 1.
public func clog2(_ a: ParameterExpression<Int>) -> ParameterExpression<Int> {
  .init(form: .text("clog2(\(a))"))
}

/// The least of one or more.
public func minimum(_ operands: ParameterExpression<Int>...) -> ParameterExpression<Int> {
  .init(form: .text("min(\(CoreText.joined(operands.map(\.core), by: ", ")))"))
}

/// The greatest of one or more.
public func maximum(_ operands: ParameterExpression<Int>...) -> ParameterExpression<Int> {
  .init(form: .text("max(\(CoreText.joined(operands.map(\.core), by: ", ")))"))
}

// MARK: Any kind

extension ParameterExpression {
  public static func == (a: Self, b: Self) -> ParameterExpression<Bool> { .init(form: .text(a.with("==", b.core))) }
  public static func != (a: Self, b: Self) -> ParameterExpression<Bool> { .init(form: .text(a.with("!=", b.core))) }
  public static func == (a: Self, b: Value) -> ParameterExpression<Bool> { a == Self(b) }
  public static func != (a: Self, b: Value) -> ParameterExpression<Bool> { a != Self(b) }
}

/// `a` for the parameters for which the condition holds, else `b`.
public func choose<Value>(
  _ condition: ParameterExpression<Bool>, _ a: ParameterExpression<Value>, else b: ParameterExpression<Value>
) -> ParameterExpression<Value> {
  .init(form: .text("(if \(condition) then \(a) else \(b.core))"))
}

// MARK: Booleans

extension ParameterExpression where Value == Bool {
  public static func && (a: Self, b: Self) -> Self { Self(form: .text(a.with("and", b.core))) }
  public static func || (a: Self, b: Self) -> Self { Self(form: .text(a.with("or", b.core))) }
  public static prefix func ! (a: Self) -> Self { Self(form: .text("(not \(a))")) }
}

// MARK: Lists

extension ParameterExpression {
  /// Element `i`, from 0.
  public subscript<Element>(i: ParameterExpression<Int>) -> ParameterExpression<Element> where Value == [Element] {
    .init(form: .text("\(core)[\(i)]"))
  }

  /// The number of elements.
  public func length<Element>() -> ParameterExpression<Int> where Value == [Element] {
    .init(form: .text("len(\(core))"))
  }
}
