import HwgenTypes

/// A parameter of a generator, as a property: `@Parameter(min: 1) var bits: Int`, `@Parameter var hasCE = false`.
///
/// The initial value is the default, for those who ask for a circuit in any host; without one the parameter must be given.
/// In the schema the name is the property's in the core's spelling (`has_ce`), or the one given. Nothing is checked here:
/// the core checks kind and range when a circuit is asked for. In an interface `$bits` is the parameter as an expression.
@propertyWrapper
public struct Parameter<Value: ParameterValue> {
  // What is done for each object is inlined: outside, where `Value` is not known, the box's class is looked up each time.
  @usableFromInline var box: ParameterBox<Value>

  /// A parameter without default.
  @inlinable
  public init() { box = ParameterBox(nil, name: nil, doc: "") }

  /// `name` is that in the schema if it is not the property's; `doc` is for readers.
  @inlinable
  public init(_ name: String? = nil, doc: String = "") { box = ParameterBox(nil, name: name, doc: doc) }

  /// The initial value is the default.
  public init(wrappedValue: Value) { box = ParameterBox(.init(defaultValue: wrappedValue), name: nil, doc: "") }

  /// The initial value is the default; `name` is that in the schema if it is not the property's; `doc` is for readers.
  public init(wrappedValue: Value, _ name: String? = nil, doc: String = "") {
    box = ParameterBox(.init(defaultValue: wrappedValue), name: name, doc: doc)
  }

  /// The value that was given, or the default. One that has neither must not be read, and stops the program.
  public var wrappedValue: Value {
    @inlinable get { box.current }
    @inlinable set {
      if !isKnownUniquelyReferenced(&box) { box = box.copy() }
      box.give(newValue)
    }
  }

  /// The parameter in expressions.
  public var projectedValue: ParameterExpression<Value.Formal> {
    .init(form: .text(CoreText(TextScanner.name(box.name))))
  }
}

extension Parameter where Value.Formal == Int {
  /// An integer of at least `min` and, if given, at most `max`; both may be expressions over earlier parameters.
  @inlinable
  public init(
    _ name: String? = nil, min: ParameterExpression<Int>, max: ParameterExpression<Int>? = nil, doc: String = ""
  ) {
    box = ParameterBox(.init(minimum: min, maximum: max), name: name, doc: doc)
  }

  /// An integer of at most `max`.
  public init(_ name: String? = nil, max: ParameterExpression<Int>, doc: String = "") {
    box = ParameterBox(.init(maximum: max), name: name, doc: doc)
  }

  /// The same with a default, which must lie between the bounds (HW1024).
  public init(
    wrappedValue: Value, _ name: String? = nil, min: ParameterExpression<Int>, max: ParameterExpression<Int>? = nil,
    doc: String = ""
  ) {
    box = ParameterBox(.init(defaultValue: wrappedValue, minimum: min, maximum: max), name: name, doc: doc)
  }

  /// The same with a default, which must not exceed the bound (HW1024).
  public init(wrappedValue: Value, _ name: String? = nil, max: ParameterExpression<Int>, doc: String = "") {
    box = ParameterBox(.init(defaultValue: wrappedValue, maximum: max), name: name, doc: doc)
  }
}

extension Parameter: ParameterProperty { var anyBox: AnyParameterBox { box } }
