import HwgenGenerator

/// What a context knows of a generator before there is a circuit, in the core's language. See `Generator.declared(in:)`.
public struct GeneratorDescription: Sendable {
  public let name: String
  public let doc: String
  /// The schema: `bits: int >= 1, has_ce: bool = false`.
  public let parameters: String
  /// The docs of the parameters that have one, in order.
  public let parameterDocs: [(name: String, doc: String)]
  /// The template: `in I0, I1: UInt(bits); out O: UInt(bits)`.
  public let interface: String
  /// The members: `latency: int = 0`.
  public let members: String

  init(_ declaration: Declaration, _ context: Context) {
    let core = context.core
    let generator = core[declaration.id]
    name = generator.name
    doc = generator.doc
    parameters = generator.schema.text(in: core.types)
    parameterDocs = declaration.docs
    interface = generator.template.text(in: core.types)
    members = generator.schema.text(of: generator.members, in: core.types)
  }
}
