import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Which port each given value is for.
extension Inference {
  /// Finds the targets of all given values, and makes the equations of their types, of optional ports that are given, and
  /// of how often a repeated port is. Throws `unknownPort`, `surplusInput`,
  /// `directionMismatch`, `multiplyDriven`, `inputConflict`.
  func unifyAll() throws(Failure) {
    let ports = generator.template.ports
    var declared: [NameID: Int] = [:]
    for index in ports.indices { declared[ports[index].name] = index }
    var counts = [Int](repeating: 0, count: ports.count)
    var ends: [Int: (index: Int, source: Int)] = [:]
    var positions = try self.positions(declared)[...]
    for (source, input) in inputs.enumerated() {
      try builder.checkAny(input.net)
      let target: Target
      if input.port == .none {
        target = try element(positions.removeFirst(), &counts)
      } else if let template = declared[input.port] {
        target = try element(template, &counts)
      } else {
        target = try part(input.port, declared, source, &ends)
      }
      let port = ports[target.template]
      guard port.direction.isOperand else { throw outputGiven(port.name) }
      if port.repetition == nil, counts[target.template] > 1 { throw givenTwice(port.name, input.net) }
      if let condition = port.condition, counts[target.template] <= 1 {
        try add(condition, ExpressionStore.trueID, source)
      }
      targets.append(target)
      let type = builder.type(of: input.net)
      guard types.width(of: type) >= 0 || type == target.type else { throw lateInput(source) }
      try unify(target.type, type, source)
    }
    for (index, count) in counts.enumerated() where count > 0 {
      guard let repetition = ports[index].repetition else { continue }
      let length = try expressions.subtract(repetition.high, repetition.low)
      let last = targets.lastIndex { $0.template == index }
      try add(length, expressions.integer(count), last)
    }
    for (index, end) in ends where counts[index] == 0 {
      try add(ports[index].repetition!.high, expressions.integer(end.index + 1), end.source)
    }
    for constraint in schema.constraints { try add(constraint, ExpressionStore.trueID, nil) }
  }

  /// The templates that values without a name are for: the inputs, but clocks and resets, that are there for all
  /// parameters. One of them may be repeated, and takes as many as the others leave.
  private func positions(_ declared: [NameID: Int]) throws(Failure) -> [Int] {
    let given = inputs.count { $0.port == .none }
    if given == 0 { return [] }
    let named = Set(inputs.lazy.map(\.port))
    let ports = generator.template.ports
    let open = ports.indices.filter {
      ports[$0].direction == .input && ports[$0].condition == nil && !types.kind(of: ports[$0].type).isControl
        && (ports[$0].repetition == nil || !named.contains(ports[$0].name))
    }
    let repeated = open.filter { ports[$0].repetition != nil }
    var result: [Int] = []
    if repeated.count == 1 {
      let others = open.count { ports[$0].repetition == nil && !named.contains(ports[$0].name) }
      for index in open {
        let count = index == repeated[0] ? max(0, given - others) : 1
        result.append(contentsOf: repeatElement(index, count: count))
      }
    } else {
      result = open.filter { ports[$0].repetition == nil }
    }
    guard result.count >= given else { throw surplus(given, result.count) }
    return result
  }

  /// A whole port, or the next element of a repeated one.
  private func element(_ template: Int, _ counts: inout [Int]) throws(Failure) -> Target {
    let port = generator.template.ports[template]
    defer { counts[template] += 1 }
    guard let repetition = port.repetition else {
      return Target(template: template, element: nil, type: port.type, name: port.name)
    }
    let index = try expressions.add(repetition.low, expressions.integer(counts[template]))
    return Target(
      template: template, element: index, type: try type(port, at: index), name: .none)
  }

  /// The type of an element of a repeated port.
  private func type(_ port: PortTemplate, at index: ExprID) throws(Failure) -> TypeID {
    if types.isConstant(port.type) { return port.type }
    let name = port.repetition?.index
    return try types.substitute(port.type, { $0 == name ? index : nil }, hooks: context.hooks)
  }

  /// A port by the name that it has in the circuit: `p_valid`, `I_3`, `lane_3_data`.
  private func part(
    _ name: NameID, _ declared: [NameID: Int], _ source: Int, _ ends: inout [Int: (index: Int, source: Int)]
  ) throws(Failure) -> Target {
    let text = Array(types.names[name].utf8)
    for at in text.indices.reversed() where text[at] == UInt8(ascii: "_") {
      guard let prefix = types.names.find(String(decoding: text[..<at], as: UTF8.self)), let index = declared[prefix]
      else { continue }
      let port = generator.template.ports[index]
      var rest = text[(at + 1)...]
      var element: ExprID?
      if port.repetition != nil {
        let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard let number = TextScanner.smallDecimal(String(decoding: digits, as: UTF8.self).utf8) else { continue }
        element = expressions.integer(number)
        if ends[index].map({ $0.index < number }) ?? true { ends[index] = (number, source) }
        rest = rest.dropFirst(digits.count)
        guard rest.isEmpty || rest.first == UInt8(ascii: "_") else { continue }
        rest = rest.dropFirst()
      }
      var type = try element.map { (index) throws(Failure) in try self.type(port, at: index) } ?? port.type
      if types.kind(of: type) == .expression {
        type = try types.type(of: try opened(types.expression(of: type)))
      }
      while !rest.isEmpty, types.kind(of: type) == .record {
        guard let field = types.fields(of: type).first(where: { leads(rest, to: $0) }) else { break }
        type = field.type
        rest = rest.dropFirst(types.names.length(of: field.name) + 1)
      }
      if rest.isEmpty { return Target(template: index, element: element, type: type, name: name) }
    }
    throw unknownInput(name)
  }

  /// Whether a name is that of a field, or of something in it.
  private func leads(_ rest: ArraySlice<UInt8>, to field: RecordField) -> Bool {
    types.names.withBytes(of: field.name) { bytes in
      guard rest.starts(with: bytes) else { return false }
      let behind = rest.dropFirst(bytes.count)
      return behind.isEmpty || behind.first == UInt8(ascii: "_") && types.kind(of: field.type) == .record
    }
  }
}
