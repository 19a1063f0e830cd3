import HwgenGenerator
import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

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

extension Context {
  /// The declaration of a type, made if it is new here.
  func declaration<G: Generator>(of type: G.Type) throws(Failure) -> TypedDeclaration<G> {
    if let known = declarations[ObjectIdentifier(type)] { return unsafeDowncast(known, to: TypedDeclaration<G>.self) }
    let prototype = G()
    let properties = ParameterProperties.all(of: prototype)
    for (name, box) in properties {
      if box.name.isEmpty { box.name = ParameterProperties.schemaName(name) }
      box.isPrototype = true
    }
    let interface = prototype.interface
    let location = interface.place.map { place($0.file, $0.line) } ?? .unknown
    let members = prototype.members.map(\.text).joined(separator: "; ")
    let schema = properties.map(\.box.schemaItem) + prototype.constraints.map { "require \($0.text)" }
    if let (name, _) = properties.first(where: { $0.box.wasRead }) {
      throw Failure(
        .interfaceSyntax, "the interface of \(G.name) reads the value of `\(name)`, and it stands for all values",
        at: core.locations[location], fix: "write `$\(name)`")
    }
    let body = G.isExternal ? nil : GeneratorBody<G>(self)
    let id = try core.declare(
      name: G.name, parameters: schema.joined(separator: ", "), interface: interface.text, members: members,
      doc: G.doc, identity: identity(String(reflecting: type)), at: location, body: body)
    let declaration = TypedDeclaration<G>(
      id: id, names: properties.map { core.names.intern($0.box.name) },
      docs: properties.compactMap { $0.box.doc.isEmpty ? nil : ($0.box.name, $0.box.doc) },
      layout: GeneratorLayout(prototype: prototype, properties.map(\.box)))
    body?.declaration = declaration
    declarations[ObjectIdentifier(type)] = declaration
    return declaration
  }

  func circuit<G: Generator>(of generator: G, _ file: StaticString, _ line: UInt) throws(Failure) -> Circuit {
    let declaration = try declaration(of: G.self)
    var given = Arguments()
    try declaration.layout.forEachBox(of: generator) { (index, box) throws(Failure) in
      if !box.isDerived, let value = try box.argument(in: core.types) {
        given.named.append((declaration.names[index], value))
      }
    }
    return Circuit(self, try core.circuit(declaration.id, given, at: place(file, line)))
  }

  /// What tells generators of one name apart: the type's full name without what differs from process to process, and a
  /// number from the second of the same on.
  func identity(_ name: String) -> String {
    var text = ""
    var depth = 0
    for character in name {
      if character == "(" { depth += 1 }
      if depth == 0 { text.append(character) }
      if character == ")" { depth -= 1 }
    }
    let count = identities[text, default: 0] + 1
    identities[text] = count
    return count == 1 ? text : "\(text)#\(count)"
  }
}

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

/// Runs a function as the body of a circuit without a generator type.
final class FunctionBody: CircuitBody {
  unowned let context: Context
  /// Nil when the circuit is done.
  private var function: ((IO) throws -> Void)?

  init(_ context: Context, _ function: @escaping (IO) throws -> Void) {
    self.context = context
    self.function = function
  }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    if let function { try context.build(builder, circuit, function) }
  }

  func end() { function = nil }
}
