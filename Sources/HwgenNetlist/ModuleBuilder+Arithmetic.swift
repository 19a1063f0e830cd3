import HwgenBits
import HwgenSupport
import HwgenTypes

/// Sums and differences that never wrap, extremes, magnitudes, and bits in another order.
extension ModuleBuilder {
  /// `add` or `subtract` of two UInt, SInt, UFix or SFix of any widths, one bit wider than the wider one: always exact. A
  /// difference of two UInt is an SInt. Throws `typeMismatch`, `badOperand`.
  public func expanding(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) -> NetID {
    try checkAny(a)
    try checkAny(b)
    if types.kind(of: type(of: a)).isFixed { return try expandingFixed(operation, a, b) }
    let kind = try numbers(a, b, "\(operation)_expanding")
    if isLate(a) || isLate(b) { return try lateExpanding(operation, a, b, kind) }
    let width = max(width(of: a), width(of: b)) + 1
    let extending: Operation = kind == .sint ? .signExtend : .zeroExtend
    let left = try extend(extending, a, width: width)
    let result = try binary(operation, left, try extend(extending, b, width: width))
    return operation == .subtract ? try cast(result, to: try vector(.sint, width: width)) : result
  }

  /// The same of two UFix or two SFix: one bit wider before the point than the wider one, and behind it as wide.
  private func expandingFixed(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) -> NetID {
    let (left, right) = (type(of: a), type(of: b))
    let kind = types.kind(of: left)
    guard kind == types.kind(of: right) else { throw mismatch("\(operation)_expanding", a, b) }
    let fraction = max(types.fraction(of: left), types.fraction(of: right))
    let integer =
      1
      + max(
        types.width(of: left) - types.fraction(of: left), types.width(of: right) - types.fraction(of: right))
    let common = try fixed(kind, integer: integer, fraction: fraction)
    let result = try binary(operation, try convert(a, to: common), try convert(b, to: common))
    return operation == .subtract
      ? try cast(result, to: try fixed(.sfix, integer: integer, fraction: fraction)) : result
  }

  /// The lesser of two numbers of one type, or the greater.
  public func lesser(_ a: NetID, _ b: NetID, orGreater: Bool = false) throws(Failure) -> NetID {
    try checkAny(a)
    try checkAny(b)
    if isLate(a) || isLate(b), type(of: a) != type(of: b) { throw mismatch(orGreater ? "max" : "min", a, b) }
    return try relaxing(orGreater ? "max" : "min", [a, b]) { (nets) throws(Failure) in
      let isLess = try binary(.less, nets[0], nets[1])
      return orGreater ? try mux(isLess, nets[1], nets[0]) : try mux(isLess, nets[0], nets[1])
    }
  }

  /// The magnitude of a number, as a UInt of its width: exact also for the least SInt.
  public func absolute(_ a: NetID) throws(Failure) -> NetID {
    try checkAny(a)
    let kind = types.kind(of: type(of: a))
    guard kind == .uint || kind == .sint else {
      throw Failure(.badOperand, "abs is not defined on \(described(a))", at: place, notes: madeNotes(a))
    }
    if kind == .uint { return a }
    let result = try lateVector(.uint, widthExpression(of: a))
    let isNegative = try highestBit(a)
    return try cast(try mux(isNegative, try unary(.negate, a), a), to: result)
  }

  /// The bits in the other order, of the same type.
  public func reversed(_ a: NetID) throws(Failure) -> NetID {
    try checkVector(a, "reverse")
    var bits: [NetID] = []
    for bit in 0..<width(of: a) { bits.append(try element(a, bit)) }
    return bits.count == 1 ? a : try concat(bits, as: type(of: a))
  }

  /// The bits turned by an amount of any width, modulo their number; of the same type.
  public func rotated(_ a: NetID, by amount: NetID, left: Bool) throws(Failure) -> NetID {
    try checkVector(a, "rotate")
    try check(amount)
    let kind = types.kind(of: type(of: amount))
    guard kind == .bit || kind == .bits || kind == .uint else {
      throw Failure(
        .badOperand, "the amount of a rotation is a Bit, Bits or UInt, not \(described(amount))", at: place,
        notes: madeNotes(amount))
    }
    let (type, width) = (self.type(of: a), self.width(of: a))
    if draft.cells[amount.index].operation == .literal {
      let value = module.literal(amount, width: self.width(of: amount)).asUnsigned
      let turn = value.dividedFloor(by: Integer(width)).remainder.small!
      // How many of the lower bits come to stand above.
      let cut = left ? width - turn : turn
      if turn == 0 { return a }
      return try concat([try slice(a, low: 0, width: cut), try slice(a, low: cut, width: width - cut)], as: type)
    }
    if width == 1 { return a }
    var turn = try cast(amount, to: try vector(.uint, width: self.width(of: amount)))
    let needed = (width - 1).bitCount
    let isPowerOfTwo = width.nonzeroBitCount == 1
    if !isPowerOfTwo, self.width(of: turn) >= needed {
      turn = try binary(.modulo, turn, try literal(Integer(width), type: self.type(of: turn)))
    }
    // A remainder is not cut where tools take it as an amount: they would say that nothing reads its upper bits.
    if self.width(of: turn) > needed, isPowerOfTwo || self.width(of: turn) > 32 {
      turn = try truncate(turn, width: needed)
    }
    let wide = max(width.bitCount, self.width(of: turn))
    let rest = try binary(
      .subtract, try literal(Integer(width), type: try vector(.uint, width: wide)),
      try extend(.zeroExtend, turn, width: wide))
    let bits = try cast(a, to: try vector(.bits, width: width))
    let first = try binary(left ? .shiftLeft : .shiftRight, bits, turn)
    let second = try binary(left ? .shiftRight : .shiftLeft, bits, rest)
    return try cast(try binary(.or, first, second), to: type)
  }

  /// Copies beside each other, as Bits. Throws `badOperand` for none.
  public func repeated(_ a: NetID, _ count: Int) throws(Failure) -> NetID {
    try check(a)
    guard count >= 1, count <= TypeStore.maximumWidth / width(of: a) else {
      throw Failure(.badOperand, "\(count) copies of \(described(a))", at: place, notes: madeNotes(a))
    }
    return try concat(Array(repeating: a, count: count))
  }

  private func checkVector(_ a: NetID, _ what: String) throws(Failure) {
    try checkAny(a)
    if isLate(a) { throw dependsOnLate(a, what) }
    let kind = types.kind(of: type(of: a))
    guard kind == .bits || kind == .uint || kind == .sint else {
      throw Failure(.badOperand, "\(what) is not defined on \(described(a))", at: place, notes: madeNotes(a))
    }
  }

  /// Two UInt or two SInt, and which.
  private func numbers(_ a: NetID, _ b: NetID, _ what: String) throws(Failure) -> TypeKind {
    try checkAny(a)
    try checkAny(b)
    let kind = types.kind(of: type(of: a))
    if kind != types.kind(of: type(of: b)) { throw mismatch(what, a, b) }
    guard kind == .uint || kind == .sint else {
      throw Failure(
        .badOperand, "\(what) is not defined on \(described(a))", at: place, notes: madeNotes(a),
        fix: kind == .bits ? "use as_uint or as_sint" : nil)
    }
    return kind
  }
}
