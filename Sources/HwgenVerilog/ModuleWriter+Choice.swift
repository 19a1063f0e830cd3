import HwgenBits
import HwgenNetlist
import HwgenSupport

extension LoweredModule {
  /// Whether the net is what a block makes: a choice, or a value with an element replaced.
  func isBlock(_ net: Int) -> Bool {
    (cells[net].operation == .choose || cells[net].operation == .replace) && reading[net] == .plain
  }
}

/// Combinational blocks: each is a variable and the statements that set it.
extension ModuleWriter {
  func write(block net: Int, to writer: inout VerilogText) {
    let isVerilog = options.profile == .verilog
    if !lowered.flags[net].contains(.registerPort) {
      writer.write("  ")
      writeAttributes(of: net, to: &writer)
      writer.write(isVerilog ? "reg" : "logic")
      writeRange(net, to: &writer)
      note(net, writer)
      write(name: net, to: &writer)
      end(lowered.cells[net].location, to: &writer)
    }
    writer.write(isVerilog ? "  always @* begin\n" : "  always_comb begin\n")
    writer.indent = 4
    writer.mayWrap = true
    if lowered.cells[net].operation == .choose {
      write(choice: net, to: &writer)
    } else {
      write(replacement: net, to: &writer)
    }
    writer.indent = 2
    writer.write("  end\n")
  }

  private func write(choice net: Int, to writer: inout VerilogText) {
    writer.write("    case (")
    let range = lowered.operandRange(net)
    write(read: lowered.operands[range.lowerBound].index, .root, to: &writer)
    writer.write(")\n")
    writer.indent = 6
    // slang asks for a default of every case: without one, the last key is it.
    let isComplete = range.count % 2 == 1
    let last = isComplete ? range.upperBound - 2 : range.upperBound - 1
    for position in stride(from: range.lowerBound + 1, to: last, by: 2) {
      writer.write("      ")
      write(key: lowered.resolved(lowered.operands[position].index), to: &writer)
      write(arm: lowered.operands[position + 1].index, of: net, to: &writer)
    }
    writer.write("      default")
    write(arm: lowered.operands[range.upperBound - 1].index, of: net, to: &writer)
    writer.write("    endcase\n")
  }

  /// A literal, in decimal also if it is zero; a member of an enumeration by its name.
  private func write(key: Int, to writer: inout VerilogText) {
    if lowered.isMember(key), lowered.isNamedConstant(key) { return write(name: key, to: &writer) }
    let width = Int(lowered.width[key])
    if width == 1 || width > 32 { return write(literal: lowered.literal(key), to: &writer) }
    writer.write(decimal: width)
    writer.write("'d")
    writer.write(decimal: Int(lowered.cells[key].auxiliary))
  }

  /// The whole value, then the element that is another one.
  private func write(replacement net: Int, to writer: inout VerilogText) {
    let shape = lowered.indexShape(net)
    let index = lowered.operand(net, 1)
    if options.profile == .systemVerilog { return write(masked: net, shape, to: &writer) }
    writer.write("    ")
    write(name: net, to: &writer)
    writer.write(" = ")
    write(read: lowered.operand(net, 0), .root, to: &writer)
    writer.write(byte: UInt8(ascii: ";"))
    writer.write("\n    ")
    if shape.isGuarded {
      writer.write("if (")
      write(read: index, .operand, to: &writer)
      writer.write(" < ")
      writer.write(decimal: shape.given)
      writer.write("'d")
      writer.write(decimal: shape.places)
      writer.write(") ")
    }
    write(name: net, to: &writer)
    write(place: index, shape, to: &writer)
    writer.write(" = ")
    write(read: lowered.operand(net, 2), .root, to: &writer)
    writer.write(";\n")
  }

  /// The same by a mask. iverilog takes a variable of which bits are set for read in an `always_comb`, and runs for ever.
  private func write(masked net: Int, _ shape: IndexShape, to writer: inout VerilogText) {
    let (whole, index, part) = (lowered.operand(net, 0), lowered.operand(net, 1), lowered.operand(net, 2))
    writer.write("    ")
    write(name: net, to: &writer)
    writer.write(" = ")
    if shape.isGuarded {
      write(read: index, .operand, to: &writer)
      writer.write(" < ")
      writer.write(decimal: shape.given)
      writer.write("'d")
      writer.write(decimal: shape.places)
      writer.wrap(40)
      writer.write("? ")
    }
    writer.write("(")
    write(read: whole, .conjunction, to: &writer)
    writer.write(" & ~(")
    let ones = ~BitVector(width: shape.part, low: 0)
    write(literal: ones.zeroExtended(to: shape.whole), to: &writer)
    writer.write(" << ")
    write(position: index, shape, to: &writer)
    writer.write("))")
    writer.wrap(30)
    writer.write("| ({")
    writeZeros(shape.whole - shape.part, to: &writer)
    writer.write(", ")
    write(read: part, .root, to: &writer)
    writer.write("} << ")
    write(position: index, shape, to: &writer)
    writer.write(")")
    if shape.isGuarded {
      writer.wrap(20)
      writer.write(": ")
      write(read: whole, .otherwise, to: &writer)
    }
    writer.write(";\n")
  }

  private func write(arm value: Int, of net: Int, to writer: inout VerilogText) {
    writer.write(": ")
    write(name: net, to: &writer)
    writer.write(" = ")
    write(read: value, .root, to: &writer)
    writer.write(";\n")
  }
}
