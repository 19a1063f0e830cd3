import HwgenSupport
import HwgenTypes

/// A host's function that expressions call.
public protocol HookFunction: AnyObject {
  /// Whether it is asked once for the same arguments. One that is not is asked at every evaluation.
  var isPure: Bool { get }

  /// The value of a call; `arguments` are values. It must be of the kind `kind`, and depend on the arguments alone.
  func call(_ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID
}

extension HookFunction {
  public var isPure: Bool { true }
}

/// The host functions of a context, by name, and what they have answered: one that is pure is asked once for the same
/// arguments.
public final class HookTable: HookResolver {
  private let expressions: ExpressionStore
  private let names: NameTable
  private var functions: [NameID: any HookFunction] = [:]
  /// By the call, which is one expression wherever it is written.
  private var answers: [ExprID: ExprID] = [:]
  /// What calls have thrown, as long as the outermost call lasts: who asks twice, as to find out why an expression has no
  /// value, must not double the work on every level.
  private var failures: [ExprID: Failure] = [:]
  /// The calls that are being made, each in the one before.
  private var running: [ExprID] = []

  init(_ expressions: ExpressionStore, _ names: NameTable) {
    self.expressions = expressions
    self.names = names
  }

  /// Throws `wrongState` if the name is taken.
  public func declare(_ name: String, _ function: any HookFunction) throws(Failure) {
    guard !name.isEmpty else { throw Failure(.badName, "a hook needs a name") }
    let id = names.intern(name)
    guard functions[id] == nil else {
      throw Failure(.wrongState, "a hook \(Identifier.quoted(name)) is already declared", fix: "choose another name")
    }
    functions[id] = function
  }

  /// Forgets a function and its answers: the name is free. Throws `hookFailed` if none has it. One that is being called
  /// lives until its call returns.
  func remove(_ name: String) throws(Failure) -> any HookFunction {
    guard let id = names.find(name), let removed = functions.removeValue(forKey: id) else { throw undeclared(name) }
    answers = answers.filter { expressions.callName(of: $0.key) != id }
    failures = failures.filter { expressions.callName(of: $0.key) != id }
    return removed
  }

  /// Forgets all, with what they have answered.
  func removeAll() {
    functions = [:]
    answers = [:]
  }

  /// Whether a hook is asked once for the same arguments; false for one that is not declared.
  func isPure(_ name: NameID) -> Bool { functions[name]?.isPure ?? false }

  private func undeclared(_ name: String) -> Failure {
    Failure(.hookFailed, "no hook is declared as \(Identifier.quoted(name))")
  }

  /// The value of a call. Throws `hookFailed` if there is no such function, and what the function throws.
  public func call(_ name: NameID, _ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
    let key = try expressions.call(name: name, arguments: arguments, kind: kind)
    if let known = answers[key] { return known }
    guard let function = functions[name] else { throw undeclared(names[name]) }
    guard running.count < Context.maximumNesting else {
      throw Failure(
        .hookFailed,
        "hooks that lead to hooks are nested \(running.count) deep, the last is \(Identifier.quoted(names[name]))")
    }
    if let failure = failures[key] { throw failure }
    if function.isPure, running.contains(key) {
      throw Failure(
        .hookFailed,
        "hook \(Identifier.quoted(names[name])) needs its own answer: \(expressions.text(key)) leads to itself")
    }
    running.append(key)
    defer {
      running.removeLast()
      if running.isEmpty { failures.removeAll() }
    }
    let value: ExprID
    do { value = try function.call(arguments, kind: kind) } catch {
      if function.isPure { failures[key] = error }
      throw error
    }
    // It may have been removed meanwhile.
    if function.isPure, functions[name] === function { answers[key] = value }
    return value
  }
}
