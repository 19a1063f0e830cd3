import HwgenBits

/// What the cells compute, of constants. `docs/guide/semantics.md` says the same in words.
extension Operation {
  /// The value of a cell whose operands have these values, or nil if they do not decide it: ports, state, instances.
  ///
  /// `width` is that of the result, `isSigned` tells whether the first operand is a signed number, `low` is the lowest bit
  /// of an `extract`, the step of an `index`. The operands are as wide as the builder has them.
  public func value(of operands: [BitVector], width: Int, isSigned: Bool, low: Int) -> BitVector? {
    func bit(_ isOne: Bool) -> BitVector { BitVector(width: 1, low: isOne ? 1 : 0) }
    func compared() -> Int {
      isSigned ? operands[0].comparedSigned(to: operands[1]) : operands[0].comparedUnsigned(to: operands[1])
    }
    /// The amount of a shift, at most the width.
    func amount() -> Int {
      let words = operands[1].words
      return words.dropFirst().contains { $0 != 0 } || words[0] > UInt64(width) ? width : Int(words[0])
    }
    switch self {
    case .input, .output, .inout, .wire, .register, .literal, .instance, .instanceOutput: return nil
    case .not: return ~operands[0]
    case .negate: return operands[0].negated()
    case .reduceAnd: return bit(operands[0].andReduced)
    case .reduceOr: return bit(operands[0].orReduced)
    case .reduceXor: return bit(operands[0].xorReduced)
    case .and: return operands[0] & operands[1]
    case .or: return operands[0] | operands[1]
    case .xor: return operands[0] ^ operands[1]
    case .add: return operands[0] &+ operands[1]
    case .subtract: return operands[0] &- operands[1]
    case .multiply: return operands[0].multiplied(by: operands[1], signed: isSigned)
    case .equal: return bit(operands[0] == operands[1])
    case .notEqual: return bit(operands[0] != operands[1])
    case .less: return bit(compared() < 0)
    case .lessEqual: return bit(compared() <= 0)
    case .shiftLeft: return operands[0].shiftedLeft(by: amount())
    case .shiftRight:
      return isSigned
        ? operands[0].shiftedRightArithmetic(by: amount()) : operands[0].shiftedRightLogical(by: amount())
    case .mux: return operands[0].isZero ? operands[2] : operands[1]
    case .extract: return operands[0].slice(low: low, width: width)
    case .concat: return BitVector.concat(operands.reversed())
    case .zeroExtend: return operands[0].zeroExtended(to: width)
    case .signExtend: return operands[0].signExtended(to: width)
    case .cast, .derivedClock, .crossing: return operands[0]
    case .divide, .modulo: return quotient(operands[0], by: operands[1], isSigned: isSigned)
    case .choose:
      for position in stride(from: 1, to: operands.count - 1, by: 2) where operands[position] == operands[0] {
        return operands[position + 1]
      }
      return operands[operands.count - 1]
    case .index:
      guard let place = place(operands[1], low, from: operands[0].width, width) else {
        return BitVector(width: width, low: 0)
      }
      return operands[0].slice(low: place, width: width)
    case .replace:
      let (whole, part) = (operands[0], operands[2])
      guard let place = place(operands[1], part.width, from: whole.width, part.width) else { return whole }
      var parts = [part]
      if place > 0 { parts.insert(whole.slice(low: 0, width: place), at: 0) }
      let above = place + part.width
      if above < whole.width { parts.append(whole.slice(low: above, width: whole.width - above)) }
      return BitVector.concat(parts)
    case .memory, .memoryRead, .memoryReadSync, .memoryWrite, .check: return nil
    }
  }

  /// The lowest of `width` bits at an index, or nil if they are not all there.
  private func place(_ index: BitVector, _ step: Int, from whole: Int, _ width: Int) -> Int? {
    let last = (whole - width) / step
    guard !index.words.dropFirst().contains(where: { $0 != 0 }), index.words[0] <= UInt64(last) else { return nil }
    return Int(index.words[0]) * step
  }

  /// Of `divide` or `modulo`. What does not fit, the least number by -1, wraps.
  private func quotient(_ a: BitVector, by b: BitVector, isSigned: Bool) -> BitVector {
    if b.isZero { return self == .divide ? BitVector(width: a.width, low: 0) : a }
    let (quotient, remainder) =
      isSigned
      ? a.asSigned.dividedTruncating(by: b.asSigned) : a.asUnsigned.dividedTruncating(by: b.asUnsigned)
    return BitVector(truncating: self == .divide ? quotient : remainder, width: a.width)
  }
}
