public import CHwgen
import HwgenGenerator
import HwgenLibrary
import HwgenSupport

// The standard library.

@c @implementation
public func hwgen_library_generator(
  _ context: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ out_generator: UnsafeMutablePointer<hwgen_generator>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let out_generator = try required(out_generator, "out_generator")
    let name = try box.string(required: name, "the name")
    let id = try StandardLibrary.generator(named: name, in: box.context)
    out_generator.pointee = hwgen_generator(bits: box.handle(id.raw))
  }
}

@c @implementation
public func hwgen_library_names(
  _ sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(out_error) { () throws(Failure) in
    try stream(to: sink, user) { $0.write(string: StandardLibrary.names.joined(separator: " ")) }
  }
}
