import HwgenBits
import HwgenSupport
import HwgenTypes

/// Values whose width a late parameter decides. What is right whatever the width is, is built as for any other; all else is
/// refused. Called for such values alone, so that others cost one look at a flag.
extension ModuleBuilder {
  /// Whether the width of a net is left to Verilog.
  @inline(__always)
  func isLate(_ net: NetID) -> Bool { hasLate && types.width(of: type(of: net)) < 0 }

  private func range(_ name: NameID) -> Interval { late?.range(name) ?? .all }

  func interval(_ e: ExprID) -> Interval { types.expressions.interval(of: e, range) }

  func widthExpression(of net: NetID) -> ExprID { types.widthExpression(of: type(of: net)) }

  /// How much wider `a` is than `b`.
  private func excess(_ a: ExprID, over b: ExprID) throws(Failure) -> Interval {
    interval(try types.expressions.subtract(a, b))
  }

  // MARK: Refusing

  /// Refuses a net whose width is left to Verilog, for an operation that has no form for it.
  func refuseLate(_ net: NetID, _ operation: StaticString) throws(Failure) {
    if types.width(of: type(of: net)) < 0 { throw dependsOnLate(net, ModuleBuilder.word(operation)) }
  }

  /// Refuses a type whose width is left to Verilog, for an operation that has no form for it.
  func refuseLate(_ type: TypeID, _ operation: String) throws(Failure) {
    guard types.isLateVector(type) else { return }
    let names = netlist.lateNames(in: types.expression(of: type))
    throw Failure(
      .lateStructure,
      "the structure depends on the late parameter \(names): \(operation) is not defined on \(types.briefText(type)), whose width is left to Verilog",
      at: place, notes: lateNotes(names), fix: "make \(names) an ordinary parameter")
  }

  /// What a function of the builder is called in hosts: `rotate` is of `rotated(_:by:left:)`.
  private static func word(_ function: StaticString) -> String {
    let text = String(describing: function)
    switch String(text.utf8.prefix { $0 != UInt8(ascii: "(") }) ?? text {
    case "check", "checkIndex": return "a use as a condition, an index or a part of a message"
    case "beginSwitch": return "a switch"
    case "beginCase": return "a case"
    case "choose", "strictChoice": return "select"
    case "selectOneHot": return "select1hot"
    case "element", "slice", "index": return "a dynamic index"
    case "replacing", "replaceElement": return "replace"
    case "made", "variant": return "a record or union"
    case "memoryRead", "memoryReadSync", "memoryWrite": return "a memory"
    case "fields": return "a join"
    case "makeCheck": return "an assertion"
    case "derivedClock", "clockGate", "beginDomain": return "a clock"
    case let name: return name
    }
  }

  func dependsOnLate(_ net: NetID, _ operation: String) -> Failure {
    let names = netlist.lateNames(in: widthExpression(of: net))
    return Failure(
      .lateStructure,
      "the structure depends on the late parameter \(names): \(operation) is not defined on \(described(net)), whose width is left to Verilog",
      at: place, notes: madeNotes(net) + lateNotes(names),
      fix: "make \(names) an ordinary parameter, or convert the operand to a constant width")
  }

  private func lateNotes(_ names: String) -> [Diagnostic.Note] {
    guard let declared = netlist.locations[netlist[id].location] else { return [] }
    return [.init("\(names) is a late parameter of \(netlist.text(of: id))", at: declared)]
  }

  /// Two widths of which it is not known whether they agree.
  func lateMismatch(_ what: String, _ a: NetID, _ b: NetID) -> Failure {
    let (left, right) = (widthExpression(of: a), widthExpression(of: b))
    return Failure(
      .lateWidths,
      "\(what) of \(described(a)) and \(described(b)): \(types.expressions.briefText(left)) bits against \(types.expressions.briefText(right)), which are not known to agree",
      at: place, notes: madeNotes(a) + madeNotes(b),
      fix: "extend or cut one to the type of the other, or cast it if the widths are always equal")
  }

  private func outOfBounds(_ what: String, _ notes: [Diagnostic.Note], _ e: ExprID) -> Failure {
    Failure(
      .lateBound, what, at: place, notes: notes + lateNotes(netlist.lateNames(in: e)),
      fix: "give \(netlist.lateNames(in: e)) a range that makes it so")
  }

