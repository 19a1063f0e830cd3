import HwgenNetlist
import HwgenSupport

/// How an index and the places that it leads to stand in the text.
struct IndexShape {
  /// The bits of the index.
  let given: Int
  /// The bits of what is indexed, of one part, and from one part to the next.
  let whole: Int
  let part: Int
  let step: Int

  /// How many places there are.
  var places: Int { (whole - part) / step + 1 }
  /// The index has values that are no place.
  var isGuarded: Bool { given >= 32 || 1 << given > places }
  /// The bits of an index of all places.
  var needed: Int { Int.bitWidth - (places - 1).leadingZeroBitCount }
  /// The bits that verilator wants to be in a position, no more and no less.
  var positionWidth: Int { Int.bitWidth - (whole - 1).leadingZeroBitCount }
  /// Its lower bits are read, or it is asked for and then used.
  var isReadTwice: Bool { isGuarded || given > needed }
}

extension LoweredModule {
  /// Of an `index` or a `replace`.
  func indexShape(_ net: Int) -> IndexShape {
    let isIndex = cells[net].operation == .index
    let part = Int(isIndex ? width[net] : width[operand(net, 2)])
    return IndexShape(
      given: Int(width[resolved(operand(net, 1))]), whole: Int(width[operand(net, 0)]), part: part,
      step: isIndex ? Int(cells[net].auxiliary) : part)
  }
}

/// Parts of a net at an index that is a value.
extension ModuleWriter {
  /// `a[i]`, `a[{i, 3'b0} +: 8]`; where the index may be that of no place, `i < 3'd6 ? a[i] : 1'b0`.
  func writeIndex(_ net: Int, _ context: Context, to writer: inout VerilogText) {
    let shape = lowered.indexShape(net)
    let (a, index) = (lowered.operand(net, 0), lowered.operand(net, 1))
    guard shape.isGuarded else {
      write(read: a, .operand, to: &writer)
      return write(place: index, shape, to: &writer)
    }
    let close = open(context != .root && context != .otherwise, to: &writer)
    write(read: index, .operand, to: &writer)
    writer.write(" < ")
    writer.write(decimal: shape.given)
    writer.write("'d")
    writer.write(decimal: shape.places)
    writer.wrap(lengthRead(a) + lengthRead(index) + 16)
    writer.write("? ")
    write(read: a, .operand, to: &writer)
    write(place: index, shape, to: &writer)
    writer.write(" : ")
    writeZeros(shape.part, to: &writer)
    if close { writer.write(byte: UInt8(ascii: ")")) }
  }

  /// `[i]`, or the lowest bit of a part and its width.
  func write(place index: Int, _ shape: IndexShape, to writer: inout VerilogText) {
    writer.write(byte: UInt8(ascii: "["))
    write(positionOf: index, shape, to: &writer)
    if shape.part > 1 {
      writer.write(" +: ")
      writer.write(decimal: shape.part)
    }
    writer.write(byte: UInt8(ascii: "]"))
  }

  /// The lowest bit of a part, in parentheses if it is a product.
  func write(position index: Int, _ shape: IndexShape, to writer: inout VerilogText) {
    let isProduct = shape.step.nonzeroBitCount > 1
    if isProduct { writer.write(byte: UInt8(ascii: "(")) }
    write(positionOf: index, shape, to: &writer)
    if isProduct { writer.write(byte: UInt8(ascii: ")")) }
  }

  private func write(positionOf index: Int, _ shape: IndexShape, to writer: inout VerilogText) {
    if shape.step == 1 {
      write(index: index, shape, as: shape.positionWidth, to: &writer)
    } else if shape.step.nonzeroBitCount == 1 {
      let zeros = shape.step.trailingZeroBitCount
      writer.write(byte: UInt8(ascii: "{"))
      write(index: index, shape, as: shape.positionWidth - zeros, isInBraces: true, to: &writer)
      writer.write(", ")
      writer.write(decimal: zeros)
      writer.write("'b0}")
    } else {
      write(index: index, shape, as: shape.positionWidth, to: &writer)
      writer.write(" * ")
      writer.write(decimal: shape.positionWidth)
      writer.write("'d")
      writer.write(decimal: shape.step)
    }
  }

  /// The index at a width: extended with zeros, or its lower bits.
  private func write(
    index: Int, _ shape: IndexShape, as width: Int, isInBraces: Bool = false, to writer: inout VerilogText
  ) {
    if shape.given > width {
      return write(bits: 0, width, of: lowered.resolved(index), to: &writer)
    }
    if shape.given == width { return write(read: index, isInBraces ? .root : .operand, to: &writer) }
    if !isInBraces { writer.write(byte: UInt8(ascii: "{")) }
    writeZeros(width - shape.given, to: &writer)
    writer.write(", ")
    write(read: index, .root, to: &writer)
    if !isInBraces { writer.write(byte: UInt8(ascii: "}")) }
  }
}
