import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowering, second pass: what is live, how often it is read, in which order it stands, and what is inlined.
extension LoweredModule {
  func lower(_ module: Module) {
    findDrives()
    splitVectors()
    lowerMemories()
    findReadings()
    markLive(module)
    connectDirectly()
    placeAll()
    nameAtPins()
    makeBlocks()
  }

  // MARK: Liveness

  /// Outputs, instances and checks are what the text is for, and what has an attribute is kept. What else has a name of the
  /// user's stands there if something reads it, or if nothing ever did: `markUnread`.
  private func markLive(_ module: Module) {
    for net in cells.indices {
      switch cells[net].operation {
      case .input, .inout: flags[net].insert([.live, .named])
      case .instance: break
      case .output: enter(net)
      default: if hasAttributes(net), isNamedValue(net) { enter(net) }
      }
      if cells[net].operation == .instance {
        flags[net].insert(.live)
        let isInline = inline(of: net) != nil
        for position in operandRange(net) { read(operands[position].index, force: isInline) }
      }
      while let next = stack.popLast() { readOperands(of: Int(next)) }
    }
    for check in checks where isOn(check) {
      enter(check.net.index)
      readBranches(from: check.branch, mark: 4)
      while let next = stack.popLast() { readOperands(of: Int(next)) }
    }
    markUnread(module)
  }

  /// Whether the user has named a net that can stand in the text.
  private func isNamedValue(_ net: Int) -> Bool {
    reading[net] == .plain && !cells[net].name.isNone && !flags[net].contains(.assembled) && !isMember(net)
  }

  /// Marks what the user has named and does not read. What the user does read, and what is read here no more since a
  /// constant has taken the place of its reader, has no use in the text.
  private func markUnread(_ module: Module) {
    var isRead: ContiguousArray<Bool>?
    for net in cells.indices where !flags[net].contains(.live) {
      switch cells[net].operation {
      case .input, .inout, .output, .instance, .check: continue
      default: guard isNamedValue(net) else { continue }
      }
      if isRead == nil { isRead = module.netsRead() }
      if net < ownCount, isRead![net] { continue }
      enter(net)
      while let next = stack.popLast() { readOperands(of: Int(next)) }
    }
  }

  @inline(__always)
  private func enter(_ net: Int) {
    if !flags[net].contains(.live) {
      flags[net].insert(.live)
      stack.append(UInt32(truncatingIfNeeded: net))
    }
  }

  /// Counts a read of a net.
  @inline(__always)
  private func read(
    _ net: Int, force: Bool = false
  ) {
    let net = resolved(net)
    switch reading[net] {
    case .plain:
      reads[net] += 1
      flags[net].insert(force ? [.readWhole, .forced] : .readWhole)
      enter(net)
    case .slice:
      let base = Int(target[net])
      if force {
        flags[net].insert([.forced, .readWhole])
        enter(net)
        reads[net] += 1
        return
      }
      reads[base] += 1
      if cells[base].operation != .literal || hasUserName(base) || isLate(base) { flags[base].insert(.forced) }
      partialReads.append((UInt32(truncatingIfNeeded: base), low[net], width[net]))
      enter(base)
    default:
      if force {
        flags[net].insert(.forced)
        enter(net)
      }
    }
  }

