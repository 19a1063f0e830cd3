import HwgenTypes

/// A parameter that is left to Verilog, as a property: `@LateParameter(min: 1, max: 64) var bits = 16`.
///
/// The emitted module has it, `parameter int bits = 16`, with the initial value as its default. It is an expression, in the
/// interface as in the body, and decides widths alone: `.uint(bits + 1)`, `io.a.zext(bits + 1)`. A request gives it no value
/// (HW1050); an instance may: `io.instance("inner", Acc(), late: ["bits": bits + 1])`.
@propertyWrapper
public struct LateParameter {
  private let box: LateParameterBox

  /// The initial value is the default. `name` is that in the schema, and in Verilog, if it is not the property's; `doc` is for
  /// readers.
  public init(
    wrappedValue: ParameterExpression<Int>, _ name: String? = nil, min: ParameterExpression<Int>? = nil,
    max: ParameterExpression<Int>? = nil, doc: String = ""
  ) {
    box = LateParameterBox(wrappedValue, min, max, name: name, doc: doc)
  }

  /// The parameter in expressions: it has no other value.
  public var wrappedValue: ParameterExpression<Int> { projectedValue }
  public var projectedValue: ParameterExpression<Int> { .init(form: .text(CoreText(TextScanner.name(box.name)))) }
}

extension LateParameter: ParameterProperty { var anyBox: AnyParameterBox { box } }

/// What a late parameter is in one generator object: its declaration. All objects of a type have the same.
final class LateParameterBox: AnyParameterBox {
  private let defaultValue: ParameterExpression<Int>
  private let minimum: ParameterExpression<Int>?
  private let maximum: ParameterExpression<Int>?

  init(
    _ defaultValue: ParameterExpression<Int>, _ minimum: ParameterExpression<Int>?,
    _ maximum: ParameterExpression<Int>?, name: String?, doc: String
  ) {
    self.defaultValue = defaultValue
    self.minimum = minimum
    self.maximum = maximum
    super.init(name: name ?? "", doc: doc)
  }

  override var isDerived: Bool { true }
  override var lateDefault: String? { defaultValue.text }

  override var schemaItem: CoreText {
    var item: CoreText = "\(TextScanner.name(name)): late int"
    switch (minimum, maximum) {
    case (let low?, let high?): item = "\(item) in \(low)..\(high)"
    case (let low?, nil): item = "\(item) >= \(low)"
    case (nil, let high?): item = "\(item) <= \(high)"
    case (nil, nil): break
    }
    return "\(item) = \(defaultValue)\(docText)"
  }

  /// The value is the parameter itself, which tells its name.
  override func take(_ value: ExprID, in context: Context) -> Bool {
    guard let found = context.core.types.expressions.parameterName(of: value) else { return false }
    name = context.core.names[found]
    return true
  }
}
