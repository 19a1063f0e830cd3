/// Inputs: `Input("I0", "I1", as: .uint($bits))`. They exist where `when` holds.
public struct Input {
  let item: InterfaceBuilder.Item

  /// Ports of one type. `when`: they exist where this holds; `repeat`: `name_0`, `name_1` and so on, as many.
  public init(
    _ names: String..., as type: HardwareType, when condition: ParameterExpression<Bool>? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    item = .init("in", names, type, condition, file, line)
  }

  /// `count` inputs of each name, `I_0` and up; `type` gives each its type from its index.
  public init(
    _ names: String..., repeat count: ParameterExpression<Int>, when condition: ParameterExpression<Bool>? = nil,
    file: StaticString = #fileID, line: UInt = #line, as type: (ParameterExpression<Int>) -> HardwareType
  ) {
    item = .init("in", names, repeat: count, type, condition, file, line)
  }
}
