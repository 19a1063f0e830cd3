import HwgenNetlist
import HwgenTypes

/// Clocks and resets as the text names them: an inverted one stands there as the net itself, with the other edge.
extension LoweredModule {
  /// What a clocked block waits for: an edge or a level of a net.
  struct Trigger: Hashable {
    var net: UInt32
    /// The falling edge, or the level 0.
    var isLow: Bool

    static let none = Trigger(net: LoweredModule.none, isLow: false)
  }

  /// The edge of a net at which a clock is active, or the level of one at which a reset is.
  func trigger(_ control: Int) -> Trigger {
    var isLow = cells[control].type.isActiveLow
    var net = resolved(control)
    while cells[net].operation == .not, reading[net] == .plain, cells[net].name.isNone,
      cells[net].type == .clock || cells[net].type.isReset
    {
      isLow.toggle()
      net = resolved(operand(net, 0))
    }
    return Trigger(net: UInt32(truncatingIfNeeded: net), isLow: isLow)
  }
}
