import HwgenBits
import HwgenSupport
import HwgenTypes

/// The layout of a type, and its values as bits and back. They need no context.
extension HardwareType {
  /// A line of a layout: a part of a type, and the bits that it has.
  public struct Part: Sendable, Equatable {
    /// `pos.x`, `lanes[3]`, `$tag` for the tag of a union; empty for the type itself.
    public let path: String
    public let msb: Int
    public let lsb: Int
    public let type: HardwareType
  }

  /// The type itself and all of its parts, an aggregate before what it is made of. Throws HW1010 for a type with parameters.
  public func layout() throws -> [Part] {
    let types = TypeStore(names: NameTable())
    var parts: [Part] = []
    try types.forEachPart(of: try id(in: types)) { part in
      parts.append(
        Part(
          path: part.path, msb: part.low + part.width - 1, lsb: part.low, type: HardwareType(part.type, in: types)))
    }
    return parts
  }

  /// The bits of a value, from its text: `-3`, `0.75`, `idle`, `[1, 2]`, `{x: 1, y: idle}`, `data(5)`. HW1035 for what is no
  /// value, HW1036 for one that lacks a part, HW2011 for a number that does not fit.
  public func pack(_ value: String) throws -> Integer {
    let types = TypeStore(names: NameTable())
    return try types.value(value, of: try id(in: types)).asUnsigned
  }

  /// The value that bits are, as text that `pack` reads; a pattern that is no member or variant is a number. HW2011 for a
  /// number that is no pattern of the type.
  public func unpack(_ bits: Integer) throws -> String {
    let types = TypeStore(names: NameTable())
    let type = try id(in: types)
    let pattern = try types.pattern(bits, of: type)
    var text = ""
    var failure: Failure?
    text = ByteWriter.string { writer in
      do throws(Failure) { try types.writeValue(pattern, of: type, to: &writer) } catch { failure = error }
    }
    if let failure { throw failure }
    return text
  }
}

extension IO {
  /// A constant from the text of a value, as `HardwareType.pack` reads it: `io.literal("{x: 1, y: idle}", point)`.
  public func literal(
    _ value: String, _ type: HardwareType, file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      try builder.literal(text: value, type: try type.id(in: body.types))
    }
  }
}
