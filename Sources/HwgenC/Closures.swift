public import CHwgen
import HwgenFunctions
import HwgenGenerator
import HwgenSupport

// Closures: generators and what can be asked of them, as plain C functions.

@c @implementation
public func hwgen_closure_create(
  _ context: OpaquePointer?, _ generator: hwgen_generator, _ signature: UnsafePointer<CChar>?,
  _ out_closure: UnsafeMutablePointer<OpaquePointer?>?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let out_closure = try required(out_closure, "out_closure")
    let signature = try Signature(parsing: try box.string(required: signature, "the signature"))
    let closure = try GeneratorClosure(box, try box.generator(generator), signature)
    out_closure.pointee = closure.retained
  }
}

@c @implementation
public func hwgen_closure_code(_ closure: OpaquePointer?) -> hwgen_code? {
  GeneratorClosure.of(closure).map { unsafeBitCast($0.code, to: hwgen_code.self) }
}

@c @implementation
public func hwgen_closure_take_error(_ closure: OpaquePointer?) -> OpaquePointer? {
  GeneratorClosure.of(closure)?.takeFailure().map { ErrorBox($0).retained }
}

@c @implementation
public func hwgen_closure_destroy(_ closure: OpaquePointer?) {
  GeneratorClosure.release(closure)
}
