import HwgenGenerator
import HwgenNetlist
import HwgenParameters
import HwgenSupport

/// Declaring generator types, and asking for circuits of their objects.
extension Context {
  /// The declaration of a type, made if it is new here.
  func declaration<G: Generator>(of type: G.Type) throws(Failure) -> TypedDeclaration<G> {
    if let known = declarations[ObjectIdentifier(type)] { return unsafeDowncast(known, to: TypedDeclaration<G>.self) }
    mentionedTypes.removeAll()
    let prototype = G()
    let properties = ParameterProperties.all(of: prototype)
    for (name, box) in properties {
      if box.name.isEmpty { box.name = ParameterProperties.schemaName(name) }
      box.isPrototype = true
    }
    let interface = prototype.interface
    let location = interface.place.map { place($0.file, $0.line) } ?? .unknown
    let boxes = properties.map(\.box)
    var members: [String] = []
    for member in prototype.members { members.append(try member.text(for: type, parameters: boxes, in: self)) }
    let schema = CoreText.joined(boxes.map(\.schemaItem) + prototype.constraints.map { "require \($0)" }, by: ", ")
    if let (name, _) = properties.first(where: { $0.box.wasRead }) {
      throw Failure(
        .interfaceSyntax, "the interface of \(G.name) reads the value of `\(name)`, and it stands for all values",
        at: core.locations[location], fix: "write `$\(name)`")
    }
    let body = G.isExternal ? nil : GeneratorBody<G>(self)
    let id = try core.declare(
      name: G.name, parameters: try schema.text(in: self), interface: try interface.core.text(in: self),
      members: members.joined(separator: "; "), doc: G.doc, identity: identity(of: type), at: location, body: body,
      external: G.external ?? External())
    let declaration = TypedDeclaration<G>(
      id: id, names: properties.map { core.names.intern($0.box.name) },
      layout: GeneratorLayout(prototype: prototype, boxes), lateDefaults: boxes.map(\.lateDefault))
    body?.declaration = declaration
    declarations[ObjectIdentifier(type)] = declaration
    // Generators that are values in this one's texts; one that mentions this one finds it declared.
    let mentioned = mentionedTypes
    for type in mentioned { _ = try self.declaration(ofValue: type) }
    return declaration
  }

  func circuit<G: Generator>(of generator: G, _ file: StaticString, _ line: UInt) throws(Failure) -> Circuit {
    let (id, given) = try request(of: generator)
    return Circuit(self, try core.circuit(id, given, at: place(file, line)))
  }

  /// What an object asks for: its generator, and the parameters that have values in it, those that only have their default too
  /// or not.
  func request<G: Generator>(
    of generator: G, withDefaults: Bool = true
  ) throws(Failure) -> (GeneratorID, Arguments) {
    let declaration = try declaration(of: G.self)
    var given = Arguments()
    try declaration.layout.forEachBox(of: generator) { (index, box) throws(Failure) in
      if let text = box.isDerived ? box.lateDefault : nil, text != declaration.lateDefaults[index] {
        given.named.append((declaration.names[index], core.types.expressions.integer(0)))
      }
      if !box.isDerived, let value = try box.argument(in: self),
        withDefaults || box.isSet || value != core[declaration.id].schema.parameters[index].defaultValue
      {
        given.named.append((declaration.names[index], value))
      }
    }
    return (declaration.id, given)
  }

  /// The declaration of a type that is known as a value.
  func declaration(ofValue type: any Generator.Type) throws(Failure) -> Declaration {
    func typed<G: Generator>(_ type: G.Type) throws(Failure) -> Declaration { try declaration(of: type) }
    return try typed(type)
  }

  // MARK: Names

  /// What tells a generator type from others of its name.
  func identity(of type: any Generator.Type) -> String {
    if let known = typeIdentities[ObjectIdentifier(type)] { return known }
    let identity = identity(Context.typeName(type))
    typeIdentities[ObjectIdentifier(type)] = identity
    generatorTypes[identity] = type
    return identity
  }

  /// The name by which the core calls a hook, which it knows from then on.
  func name(of hook: any HookImplementation) throws(Failure) -> String {
    if let known = hookNames[ObjectIdentifier(hook)] { return known }
    let count = identities["hook \(hook.name)", default: 0] + 1
    let name = count == 1 ? hook.name : "\(hook.name)#\(count)"
    // The core holds the hook as long as the context lasts, so no other object has its identifier.
    try core.hooks.declare(name, DeclaredHook(self, hook))
    identities["hook \(hook.name)"] = count
    hookNames[ObjectIdentifier(hook)] = name
    return name
  }

  /// A name with a number from the second of the same on.
  func identity(_ name: String) -> String {
    let count = identities[name, default: 0] + 1
    identities[name] = count
    return count == 1 ? name : "\(name)#\(count)"
  }

  /// The full name of a type without what differs from process to process.
  static func typeName(_ type: any Generator.Type) -> String {
    let name = String(reflecting: type)
    var text = ""
    var depth = 0
    for character in name {
      if character == "(" { depth += 1 }
      if depth == 0 { text.append(character) }
      if character == ")" { depth -= 1 }
    }
    return text
  }
}
