import HwgenBits
import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// What is told of an external generator beside its interface, as expressions over its parameters. Made when the generator
/// is declared; evaluated for each circuit.
struct ExternalTemplate {
  private struct Parameter {
    let name: NameID
    /// Nil: the value says what it is.
    let type: TypeID?
    let value: ExprID
  }

  /// `q from a, b` or `a, b at clk`.
  private struct Timing {
    let subjects: [NameID]
    let objects: [NameID]
    let isDomain: Bool
  }

  let module: NameID
  private let parameters: [Parameter]
  private var timings: [Timing] = []
  private var variables: [NameID] = []
  private let source: VerilogSource?
  private let inline: NameID?
  /// What a front end says of the source, if it was asked.
  let sourceModule: SourceModule?

  /// Adds the ports that the source alone tells to the template. Throws `badVerilogParameter`, `badTiming`, `badSource`,
  /// `sourceMismatch`, `unreadableFile`, and what expressions throw.
  init(
    _ description: ExternalDescription, name: String, schema: ParameterSchema, template: inout InterfaceTemplate,
    in types: TypeStore, _ locations: LocationTable, at place: SourceLocation?
  ) throws(Failure) {
    let names = types.names
    if let module = description.module {
      try Identifier.check(module, what: "module", allowsReserved: true, at: place)
    }
    module = names.intern(description.module ?? name)
    if let text = description.parameters {
      parameters = try ExternalTemplate.parameters(text, schema, types, place)
    } else {
      parameters = schema.parameters.compactMap { parameter in
        if parameter.derivation != nil { return nil }
        switch parameter.kind {
        case .integer, .boolean, .string, .enumeration:
          let value = types.expressions.parameter(parameter.name, kind: parameter.kind.valueKind)
          return Parameter(name: parameter.name, type: nil, value: value)
        case .type, .record, .generator, .opaque, .list: return nil
        }
      }
    }
    inline = description.inline.map { names.intern($0) }
    if let text = description.source {
      source = try VerilogSource(
        file: description.file.map(TextFile.name(of:)), text: names.intern(text), in: names, at: place)
    } else if let path = description.file {
      let bytes = try TextFile.bytes(of: path, "the source of \(name)", at: place)
      source = try VerilogSource(
        file: TextFile.name(of: path), text: bytes.withUnsafeBytes { names.intern($0) }, in: names, at: place)
    } else {
      source = nil
    }
    if source != nil, inline != nil {
      throw Failure(.badHole, "inline Verilog of \(name) has no file", at: place, fix: "give the text, or a file")
    }
    sourceModule = try description.json.map { (json) throws(Failure) in
      try SourceModule(json: json, module: description.module ?? name, in: types, locations, at: place)
    }
    if let sourceModule {
      template = try sourceModule.completing(template, in: types)
      try sourceModule.check(parameters.map(\.name), names, at: place)
    }
    try readTiming(description.timing, template, types, place)
    try readVariables(description.variables, template, types, place)
  }

  private static func parameters(
    _ text: String, _ schema: ParameterSchema, _ types: TypeStore, _ place: SourceLocation?
  ) throws(Failure) -> [Parameter] {
    var scanner = TextScanner(text, location: place, code: .badVerilogParameter)
    let scope = schema.scope(in: types)
    var result: [Parameter] = []
    if scanner.isAtEnd { return result }
    repeat {
      scanner.skipSpace()
      let start = scanner.position
      let word = try scanner.expectIdentifier("the name of a Verilog parameter")
      var type: TypeID?
      if scanner.take(":") {
        let position = scanner.position
        let given = try types.expressions.parseType(&scanner, scope: scope)
        switch types.kind(of: given) {
        case .bits, .uint, .bit: type = given
        default:
          throw scanner.failure("a Verilog parameter is a Bit, Bits or a UInt, or has no type", at: position)
        }
      }
      let value: ExprID
      if scanner.take("=") {
        value = try types.expressions.parseExpression(&scanner, scope: scope)
      } else if let found = scope(word) {
        value = found
      } else {
        throw scanner.failure(
          "\(Identifier.quoted(word)) is no parameter of the generator: write `\(word) = …`", at: start)
      }
      result.append(Parameter(name: types.names.intern(word), type: type, value: value))
    } while scanner.take(",")
    try scanner.expectEnd()
    return result
  }

  // MARK: Timing

