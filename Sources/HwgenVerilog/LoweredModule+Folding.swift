import HwgenBits
import HwgenNetlist
import HwgenTypes

/// What is known of a net whatever the inputs are: the least and the greatest value, as numbers without sign. A net of more
/// than 64 bits is all zeros (0 and 0), all ones (both the greatest word), or something else.
struct Bounds: Equatable, BitwiseCopyable {
  var low: UInt64
  var high: UInt64

  var isKnown: Bool { low == high }
  var isZero: Bool { high == 0 }
}

/// Folding: a cell whose value no input changes becomes a literal, and a register that never changes the value that it
/// starts with.
///
/// The tools look for constants through nets and operators, and warn of what these decide: a comparison that is always
/// true, a shift by more than there is. Linear in the cells, for each time that a wire driven from behind brings news;
/// nothing is done in a module without literals, extensions, comparisons and operations on twice the same.
extension LoweredModule {
  /// Returns whether some cell has become another name for one of its operands.
  func foldConstants() -> Bool {
    // All that can be decided begins with one of these, wherever else in the module it stands.
    let mayFold = cells.indices.contains { net in
      switch cells[net].operation {
      case .literal, .zeroExtend, .less, .lessEqual: true
      case .xor, .subtract, .equal, .notEqual: resolved(operand(net, 0)) == resolved(operand(net, 1))
      default: false
      }
    }
    guard mayFold else { return false }
    bounds.empty()
    if !wideConstants.isEmpty { wideConstants = [:] }
    var isWide = false
    for net in cells.indices {
      bounds.append(unknown(net))
      if width[net] > 64 { isWide = true }
    }
    var passes = 0
    repeat {
      for net in cells.indices {
        if hasLate, touchesLate(net) {
          bounds[net] = lateBounds(net) ?? unknown(net)
          continue
        }
        if reading[net] == .alias {
          let other = resolved(net)
          bounds[net] = bounds[other]
          if isWide { wideConstants[net] = wideConstants[other] }
        } else if isWide, let value = valueOfWide(net) {
          wideConstants[net] = value
          bounds[net] = bounds(of: value, net)
        } else {
          bounds[net] = found(net)
        }
      }
      passes += 1
      // What lowering has added stands behind all others, and may be read by them.
    } while cells.count > ownCount && passes < 3
      || passes < LoweredModule.maximumFoldingPasses && hasNewsBehind()
    var hasAlias = false
    for net in cells.indices where fold(net) { hasAlias = true }
    return hasAlias
  }

  private static let maximumFoldingPasses = 8

  /// Whether more is known of what drives a wire or output from behind than of that itself.
  private func hasNewsBehind() -> Bool {
    for drive in drives.elements {
      let (net, value) = (drive.target.index, drive.value.index)
      if value < net || cells[net].operation == .register || !isDrivenWhole(net) { continue }
      if bounds[net] != bounds[value] || wideConstant(net) != wideConstant(value) { return true }
    }
    return false
  }

  /// Makes a net what it is known to be. Returns whether that is another name for one of its operands.
  private func fold(_ net: Int) -> Bool {
    if reading[net] == .alias || reading[net] == .zero { return false }
    switch cells[net].operation {
    case .input, .output, .wire, .literal, .instance, .instanceOutput: return false
    case .memory, .memoryRead, .memoryReadSync, .memoryWrite, .check, .inout: return false
    case .mux:
      let selector = bounds[operand(net, 0)]
      if !bounds[net].isKnown, selector.isKnown, cells[net].name.isNone {
        setAlias(net, operand(net, selector.isZero ? 2 : 1))
        return true
      }
    case .shiftLeft, .shiftRight:
      let isSign = width[net] == 1 && cells[net].operation == .shiftRight && isSigned(net)
      if !bounds[net].isKnown, isSign || bounds[operand(net, 1)].isZero, cells[net].name.isNone {
        setAlias(net, operand(net, 0))
        return true
      }
    case .modulo:
      if !bounds[net].isKnown, bounds[operand(net, 1)].isZero { return makeSame(net, operand(net, 0)) }
    case .index:
      if !bounds[net].isKnown, let index = amount(operand(net, 1)) { return readAt(index, net) }
    case .choose:
      if !bounds[net].isKnown, let chosen = chosen(net) { return makeSame(net, chosen) }
    case .replace:
      if !bounds[net].isKnown, let index = amount(operand(net, 1)) { return replaceAt(index, net) }
    default: break
    }
    if isLate(net) {
      if bounds[net].isZero { makeLateZero(net) }
      return false
    }
    guard let value = value(net) else { return false }
    if width[net] <= 32 {
      cells[net].auxiliary = UInt32(value.words[0])
    } else {
      cells[net].auxiliary = UInt32(literals.count)
      literals.append(value)
    }
    cells[net].operation = .literal
    reading[net] = .plain
    flags[net].remove(.hasSign)
    flags[net].insert(.folded)
    return false
  }

