import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// A generator as the value of a parameter: `@Parameter var element: GeneratorType`, given as `GeneratorType(Mac.self)`.
///
/// A body makes circuits of it: through a protocol that the type conforms to (`(element.type as? any Stage.Type)`), or
/// with arguments in the core's language.
public struct GeneratorType: ParameterValue {
  /// The type; equal types are equal values.
  public let type: any Generator.Type

  /// The value that stands for a generator type. Nothing is declared before a context needs it.
  public init(_ type: any Generator.Type) { self.type = type }

  /// The circuit of arguments in the core's language, `"16, has_ce = true"`. Throws what the schema says of them.
  public func circuit(
    _ arguments: String = "", in context: Context, file: StaticString = #fileID, line: UInt = #line
  ) throws -> Circuit {
    try context.outermost { () throws(Failure) in
      let declaration = try context.declaration(ofValue: type)
      return Circuit(
        context, try context.core.circuit(declaration.id, text: arguments, at: context.place(file, line)))
    }
  }

  // MARK: As a value

  public static var kindText: String { "generator" }
  public static var placeholder: GeneratorType { GeneratorType(Nothing.self) }

  public var expressionText: CoreText {
    let type = type
    return CoreText(
      .init(plain: "generator(\(TextScanner.quoted(Context.typeName(type))))") { context in
        context.mentionedTypes.append(type)
        return "generator(\(TextScanner.quoted(context.identity(of: type))))"
      })
  }

  public func value(in context: Context) throws(Failure) -> ExprID {
    let declaration = try context.declaration(ofValue: type)
    let core = context.core
    return core.types.expressions.generator(core.names.intern(core[declaration.id].identity))
  }

  public init?(_ value: ExprID, in context: Context) {
    guard let identity = context.core.types.expressions.generatorIdentity(of: value),
      let type = context.generatorTypes[context.core.names[identity]]
    else { return nil }
    self.type = type
  }

  /// What a parameter reads as where none has a value.
  private struct Nothing: Generator {
    var interface: Interface {}
  }
}

extension GeneratorType: Hashable {
  public static func == (a: GeneratorType, b: GeneratorType) -> Bool { a.type == b.type }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}
