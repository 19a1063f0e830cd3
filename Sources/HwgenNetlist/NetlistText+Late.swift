import HwgenBits
import HwgenSupport
import HwgenTypes

/// Late parameters in the text: `late bits in 1..64 = 16` and `require bits % 2 == 0` before the ports, `late (bits: bits + 1)`
/// behind the module of an instance, `%4: UInt(bits) = extract %3 low` and `extract %3 top`.
extension NetlistTextWriter {
  func write(_ late: LateParameters, to writer: inout ByteWriter) {
    for parameter in late.parameters {
      writer.write("  late ")
      NetlistTextWriter.write(name: parameter.name, of: netlist.names, to: &writer)
      writer.write(string: " in \(parameter.low)..\(parameter.high) = \(parameter.defaultValue)\n")
    }
    for constraint in late.constraints {
      writer.write(string: "  require \(netlist.types.expressions.text(constraint))\n")
    }
  }

  func write(_ values: [ExprID], for definition: ModuleID, to writer: inout ByteWriter) {
    var separator: StaticString = " late ("
    for (parameter, value) in zip(netlist.late(of: definition)!.parameters, values) {
      writer.write(separator)
      NetlistTextWriter.write(name: parameter.name, of: netlist.names, to: &writer)
      writer.write(": ")
      netlist.types.expressions.write(value, to: &writer)
      separator = ", "
    }
    writer.write(") ")
  }
}

extension Netlist {
  /// What stands for the bits of an `extract` that are not constant; nil if they are.
  func lateWord(of cell: Cell) -> StaticString? {
    if types.width(of: cell.type) < 0 { return " low" }
    return cell.auxiliary >= UInt32(TypeStore.lateExtent) ? " top" : nil
  }
}

extension NetlistTextParser {
  /// The lines of late parameters before the ports, if there are some.
  func readLate() throws(Failure) -> LateParameters? {
    var parameters: [LateParameter] = []
    while scanner.takeKeyword("late") {
      let name = types.names.intern(try scanner.expectIdentifier("the name of a late parameter"))
      guard scanner.takeKeyword("in") else { throw scanner.failure("expected `in`\(scanner.found())") }
      let low = try lateNumber()
      try scanner.expect("..")
      let high = try lateNumber()
      try scanner.expect("=")
      scanner.skipSpace()
      let position = scanner.position
      let value = try lateNumber()
      guard low <= value, value <= high else {
        throw scanner.failure("a default of \(value), which is not in \(low)..\(high)", at: position, code: .badLate)
      }
      parameters.append(LateParameter(name: name, low: low, high: high, defaultValue: value))
    }
    if parameters.isEmpty { return nil }
    var constraints: [ExprID] = []
    let scope = LateParameters(parameters).scope(in: types)
    while scanner.takeKeyword("require") {
      scanner.skipSpace()
      let position = scanner.position
      let constraint = try types.expressions.parseExpression(&scanner, scope: scope)
      guard types.expressions.kind(of: constraint) == .boolean else {
        throw scanner.failure("a constraint is a boolean", at: position, code: .wrongKind)
      }
      constraints.append(constraint)
    }
    return LateParameters(parameters, constraints: constraints)
  }

  private func lateNumber() throws(Failure) -> Int {
    scanner.skipSpace()
    let position = scanner.position
    let isNegative = scanner.take("-")
    guard let magnitude = try scanner.integerLiteral() else {
      throw scanner.failure("expected a number\(scanner.found())")
    }
    guard let small = (isNegative ? -magnitude : magnitude).small, LateParameter.numbers.contains(small) else {
      throw scanner.failure("a number that does not fit 32 bits", at: position, code: .badLate)
    }
    return small
  }
}

extension NetlistTextBody {
  /// `late (bits: bits + 1)`, if it is there.
  func lateArguments() throws(Failure) -> [(name: NameID, value: ExprID)] {
    var arguments: [(name: NameID, value: ExprID)] = []
    guard text.scanner.takeKeyword("late") else { return arguments }
    try text.scanner.expect("(")
    repeat {
      let name = text.types.names.intern(try text.scanner.expectIdentifier("the name of a late parameter"))
      try text.scanner.expect(":")
      arguments.append((name, try text.types.expressions.parseExpression(&text.scanner, scope: builder.lateScope)))
    } while text.scanner.take(",")
    try text.scanner.expect(")")
    return arguments
  }

  /// The low bits, or the highest, of what has no constant width; nil where bits stand there.
  func lateExtract(_ a: NetID, _ type: TypeID) throws(Failure) -> NetID? {
    if text.scanner.takeKeyword("low") { return try builder.lateExtract(a, low: 0, type: type) }
    return text.scanner.takeKeyword("top") ? try builder.highestBit(a) : nil
  }
}
