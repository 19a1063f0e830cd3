import HwgenBits
import HwgenSupport
import HwgenTypes

/// A value chosen by the value of another one.
extension ModuleBuilder {
  /// The value whose key the selector is, else `otherwise`. Keys are literals of the selector's type, all different; the
  /// values have one type. Without `otherwise` the keys are all that the selector can be, or all members of an
  /// enumeration; with it they need not be, and if they are all patterns it is left out.
  ///
  /// Throws `duplicateKey`, `typeMismatch`, `widthMismatch`, `missingCase`, and `badOperand` for a key that is no literal
  /// or a choice without keys. Linear in the keys.
  public func choose(
    _ selector: NetID, _ cases: [(key: NetID, value: NetID)], default otherwise: NetID? = nil
  ) throws(Failure) -> NetID {
    try check(selector)
    let type = self.type(of: selector)
    let kind = types.kind(of: type)
    guard !kind.isControl else {
      throw Failure(.badOperand, "\(described(selector)) selects nothing", at: place, notes: madeNotes(selector))
    }
    guard let first = cases.first else {
      throw Failure(.badOperand, "a choice by \(described(selector)) has no keys", at: place)
    }
    let width = types.width(of: type)
    var known: [BitVector: NetID] = [:]
    for (key, value) in cases {
      try check(key)
      try check(value)
      guard draft.cells[key.index].operation == .literal else {
        throw Failure(.badOperand, "a key of a choice is a literal, not \(described(key))", at: place)
      }
      guard self.type(of: key) == type else { throw mismatch("choice", selector, key) }
      guard self.type(of: value) == self.type(of: first.value) else { throw mismatch("choice", first.value, value) }
      let bits = module.literal(key, width: width)
      if let other = known.updateValue(value, forKey: bits) {
        throw Failure(
          .duplicateKey,
          "key \(bits.decimal(signed: types.isSigned(type))) occurs twice in a choice by \(described(selector))",
          at: place,
          notes: madeNotes(other) + madeNotes(value))
      }
    }
    if let otherwise {
      try check(otherwise)
      guard self.type(of: otherwise) == self.type(of: first.value) else {
        throw mismatch("choice", first.value, otherwise)
      }
    }
    let isComplete = width < 32 && known.count == 1 << width
    if otherwise == nil, !isComplete, !isCovered(type, by: known.count, { known[$0] != nil }) {
      throw Failure(
        .missingCase,
        "a choice by \(described(selector)) has no value for \(firstMissing(known, type)) and no default",
        at: place, notes: madeNotes(selector), fix: "give a default")
    }
    if self.type(of: first.value) == .clock { throw undeclaredClock("a choice of Clocks") }
    let net = try append(.choose, self.type(of: first.value))
    draft.operands.append(selector)
    for (key, value) in cases {
      draft.operands.append(key)
      draft.operands.append(value)
    }
    if let otherwise, !isComplete { draft.operands.append(otherwise) }
    return net
  }

  /// The first member, or the least pattern as a number, that is no key.
  private func firstMissing(_ known: [BitVector: NetID], _ type: TypeID) -> String {
    if let enumeration = types.enumeration(of: type) {
      let index = enumeration.codes.firstIndex { known[$0] == nil }!
      return Identifier.quoted(netlist.names[enumeration.members[index]])
    }
    let width = types.width(of: type)
    for value in 0...known.count {
      let bits = BitVector(truncating: Integer(value), width: width)
      if known[bits] == nil { return bits.decimal(signed: types.isSigned(type)) }
    }
    preconditionFailure("as many patterns as keys, and one more")
  }
}
