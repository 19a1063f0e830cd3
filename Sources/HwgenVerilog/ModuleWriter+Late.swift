import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Late parameters in the text: `parameter int bits = 16`, widths over them, what instances give, and the check of what must
/// hold of them.
extension ModuleWriter {
  private var expressions: ExpressionStore { netlist.types.expressions }

  private func isLate(_ extent: Int) -> Bool { extent >= TypeStore.lateExtent }

  private func expression(_ extent: Int) -> ExprID { netlist.types.widthExpression(ofExtent: extent) }

  /// An expression; with parentheses unless it is a name or a number.
  func write(_ e: ExprID, isOperand: Bool = false, to writer: inout VerilogText) {
    let isOpen = isOperand && !expressions.isPlain(e)
    if isOpen { writer.write(byte: UInt8(ascii: "(")) }
    expressions.writeVerilog(e, to: &writer.bytes)
    if isOpen { writer.write(byte: UInt8(ascii: ")")) }
  }

  /// The sum of an expression and a number. It cannot fail: both are integers.
  private func sum(_ e: ExprID, _ number: Int) -> ExprID { try! expressions.add(e, expressions.integer(number)) }

  // MARK: Header and end

  /// ` #(parameter int bits = 16)`, each on its line.
  func writeLateParameters(to writer: inout VerilogText) {
    guard let late = lowered.late else { return }
    let read = lintNotes == nil ? [] : lowered.lateNamesRead(design.module(id)!)
    writer.write(" #(")
    for (index, parameter) in late.parameters.enumerated() {
      writer.write(index == 0 ? "\n  " : ",\n  ")
      writer.write(options.profile == .verilog ? "parameter integer " : "parameter int ")
      if !read.contains(parameter.name) { lintNotes?.declare(.unreadParameter, at: writer.count) }
      netlist.names.write(parameter.name, to: &writer.bytes)
      writer.write(" = ")
      write(expressions.integer(parameter.defaultValue), to: &writer)
    }
    writer.write("\n)")
  }

  /// `#(.bits(bits + 1)) `.
  func writeLateArguments(of instance: Int, _ definition: ModuleID, to writer: inout VerilogText) {
    guard !netlist[definition].isExternal, let late = netlist.late(of: definition),
      let values = design.module(id)!.lateArguments(of: NetID(instance))
    else { return }
    var separator: StaticString = "#("
    for (parameter, value) in zip(late.parameters, values) {
      writer.write(separator)
      separator = ", "
      writer.write(byte: UInt8(ascii: "."))
      netlist.names.write(parameter.name, to: &writer.bytes)
      writer.write(byte: UInt8(ascii: "("))
      write(value, to: &writer)
      writer.write(byte: UInt8(ascii: ")"))
    }
    writer.write(") ")
  }

  /// Ends a simulation that gives the parameters values out of their ranges, or such that a constraint does not hold. In a
  /// form that all tools take: an `initial` statement that synthesis does not see.
  func writeLateChecks(to writer: inout VerilogText) {
    guard let late = lowered.late else { return }
    let constraints = late.constraints + design.module(id)!.lateConstraints
    guard !constraints.isEmpty || late.parameters.contains(where: { $0.hasLow || $0.hasHigh }) else { return }
    writer.write("`ifndef SYNTHESIS\n  initial begin\n")
    for parameter in late.parameters where parameter.hasLow || parameter.hasHigh {
      let name = netlist.names[parameter.name]
      var conditions: [String] = []
      if parameter.hasLow { conditions.append("\(name) < \(parameter.low)") }
      if parameter.hasHigh { conditions.append("\(name) > \(parameter.high)") }
      let wanted =
        parameter.hasLow && parameter.hasHigh
        ? "\(parameter.low) to \(parameter.high)"
        : parameter.hasLow ? "at least \(parameter.low)" : "at most \(parameter.high)"
      write(
        check: conditions.joined(separator: " || "), "\(name) is %0d; it must be \(wanted)\", \(name)", to: &writer)
    }
    for constraint in constraints {
      let condition = ByteWriter.string { expressions.writeVerilog(expressions.negation(constraint), to: &$0) }
      let message = expressions.text(constraint).utf8.reduce(into: "") { text, byte in
        text.unicodeScalars.append(Unicode.Scalar(byte))
        if byte == UInt8(ascii: "%") { text += "%" }
      }
      write(check: condition, "\(message) does not hold\"", to: &writer)
    }
    writer.write("  end\n`endif\n")
  }

  private func write(check condition: String, _ message: String, to writer: inout VerilogText) {
    writer.write("    if (")
    writer.write(string: condition)
    writer.write(") begin\n      $display(\"%m: ")
    writer.write(string: message)
    writer.write(");\n      $finish;\n    end\n")
  }

  // MARK: Widths

  /// `[bits-1:0] `.
  func writeLateRange(_ extent: Int, to writer: inout VerilogText) {
    writer.write(byte: UInt8(ascii: "["))
    write(dense: sum(expression(extent), -1), to: &writer)
    writer.write(":0] ")
  }

