import HwgenNetlist
import HwgenSupport

/// The operators as methods that carry their place.
extension Signal {
  /// `self + b`.
  public func adding(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.add, self, b.signal, file, line)
  }

  /// `self - b`.
  public func subtracting(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.subtract, self, b.signal, file, line)
  }

  /// `self * b`.
  public func multiplied(by b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.multiply, self, b.signal, file, line)
  }

  /// `self / b`.
  public func divided(by b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    (body ?? b.signal.body)?.locate(file, line)
    return Signal.division(.divide, self, b.signal, isLocated: true)
  }

  /// `self % b`.
  public func remainder(by b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    (body ?? b.signal.body)?.locate(file, line)
    return Signal.division(.modulo, self, b.signal, isLocated: true)
  }

  /// `self & b`.
  public func and(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.and, self, b.signal, file, line)
  }

  /// `self | b`.
  public func or(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.or, self, b.signal, file, line)
  }

  /// `self ^ b`.
  public func xor(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.xor, self, b.signal, file, line)
  }

  /// `self == b`.
  public func equals(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.equal, self, b.signal, file, line)
  }

  /// `self != b`.
  public func differs(from b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.notEqual, self, b.signal, file, line)
  }

  /// `self < b`.
  public func isLess(than b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.less, self, b.signal, file, line)
  }

  /// `self <= b`.
  public func isAtMost(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.lessEqual, self, b.signal, file, line)
  }

  /// `self > b`.
  public func isGreater(than b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.less, b.signal, self, file, line)
  }

  /// `self >= b`.
  public func isAtLeast(_ b: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    located(.lessEqual, b.signal, self, file, line)
  }

  /// `self << amount`.
  public func shiftedLeft(by amount: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    (body ?? amount.signal.body)?.locate(file, line)
    return Signal.shift(.shiftLeft, self, amount.signal, isLocated: true)
  }

  /// `self >> amount`.
  public func shiftedRight(by amount: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    (body ?? amount.signal.body)?.locate(file, line)
    return Signal.shift(.shiftRight, self, amount.signal, isLocated: true)
  }

  /// `~self`.
  public func inverted(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body?.locate(file, line)
    return Signal.unary(.not, self, isLocated: true)
  }

  /// `-self`.
  public func negated(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body?.locate(file, line)
    return Signal.unary(.negate, self, isLocated: true)
  }

  /// Whether all bits are 1.
  public func all(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body?.locate(file, line)
    return Signal.unary(.reduceAnd, self, isLocated: true)
  }

  /// Whether a bit is 1.
  public func any(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body?.locate(file, line)
    return Signal.unary(.reduceOr, self, isLocated: true)
  }

  /// The exclusive or of all bits.
  public func parity(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body?.locate(file, line)
    return Signal.unary(.reduceXor, self, isLocated: true)
  }

  private func located(
    _ operation: Operation, _ a: Signal, _ b: Signal, _ file: StaticString, _ line: UInt
  ) -> Signal {
    (a.body ?? b.body)?.locate(file, line)
    return Signal.binary(operation, a, b, isLocated: true)
  }
}
