import HwgenSupport

/// What is asked of a module again and again, and found once, when it is checked.
struct ModuleFacts: BitwiseCopyable {
  /// Some cell makes a clock that is none of the ports.
  var makesClock = false
  var hasInstances = false
  /// The bits of the names of all signals, for `Module.mayDeclare`.
  var nameBits: UInt64 = 0

  static func nameBit(_ name: NameID) -> UInt64 { 1 << UInt64(name.raw & 63) }
}
