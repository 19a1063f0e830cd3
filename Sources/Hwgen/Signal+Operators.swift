import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// The operators. They carry no place: a message about one names the nearest located call before it in the body. Each has
/// a method that carries its own; see `Signal+Located.swift`.
extension Signal {
  /// The sum without carry, as wide as the operands: UInt or SInt of one width.
  public static func + (a: Signal, b: Signal) -> Signal { binary(.add, a, b) }
  public static func - (a: Signal, b: Signal) -> Signal { binary(.subtract, a, b) }
  /// The product, as wide as both operands together.
  public static func * (a: Signal, b: Signal) -> Signal { binary(.multiply, a, b) }
  /// The quotient towards zero, as wide as `a`; 0 for a divisor of 0.
  public static func / (a: Signal, b: Signal) -> Signal { division(.divide, a, b) }
  /// The remainder with the sign of `a`, as wide as `b`; `a` for a divisor of 0.
  public static func % (a: Signal, b: Signal) -> Signal { division(.modulo, a, b) }
  public static func & (a: Signal, b: Signal) -> Signal { binary(.and, a, b) }
  public static func | (a: Signal, b: Signal) -> Signal { binary(.or, a, b) }
  public static func ^ (a: Signal, b: Signal) -> Signal { binary(.xor, a, b) }
  /// A Bit, as with all comparisons.
  public static func == (a: Signal, b: Signal) -> Signal { binary(.equal, a, b) }
  public static func != (a: Signal, b: Signal) -> Signal { binary(.notEqual, a, b) }
  public static func < (a: Signal, b: Signal) -> Signal { binary(.less, a, b) }
  public static func <= (a: Signal, b: Signal) -> Signal { binary(.lessEqual, a, b) }
  public static func > (a: Signal, b: Signal) -> Signal { binary(.less, b, a) }
  public static func >= (a: Signal, b: Signal) -> Signal { binary(.lessEqual, b, a) }
  /// The amount is an unsigned value of any width; the result is as wide as `a`.
  public static func << (a: Signal, amount: Signal) -> Signal { shift(.shiftLeft, a, amount) }
  /// Of an SInt, copies of the sign come in.
  public static func >> (a: Signal, amount: Signal) -> Signal { shift(.shiftRight, a, amount) }
  public static prefix func ~ (a: Signal) -> Signal { unary(.not, a) }
  public static prefix func - (a: Signal) -> Signal { unary(.negate, a) }

  // With an integer: a constant of the signal's type.
  public static func + (a: Signal, b: Int) -> Signal { a + Signal(integer: b) }
  public static func + (a: Int, b: Signal) -> Signal { Signal(integer: a) + b }
  public static func - (a: Signal, b: Int) -> Signal { a - Signal(integer: b) }
  public static func - (a: Int, b: Signal) -> Signal { Signal(integer: a) - b }
  public static func * (a: Signal, b: Int) -> Signal { a * Signal(integer: b) }
  public static func * (a: Int, b: Signal) -> Signal { Signal(integer: a) * b }
  public static func / (a: Signal, b: Int) -> Signal { a / Signal(integer: b) }
  public static func / (a: Int, b: Signal) -> Signal { Signal(integer: a) / b }
  public static func % (a: Signal, b: Int) -> Signal { a % Signal(integer: b) }
  public static func % (a: Int, b: Signal) -> Signal { Signal(integer: a) % b }
  public static func & (a: Signal, b: Int) -> Signal { a & Signal(integer: b) }
  public static func & (a: Int, b: Signal) -> Signal { Signal(integer: a) & b }
  public static func | (a: Signal, b: Int) -> Signal { a | Signal(integer: b) }
  public static func | (a: Int, b: Signal) -> Signal { Signal(integer: a) | b }
  public static func ^ (a: Signal, b: Int) -> Signal { a ^ Signal(integer: b) }
  public static func ^ (a: Int, b: Signal) -> Signal { Signal(integer: a) ^ b }
  public static func == (a: Signal, b: Int) -> Signal { a == Signal(integer: b) }
  public static func == (a: Int, b: Signal) -> Signal { Signal(integer: a) == b }
  public static func != (a: Signal, b: Int) -> Signal { a != Signal(integer: b) }
  public static func != (a: Int, b: Signal) -> Signal { Signal(integer: a) != b }
  public static func < (a: Signal, b: Int) -> Signal { a < Signal(integer: b) }
  public static func < (a: Int, b: Signal) -> Signal { Signal(integer: a) < b }
  public static func <= (a: Signal, b: Int) -> Signal { a <= Signal(integer: b) }
  public static func <= (a: Int, b: Signal) -> Signal { Signal(integer: a) <= b }
  public static func > (a: Signal, b: Int) -> Signal { a > Signal(integer: b) }
  public static func > (a: Int, b: Signal) -> Signal { Signal(integer: a) > b }
  public static func >= (a: Signal, b: Int) -> Signal { a >= Signal(integer: b) }
  public static func >= (a: Int, b: Signal) -> Signal { Signal(integer: a) >= b }
  public static func << (a: Signal, amount: Int) -> Signal { a << Signal(integer: amount) }
  public static func >> (a: Signal, amount: Int) -> Signal { a >> Signal(integer: amount) }

  // MARK: How they are made

  @inline(__always)
  static func binary(_ operation: Operation, _ a: Signal, _ b: Signal, isLocated: Bool = false) -> Signal {
    guard let body = a.body ?? b.body else { return Signal(nil, untyped) }
    return body.operation(isLocated: isLocated) { (builder) throws(Failure) in
      if a.body != nil, b.body != nil {
        let left = try body.net(a)
        return try builder.binary(operation, left, try body.net(b))
      }
      // An integer takes the type of the other operand.
      let known = try body.net(a.body == nil ? b : a)
      let type = builder.type(of: known)
      let left = try body.net(a, as: type, builder)
      return try builder.binary(operation, left, try body.net(b, as: type, builder))
    }
  }

  /// `divide` and `modulo` of numbers of any widths.
  static func division(_ operation: Operation, _ a: Signal, _ b: Signal, isLocated: Bool = false) -> Signal {
    guard let body = a.body ?? b.body else { return Signal(nil, untyped) }
    return body.operation(isLocated: isLocated) { (builder) throws(Failure) in
      let type = builder.type(of: try body.net(a.body == nil ? b : a))
      let left = try body.net(a, as: type, builder)
      return try builder.division(operation, left, try body.net(b, as: type, builder))
    }
  }

  /// A shift by an integer is one by a literal of just enough bits.
  static func shift(_ operation: Operation, _ a: Signal, _ amount: Signal, isLocated: Bool = false) -> Signal {
    guard let body = a.body ?? amount.body else { return Signal(nil, untyped) }
    return body.operation(isLocated: isLocated) { (builder) throws(Failure) in
      let value = try body.net(a)
      guard let constant = amount.integer else {
        return try builder.binary(operation, value, try body.net(amount))
      }
      let width = max(1, Int.bitWidth - max(constant, 0).leadingZeroBitCount)
      let type = try body.types.vector(.uint, width: width)
      return try builder.binary(operation, value, try builder.literal(Integer(constant), type: type))
    }
  }

  @inline(__always)
  static func unary(_ operation: Operation, _ a: Signal, isLocated: Bool = false) -> Signal {
    guard let body = a.body else { return Signal(nil, untyped) }
    return body.operation(isLocated: isLocated) { (builder) throws(Failure) in
      try builder.unary(operation, try body.net(a))
    }
  }
}
