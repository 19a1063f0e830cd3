internal import CFFI

/// A type of C that a function's parameter or result may have.
public enum ForeignType: UInt8, Sendable {
  case void
  case int8, int16, int32, int64, uint8, uint16, uint32, uint64
  case boolean, float, double
  /// `const char *`, NUL-terminated UTF-8.
  case string
  /// `const hwgen_integer *`.
  case integer
  /// Handles: structures of one `uint64_t`, which every ABI that is supported passes as it passes that.
  case type, generator, circuit
  /// `hwgen_context *` and `void *`: what the caller is given beside the arguments.
  case context, user

  /// As C writes it, without what stands for pointers between words.
  static let names: [(String, ForeignType)] = [
    ("void", .void), ("int8_t", .int8), ("int16_t", .int16), ("int32_t", .int32), ("int64_t", .int64),
    ("uint8_t", .uint8), ("uint16_t", .uint16), ("uint32_t", .uint32), ("uint64_t", .uint64), ("bool", .boolean),
    ("float", .float), ("double", .double), ("const char *", .string), ("const hwgen_integer *", .integer),
    ("hwgen_type", .type), ("hwgen_generator", .generator), ("hwgen_circuit", .circuit),
    ("hwgen_context *", .context), ("void *", .user),
  ]

  public var name: String { ForeignType.names.first { $0.1 == self }!.0 }

  /// Whether a parameter of this type takes an argument of a call, and not something of the callee's own.
  public var isArgument: Bool { self != .context && self != .user }

  var description: UnsafeMutablePointer<ffi_type> {
    switch self {
    case .void: hwgen_ffi_void()
    case .int8: hwgen_ffi_sint8()
    case .int16: hwgen_ffi_sint16()
    case .int32: hwgen_ffi_sint32()
    case .int64: hwgen_ffi_sint64()
    case .uint8, .boolean: hwgen_ffi_uint8()
    case .uint16: hwgen_ffi_uint16()
    case .uint32: hwgen_ffi_uint32()
    case .uint64, .type, .generator, .circuit: hwgen_ffi_uint64()
    case .float: hwgen_ffi_float()
    case .double: hwgen_ffi_double()
    case .string, .integer, .context, .user: hwgen_ffi_pointer()
    }
  }
}
