import HwgenNetlist

/// Assertions, covers and prints, and which of them are left.
extension LoweredModule {
  /// Whether a check may do something: some branch leads to it, and its reset is not always active.
  func isOn(_ check: Check) -> Bool {
    if check.branch == LoweredModule.never { return false }
    let reset = operands[Int(cells[check.net.index].firstOperand) + 1]
    return reset == .none || constantBit(reset.index) != !cells[reset.index].type.isActiveLow
  }

  /// The clock of a check, and its reset, unless that is never active.
  func edge(of check: Check) -> CheckEdge {
    let first = Int(cells[check.net.index].firstOperand)
    let reset = operands[first + 1]
    let hasReset = reset != .none && constantBit(reset.index) == nil
    return CheckEdge(
      clock: trigger(operands[first].index),
      reset: hasReset ? trigger(reset.index) : .none, isAsync: hasReset && cells[reset.index].type.isAsyncReset)
  }
}

/// When checks are looked at: those of one edge stand in one block.
struct CheckEdge: Hashable {
  var clock: LoweredModule.Trigger
  /// None for checks that hold in reset too.
  var reset: LoweredModule.Trigger
  /// The reset is asynchronous: its edge, at which nothing is looked at, stands in the block's head too, since verilator
  /// wants such a net to be the one or the other everywhere.
  var isAsync: Bool
}
