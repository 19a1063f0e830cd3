import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowering, first pass: casts, whole slices, plain wires and decided operations are read through.
extension LoweredModule {
  /// Finds each target's first drive, and each net's width.
  func findDrives() {
    for index in drives.indices.reversed() { low[drives[index].target.index] = UInt32(index) }
    let types = netlist.types
    if late == nil {
      hasLate = false
      for net in cells.indices { width[net] = UInt32(truncatingIfNeeded: types.width(of: cells[net].type)) }
    } else {
      hasLate = true
      for net in cells.indices { width[net] = UInt32(truncatingIfNeeded: types.extent(of: cells[net].type)) }
    }
  }

  func findReadings() {
    let types = netlist.types
    var takesData = false
    for net in cells.indices {
      let cell = cells[net]
      switch cell.operation {
      case .derivedClock, .crossing:
        cells[net].operation = .cast
        cells[net].auxiliary = 0
        if cell.name.isNone { setAlias(net, operand(net, 0)) }
      case .cast:
        if cell.name.isNone { setAlias(net, operand(net, 0)) }
        let isReset = cell.type.isAsyncReset
        if isReset != cells[operand(net, 0)].type.isAsyncReset {
          if isReset { takesData = true } else { keepApart(net) }
        }
      case .wire:
        if cell.name.isNone, isDrivenWhole(net) {
          setAlias(net, drives[Int(low[net])].value.index)
        }
      case .literal: if !cell.name.isNone { hasNamedLiterals = true }
      case .extract:
        hasSlices = true
        if cell.name.isNone, width[net] == width[operand(net, 0)] { setAlias(net, operand(net, 0)) }
      case .reduceAnd, .reduceOr, .reduceXor, .negate, .zeroExtend, .signExtend, .concat:
        let range = operandRange(net)
        if cell.name.isNone, range.count == 1, width[net] == width[operands[range.lowerBound].index],
          cell.operation != .negate || width[net] == 1
        {
          setAlias(net, operands[range.lowerBound].index)
        }
      case .less, .lessEqual:
        if types.isSigned(cells[operand(net, 0)].type) { flags[net].insert(.hasSign) }
      case .shiftLeft, .shiftRight:
        if cell.operation == .shiftRight, isSigned(net) { flags[net].insert(.hasSign) }
        narrowAmount(net)
      case .multiply, .divide, .modulo:
        if isSigned(net) { flags[net].insert(.hasSign) }
      case .instance:
        target[net] = UInt32(instanceOutputs.count)
        for _ in 0..<netlist.portCount(of: ModuleID(raw: cell.auxiliary)) { instanceOutputs.append(LoweredModule.none) }
        instances.append(UInt32(net))
      case .instanceOutput:
        target[net] = UInt32(net)
        let slot = Int(target[operand(net, 0)] + cell.auxiliary)
        if instanceOutputs[slot] == LoweredModule.none {
          instanceOutputs[slot] = UInt32(net)
        } else if cell.name.isNone {
          setAlias(net, Int(instanceOutputs[slot]))
        }
      default: break
      }
    }
    if takesData { keepResetsApart() }
    readSlices()
    foldAll()
    for _ in 0..<4 {
      if !foldBranches() { break }
      foldAll()
    }
  }

  /// A net that resets asynchronously and is a value too is two nets in the text: verilator does not take one in a list of
  /// events that a clocked block reads besides.
  private func keepApart(_ cast: Int) {
    reading[cast] = .plain
    flags[cast].insert(.forced)
  }

  /// The casts of values that reset a register or an instance asynchronously.
  private func keepResetsApart() {
    for net in cells.indices where cells[net].operation == .register || cells[net].operation == .instance {
      for position in operandRange(net) where operands[position] != .none {
        let value = operands[position].index
        let isCast = cells[value].operation == .cast && cells[value].type.isAsyncReset
        if isCast, !cells[operand(value, 0)].type.isAsyncReset { keepApart(value) }
      }
    }
  }

  /// Folds until nothing becomes another name for something: that leads slices of it further, and they may be constant.
  private func foldAll() {
    for _ in 0..<4 {
      guard foldConstants() else { return }
      readSlices()
    }
  }

  private func readSlices() {
    if !hasSlices { return }
    for net in cells.indices where cells[net].operation == .extract && cells[net].name.isNone && reading[net] != .alias
    {
      reading[net] = .plain
      readSlice(net)
    }
  }

  func setAlias(_ net: Int, _ other: Int) {
    reading[net] = .alias
    target[net] = UInt32(truncatingIfNeeded: other)
  }

