import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// A host's function that builds the inside of a circuit.
public protocol CircuitBody: AnyObject {
  /// Called with the values of all parameters before a circuit is declared: throws for those that the schema allows and the
  /// body cannot take.
  func check(_ values: ContiguousArray<ExprID>, of generator: Generator) throws(Failure)

  /// Called once for each circuit, while a context elaborates. May ask the context for further circuits.
  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure)
}

extension CircuitBody {
  /// Takes all that the schema allows.
  public func check(_ values: ContiguousArray<ExprID>, of generator: Generator) throws(Failure) {}
}

/// A generator of a context.
public struct GeneratorID: Hashable, BitwiseCopyable, Sendable {
  public let raw: UInt32
  @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// A fully bound specialisation; the module of a netlist that it is.
public typealias CircuitID = ModuleID

/// A named class of circuits: parameters, an interface over them, members, and a body. All but the body is data.
public final class Generator {
  /// What its circuits are called, with their arguments behind it.
  public let name: String
  let nameID: NameID
  public let schema: ParameterSchema
  public let template: InterfaceTemplate
  /// Queries over the parameters of the schema.
  public let members: [Member]
  /// What it is, for readers; empty for none.
  public let doc: String
  /// Where it is declared.
  public let location: LocationID
  /// What tells it from other generators of the same name.
  public let identity: String
  /// What messages call it: its name, with the values that its parameters have already.
  let title: String
  /// What it is a stage of; nil for one that was declared.
  let stage: GeneratorStage?
  let identityID: NameID
  /// All circuits have the same ports, which are those of the first.
  let hasConstantPorts: Bool
  var firstCircuit: CircuitID?
  /// Nil: its circuits are external.
  public internal(set) var body: (any CircuitBody)?
  /// What is told of external circuits.
  let external: ExternalTemplate?

  init(
    name: String, schema: ParameterSchema, template: InterfaceTemplate, members: [Member], doc: String,
    location: LocationID, identity: String, body: (any CircuitBody)?, external: ExternalTemplate?, types: TypeStore,
    stage: GeneratorStage? = nil, title: String? = nil
  ) {
    let names = types.names
    self.name = name
    nameID = names.intern(name)
    self.schema = schema
    self.template = template
    self.members = members
    self.doc = doc
    self.location = location
    self.identity = identity
    identityID = names.intern(identity)
    self.stage = stage
    self.title = title ?? name
    self.body = body
    self.external = external
    hasConstantPorts = template.isConstant(in: types)
  }
}