  /// Makes a net another name for one of its operands, or if it has a name of its own, a copy. Returns which.
  private func makeSame(_ net: Int, _ other: Int) -> Bool {
    if cells[net].name.isNone {
      setAlias(net, other)
      return true
    }
    for position in operandRange(net) { operands[position] = NetID(other) }
    cells[net].operation = .cast
    flags[net].remove(.hasSign)
    return false
  }

  /// Makes an `index` of a constant, which is that of a place, plain bits.
  private func readAt(_ index: UInt64, _ net: Int) -> Bool {
    cells[net].operation = .extract
    hasSlices = true
    cells[net].auxiliary = UInt32(index) * cells[net].auxiliary
    return true
  }

  /// Makes a `replace` at a constant the bits side by side; the value itself, if that is no place in it.
  private func replaceAt(_ index: UInt64, _ net: Int) -> Bool {
    let (whole, part) = (operands[operandRange(net).lowerBound], operand(net, 2))
    let (all, own) = (width[whole.index], width[part])
    guard index < UInt64(all / own) else { return makeSame(net, whole.index) }
    let low = UInt32(index) * own
    var parts: [Int] = []
    if low + own < all { parts.append(self.part(of: whole, from: low + own, width: all - low - own).index) }
    parts.append(part)
    if low > 0 { parts.append(self.part(of: whole, from: 0, width: low).index) }
    return makeSame(net, add(.concat, parts, width: all, like: net))
  }

  /// The operand that a `choose` is, if its selector is constant.
  private func chosen(_ net: Int) -> Int? {
    let range = operandRange(net)
    guard let selector = value(operands[range.lowerBound].index) else { return nil }
    for position in stride(from: range.lowerBound + 1, to: range.upperBound - 1, by: 2)
    where value(operands[position].index) == selector {
      return operands[position + 1].index
    }
    return operands[range.upperBound - 1].index
  }

  // MARK: Bounds

  /// The greatest value of a net, all ones.
  private func top(_ net: Int) -> UInt64 { width[net] < 64 ? (1 << UInt64(width[net])) - 1 : .max }

  private func unknown(_ net: Int) -> Bounds { Bounds(low: 0, high: top(net)) }

  private func bounds(of value: BitVector, _ net: Int) -> Bounds {
    if value.isZero { return Bounds(low: 0, high: 0) }
    if width[net] <= 64 { return Bounds(low: value.words[0], high: value.words[0]) }
    return value.andReduced ? Bounds(low: .max, high: .max) : unknown(net)
  }

  @inline(__always)
  private func wideConstant(_ net: Int) -> BitVector? { width[net] > 64 ? wideConstants[net] : nil }

  /// The constant that a net is, or nil.
  private func value(_ net: Int) -> BitVector? {
    guard bounds[net].isKnown else { return wideConstant(net) }
    if width[net] <= 64 { return BitVector(width: Int(width[net]), low: bounds[net].low) }
    let zeros = BitVector(width: Int(width[net]), low: 0)
    return bounds[net].isZero ? zeros : ~zeros
  }

