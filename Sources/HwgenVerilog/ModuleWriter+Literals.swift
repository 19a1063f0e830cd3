import HwgenBits
import HwgenNetlist
import HwgenTypes

/// How a literal is written: by its type alone.
enum LiteralForm {
  /// UInt, UFix, enumerations: in decimal, `8'd200`.
  case number
  /// SInt, SFix: in decimal with its sign, `8'd5`, `-8'd3`.
  case signedNumber
  /// Bits, arrays, records, unions: as a pattern, `8'h0f`.
  case pattern
}

/// Literals. Zero is `8'b0` and one bit `1'b1` whatever the type; a number that takes more than 32 bits is hexadecimal.
extension ModuleWriter {
  func form(ofLiteral net: Int) -> LiteralForm { form(of: lowered.cells[net].type) }

  /// The same where it stands: behind a unary operator no sign may.
  func form(of type: TypeID, _ context: Context) -> LiteralForm {
    let form = form(of: type)
    return context == .primary && form == .signedNumber ? .number : form
  }

  func form(of type: TypeID) -> LiteralForm {
    switch lowered.netlist.types.kind(of: type) {
    case .bits, .array, .record, .union: .pattern
    case .sint, .sfix: .signedNumber
    default: .number
    }
  }

  func write(literal value: BitVector, _ form: LiteralForm, to writer: inout VerilogText) {
    if value.isZero { return writeZeros(value.width, to: &writer) }
    if value.width <= 32 { return write(small: value.words[0], value.width, form, to: &writer) }
    // Pieces that fit into a line.
    let maximum = 384
    if value.width <= maximum {
      if form == .signedNumber, value[value.width - 1], let magnitude = smallValue(of: value.negated()) {
        writer.write(byte: UInt8(ascii: "-"))
        return writeDecimal(magnitude, value.width, to: &writer)
      }
      return write(piece: value, form, to: &writer)
    }
    writer.write(byte: UInt8(ascii: "{"))
    var high = value.width
    while high > 0 {
      let count = (high - 1) % maximum + 1
      if high < value.width {
        writer.write(byte: UInt8(ascii: ","))
        writer.wrap(count / 4 + 6)
      }
      high -= count
      write(piece: value.slice(low: high, width: count), form, to: &writer)
    }
    writer.write(byte: UInt8(ascii: "}"))
  }

  /// A literal of 32 bits at most: `8'd5`, `-8'd3`, `8'h0f`, or for one bit and for zero `8'b0`.
  func write(small value: UInt64, _ width: Int, _ form: LiteralForm, to writer: inout VerilogText) {
    if width == 1 || value == 0 {
      writer.write(decimal: width)
      writer.write("'b")
      return writer.write(decimal: Int(value))
    }
    switch form {
    case .number: writeDecimal(value, width, to: &writer)
    case .signedNumber:
      let isNegative = value >> UInt64(width - 1) == 1
      if isNegative { writer.write(byte: UInt8(ascii: "-")) }
      writeDecimal(isNegative ? 1 << UInt64(width) - value : value, width, to: &writer)
    case .pattern: writeHexadecimal(BitVector(width: width, low: value), to: &writer)
    }
  }

  /// A literal of a number with sign at a width, if it can be written as one: not 0, not the least, of 32 bits at most.
  func signedLiteral(_ net: Int, width: Int) -> BitVector? {
    let net = lowered.resolved(net)
    guard width > 1, width <= 32, lowered.reading[net] == .plain, lowered.cells[net].operation == .literal,
      !lowered.flags[net].contains(.named), form(ofLiteral: net) == .signedNumber
    else { return nil }
    let value = lowered.literal(net).signExtended(to: width)
    return value.isZero || value.words[0] == 1 << UInt64(width - 1) ? nil : value
  }

  /// `8'sd5`, `-8'sd3`.
  func write(signed value: BitVector, to writer: inout VerilogText) {
    let isNegative = value[value.width - 1]
    if isNegative { writer.write(byte: UInt8(ascii: "-")) }
    writer.write(decimal: value.width)
    writer.write("'sd")
    writer.write(decimal: Int((isNegative ? value.negated() : value).words[0]))
  }

  private func write(piece value: BitVector, _ form: LiteralForm, to writer: inout VerilogText) {
    if value.isZero { return writeZeros(value.width, to: &writer) }
    if form != .pattern, let small = smallValue(of: value) { return writeDecimal(small, value.width, to: &writer) }
    writeHexadecimal(value, to: &writer)
  }

  /// `8'd200`, also for zero.
  func writeDecimal(_ value: UInt64, _ width: Int, to writer: inout VerilogText) {
    writer.write(decimal: width)
    writer.write("'d")
    writer.write(decimal: Int(value))
  }

  private func writeHexadecimal(_ value: BitVector, to writer: inout VerilogText) {
    writer.write(decimal: value.width)
    writer.write("'h")
    writer.write(string: value.hexadecimal())
  }

  /// The value if it takes 32 bits, whatever the width.
  private func smallValue(of value: BitVector) -> UInt64? {
    let words = value.words
    return words[0] >> 32 == 0 && words.dropFirst().allSatisfy { $0 == 0 } ? words[0] : nil
  }
}
