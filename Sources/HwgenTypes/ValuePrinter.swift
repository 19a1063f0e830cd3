import HwgenBits
import HwgenSupport

/// Writes the bits of a type as the value that they are, with an explicit stack; `ValueParser` states the language.
///
/// Vectors of more than 64 bits are written in hexadecimal: decimals of very wide ones take quadratic time.
struct ValuePrinter {
  private enum Item {
    case value(TypeID, low: Int)
    /// The elements of an array from one on.
    case elements(TypeID, low: Int, Int)
    case literal(StaticString)
    case name(NameID)
  }

  let types: TypeStore
  let bits: BitVector
  private var stack: [Item] = []

  init(_ types: TypeStore, _ bits: BitVector) {
    self.types = types
    self.bits = bits
  }

  mutating func write(_ type: TypeID, to writer: inout ByteWriter) {
    stack.append(.value(type, low: 0))
    while let item = stack.popLast() {
      switch item {
      case .literal(let text): writer.write(text)
      case .name(let name): writer.write(string: TextScanner.name(types.names[name]))
      case .value(let type, let low): write(type, low, to: &writer)
      case .elements(let type, let low, let index):
        let element = types.element(of: type)
        let width = types.width(of: element)
        let isLast = (index + 1) * width == types.width(of: type)
        if isLast { stack.append(.literal("]")) } else { stack.append(.elements(type, low: low, index + 1)) }
        stack.append(.value(element, low: low + index * width))
        if index > 0 { stack.append(.literal(", ")) }
      }
    }
  }

  private func slice(_ low: Int, _ width: Int) -> BitVector { bits.slice(low: low, width: width) }

  private mutating func write(_ type: TypeID, _ low: Int, to writer: inout ByteWriter) {
    let width = types.width(of: type)
    switch types.kind(of: type) {
    case .array:
      writer.write("[")
      stack.append(.elements(type, low: low, 0))
    case .record:
      var items: [Item] = []
      var high = low + width
      for field in types.fields(of: type) {
        high -= types.width(of: field.type)
        items += [
          .literal(items.isEmpty ? "{" : ", "), .name(field.name), .literal(": "), .value(field.type, low: high),
        ]
      }
      stack += (items + [.literal("}")]).reversed()
    case .enumeration:
      let code = slice(low, width)
      let enumeration = types.enumeration(of: type)!
      if let index = enumeration.index(ofCode: code) {
        writer.write(string: TextScanner.name(types.names[enumeration.members[index]]))
      } else {
        write(number: code.asUnsigned, width, to: &writer)
      }
    case .union: writeUnion(type, low, to: &writer)
    case .ufix, .sfix:
      let units = types.isSigned(type) ? slice(low, width).asSigned : slice(low, width).asUnsigned
      write(units: units, fraction: types.fraction(of: type), width, to: &writer)
    default:
      let value = slice(low, width)
      write(number: types.isSigned(type) ? value.asSigned : value.asUnsigned, width, to: &writer)
    }
  }

  /// A variant; a number for a tag of none, and where there are bits between tag and payload.
  private mutating func writeUnion(_ type: TypeID, _ low: Int, to writer: inout ByteWriter) {
    let union = types.union(of: type)!
    let width = types.width(of: type)
    let tag = types.enumeration(of: union.tag)!
    let below = width - tag.width
    if let index = tag.index(ofCode: slice(low + below, tag.width)) {
      let variant = union.variants[index]
      let used = variant.payload.map { types.width(of: $0) } ?? 0
      if used == below || slice(low + used, below - used).isZero {
        writer.write(string: TextScanner.name(types.names[variant.name]))
        guard let payload = variant.payload else { return }
        writer.write("(")
        stack += [.literal(")"), .value(payload, low: low)]
        return
      }
    }
    write(number: slice(low, width).asUnsigned, width, to: &writer)
  }

  private func write(number: Integer, _ width: Int, to writer: inout ByteWriter) {
    if width <= 64 { return writer.write(string: number.description) }
    if number.isNegative { writer.write("-") }
    writer.write("0x")
    writer.write(string: (number.isNegative ? -number : number).hexadecimal())
  }

  /// `-1.75`, exact; in more than 64 bits `-0x7p-2`.
  private func write(units: Integer, fraction: Int, _ width: Int, to writer: inout ByteWriter) {
    if fraction == 0 { return write(number: units, width, to: &writer) }
    if width > 64 || fraction > 64 {
      write(number: units, 65, to: &writer)
      return writer.write(string: "p-\(fraction)")
    }
    if units.isNegative { writer.write("-") }
    let magnitude = units.isNegative ? -units : units
    let digits = (magnitude * Integer(5).power(fraction)).description
    let padded = String(repeating: "0", count: max(0, fraction + 1 - digits.utf8.count)) + digits
    writer.write(string: String(padded.dropLast(fraction)))
    var behind = padded.suffix(fraction)
    while behind.last == "0" { behind.removeLast() }
    if !behind.isEmpty { writer.write(string: "." + behind) }
  }
}

extension TypeStore {
  /// The value that bits are, as text. Throws `unboundParameter` for a type with parameters.
  ///
  /// - Precondition: there are as many bits as the type has.
  public func writeValue(_ bits: BitVector, of type: TypeID, to writer: inout ByteWriter) throws(Failure) {
    try requireConstant(type)
    precondition(bits.width == width(of: type), "a value has the width of its type")
    var printer = ValuePrinter(self, bits)
    printer.write(type, to: &writer)
  }
}
