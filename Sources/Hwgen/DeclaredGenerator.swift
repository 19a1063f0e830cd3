import HwgenGenerator
import HwgenSupport

/// A generator of a context that has no Swift type: one of the library, or of another host. What it says of itself, and its
/// circuits.
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

  /// The circuit of arguments in the core's language: `item = UInt(8), depth = 4`.
  public func callAsFunction(
    _ arguments: String = "", file: StaticString = #fileID, line: UInt = #line
  ) throws -> Circuit {
    try context.outermost { () throws(Failure) in
      Circuit(context, try context.core.circuit(id, text: arguments, at: context.place(file, line)))
    }
  }
}

extension Context {
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