  private func readOperands(of net: Int) {
    if reading[net] == .slice {
      let base = Int(target[net])
      reads[base] += 1
      if cells[base].operation != .literal || isLate(base) { flags[base].insert(.forced) }
      partialReads.append((UInt32(truncatingIfNeeded: base), low[net], width[net]))
      return enter(base)
    }
    if reading[net] != .plain { return }
    switch cells[net].operation {
    case .input, .inout, .literal, .instance, .instanceOutput, .memoryReadSync, .memoryWrite: break
    case .memory:
      for index in writeRange(net) where mayWrite(writes[index]) {
        let write = writes[index]
        read(Int(trigger(Int(write.clock)).net), force: true)
        read(Int(write.index))
        if write.enable != LoweredModule.none, constantBit(Int(write.enable)) == nil { read(Int(write.enable)) }
        for part in parts(of: write) {
          if part.mask != LoweredModule.none {
            if let constant = constantBit(Int(part.mask)) {
              if !constant { continue }
            } else {
              read(Int(part.mask))
            }
          }
          read(Int(part.data))
        }
      }
    case .check: readCheck(net)
    case .wire, .output:
      for drive in driveRange(net) { read(drives[drive].value.index) }
      readAssignments(of: net)
    case .register:
      read(Int(trigger(operand(net, 0)).net), force: true)
      if let reset = control(net, .reset) {
        let trigger = trigger(reset)
        read(Int(trigger.net), force: trigger.isLow || cells[reset].type.isAsyncReset)
      }
      if control(net, .reset) != nil, hasUserName(operand(net, 3)) {
        read(operand(net, 3))
        flags[resolved(operand(net, 3))].insert(.constant)
      }
      if isHeld(net) { break }
      if let enable = control(net, .enable) { read(enable) }
      for drive in driveRange(net) { read(drives[drive].value.index) }
      readAssignments(of: net)
    case .signExtend:
      let inner = operand(net, 0)
      read(inner)
      forceForSign(inner)
    case .multiply:
      for position in operandRange(net) {
        read(operands[position].index)
        if isSigned(net), hasLate || width[operands[position].index] < width[net] {
          forceForSign(operands[position].index)
        }
      }
    case .shiftLeft, .shiftRight:
      read(operand(net, 0), force: isWord(operand(net, 0)))
      if constantShift(net) == nil {
        read(operand(net, 1), force: hasWideAmount(net) || isWord(operand(net, 1)))
      }
    case .choose:
      let range = operandRange(net)
      for position in range {
        let operand = operands[position].index
        let isKey = (position - range.lowerBound) % 2 == 1 && position + 1 < range.upperBound
        // The last key of a choice that is complete is its `default`.
        if isKey, range.count % 2 == 1, position + 2 == range.upperBound { continue }
        if isKey, case let key = resolved(operand), !isMember(key) {
          flags[key].insert(.key)
          enter(key)
          continue
        }
        read(operand, force: isSelect(operand))
      }
    case .index:
      read(operand(net, 0), force: true)
      read(operand(net, 1), force: indexShape(net).isReadTwice)
    case .replace:
      read(operand(net, 0), force: isSelect(operand(net, 0)) || indexShape(net).isGuarded)
      read(operand(net, 1), force: true)
      read(operand(net, 2), force: isSelect(operand(net, 2)))
    case .divide, .modulo:
      let isGuarded = constantDivisor(net) == nil
      let dividend = resolved(operand(net, 0))
      let isTwice = isGuarded && (cells[net].operation == .modulo || hasUnitGuard(net))
      read(dividend, force: isTwice && !(cells[dividend].operation == .literal && reading[dividend] == .plain))
      if isUnitDivision(net) {
        flags[resolved(operand(net, 1))].insert(.key)
        enter(resolved(operand(net, 1)))
      } else {
        read(operand(net, 1), force: isGuarded)
      }
    case .extract:
      let base = resolved(operand(net, 0))
      // A slice with a name of its own.
      if reading[base] == .plain {
        if cells[base].operation != .literal || isLate(base) { flags[base].insert(.forced) }
        reads[base] += 1
        partialReads.append((UInt32(truncatingIfNeeded: base), cells[net].auxiliary, width[net]))
        enter(base)
      } else {
        read(base)
      }
    default:
      for position in operandRange(net) { read(operands[position].index) }
    }
  }

  /// Whether a net is a word of a memory: where it is shifted or shifts it has a name, since iverilog stops at one with a
  /// constant index there.
  private func isWord(_ net: Int) -> Bool { cells[resolved(net)].operation == .memoryRead }

  /// Reads the values that are assigned to a target, and once for all registers, once for all others, the conditions.
  private func readAssignments(of net: Int) {
    let mark: UInt8 = cells[net].operation == .register ? 2 : 1
    for position in assignmentRange(net) {
      let assignment = assignments[Int(assignmentOrder[position])]
      read(assignment.value.index)
      flags[resolved(assignment.value.index)].insert(.constant)
      readBranches(from: assignment.branch, mark: mark)
    }
  }

