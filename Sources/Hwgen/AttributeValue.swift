/// The value of an attribute: a string or a number, written as it is.
public enum AttributeValue: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case text(String)
  case integer(Int32)

  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int32) { self = .integer(value) }
}
