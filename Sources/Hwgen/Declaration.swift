import HwgenGenerator
import HwgenSupport

/// A generator type as it is declared in one context.
class Declaration {
  let id: GeneratorID
  /// The parameters' names, in the order of their properties.
  let names: [NameID]
  let docs: [(name: String, doc: String)]

  init(id: GeneratorID, names: [NameID], docs: [(name: String, doc: String)]) {
    self.id = id
    self.names = names
    self.docs = docs
  }
}

/// The same with the way to the parameters of the type's objects.
final class TypedDeclaration<G: Generator>: Declaration {
  let layout: GeneratorLayout<G>

  init(
    id: GeneratorID, names: [NameID], docs: [(name: String, doc: String)], layout: GeneratorLayout<G>
  ) {
    self.layout = layout
    super.init(id: id, names: names, docs: docs)
  }
}