  /// The constant that a cell is which has or is given more than 64 bits, if all that it is given are constants.
  private func valueOfWide(_ net: Int) -> BitVector? {
    let range = operandRange(net)
    switch cells[net].operation {
    case .input, .inout, .instance, .instanceOutput, .memory, .memoryRead, .memoryReadSync, .memoryWrite, .check:
      return nil
    case .literal: return width[net] > 64 ? literal(net) : nil
    case .wire, .output:
      return width[net] > 64 && isDrivenWhole(net) ? value(drives[Int(low[net])].value.index) : nil
    case .register:
      guard width[net] > 64, let constant = constantOperand(of: net), constant != .none else { return nil }
      return value(constant.index)
    case .extract where reading[net] == .slice:
      guard width[Int(target[net])] > 64 else { return nil }
      return value(Int(target[net]))?.slice(low: Int(low[net]), width: Int(width[net]))
    default:
      guard width[net] > 64 || range.contains(where: { width[operands[$0].index] > 64 }) else { return nil }
      var values: [BitVector] = []
      for position in range {
        guard let value = value(operands[position].index) else { return nil }
        values.append(value)
      }
      return cells[net].operation.value(
        of: values, width: Int(width[net]), isSigned: isSigned(operands[range.lowerBound].index),
        low: Int(cells[net].auxiliary))
    }
  }

  /// The operand whose value a register has at all times: what it starts with if it is never enabled and never reset, its
  /// reset value if an asynchronous reset is always on. Nil if it changes.
  private func constantOperand(of register: Int) -> NetID? {
    let first = Int(cells[register].firstOperand)
    let enable = operands[first + ControlPosition.enable.rawValue]
    let reset = operands[first + ControlPosition.reset.rawValue]
    let isLow = reset != .none && cells[reset.index].type.isActiveLow
    if reset != .none, cells[reset.index].type.isAsyncReset,
      isLow ? bounds[reset.index].isZero : bounds[reset.index].low == 1
    {
      return operands[first + 3]
    }
    let isNeverReset = reset == .none || (isLow ? bounds[reset.index].low == 1 : bounds[reset.index].isZero)
    return isNeverReset && enable != .none && bounds[enable.index].isZero ? operands[first + 4] : nil
  }

