public import CHwgen
import HwgenGenerator
import HwgenSupport
import HwgenTypes

// Hooks: host functions that expressions call.

@c @implementation
public func hwgen_hook_declare(
  _ context: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ hook: hwgen_hook?,
  _ user: UnsafeMutableRawPointer?, _ finalizer: hwgen_finalizer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  declare(context, name, hook, isPure: true, user, finalizer, out_error)
}

@c @implementation
public func hwgen_hook_declare_impure(
  _ context: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ hook: hwgen_hook?,
  _ user: UnsafeMutableRawPointer?, _ finalizer: hwgen_finalizer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  declare(context, name, hook, isPure: false, user, finalizer, out_error)
}

private func declare(
  _ context: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ hook: hwgen_hook?, isPure: Bool,
  _ user: UnsafeMutableRawPointer?, _ finalizer: hwgen_finalizer?, _ outError: ErrorPointer
) -> hwgen_status {
  status(outError) { () throws(Failure) in
    let user = Finalized(user, finalizer)
    try ContextBox.with(context) { (box) throws(Failure) in
      let hook = try required(hook, "the hook")
      let name = try box.string(required: name, "the name of a hook")
      try box.context.hooks.declare(name, HostHook(box, name, hook, isPure: isPure, user))
    }
  }
}

/// What a hook gives, in one piece or many.
private struct GivenText {
  private(set) var bytes: [UInt8] = []
  private(set) var failure: Failure?

  /// More than any value is written in.
  private static let maximumSize = 1 << 26

  /// Returns false for what cannot be.
  mutating func append(_ data: UnsafePointer<CChar>?, _ size: Int) -> Bool {
    do throws(Failure) {
      let left = GivenText.maximumSize - bytes.count
      bytes.append(contentsOf: UnsafeRawBufferPointer(try items(data, size, "what a hook gives", limit: left)))
      return true
    } catch {
      failure = failure ?? error
      return false
    }
  }
}

/// A host's function behind an expression's call.
private final class HostHook: HookFunction {
  /// Only its evaluations call the hook, and the calls that evaluate hold it.
  unowned(unsafe) let owner: ContextBox
  let name: String
  let function: hwgen_hook
  let isPure: Bool
  let user: Finalized

  init(
    _ owner: ContextBox, _ name: String, _ function: @escaping hwgen_hook, isPure: Bool, _ user: Finalized
  ) {
    self.owner = owner
    self.name = name
    self.function = function
    self.isPure = isPure
    self.user = user
  }

  func call(_ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
    let expressions = owner.context.types.expressions
    let texts = arguments.map { argument in
      let text = expressions.text(argument).utf8CString
      let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.count)
      _ = copy.initialize(from: text)
      return copy
    }
    defer { texts.forEach { $0.deallocate() } }
    // The NULL behind the last is for who would rather look for the end than count.
    let pointers = texts.map { UnsafePointer($0.baseAddress) } + [nil]
    var given = GivenText()
    do throws(Failure) {
      try owner.run("hook \(Identifier.quoted(name))") { token in
        withUnsafeMutablePointer(to: &given) { given in
          function(
            user.pointer, pointers, arguments.count,
            { target, data, size in
              guard let target else { return 1 }
              return target.assumingMemoryBound(to: GivenText.self).pointee.append(data, size) ? 0 : 1
            }, given, token)
        }
      }
    } catch { throw given.failure ?? error }
    if let failure = given.failure { throw failure }
    guard let text = String(validating: given.bytes, as: UTF8.self) else {
      throw Failure(.badUTF8, "hook \(Identifier.quoted(name)) gave a text that is not UTF-8")
    }
    do throws(Failure) {
      let value = try expressions.parse(text, scope: { _ in nil })
      if expressions.isConstant(value) { return value }
    } catch {
      throw Failure(
        .badHostValue,
        "hook \(Identifier.quoted(name)) gave \(Identifier.quoted(text)): \(error.diagnostics[0].message)")
    }
    throw Failure(.badHostValue, "hook \(Identifier.quoted(name)) gave \(Identifier.quoted(text)), which has no value")
  }
}
