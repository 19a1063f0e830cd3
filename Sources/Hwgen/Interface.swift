import HwgenTypes

/// The ports of a generator as expressions over its parameters, in order. Made by a list of `Input`, `Output` and texts in
/// the core's language.
public struct Interface {
  let declarations: [String]
  /// Where the first port is declared.
  let place: (file: StaticString, line: UInt)?

  init(_ ports: [InterfaceBuilder.Item]) {
    declarations = ports.map(\.text)
    place = ports.lazy.compactMap(\.place).first
  }

  /// The same list where no result builder is at work: `Interface { Input("a", as: .bit) }`.
  public init(@InterfaceBuilder _ ports: () -> Interface) { self = ports() }

  /// The interface in the core's language.
  public var text: String { declarations.joined(separator: "; ") }
}

/// Inputs: `Input("I0", "I1", as: .uint($bits))`. They exist where `when` holds.
public struct Input {
  let item: InterfaceBuilder.Item

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

/// Gathers the lines of an interface.
@resultBuilder
public enum InterfaceBuilder {
  /// One declaration in the core's language.
  public struct Item {
    let text: String
    let place: (file: StaticString, line: UInt)?

    init(text: String) {
      self.text = text
      place = nil
    }

    init(
      _ direction: String, _ names: [String], _ type: HardwareType, _ condition: ParameterExpression<Bool>?,
      _ file: StaticString, _ line: UInt
    ) {
      let list = names.map { TextScanner.name($0) }.joined(separator: ", ")
      text = "\(direction) \(list): \(type.text)" + (condition.map { " if \($0.text)" } ?? "")
      place = (file, line)
    }

    init(
      _ direction: String, _ names: [String], repeat count: ParameterExpression<Int>,
      _ type: (ParameterExpression<Int>) -> HardwareType, _ condition: ParameterExpression<Bool>?,
      _ file: StaticString, _ line: UInt
    ) {
      let list = names.map { TextScanner.name($0) + "[i]" }.joined(separator: ", ")
      text =
        "\(direction) \(list): \(type(.init(form: .text("i"))).text) for i in 0..<\(count.text)"
        + (condition.map { " if \($0.text)" } ?? "")
      place = (file, line)
    }
  }

  public static func buildExpression(_ input: Input) -> [Item] { [input.item] }
  public static func buildExpression(_ output: Output) -> [Item] { [output.item] }
  public static func buildExpression(_ text: String) -> [Item] { [Item(text: text)] }
  public static func buildBlock(_ parts: [Item]...) -> [Item] { parts.flatMap(\.self) }
  public static func buildArray(_ parts: [[Item]]) -> [Item] { parts.flatMap(\.self) }
  public static func buildOptional(_ part: [Item]?) -> [Item] { part ?? [] }
  public static func buildEither(first: [Item]) -> [Item] { first }
  public static func buildEither(second: [Item]) -> [Item] { second }
  public static func buildFinalResult(_ all: [Item]) -> Interface { Interface(all) }
}