  /// Reads what decides whether a branch is taken, once for each mark: 1 for combinational blocks, 2 for registers, 4 for
  /// checks.
  private func readBranches(from first: UInt32, mark: UInt8) {
    markKeys(of: first, isClocked: mark != 1)
    var branch = first
    while branch != Branch.none {
      let index = Int(branches[Int(branch)].choice)
      if choiceReads[index] & mark != 0 { break }
      choiceReads[index] |= mark
      let choice = choices[index]
      if choice.isSwitch {
        let selector = resolved(choice.selector.index)
        read(selector, force: reading[selector] == .plain)
      }
      var next = choice.first
      while next != Branch.none {
        let inner = branches[Int(next)]
        if inner.condition != .none { read(inner.condition.index) }
        next = inner.next
      }
      branch = choice.parent
    }
  }

  private func readCheck(_ net: Int) {
    let first = Int(cells[net].firstOperand)
    read(Int(trigger(operands[first].index).net), force: true)
    let reset = operands[first + 1]
    if reset != .none, constantBit(reset.index) == nil {
      if cells[reset.index].type.isAsyncReset {
        read(Int(trigger(reset.index).net), force: true)
      } else {
        read(reset.index)
      }
    }
    if operands[first + 2] != .none {
      let hasMessage = !checks[Int(cells[net].auxiliary)].message.isNone
      // The message stands under the condition, apart from the statement itself.
      for _ in 0..<(hasMessage ? 2 : 1) { read(operands[first + 2].index) }
    }
    for position in operandRange(net).dropFirst(Check.ownOperands) { read(operands[position].index) }
  }

  /// Marks the cases that stand in the text around an assignment.
  private func markKeys(of branch: UInt32, isClocked: Bool) {
    var branch = branch
    while branch != Branch.none {
      let inner = branches[Int(branch)]
      let isDefault = inner.next == Branch.none && choices[Int(inner.choice)].endsInDefault(isClocked: isClocked)
      for key in inner.firstKey..<inner.firstKey + inner.keyCount where !isDefault {
        flags[keys[Int(key)].index].insert([.constant, .readWhole, .live])
      }
      branch = choices[Int(inner.choice)].parent
    }
  }

  /// The sign of a net is read as a bit of it, so it must have a name.
  private func forceForSign(_ net: Int) {
    let net = resolved(net)
    if reading[net] == .plain, cells[net].operation != .literal { flags[net].insert(.forced) }
  }

  /// An instance's output that only drives one wire or output needs no net of its own; a register that drives an output
  /// of its name, or any if it has none, is that output.
  private func connectDirectly() {
    for net in cells.indices where flags[net].contains(.live) {
      guard cells[net].operation == .output || cells[net].operation == .wire, reading[net] == .plain, isDrivenWhole(net)
      else { continue }
      let value = resolved(drives[Int(low[net])].value.index)
      if cells[net].operation == .output, cells[value].operation == .register || isBlock(value),
        reading[value] == .plain, !flags[value].contains(.registerPort),
        cells[value].name.isNone || cells[value].name == cells[net].name
      {
        // The register, or what an always block makes, takes the port's name, so that it has none to lose.
        cells[value].name = cells[net].name
        flags[value].insert(.registerPort)
        flags[net].insert(.registerPort)
        target[value] = UInt32(net)
        target[net] = UInt32(value)
        continue
      }
      guard reading[value] == .plain, cells[value].operation == .instanceOutput, cells[value].name.isNone,
        reads[value] == 1, !isInlineVariable(value)
      else { continue }
      target[value] = UInt32(net)
      flags[net].insert(.drivenByInstance)
    }
  }

  /// Whether the net stands in the port list or is declared ahead of the statements.
  @inline(__always)
  private func isCut(_ net: Int) -> Bool {
    switch cells[net].operation {
    case .input, .output, .inout, .register, .instance, .instanceOutput, .memory, .check: true
    case .wire: reading[net] == .plain && (flags[net].contains(.drivenByInstance) || !isDrivenWhole(net))
    default: false
    }
  }

  // MARK: Order and inlining

  private func placeAll() {
    for net in cells.indices where flags[net].contains(.live) {
      if isCut(net) {
        place(net)
        switch cells[net].operation {
        case .register:
          registers.append(UInt32(net))
          if !flags[net].contains(.registerPort) { declaredFirst.append(UInt32(net)) }
        case .wire: declaredFirst.append(UInt32(net))
        case .memory:
          memoryNets.append(UInt32(net))
          declaredFirst.append(UInt32(net))
        case .instanceOutput: if Int(target[net]) == net { declaredFirst.append(UInt32(net)) }
        default: break
        }
        continue
      }
      if flags[net].contains(.ordered) { continue }
      stack.append(UInt32(truncatingIfNeeded: net))
      while let top = stack.last {
        let next = Int(top)
        if flags[next].contains(.ordered) {
          stack.removeLast()
          continue
        }
        let before = stack.count
        pushUnordered(of: next)
        if stack.count == before {
          stack.removeLast()
          flags[next].insert(.ordered)
          place(next)
          order.append(top)
        }
      }
    }
  }

