import HwgenBits
import HwgenNetlist
import HwgenTypes

/// What is known of a net's value whatever the inputs are.
private enum Constant: Equatable {
  case unknown
  /// The bits of a net of at most 64.
  case value(UInt64)
  /// All bits of a wider net.
  case zeros, ones
}

/// Comparisons that constants decide: verilator finds constants through nets and operators, and warns of a comparison that
/// is always true (UNSIGNED) or decided (CMPCONST). They become literals.
extension LoweredModule {
  /// Linear in the cells; does nothing in a module without an unsigned `<` or `<=`.
  mutating func decideComparisons() {
    let isCompared = cells.indices.contains { net in
      (cells[net].operation == .less || cells[net].operation == .lessEqual) && !isSigned(operand(net, 0))
    }
    guard isCompared else { return }
    var constants = ContiguousArray(filledWith: Constant.unknown, count: cells.count)
    // A wire may be driven by what comes behind it: the second pass knows that.
    for _ in 0..<2 {
      for net in cells.indices { constants[net] = constant(net, constants) }
    }
    for net in cells.indices {
      guard case .value(let value) = constants[net],
        cells[net].operation == .less || cells[net].operation == .lessEqual
      else { continue }
      cells[net].operation = .literal
      cells[net].auxiliary = UInt32(value)
      reading[net] = .plain
    }
  }

  private func made(_ value: UInt64, _ net: Int) -> Constant {
    let width = Int(width[net])
    return width < 64 ? .value(value & ((1 << UInt64(width)) - 1)) : .value(value)
  }

  private func all(_ isOne: Bool, _ net: Int) -> Constant {
    width[net] <= 64 ? made(isOne ? .max : 0, net) : isOne ? .ones : .zeros
  }

  private func isAll(_ isOne: Bool, _ constant: Constant, _ net: Int) -> Bool { constant == all(isOne, net) }

  private func constant(_ net: Int, _ known: ContiguousArray<Constant>) -> Constant {
    switch reading[net] {
    case .zero: return all(false, net)
    case .one: return all(true, net)
    default: break
    }
    let range = operandRange(net)
    func input(_ position: Int) -> Int { operands[range.lowerBound + position].index }
    func input(_ position: Int, isAll isOne: Bool) -> Bool { isAll(isOne, known[input(position)], input(position)) }
    func values() -> (UInt64, UInt64)? {
      guard case .value(let a) = known[input(0)], case .value(let b) = known[input(1)] else { return nil }
      return (a, b)
    }
    switch cells[net].operation {
    case .literal:
      let value = literal(net)
      return width[net] <= 64 ? .value(value.words[0]) : value.isZero ? .zeros : value.andReduced ? .ones : .unknown
    case .wire: return isDrivenWhole(net) ? known[drives[Int(low[net])].value.index] : .unknown
    case .cast: return known[input(0)]
    case .not:
      switch known[input(0)] {
      case .value(let value): return made(~value, net)
      case .zeros: return .ones
      case .ones: return .zeros
      case .unknown: return .unknown
      }
    case .and:
      if input(0, isAll: false) || input(1, isAll: false) { return all(false, net) }
      return values().map { made($0 & $1, net) } ?? .unknown
    case .or:
      if input(0, isAll: true) || input(1, isAll: true) { return all(true, net) }
      return values().map { made($0 | $1, net) } ?? .unknown
    case .xor:
      if resolved(input(0)) == resolved(input(1)) { return all(false, net) }
      return values().map { made($0 ^ $1, net) } ?? .unknown
    case .add: return values().map { made($0 &+ $1, net) } ?? .unknown
    case .subtract:
      if resolved(input(0)) == resolved(input(1)) { return all(false, net) }
      return values().map { made($0 &- $1, net) } ?? .unknown
    case .multiply:
      if input(0, isAll: false) || input(1, isAll: false) { return all(false, net) }
      guard width[net] <= 64, !isSigned(net) else { return .unknown }
      return values().map { made($0 &* $1, net) } ?? .unknown
    case .negate:
      guard case .value(let value) = known[input(0)] else { return .unknown }
      return made(0 &- value, net)
    case .shiftLeft, .shiftRight:
      if input(0, isAll: false) { return all(false, net) }
      let isArithmetic = cells[net].operation == .shiftRight && isSigned(net)
      guard !isArithmetic, case .value(let amount) = known[input(1)] else { return .unknown }
      if amount >= UInt64(width[net]) { return all(false, net) }
      guard case .value(let value) = known[input(0)] else { return .unknown }
      return made(cells[net].operation == .shiftLeft ? value << amount : value >> amount, net)
    case .mux:
      if case .value(let selector) = known[input(0)] { return known[input(selector == 1 ? 1 : 2)] }
      return known[input(1)] == known[input(2)] ? known[input(1)] : .unknown
    case .zeroExtend, .signExtend:
      if input(0, isAll: false) { return all(false, net) }
      guard case .value(let value) = known[input(0)], width[net] <= 64 else { return .unknown }
      let inner = UInt64(width[input(0)])
      guard cells[net].operation == .signExtend, inner < 64, value >> (inner - 1) == 1 else { return made(value, net) }
      return made(value | UInt64.max << inner, net)
    case .concat:
      var value: UInt64 = 0
      for isOne in [false, true] where range.indices.allSatisfy({ input($0 - range.lowerBound, isAll: isOne) }) {
        return all(isOne, net)
      }
      guard width[net] <= 64 else { return .unknown }
      for position in range.indices {
        let part = operands[position].index
        guard case .value(let bits) = known[part] else { return .unknown }
        value = width[part] < 64 ? value << UInt64(width[part]) | bits : bits
      }
      return made(value, net)
    case .extract:
      switch known[input(0)] {
      case .value(let value): return made(value >> UInt64(cells[net].auxiliary), net)
      case .zeros: return all(false, net)
      case .ones: return all(true, net)
      case .unknown: return .unknown
      }
    case .reduceAnd:
      if input(0, isAll: true) { return .value(1) }
      return known[input(0)] == .unknown ? .unknown : .value(0)
    case .reduceOr:
      if input(0, isAll: false) { return .value(0) }
      return known[input(0)] == .unknown ? .unknown : .value(1)
    case .reduceXor:
      guard case .value(let value) = known[input(0)] else { return known[input(0)] == .zeros ? .value(0) : .unknown }
      return .value(UInt64(value.nonzeroBitCount & 1))
    case .equal, .notEqual:
      let isEqual = resolved(input(0)) == resolved(input(1)) ? true : values().map { $0 == $1 }
      return isEqual.map { .value($0 == (cells[net].operation == .equal) ? 1 : 0) } ?? .unknown
    case .less, .lessEqual:
      let isNotGreater = cells[net].operation == .lessEqual
      if resolved(input(0)) == resolved(input(1)) { return .value(isNotGreater ? 1 : 0) }
      if let (a, b) = values() {
        // With the sign turned round, signed numbers are in the order of unsigned ones.
        let sign = isSigned(input(0)) ? UInt64(1) << UInt64(width[input(0)] - 1) : 0
        return .value((isNotGreater ? a ^ sign <= b ^ sign : a ^ sign < b ^ sign) ? 1 : 0)
      }
      // Nothing is less than 0 or more than all ones.
      if isSigned(input(0)) { return .unknown }
      if input(0, isAll: !isNotGreater) || input(1, isAll: isNotGreater) { return .value(isNotGreater ? 1 : 0) }
      return .unknown
    default: return .unknown
    }
  }
}
