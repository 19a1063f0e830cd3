import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowering, first pass: casts, whole slices, plain wires and decided operations are read through.
extension LoweredModule {
  /// Finds each target's first drive, and each net's width.
  mutating func findDrives() {
    for index in drives.indices.reversed() { low[drives[index].target.index] = UInt32(index) }
    for net in cells.indices { width[net] = UInt32(truncatingIfNeeded: netlist.types.width(of: cells[net].type)) }
  }

  mutating func findReadings() {
    let types = netlist.types
    for net in cells.indices {
      let cell = cells[net]
      switch cell.operation {
      case .cast:
        if cell.name.isNone { setAlias(net, operand(net, 0)) }
      case .wire:
        if cell.name.isNone, isDrivenWhole(net) {
          setAlias(net, drives[Int(low[net])].value.index)
        }
      case .reduceAnd, .reduceOr, .reduceXor, .negate, .zeroExtend, .signExtend, .concat:
        let range = operandRange(net)
        if cell.name.isNone, range.count == 1, width[net] == width[operands[range.lowerBound].index],
          cell.operation != .negate || width[net] == 1
        {
          setAlias(net, operands[range.lowerBound].index)
        }
      case .less, .lessEqual:
        if types.kind(of: cells[operand(net, 0)].type) == .sint { flags[net].insert(.hasSign) }
      case .shiftLeft, .shiftRight:
        if cell.operation == .shiftRight, isSigned(net) { flags[net].insert(.hasSign) }
        narrowAmount(net)
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
    for net in cells.indices where cells[net].name.isNone {
      switch cells[net].operation {
      case .extract: readSlice(net)
      case .shiftLeft, .shiftRight: readShift(net)
      default: break
      }
    }
    // A decided comparison may hold a register, and a held register decide a comparison. Registers come last: what the
    // others are given must not change any more.
    var rounds = 0
    repeat {
      decideComparisons()
      rounds += 1
    } while readHeld() && rounds < 4
  }

  /// Some registers are constants: one without reset that is never enabled is what it starts with, or 0; one whose
  /// asynchronous reset is always on is its reset value. Returns whether there are new ones.
  private mutating func readHeld() -> Bool {
    var isChanged = false
    for net in cells.indices where cells[net].operation == .register {
      let controls = Int(cells[net].firstOperand)
      if let reset = control(net, .reset) {
        guard cells[reset].type == .asyncReset, constantBit(reset) == true else { continue }
        hold(net, at: operands[controls + 3])
      } else {
        guard isHeld(net) else { continue }
        hold(net, at: operands[controls + 4])
      }
      isChanged = true
    }
    return isChanged
  }

  private mutating func hold(_ net: Int, at value: NetID) {
    if value != .none {
      cells[net].auxiliary = cells[value.index].auxiliary
    } else if width[net] <= 32 {
      cells[net].auxiliary = 0
    } else {
      cells[net].auxiliary = UInt32(literals.count)
      literals.append(BitVector(width: Int(width[net]), low: 0))
    }
    cells[net].operation = .literal
  }

  private mutating func setAlias(_ net: Int, _ other: Int) {
    reading[net] = .alias
    target[net] = UInt32(truncatingIfNeeded: other)
  }

  /// An `extract` reads as bits of what has the bits.
  private mutating func readSlice(_ net: Int) {
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
      case .plain, .one, .alias: break
      }
      guard cells[base].name.isNone else { break }
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

  /// The literal that a net is, whatever its names, or nil.
  @inline(__always)
  private func literalNet(_ net: Int) -> Int? {
    var net = resolved(net)
    while cells[net].operation == .cast { net = resolved(operand(net, 0)) }
    return reading[net] == .plain && cells[net].operation == .literal ? net : nil
  }

  /// The value of a net of one bit that is constant, or nil.
  @inline(__always)
  func constantBit(_ net: Int) -> Bool? {
    let base = resolved(net)
    switch reading[base] {
    case .zero: return false
    case .one: return true
    default:
      guard let constant = literalNet(base) else { return nil }
      return cells[constant].auxiliary & 1 == 1
    }
  }

  /// The amount of a constant shift, cut at the width that is shifted, or nil.
  func constantShift(_ net: Int) -> Int? {
    guard let amount = literalNet(operand(net, 1)) else { return nil }
    let limit = Int(width[net])
    if width[amount] <= 32 { return min(limit, Int(cells[amount].auxiliary)) }
    var words = literal(amount).words[...]
    let least = words.popFirst() ?? 0
    return words.contains { $0 != 0 } ? limit : Int(min(UInt64(limit), least))
  }

  /// Whether a constant shift leaves no bit of what it shifts.
  func isShiftedOut(_ net: Int) -> Bool {
    let isArithmetic = cells[net].operation == .shiftRight && isSigned(net)
    return !isArithmetic && constantShift(net) == Int(width[net])
  }

  /// A wide amount of a shift whose upper bits are plain zeros is read without them.
  private mutating func narrowAmount(_ net: Int) {
    let given = operand(net, 1)
    var amount = resolved(given)
    while width[amount] > LoweredModule.maximumAmountWidth, reading[amount] == .plain, cells[amount].name.isNone,
      cells[amount].operation == .zeroExtend
    { amount = resolved(operand(amount, 0)) }
    if amount != resolved(given) { operands[Int(cells[net].firstOperand) + 1] = NetID(amount) }
  }

  /// Whether the upper bits of a shift's amount stand in the text apart.
  func hasWideAmount(_ net: Int) -> Bool {
    width[resolved(operand(net, 1))] > LoweredModule.maximumAmountWidth && constantShift(net) == nil
  }

  private mutating func readShift(_ net: Int) {
    guard let amount = constantShift(net) else { return }
    if isShiftedOut(net) {
      reading[net] = .zero
    } else if amount == 0 || width[net] == 1 {
      setAlias(net, operand(net, 0))
    }
  }
}
