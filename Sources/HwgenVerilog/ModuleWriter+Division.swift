import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Quotients and remainders. Verilog has no value for a divisor of 0, so one that is not constant is asked before.
extension ModuleWriter {
  func writeDivision(_ net: Int, _ context: Context, to writer: inout VerilogText) {
    let (a, b) = (lowered.operand(net, 0), lowered.operand(net, 1))
    let isDivision = lowered.cells[net].operation == .divide
    if lowered.isUnitDivision(net) {
      if !lowered.isSigned(net) { return write(read: a, context, to: &writer) }
      let close = open(context != .root && context != .otherwise, to: &writer)
      writer.write("-")
      write(read: a, .primary, to: &writer)
      if close { writer.write(byte: UInt8(ascii: ")")) }
      return
    }
    if lowered.constantDivisor(net) != nil { return writeQuotient(net, context, to: &writer) }
    let close = open(context != .root && context != .otherwise, to: &writer)
    let width = Int(lowered.width[net])
    write(read: b, .operand, to: &writer)
    writer.write(" == ")
    writeZeros(width, to: &writer)
    writer.wrap(isDivision ? 6 : lengthRead(a) + 2)
    writer.write("? ")
    if isDivision { writeZeros(width, to: &writer) } else { write(read: a, .operand, to: &writer) }
    if lowered.hasUnitGuard(net) {
      writer.wrap(lengthRead(a) + lengthRead(b) + 14)
      writer.write(lowered.isSigned(net) ? ": &" : ": ")
      write(read: b, .primary, to: &writer)
      if !lowered.isSigned(net) {
        writer.write(" == ")
        writer.write(decimal: width)
        writer.write("'d1")
      }
      writer.write(lowered.isSigned(net) ? " ? -" : " ? ")
      write(read: a, .primary, to: &writer)
    }
    writer.wrap(min(80, lengthRead(a) + lengthRead(b) + (lowered.isSigned(net) ? 24 : 5)))
    writer.write(": ")
    writeQuotient(net, .otherwise, to: &writer)
    if close { writer.write(byte: UInt8(ascii: ")")) }
  }

  private func writeQuotient(_ net: Int, _ context: Context, to writer: inout VerilogText) {
    let (a, b) = (lowered.operand(net, 0), lowered.operand(net, 1))
    let isSigned = lowered.isSigned(net)
    if isSigned {
      // Braces end the sign, as for comparisons.
      writer.write("{")
      writeSigned(a, to: &writer)
    } else {
      let isFree = context == .root || context == .otherwise
      if !isFree { writer.write("(") }
      write(read: a, .operand, to: &writer)
    }
    writer.wrap(lengthRead(b) + 2)
    writer.write(lowered.cells[net].operation == .divide ? "/ " : "% ")
    if isSigned {
      writeSigned(b, to: &writer)
      writer.write("}")
    } else {
      write(read: b, .operand, to: &writer)
      if context != .root, context != .otherwise { writer.write(")") }
    }
  }
}
