/// A class of circuits: parameters, an interface over them, a body.
///
///     struct Add: Generator {
///       @Parameter(min: 1, doc: "operand width") var bits: Int
///       @Parameter var hasCE = false
///
///       var interface: Interface {
///         Input("I0", "I1", as: .uint($bits))
///         Output("O", as: .uint($bits))
///         Input("CE", as: .bit, when: $hasCE)
///       }
///
///       func body(_ io: IO) {
///         var total = io.I0 + io.I1
///         if hasCE { total = total + io.CE.zext(bits) }
///         io.O <== total
///       }
///     }
///
/// An object of the type asks for a circuit: it gives values to the parameters, and nothing else in it counts. The type is
/// declared in a context when a circuit of it is first asked for there, from an object that `init()` makes; its
/// interface, members and constraints are read then, once, so they are made of `$bits` and never of `bits`. A body runs
/// on an object that has the circuit's own values.
public protocol Generator: SendableMetatype {
  /// An object whose parameters have no values yet. Swift makes it where every property has an initial value or is a
  /// parameter; further initialisers go into an extension.
  init()

  /// What the circuits are called, with the parameters behind it. The name of the type unless something else is given.
  static var name: String { get }
  static var doc: String { get }
  /// Its circuits are modules written in Verilog: the body is never run.
  static var isExternal: Bool { get }
  /// What is told of these modules beside their ports.
  static var external: External? { get }

  @InterfaceBuilder var interface: Interface { get }
  /// Queries that are answered without a body.
  var members: [Member] { get }
  /// What must hold for every circuit.
  var constraints: [ParameterExpression<Bool>] { get }

  /// Builds the inside of one circuit. What it throws comes out of the call that asked for elaboration, as it is.
  func body(_ io: IO) throws
}

extension Generator {
  /// The name of the type, without its generic arguments.
  public static var name: String {
    let name = String(describing: Self.self)
    return String(name.prefix { $0 != "<" })
  }
  /// None.
  public static var doc: String { "" }
  /// It has a body, unless `external` tells of it.
  public static var isExternal: Bool { external != nil }
  /// Nothing.
  public static var external: External? { nil }
  /// None.
  public var members: [Member] { [] }
  /// None.
  public var constraints: [ParameterExpression<Bool>] { [] }
  /// Throws `bodyMissing`: a generator that is not external has a body of its own.
  public func body(_ io: IO) throws { throw io.bodyMissing() }

  /// `Add { $0.bits = 16 }`: an object with these values, where there is no initialiser for them.
  public init(_ setValues: (inout Self) -> Void) {
    self.init()
    setValues(&self)
  }

  /// The circuit of these values. Runs no body; equal values are one circuit. Throws what the schema says of the values.
  public func circuit(
    in context: Context, file: StaticString = #fileID, line: UInt = #line
  ) throws -> Circuit {
    try context.outermost { () throws(Failure) in try context.circuit(of: self, file, line) }
  }

  /// The generator that is left when the parameters that are set here are bound: `Add { $0.hasCE = true }.stage(in: context)` has
  /// `bits`. One that an initialiser gave its default is not told from one that was not set. Throws what is wrong with the values, as far as they decide it. See `DeclaredGenerator.bind`.
  public func stage(
    in context: Context, file: StaticString = #fileID, line: UInt = #line
  ) throws -> DeclaredGenerator {
    try context.outermost { () throws(Failure) in
      let (id, given) = try context.request(of: self, withDefaults: false)
      return DeclaredGenerator(context: context, id: try context.core.bind(id, given, at: context.place(file, line)))
    }
  }

  /// What is declared of the type, without a circuit.
  public static func declared(in context: Context) throws -> GeneratorDescription {
    try context.outermost { () throws(Failure) in
      GeneratorDescription(try context.declaration(of: Self.self), context)
    }
  }
}
