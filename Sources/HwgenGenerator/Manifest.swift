import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// Writes what is known of generators and circuits without a body, as JSON: `schemas/manifest.schema.json` says what stands
/// where. A context makes one for each text.
///
/// An expression is an object with its `text`, and with its `value` if it is constant: a number of any size, a boolean, a
/// string, an array or an object; a type, a generator and an opaque value are strings. Linear in what it writes.
struct Manifest: ~Copyable {
  /// Raised when readers of the form before would go wrong.
  static let version = 1

  private let context: Context
  private let types: TypeStore
  private let expressions: ExpressionStore
  private let names: NameTable

  init(_ context: Context) {
    self.context = context
    types = context.types
    expressions = context.types.expressions
    names = context.names
  }

  func begin(_ subject: String, _ json: inout JSONWriter) {
    json.beginObject()
    json.member("manifest", subject)
    json.name("version")
    json.value(Manifest.version)
  }

  // MARK: Generators

  func write(_ generator: Generator, family: [CircuitID], _ json: inout JSONWriter) {
    begin("generator", &json)
    json.member("name", generator.name)
    json.member("identity", generator.identity)
    describe(generator.doc, generator.location, &json)
    json.member("external", generator.body == nil)
    if let stage = generator.stage { write(stage, &json) }
    json.name("parameters")
    json.beginArray()
    for parameter in generator.schema.parameters { write(parameter, &json) }
    json.end()
    json.name("constraints")
    json.beginArray()
    for constraint in generator.schema.constraints { write(expression: constraint, &json) }
    json.end()
    json.name("ports")
    json.beginArray()
    for port in generator.template.ports { write(port, &json) }
    json.end()
    json.name("members")
    json.beginArray()
    for member in generator.members {
      begin(member.name, member.kind, doc: member.doc, &json)
      json.name("value")
      write(expression: member.value, &json)
      json.end()
    }
    json.end()
    json.name("hooks")
    json.beginArray(inline: true)
    for hook in hooks(of: generator) { json.value(names[hook]) }
    json.end()
    json.name("family")
    json.beginArray()
    for circuit in family {
      json.beginObject(inline: true)
      json.member("circuit", context.netlist.text(of: circuit))
      json.member("arguments", context.argumentText(of: circuit))
      json.end()
    }
    json.end()
    json.end()
  }

  /// What it is a stage of, and the values that it has.
  private func write(_ stage: GeneratorStage, _ json: inout JSONWriter) {
    let base = context[stage.base]
    json.member("base", base.identity)
    json.name("bound")
    json.beginArray()
    for (parameter, value) in zip(base.schema.parameters, stage.slots) where value != ParameterSchema.absent {
      begin(parameter.name, parameter.kind, doc: parameter.doc, &json)
      tell(value, &json)
      json.end()
    }
    json.end()
  }

  private func describe(_ doc: String, _ location: LocationID, _ json: inout JSONWriter) {
    if !doc.isEmpty { json.member("doc", doc) }
    guard let place = context.locations[location] else { return }
    json.name("place")
    json.beginObject(inline: true)
    json.member("file", place.file)
    json.name("line")
    json.value(place.line)
    json.end()
  }

  /// Begins the object of a parameter or member.
  private func begin(_ name: NameID, _ kind: ParameterKind, doc: String, _ json: inout JSONWriter) {
    json.beginObject(inline: true)
    json.member("name", names[name])
    switch kind {
    case .enumeration(let words):
      json.member("kind", "enum")
      json.name("words")
      json.beginArray()
      for word in words { json.value(names[word]) }
      json.end()
    case .list(let element):
      json.member("kind", "list")
      json.member("element", "\(element)")
    default: json.member("kind", "\(kind.valueKind)")
    }
    if !doc.isEmpty { json.member("doc", doc) }
  }

