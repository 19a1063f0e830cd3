import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// A generator as the value of a parameter: `@Parameter var element: GeneratorType`, given as `GeneratorType(Mac.self)`, or as
/// one of the library, of another host, or with some parameters bound: `GeneratorType(try context.library("FIFO"))`.
///
/// A body makes circuits of it: through a protocol that the type conforms to (`(element.type as? any Stage.Type)`), or
/// with arguments in the core's language.
public struct GeneratorType: ParameterValue, Hashable {
  /// The Swift type; nil for a generator that has none.
  public let type: (any Generator.Type)?
  /// What a generator without a type is found by.
  private let identity: String

  /// The value that stands for a generator type. Nothing is declared before a context needs it.
  public init(_ type: any Generator.Type) {
    self.type = type
    identity = ""
  }

  /// The value that stands for a generator of a context by its identity, which a context in which it is used must know (HW1009).
  public init(_ generator: DeclaredGenerator) { self.init(identity: generator.identity) }

  private init(identity: String) {
    type = nil
    self.identity = identity
  }

  /// The circuit of arguments in the core's language, `"16, has_ce = true"`. Throws what the schema says of them.
  public func circuit(
    _ arguments: String = "", in context: Context, file: StaticString = #fileID, line: UInt = #line
  ) throws -> Circuit {
    try context.outermost { () throws(Failure) in
      Circuit(
        context, try context.core.circuit(try id(in: context), text: arguments, at: context.place(file, line)))
    }
  }

  private func id(in context: Context) throws(Failure) -> GeneratorID {
    if let type { return try context.declaration(ofValue: type).id }
    return try context.core.generator(identity: identity)
  }

  // MARK: As a value

  public static var kindText: String { "generator" }
  public static var placeholder: GeneratorType { GeneratorType(Nothing.self) }

  public var expressionText: CoreText {
    guard let type else { return CoreText("generator(\(TextScanner.quoted(identity)))") }
    return CoreText(
      .init(plain: "generator(\(TextScanner.quoted(Context.typeName(type))))") { context in
        context.mentionedTypes.append(type)
        return "generator(\(TextScanner.quoted(context.identity(of: type))))"
      })
  }

  public func value(in context: Context) throws(Failure) -> ExprID {
    let core = context.core
    return core.types.expressions.generator(core.names.intern(core[try id(in: context)].identity))
  }

  public init?(_ value: ExprID, in context: Context) {
    guard let name = context.core.types.expressions.generatorIdentity(of: value) else { return nil }
    let identity = context.core.names[name]
    if let type = context.generatorTypes[identity] { self.init(type) } else { self.init(identity: identity) }
  }

  /// What a parameter reads as where none has a value.
  private struct Nothing: Generator {
    var interface: Interface {}
  }

  public static func == (a: GeneratorType, b: GeneratorType) -> Bool {
    a.type.map { ObjectIdentifier($0) } == b.type.map { ObjectIdentifier($0) } && a.identity == b.identity
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(type.map { ObjectIdentifier($0) })
    hasher.combine(identity)
  }
}