  /// The range of an instance's output that nothing reads, whose port's width is late.
  func writeLateRange(of port: Port, _ instance: Int, to writer: inout VerilogText) {
    let definition = ModuleID(raw: lowered.cells[instance].auxiliary)
    guard let late = netlist.late(of: definition),
      let values = design.module(id)!.lateArguments(of: NetID(instance)),
      // What an instance gives has been found right when it was made.
      let type = try? netlist.types.substitute(port.type, { late.index(of: $0).map { values[$0] } })
    else { return }
    let extent = netlist.types.extent(of: type)
    if isLate(extent) { return writeLateRange(extent, to: &writer) }
    if extent == 1 { return }
    writer.write("[")
    writer.write(decimal: extent - 1)
    writer.write(":0] ")
  }

  /// Without spaces, as in a range.
  private func write(dense e: ExprID, to writer: inout VerilogText) {
    let text = ByteWriter.string { expressions.writeVerilog(e, to: &$0) }
    for byte in text.utf8 where byte != UInt8(ascii: " ") { writer.write(byte: byte) }
  }

  /// `a[bits-1:0]`, and `a[bits-1]` for its highest bit.
  func writeLateBits(_ low: Int, _ extent: Int, of base: Int, to writer: inout VerilogText) {
    write(name: base, to: &writer)
    writer.write(byte: UInt8(ascii: "["))
    if isLate(low) {
      write(dense: expression(low), to: &writer)
    } else {
      write(dense: sum(expression(extent), low - 1), to: &writer)
      writer.write(byte: UInt8(ascii: ":"))
      writer.write(decimal: low)
    }
    writer.write(byte: UInt8(ascii: "]"))
  }

  /// `{bits{1'b0}}`, `{{(bits - 3){1'b0}}, 3'd5}`.
  func writeLateLiteral(_ net: Int, to writer: inout VerilogText) {
    let value = Int(Int32(bitPattern: lowered.cells[net].auxiliary))
    let width = expression(Int(lowered.width[net]))
    let fill: StaticString = value < 0 ? "1'b1" : "1'b0"
    // All bits but the copies of the highest.
    let count = Int.bitWidth - (value < 0 ? ~value : value).leadingZeroBitCount
    if count == 0 { return writeCopies(of: fill, width, to: &writer) }
    writer.write(byte: UInt8(ascii: "{"))
    writeCopies(of: fill, sum(width, -count), to: &writer)
    writer.write(", ")
    write(small: UInt64(value & ((1 << count) - 1)), count, .number, to: &writer)
    writer.write(byte: UInt8(ascii: "}"))
  }

  /// `{bits{1'b0}}`, or `2'b0` for a constant number of zeros.
  private func writeCopies(of bit: StaticString, _ count: ExprID, to writer: inout VerilogText) {
    if let number = expressions.smallInteger(of: count), number == 1 || bit.utf8Start[3] == UInt8(ascii: "0") {
      if number == 1 { return writer.write(bit) }
      return writeZeros(number, to: &writer)
    }
    writer.write(byte: UInt8(ascii: "{"))
    write(count, isOperand: true, to: &writer)
    writer.write(byte: UInt8(ascii: "{"))
    writer.write(bit)
    writer.write("}}")
  }

  /// A net at a greater width, where one of both is late: `{{(bits + 1){1'b0}}, a}`.
  func writeLateExtended(_ net: Int, to extent: Int, signed: Bool, to writer: inout VerilogText) {
    let narrow = Int(lowered.width[net])
    // Both are integers.
    let count = try! expressions.subtract(expression(extent), expression(narrow))
    writer.write(byte: UInt8(ascii: "{"))
    if !signed {
      writeCopies(of: "1'b0", count, to: &writer)
    } else {
      let isOne = expressions.smallInteger(of: count) == 1
      if !isOne {
        writer.write(byte: UInt8(ascii: "{"))
        write(count, isOperand: true, to: &writer)
        writer.write(byte: UInt8(ascii: "{"))
      }
      writeSign(of: net, to: &writer)
      if !isOne { writer.write("}}") }
    }
    writer.write(", ")
    write(read: net, .root, to: &writer)
    writer.write(byte: UInt8(ascii: "}"))
  }

  private func writeSign(of net: Int, to writer: inout VerilogText) {
    let extent = Int(lowered.width[net])
    if lowered.cells[net].operation == .literal, lowered.reading[net] == .plain {
      let auxiliary = lowered.cells[net].auxiliary
      let isNegative = isLate(extent) ? Int32(bitPattern: auxiliary) < 0 : lowered.literal(net)[extent - 1]
      return writer.write(isNegative ? "1'b1" : "1'b0")
    }
    let isSlice = lowered.reading[net] == .slice && !lowered.flags[net].contains(.named)
    let base = isSlice ? Int(lowered.target[net]) : net
    let low = isSlice ? Int(lowered.low[net]) : 0
    if isLate(extent) {
      return writeLateBits(
        TypeStore.lateExtent | Int(sum(expression(extent), low - 1).raw), 1, of: base, to: &writer)
    }
    write(bits: low + extent - 1, 1, of: base, to: &writer)
  }
}

extension ModuleWriter {
  /// The width of a net, to read.
  func widthText(_ net: Int) -> String {
    netlist.types.expressions.text(netlist.types.widthExpression(ofExtent: Int(lowered.width[net])))
  }
}
