import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Signals at widths of late parameters.
extension Signal {
  /// At a greater width, with zeros; a Bit becomes a UInt. HW2108 unless it is greater for all values of late parameters.
  public func zext(
    _ width: ParameterExpression<Int>, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    resized(.zeroExtend, width, file, line)
  }

  /// At a greater width, with copies of the top bit.
  public func sext(
    _ width: ParameterExpression<Int>, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    resized(.signExtend, width, file, line)
  }

  /// The low bits, as the same sort of number.
  public func trunc(
    _ width: ParameterExpression<Int>, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    resized(.extract, width, file, line)
  }

  /// The highest bit, as a Bit: the sign of an SInt.
  public func topBit(file: StaticString = #fileID, line: UInt = #line) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in try builder.highestBit(net) }
  }

  private func resized(
    _ operation: HwgenNetlist.Operation, _ width: ParameterExpression<Int>, _ file: StaticString, _ line: UInt
  ) -> Signal {
    part(file, line) { (builder, net) throws(Failure) in
      let kind = builder.netlist.types.kind(of: builder.type(of: net))
      let word = kind == .sint ? "SInt" : kind == .bits ? "Bits" : "UInt"
      return try builder.resize(operation, net, to: try builder.type(text: "\(word)(\(width.text))"))
    }
  }
}

extension HardwareType {
  /// The type in a module, whose widths may be over its late parameters.
  @inline(__always)
  func id(in builder: ModuleBuilder) throws(Failure) -> TypeID {
    if case .text(let text) = form, builder.late != nil { return try builder.type(text: text.plain) }
    return try id(in: builder.netlist.types)
  }
}

extension IO {
  /// An instance that gives late parameters of its circuit values: numbers, or expressions over those of this one. Those that
  /// are not named have their defaults. HW2107 for one that there is not, or that is out of range.
  public func instance(
    _ name: String = "", _ circuit: Circuit, late: KeyValuePairs<String, ParameterExpression<Int>>,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Instance {
    body.locate(file, line)
    return Instance(body, circuit, name, late: late.map { "\(TextScanner.name($0.key)) = \($0.value.text)" })
  }

  /// The same of the circuit of a generator's values.
  public func instance(
    _ name: String = "", _ generator: some Generator, late: KeyValuePairs<String, ParameterExpression<Int>>,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Instance {
    body.locate(file, line)
    do {
      return Instance(
        body, try body.context.circuit(of: generator, file, line), name,
        late: late.map { "\(TextScanner.name($0.key)) = \($0.value.text)" })
    } catch {
      body.record(error)
      return Instance(poisonedIn: body)
    }
  }
}
