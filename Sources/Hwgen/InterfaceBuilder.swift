import HwgenTypes

/// Gathers the lines of an interface.
@resultBuilder
public enum InterfaceBuilder {
  /// One declaration in the core's language.
  public struct Item {
    let text: CoreText
    let place: (file: StaticString, line: UInt)?

    init(text: String) {
      self.text = CoreText(text)
      place = nil
    }

    init(
      _ direction: String, _ names: [String], _ type: HardwareType, _ condition: ParameterExpression<Bool>?,
      _ file: StaticString, _ line: UInt
    ) {
      let list = names.map { TextScanner.name($0) }.joined(separator: ", ")
      text = "\(direction) \(list): \(type)\(Item.suffix(condition))"
      place = (file, line)
    }

    init(
      _ direction: String, _ names: [String], repeat count: ParameterExpression<Int>,
      _ type: (ParameterExpression<Int>) -> HardwareType, _ condition: ParameterExpression<Bool>?,
      _ file: StaticString, _ line: UInt
    ) {
      let list = names.map { TextScanner.name($0) + "[i]" }.joined(separator: ", ")
      text =
        "\(direction) \(list): \(type(.init(form: .text("i")))) for i in 0..<\(count)\(Item.suffix(condition))"
      place = (file, line)
    }

    private static func suffix(_ condition: ParameterExpression<Bool>?) -> CoreText {
      condition.map { " if \($0)" } ?? ""
    }
  }

  public static func buildExpression(_ input: Input) -> [Item] { [input.item] }
  public static func buildExpression(_ output: Output) -> [Item] { [output.item] }
  public static func buildExpression(_ pad: InOut) -> [Item] { [pad.item] }
  public static func buildExpression(_ text: String) -> [Item] { [Item(text: text)] }
  public static func buildBlock(_ parts: [Item]...) -> [Item] { parts.flatMap(\.self) }
  public static func buildArray(_ parts: [[Item]]) -> [Item] { parts.flatMap(\.self) }
  public static func buildOptional(_ part: [Item]?) -> [Item] { part ?? [] }
  public static func buildEither(first: [Item]) -> [Item] { first }
  public static func buildEither(second: [Item]) -> [Item] { second }
  public static func buildFinalResult(_ all: [Item]) -> Interface { Interface(all) }
}
