import HwgenGenerator
import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// A generator type as it is declared in one context.
final class Declaration {
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

extension Context {
  /// The declaration of a type, made if it is new here.
  func declaration<G: Generator>(of type: G.Type) throws(Failure) -> Declaration {
    if let known = declarations[ObjectIdentifier(type)] { return known }
    let prototype = G()
    let properties = GeneratorLayout.properties(of: prototype)
    for (name, box) in properties {
      if box.name.isEmpty { box.name = GeneratorLayout.schemaName(name) }
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
    let id = try core.declare(
      name: G.name, parameters: schema.joined(separator: ", "), interface: interface.text, members: members,
      doc: G.doc, identity: identity(String(reflecting: type)), at: location,
      body: G.isExternal ? nil : GeneratorBody<G>(self))
    let declaration = Declaration(
      id: id, names: properties.map { core.names.intern($0.box.name) },
      docs: properties.compactMap { $0.box.doc.isEmpty ? nil : ($0.box.name, $0.box.doc) })
    declarations[ObjectIdentifier(type)] = declaration
    return declaration
  }

  func circuit<G: Generator>(of generator: G, _ file: StaticString, _ line: UInt) throws(Failure) -> Circuit {
    let declaration = try declaration(of: G.self)
    var given = Arguments()
    for (index, property) in GeneratorLayout.properties(of: generator).enumerated() where !property.box.isDerived {
      guard let value = try property.box.argument(in: core.types) else { continue }
      given.named.append((declaration.names[index], value))
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

  init(_ context: Context) { self.context = context }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    let generator = G()
    let values = context.core.values(of: circuit)
    for (box, value) in zip(GeneratorLayout.properties(of: generator), values) {
      guard box.box.take(value, in: context.core.types) else {
        throw Failure(
          .resultTooLarge,
          "\(Identifier.quoted(box.name)) is \(context.core.types.expressions.briefText(value)), which its Swift type cannot be",
          at: builder.place, fix: "declare it as an Integer")
      }
    }
    try context.build(builder, circuit) { io in try generator.body(io) }
  }
}

/// Runs a function as the body of a circuit without a generator type.
final class FunctionBody: CircuitBody {
  unowned let context: Context
  let function: (IO) throws -> Void

  init(_ context: Context, _ function: @escaping (IO) throws -> Void) {
    self.context = context
    self.function = function
  }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    try context.build(builder, circuit, function)
  }
}