  /// An `extract` reads as bits of what has the bits.
  private func readSlice(_ net: Int) {
    var from = Int(cells[net].auxiliary)
    let wanted = Int(width[net])
    var base = resolved(operand(net, 0))
    search: while true {
      if from == 0, wanted == Int(width[base]) { return setAlias(net, base) }
      switch reading[base] {
      case .zero:
        reading[net] = .zero
        return
      case .slice:
        from += Int(low[base])
        base = resolved(Int(target[base]))
        continue
      case .plain, .alias: break
      }
      guard cells[base].name.isNone, !hasLate || !touchesLate(base) else { break }
      switch cells[base].operation {
      case .extract:
        from += Int(cells[base].auxiliary)
        base = resolved(operand(base, 0))
      case .zeroExtend, .signExtend:
        let inner = operand(base, 0)
        if from + wanted <= Int(width[inner]) {
          base = resolved(inner)
        } else if from >= Int(width[inner]), cells[base].operation == .zeroExtend {
          reading[net] = .zero
          return
        } else {
          break search
        }
      case .concat:
        var above = Int(width[base])
        var found: Int?
        for position in operandRange(base) {
          let part = operands[position].index
          above -= Int(width[part])
          if from >= above {
            if from + wanted <= above + Int(width[part]) { found = part }
            break
          }
        }
        guard let found else { break search }
        from -= above
        base = resolved(found)
      default: break search
      }
    }
    reading[net] = .slice
    target[net] = UInt32(truncatingIfNeeded: base)
    low[net] = UInt32(truncatingIfNeeded: from)
  }

  /// The value of a net of one bit that is constant, or nil.
  @inline(__always)
  func constantBit(_ net: Int) -> Bool? {
    let base = resolved(net)
    if reading[base] == .zero { return false }
    return cells[base].operation == .literal && reading[base] == .plain ? cells[base].auxiliary & 1 == 1 : nil
  }

  /// The amount of a constant shift, cut at the width that is shifted, or nil.
  func constantShift(_ net: Int) -> Int? {
    let amount = resolved(operand(net, 1))
    guard cells[amount].operation == .literal, reading[amount] == .plain, !isLate(amount) else { return nil }
    let limit = Int(width[net])
    if width[amount] <= 32 { return min(limit, Int(cells[amount].auxiliary)) }
    var words = literal(amount).words[...]
    let least = words.popFirst() ?? 0
    return words.contains { $0 != 0 } ? limit : Int(min(UInt64(limit), least))
  }

  /// The divisor of a division that is a constant, and not 0, or nil: what needs no guard.
  func constantDivisor(_ net: Int) -> BitVector? {
    let divisor = resolved(operand(net, 1))
    guard cells[divisor].operation == .literal, reading[divisor] == .plain else { return nil }
    let value = literal(divisor)
    return value.isZero ? nil : value
  }

  /// Whether a quotient is by 1, or of signed numbers by -1: then the divisor does not stand in the text.
  func isUnitDivision(_ net: Int) -> Bool {
    guard cells[net].operation == .divide, let divisor = constantDivisor(net) else { return false }
    return isSigned(net) ? divisor.andReduced : divisor == BitVector(width: divisor.width, low: 1)
  }

  /// Whether the text says what a quotient by 1 is, or of signed numbers by -1. The least number of 32 or 64 bits by -1 is
  /// 0 in verilator, and a number without sign of more than 64 bits by 1 is 0 in iverilog 11.
  func hasUnitGuard(_ net: Int) -> Bool {
    guard cells[net].operation == .divide else { return false }
    return isSigned(net) ? width[net] == 32 || width[net] == 64 : width[net] > 64
  }

  /// A wide amount of a shift whose upper bits are plain zeros is read without them.
  private func narrowAmount(_ net: Int) {
    let given = operand(net, 1)
    var amount = resolved(given)
    while width[amount] > LoweredModule.maximumAmountWidth, reading[amount] == .plain, cells[amount].name.isNone,
      cells[amount].operation == .zeroExtend
    { amount = resolved(operand(amount, 0)) }
    if amount != resolved(given) { operands[Int(cells[net].firstOperand) + 1] = NetID(amount) }
  }

  /// Whether the upper bits of a shift's amount stand in the text apart.
  func hasWideAmount(_ net: Int) -> Bool {
    let amount = resolved(operand(net, 1))
    return width[amount] > LoweredModule.maximumAmountWidth && !isLate(amount) && constantShift(net) == nil
  }
}
