import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Naming: ports, then what the user named, then registers, wires and instances without name, then temporaries.
extension LoweredModule {
  /// The longest name made of operands' names; beyond it a digest stands for them.
  static let maximumSpelled = 24

  /// Gives all that is printed its name. `appendModuleName` adds the module's own, which nothing else gets.
  func nameAll(_ appendModuleName: (inout ByteBuffer) -> Void) {
    for port in 0..<portCount {
      let start = names.pool.count
      names.pool.append(cells[port].name, in: netlist.names)
      name[port] = names.reserve(from: start)
    }
    let start = names.pool.count
    appendModuleName(&names.pool)
    _ = names.reserve(from: start)

    reserveLateNames()
    reserveInlineWords()
    for net in portCount..<cells.count where flags[net].contains(.live) && !cells[net].name.isNone {
      guard flags[net].contains(.named) || cells[net].operation == .instance else { continue }
      if flags[net].contains(.registerPort) {
        name[net] = name[Int(target[net])]
        continue
      }
      let start = names.pool.count
      appendName(of: net)
      if cells[net].operation == .instance { tellApart(net, cells[net].name, from: start) }
      add(net, from: start)
    }
    settleNames()
    for net in instances where cells[Int(net)].name.isNone {
      let start = names.pool.count
      appendUserName(netlist.name(of: ModuleID(raw: cells[Int(net)].auxiliary)))
      names.pool.replaceBytes(from: start) { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
      tellApart(Int(net), names.poolName(from: start, in: netlist.names), from: start)
      add(Int(net), from: start)
    }
    settleNames()
    nameInstanceOutputs()
    for net in cells.indices where flags[net].contains([.live, .named]) && name[net] == LoweredModule.none {
      if cells[net].operation == .instanceOutput, Int(target[net]) != net, reading[net] == .plain { continue }
      let start = names.pool.count
      let wish = appendDescription(net)
      add(net, from: start, wish: wish)
    }
    if memoryNets.contains(where: { isInitialised(Int($0)) && !memories[Int(cells[Int($0)].auxiliary)].isListed }) {
      let start = names.pool.count
      names.pool.append("i")
      loopName = names.add(from: start, hash: 0, isPure: false)
    }
    // Labels come last, so that no other name depends on them.
    for check in checks where !cells[check.net.index].name.isNone && flags[check.net.index].contains(.live) {
      settleNames()
      let start = names.pool.count
      appendName(of: check.net.index)
      add(check.net.index, from: start)
    }
    nameSignedPins()
    settleNames()
    for net in instanceOutputs where net != LoweredModule.none && name[Int(net)] == LoweredModule.none {
      if flags[Int(net)].contains(.live) { name[Int(net)] = name[Int(target[Int(net)])] }
    }
  }

  /// Whether a net is a literal with a name that stands in the text as a constant: where it is assigned in a program, or is a
  /// key or a reset value there; a member of an enumeration everywhere.
  func isNamedConstant(_ net: Int) -> Bool {
    guard cells[net].operation == .literal, reading[net] == .plain, hasUserName(net),
      flags[net].contains([.live, .named])
    else { return false }
    if isMember(net) { return true }
    return flags[net].contains(.constant) && !netlist.types.kind(of: cells[net].type).isControl
  }

  private func settleNames() {
    if !names.isSettled { names.settle(self) }
  }

  /// Adds the name of a net. The hash of what has state is found when a clash asks for it.
  private func add(_ net: Int, from start: Int, wish: Int? = nil) {
    let isPure = isPure(net)
    name[net] = names.add(
      from: start, wish: wish, hash: isPure ? cone[net] : LoweredModule.state(of: net), isHashed: isPure,
      isPure: isPure,
      net: UInt32(truncatingIfNeeded: net))
  }

  /// What `stateHash(of:)` makes the hash from: the net, and for an output of an instance its port.
  @inline(__always)
  private static func state(of net: Int, port: UInt32 = none) -> UInt64 { UInt64(net) << 32 | UInt64(port) }

  /// The hash of something with state, or of an output of an instance.
  func stateHash(of state: UInt64) -> UInt64 {
    let net = Int(state >> 32)
    let own = stateHash(net)
    let port = UInt32(truncatingIfNeeded: state)
    if port == LoweredModule.none { return own }
    var hash = StableHash(seed: own)
    hash.combine(netlist.names.hash(of: netlist.port(Int(port), of: ModuleID(raw: cells[net].auxiliary)).name))
    return hash.value
  }

  @inline(__always)
  private func isPure(_ net: Int) -> Bool {
    let operation = cells[net].operation
    return operation != .register && operation != .instance && operation != .instanceOutput && operation != .wire
      && operation != .memory
  }

  @inline(__always)
  private func nameHash(_ net: Int) -> UInt64 { isPure(net) ? cone[net] : stateHash(net) }

  /// The user's name for a net; for a piece of a vector, with its bits behind it.
  private func appendName(of net: Int) {
    appendUserName(cells[net].name)
    if isSegment(net) { appendPart(of: net, low: 0, width: width[net]) }
  }

  /// What stands behind the name of a net for some of its bits; those of a piece are told as bits of its vector.
  private func appendPart(of net: Int, low: UInt32, width: UInt32) {
    if isSegment(net) {
      appendPart(of: vectorType(of: net), low: cells[net].auxiliary + low, width: width)
    } else {
      appendPart(of: cells[net].type, low: low, width: width)
    }
  }

  /// Puts `_inst` behind the wish of an instance while a signal of its module has that name: verilator warns of the one
  /// that hides the other.
  private func tellApart(_ instance: Int, _ wish: NameID?, from start: Int) {
    var wish = wish
    let definition = ModuleID(raw: cells[instance].auxiliary)
    while let name = wish, signalNames.contains(name, in: definition, of: netlist) {
      names.pool.append("_inst")
      wish = names.poolName(from: start, in: netlist.names)
    }
  }

  /// `_hi`, `_2_data_7_4`: the fields and elements that some bits of a type are in, and then the bits if they are not all.
  private func appendPart(of type: TypeID, low: UInt32, width: UInt32) {
    if hasLate { return appendBits(low: low, width: width) }
    let types = netlist.types
    var (type, low) = (type, Int(low))
    while low > 0 || Int(width) < types.width(of: type) {
      guard let part = types.part(of: type, low: low, width: Int(width)) else {
        return appendBits(low: UInt32(low), width: width)
      }
      names.pool.append("_")
      if part.name.isNone { names.pool.append(decimal: part.index) } else { appendUserName(part.name) }
      (type, low) = (part.type, low - part.low)
    }
  }

  private func appendBits(low: UInt32, width: UInt32) {
    if hasLate, max(low, width) >= UInt32(TypeStore.lateExtent) {
      return names.pool.append(width == 1 ? "_top" : "_low")
    }
    names.pool.append("_")
    if width > 1 {
      names.pool.append(decimal: Int(low + width) - 1)
      names.pool.append("_")
    }
    names.pool.append(decimal: Int(low))
  }

  private func appendUserName(_ name: NameID, isEnd: Bool = false) {
    let table = netlist.names
    // The end of a name may be a reserved word, as a port of an external module may be.
    if table.length(of: name) <= 900, isEnd || table.isIdentifier(name) {
      names.pool.append(name, in: table)
    } else {
      names.pool.append(string: Identifier.legalised(table[name]))
    }
  }

  /// `<instance>_<port>`, and `<instance>_<port>_unused` for outputs that nothing reads.
  private func nameInstanceOutputs() {
    for instance in instances {
      let cell = cells[Int(instance)]
      let definition = ModuleID(raw: cell.auxiliary)
      let first = Int(target[Int(instance)])
      for (index, port) in netlist.ports(of: definition).enumerated() where port.direction == .output {
        let net = instanceOutputs[first + index]
        let isRead = net != LoweredModule.none && flags[Int(net)].contains(.live)
        if isRead, name[Int(net)] != LoweredModule.none || target[Int(net)] != net { continue }
        let start = names.pool.count
        names.append(nameOf: name[Int(instance)])
        names.pool.append("_")
        appendUserName(port.name, isEnd: true)
        if !isRead { names.pool.append("_unused") }
        let state = LoweredModule.state(of: Int(instance), port: UInt32(index))
        let entry = names.add(from: start, hash: state, isHashed: false, isPure: false)
        if isRead {
          name[Int(net)] = entry
        } else {
          unusedOutputs.append((instance, UInt32(index), entry))
        }
      }
    }
    settleNames()
  }

  /// `<instance>_<port>_signed`. After the labels, and so without an effect on any other name.
  private func nameSignedPins() {
    for instance in instances where netlist[ModuleID(raw: cells[Int(instance)].auxiliary)].isExternal {
      settleNames()
      let definition = ModuleID(raw: cells[Int(instance)].auxiliary)
      let first = Int(target[Int(instance)])
      for (index, port) in netlist.ports(of: definition).enumerated() where isSignedPin(Int(instance), port) {
        if port.direction == .output {
          let net = instanceOutputs[first + index]
          guard net != LoweredModule.none, flags[Int(net)].contains(.live) else { continue }
        }
        let start = names.pool.count
        names.append(nameOf: name[Int(instance)])
        names.pool.append("_")
        appendUserName(port.name, isEnd: true)
        names.pool.append("_signed")
        let state = LoweredModule.state(of: Int(instance), port: UInt32(index))
        let entry = names.add(from: start, hash: state, isHashed: false, isPure: false)
        signedPins.append((instance, UInt32(index), entry))
      }
    }
  }

  /// What a net without name is called: its operation and its operands, or a digest of its cone; then what is returned is
  /// the length before the digest.
  private func appendDescription(_ net: Int) -> Int? {
    let start = names.pool.count
    if reading[net] == .slice, appendBits(of: net) { return nil }
    let word = reading[net] == .plain ? LoweredModule.word(cells[net].operation) : "bits"
    names.pool.append(word)
    if reading[net] == .plain, appendOperands(net, start) { return nil }
    names.pool.truncate(to: start + word.utf8CodeUnitCount)
    names.pool.append("_")
    var hash = nameHash(net)
    for _ in 0..<6 {
      names.pool.append(byte: LoweredModule.letters.utf8Start[Int(hash & 31)])
      hash >>= 5
    }
    return word.utf8CodeUnitCount
  }

  /// `data_7_4` for bits of something that has a name.
  private func appendBits(of slice: Int) -> Bool {
    let base = Int(target[slice])
    let name = cells[base].name
    guard reading[base] == .plain, !name.isNone, netlist.names.length(of: name) <= LoweredModule.maximumSpelled
    else { return false }
    appendUserName(name)
    appendPart(of: base, low: low[slice], width: width[slice])
    return true
  }

  private static let letters: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"

  private func appendOperands(_ net: Int, _ start: Int) -> Bool {
    let operation = cells[net].operation
    switch operation {
    case .register, .wire, .literal, .memory: return false
    default: break
    }
    let all = operandRange(net)
    let range = operation == .mux || operation == .choose ? all.lowerBound..<all.lowerBound + 1 : all
    guard range.count <= 3 else { return false }
    for position in range {
      let operand = resolved(operands[position].index)
      let base = reading[operand] == .slice ? Int(target[operand]) : operand
      guard reading[base] == .plain else { return false }
      names.pool.append("_")
      let cell = cells[base]
      if !cell.name.isNone {
        guard netlist.names.length(of: cell.name) <= LoweredModule.maximumSpelled else { return false }
        if base == operand { appendName(of: base) } else { appendUserName(cell.name) }
      } else if cell.operation == .literal, width[base] <= 32, base == operand {
        names.pool.append(decimal: Int(cell.auxiliary))
      } else if cell.operation == .instanceOutput, name[base] != LoweredModule.none {
        names.append(nameOf: name[base])
      } else {
        return false
      }
      if base != operand { appendPart(of: base, low: low[operand], width: width[operand]) }
      if names.pool.count - start > LoweredModule.maximumSpelled { return false }
    }
    if operation == .extract, hasLate, cells[net].auxiliary >= UInt32(TypeStore.lateExtent) {
      names.pool.append("_top")
    } else if operation == .extract {
      names.pool.append("_")
      names.pool.append(decimal: Int(cells[net].auxiliary))
    }
    return names.pool.count - start <= LoweredModule.maximumSpelled
  }

  /// The first word of a temporary's name.
  static func word(_ operation: Operation) -> StaticString {
    switch operation {
    case .input: "in"
    case .output: "out"
    case .wire: "wire"
    case .register: "reg"
    case .literal: "const"
    case .instance, .instanceOutput: "out"
    case .not: "not"
    case .negate: "neg"
    case .reduceAnd: "all"
    case .reduceOr: "any"
    case .reduceXor: "parity"
    case .and: "and"
    case .or: "or"
    case .xor: "xor"
    case .add: "sum"
    case .subtract: "diff"
    case .multiply: "prod"
    case .equal: "eq"
    case .notEqual: "ne"
    case .less: "lt"
    case .lessEqual: "le"
    case .shiftLeft: "shl"
    case .shiftRight: "shr"
    case .mux: "mux"
    case .extract: "bits"
    case .concat: "cat"
    case .zeroExtend: "zext"
    case .signExtend: "sext"
    case .cast, .crossing: "as"
    case .derivedClock: "clk"
    case .divide: "quot"
    case .modulo: "rem"
    case .choose: "select"
    case .index: "elem"
    case .replace: "with"
    case .memory, .memoryWrite: "mem"
    case .memoryRead, .memoryReadSync: "word"
    case .check: "check"
    case .inout: "pad"
    }
  }
}
