import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Runs the body of a generator type, on an object with the circuit's values.
final class GeneratorBody<G: Generator>: CircuitBody {
  /// It owns the core, which alone runs bodies, in calls on the context.
  unowned let context: Context
  /// Set as soon as the core has taken the declaration; no body runs before.
  var declaration: TypedDeclaration<G>?

  init(_ context: Context) { self.context = context }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    guard let declaration else { preconditionFailure("a body runs before its generator is declared") }
    let generator = try declaration.object(
      context.core.values(of: circuit), of: circuit, in: context, at: builder.place)
    try context.build(builder, circuit) { io in try generator.body(io) }
  }
}
