import HwgenParameters
import HwgenTypes

/// A parameter of a generator as it is declared, one of `DeclaredGenerator.parameterDescriptions`.
public struct ParameterDescription: Hashable, Sendable {
  public let name: String
  /// In the schema's language: `int`, `enum(fast, small)`, `list(int)`.
  public let kind: String
  /// Whether a request may leave it out.
  public let hasDefault: Bool
  /// Whether others decide it, so that a request gives no value.
  public let isDerived: Bool
  /// Whether it is left to Verilog, so that a request gives no value.
  public let isLate: Bool
  /// What it is, for readers; empty for none.
  public let doc: String

  init(_ parameter: HwgenParameters.Parameter, in types: TypeStore) {
    name = types.names[parameter.name]
    kind = parameter.kind.text(in: types)
    hasDefault = parameter.defaultValue != nil
    isDerived = parameter.derivation != nil
    isLate = parameter.isLate
    doc = parameter.doc
  }
}
