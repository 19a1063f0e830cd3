import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Owns everything that its hosts make: names, types, generators, circuits and their netlist. Contexts are independent;
/// one is used by one thread at a time.
public final class Context {
  /// A request whose arguments were given as text.
  private struct TextRequest: BitwiseCopyable {
    let generator: GeneratorID
    let text: NameID
    let circuit: CircuitID

    func isOf(_ generator: GeneratorID, _ text: NameID) -> Bool { self.generator == generator && self.text == text }
  }

  /// Arguments that are read from their text.
  private final class Reading {
    @exclusivity(unchecked) var scanner = TextScanner("")
    @exclusivity(unchecked) var arguments = Arguments()
  }

  /// A circuit's generator and the values of all its parameters.
  struct Entry: BitwiseCopyable {
    let generator: GeneratorID?
    /// Where in the values of the requests they begin.
    let firstArgument: UInt32
    let argumentCount: UInt32
  }

  /// All names and texts, by number.
  public let names = NameTable()
  public let locations: LocationTable
  /// Types, and by them all expressions and values.
  public let types: TypeStore
  /// The modules of all circuits, done or only declared.
  public let netlist: Netlist
  /// Notes and warnings so far, and their policies.
  public let log = DiagnosticLog()
  /// What the elaborations from now on may use.
  @exclusivity(unchecked) public var budget = ElaborationBudget()
  /// Called in elaborations after each body, and in bodies when they ask for a new circuit and every few thousand cells. What
  /// it throws ends the elaboration; what is done stays done.
  @exclusivity(unchecked) public var progress: ((ElaborationProgress) throws(Failure) -> Void)?
  /// The host functions that expressions may call.
  public let hooks: HookTable
  /// Which thread is in it.
  public let occupancy = Occupancy()
  /// What hosts have made of it for themselves.
  @exclusivity(unchecked) var kept: [AnyObject] = []
  /// Hooks that are removed, and may be running.
  @exclusivity(unchecked) @usableFromInline var removed: [any HookFunction] = []

  /// The circuits by what was asked for, in whatever form.
  private let requests = RequestTable()

  @exclusivity(unchecked) private(set) var generators: ContiguousArray<Generator> = []
  @exclusivity(unchecked) private var generatorsByIdentity: [NameID: GeneratorID] = [:]
  @exclusivity(unchecked) var circuits = Column<Entry>()
  /// Requests by the text of their arguments.
  @exclusivity(unchecked) private var texts = IndexTable()
  @exclusivity(unchecked) private var textRequests = Column<TextRequest>()
  /// The circuit whose body is running, and, if that can be left, a place on the stack of the call that runs it.
  @exclusivity(unchecked) var running: (circuit: CircuitID, frame: UInt)?
  /// What the bodies that run may use.
  @exclusivity(unchecked) var work: ElaborationWork?
  /// Hooks that lead to further hooks need the host's stack.
  static let maximumNesting = 100
  /// The room of arguments that have been read, and of their text.
  @exclusivity(unchecked) private var spareReading: Reading?
  /// For names that are put together.
  @exclusivity(unchecked) var text = ByteBuffer()
  /// By circuit, up to the last that is: whether everything below it is defined.
  @exclusivity(unchecked) private var completeness: ContiguousArray<Bool> = []

  public init() {
    locations = LocationTable(names: names)
    types = TypeStore(names: names)
    netlist = Netlist(types: types, locations: locations)
    hooks = HookTable(types.expressions, names)
  }

  // MARK: Generators

  /// Declares a generator from the texts of its schema, interface and members. All that can be checked without values is.
  /// Without a body its circuits are modules written in Verilog, of which `external` tells.
  public func declare(
    name: String, parameters: String = "", interface: String = "", members: String = "", doc: String = "",
    identity: String? = nil, at location: LocationID = .unknown, body: (any CircuitBody)?,
    external: ExternalDescription = ExternalDescription()
  ) throws(Failure) -> GeneratorID {
    let place = locations[location]
    try Identifier.check(name, what: "generator", allowsReserved: body == nil, at: place)
    let schema = try ParameterSchema.parse(parameters, in: types, at: place)
    var template = try InterfaceTemplate.parse(
      interface, schema: schema, in: types, isExternal: body == nil, at: place)
    let members = try schema.parseMembers(members, in: types, at: place)
    if schema.hasLate { try checkLate(schema, template, name, at: place) }
    let told: ExternalTemplate?
    if body == nil {
      told = try ExternalTemplate(
        external, name: name, schema: schema, template: &template, in: types, locations, at: place)
    } else {
      told = nil
    }
    let identity = identity ?? name
    let key = names.intern(identity)
    if let other = generatorsByIdentity[key] {
      throw Failure(
        .nameClash, "two generators have the identity \(Identifier.quoted(identity))", at: place,
        notes: [.init("the other one is \(self[other].name)", at: locations[self[other].location])],
        fix: "give one of them an identity of its own")
    }
    return add(
      Generator(
        name: name, schema: schema, template: template, members: members, doc: doc, location: location,
        identity: identity, body: body, external: told, types: types))
  }