  @inline(__always)
  private func pushUnordered(of net: Int) {
    if reading[net] != .plain {
      if reading[net] == .slice { pushUnordered(Int(target[net])) }
      return
    }
    if cells[net].operation == .wire { return pushUnordered(drives[Int(low[net])].value.index) }
    if cells[net].operation == .literal { return }
    for position in operandRange(net) { pushUnordered(operands[position].index) }
  }

  @inline(__always)
  private func pushUnordered(_ net: Int) {
    var net = resolved(net)
    if reading[net] == .slice, !flags[net].contains(.forced) { net = Int(target[net]) }
    let set = flags[net]
    if set.contains(.live), !set.contains(.ordered), !isCut(net) { stack.append(UInt32(truncatingIfNeeded: net)) }
  }

  /// The characters that an operand takes where it is read.
  @inline(__always)
  private func readLength(_ net: Int) -> Int {
    let net = resolved(net)
    switch reading[net] {
    case .plain: return flags[net].contains(.named) ? nameLength(net) : Int(length[net])
    case .slice: return nameLength(Int(target[net])) + 7
    default: return 5
    }
  }

  @inline(__always)
  private func nameLength(_ net: Int) -> Int {
    let name = cells[net].name
    if !name.isNone { return netlist.names.length(of: name) }
    if cells[net].operation == .instanceOutput, case let instance = cells[operand(net, 0)].name, !instance.isNone {
      return netlist.names.length(of: instance) + 8
    }
    return LoweredModule.temporaryLength
  }

  /// Decides whether a net stands inline or has a name, and which of its operands must have one.
  private func place(_ net: Int) {
    if isExpression(net) { return placeExpression(net) }
    cone[net] = coneHash(net)
    switch cells[net].operation {
    case .instance, .check: break
    case .literal:
      length[net] = isLate(net) ? 20 : UInt8(min(250, 5 + width[net] / 4))
      let isKeyAlone = flags[net].intersection([.key, .readWhole, .constant]) == .key && !hasAttributes(net)
      if hasUserName(net) && !isKeyAlone || flags[net].contains(.forced) { flags[net].insert(.named) }
    case .choose where reading[net] == .plain, .replace where reading[net] == .plain:
      // A statement of its own, with a line for each value. Bits that are read there have names: iverilog says that it is
      // sorry for them.
      flags[net].insert(.named)
      for position in operandRange(net) {
        let operand = resolved(operands[position].index)
        if isInline(operand), flags[operand].contains(.hasSelect) { flags[operand].insert(.named) }
      }
    default: flags[net].insert(.named)
    }
  }

  /// Whether a net is an operation that may stand inline.
  @inline(__always)
  private func isExpression(_ net: Int) -> Bool {
    switch cells[net].operation {
    case .input, .output, .inout, .register, .instance, .instanceOutput, .memory, .wire, .check, .literal, .choose,
      .replace:
      false
    default: reading[net] == .plain
    }
  }

