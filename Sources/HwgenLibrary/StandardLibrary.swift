import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// The standard generators, by name.
///
/// They are declared in a context when they are first asked for, like generators of a host: with a schema, an interface
/// and docs that introspection gives back, and an identity `lib.NAME` of their own. Their bodies use nothing but what every
/// host has.
public enum StandardLibrary {
  /// The names of all, in the order of the page of the library.
  public static var names: [String] { all.map(\.name) }

  static let all: [LibraryGenerator] = crossings + counters + queues + choices + codes + storage + serial + buses

  /// The parameter of generators with a reset, which may be of any kind: the type of the port `rst`.
  static let resetKind = """
    reset: type = Reset "the kind of rst", \
    require reset == Reset or reset == AsyncReset or reset == ResetN or reset == AsyncResetN
    """

  /// The generator of a name. Throws `unknownName`.
  public static func generator(named name: String, in context: Context) throws(Failure) -> GeneratorID {
    guard let found = all.first(where: { $0.name == name }) else {
      throw Failure(
        .unknownName, "the library has no generator \(Identifier.quoted(name)); it has \(names.joined(separator: ", "))"
      )
    }
    let identity = "lib.\(name)"
    if let known = try? context.generator(identity: identity), context[known].body is LibraryBody { return known }
    if let hook = found.hook { try context.hooks.declare(identity, LibraryHook(context, hook)) }
    return try context.declare(
      name: name, parameters: found.parameters, interface: found.interface, members: found.members, doc: found.doc,
      identity: identity, body: LibraryBody(context, found))
  }
}

/// What a context keeps of a library generator: it builds its circuits.
final class LibraryBody: CircuitBody {
  private unowned let context: Context
  private let generator: LibraryGenerator

  init(_ context: Context, _ generator: LibraryGenerator) {
    self.context = context
    self.generator = generator
  }

  func check(_ values: ContiguousArray<ExprID>, of generator: Generator) throws(Failure) {
    try ItemType.check(values, of: generator, in: context)
  }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    try generator.body(LibraryModule(context, builder, circuit))
  }
}

/// What a context keeps of a function that the interface of a library generator calls.
final class LibraryHook: HookFunction {
  private unowned let context: Context
  private let function: @Sendable (Context, [ExprID]) throws(Failure) -> ExprID

  init(_ context: Context, _ function: @escaping @Sendable (Context, [ExprID]) throws(Failure) -> ExprID) {
    self.context = context
    self.function = function
  }

  func call(_ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID { try function(context, arguments) }
}
