import HwgenBits
import HwgenSupport
import HwgenTypes

/// A Swift type whose values a parameter can have: `Int`, `Integer`, `Bool`, `String`, `HardwareType`, arrays of these,
/// enumerations with strings (`enum Mode: String, CaseIterable, ParameterValue { case ripple, fast }`), records
/// (`ParameterRecord`), `GeneratorType` and `Opaque`.
///
/// The core knows kinds alone; this is the way from and to them.
public protocol ParameterValue: Sendable {
  /// What expressions over such parameters are of: `Int` for `Integer` too.
  associatedtype Formal: ParameterValue = Self

  /// The kind in the core's schema language: `int`.
  static var kindText: String { get }
  /// What a parameter reads as where none has a value: while its generator is declared.
  static var placeholder: Self { get }
  /// The value in the core's language.
  var expressionText: CoreText { get }
  /// The value in a context. Throws for one that cannot be.
  func value(in context: Context) throws(Failure) -> ExprID
  /// The value out of a context, or nil if it is of another kind or does not fit.
  init?(_ value: ExprID, in context: Context)
}

extension ParameterValue {
  /// The kind as the result of a hook, which tells lists and enumerations no further.
  static var valueKindText: String {
    let kind = kindText.prefix { $0 != "(" }
    return kind == "enum" ? "string" : String(kind)
  }
}

extension Int: ParameterValue {
  public static var kindText: String { "int" }
  public static var placeholder: Int { 1 }
  public var expressionText: CoreText { "(\(description))" }
  public func value(in context: Context) -> ExprID { context.core.types.expressions.integer(self) }
  public init?(_ value: ExprID, in context: Context) {
    guard let small = context.core.types.expressions.smallInteger(of: value) else { return nil }
    self = small
  }
}

extension Integer: ParameterValue {
  public typealias Formal = Int
  public static var kindText: String { "int" }
  public static var placeholder: Integer { Integer(1) }
  public var expressionText: CoreText { "(\(description))" }
  public func value(in context: Context) -> ExprID { context.core.types.expressions.integer(self) }
  public init?(_ value: ExprID, in context: Context) {
    guard let integer = context.core.types.expressions.integerValue(of: value) else { return nil }
    self = integer
  }
}

extension Bool: ParameterValue {
  public static var kindText: String { "bool" }
  public static var placeholder: Bool { false }
  public var expressionText: CoreText { CoreText(self ? "true" : "false") }
  public func value(in context: Context) -> ExprID { context.core.types.expressions.boolean(self) }
  public init?(_ value: ExprID, in context: Context) {
    guard let boolean = context.core.types.expressions.booleanValue(of: value) else { return nil }
    self = boolean
  }
}

extension String: ParameterValue {
  public static var kindText: String { "string" }
  public static var placeholder: String { "" }
  public var expressionText: CoreText { CoreText(TextScanner.quoted(self)) }
  public func value(in context: Context) -> ExprID { context.core.types.expressions.string(self) }
  public init?(_ value: ExprID, in context: Context) {
    guard let text = context.core.types.expressions.stringValue(of: value) else { return nil }
    self = text
  }
}

extension HardwareType: ParameterValue {
  public static var kindText: String { "type" }
  public static var placeholder: HardwareType { .bit }
  public var expressionText: CoreText { core }
  public func value(in context: Context) throws(Failure) -> ExprID {
    context.core.types.expressions.typeExpression(try id(in: context.core.types))
  }
  public init?(_ value: ExprID, in context: Context) {
    guard let type = context.core.types.expressions.typeValue(of: value) else { return nil }
    self.init(type, in: context.core.types)
  }
}

extension Array: ParameterValue where Element: ParameterValue {
  public typealias Formal = [Element.Formal]
  public static var kindText: String { "list(\(Element.kindText))" }
  public static var placeholder: [Element] { [] }

  public var expressionText: CoreText {
    isEmpty ? "empty(\(Element.kindText))" : "[\(CoreText.joined(map(\.expressionText), by: ", "))]"
  }

  public func value(in context: Context) throws(Failure) -> ExprID {
    var elements: [ExprID] = []
    for element in self { elements.append(try element.value(in: context)) }
    return try context.core.types.expressions.list(elements, element: ValueKind(named: Element.kindText) ?? .string)
  }

  public init?(_ value: ExprID, in context: Context) {
    guard let found = context.core.types.expressions.elements(of: value) else { return nil }
    self = []
    for element in found {
      guard let element = Element(element, in: context) else { return nil }
      append(element)
    }
  }
}

extension ParameterValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  public static var kindText: String {
    "enum(\(allCases.map { TextScanner.name($0.rawValue) }.joined(separator: ", ")))"
  }
  public static var placeholder: Self { allCases.first! }
  public var expressionText: CoreText { CoreText(TextScanner.quoted(rawValue)) }
  public func value(in context: Context) -> ExprID { context.core.types.expressions.string(rawValue) }
  public init?(_ value: ExprID, in context: Context) {
    guard let text = context.core.types.expressions.stringValue(of: value) else { return nil }
    self.init(rawValue: text)
  }
}
