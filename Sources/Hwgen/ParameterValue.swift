import HwgenBits
import HwgenSupport
import HwgenTypes

/// A Swift type whose values a parameter can have: `Int`, `Integer`, `Bool`, `String`, `HardwareType`, arrays of these, and
/// enumerations with strings: `enum Mode: String, CaseIterable, ParameterValue { case ripple, fast }`.
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
  var expressionText: String { get }
  /// The value in a store. Throws for one that cannot be.
  func value(in types: TypeStore) throws(Failure) -> ExprID
  /// The value out of a store, or nil if it is of another kind or does not fit.
  init?(_ value: ExprID, in types: TypeStore)
}

extension Int: ParameterValue {
  public static var kindText: String { "int" }
  public static var placeholder: Int { 1 }
  public var expressionText: String { "(\(self))" }
  public func value(in types: TypeStore) -> ExprID { types.expressions.integer(self) }
  public init?(_ value: ExprID, in types: TypeStore) {
    guard let small = types.expressions.smallInteger(of: value) else { return nil }
    self = small
  }
}

extension Integer: ParameterValue {
  public typealias Formal = Int
  public static var kindText: String { "int" }
  public static var placeholder: Integer { Integer(1) }
  public var expressionText: String { "(\(self))" }
  public func value(in types: TypeStore) -> ExprID { types.expressions.integer(self) }
  public init?(_ value: ExprID, in types: TypeStore) {
    guard let integer = types.expressions.integerValue(of: value) else { return nil }
    self = integer
  }
}

extension Bool: ParameterValue {
  public static var kindText: String { "bool" }
  public static var placeholder: Bool { false }
  public var expressionText: String { self ? "true" : "false" }
  public func value(in types: TypeStore) -> ExprID { types.expressions.boolean(self) }
  public init?(_ value: ExprID, in types: TypeStore) {
    guard let boolean = types.expressions.booleanValue(of: value) else { return nil }
    self = boolean
  }
}

extension String: ParameterValue {
  public static var kindText: String { "string" }
  public static var placeholder: String { "" }
  public var expressionText: String { TextScanner.quoted(self) }
  public func value(in types: TypeStore) -> ExprID { types.expressions.string(self) }
  public init?(_ value: ExprID, in types: TypeStore) {
    guard let text = types.expressions.stringValue(of: value) else { return nil }
    self = text
  }
}

extension HardwareType: ParameterValue {
  public static var kindText: String { "type" }
  public static var placeholder: HardwareType { .bit }
  public var expressionText: String { text }
  public func value(in types: TypeStore) throws(Failure) -> ExprID {
    types.expressions.typeExpression(try id(in: types))
  }
  public init?(_ value: ExprID, in types: TypeStore) {
    guard let type = types.expressions.typeValue(of: value) else { return nil }
    self.init(type, in: types)
  }
}

extension Array: ParameterValue where Element: ParameterValue {
  public typealias Formal = [Element.Formal]
  public static var kindText: String { "list(\(Element.kindText))" }
  public static var placeholder: [Element] { [] }

  public var expressionText: String {
    isEmpty ? "empty(\(Element.kindText))" : "[\(map(\.expressionText).joined(separator: ", "))]"
  }

  public func value(in types: TypeStore) throws(Failure) -> ExprID {
    var elements: [ExprID] = []
    for element in self { elements.append(try element.value(in: types)) }
    return try types.expressions.list(elements, element: ValueKind(named: Element.kindText) ?? .string)
  }

  public init?(_ value: ExprID, in types: TypeStore) {
    guard let found = types.expressions.elements(of: value) else { return nil }
    self = []
    for element in found {
      guard let element = Element(element, in: types) else { return nil }
      append(element)
    }
  }
}

extension ParameterValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  public static var kindText: String {
    "enum(\(allCases.map { TextScanner.name($0.rawValue) }.joined(separator: ", ")))"
  }
  public static var placeholder: Self { allCases.first! }
  public var expressionText: String { TextScanner.quoted(rawValue) }
  public func value(in types: TypeStore) -> ExprID { types.expressions.string(rawValue) }
  public init?(_ value: ExprID, in types: TypeStore) {
    guard let text = types.expressions.stringValue(of: value) else { return nil }
    self.init(rawValue: text)
  }
}
