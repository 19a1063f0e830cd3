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

  /// A width, or a low bit, where it goes into a hash: the same in every process.
  @inline(__always)
  func hashed(_ extent: UInt32) -> UInt64 {
    extent < UInt32(TypeStore.lateExtent) ? UInt64(extent) : hashedLate(extent)
  }

  private func hashedLate(_ extent: UInt32) -> UInt64 {
    netlist.types.expressions.hash(of: netlist.types.widthExpression(ofExtent: Int(extent)))
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