  private func write(_ parameter: Parameter, _ json: inout JSONWriter) {
    begin(parameter.name, parameter.kind, doc: parameter.doc, &json)
    if parameter.isLate { json.member("late", true) }
    for (name, bound) in [
      ("minimum", parameter.minimum), ("maximum", parameter.maximum), ("default", parameter.defaultValue),
      ("derived", parameter.derivation),
    ] {
      guard let bound else { continue }
      json.name(name)
      write(expression: bound, &json)
    }
    json.end()
  }

  private func write(_ port: PortTemplate, _ json: inout JSONWriter) {
    json.beginObject(inline: true)
    json.member("name", names[port.name])
    json.member("direction", "\(port.direction)")
    write(type: port.type, &json)
    if let repetition = port.repetition {
      json.name("repeat")
      json.beginObject()
      json.member("index", names[repetition.index])
      json.name("from")
      write(expression: repetition.low, &json)
      json.name("below")
      write(expression: repetition.high, &json)
      json.end()
    }
    if let condition = port.condition {
      json.name("if")
      write(expression: condition, &json)
    }
    json.end()
  }

  /// `late` are the parameters that may stand in the width, with their defaults.
  private func write(type: TypeID, late: [LateParameter] = [], _ json: inout JSONWriter) {
    json.name("type")
    json.beginObject()
    json.member("text", types.text(type))
    json.member("kind", "\(types.kind(of: type))")
    if let width = types.widthTemplate(of: type) {
      json.name("width")
      write(expression: width, &json)
      let number = try? expressions.evaluate(
        width, { name in late.first { $0.name == name }.map { expressions.integer($0.defaultValue) } }, hooks: nil)
      if !late.isEmpty, let number, let small = expressions.smallInteger(of: number) {
        json.name("default_width")
        json.value(small)
      }
    }
    json.end()
  }

  /// The host functions that a generator's declaration calls, each once, in the order of their names.
  private func hooks(of generator: Generator) -> [NameID] {
    var found: Set<NameID> = []
    for e in generator.schema.expressions + generator.template.expressions(in: types) + generator.members.map(\.value) {
      found.formUnion(expressions.calls(in: e))
    }
    return found.sorted { names.precedes($0, $1) }
  }

  // MARK: Circuits

  func write(_ circuit: CircuitID, _ json: inout JSONWriter) throws(Failure) {
    begin("circuit", &json)
    json.member("name", context.netlist.text(of: circuit))
    let generator = context.generator(of: circuit).map { context[$0] }
    if let generator {
      json.member("generator", generator.identity)
      describe(generator.doc, generator.location, &json)
    }
    json.member("external", context.netlist[circuit].isExternal)
    json.name("arguments")
    json.beginArray()
    if let generator {
      for (parameter, value) in zip(generator.schema.parameters, context.values(of: circuit)) where !parameter.isLate {
        begin(parameter.name, parameter.kind, doc: parameter.doc, &json)
        if parameter.derivation != nil { json.member("derived", true) }
        tell(value, &json)
        json.end()
      }
    }
    json.end()
    json.name("late")
    json.beginArray()
    let lateParameters = context.netlist.late(of: circuit)?.parameters ?? []
    for late in lateParameters {
      json.beginObject(inline: true)
      json.member("name", names[late.name])
      for (name, number) in [("minimum", late.low), ("maximum", late.high), ("default", late.defaultValue)] {
        json.name(name)
        json.value(number)
      }
      json.end()
    }
    json.end()
    json.name("ports")
    json.beginArray()
    for port in context.netlist.ports(of: circuit) {
      json.beginObject(inline: true)
      json.member("name", names[port.name])
      json.member("direction", "\(port.direction)")
      write(type: port.type, late: lateParameters, &json)
      json.end()
    }
    json.end()
    json.name("members")
    json.beginArray()
    for member in generator?.members ?? [] {
      let value = try context.value(names[member.name], of: circuit)
      begin(member.name, member.kind, doc: member.doc, &json)
      tell(value, &json)
      json.end()
    }
    json.end()
    json.end()
  }

