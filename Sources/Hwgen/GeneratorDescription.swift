import HwgenGenerator

/// What a context knows of a generator before there is a circuit, in the core's language. See `Generator.declared(in:)`.
public struct GeneratorDescription: Sendable {
  /// What its circuits are called, with their arguments behind it.
  public let name: String
  /// What the context, and other hosts in it, find it by: the module and the type's name, `Blocks.Fir`.
  public let identity: String
  /// What it is, for readers; empty for none.
  public let doc: String
  /// The schema with docs: `bits: int >= 1 "operand width", has_ce: bool = false`.
  public let parameters: String
  /// The parameters one by one, in order.
  public let parameterDescriptions: [ParameterDescription]
  /// The template: `in I0, I1: UInt(bits); out O: UInt(bits)`.
  public let interface: String
  /// The members with docs: `latency: int = 0 "in cycles"`.
  public let members: String
  /// The docs of the members that have one, in order.
  public let memberDocs: [(name: String, doc: String)]
  /// All of it, with the circuits that have been asked for, as JSON; `schemas/manifest.schema.json` describes it.
  public let manifest: String

  init(_ declaration: Declaration, _ context: Context) {
    let core = context.core
    let generator = core[declaration.id]
    name = generator.name
    identity = generator.identity
    doc = generator.doc
    parameters = generator.schema.text(in: core.types)
    parameterDescriptions = generator.schema.parameters.map { ParameterDescription($0, in: core.types) }
    memberDocs = generator.members.filter { !$0.doc.isEmpty }.map { (core.names[$0.name], $0.doc) }
    interface = generator.template.text(in: core.types)
    members = generator.schema.text(of: generator.members, in: core.types)
    manifest = core.manifest(of: declaration.id)
  }
}
