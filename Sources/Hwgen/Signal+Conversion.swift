import HwgenNetlist
import HwgenSupport
import HwgenTypes

extension Signal {
  /// The number as another type of number: UInt, SInt, UFix or SFix, rounded and then brought into its range. HW2080 where
  /// something may be lost and the mode is `exact`.
  public func convert(
    to type: HardwareType, rounding: Rounding = .exact, overflow: Overflow = .exact, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Signal {
    guard let body else { return Signal(nil, Signal.untyped) }
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      try builder.nameable(
        try builder.convert(
          try body.net(self), to: try type.id(in: body.types), rounding: rounding, overflow: overflow))
    }
  }

  /// Whether a union is of a variant, a Bit. HW1034 if there is no such variant.
  public func isVariant(_ name: String, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    guard let body else { return Signal(nil, Signal.untyped) }
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in try builder.isVariant(name, try body.net(self)) }
  }
}