  private func found(_ net: Int) -> Bounds {
    let range = operandRange(net)
    let isNarrow = width[net] <= 64
    func input(_ position: Int) -> Int { operands[range.lowerBound + position].index }
    func given(_ position: Int) -> Bounds { bounds[input(position)] }
    func isOnes(_ position: Int) -> Bool { given(position).low == top(input(position)) }
    func isSame() -> Bool { resolved(input(0)) == resolved(input(1)) }
    func exactly(_ value: UInt64) -> Bounds { Bounds(low: value & top(net), high: value & top(net)) }
    func bit(_ isOne: Bool) -> Bounds { exactly(isOne ? 1 : 0) }
    func areKnown() -> Bool { given(0).isKnown && given(1).isKnown }
    /// The greatest number with no more bits than the greater of two.
    func filled(_ a: UInt64, _ b: UInt64) -> UInt64 {
      let zeros = (a | b).leadingZeroBitCount
      return zeros == 64 ? 0 : .max >> UInt64(zeros)
    }
    if reading[net] == .zero { return exactly(0) }
    switch cells[net].operation {
    case .input, .inout, .instance, .instanceOutput, .memory, .memoryRead, .memoryReadSync, .memoryWrite, .check:
      return unknown(net)
    case .register:
      guard let constant = constantOperand(of: net) else { return unknown(net) }
      return constant == .none ? exactly(0) : bounds[constant.index]
    case .literal:
      return width[net] <= 32
        ? exactly(UInt64(cells[net].auxiliary)) : isNarrow ? exactly(literal(net).words[0]) : unknown(net)
    case .wire, .output: return isDrivenWhole(net) ? bounds[drives[Int(low[net])].value.index] : unknown(net)
    case .cast, .derivedClock, .crossing: return given(0)
    case .not: return Bounds(low: top(net) - given(0).high, high: top(net) - given(0).low)
    case .and:
      if areKnown() { return exactly(given(0).low & given(1).low) }
      return Bounds(low: 0, high: min(given(0).high, given(1).high))
    case .or:
      if areKnown() { return exactly(given(0).low | given(1).low) }
      return Bounds(low: max(given(0).low, given(1).low), high: filled(given(0).high, given(1).high))
    case .xor:
      if isSame() { return exactly(0) }
      if areKnown() { return exactly(given(0).low ^ given(1).low) }
      return Bounds(low: 0, high: filled(given(0).high, given(1).high))
    case .add: return areKnown() && isNarrow ? exactly(given(0).low &+ given(1).low) : unknown(net)
    case .subtract:
      if isSame() { return exactly(0) }
      return areKnown() && isNarrow ? exactly(given(0).low &- given(1).low) : unknown(net)
    case .multiply:
      if given(0).isZero || given(1).isZero { return exactly(0) }
      return areKnown() && isNarrow && !isSigned(net) ? exactly(given(0).low &* given(1).low) : unknown(net)
    case .negate:
      return given(0).isZero || given(0).isKnown && isNarrow ? exactly(0 &- given(0).low) : unknown(net)
    case .shiftLeft, .shiftRight: return foundShift(net, given(0), by: amount(input(1)))
    case .mux:
      if given(0).isKnown { return given(given(0).isZero ? 2 : 1) }
      return Bounds(low: min(given(1).low, given(2).low), high: max(given(1).high, given(2).high))
    case .divide, .modulo:
      if isNarrow, areKnown() {
        let a = BitVector(width: Int(width[net]), low: given(0).low)
        let b = BitVector(width: Int(width[net]), low: given(1).low)
        let result = cells[net].operation.value(of: [a, b], width: a.width, isSigned: isSigned(net), low: 0)
        return bounds(of: result!, net)
      }
      let isDivision = cells[net].operation == .divide
      if given(0).isZero || isDivision && given(1).isZero { return exactly(0) }
      if isSigned(net) || !isNarrow { return unknown(net) }
      let limit = isDivision || given(1).low == 0 ? .max : given(1).high - 1
      return Bounds(low: 0, high: min(given(0).high, limit))
    case .choose:
      if let chosen = chosen(net) { return bounds[chosen] }
      var result = bounds[operands[range.upperBound - 1].index]
      for position in stride(from: range.lowerBound + 2, to: range.upperBound, by: 2) {
        let value = bounds[operands[position].index]
        result = Bounds(low: min(result.low, value.low), high: max(result.high, value.high))
      }
      return result
    case .index:
      if given(0).isZero { return exactly(0) }
      let places = (Int(width[input(0)]) - Int(width[net])) / Int(cells[net].auxiliary) + 1
      let index = amount(input(1))
      if max(given(1).low, index ?? 0) >= UInt64(places) { return exactly(0) }
      guard let index, given(0).isKnown, width[input(0)] <= 64 else { return unknown(net) }
      return exactly(given(0).low >> (index * UInt64(cells[net].auxiliary)))
    case .replace:
      if given(0) == given(2), given(0).isZero { return exactly(0) }
      guard areKnown(), given(2).isKnown, isNarrow else { return unknown(net) }
      let values = (0..<3).map { BitVector(width: Int(width[input($0)]), low: given($0).low) }
      return bounds(of: cells[net].operation.value(of: values, width: Int(width[net]), isSigned: false, low: 0)!, net)
    case .zeroExtend: return isNarrow || given(0).isZero ? given(0) : unknown(net)
    case .signExtend:
      if isOnes(0) { return exactly(.max) }
      let inner = top(input(0))
      guard isNarrow || given(0).isZero, given(0).isKnown || given(0).high <= inner / 2 else { return unknown(net) }
      return given(0).high > inner / 2 ? exactly(given(0).low | ~inner) : given(0)
    case .concat:
      let parts = 0..<range.count
      if parts.allSatisfy({ given($0).isZero }) { return exactly(0) }
      if parts.allSatisfy(isOnes) { return exactly(.max) }
      guard isNarrow else { return unknown(net) }
      return parts.reduce(into: Bounds(low: 0, high: 0)) { result, part in
        let width = UInt64(self.width[input(part)])
        result = Bounds(low: result.low << width | given(part).low, high: result.high << width | given(part).high)
      }
    case .extract:
      let (source, from) =
        reading[net] == .slice ? (Int(target[net]), UInt64(low[net])) : (input(0), UInt64(cells[net].auxiliary))
      if width[source] > 64 { return unknown(net) }
      if bounds[source].isKnown { return exactly(bounds[source].low >> from) }
      if from == 0, bounds[source].high <= top(net) { return bounds[source] }
      return Bounds(low: 0, high: min(top(net), bounds[source].high >> from))
    case .reduceAnd: return isOnes(0) ? bit(true) : given(0).high < top(input(0)) ? bit(false) : unknown(net)
    case .reduceOr: return given(0).isZero ? bit(false) : given(0).low > 0 ? bit(true) : unknown(net)
    case .reduceXor:
      return given(0).isKnown && width[input(0)] <= 64 ? bit(given(0).low.nonzeroBitCount % 2 == 1) : unknown(net)
    case .equal, .notEqual:
      let isEqual = cells[net].operation == .equal
      if isSame() || areKnown() && given(0) == given(1) { return bit(isEqual) }
      return given(0).high < given(1).low || given(1).high < given(0).low ? bit(!isEqual) : unknown(net)
    case .less, .lessEqual:
      let isNotGreater = cells[net].operation == .lessEqual
      if isSame() { return bit(isNotGreater) }
      var (a, b) = (given(0), given(1))
      if isSigned(input(0)) {
        guard areKnown() else { return unknown(net) }
        // With the sign turned round, signed numbers are in the order of unsigned ones.
        let sign = top(input(0)) / 2 + 1
        a = Bounds(low: a.low ^ sign, high: a.high ^ sign)
        b = Bounds(low: b.low ^ sign, high: b.high ^ sign)
      }
      if isNotGreater ? a.high <= b.low : a.high < b.low { return bit(true) }
      return (isNotGreater ? a.low > b.high : a.low >= b.high) ? bit(false) : unknown(net)
    }
  }

