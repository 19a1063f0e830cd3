import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Lowering, second pass: in which order the text stands, and what is inlined.
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
    nameInBlocks()
    makeBlocks()
  }

  /// An instance's output that only drives one wire or output needs no net of its own; a register that drives an output
  /// of its name, or any if it has none, is that output.
  private func connectDirectly() {
    var last = NetID.none
    for drive in drives.indices where drives[drive].target != last {
      last = drives[drive].target
      let net = last.index
      guard flags[net].contains(.live), cells[net].operation == .output || cells[net].operation == .wire,
        reading[net] == .plain, isDrivenWhole(net)
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
        if isInline(operand), !flags[operand].isDisjoint(with: [.hasSelect, .hasWord]) {
          flags[operand].insert(.named)
        }
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
    flags[net].formUnion(inner.intersection([.hasSign, .hasSelect, .hasWord]))
    if cells[net].operation == .memoryRead { flags[net].insert(.hasWord) }
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
  func isSelect(_ net: Int) -> Bool {
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

  /// What reads a word of a memory has a name where a combinational block reads it: iverilog warns that such a block waits
  /// for all words.
  private func nameInBlocks() {
    if memoryNets.isEmpty || assignments.isEmpty { return }
    func name(_ net: NetID) {
      let net = resolved(net.index)
      if isInline(net), flags[net].contains(.hasWord) { flags[net].insert(.named) }
    }
    var seen: Set<UInt32> = []
    for assignment in assignments where cells[assignment.target.index].operation != .register {
      name(assignment.value)
      for drive in driveRange(assignment.target.index) { name(drives[drive].value) }
      var branch = assignment.branch
      while branch != Branch.none, case let choice = branches[Int(branch)].choice, seen.insert(choice).inserted {
        forEachOperand(of: choices[Int(choice)], name)
        branch = choices[Int(choice)].parent
      }
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
