import HwgenBits
import HwgenSupport
import HwgenTypes

/// The cells whose value is a function of their operands: operators, literals, parts and conversions.
extension ModuleBuilder {
  /// `not`, `negate` and the reductions.
  public func unary(_ operation: Operation, _ a: NetID) throws(Failure) -> NetID {
    try checkAny(a)
    let type = try resultType(operation, type(of: a))
    let net = try append(operation, type)
    draft.operands.append(a)
    return net
  }

  /// Logic, arithmetic, comparison and shifts.
  public func binary(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) -> NetID {
    try checkAny(a)
    try checkAny(b)
    if hasLate { try checkLate(operation, a, b) }
    if isRelaxed, type(of: a) != type(of: b), operation.wantsOneType, !isLate(a), !isLate(b) {
      return try relaxing("\(operation)", [a, b]) { (nets) throws(Failure) in try strict(operation, nets[0], nets[1]) }
    }
    return try strict(operation, a, b)
  }

  @inline(__always)
  private func strict(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) -> NetID {
    let type = try resultType(operation, a, b)
    let net = try append(operation, type)
    draft.operands.append(a)
    draft.operands.append(b)
    return net
  }

  /// `whenTrue` where the selector, a Bit, is 1, else `whenFalse`; they have one type. Throws `typeMismatch`, `widthMismatch`.
  public func mux(_ selector: NetID, _ whenTrue: NetID, _ whenFalse: NetID) throws(Failure) -> NetID {
    try check(selector)
    try checkAny(whenTrue)
    try checkAny(whenFalse)
    guard type(of: selector) == .bit else {
      throw Failure(
        .typeMismatch, "the selector of a mux is a Bit, not \(described(selector))", at: place,
        notes: madeNotes(selector))
    }
    if isRelaxed, type(of: whenTrue) != type(of: whenFalse), !isLate(whenTrue), !isLate(whenFalse) {
      return try relaxing("mux", [whenTrue, whenFalse]) { (nets) throws(Failure) in
        try strictMux(selector, nets[0], nets[1])
      }
    }
    return try strictMux(selector, whenTrue, whenFalse)
  }

  @inline(__always)
  private func strictMux(_ selector: NetID, _ whenTrue: NetID, _ whenFalse: NetID) throws(Failure) -> NetID {
    guard type(of: whenTrue) == type(of: whenFalse) else { throw mismatch("mux", whenTrue, whenFalse) }
    if type(of: whenTrue) == .clock { throw undeclaredClock("a mux of Clocks") }
    let net = try append(.mux, type(of: whenTrue))
    draft.operands.append(selector)
    draft.operands.append(whenTrue)
    draft.operands.append(whenFalse)
    return net
  }

  /// A constant of a type; of a fixed-point number in units of its last bit. Throws `literalRange` if it does not fit.
  public func literal(_ value: Integer, type: TypeID) throws(Failure) -> NetID {
    let width = types.width(of: type)
    if width < 1 { return try lateLiteral(value, type) }
    if let enumeration = types.enumeration(of: type) { return try literal(code: value, of: enumeration, type) }
    let isSigned = types.isSigned(type)
    if width <= 32, let small = value.small {
      let low = isSigned ? -(1 << (width - 1)) : 0
      let high = isSigned ? (1 << (width - 1)) - 1 : (1 << width) - 1
      if small >= low, small <= high {
        return try append(.literal, type, auxiliary: UInt32(truncatingIfNeeded: small & ((1 << width) - 1)))
      }
    } else if let bits = BitVector(exactly: value, width: width, signed: isSigned) {
      if width <= 32 { return try append(.literal, type, auxiliary: UInt32(bits.words[0])) }
      let net = try append(.literal, type, auxiliary: UInt32(draft.parts.literals.count))
      draft.parts.literals.append(bits)
      return net
    }
    let needed = isSigned ? (value.isNegative ? (value + 1).bitWidth : value.bitWidth) + 1 : value.bitWidth
    let number = value.bitWidth <= 256 ? "\(value)" : value.isNegative ? "a negative number" : "a number"
    let fraction = types.fraction(of: type)
    let shown = fraction == 0 ? number : "\(number) times 2^-\(fraction)"
    throw Failure(
      .literalRange,
      value.isNegative && !isSigned
        ? "\(shown) is negative and \(types.briefText(type)) is not signed"
        : "\(shown) needs \(needed) bits and \(types.briefText(type)) has \(width)", at: place)
  }

