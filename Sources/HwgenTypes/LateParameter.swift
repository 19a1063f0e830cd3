import HwgenSupport

/// A parameter of a module that is left to Verilog: an integer of 32 bits, whose values are known by their range alone.
///
/// Made by a generator's schema for a circuit, or read from a netlist's text.
public struct LateParameter: Equatable, BitwiseCopyable, Sendable {
  /// An identifier of Verilog, which no port of the module has.
  public let name: NameID
  public let low: Int
  public let high: Int
  public let defaultValue: Int

  public init(name: NameID, low: Int, high: Int, defaultValue: Int) {
    self.name = name
    self.low = low
    self.high = high
    self.defaultValue = defaultValue
  }

  /// The values of an `int` of Verilog.
  public static let numbers = Int(Int32.min)...Int(Int32.max)

  /// Whether there are bounds besides those of its numbers.
  public var hasLow: Bool { low > LateParameter.numbers.lowerBound }
  public var hasHigh: Bool { high < LateParameter.numbers.upperBound }

  /// `bits: late int in 1..64 = 16`.
  public func text(in names: NameTable) -> String {
    let bounds =
      hasLow && hasHigh ? " in \(low)..\(high)" : hasLow ? " >= \(low)" : hasHigh ? " <= \(high)" : ""
    return "\(TextScanner.name(names[name])): late int\(bounds) = \(defaultValue)"
  }
}