  /// Makes a generator known by its identity, which is new.
  func add(_ generator: Generator) -> GeneratorID {
    generators.append(generator)
    let id = GeneratorID(raw: UInt32(generators.count - 1))
    generatorsByIdentity[generator.identityID] = id
    return id
  }

  /// The generator of an identity, if there is one already.
  func known(_ identity: String) -> GeneratorID? { names.find(identity).flatMap { generatorsByIdentity[$0] } }

  /// The generator of an identity, which values of kind generator name. Throws `unknownName`.
  public func generator(identity: String) throws(Failure) -> GeneratorID {
    if let id = known(identity) { return id }
    if let id = try stage(named: identity) { return id }
    throw unknown(identity)
  }

  private func unknown(_ identity: String, notes: [Diagnostic.Note] = []) -> Failure {
    let known = generators.lazy.filter { $0.stage == nil }.map(\.identity).filter { !$0.hasPrefix("lib.") }
    let shown = known.prefix(8).map(Identifier.quoted).joined(separator: ", ")
    let rest = known.count > 8 ? " and \(known.count - 8) more" : ""
    return Failure(
      .unknownName, "no generator has the identity \(Identifier.quoted(identity))", notes: notes,
      fix: shown.isEmpty
        ? "declare one in this context first; it has none"
        : "declare it in this context first, which has \(shown)\(rest)")
  }

  /// Throws `unknownName` if a value is a generator that the context does not know.
  func checkKnown(
    _ values: ContiguousArray<ExprID>, of generator: Generator, at location: LocationID
  ) throws(Failure) {
    for value in values where value != ParameterSchema.absent {
      guard let identity = types.expressions.generatorIdentity(of: value), generatorsByIdentity[identity] == nil,
        try stage(named: names[identity]) == nil
      else { continue }
      throw unknown(names[identity], notes: [.init("in the arguments of \(generator.name)", at: locations[location])])
    }
  }

  public func isValid(_ id: GeneratorID) -> Bool { Int(id.raw) < generators.count }
  public subscript(id: GeneratorID) -> Generator { generators[Int(id.raw)] }

  // MARK: Circuits

  /// The circuit of these arguments, made if it is new. Runs no body. Equal values are one circuit.
  public func circuit(
    _ id: GeneratorID, _ given: Arguments, at location: LocationID = .unknown
  ) throws(Failure) -> CircuitID {
    let generator = self[id]
    do {
      if let stage = generator.stage {
        let slots = try baseSlots(of: id, given)
        if let known = requests.find(slots, of: stage.base) { return known }
        return try circuit(self[stage.base], stage.base, slots, at: location)
      }
      try requests.begin(given, of: generator, in: types)
      if let known = requests.find(requests.slots, of: id) { return known }
      return try circuit(generator, id, requests.slots, at: location)
    } catch { throw error.at(locations[location]) }
  }

  /// The circuit of a new request, whose values stand in the parameters' order, those that are not given absent.
  private func circuit(
    _ generator: Generator, _ id: GeneratorID, _ request: ContiguousArray<ExprID>, at location: LocationID
  ) throws(Failure) -> CircuitID {
    let before = requests.count
    let values = try generator.schema.bind(slots: request, in: types, hooks: hooks, owner: generator.name)
    let isWhole = values == request
    // A hook may have asked for circuits meanwhile, for this one too.
    if !isWhole || requests.count > before, let known = requests.find(values, of: id) {
      if requests.find(request, of: id) == nil { _ = requests.insert(known, for: request, of: id) }
      return known
    }
    try checkKnown(values, of: generator, at: location)
    try generator.body?.check(values, of: generator)
    try checkWork(before: generator)
    let circuit = try declare(generator, values, at: location)
    let first = requests.insert(circuit, for: values, of: id)
    register(Entry(generator: id, firstArgument: first, argumentCount: UInt32(values.count)))
    if !isWhole { _ = requests.insert(circuit, for: request, of: id) }
    return circuit
  }

