import HwgenTypes

/// The hook behind a member that Swift computes: over all parameters of a generator type. `Member` makes it, without the
/// types, which `MemberMethod` has.
protocol MemberImplementation: HookImplementation {
  var generator: ObjectIdentifier { get }
  func callText(_ arguments: [CoreText]) -> CoreText
}

final class MemberMethod<G: Generator, Value: ParameterValue>: MemberImplementation {
  let name: String
  private let compute: @Sendable (G) throws -> Value

  init(_ name: String, _ compute: @escaping @Sendable (G) throws -> Value) {
    self.name = name
    self.compute = compute
  }

  var generator: ObjectIdentifier { ObjectIdentifier(G.self) }

  func callText(_ arguments: [CoreText]) -> CoreText { callText(arguments, Value.self) }

  func call(_ arguments: [ExprID], in context: Context) throws -> ExprID {
    let declaration = try context.declaration(of: G.self)
    return try compute(declaration.object(ContiguousArray(arguments), of: nil, in: context, at: nil)).value(in: context)
  }
}
