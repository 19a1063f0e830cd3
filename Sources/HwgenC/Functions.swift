public import CHwgen
import HwgenFunctions
import HwgenGenerator
import HwgenSupport
import HwgenTypes

// Functions: plain C functions that expressions call.

@c @implementation
public func hwgen_function_declare(
  _ context: OpaquePointer?, _ options: UnsafePointer<hwgen_function_options>?,
  _ out_function: UnsafeMutablePointer<hwgen_function>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(out_error) { () throws(Failure) in
    let given = try required(options, "the options").pointee
    try checkSize(given.size, of: hwgen_function_options.self)
    let user = Finalized(given.user, given.finalizer)
    try ContextBox.with(context) { (box) throws(Failure) in
      let code = try required(given.code, "the function")
      let signature = try Signature(parsing: try box.string(required: given.signature, "the signature"))
      let name = try box.string(given.name) ?? signature.name
      let function = try ForeignFunction(box, name, signature, code, isPure: given.impure == 0, user)
      try box.context.hooks.declare(name, function)
      let index = box.add(function)
      out_function?.pointee = hwgen_function(bits: box.handle(index))
    }
  }
}

@c @implementation
public func hwgen_function_call(
  _ context: OpaquePointer?, _ function: hwgen_function,
  _ arguments: UnsafePointer<UnsafeRawPointer?>?, _ out_result: UnsafeMutableRawPointer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  guard let found = ContextBox.at(context) else { return status(context, out_error) { _ in } }
  return found._withUnsafeGuaranteedRef { box in
    box.callDirectly(function, arguments, out_result, out_error)
      ?? status(context, out_error) { (box) throws(Failure) in try box.call(function, arguments, out_result) }
  }
}

@c @implementation
public func hwgen_hook_remove(
  _ context: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    try box.remove(hook: try box.string(required: name, "the name of a hook"))
  }
}

@c @implementation
public func hwgen_hook_fail(
  _ context: OpaquePointer?, _ message: UnsafePointer<CChar>?, _ token: UInt64,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let message = try box.string(required: message, "the message")
    guard box.foreignDepth > 0 else {
      throw Failure(
        .wrongState, "hwgen_hook_fail outside of a function that the library calls",
        fix: "call it in a body, a hook or another callback, before that returns")
    }
    box.failForeign(message, token: token)
  }
}
