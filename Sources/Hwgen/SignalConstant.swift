import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A constant that is no integer, before it stands in a body: the text of a value, and its type if it has one of its own.
/// Made by what is a `SignalValue`; `Body` makes a literal of it.
final class SignalConstant: Sendable {
  let type: HardwareType?
  let text: String

  init(_ type: HardwareType?, _ text: String) {
    self.type = type
    self.text = text
  }

  /// A literal: of its own type, or of the one where it stands.
  func net(_ builder: ModuleBuilder, as other: TypeID?) throws(Failure) -> NetID {
    if let type { return try builder.literal(text: text, type: try type.id(in: builder)) }
    guard let other else {
      throw Failure(
        .badOperand, "a constant stands where nothing tells its type", at: builder.place,
        fix: "write io.literal(value, type)")
    }
    return try builder.literal(text: text, type: other)
  }

  /// As the text of a value of a type; nil if it is of another type.
  func text(as other: TypeID, _ builder: ModuleBuilder) throws(Failure) -> String? {
    guard let type else { return text }
    return try type.id(in: builder) == other ? TextScanner.name(text) : nil
  }
}

/// A number with a point as a constant of a fixed-point type, exactly: HW2011 if the type does not have it.
extension Double: SignalValue {
  public var signal: Signal {
    guard isFinite else { return Signal(SignalConstant(nil, "\(self)")) }
    if self == 0 { return Signal(SignalConstant(nil, "0")) }
    let units = UInt64(abs(significand) * 0x1p52)
    let sign = self < 0 ? "-" : ""
    return Signal(SignalConstant(nil, "\(sign)0x\(String(units, radix: 16))p\(Int(exponent) - 52)"))
  }
}

/// The text of a value, as `HardwareType.pack` reads it, as a constant: `resetValue: "{x: 1, y: idle}"`.
extension String: SignalValue {
  public var signal: Signal { Signal(SignalConstant(nil, self)) }
}

extension Signal {
  public static func + (a: Signal, b: Double) -> Signal { a + b.signal }
  public static func - (a: Signal, b: Double) -> Signal { a - b.signal }
  public static func == (a: Signal, b: Double) -> Signal { a == b.signal }
  public static func < (a: Signal, b: Double) -> Signal { a < b.signal }
  public static func > (a: Signal, b: Double) -> Signal { a > b.signal }
  public static func <== (target: Signal, value: Double) { target.drive(value.signal, isLocated: false) }
}
