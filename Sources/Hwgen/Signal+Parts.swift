import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Parts of signals, and the same bits at other widths and as other types.
extension Signal {
  /// One bit as a Bit, or an element of an array; 0 is the least significant.
  public subscript(index: Int, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    if let body, isGroup { return part(of: body, "\(index)", file, line) }
    return part(file, line) { (builder, net) throws(Failure) in try builder.element(net, index) }
  }

  /// Bits: `x[0..<8]` are the low eight. Plain bits, or of a number, a number without sign.
  public subscript(range: Range<Int>, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    slice(range.lowerBound, range.count, file, line)
  }

  /// The same with both ends: `x[0...7]` are the low eight.
  public subscript(range: ClosedRange<Int>, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    slice(range.lowerBound, range.count, file, line)
  }

  /// The bits from one upwards.
  public subscript(range: PartialRangeFrom<Int>, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    slice(range.lowerBound, width - range.lowerBound, file, line)
  }

  /// The bits below one.
  public subscript(range: PartialRangeUpTo<Int>, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    slice(0, range.upperBound, file, line)
  }

  /// A field of a record.
  public subscript(field: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    if let body, isGroup { return part(of: body, field, file, line) }
    return part(file, line) { (builder, net) throws(Failure) in try builder.field(net, field) }
  }

  // MARK: Widths

  /// At a greater width, with zeros; a Bit becomes a UInt.
  public func zext(_ width: Int, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in try builder.extend(.zeroExtend, net, width: width) }
  }

  /// At a greater width, with copies of the top bit.
  public func sext(_ width: Int, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in try builder.extend(.signExtend, net, width: width) }
  }

  /// The low bits, as the same sort of number.
  public func trunc(_ width: Int, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in try builder.truncate(net, width: width) }
  }

  // MARK: Types

  /// The same bits as another type of the same width.
  public func asType(_ type: HardwareType, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in
      try builder.cast(net, to: try type.id(in: builder))
    }
  }

  /// The same bits as an unsigned number.
  public func asUInt(file: StaticString = #fileID, line: UInt = #line) -> Signal { asVector(.uint, file, line) }
  /// The same bits as a signed number, two's complement.
  public func asSInt(file: StaticString = #fileID, line: UInt = #line) -> Signal { asVector(.sint, file, line) }
  /// The same bits as plain bits, which have no arithmetic.
  public func asBits(file: StaticString = #fileID, line: UInt = #line) -> Signal { asVector(.bits, file, line) }
  /// A value of one bit as a Bit.
  public func asBit(file: StaticString = #fileID, line: UInt = #line) -> Signal { asType(.bit, file: file, line: line) }

  private func asVector(_ kind: TypeKind, _ file: StaticString, _ line: UInt) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in
      let (types, width) = (builder.netlist.types, builder.width(of: net))
      guard width < 0 else { return try builder.cast(net, to: try types.vector(kind, width: width)) }
      return try builder.cast(net, to: try types.vector(kind, width: types.widthExpression(of: builder.type(of: net))))
    }
  }

  private func slice(_ low: Int, _ width: Int, _ file: StaticString, _ line: UInt) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in try builder.slice(net, low: low, width: width) }
  }

  /// What an operation of the builder makes of the signal.
  @inline(__always)
  func part(
    _ file: StaticString, _ line: UInt, _ make: (ModuleBuilder, NetID) throws(Failure) -> NetID
  ) -> Signal {
    guard let body else { return Signal(nil, Signal.untyped) }
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      try builder.nameable(try make(builder, try body.net(self)))
    }
  }
}
