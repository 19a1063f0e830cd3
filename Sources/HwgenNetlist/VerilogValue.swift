import HwgenBits
import HwgenSupport
import HwgenTypes

/// A constant as it stands in Verilog: the value of a parameter of an external module, or of an attribute.
public enum VerilogValue: Hashable, Sendable {
  /// A number that has no width of its own: 32 bits with sign.
  case integer(Int32)
  case bit(Bool)
  /// A number of as many bits.
  case bits(BitVector)
  case text(NameID)
  /// Of a parameter: a number or boolean over the late parameters of the module.
  case expression(ExprID)
}

extension VerilogValue {
  /// What has no width of its own; nil for what Verilog has not, and for numbers of more than 32 bits.
  public init?(_ e: ExprID, in types: TypeStore) {
    let expressions = types.expressions
    if let bit = expressions.booleanValue(of: e) {
      self = .bit(bit)
    } else if let text = expressions.stringValue(of: e) {
      self = .text(types.names.intern(text))
    } else if let number = expressions.integerValue(of: e) {
      guard let small = number.small, let word = Int32(exactly: small) else { return nil }
      self = .integer(word)
    } else {
      let kind = expressions.kind(of: e)
      guard expressions.hasParameters(e), kind == .integer || kind == .boolean else { return nil }
      self = .expression(e)
    }
  }

  /// Reads a string in quotes, `true`, `false`, or a number of 32 bits with sign.
  init(_ scanner: inout TextScanner, in names: NameTable) throws(Failure) {
    scanner.skipSpace()
    let position = scanner.position
    if let text = try scanner.stringLiteral() {
      self = .text(names.intern(text))
      return
    }
    if scanner.takeKeyword("true") {
      self = .bit(true)
      return
    }
    if scanner.takeKeyword("false") {
      self = .bit(false)
      return
    }
    let isNegative = scanner.take("-")
    guard let magnitude = try scanner.integerLiteral() else {
      throw scanner.failure("expected a string in quotes or a number\(scanner.found())", at: position)
    }
    let number = isNegative ? -magnitude : magnitude
    guard let small = number.small, let value = Int32(exactly: small) else {
      throw scanner.failure("a number without a width has 32 bits, and this one has more", at: position)
    }
    self = .integer(value)
  }
}

/// What an external module is given for one of its Verilog parameters.
public struct VerilogParameter: Hashable, Sendable {
  public let name: NameID
  public let value: VerilogValue

  public init(name: NameID, value: VerilogValue) {
    self.name = name
    self.value = value
  }
}

extension NameTable {
  /// Why a text cannot stand in a string of Verilog, or nil if it can: the tools agree on printable ASCII only.
  func objection(toVerilogString text: NameID) -> String? {
    withBytes(of: text) { $0.allSatisfy { $0 >= 32 && $0 < 127 } }
      ? nil : "has characters other than printable ASCII, which no string of Verilog has in all tools"
  }
}