  private func declare(
    _ generator: Generator, _ values: ContiguousArray<ExprID>, at location: LocationID
  ) throws(Failure) -> CircuitID {
    let name = CircuitName(generator, values, self)
    let late = generator.schema.hasLate ? try late(of: generator, values) : nil
    if generator.hasConstantPorts, let first = generator.firstCircuit {
      let circuit = try netlist.declare(name: name.name, identity: name.identity, like: first, late: late)
      if let external = generator.external { try describe(circuit, external, generator, values, at: location) }
      return circuit
    }
    var ports: [Port]
    do {
      ports = try generator.template.evaluate(
        in: types, binding: { name in generator.schema.index(of: name).map { values[$0] } }, hooks: hooks,
        location: generator.location, budget: budget.ports)
      if let source = generator.external?.sourceModule { ports = try source.compared(ports, in: types, locations) }
    } catch {
      throw error.inRequest(
        "in the interface of \(generator.name)(\(argumentText(generator, values)))", locations[location])
    }
    let circuit = try netlist.declare(
      name: name.name, identity: name.identity, isExternal: generator.body == nil, ports: ports,
      late: late, at: generator.location)
    if let external = generator.external { try describe(circuit, external, generator, values, at: location) }
    generator.firstCircuit = circuit
    return circuit
  }

  /// Room for arguments that are read. A hook may ask for circuits while one is asked for: it finds none, and makes its own.
  private func takeReading() -> Reading {
    defer { spareReading = nil }
    return spareReading ?? Reading()
  }

  /// The circuit of arguments given as text in UTF-8: `16, has_ce = true`. A text that was given before is not read again,
  /// unless it is one number: that is read faster than it is looked up.
  public func circuit(
    _ id: GeneratorID, text: UnsafeRawBufferPointer, at location: LocationID = .unknown
  ) throws(Failure) -> CircuitID {
    if let number = TextScanner.smallDecimal(text) { return try circuit(id, number: number, at: location) }
    return try circuit(id, text: names.intern(text), at: location)
  }

  private func circuit(_ id: GeneratorID, number: Int, at location: LocationID) throws(Failure) -> CircuitID {
    let reading = takeReading()
    defer { spareReading = reading }
    reading.arguments.empty()
    reading.arguments.positional.append(types.expressions.integer(number))
    return try circuit(id, reading.arguments, at: location)
  }

  private func circuit(_ id: GeneratorID, text: NameID, at location: LocationID) throws(Failure) -> CircuitID {
    var hash = StableHash()
    hash.combine(id.raw)
    hash.combine(text.raw)
    let known = texts.find(hash: hash.value) { self.textRequests[Int($0)].isOf(id, text) }
    if let known { return textRequests[Int(known)].circuit }
    let reading = takeReading()
    defer { spareReading = reading }
    reading.scanner.begin(text, in: names)
    do { try reading.arguments.read(&reading.scanner, in: types) } catch {
      throw error.inRequest("in the arguments of \(self[id].name)", locations[location])
    }
    let circuit = try circuit(id, reading.arguments, at: location)
    texts.insert(UInt32(textRequests.count), hash: hash.value)
    textRequests.append(TextRequest(generator: id, text: text, circuit: circuit))
    return circuit
  }

  public func circuit(
    _ id: GeneratorID, text: String, at location: LocationID = .unknown
  ) throws(Failure) -> CircuitID {
    if let number = TextScanner.smallDecimal(text.utf8) { return try circuit(id, number: number, at: location) }
    return try circuit(id, text: names.intern(text), at: location)
  }

  /// A module without a generator: its builder, to be finished by whoever asked.
  public func module(
    name: String, interface: String, at location: LocationID = .unknown
  ) throws(Failure) -> ModuleBuilder {
    let schema = ParameterSchema()
    let template = try InterfaceTemplate.parse(interface, schema: schema, in: types, at: locations[location])
    let ports = try template.evaluate(
      in: types, binding: { _ in nil }, hooks: hooks, location: location, budget: budget.ports)
    let circuit = try netlist.declare(name: name, isNameExplicit: true, ports: ports, at: location)
    register(Entry(generator: nil, firstArgument: 0, argumentCount: 0))
    let builder = ModuleBuilder(netlist, circuit)
    builder.location = location
    builder.cellBudget = budget.cells
    builder.memoryBudget = budget.memoryBits
    return builder
  }

