import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowering: what stands in the text, and what of it is read, how often, and by what that asks for a name.
extension LoweredModule {
  /// Outputs, instances and checks are what the text is for, and what has an attribute is kept. What else has a name of the
  /// user's stands there if something reads it, or if nothing ever did: `markUnread`.
  func markLive(_ module: Module) {
    beginBranchReads()
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
      readBranches(from: check.branch, .check)
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
        flags[net].insert([.forced, .readWhole])
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
        read(Int(write.index), force: mayBeWidened(Int(write.index)))
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
    case .memoryRead:
      read(operand(net, 0))
      read(operand(net, 1), force: mayBeWidened(operand(net, 1)))
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
    case .cast: read(operand(net, 0))
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
      // A slice with a name of its own.
      var base = resolved(operand(net, 0))
      var from = cells[net].auxiliary
      if reading[base] == .slice { (base, from) = (Int(target[base]), from + low[base]) }
      if reading[base] == .plain {
        if cells[base].operation != .literal || isLate(base) { flags[base].insert(.forced) }
        reads[base] += 1
        partialReads.append((UInt32(truncatingIfNeeded: base), from, width[net]))
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

  /// Whether an address is an expression in which something may be a sum: it has a name, since iverilog keeps the carry of
  /// a sum in the index of a memory, `memory[p + 2'd1]`, and reads a word that there is not.
  private func mayBeWidened(_ net: Int) -> Bool {
    let net = resolved(net)
    guard reading[net] == .plain else { return false }
    switch cells[net].operation {
    case .add, .subtract, .multiply, .divide, .modulo, .negate, .not, .and, .or, .xor, .mux, .shiftLeft, .shiftRight:
      return true
    default: return false
    }
  }

  /// Reads the values that are assigned to a target, and once for all registers, once for all others, the conditions.
  private func readAssignments(of net: Int) {
    let reader: BranchReader = cells[net].operation == .register ? .clocked : .combinational
    for position in assignmentRange(net) {
      let assignment = assignments[Int(assignmentOrder[position])]
      read(assignment.value.index)
      flags[resolved(assignment.value.index)].insert(.constant)
      readBranches(from: assignment.branch, reader)
    }
  }

  private func beginBranchReads() {
    branchReads.refill(with: [], count: branches.count)
    unreadBranch.refill(with: Branch.none, count: choices.count * BranchReader.count)
    for index in unreadBranch.indices { unreadBranch[index] = choices[index / BranchReader.count].first }
  }

  /// Reads what stands in the text around a statement in a branch, once for each reader.
  private func readBranches(from first: UInt32, _ reader: BranchReader) {
    var branch = first
    while branch != Branch.none, !branchReads[Int(branch)].contains(reader) {
      branchReads[Int(branch)].insert(reader)
      let inner = branches[Int(branch)]
      let choice = choices[Int(inner.choice)]
      if choice.isSwitch {
        readCase(branch, of: choice, reader)
      } else {
        readConditions(upTo: branch, reader)
      }
      branch = choice.parent
    }
  }

  /// Reads the condition of a branch of a `when` and those before it; what comes after it may have no text.
  private func readConditions(upTo branch: UInt32, _ reader: BranchReader) {
    let place = Int(branches[Int(branch)].choice) * BranchReader.count + reader.index
    while unreadBranch[place] <= branch {
      let passed = branches[Int(unreadBranch[place])]
      if passed.condition != .none { read(passed.condition.index) }
      unreadBranch[place] = passed.next
    }
  }

  /// Reads the selector of a `switch`, and marks the values of a case with statements as standing in the text. A `default`
  /// has those of the cases without statements before it.
  private func readCase(_ branch: UInt32, of choice: Choice, _ reader: BranchReader) {
    let place = Int(branches[Int(branch)].choice) * BranchReader.count + reader.index
    if unreadBranch[place] != Branch.none {
      unreadBranch[place] = Branch.none
      let selector = resolved(choice.selector.index)
      read(selector, force: reading[selector] == .plain)
    }
    guard isWrittenAsDefault(branch, isClocked: reader != .combinational) else {
      return markKeys(of: branch, [.constant, .readWhole, .live])
    }
    var passed = choice.first
    while passed != branch {
      markKeys(of: passed, .readWhole)
      passed = branches[Int(passed)].next
    }
  }

  private func markKeys(of branch: UInt32, _ marks: NetFlags) {
    let inner = branches[Int(branch)]
    for key in inner.firstKey..<inner.firstKey + inner.keyCount { flags[keys[Int(key)].index].formUnion(marks) }
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

  /// The sign of a net is read as a bit of it, so it must have a name.
  private func forceForSign(_ net: Int) {
    let net = resolved(net)
    if reading[net] == .plain, cells[net].operation != .literal { flags[net].insert(.forced) }
  }
}