  // MARK: Expressions

  private func write(expression: ExprID, _ json: inout JSONWriter) {
    json.beginObject(inline: true)
    tell(expression, &json)
    json.end()
  }

  /// The members `text` and `value`, in an object that is open.
  private func tell(_ expression: ExprID, _ json: inout JSONWriter) {
    json.member("text", expressions.text(expression))
    guard expressions.isConstant(expression) else { return }
    json.name("value")
    write(value: expression, &json)
  }

  /// What is to be written of a value: another one, the name of a field, or the end of a list or record.
  private enum Step {
    case value(ExprID)
    case name(NameID)
    case end
  }

  /// A constant. Iterative: lists and records may be deep.
  private func write(value: ExprID, _ json: inout JSONWriter) {
    var steps: [Step] = [.value(value)]
    while let step = steps.popLast() {
      switch step {
      case .end: json.end()
      case .name(let name): json.name(names[name])
      case .value(let value):
        if let elements = expressions.elements(of: value) {
          json.beginArray()
          steps.append(.end)
          for element in elements.reversed() { steps.append(.value(element)) }
        } else if let fields = expressions.fields(of: value) {
          json.beginObject()
          steps.append(.end)
          for field in fields.reversed() { steps += [.value(field.value), .name(field.name)] }
        } else {
          write(leaf: value, &json)
        }
      }
    }
  }

  private func write(leaf: ExprID, _ json: inout JSONWriter) {
    if let text = expressions.stringValue(of: leaf) {
      json.value(text)
    } else if let name = expressions.generatorIdentity(of: leaf) ?? expressions.opaqueKey(of: leaf) {
      json.value(names[name])
    } else if expressions.typeTemplate(of: leaf) != nil {
      json.value(expressions.text(leaf))
    } else {
      // Numbers and booleans are written in JSON as in expressions.
      json.value(literal: expressions.text(leaf))
    }
  }
}

extension Context {
  /// What a generator says of itself, with the circuits that have been asked of it, as JSON.
  public func manifest(of id: GeneratorID) -> String {
    let family = family(of: id)
    return JSONWriter.text { Manifest(self).write(self[id], family: family, &$0) }
  }

  /// What is known of a circuit before its body runs, as JSON. Throws what evaluating a member throws.
  public func manifest(of circuit: CircuitID) throws(Failure) -> String {
    try JSONWriter.text { (json) throws(Failure) in try Manifest(self).write(circuit, &json) }
  }

  /// The manifests of all generators, in the order of their declarations.
  public func manifest() -> String {
    var families = [[CircuitID]](repeating: [], count: generators.count)
    for index in 0..<circuits.count {
      if let id = circuits[index].generator { families[Int(id.raw)].append(CircuitID(raw: UInt32(index))) }
    }
    return JSONWriter.text { json in
      let manifest = Manifest(self)
      manifest.begin("context", &json)
      json.name("generators")
      json.beginArray()
      for (generator, family) in zip(generators, families) where generator.stage == nil {
        manifest.write(generator, family: family, &json)
      }
      json.end()
      json.end()
    }
  }

  /// All circuits of a generator, in the order in which they were asked for; of a stage those that have its values. Linear in
  /// the context's circuits.
  public func family(of id: GeneratorID) -> [CircuitID] {
    let stage = self[id].stage
    let base = stage?.base ?? id
    return (0..<circuits.count).filter { circuits[$0].generator == base }.map { CircuitID(raw: UInt32($0)) }.filter {
      guard let stage else { return true }
      return zip(stage.slots, values(of: $0)).allSatisfy { $0 == ParameterSchema.absent || $0 == $1 }
    }
  }

  /// All generators that have been declared, in the order of their declarations.
  public var generatorIDs: [GeneratorID] {
    generators.indices.filter { generators[$0].stage == nil }.map { GeneratorID(raw: UInt32($0)) }
  }
}
