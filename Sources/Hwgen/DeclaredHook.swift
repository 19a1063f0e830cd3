import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// A hook as the core of one context calls it.
final class DeclaredHook: HookFunction {
  /// It owns the core, which alone calls hooks, in calls on the context.
  unowned let context: Context
  private let implementation: any HookImplementation

  var isPure: Bool { implementation.isPure }

  init(_ context: Context, _ implementation: any HookImplementation) {
    self.context = context
    self.implementation = implementation
  }

  func call(_ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
    do { return try implementation.call(arguments, in: context) } catch let failure as Failure {
      throw failure
    } catch {
      throw context.failure(for: error, "hook \(Identifier.quoted(implementation.name)) threw \(error)", at: nil)
    }
  }
}