  /// Throws unless a type of no constant width is a vector over the module's late parameters.
  func checkLate(_ type: TypeID, _ what: String) throws(Failure) {
    guard let late, types.width(of: type) < 0 else {
      throw Failure(.badWidth, "\(what) needs a constant width", at: place)
    }
    if scaffold.knownTypes.contains(type) { return }
    do { try netlist.checkLate(type, late, what: what) } catch { throw error.at(place) }
    scaffold.knownTypes.insert(type)
  }

  // MARK: Operations

  /// Refuses what `binary` has no form for.
  func checkLate(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) {
    switch operation {
    case .divide, .modulo:
      for net in [a, b] where isLate(net) { throw dependsOnLate(net, "\(operation)") }
    case .shiftLeft, .shiftRight:
      // Beyond it an amount is written in parts.
      if isLate(b), interval(widthExpression(of: b)).high ?? .max > 24 { throw dependsOnLate(b, "a shift by it") }
    default: break
    }
  }

  func lateProduct(_ kind: TypeKind, _ a: NetID, _ b: NetID) throws(Failure) -> TypeID {
    try lateVector(kind, types.expressions.add(widthExpression(of: a), widthExpression(of: b)))
  }

  func lateVector(_ kind: TypeKind, _ width: ExprID) throws(Failure) -> TypeID {
    do { return try types.vector(kind, width: width) } catch { throw error.at(place) }
  }

  func lateLiteral(_ value: Integer, _ type: TypeID) throws(Failure) -> NetID {
    try checkLate(type, "a literal")
    let isSigned = types.isSigned(type)
    let width = types.expression(of: type)
    if value.isNegative, !isSigned {
      throw Failure(.literalRange, "\(value) is negative and \(types.briefText(type)) is not signed", at: place)
    }
    let needed = (value.isNegative ? (value + 1).bitWidth : value.bitWidth) + (isSigned ? 1 : 0)
    guard let small = value.small, let word = Int32(exactly: small) else {
      throw outOfBounds("a literal of \(types.briefText(type)) takes 31 bits at most", [], width)
    }
    guard small == 0 || needed <= interval(width).low ?? 0 else {
      throw outOfBounds("\(value) needs \(needed) bits, and \(types.briefText(type)) may have fewer", [], width)
    }
    return try append(.literal, type, auxiliary: UInt32(bitPattern: word))
  }

  /// Bits from `low` upwards, which must be there for all values: those of a type of constant width, or the lowest.
  func lateExtract(_ a: NetID, low: Int, type: TypeID) throws(Failure) -> NetID {
    if low == 0, type == self.type(of: a) { return a }
    let end = try types.expressions.add(types.widthExpression(of: type), types.expressions.integer(low))
    guard low >= 0, types.width(of: type) >= 1 || low == 0 && types.isLateVector(type),
      try excess(widthExpression(of: a), over: end).low ?? -1 >= 0
    else {
      throw outOfBounds(
        "\(types.expressions.briefText(types.widthExpression(of: type))) bits from bit \(low) of \(described(a)) may be beyond its end",
        madeNotes(a), isLate(a) ? widthExpression(of: a) : types.widthExpression(of: type))
    }
    if types.width(of: type) < 0 { try checkLate(type, "a slice") }
    let net = try append(.extract, type, auxiliary: UInt32(low))
    draft.operands.append(a)
    return net
  }

  /// The highest bit, as a Bit: the sign of an SInt.
  public func highestBit(_ a: NetID) throws(Failure) -> NetID {
    try checkAny(a)
    guard isLate(a) else {
      try checkHasParts(a)
      return try extract(a, low: width(of: a) - 1, type: .bit)
    }
    let low = try types.expressions.subtract(widthExpression(of: a), types.expressions.integer(1))
    let net = try append(.extract, .bit, auxiliary: UInt32(TypeStore.lateExtent) | low.raw)
    draft.operands.append(a)
    return net
  }

  /// The type of a concatenation that has a part of no constant width.
  func lateConcatenation(_ parts: [NetID], as type: TypeID?) throws(Failure) -> TypeID {
    var total = types.expressions.integer(0)
    for part in parts { total = try types.expressions.add(total, widthExpression(of: part)) }
    guard let type else { return try lateVector(.bits, total) }
    guard types.widthExpression(of: type) == total else {
      throw Failure(
        .lateWidths,
        "\(types.expressions.briefText(total)) bits are put together as \(types.briefText(type))", at: place)
    }
    return type
  }

