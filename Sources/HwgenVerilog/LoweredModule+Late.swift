import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Nets whose width is left to Verilog. In the tables such a width, and the low bit of what is the highest bit of such a
/// net, is an extent (`TypeStore.extent`): a number that equal ones share, and that is no width. Folding and the passes that
/// cut nets leave these nets alone; each asks `hasLate` first.
extension LoweredModule {
  @inline(__always)
  func isLate(_ net: Int) -> Bool { width[net] >= UInt32(TypeStore.lateExtent) }

  /// Whether the net or what it is given has a width that is left to Verilog.
  func touchesLate(_ net: Int) -> Bool {
    if isLate(net) { return true }
    switch cells[net].operation {
    case .instance, .instanceOutput, .check, .memory: return false
    default: return operandRange(net).contains { operands[$0] != .none && isLate(operands[$0].index) }
    }
  }

  /// What is known of a net that touches such a width: that it is 0, or what a comparison gives. No more, but so much that
  /// no tool finds out what the text does not say. Nil for nothing.
  func lateBounds(_ net: Int) -> Bounds? {
    let (zero, one) = (Bounds(low: 0, high: 0), Bounds(low: 1, high: 1))
    let range = operandRange(net)
    func input(_ position: Int) -> Int { operands[range.lowerBound + position].index }
    func isZero(_ position: Int) -> Bool { bounds[input(position)].isZero }
    func isSame() -> Bool { resolved(input(0)) == resolved(input(1)) }
    switch cells[net].operation {
    case .literal: return cells[net].auxiliary == 0 ? zero : nil
    case .wire, .output:
      return isDrivenWhole(net) && bounds[drives[Int(low[net])].value.index].isZero ? zero : nil
    case .cast, .negate, .extract, .zeroExtend, .signExtend, .shiftLeft, .shiftRight, .reduceAnd, .reduceOr, .reduceXor:
      return isZero(0) ? zero : nil
    case .and, .multiply: return isZero(0) || isZero(1) ? zero : nil
    case .xor, .subtract: return isSame() || isZero(0) && isZero(1) ? zero : nil
    case .or, .add: return isZero(0) && isZero(1) ? zero : nil
    case .mux:
      let selector = bounds[input(0)]
      if selector.isKnown { return isZero(selector.isZero ? 2 : 1) ? zero : nil }
      return isZero(1) && isZero(2) ? zero : nil
    case .concat: return range.allSatisfy { bounds[operands[$0].index].isZero } ? zero : nil
    case .equal: return isSame() || isZero(0) && isZero(1) ? one : nil
    case .notEqual: return isSame() || isZero(0) && isZero(1) ? zero : nil
    case .less: return isSame() || isZero(1) && (isZero(0) || !isSigned(input(0))) ? zero : nil
    case .lessEqual: return isSame() || isZero(0) && (isZero(1) || !isSigned(input(0))) ? one : nil
    default: return nil
    }
  }

  /// Makes a net of such a width the literal 0.
  func makeLateZero(_ net: Int) {
    cells[net].operation = .literal
    cells[net].auxiliary = 0
    reading[net] = .plain
    flags[net].remove(.hasSign)
    flags[net].insert(.folded)
  }

  /// A width, or a low bit, where it goes into a hash: the same in every process.
  @inline(__always)
  func hashed(_ extent: UInt32) -> UInt64 {
    extent < UInt32(TypeStore.lateExtent) ? UInt64(extent) : hashedLate(extent)
  }

  private func hashedLate(_ extent: UInt32) -> UInt64 {
    netlist.types.expressions.hash(of: netlist.types.widthExpression(ofExtent: Int(extent)))
  }

  /// The late parameters that the text reads: in ranges, in checks, and in what instances are given. Linear.
  func lateNamesRead(_ module: Module) -> Set<NameID> {
    guard let late else { return [] }
    let types = netlist.types
    var extents: Set<UInt32> = []
    for net in cells.indices where flags[net].contains(.live) || net < portCount {
      extents.formUnion([width[net], low[net]])
      if cells[net].operation == .extract { extents.insert(cells[net].auxiliary) }
    }
    var expressions = late.constraints + module.lateConstraints
    for extent in extents where extent >= UInt32(TypeStore.lateExtent) {
      expressions.append(types.widthExpression(ofExtent: Int(extent)))
    }
    for instance in instances {
      guard let values = module.lateArguments(of: NetID(Int(instance))) else { continue }
      expressions += netlist.lateExpressions(
        given: values, to: ModuleID(raw: cells[Int(instance)].auxiliary))
    }
    return Set(expressions.flatMap(types.expressions.parameters(of:)))
      .union(late.parameters.filter { $0.hasLow || $0.hasHigh }.map(\.name))
  }

  /// Keeps the names of the module's late parameters for them.
  func reserveLateNames() {
    guard let late else { return }
    for parameter in late.parameters {
      let start = names.pool.count
      names.pool.append(parameter.name, in: netlist.names)
      _ = names.reserve(from: start)
    }
  }
}
