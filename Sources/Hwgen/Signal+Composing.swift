import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// What is put together from several operations: parts at an index that is a value, counts, growing sums, rotations.
extension Signal {
  /// A bit, or an element of an array, at an index of any width that is a value; 0 beyond the end.
  public subscript(index: Signal, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.element, [index], file, line)
  }

  /// `width` bits from a bit upwards that a value tells; those beyond the end are 0.
  public func slice(at low: Signal, width: Int, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.sliceAt, [low], number: width, file, line)
  }

  /// The same value with another bit or element at an index that is a value; unchanged beyond the end.
  public func replacing(
    at index: Signal, with value: some SignalValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    let value = value.signal
    guard let body else { return Signal(nil, Signal.untyped) }
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let whole = try body.net(self)
      let type = builder.type(of: whole)
      let types = builder.netlist.types
      let element = types.kind(of: type) == .array ? types.element(of: type) : .bit
      let position = try body.net(index)
      return try builder.nameable(
        try builder.replacing(whole, at: position, with: try body.net(value, as: element, builder)))
    }
  }

  // MARK: Counts

  /// How many bits are 1: a UInt of as many bits as the width needs, as for the other counts.
  public func popcount(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.popcount, [], file, line)
  }

  /// How many bits above the highest 1 are 0; the width if all are.
  public func countLeadingZeros(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.leadingZeros, [], file, line)
  }

  /// How many bits below the lowest 1 are 0; the width if all are.
  public func countTrailingZeros(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.trailingZeros, [], file, line)
  }

  /// The number of the lowest bit that is 1, 0 if none is; and whether one is.
  public func priorityEncoded(
    file: StaticString = #fileID, line: UInt = #line
  ) -> (index: Signal, isValid: Signal) {
    let isValid = any(file: file, line: line)
    return (compose(.priorityIndex, [], file, line), isValid)
  }

  // MARK: Numbers

  /// The exact sum, one bit wider than the wider operand.
  public func addExpanding(_ other: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.addExpanding, [other.signal], file, line)
  }

  /// The exact difference, an SInt one bit wider than the wider operand.
  public func subExpanding(_ other: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.subExpanding, [other.signal], file, line)
  }

  /// The lesser of two numbers of one type.
  public func minimum(_ other: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.minimum, [other.signal], file, line)
  }

  /// The greater of two numbers of one type.
  public func maximum(_ other: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.maximum, [other.signal], file, line)
  }

  /// The magnitude, as a UInt of the same width: exact also for the least number.
  public func abs(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.absolute, [], file, line)
  }

  // MARK: Bits in another order

  /// The bits in the other order.
  public func reversed(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.reversed, [], file, line)
  }

  /// The bits turned by an amount of any width, modulo their number.
  public func rotatedLeft(by amount: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    rotated(.rotateLeft, amount.signal, file, line)
  }

  /// The same to the other side.
  public func rotatedRight(by amount: some SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    rotated(.rotateRight, amount.signal, file, line)
  }

  /// Copies beside each other, as Bits.
  public func repeated(_ count: Int, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    compose(.repeated, [], number: count, file, line)
  }

  // MARK: How they are made

  private func rotated(_ kind: Composition, _ amount: Signal, _ file: StaticString, _ line: UInt) -> Signal {
    guard let body else { return Signal(nil, Signal.untyped) }
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let value = try body.net(self)
      // An integer is a literal of just enough bits.
      let width = max(1, Int.bitWidth - max(amount.integer ?? 0, 0).leadingZeroBitCount)
      let type = try body.types.vector(.uint, width: width)
      return try builder.nameable(
        try builder.compose(kind, [value, try body.net(amount, as: type, builder)], 0))
    }
  }

  /// Integers among the others are of this signal's type.
  func compose(
    _ kind: Composition, _ others: [Signal], number: Int = 0, _ file: StaticString, _ line: UInt
  ) -> Signal {
    guard let body else { return Signal(nil, Signal.untyped) }
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      var nets = [try body.net(self)]
      for other in others { nets.append(try body.net(other, as: builder.type(of: nets[0]), builder)) }
      return try builder.nameable(try builder.compose(kind, nets, number))
    }
  }
}

/// The value whose bit of the selector is 1, the first for bit 0; 0 if none is, of several the or.
public func selectOneHot(
  _ selector: Signal, _ values: [Signal], file: StaticString = #fileID, line: UInt = #line
) -> Signal {
  selector.compose(.selectOneHot, values, file, line)
}