  /// A constant from the text of a value: a member of an enumeration, a record, a number with a point; see
  /// `TypeStore.value(_:of:)`.
  public func literal(text: String, type: TypeID) throws(Failure) -> NetID {
    if types.kind(of: type) == .enumeration { return try member(text, of: type) }
    if types.width(of: type) < 1, let value = Integer(parsing: text) { return try lateLiteral(value, type) }
    let bits: BitVector
    do { bits = try types.value(text, of: type, at: place) } catch { throw error.at(place) }
    return try literal(types.isSigned(type) ? bits.asSigned : bits.asUnsigned, type: type)
  }

  /// `width` bits from `low` upwards, as another type: the base of slices, elements and fields.
  public func extract(_ a: NetID, low: Int, type: TypeID) throws(Failure) -> NetID {
    try checkAny(a)
    let width = types.width(of: type)
    if isLate(a) || hasLate && width < 0 { return try lateExtract(a, low: low, type: type) }
    guard low >= 0, width >= 1, low <= self.width(of: a) - width else {
      throw Failure(
        .badSlice, "a slice of \(width) bits from bit \(low) of \(described(a)), which has \(self.width(of: a)) bits",
        at: place, notes: madeNotes(a))
    }
    if low == 0, type == self.type(of: a) { return a }
    if type == .clock, types.kind(of: self.type(of: a)) != .record, types.kind(of: self.type(of: a)) != .array {
      throw undeclaredClock("a bit of \(described(a))", a)
    }
    let net = try append(.extract, type, auxiliary: UInt32(low))
    draft.operands.append(a)
    return net
  }

  /// A slice of plain bits; of a number, a number without sign.
  public func slice(_ a: NetID, low: Int, width: Int) throws(Failure) -> NetID {
    try checkAny(a)
    if isLate(a), width < 1 { throw dependsOnLate(a, "a slice up to its end") }
    guard width >= 1, low >= 0, low <= self.width(of: a) - width || isLate(a) else {
      throw Failure(
        .badSlice, "a slice of \(width) bits from bit \(low) of \(described(a)), which has \(self.width(of: a)) bits",
        at: place, notes: madeNotes(a))
    }
    try checkHasParts(a)
    let kind = types.kind(of: type(of: a))
    return try extract(
      a, low: low, type: try vector(kind == .uint || kind == .sint ? .uint : .bits, width: width))
  }

  /// One bit as a Bit, or an element of an array.
  public func element(_ a: NetID, _ index: Int) throws(Failure) -> NetID {
    try checkAny(a)
    if isLate(a) { return try lateExtract(a, low: index, type: .bit) }
    try checkHasParts(a)
    let type = type(of: a)
    let isArray = types.kind(of: type) == .array
    let element = isArray ? types.element(of: type) : .bit
    let count = isArray ? width(of: a) / types.width(of: element) : width(of: a)
    guard index >= 0, index < count else {
      throw Failure(
        .badSlice, "index \(index) of \(described(a)), which has \(count) \(isArray ? "elements" : "bits")", at: place,
        notes: madeNotes(a))
    }
    return try extract(a, low: index * types.width(of: element), type: element)
  }

  /// A field of a record. Throws `badSlice` if there is none of that name.
  public func field(_ a: NetID, _ name: String) throws(Failure) -> NetID {
    try check(a)
    guard let id = netlist.names.find(name), let field = types.field(id, of: type(of: a)) else {
      throw Failure(
        .badSlice, "\(described(a)) has no field \(Identifier.quoted(name))", at: place, notes: madeNotes(a))
    }
    return try extract(a, low: field.low, type: field.type)
  }

