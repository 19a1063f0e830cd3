import HwgenSupport
import HwgenTypes

/// What a parameter of one generator object is: its declaration and its value. The property wrappers hold one each; the
/// context reads them without knowing their type.
@usableFromInline
class AnyParameterBox {
  let doc: String
  /// The name in the schema: given, or filled in from the property's when the generator is declared.
  var name: String
  /// It stands in the object from which a generator is declared, and has no value to read.
  var isPrototype = false
  /// Somebody read its value all the same.
  var wasRead = false

  init(name: String, doc: String) {
    self.name = name
    self.doc = doc
  }

  /// The item in the schema.
  var schemaItem: CoreText { preconditionFailure("a box of no kind") }
  var isDerived: Bool { false }
  /// The default of a late parameter, which no object may change; nil for all others.
  var lateDefault: String? { nil }
  /// The doc behind the item.
  var docText: String { doc.isEmpty ? "" : " \(TextScanner.quoted(doc))" }
  /// It was set, and does not only have a value from where it is declared.
  var isSet: Bool { false }
  /// The value that a request gives, or nil.
  func argument(in context: Context) throws(Failure) -> ExprID? { nil }
  /// Takes the value of a circuit; false if it does not fit.
  func take(_ value: ExprID, in context: Context) -> Bool { false }
}

/// A parameter whose values are of one Swift type.
@usableFromInline
final class ParameterBox<Value: ParameterValue>: AnyParameterBox {
  /// How the value comes about if no request gives it, and what it may be.
  @usableFromInline
  final class Rule {
    let defaultValue: Value?
    let minimum: ParameterExpression<Int>?
    let maximum: ParameterExpression<Int>?
    let derivation: ParameterExpression<Value.Formal>?

    @usableFromInline
    init(
      defaultValue: Value? = nil, minimum: ParameterExpression<Int>? = nil, maximum: ParameterExpression<Int>? = nil,
      derivation: ParameterExpression<Value.Formal>? = nil
    ) {
      self.defaultValue = defaultValue
      self.minimum = minimum
      self.maximum = maximum
      self.derivation = derivation
    }
  }

  /// Nil for any value that a request gives: most objects that are made have no more.
  let rule: Rule?
  /// The value, if it has one of its own. No optional: what a generic optional is, is looked up each time it is used.
  private var value: Value
  private var hasValue = false

  @usableFromInline
  init(_ rule: Rule?, name: String?, doc: String) {
    self.rule = rule
    value = Value.placeholder
    super.init(name: name ?? "", doc: doc)
  }

  @usableFromInline
  func copy() -> ParameterBox {
    let copy = ParameterBox(rule, name: name, doc: doc)
    (copy.value, copy.hasValue) = (value, hasValue)
    return copy
  }

  @usableFromInline
  func give(_ value: Value) {
    self.value = value
    hasValue = true
  }

  @usableFromInline
  var current: Value {
    if isPrototype {
      wasRead = true
      return Value.placeholder
    }
    return hasValue ? value : defaultValue
  }

  // Apart, as is `argument`'s: a function that has a generic optional looks up what that is before it does anything.
  @inline(never)
  private var defaultValue: Value {
    guard let value = rule?.defaultValue else { preconditionFailure("a parameter without a value is read") }
    return value
  }

  override var isSet: Bool { hasValue }

  override var isDerived: Bool { rule?.derivation != nil }

  override var schemaItem: CoreText {
    if let derivation = rule?.derivation { return "derived \(TextScanner.name(name)) = \(derivation)\(docText)" }
    var item: CoreText = "\(TextScanner.name(name)): \(Value.kindText)"
    switch (rule?.minimum, rule?.maximum) {
    case (let low?, let high?): item = "\(item) in \(low)..\(high)"
    case (let low?, nil): item = "\(item) >= \(low)"
    case (nil, let high?): item = "\(item) <= \(high)"
    case (nil, nil): break
    }
    if let value = rule?.defaultValue { item = "\(item) = \(value.expressionText)" }
    return "\(item)\(docText)"
  }

  override func argument(in context: Context) throws(Failure) -> ExprID? {
    // Swift makes some assignments in initialisers a new wrapper with the value as its default. The schema's default is that
    // of the prototype, so here one is as good as the other.
    hasValue ? try value.value(in: context) : try defaultArgument(in: context)
  }

  @inline(never)
  private func defaultArgument(in context: Context) throws(Failure) -> ExprID? {
    try rule?.defaultValue?.value(in: context)
  }

  override func take(_ value: ExprID, in context: Context) -> Bool {
    guard let value = Value(value, in: context) else { return false }
    give(value)
    return true
  }
}
