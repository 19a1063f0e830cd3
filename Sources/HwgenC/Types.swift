public import CHwgen
import HwgenBits
import HwgenSupport
import HwgenTypes

// Types: their layout, and values as bits and back.

extension TypeStore {
  /// Whether a value of the type is more than a whole number.
  func isWrittenAsText(_ type: TypeID) -> Bool {
    switch kind(of: type) {
    case .bit, .clock, .reset, .asyncReset, .resetLow, .asyncResetLow, .bits, .uint, .sint: false
    case .array, .record, .expression, .enumeration, .union, .ufix, .sfix: true
    }
  }
}

@c @implementation
public func hwgen_type_layout(
  _ context: OpaquePointer?, _ type: hwgen_type, _ sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let type = try box.type(type)
    let types = box.context.types
    try stream(to: sink, user) { (writer: inout ByteWriter) throws(Failure) in
      try types.forEachPart(of: type) { part in
        writer.write(string: part.path)
        writer.write("\t")
        writer.write(decimal: part.low + part.width - 1)
        writer.write("\t")
        writer.write(decimal: part.low)
        writer.write("\t")
        types.write(part.type, to: &writer)
        writer.write("\n")
      }
    }
  }
}

@c @implementation
public func hwgen_type_pack(
  _ context: OpaquePointer?, _ type: hwgen_type, _ value: UnsafePointer<CChar>?, _ sink: hwgen_sink?,
  _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let type = try box.type(type)
    let bits = try box.context.types.value(try box.string(required: value, "the value"), of: type)
    try stream(to: sink, user) { (writer: inout ByteWriter) throws(Failure) in
      writer.write("0x")
      writer.write(string: bits.hexadecimal())
    }
  }
}

@c @implementation
public func hwgen_type_unpack(
  _ context: OpaquePointer?, _ type: hwgen_type, _ bits: UnsafePointer<CChar>?, _ sink: hwgen_sink?,
  _ user: UnsafeMutableRawPointer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let type = try box.type(type)
    let bits = try box.context.types.pattern(try box.string(required: bits, "the bits"), of: type)
    try stream(to: sink, user) { (writer: inout ByteWriter) throws(Failure) in
      try box.context.types.writeValue(bits, of: type, to: &writer)
    }
  }
}