  private mutating func readTiming(
    _ text: String, _ template: InterfaceTemplate, _ types: TypeStore, _ place: SourceLocation?
  ) throws(Failure) {
    var scanner = TextScanner(text, location: place, code: .badTiming)
    while !scanner.isAtEnd {
      let subjects = try ports(&scanner, template, types)
      let isDomain = scanner.takeKeyword("at")
      guard isDomain || scanner.takeKeyword("from") else {
        throw scanner.failure("expected `from` or `at`\(scanner.found())")
      }
      let position = scanner.position
      let objects = try ports(&scanner, template, types)
      guard !isDomain || objects.count == 1 else {
        throw scanner.failure("ports are of one clock", at: position)
      }
      timings.append(Timing(subjects: subjects, objects: objects, isDomain: isDomain))
      if !scanner.take(";") { break }
    }
    try scanner.expectEnd()
  }

  private mutating func readVariables(
    _ text: String, _ template: InterfaceTemplate, _ types: TypeStore, _ place: SourceLocation?
  ) throws(Failure) {
    var scanner = TextScanner(text, location: place, code: .badHole)
    if scanner.isAtEnd { return }
    variables = try ports(&scanner, template, types)
    try scanner.expectEnd()
    if inline == nil {
      throw scanner.failure("only inline Verilog has outputs that an `always` block assigns", at: 0)
    }
  }

  private func ports(
    _ scanner: inout TextScanner, _ template: InterfaceTemplate, _ types: TypeStore
  ) throws(Failure) -> [NameID] {
    var result: [NameID] = []
    repeat {
      scanner.skipSpace()
      let start = scanner.position
      let name = try scanner.expectIdentifier("the name of a port")
      guard template.ports.contains(where: { ExternalTemplate.isOf(types.names[$0.name], name) }) else {
        throw scanner.failure("there is no port \(Identifier.quoted(name))", at: start, code: .unknownPort)
      }
      result.append(types.names.intern(name))
    } while scanner.take(",")
    return result
  }

  /// Whether a port's name is another one, or that of a part of it: `p_valid` of `p`.
  private static func isOf(_ whole: String, _ part: String) -> Bool {
    part == whole || part.hasPrefix(whole + "_")
  }

  // MARK: Circuits

  /// What is told of one circuit, whose ports are given.
  func evaluate(
    _ ports: Netlist.Ports, in types: TypeStore, binding: (NameID) -> ExprID?, hooks: (any HookResolver)?,
    at place: SourceLocation?
  ) throws(Failure) -> ExternalText {
    var result = ExternalText()
    result.source = source
    result.inline = inline
    for parameter in parameters {
      result.parameters.append(
        VerilogParameter(
          name: parameter.name, value: try value(of: parameter, types, binding, hooks, place)))
    }
    func named(_ names: [NameID]) -> [NameID] {
      names.flatMap { name in
        if ports.contains(where: { $0.name == name }) { return [name] }
        return ports.map(\.name).filter { ExternalTemplate.isOf(types.names[name], types.names[$0]) }
      }
    }
    for timing in timings where timing.isDomain {
      for clock in named(timing.objects) { result.domains.append((clock, named(timing.subjects))) }
    }
    for timing in timings where !timing.isDomain {
      let inputs = named(timing.objects)
      for output in named(timing.subjects) { result.paths.append((output, inputs)) }
    }
    result.variables = named(variables)
    return result
  }

  private func value(
    of parameter: Parameter, _ types: TypeStore, _ binding: (NameID) -> ExprID?, _ hooks: (any HookResolver)?,
    _ place: SourceLocation?
  ) throws(Failure) -> VerilogValue {
    let expressions = types.expressions
    let open = try expressions.substitute(parameter.value, binding, hooks: hooks)
    let isLate = expressions.hasParameters(open)
    let value = isLate ? open : try expressions.evaluate(parameter.value, binding, hooks: hooks)
    func failure(_ reason: String, fix: String? = nil) -> Failure {
      Failure(
        .badVerilogParameter,
        "Verilog parameter \(Identifier.quoted(types.names[parameter.name])) is \(expressions.briefText(value)), \(reason)",
        at: place, fix: fix)
    }
    if let template = parameter.type {
      let width = types.width(of: try types.substitute(template, binding, hooks: hooks))
      if isLate || width < 0 {
        throw failure(
          "and its type is \(types.text(template)): a number that a late parameter decides has no width of its own")
      }
      if let bit = expressions.booleanValue(of: value), width == 1 { return .bit(bit) }
      guard let number = expressions.integerValue(of: value), width >= 1,
        let bits = BitVector(exactly: number, width: width, signed: false)
      else { throw failure("which is no number of \(width) bit\(width == 1 ? "" : "s")") }
      return .bits(bits)
    }
    if let plain = VerilogValue(value, in: types) { return plain }
    guard let number = expressions.integerValue(of: value) else {
      throw failure("\(expressions.kind(of: value).article), and Verilog has numbers, bits and strings")
    }
    throw failure(
      "and a number without a width has 32 bits",
      fix: "give its width: `\(types.names[parameter.name]): Bits(\(max(33, number.bitWidth))) = …`")
  }
}
