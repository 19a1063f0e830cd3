import HwgenSupport
import HwgenTypes

/// A host's function that expressions call.
public protocol HookFunction: AnyObject {
  /// The value of a call; `arguments` are values. It must be of the kind `kind`, and depend on the arguments alone.
  func call(_ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID
}

/// The host functions of a context, by name, and what they have answered: each is asked once for the same arguments.
public final class HookTable: HookResolver {
  private let expressions: ExpressionStore
  private let names: NameTable
  private var functions: [NameID: any HookFunction] = [:]
  /// By the call, which is one expression wherever it is written.
  private var answers: [ExprID: ExprID] = [:]
  /// What calls have thrown, as long as the outermost call lasts: who asks twice, as to find out why an expression has no
  /// value, must not double the work on every level.
  private var failures: [ExprID: Failure] = [:]
  /// How many functions are being called.
  private var depth = 0

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

  /// The value of a call; the function is asked once for equal arguments. Throws `hookFailed` if none was
  /// declared, and what the function throws.
  public func call(_ name: NameID, _ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
    let key = try expressions.call(name: name, arguments: arguments, kind: kind)
    if let known = answers[key] { return known }
    guard let function = functions[name] else {
      throw Failure(.hookFailed, "no hook is declared as \(Identifier.quoted(names[name]))")
    }
    guard depth < Context.maximumNesting else {
      throw Failure(
        .hookFailed, "hooks that lead to hooks are nested \(depth) deep, the last is \(Identifier.quoted(names[name]))")
    }
    if let failure = failures[key] { throw failure }
    depth += 1
    defer {
      depth -= 1
      if depth == 0 { failures.removeAll() }
    }
    let value: ExprID
    do { value = try function.call(arguments, kind: kind) } catch {
      failures[key] = error
      throw error
    }
    answers[key] = value
    return value
  }
}
