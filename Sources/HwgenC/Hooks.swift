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
  status(out_error) { () throws(Failure) in
    let user = Finalized(user, finalizer)
    try ContextBox.with(context) { (box) throws(Failure) in
      let hook = try required(hook, "the hook")
      let name = try box.string(required: name, "the name of a hook")
      try box.context.hooks.declare(name, HostHook(box, name, hook, user))
    }
  }
}

/// A host's function behind an expression's call.
private final class HostHook: HookFunction {
  /// Only its evaluations call the hook, and the calls that evaluate hold it.
  unowned(unsafe) let owner: ContextBox
  let name: String
  let function: hwgen_hook
  let user: Finalized

  init(_ owner: ContextBox, _ name: String, _ function: @escaping hwgen_hook, _ user: Finalized) {
    self.owner = owner
    self.name = name
    self.function = function
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
    var result: [UInt8] = []
    try owner.run("hook \(Identifier.quoted(name))") { token in
      withUnsafeMutablePointer(to: &result) { result in
        function(
          user.pointer, pointers, arguments.count,
          { target, data, size in
            target!.assumingMemoryBound(to: [UInt8].self).pointee.append(
              contentsOf: UnsafeRawBufferPointer(start: data, count: size))
            return 0
          }, result, token)
      }
    }
    guard let text = String(validating: result, as: UTF8.self) else {
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
