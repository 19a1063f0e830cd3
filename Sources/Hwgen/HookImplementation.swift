import HwgenSupport
import HwgenTypes

/// What a context calls for a hook. Each object is a hook of its own.
protocol HookImplementation: AnyObject, Sendable {
  var name: String { get }
  var isPure: Bool { get }
  func call(_ arguments: [ExprID], in context: Context) throws -> ExprID
}

extension HookImplementation {
  var isPure: Bool { true }

  /// The call in the core's language; the context that reads it knows the hook from then on.
  func callText(_ arguments: [CoreText], _ result: (some ParameterValue).Type) -> CoreText {
    let mention = CoreText.Mention(plain: TextScanner.name(name)) { (context) throws(Failure) in
      TextScanner.name(try context.name(of: self))
    }
    return "(hook \(CoreText(mention))(\(CoreText.joined(arguments, by: ", "))): \(result.valueKindText))"
  }
}
