/// Inout ports, pads: `InOut("pad", as: .bits(8))`; see `Input`. They are joined with inout ports of instances, as their
/// inputs are connected, and are no values.
public struct InOut {
  let item: InterfaceBuilder.Item

  public init(
    _ names: String..., as type: HardwareType, when condition: ParameterExpression<Bool>? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    item = .init("inout", names, type, condition, file, line)
  }

  public init(
    _ names: String..., repeat count: ParameterExpression<Int>, when condition: ParameterExpression<Bool>? = nil,
    file: StaticString = #fileID, line: UInt = #line, as type: (ParameterExpression<Int>) -> HardwareType
  ) {
    item = .init("inout", names, repeat: count, type, condition, file, line)
  }
}
