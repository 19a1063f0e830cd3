import HwgenNetlist
import HwgenParameters
import HwgenSupport

/// Declaring generator types, and asking for circuits of their objects.
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
