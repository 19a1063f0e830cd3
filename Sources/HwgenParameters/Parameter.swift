import HwgenSupport
import HwgenTypes

/// What values a parameter takes.
public enum ParameterKind: Equatable, Sendable {
  case integer, boolean, string, type, record, generator, opaque
  /// A string out of a list.
  case enumeration([NameID])
  /// A list of values of one kind.
  case list(ValueKind)

  /// The kind in the expression language.
  public var valueKind: ValueKind {
    switch self {
    case .integer: .integer
    case .boolean: .boolean
    case .string, .enumeration: .string
    case .type: .type
    case .record: .record
    case .generator: .generator
    case .opaque: .opaque
    case .list: .list
    }
  }

  /// The kind of a list's elements; of no meaning for others.
  public var elementKind: ValueKind { if case .list(let element) = self { element } else { .integer } }
}

/// One parameter of a generator.
public struct Parameter: Sendable {
  /// Letters, digits and `_`; a word of the language is allowed.
  public let name: NameID
  public let kind: ParameterKind
  /// Bounds of an integer, both inclusive; expressions over earlier parameters.
  public let minimum: ExprID?
  public let maximum: ExprID?
  /// An expression over earlier parameters, for who gives no value.
  public let defaultValue: ExprID?
  /// The parameter is computed from earlier ones by this, and takes no argument.
  public let derivation: ExprID?
  /// The parameter is left to Verilog: it takes no argument, and its value here is itself.
  public let isLate: Bool
  /// What it is, for readers; empty for none.
  public let doc: String

  public init(
    name: NameID, kind: ParameterKind, minimum: ExprID? = nil, maximum: ExprID? = nil, defaultValue: ExprID? = nil,
    derivation: ExprID? = nil, isLate: Bool = false, doc: String = ""
  ) {
    self.name = name
    self.kind = kind
    self.minimum = minimum
    self.maximum = maximum
    self.defaultValue = defaultValue
    self.derivation = derivation
    self.isLate = isLate
    self.doc = doc
  }

  /// The kind, if every value of it may be given.
  var plainKind: ValueKind? {
    guard minimum == nil, maximum == nil, derivation == nil, !isLate else { return nil }
    switch kind {
    case .enumeration, .list: return nil
    default: return kind.valueKind
    }
  }
}

/// A query that a generator answers for its parameters, before anything is elaborated.
public struct Member: Sendable {
  public let name: NameID
  public let kind: ParameterKind
  /// An expression over all parameters.
  public let value: ExprID
  /// What it is, for readers; empty for none.
  public let doc: String

  public init(name: NameID, kind: ParameterKind, value: ExprID, doc: String = "") {
    self.name = name
    self.kind = kind
    self.value = value
    self.doc = doc
  }
}

extension ParameterKind {
  /// `an integer`, `a list of strings`.
  var article: String {
    if case .list(let element) = self { "a list of \(element.plural)" } else { valueKind.article }
  }
}
