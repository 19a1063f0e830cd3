import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Runs the body of a generator type, on an object with the circuit's values.
final class GeneratorBody<G: Generator>: CircuitBody {
  unowned let context: Context
  /// Set as soon as the core has taken the declaration; no body runs before.
  var declaration: TypedDeclaration<G>?

  init(_ context: Context) { self.context = context }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    let generator = G()
    let values = context.core.values(of: circuit)
    try declaration?.layout.forEachBox(of: generator) { (index, box) throws(Failure) in
      let value = values[values.startIndex + index]
      guard box.take(value, in: context.core.types) else {
        throw Failure(
          .resultTooLarge,
          "\(context.core.types.expressions.briefText(value)) is no value of the Swift type of parameter \(index + 1)",
          at: builder.place, fix: "declare an integer of any size as an Integer")
      }
    }
    try context.build(builder, circuit) { io in try generator.body(io) }
  }
}
