import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// A generator type as it is declared in one context.
class Declaration {
  let id: GeneratorID
  /// The parameters' names, in the order of their properties.
  let names: [NameID]

  init(id: GeneratorID, names: [NameID]) {
    self.id = id
    self.names = names
  }
}

/// The same with the way to the parameters of the type's objects.
final class TypedDeclaration<G: Generator>: Declaration {
  let layout: GeneratorLayout<G>
  /// The defaults of the late parameters.
  let lateDefaults: [String?]

  init(id: GeneratorID, names: [NameID], layout: GeneratorLayout<G>, lateDefaults: [String?]) {
    self.layout = layout
    self.lateDefaults = lateDefaults
    super.init(id: id, names: names)
  }

  /// An object of the type with these values of its parameters, in their order.
  func object(
    _ values: ContiguousArray<ExprID>, of circuit: CircuitID?, in context: Context,
    at place: @autoclosure () -> SourceLocation?
  ) throws(Failure) -> G {
    let generator = G()
    try layout.forEachBox(of: generator) { (index, box) throws(Failure) in
      let value = values[index]
      guard box.take(value, in: context) else {
        let core = context.core
        if let circuit, let failure = core.lateValue(core.names[names[index]], value, of: circuit) {
          throw failure.at(place())
        }
        throw Failure(
          .resultTooLarge,
          "\(context.core.types.expressions.briefText(value)) is no value of the Swift type of parameter \(index + 1)",
          at: place(), fix: "declare an integer of any size as an Integer")
      }
    }
    return generator
  }
}