  /// The bits of all operands, the first the most significant, as `type`, or as Bits.
  public func concat(_ parts: [NetID], as type: TypeID? = nil) throws(Failure) -> NetID {
    var total = 0
    var isAnyLate = false
    for part in parts {
      try checkAny(part)
      if isLate(part) { isAnyLate = true }
      total += width(of: part)
    }
    if isAnyLate {
      let net = try append(.concat, try lateConcatenation(parts, as: type))
      draft.operands.append(contentsOf: parts)
      return net
    }
    guard !parts.isEmpty, total <= TypeStore.maximumWidth else {
      throw Failure(.badOperand, "a concatenation of \(parts.count) values with \(total) bits", at: place)
    }
    let result: TypeID
    if let type { result = type } else { result = try vector(.bits, width: total) }
    if result == .clock { throw undeclaredClock("a concatenation") }
    guard types.width(of: result) == total else {
      throw Failure(
        .widthMismatch,
        "\(total) bits are put together as \(types.briefText(result)), which has \(types.width(of: result))",
        at: place)
    }
    let net = try append(.concat, result)
    draft.operands.append(contentsOf: parts)
    return net
  }

  /// The value at a greater width: with zeros (`zeroExtend`), or with copies of the sign (`signExtend`).
  public func extend(_ operation: Operation, _ a: NetID, width: Int) throws(Failure) -> NetID {
    precondition(operation == .zeroExtend || operation == .signExtend, "not an extension")
    try checkAny(a)
    let kind = types.kind(of: type(of: a))
    if isLate(a) { return try resize(operation, a, to: try vector(kind, width: width)) }
    guard kind == .bit || kind == .bits || kind == .uint || kind == .sint else {
      throw Failure(.badOperand, "\(described(a)) cannot be extended", at: place, notes: madeNotes(a))
    }
    guard width >= self.width(of: a) else {
      throw Failure(
        .widthMismatch, "\(described(a)) has \(self.width(of: a)) bits and is extended to \(width)", at: place,
        notes: madeNotes(a), fix: "use trunc")
    }
    let target = try vector(kind == .bit ? .uint : kind, width: width)
    let type = self.type(of: a)
    if target == type { return a }
    let net = try append(operation, target)
    draft.operands.append(a)
    return net
  }

  /// The low bits, as the same sort of number.
  public func truncate(_ a: NetID, width: Int) throws(Failure) -> NetID {
    try checkAny(a)
    let kind = types.kind(of: type(of: a))
    if isLate(a) { return try resize(.extract, a, to: try vector(kind, width: width)) }
    guard width >= 1, width <= self.width(of: a), kind == .bits || kind == .uint || kind == .sint else {
      throw Failure(
        .badSlice, "\(described(a)) has \(self.width(of: a)) bits and is cut to \(width)", at: place,
        notes: madeNotes(a))
    }
    return try extract(a, low: 0, type: try vector(kind, width: width))
  }

  /// The same bits as another type of the same width.
  public func cast(_ a: NetID, to type: TypeID) throws(Failure) -> NetID {
    try checkAny(a)
    if isLate(a) || hasLate && types.width(of: type) < 0 { return try lateCast(a, to: type) }
    guard types.width(of: type) == width(of: a) else {
      throw Failure(
        .widthMismatch,
        "\(described(a)) with \(width(of: a)) bits is taken as \(types.briefText(type)) with \(types.width(of: type))",
        at: place, notes: madeNotes(a))
    }
    if type == self.type(of: a) { return a }
    if type == .clock { throw undeclaredClock("a cast of \(described(a)) to Clock", a) }
    let net = try append(.cast, type)
    draft.operands.append(a)
    return net
  }

  /// The same value as a net of its own.
  public func alias(_ a: NetID) throws(Failure) -> NetID {
    try checkAny(a)
    let net = try append(.cast, type(of: a))
    draft.operands.append(a)
    return net
  }

  /// What a conversion or a part gave. If it had nothing to do with a port it is another net than the port, since that
  /// cannot have a name: so whether a conversion may be named does not depend on a width.
  @inline(__always)
  public func nameable(_ result: NetID) throws(Failure) -> NetID {
    result.index < draft.portCount ? try alias(result) : result
  }
}