  /// The value at another width, that of a type of its kind: with zeros (`zeroExtend`), copies of the sign (`signExtend`), or
  /// its low bits (`extract`). Which it is must be so for all values of the late parameters. Throws `lateBound`,
  /// `badOperand`.
  public func resize(_ operation: Operation, _ a: NetID, to type: TypeID) throws(Failure) -> NetID {
    precondition(operation == .zeroExtend || operation == .signExtend || operation == .extract, "no change of width")
    try checkAny(a)
    let isCut = operation == .extract
    if types.width(of: type) < 1 { try checkLate(type, isCut ? "trunc" : "an extension") }
    let given = types.kind(of: self.type(of: a))
    let kind = given == .bit && !isCut ? .uint : given
    guard kind == types.kind(of: type), kind == .bits || kind == .uint || kind == .sint else {
      throw Failure(
        .badOperand, "\(described(a)) cannot be \(isCut ? "cut" : "extended") to \(types.briefText(type))", at: place,
        notes: madeNotes(a), fix: "convert it to the kind of the result before, or after")
    }
    if type == self.type(of: a) { return a }
    let (wanted, has) = (types.widthExpression(of: type), widthExpression(of: a))
    guard try excess(isCut ? has : wanted, over: isCut ? wanted : has).low ?? -1 >= 0 else {
      throw outOfBounds(
        "\(described(a)) is \(isCut ? "cut" : "extended") to \(types.briefText(type)), which may be \(isCut ? "wider" : "narrower")",
        madeNotes(a), types.width(of: type) < 0 ? wanted : has)
    }
    if isCut { return try lateExtract(a, low: 0, type: type) }
    let net = try append(operation, type)
    draft.operands.append(a)
    return net
  }

  /// The same bits as another type. Widths of which it is not known whether they agree become a constraint of the module.
  func lateCast(_ a: NetID, to type: TypeID) throws(Failure) -> NetID {
    if types.width(of: type) < 1 { try checkLate(type, "a cast") }
    let (has, wanted) = (widthExpression(of: a), types.widthExpression(of: type))
    if type == self.type(of: a) { return a }
    if has != wanted {
      let difference = try excess(has, over: wanted)
      guard difference.low ?? 0 <= 0, difference.high ?? 0 >= 0 else {
        throw Failure(
          .lateWidths,
          "\(described(a)) is taken as \(types.briefText(type)), and never has as many bits", at: place,
          notes: madeNotes(a), fix: "extend or cut it")
      }
      let agree = try types.expressions.equal(has, wanted)
      if !draft.parts.lateConstraints.contains(agree) { draft.parts.lateConstraints.append(agree) }
    }
    let net = try append(.cast, type)
    draft.operands.append(a)
    return net
  }

  /// `add` or `subtract` of which one operand has no constant width, as `expanding` has it.
  func lateExpanding(_ operation: Operation, _ a: NetID, _ b: NetID, _ kind: TypeKind) throws(Failure) -> NetID {
    let (left, right) = (widthExpression(of: a), widthExpression(of: b))
    let difference = try excess(left, over: right)
    guard left == right || difference.low ?? -1 >= 0 || difference.high ?? 1 <= 0 else {
      throw lateMismatch("\(operation)_expanding", a, b)
    }
    let widest = left == right || difference.low ?? -1 >= 0 ? left : right
    let width = try types.expressions.add(widest, types.expressions.integer(1))
    let type = try lateVector(kind, width)
    let extending: Operation = kind == .sint ? .signExtend : .zeroExtend
    let result = try binary(operation, try resize(extending, a, to: type), try resize(extending, b, to: type))
    return operation == .subtract ? try cast(result, to: try lateVector(.sint, width)) : result
  }

  /// Drives something whose width is left to Verilog, as a whole.
  func lateDrive(_ target: NetID, with value: NetID) throws(Failure) {
    var base = target
    while draft.cells[base.index].operation == .cast { base = module.operand(0, of: base) }
    switch draft.cells[base.index].operation {
    case .output, .wire, .register: break
    case .extract: throw dependsOnLate(base, "a drive of a part")
    default:
      throw Failure(
        .directionMismatch, "\(described(base)) cannot be driven from inside \(netlist.text(of: id))", at: place,
        notes: madeNotes(base), fix: "drive outputs, wires, registers and inputs of instances")
    }
    try checkScope("a drive")
    try add(base, low: 0, width: types.extent(of: type(of: base)), value: value)
  }
}
