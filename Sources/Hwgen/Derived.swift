import HwgenTypes

/// A parameter that earlier ones decide, by an expression in the core's language: `@Derived("clog2(depth)") var addr: Int`.
/// It is never given; its value is there in a body.
@propertyWrapper
public struct Derived<Value: ParameterValue> {
  let box: ParameterBox<Value>

  public init(_ expression: String, name: String? = nil, doc: String = "") {
    box = ParameterBox(.init(derivation: .init(form: .text(expression))), name: name, doc: doc)
  }

  public var wrappedValue: Value { box.current }
  public var projectedValue: ParameterExpression<Value.Formal> { .init(form: .text(TextScanner.name(box.name))) }
}

extension Derived: ParameterProperty { var anyBox: AnyParameterBox { box } }
