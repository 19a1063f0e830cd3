import HwgenGenerator
import HwgenSupport

/// A generator of a context by what it says of itself, with or without a Swift type: of this host, of the library, or of
/// another host.
public struct DeclaredGenerator {
  /// Where it was asked for.
  public let context: Context
  let id: GeneratorID

  private var generator: HwgenGenerator.Generator { context.core[id] }

  public var name: String { generator.name }
  /// What it is, for readers.
  public var doc: String { generator.doc }
  /// The schema in the core's language, with docs.
  public var parameters: String { generator.schema.text(in: context.core.types) }
  /// The interface template in the core's language.
  public var interface: String { generator.template.text(in: context.core.types) }
  /// The members in the core's language.
  public var members: String { generator.schema.text(of: generator.members, in: context.core.types) }

  /// What the context and other hosts in it find it by.
  public var identity: String { generator.identity }
  /// The parameters one by one, in order.
  public var parameterDescriptions: [ParameterDescription] {
    generator.schema.parameters.map { ParameterDescription($0, in: context.core.types) }
  }
  /// All of it, with the circuits that have been asked for, as JSON; `schemas/manifest.schema.json` describes it.
  public var manifest: String { context.core.manifest(of: id) }
  /// All circuits that have been asked of it, in that order. Linear in the circuits of the context.
  public var family: [Circuit] { context.core.family(of: id).map { Circuit(context, $0) } }

  /// The generator that is left when some parameters have values, `"has_ce = true"`: it has the parameters that are left and
  /// what is known of the interface. Equal values leave one generator, in whatever order they are given, and its circuits are
  /// those of this one. Throws what is wrong with the values, as far as they decide it.
  public func bind(
    _ arguments: String, file: StaticString = #fileID, line: UInt = #line
  ) throws -> DeclaredGenerator {
    try context.outermost { () throws(Failure) in
      DeclaredGenerator(
        context: context, id: try context.core.bind(id, text: arguments, at: context.place(file, line)))
    }
  }

  /// The circuit of arguments in the core's language: `item = UInt(8), depth = 4`.
  public func callAsFunction(
    _ arguments: String = "", file: StaticString = #fileID, line: UInt = #line
  ) throws -> Circuit {
    try context.outermost { () throws(Failure) in
      Circuit(context, try context.core.circuit(id, text: arguments, at: context.place(file, line)))
    }
  }
}

extension DeclaredGenerator: Hashable {
  public static func == (a: DeclaredGenerator, b: DeclaredGenerator) -> Bool {
    a.id == b.id && a.context === b.context
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(ObjectIdentifier(context))
  }
}

extension Context {
  /// All generators of the context, in the order of their declarations: of all hosts, and those of the library that have been
  /// asked for. A Swift type is declared when it is first asked for a circuit.
  public var generators: [DeclaredGenerator] { core.generatorIDs.map { DeclaredGenerator(context: self, id: $0) } }

  /// The manifests of all generators, as JSON.
  public var manifest: String { core.manifest() }

  /// A generator of the context by its identity, whichever host has declared it: in C what it was given or its name, in Python
  /// the module and the name of the class, `blocks.Fir`. HW1009 if there is none.
  public func generator(
    _ identity: String, file: StaticString = #fileID, line: UInt = #line
  ) throws -> DeclaredGenerator {
    try declared(file, line) { () throws(Failure) in try core.generator(identity: identity) }
  }

  /// What is found, or why not with the place.
  func declared(
    _ file: StaticString, _ line: UInt, _ find: () throws(Failure) -> GeneratorID
  ) throws -> DeclaredGenerator {
    try outermost { () throws(Failure) in
      do throws(Failure) { return DeclaredGenerator(context: self, id: try find()) } catch {
        throw error.at(core.locations[place(file, line)])
      }
    }
  }
}
