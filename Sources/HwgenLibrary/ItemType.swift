import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// The type of what a library generator stores, delays or chooses: its parameter `item`. Any type of data that goes one way.
///
/// Checked when a circuit is asked for: the body, and who drives its ports, can rely on it.
enum ItemType {
  /// Checks the value of the parameter `item` of a library generator, if it has one. Throws `badType`.
  static func check(
    _ values: ContiguousArray<ExprID>, of generator: Generator, in context: Context
  ) throws(Failure) {
    guard let index = generator.schema.index(of: context.names.intern("item")),
      let type = context.types.expressions.typeValue(of: values[index]), let reason = refusal(of: type, in: context)
    else { return }
    throw Failure(
      .badType,
      "`item` of \(generator.name) is \(context.types.briefText(type))\(reason); it must be data that goes one way",
      fix:
        "use Bit, Bits, a number, an enumeration, a union, or an array or record of these without clocks, resets and flipped fields"
    )
  }

  /// What a type has that is no data which goes one way; nil if there is nothing. Linear in the distinct types within.
  private static func refusal(of type: TypeID, in context: Context) -> String? {
    let types = context.types
    var pending = [(type: type, path: "")]
    var seen: Set<TypeID> = [type]
    while let (part, path) = pending.popLast() {
      var inner: [(type: TypeID, path: String)] = []
      func add(_ name: NameID, _ type: TypeID) {
        inner.append((type, path.isEmpty ? context.names[name] : "\(path).\(context.names[name])"))
      }
      switch types.kind(of: part) {
      case .clock, .reset, .asyncReset, .resetLow, .asyncResetLow:
        return path.isEmpty ? "" : ", in which \(Identifier.quoted(path)) is \(types.briefText(part))"
      case .record:
        for field in types.fields(of: part) {
          add(field.name, field.type)
          if field.isFlipped { return ", in which \(Identifier.quoted(inner[inner.count - 1].path)) is flipped" }
        }
      case .array: inner.append((types.element(of: part), "\(path)[0]"))
      case .union:
        for variant in types.union(of: part)?.variants ?? [] {
          if let payload = variant.payload { add(variant.name, payload) }
        }
      case .bit, .bits, .uint, .sint, .expression, .enumeration, .ufix, .sfix: break
      }
      for each in inner.reversed() where seen.insert(each.type).inserted { pending.append(each) }
    }
    return nil
  }
}
