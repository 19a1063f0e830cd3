import HwgenTypes

/// A parameter that earlier ones decide, by an expression in the core's language: `@Derived("clog2(depth)") var addr: Int`.
/// It is never given; its value is there in a body.
@propertyWrapper
public struct Derived<Value: ParameterValue> {
  let box: ParameterBox<Value>

  /// `expression` is in the core's language, over earlier parameters. `name` is that in the schema if it is not the property's;
  /// `doc` is for readers.
  public init(_ expression: String, name: String? = nil, doc: String = "") {
    box = ParameterBox(.init(derivation: .init(form: .text(CoreText(expression)))), name: name, doc: doc)
  }

  /// The same where the expression is made of hooks: `@Derived(widthOf(.init("depth"))) var bits: Int`.
  public init(_ expression: ParameterExpression<Value.Formal>, name: String? = nil, doc: String = "") {
    box = ParameterBox(.init(derivation: expression), name: name, doc: doc)
  }

  /// The value of the circuit whose body or member is running.
  public var wrappedValue: Value { box.current }
  /// The parameter in expressions.
  public var projectedValue: ParameterExpression<Value.Formal> {
    .init(form: .text(CoreText(TextScanner.name(box.name))))
  }
}

extension Derived: ParameterProperty { var anyBox: AnyParameterBox { box } }
