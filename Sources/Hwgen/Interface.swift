/// The ports of a generator as expressions over its parameters, in order. Made by a list of `Input`, `Output` and texts in
/// the core's language.
public struct Interface {
  let declarations: [CoreText]
  /// Where the first port is declared.
  let place: (file: StaticString, line: UInt)?

  init(_ ports: [InterfaceBuilder.Item]) {
    declarations = ports.map(\.text)
    place = ports.lazy.compactMap(\.place).first
  }

  /// The same list where no result builder is at work: `Interface { Input("a", as: .bit) }`.
  public init(@InterfaceBuilder _ ports: () -> Interface) { self = ports() }

  /// The interface in the core's language.
  public var text: String { core.plain }

  var core: CoreText { CoreText.joined(declarations, by: "; ") }
}