  /// The first circuit of a netlist's text, which is read beside what the context holds. Its circuits have no generator.
  public func read(netlist text: String, at location: LocationID = .unknown) throws(Failure) -> CircuitID {
    let design = try netlist.read(text, at: locations[location])
    while circuits.count < netlist.count {
      circuits.append(Entry(generator: nil, firstArgument: 0, argumentCount: 0))
    }
    noteComplete(design)
    return design.root
  }

  func isComplete(_ circuit: CircuitID) -> Bool {
    Int(circuit.raw) < completeness.count && completeness[Int(circuit.raw)]
  }

  func noteComplete(_ design: CheckedNetlist) {
    if completeness.count < circuits.count {
      completeness.append(contentsOf: repeatElement(false, count: circuits.count - completeness.count))
    }
    for circuit in design.modules { completeness[Int(circuit.raw)] = true }
  }

  private func register(_ entry: Entry) {
    circuits.append(entry)
    precondition(circuits.count == netlist.count)
  }

  public func isValid(_ circuit: CircuitID) -> Bool { Int(circuit.raw) < circuits.count }

  /// The generator; nil for a module that was made or read without one.
  public func generator(of circuit: CircuitID) -> GeneratorID? { circuits[Int(circuit.raw)].generator }

  /// The values of all parameters of a circuit, in the schema's order.
  public func values(of circuit: CircuitID) -> ContiguousArray<ExprID> {
    let entry = circuits[Int(circuit.raw)]
    let first = Int(entry.firstArgument)
    return ContiguousArray(requests.values.elements[first..<first + Int(entry.argumentCount)])
  }

  /// The value of a parameter; nil if none has the name.
  public func parameter(_ name: NameID, of circuit: CircuitID) -> ExprID? {
    let entry = circuits[Int(circuit.raw)]
    guard let id = entry.generator, let index = generators[Int(id.raw)].schema.index(of: name) else { return nil }
    return requests.values[Int(entry.firstArgument) + index]
  }

  /// The value of a parameter or a member. Throws `unknownMember` with what there is.
  public func value(_ name: String, of circuit: CircuitID) throws(Failure) -> ExprID {
    if let name = names.find(name), let value = parameter(name, of: circuit) { return value }
    guard let id = generator(of: circuit) else {
      throw Failure(
        .unknownMember, "\(netlist.text(of: circuit)) has no generator, so no parameter \(Identifier.quoted(name))")
    }
    let generator = self[id]
    if let name = names.find(name), let member = generator.members.first(where: { $0.name == name }) {
      let values = values(of: circuit)
      let binding = { (name: NameID) in generator.schema.index(of: name).map { values[$0] } }
      do throws(Failure) {
        if generator.schema.hasLate { return try openValue(of: member.value, generator, binding) }
        return try types.expressions.evaluate(member.value, binding, hooks: hooks)
      } catch {
        throw error.inRequest("in \(names[name]) of \(netlist.text(of: circuit))", locations[generator.location])
      }
    }
    throw unknownMember(name, of: generator)
  }

  /// The kind of a parameter or a member. Throws `unknownMember` with what there is.
  public func kind(ofValue name: String, of id: GeneratorID) throws(Failure) -> ParameterKind {
    let generator = self[id]
    if let name = names.find(name) {
      if let index = generator.schema.index(of: name) { return generator.schema.parameters[index].kind }
      if let member = generator.members.first(where: { $0.name == name }) { return member.kind }
    }
    throw unknownMember(name, of: generator)
  }

  private func unknownMember(_ name: String, of generator: Generator) -> Failure {
    let known = generator.schema.parameters.map { names[$0.name] } + generator.members.map { names[$0.name] }
    return Failure(
      .unknownMember,
      "\(generator.name) has no parameter or member \(Identifier.quoted(name)); it has \(known.joined(separator: ", "))"
    )
  }

  func argumentText(_ generator: Generator, _ values: ContiguousArray<ExprID>) -> String {
    zip(generator.schema.parameters, values).filter { $0.0.derivation == nil && !$0.0.isLate }
      .map { "\(names[$0.0.name]) = \(types.expressions.text($0.1))" }.joined(separator: ", ")
  }
}

extension Failure {
  /// The same failure with a note on what was being done, and a place where it has none.
  func inRequest(_ note: String, _ place: SourceLocation?) -> Failure {
    var failure = at(place)
    for index in failure.diagnostics.indices { failure.diagnostics[index].notes.append(.init(note, at: place)) }
    return failure
  }
}
