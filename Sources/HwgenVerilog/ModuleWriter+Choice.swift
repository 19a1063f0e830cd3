import HwgenNetlist
import HwgenSupport

extension LoweredModule {
  /// Whether the net is what a `case` statement makes.
  func isChoice(_ net: Int) -> Bool { cells[net].operation == .choose && reading[net] == .plain }
}

/// `case` statements: each is a variable and the block that sets it.
extension ModuleWriter {
  func write(choice net: Int, to writer: inout VerilogText) {
    let isVerilog = options.profile == .verilog
    if !lowered.flags[net].contains(.registerPort) {
      writer.write(isVerilog ? "  reg" : "  logic")
      writeRange(net, to: &writer)
      note(net, writer)
      write(name: net, to: &writer)
      end(lowered.cells[net].location, to: &writer)
    }
    writer.write(isVerilog ? "  always @* begin\n" : "  always_comb begin\n")
    writer.write("    case (")
    writer.indent = 4
    writer.mayWrap = true
    let range = lowered.operandRange(net)
    write(read: lowered.operands[range.lowerBound].index, .root, to: &writer)
    writer.write(")\n")
    writer.indent = 6
    // slang asks for a default of every case: without one, the last key is it.
    let isComplete = range.count % 2 == 1
    let last = isComplete ? range.upperBound - 2 : range.upperBound - 1
    for position in stride(from: range.lowerBound + 1, to: last, by: 2) {
      writer.write("      ")
      write(key: lowered.operands[position].index, to: &writer)
      write(arm: lowered.operands[position + 1].index, of: net, to: &writer)
    }
    writer.write("      default")
    write(arm: lowered.operands[range.upperBound - 1].index, of: net, to: &writer)
    writer.indent = 2
    writer.write("    endcase\n  end\n")
  }

  /// A literal, in decimal also if it is zero.
  private func write(key: Int, to writer: inout VerilogText) {
    let width = Int(lowered.width[key])
    if width == 1 || width > 32 { return write(literal: lowered.literal(key), to: &writer) }
    writer.write(decimal: width)
    writer.write("'d")
    writer.write(decimal: Int(lowered.cells[key].auxiliary))
  }

  private func write(arm value: Int, of net: Int, to writer: inout VerilogText) {
    writer.write(": ")
    write(name: net, to: &writer)
    writer.write(" = ")
    write(read: value, .root, to: &writer)
    writer.write(";\n")
  }
}
