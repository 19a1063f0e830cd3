import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Cones: the hashes of what nets are computed from, down to what has a name of its own. Temporaries are named after them.
extension LoweredModule {
  /// The hash that readers of a net see: that of its name where it has one of its own.
  @inline(__always)
  func readHash(_ net: Int) -> UInt64 {
    let net = resolved(net)
    switch reading[net] {
    case .slice:
      var hash = StableHash(seed: readHash(Int(target[net])))
      if hasLate {
        hash.combine(hashed(low[net]))
        hash.combine(hashed(width[net]))
      } else {
        hash.combine(UInt64(low[net]) << 32 | UInt64(width[net]))
      }
      return hash.value
    case .zero: return UInt64(width[net])
    default: break
    }
    let name = cells[net].name
    if !name.isNone {
      guard isSegment(net) else { return netlist.names.hash(of: name) }
      var hash = StableHash(seed: netlist.names.hash(of: name))
      hash.combine(cells[net].auxiliary)
      return hash.value
    }
    switch cells[net].operation {
    case .literal: return coneHash(net)
    case .register, .wire: return hashed(width[net]) << 8 | UInt64(cells[net].operation.rawValue)
    case .memory: return coneHash(net)
    case .instanceOutput:
      let instance = operand(net, 0)
      var name = cells[instance].name
      if name.isNone { name = netlist.name(of: ModuleID(raw: cells[instance].auxiliary)) }
      var hash = StableHash(seed: netlist.names.hash(of: name))
      hash.combine(UInt64(cells[net].auxiliary))
      return hash.value
    default: return cone[net]
    }
  }

  /// Whether the operation means something else if its first operand is signed.
  @inline(__always)
  func isSignSensitive(_ operation: Operation) -> Bool {
    operation == .less || operation == .lessEqual || operation == .shiftRight || operation == .multiply
      || operation == .divide || operation == .modulo
  }

  /// The hash of what a net is.
  func coneHash(_ net: Int) -> UInt64 {
    if reading[net] != .plain { return readHash(net) }
    var hash = coneSeed(net)
    switch cells[net].operation {
    case .literal, .memory, .input, .output, .inout, .wire, .register, .instance, .instanceOutput, .check: break
    default: for position in operandRange(net) { hash.combine(readHash(operands[position].index)) }
    }
    return hash.value
  }

  /// The hash of an operation without its operands, and of all that a literal or the shape of a memory is.
  @inline(__always)
  func coneSeed(_ net: Int) -> StableHash {
    let cell = cells[net]
    var hash = StableHash()
    hash.combine(UInt64(cell.operation.rawValue) << 32 | hashed(width[net]))
    switch cell.operation {
    case .literal:
      if width[net] <= 32 || isLate(net) {
        hash.combine(cell.auxiliary)
      } else {
        for word in literals[Int(cells[net].auxiliary)].words { hash.combine(word) }
      }
    case .memory: hash.combine(memories[Int(cell.auxiliary)].hash)
    case .extract, .index:
      if hasLate { hash.combine(hashed(cell.auxiliary)) } else { hash.combine(cell.auxiliary) }
    default: if isSignSensitive(cell.operation), isSigned(operand(net, 0)) { hash.combine(UInt64(1)) }
    }
    return hash
  }

  /// The hash of something with state or of several drives, once all cones are known: what it is given.
  func stateHash(_ net: Int) -> UInt64 {
    var hash = StableHash(seed: cone[net])
    switch cells[net].operation {
    case .register, .instance:
      if cells[net].operation == .instance {
        hash.combine(netlist.names.hash(of: netlist.name(of: ModuleID(raw: cells[net].auxiliary))))
      }
      for position in operandRange(net) {
        hash.combine(operands[position] == .none ? 0 : readHash(operands[position].index))
      }
    case .memory:
      for index in writeRange(net) {
        let write = writes[index]
        hash.combine(readHash(Int(write.clock)))
        hash.combine(readHash(Int(write.index)))
        hash.combine(write.enable == LoweredModule.none ? 0 : readHash(Int(write.enable)))
        for part in parts(of: write) {
          hash.combine(part.mask == LoweredModule.none ? 0 : readHash(Int(part.mask)))
          hash.combine(readHash(Int(part.data)))
        }
      }
    default: break
    }
    if cells[net].operation == .register || cells[net].operation == .wire {
      for drive in driveRange(net) {
        hash.combine(UInt64(drives[drive].low))
        hash.combine(readHash(drives[drive].value.index))
      }
      for position in assignmentRange(net) {
        let assignment = assignments[Int(assignmentOrder[position])]
        hash.combine(UInt64(assignment.low))
        hash.combine(readHash(assignment.value.index))
        if assignment.branch == Branch.none { continue }
        forEachOperand(of: choices[Int(branches[Int(assignment.branch)].choice)]) { hash.combine(readHash($0.index)) }
      }
    }
    return hash.value
  }
}
