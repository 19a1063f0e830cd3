import HwgenBits
import HwgenSupport
import HwgenTypes

/// Members of enumerations as values. Each is a literal that is called `State_idle` after its type and itself, or `idle`
/// in a type without a name, and prints as a `localparam`.
extension ModuleBuilder {
  /// A member by its name. Throws `unknownEnumerationMember`, and `typeMismatch` for a type that is no enumeration.
  public func member(_ name: String, of type: TypeID) throws(Failure) -> NetID {
    try member(try types.member(name, of: type, at: place), of: type)
  }

  /// A member by its place among the members.
  func member(_ index: Int, of type: TypeID) throws(Failure) -> NetID {
    let enumeration = types.enumeration(of: type)!
    return try literal(member: index, of: enumeration, type)
  }

  private func literal(member index: Int, of enumeration: Enumeration, _ type: TypeID) throws(Failure) -> NetID {
    let code = enumeration.codes[index]
    let net: NetID
    if code.width <= 32 {
      net = try append(.literal, type, auxiliary: UInt32(code.words[0]))
    } else {
      net = try append(.literal, type, auxiliary: UInt32(draft.parts.literals.count))
      draft.parts.literals.append(code)
    }
    let member = enumeration.members[index]
    let names = netlist.names
    draft.cells[net.index].name =
      enumeration.name.isNone ? member : names.intern("\(names[enumeration.name])_\(names[member])")
    return net
  }

  /// The member that has a code. Throws `literalRange` if there is none.
  func literal(code value: Integer, of enumeration: Enumeration, _ type: TypeID) throws(Failure) -> NetID {
    guard let code = BitVector(exactly: value, width: enumeration.width, signed: false),
      let index = enumeration.index(ofCode: code)
    else {
      let shown = value.bitWidth <= 256 ? "\(value)" : "a number of \(value.bitWidth) bits"
      throw Failure(
        .literalRange, "\(shown) is the code of no member of \(types.briefText(type))", at: place,
        fix: "name a member, or cast bits to the type")
    }
    return try literal(member: index, of: enumeration, type)
  }

  /// Refuses parts of a member's code, and of a union.
  func checkHasParts(_ net: NetID) throws(Failure) {
    let kind = types.kind(of: type(of: net))
    guard kind == .enumeration || kind == .union else { return }
    throw Failure(
      .badOperand, "\(described(net)) is a \(kind == .union ? "union" : "member"), which has no bits", at: place,
      notes: madeNotes(net), fix: "use as_bits")
  }

  /// Whether values are all that a selector of the type can be: all patterns, or all members.
  func isCovered(_ type: TypeID, by values: Int, _ isUsed: (BitVector) -> Bool) -> Bool {
    let width = types.width(of: type)
    if width < 32, values == 1 << width { return true }
    guard let enumeration = types.enumeration(of: type) else { return false }
    return values >= enumeration.codes.count && enumeration.codes.allSatisfy(isUsed)
  }
}
