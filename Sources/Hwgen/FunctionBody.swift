import HwgenGenerator
import HwgenNetlist
import HwgenSupport

/// Runs a function as the body of a circuit without a generator type.
final class FunctionBody: CircuitBody {
  /// It owns the core, which alone runs bodies, in calls on the context.
  unowned let context: Context
  /// Nil when the circuit is done.
  private var function: ((IO) throws -> Void)?

  init(_ context: Context, _ function: @escaping (IO) throws -> Void) {
    self.context = context
    self.function = function
  }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    if let function { try context.build(builder, circuit, function) }
  }

  func end() { function = nil }
}
