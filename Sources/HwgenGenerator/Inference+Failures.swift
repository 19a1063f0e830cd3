import HwgenNetlist
import HwgenParameters
import HwgenSupport
import HwgenTypes

/// What is said of an application that does not fit.
extension Inference {
  /// `input 'I1' of Add`.
  private func port(_ source: Int) -> String {
    let target = targets.count > source ? targets[source] : nil
    let name = target.map { $0.name == .none ? generator.template.ports[$0.template].name : $0.name }
    return Identifier.quoted(types.names[name ?? inputs[source].port])
  }

  private func written(_ name: NameID, _ value: ExprID) -> String {
    "\(types.names[name]) = \(expressions.briefText(value))"
  }

  /// Why parameters have their values: the other wires.
  private func reasons(_ names: [NameID], but source: Int?) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    for name in names.prefix(8) {
      guard let value = known(name), let index = schema.index(of: name) else { continue }
      if argued.contains(index) {
        notes.append(.init("\(written(name, value)) is given", at: builder.place))
      } else if let other = sources[index], other != source {
        let net = inputs[other].net
        notes.append(
          .init(
            "\(written(name, value)) by \(port(other)), which is given \(builder.described(net))",
            at: builder.place(of: net)))
      }
    }
    return notes
  }

  /// A refusal of the parameters that were found, with what they follow from.
  func explained(_ failure: Failure) -> Failure {
    var failure = failure
    let notes = reasons(schema.parameters.map(\.name), but: nil)
    for index in failure.diagnostics.indices { failure.diagnostics[index].notes += notes }
    return failure
  }

  /// A given value against a template.
  func conflict(_ source: Int, _ template: TypeID) -> Failure {
    failure(source, types.briefText(template), "", [])
  }

  /// A given value against an equation that has a value, or no solution.
  func conflict(_ source: Int, _ equation: Equation) -> Failure {
    let target = targets[source]
    let declared = generator.template.ports[target.template]
    let names = expressions.parameters(of: equation.left)
    let unknown = names.filter { known($0) == nil }
    let values = names.compactMap { name in known(name).map { written(name, $0) } }
    if equation.right == ExpressionStore.trueID, declared.condition != nil, unknown.isEmpty {
      return Failure(
        .absentPort,
        "port \(port(source)) of \(generator.name) is absent: it exists if \(expressions.briefText(declared.condition!)), and here \(values.joined(separator: ", "))",
        at: builder.place, notes: reasons(names, but: source) + builder.madeNotes(inputs[source].net))
    }
    var reason = values.isEmpty ? "" : ", and \(values.joined(separator: ", "))"
    if !unknown.isEmpty {
      let list = unknown.map { types.names[$0] }.joined(separator: " and ")
      reason +=
        ": no \(list) makes `\(expressions.briefText(equation.left))` \(expressions.briefText(equation.right))"
    }
    if let repetition = declared.repetition,
      (try? opened(expressions.subtract(repetition.high, repetition.low))) == (try? opened(equation.left))
    {
      let bounds = "\(expressions.briefText(repetition.low))..<\(expressions.briefText(repetition.high))"
      return Failure(
        .inputConflict,
        "\(port(source)) of \(generator.name), which is repeated for \(types.names[repetition.index]) in \(bounds), is given \(expressions.briefText(equation.right)) values\(reason)",
        at: builder.place, notes: reasons(names, but: source) + builder.madeNotes(inputs[source].net))
    }
    return failure(source, types.briefText(declared.type), reason, reasons(names, but: source))
  }

  private func failure(_ source: Int, _ wanted: String, _ reason: String, _ notes: [Diagnostic.Note]) -> Failure {
    let net = inputs[source].net
    return Failure(
      .inputConflict, "\(port(source)) of \(generator.name), \(wanted), is given \(builder.described(net))\(reason)",
      at: builder.place, notes: notes + builder.madeNotes(net))
  }

  func lateInput(_ source: Int) -> Failure {
    let net = inputs[source].net
    return Failure(
      .lateWidths,
      "\(port(source)) of \(generator.name) is given \(builder.described(net)), whose width Verilog decides: no parameter follows from it",
      at: builder.place, notes: builder.madeNotes(net), fix: "ask for the circuit, and make an instance of it")
  }

  func surplus(_ given: Int, _ taken: Int) -> Failure {
    Failure(
      .surplusInput,
      "\(generator.name) takes \(taken) value\(taken == 1 ? "" : "s") by position and is given \(given)",
      at: builder.place, notes: declaredNotes,
      fix: "give clocks, resets, optional ports, and repeated ports where there are several, by name")
  }

  func unknownInput(_ name: NameID) -> Failure {
    let known = generator.template.ports.filter { $0.direction.isOperand }.map { types.names[$0.name] }
    return Failure(
      .unknownPort,
      "\(generator.name) has no input \(Identifier.quoted(types.names[name])); it has \(known.prefix(20).joined(separator: ", "))"
        + (known.count > 20 ? ", …" : ""), at: builder.place, notes: declaredNotes)
  }

  func outputGiven(_ name: NameID) -> Failure {
    Failure(
      .directionMismatch, "\(Identifier.quoted(types.names[name])) is an output of \(generator.name)",
      at: builder.place, notes: declaredNotes)
  }

  func givenTwice(_ name: NameID, _ net: NetID) -> Failure {
    Failure(
      .multiplyDriven, "\(Identifier.quoted(types.names[name])) of \(generator.name) is given twice", at: builder.place,
      notes: builder.madeNotes(net))
  }

  private var declaredNotes: [Diagnostic.Note] {
    context.locations[generator.location].map { [.init("\(generator.name) is declared here", at: $0)] } ?? []
  }

  /// The parameters that have no value, each with what would fix it.
  func undetermined(_ missing: [Int], _ reasons: [Int: Equation]) -> Failure {
    var parts: [String] = []
    var fixes: [String] = []
    for index in missing {
      let name = schema.parameters[index].name
      let text = types.names[name]
      fixes.append("\(text) = …")
      guard let equation = reasons[index], let source = equation.source else {
        let inputs = generator.template.ports.filter { port in
          port.direction == .input && mentions(port, name)
        }.prefix(4).map { Identifier.quoted(types.names[$0.name]) }
        parts.append(
          inputs.isEmpty
            ? "\(text), of which no input tells" : "\(text), of which \(inputs.joined(separator: " or ")) would tell")
        continue
      }
      var left = ""
      if let range = ranges[index], let low = range.low, let high = range.high, low <= high {
        left = ", \(low) to \(high)"
      }
      parts.append("\(text)\(left), as \(port(source)) has `\(expressions.briefText(equation.left))`")
    }
    return Failure(
      .undetermined, "the inputs of \(generator.name) do not determine \(parts.joined(separator: "; "))",
      at: builder.place, notes: declaredNotes, fix: "give \(fixes.joined(separator: ", "))")
  }

  /// Whether the types of an input have a parameter, themselves or by a derived one.
  private func mentions(_ port: PortTemplate, _ name: NameID) -> Bool {
    types.expressions(in: port.type).contains { e in
      let open = try? opened(e)
      return open.map { expressions.parameters(of: $0).contains(name) } ?? false
    }
  }
}
