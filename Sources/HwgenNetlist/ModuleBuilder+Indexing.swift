import HwgenBits
import HwgenSupport
import HwgenTypes

/// Parts of values at an index that is a value itself. It may have any width; beyond the end there is 0, and nothing is
/// replaced.
extension ModuleBuilder {
  /// A bit as a Bit, or an element of an array. Throws `badOperand` for an index that is no Bit, Bits or UInt.
  public func element(_ a: NetID, at index: NetID) throws(Failure) -> NetID {
    try check(a)
    try checkHasParts(a)
    try checkIndex(index)
    let element = elementType(of: a)
    if element == .clock { throw undeclaredClock("an element of \(described(a)) at an index that is a value", a) }
    if types.width(of: element) < width(of: a) {
      return try self.index(a, index, type: element, step: types.width(of: element))
    }
    return try mux(try isZero(index), try cast(a, to: element), try zero(element))
  }

  /// `width` bits from a bit on: of a number a number without sign, of all else Bits. Those beyond the end are 0.
  ///
  /// Throws `badSlice`, `badOperand`.
  public func slice(_ a: NetID, at low: NetID, width: Int) throws(Failure) -> NetID {
    try check(a)
    try checkHasParts(a)
    try checkIndex(low)
    let whole = self.width(of: a)
    let kind = types.kind(of: type(of: a))
    guard width >= 1, width <= whole else {
      throw Failure(
        .badSlice, "a slice of \(width) bits of \(described(a)), which has \(whole) bits", at: place,
        notes: madeNotes(a))
    }
    let result = try vector(kind == .uint || kind == .sint ? .uint : .bits, width: width)
    // As many zeros above as an index can reach.
    let indexWidth = self.width(of: low)
    let last = indexWidth < 32 ? min(whole - 1, (1 << indexWidth) - 1) : whole - 1
    var source = a
    if last + width > whole {
      let zeros = try zero(try vector(.bits, width: last + width - whole))
      source = try concat([zeros, a])
    }
    if whole == 1 { return try mux(try isZero(low), try cast(a, to: result), try zero(result)) }
    return try index(source, low, type: result, step: 1)
  }

  /// The value with another element, or bit, at an index. Throws `typeMismatch`, `widthMismatch`, `badOperand`.
  public func replacing(_ a: NetID, at index: NetID, with value: NetID) throws(Failure) -> NetID {
    try check(a)
    try checkHasParts(a)
    try checkIndex(index)
    try check(value)
    let element = elementType(of: a)
    if isRelaxed, element != type(of: value), isAdaptable(value, to: element) {
      return try relaxing("element", value, to: element) { (value) throws(Failure) in
        try replacing(a, at: index, with: value)
      }
    }
    guard element == type(of: value) else {
      throw Failure(
        types.width(of: element) == width(of: value) ? .typeMismatch : .widthMismatch,
        "an element of \(described(a)) is \(types.briefText(element)) and is replaced by \(described(value))",
        at: place,
        notes: madeNotes(a) + madeNotes(value))
    }
    let count = width(of: a) / width(of: value)
    if draft.cells[index.index].operation == .literal {
      let position = module.literal(index, width: width(of: index)).asUnsigned
      guard let position = position.small, position < count else { return a }
      let (low, above) = (position * width(of: value), (position + 1) * width(of: value))
      var parts = [value]
      if above < width(of: a) { parts.insert(try slice(a, low: above, width: width(of: a) - above), at: 0) }
      if low > 0 { parts.append(try slice(a, low: 0, width: low)) }
      return try concat(parts, as: type(of: a))
    }
    if count > 1 {
      let needed = (count - 1).bitCount
      if width(of: index) <= needed { return try replaceElement(a, index, with: value) }
      // A wider index is cut, and what it would then reach for is left as it is.
      let end = try literal(Integer(count), type: type(of: index))
      let isInside = try binary(.less, try unsigned(index), try unsigned(end))
      let low = try extract(index, low: 0, type: try vector(.uint, width: needed))
      return try mux(isInside, try replaceElement(a, low, with: value), a)
    }
    return try mux(try isZero(index), try cast(value, to: type(of: a)), a)
  }

  // MARK: The cells

  /// The cell `index`. Its result has any type; there are two places or more.
  func index(_ a: NetID, _ index: NetID, type: TypeID, step: Int) throws(Failure) -> NetID {
    try check(a)
    try checkIndex(index)
    let width = types.width(of: type)
    guard width >= 1, step >= 1, width < self.width(of: a), (self.width(of: a) - width) / step >= 1 else {
      throw Failure(
        .badSlice, "\(width) bits at every \(step) of \(described(a)), which has \(self.width(of: a)) bits", at: place,
        notes: madeNotes(a))
    }
    let net = try append(.index, type, auxiliary: UInt32(step))
    draft.operands.append(a)
    draft.operands.append(index)
    return net
  }

  /// The cell `replace`. The element has any type; there are two or more.
  func replaceElement(_ a: NetID, _ index: NetID, with value: NetID) throws(Failure) -> NetID {
    try check(a)
    try checkIndex(index)
    try check(value)
    guard width(of: a) % width(of: value) == 0, width(of: a) > width(of: value) else {
      throw Failure(
        .badSlice, "\(described(value)) is no element of \(described(a))", at: place,
        notes: madeNotes(a) + madeNotes(value))
    }
    let count = width(of: a) / width(of: value)
    guard width(of: index) <= (count - 1).bitCount else {
      throw Failure(
        .badOperand,
        "\(described(index)) has more than the \((count - 1).bitCount) bits of an index of \(count) elements",
        at: place, notes: madeNotes(index))
    }
    let net = try append(.replace, type(of: a))
    draft.operands.append(a)
    draft.operands.append(index)
    draft.operands.append(value)
    return net
  }

  private func elementType(of a: NetID) -> TypeID {
    let type = type(of: a)
    return types.kind(of: type) == .array ? types.element(of: type) : .bit
  }

  private func checkIndex(_ index: NetID) throws(Failure) {
    try check(index)
    let kind = types.kind(of: type(of: index))
    guard kind == .bit || kind == .bits || kind == .uint else {
      throw Failure(
        .badOperand, "an index is a Bit, Bits or UInt, not \(described(index))", at: place, notes: madeNotes(index),
        fix: kind == .sint ? "use as_uint" : nil)
    }
  }

  /// A constant 0 of a type.
  func zero(_ type: TypeID) throws(Failure) -> NetID {
    guard types.kind(of: type) == .enumeration else { return try literal(0, type: type) }
    return try cast(try literal(0, type: try vector(.bits, width: types.width(of: type))), to: type)
  }

  private func unsigned(_ net: NetID) throws(Failure) -> NetID {
    try cast(net, to: try vector(.uint, width: width(of: net)))
  }

  private func isZero(_ net: NetID) throws(Failure) -> NetID { try binary(.equal, net, try zero(type(of: net))) }
}

extension Int {
  /// How many bits a number that is not negative needs.
  var bitCount: Int { Int.bitWidth - leadingZeroBitCount }
}