  /// The amount of a shift, or index, that a net is if it is constant, the greatest word if it is more than that.
  private func amount(_ net: Int) -> UInt64? {
    if bounds[net].isKnown { return bounds[net].low }
    guard let words = wideConstant(net)?.words else { return nil }
    return words.dropFirst().contains { $0 != 0 } ? .max : words[0]
  }

  private func foundShift(_ net: Int, _ value: Bounds, by amount: UInt64?) -> Bounds {
    if value.isZero { return value }
    guard let amount else { return unknown(net) }
    if amount == 0 { return value }
    let isLeft = cells[net].operation == .shiftLeft
    if !isLeft, isSigned(net) {
      guard value.isKnown else { return unknown(net) }
      if value.low == top(net) { return value }
      guard width[net] <= 64 else { return unknown(net) }
      let unused = 64 - UInt64(width[net])
      let shifted = Int64(bitPattern: value.low << unused) >> Int64(min(63, amount))
      let result = UInt64(bitPattern: shifted) >> unused
      return Bounds(low: result, high: result)
    }
    if amount >= UInt64(width[net]) { return Bounds(low: 0, high: 0) }
    guard width[net] <= 64 else { return unknown(net) }
    if !isLeft { return Bounds(low: value.low >> amount, high: value.high >> amount) }
    guard value.isKnown else { return unknown(net) }
    let result = value.low << amount & top(net)
    return Bounds(low: result, high: result)
  }
}
