import HwgenSupport
import HwgenTypes

/// A Swift type whose values a parameter of kind record can have: named fields, each the value of a parameter itself.
///
///     struct Tap: ParameterRecord {
///       var gain = 1
///       var name = ""
///       static var fields: [ParameterField<Tap>] { [.init("gain", \.gain), .init("name", \.name)] }
///     }
public protocol ParameterRecord: ParameterValue {
  init()
  /// All fields, in the order in which they are written.
  static var fields: [ParameterField<Self>] { get }
}

extension ParameterRecord {
  public static var kindText: String { "record" }
  public static var placeholder: Self { Self() }

  public var expressionText: CoreText {
    let list = Self.fields.map { field -> CoreText in "\(TextScanner.name(field.name)): \(field.text(self))" }
    return "record(\(CoreText.joined(list, by: ", ")))"
  }

  public func value(in context: Context) throws(Failure) -> ExprID {
    var values: [(name: NameID, value: ExprID)] = []
    for field in Self.fields {
      values.append((context.core.names.intern(field.name), try field.value(self, context)))
    }
    return try context.core.types.expressions.record(values)
  }

  public init?(_ value: ExprID, in context: Context) {
    self.init()
    let fields = Self.fields
    guard let found = context.core.types.expressions.fields(of: value), found.count == fields.count else { return nil }
    for (name, value) in found {
      let text = context.core.names[name]
      guard let field = fields.first(where: { $0.name == text }), field.take(&self, value, context) else { return nil }
    }
  }
}
