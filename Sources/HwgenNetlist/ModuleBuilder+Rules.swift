import HwgenSupport
import HwgenTypes

/// The typing rules of operations, the columns of operands and results in the tables of `docs/guide/semantics.md`, and the
/// messages for who breaks them.
extension ModuleBuilder {
  @inline(__always)
  func resultType(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) -> TypeID {
    let left = type(of: a)
    let right = type(of: b)
    let kind = types.kind(of: left)
    switch operation {
    case .and, .or, .xor:
      if left != right { throw mismatch("\(operation)", a, b) }
      if kind.isControl || kind == .enumeration || kind == .union { break }
      return left
    case .add, .subtract, .divide, .modulo:
      if left != right { throw mismatch("\(operation)", a, b) }
      if kind == .uint || kind == .sint || kind.isFixed && (operation == .add || operation == .subtract) { return left }
    case .multiply:
      if kind != types.kind(of: right) { throw mismatch("multiply", a, b) }
      if kind == .uint || kind == .sint {
        if isLate(a) || isLate(b) { return try lateProduct(kind, a, b) }
        return try vector(kind, width: types.width(of: left) + types.width(of: right))
      }
      if kind.isFixed {
        let fraction = types.fraction(of: left) + types.fraction(of: right)
        let width = types.width(of: left) + types.width(of: right)
        return try fixed(kind, integer: width - fraction, fraction: fraction)
      }
    case .equal, .notEqual:
      if left != right { throw mismatch("\(operation)", a, b) }
      return .bit
    case .less, .lessEqual:
      if left != right { throw mismatch("\(operation)", a, b) }
      if kind == .uint || kind == .sint || kind.isFixed { return .bit }
    case .shiftLeft, .shiftRight:
      let amount = types.kind(of: right)
      if (kind == .uint || kind == .sint || kind == .bits) && (amount == .uint || amount == .bits || amount == .bit) {
        return left
      }
    default: preconditionFailure("not a binary operation")
    }
    throw Failure(
      .badOperand, "\(operation) is not defined on \(described(a)) and \(described(b))", at: place,
      notes: madeNotes(a) + madeNotes(b),
      fix: kind == .bits
        ? "use as_uint or as_sint" : kind == .enumeration || kind == .union ? "use as_bits or as_uint" : nil)
  }

  func resultType(_ operation: Operation, _ a: TypeID) throws(Failure) -> TypeID {
    let kind = types.kind(of: a)
    switch operation {
    case .not where kind == .bit || kind == .bits || kind == .uint || kind == .sint: return a
    case .negate where kind == .uint || kind == .sint || kind.isFixed: return a
    // A clock with the other active edge, a reset with the other polarity.
    case .not where kind == .clock: return a
    case .not where a.isReset: return a.inverted
    case .reduceAnd, .reduceOr, .reduceXor:
      if kind == .bit || kind == .bits || kind == .uint || kind == .sint { return .bit }
    default: break
    }
    throw Failure(.badOperand, "\(operation) is not defined on \(types.briefText(a))", at: place)
  }

  /// Two nets whose types must agree and do not. Where `b` is assigned to `a`, only `b` can be converted.
  func mismatch(_ what: String, _ a: NetID, _ b: NetID, isAssignment: Bool = false) -> Failure {
    if hasLate, types.extent(of: type(of: a)) != types.extent(of: type(of: b)) { return lateMismatch(what, a, b) }
    let (left, right) = (width(of: a), width(of: b))
    if types.kind(of: type(of: a)).isFixed, types.kind(of: type(of: b)).isFixed {
      return Failure(
        .typeMismatch, "\(what) of \(described(a)) and \(described(b))", at: place,
        notes: madeNotes(a) + madeNotes(b), fix: "convert one to the type of the other")
    }
    if types.kind(of: type(of: a)) == .enumeration || types.kind(of: type(of: b)) == .enumeration {
      return Failure(
        .typeMismatch, "\(what) of \(described(a)) and \(described(b))", at: place,
        notes: madeNotes(a) + madeNotes(b), fix: "use members of one enumeration, or as_bits")
    }
    var advice = "convert one with as_uint, as_sint or as_bits"
    if left != right {
      advice =
        !isAssignment
        ? "extend the narrower with zext or sext"
        : left < right ? "cut the value with trunc or a slice" : "extend the value with zext or sext"
    }
    return Failure(
      left == right ? .typeMismatch : .widthMismatch,
      "\(what) of \(described(a)) and \(described(b))" + (left == right ? "" : ": \(left) bits against \(right)"),
      at: place, notes: madeNotes(a) + madeNotes(b), fix: advice)
  }

  /// `total: UInt(16)`, or only the type of a net without name.
  public func described(_ net: NetID) -> String {
    let cell = draft.cells[net.index]
    if cell.operation == .instance {
      return cell.name.isNone
        ? "an instance of \(netlist.text(of: ModuleID(raw: cell.auxiliary)))"
        : "instance \(Identifier.quoted(netlist.names[cell.name]))"
    }
    if cell.operation == .memory {
      let sort = cell.name.isNone ? "a memory" : "memory \(Identifier.quoted(netlist.names[cell.name]))"
      return "\(sort) of \(types.briefText(cell.type))"
    }
    var name = cell.name.isNone ? "" : Identifier.quoted(netlist.names[cell.name]) + ": "
    if cell.name.isNone, cell.operation == .instanceOutput {
      let instance = draft.operands[Int(cell.firstOperand)]
      let port = netlist.port(Int(cell.auxiliary), of: ModuleID(raw: draft.cells[instance.index].auxiliary))
      name = "output \(Identifier.quoted(netlist.names[port.name])) of \(described(instance)): "
    }
    return name + types.briefText(cell.type)
  }

  /// Where a net was made; nil if that is not known.
  public func place(of net: NetID) -> SourceLocation? { netlist.locations[draft.cells[net.index].location] }

  /// The note that tells it.
  public func madeNotes(_ net: NetID) -> [Diagnostic.Note] {
    guard let place = place(of: net) else { return [] }
    return [.init("\(described(net)) was made here", at: place)]
  }

  func unknownPort(_ name: String, of definition: ModuleID) -> Failure {
    netlist.unknownPort(name, of: definition, at: place)
  }
}

extension Netlist {
  /// The failure for a name that is no port, with up to 20 of those that there are.
  public func unknownPort(_ name: String, of definition: ModuleID, at location: SourceLocation?) -> Failure {
    let ports = self.ports(of: definition).map { names[$0.name] }
    return Failure(
      .unknownPort,
      "\(text(of: definition)) has no port \(Identifier.quoted(name)); it has \(ports.prefix(20).joined(separator: ", "))"
        + (ports.count > 20 ? ", …" : ""), at: location)
  }
}
