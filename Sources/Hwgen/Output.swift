/// Outputs; see `Input`.
public struct Output {
  let item: InterfaceBuilder.Item

  public init(
    _ names: String..., as type: HardwareType, when condition: ParameterExpression<Bool>? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    item = .init("out", names, type, condition, file, line)
  }

  public init(
    _ names: String..., repeat count: ParameterExpression<Int>, when condition: ParameterExpression<Bool>? = nil,
    file: StaticString = #fileID, line: UInt = #line, as type: (ParameterExpression<Int>) -> HardwareType
  ) {
    item = .init("out", names, repeat: count, type, condition, file, line)
  }
}