  private func placeExpression(_ net: Int) {
    let range = operandRange(net)
    var hash = coneSeed(net)
    var total = 4
    var count = 1
    var inner: NetFlags = []
    for position in range {
      let operand = resolved(operands[position].index)
      hash.combine(readHash(operand))
      total += readLength(operand) + 3
      if isInline(operand) {
        count += Int(operators[operand])
        inner.formUnion(flags[operand])
      } else if isSelect(operand) {
        inner.insert(.hasSelect)
      }
    }
    cone[net] = hash.value
    switch cells[net].operation {
    case .multiply, .signExtend:
      total += total + 14
      if cells[net].operation == .multiply, flags[net].contains(.hasSign) { total += 22 }
    case .less, .lessEqual: if flags[net].contains(.hasSign) { total += 20 }
    case .index:
      let shape = indexShape(net)
      total += shape.isGuarded ? readLength(operand(net, 1)) + 24 : 12
    case .divide, .modulo:
      if flags[net].contains(.hasSign) { total += 20 }
      if constantDivisor(net) == nil { total += total + 8 }
    case .shiftLeft, .shiftRight:
      if flags[net].contains(.hasSign) { total += 20 }
      if hasWideAmount(net) { total += readLength(resolved(operand(net, 1))) + 24 }
    default: break
    }
    if total > LoweredModule.maximumLength || count > LoweredModule.maximumOperators {
      nameOperands(range, &total, &count)
      inner = []
      for position in range {
        let operand = resolved(operands[position].index)
        if isInline(operand) { inner.formUnion(flags[operand]) } else if isSelect(operand) { inner.insert(.hasSelect) }
      }
    }
    flags[net].formUnion(inner.intersection([.hasSign, .hasSelect]))
    if selectsBits(net) { flags[net].insert(.hasSelect) }
    length[net] = UInt8(min(250, total))
    operators[net] = UInt8(min(250, count))
    if hasUserName(net) || flags[net].contains(.forced) || reads[net] > 1 && !isShort(net) {
      flags[net].insert(.named)
    }
  }

  /// Gives names to operands of an expression that would be too long, the longest first, until it is not.
  private func nameOperands(_ range: Range<Int>, _ total: inout Int, _ count: inout Int) {
    while total > LoweredModule.maximumLength || count > LoweredModule.maximumOperators {
      var longest = -1
      var most = 0
      for position in range {
        let operand = resolved(operands[position].index)
        guard isInline(operand), operators[operand] > 0 else { continue }
        let cost = Int(length[operand]) + Int(operators[operand])
        if cost > most { (longest, most) = (operand, cost) }
        if range.count > 3 {
          flags[operand].insert(.named)
          total -= Int(length[operand]) - LoweredModule.temporaryLength
          count -= Int(operators[operand])
        }
      }
      if longest < 0 || range.count > 3 { break }
      flags[longest].insert(.named)
      total -= Int(length[longest]) - LoweredModule.temporaryLength
      count -= Int(operators[longest])
    }
  }

  /// Whether a net reads as bits of another one, and that is no constant.
  @inline(__always)
  private func isSelect(_ net: Int) -> Bool {
    let net = resolved(net)
    guard reading[net] == .slice, !flags[net].contains(.named) else { return false }
    return cells[Int(target[net])].operation != .literal
  }

  /// Whether an operation itself selects bits of an operand.
  @inline(__always)
  private func selectsBits(_ net: Int) -> Bool {
    switch cells[net].operation {
    case .signExtend, .index: true
    case .multiply: isSigned(net)
    case .shiftLeft, .shiftRight: hasWideAmount(net)
    default: false
    }
  }

  @inline(__always)
  private func isInline(_ net: Int) -> Bool { reading[net] == .plain && !flags[net].contains(.named) }

  /// What holds a signed operation has a name where an instance's pin reads it: yosys stops at such an expression. So has
  /// what does not stand on one line with the pin.
  private func nameAtPins() {
    for instance in instances {
      var hasExpressions = false
      for position in operandRange(Int(instance)) {
        let net = resolved(operands[position].index)
        if flags[net].contains(.hasSign) { flags[net].insert(.named) }
        if isInline(net), operators[net] > 0 { hasExpressions = true }
      }
      if hasExpressions { nameLongPins(of: Int(instance)) }
    }
  }

  /// Names what would not stand on the line of `    .port(expression),`.
  private func nameLongPins(of instance: Int) {
    let definition = ModuleID(raw: cells[instance].auxiliary)
    var position = operandRange(instance).lowerBound
    for index in 0..<netlist.portCount(of: definition) {
      let port = netlist.port(index, of: definition)
      if !port.direction.isOperand { continue }
      let net = resolved(operands[position].index)
      position += 1
      if isInline(net), operators[net] > 0,
        netlist.names.length(of: port.name) + Int(length[net]) + 8 > VerilogText.maximumColumns
      {
        flags[net].insert(.named)
      }
    }
  }

  /// Whether the net reads well even where it stands more than once: an inversion or extension of a name.
  private func isShort(_ net: Int) -> Bool {
    guard cells[net].operation == .not || cells[net].operation == .zeroExtend else { return false }
    let inner = resolved(operand(net, 0))
    return reading[inner] != .plain || flags[inner].contains(.named) || cells[inner].operation == .literal
  }
}
