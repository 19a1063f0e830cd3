import HwgenNetlist
import HwgenSupport

/// Assertions, assumptions, covers and prints, in a clocked block for each clock and reset.
///
/// What prints stands under `ifndef SYNTHESIS`. SystemVerilog has immediate assertions; the message of one stands before
/// it, since yosys and IEEE 1800's simulators do not agree on what may stand behind. IEEE 1364 has none: there a
/// simulation prints and stops, and what defines FORMAL gets the assertion.
extension ModuleWriter {
  func writeChecks(to writer: inout VerilogText) {
    if lowered.checks.isEmpty { return }
    var edges: [CheckEdge] = []
    var members: [CheckEdge: [Check]] = [:]
    for check in lowered.checks where lowered.isOn(check) {
      let edge = lowered.edge(of: check)
      if members[edge] == nil { edges.append(edge) }
      members[edge, default: []].append(check)
    }
    for edge in edges {
      var checks = members[edge]!
      if options.concurrent {
        for check in checks where check.kind != .print { writeConcurrent(check, at: edge, to: &writer) }
        checks.removeAll { $0.kind != .print }
      }
      if !checks.isEmpty { write(checks, at: edge, to: &writer) }
    }
  }

  private func write(_ checks: [Check], at edge: CheckEdge, to writer: inout VerilogText) {
    let isVerilog = options.profile == .verilog
    let isGuarded = isVerilog || checks.allSatisfy { $0.kind == .print }
    if isGuarded { writer.write("`ifndef SYNTHESIS\n") }
    writer.write("  always @(")
    write(edge: edge.clock, to: &writer)
    if edge.isAsync {
      writer.write(" or ")
      write(edge: edge.reset, to: &writer)
    }
    writer.write(") begin\n")
    writer.indent = 4
    if edge.reset.net != LoweredModule.none {
      writer.write("    if (")
      if edge.reset.isLow {
        write(read: Int(edge.reset.net), .root, to: &writer)
      } else {
        write(inverse: Int(edge.reset.net), to: &writer)
      }
      writer.write(") begin\n")
      writer.indent = 6
    }
    var open: [OpenBranch] = []
    // Whether what is written last stands under a guard of its own.
    var isInGuard = false
    func setGuard(_ wanted: Bool, to writer: inout VerilogText) {
      if isGuarded || wanted == isInGuard { return }
      writer.write(wanted ? "`ifndef SYNTHESIS\n" : "`endif\n")
      isInGuard = wanted
    }
    for check in checks {
      if (open.last?.branch ?? Branch.none) != check.branch { setGuard(false, to: &writer) }
      enter(check.branch, &open, isClocked: true, to: &writer)
      if isVerilog {
        write(plain: check, to: &writer)
        continue
      }
      if check.hasMessage {
        setGuard(true, to: &writer)
        writeMessage(of: check, to: &writer)
      }
      if check.kind != .print {
        setGuard(false, to: &writer)
        writeStatement(of: check, to: &writer)
      }
    }
    setGuard(false, to: &writer)
    enter(Branch.none, &open, isClocked: true, to: &writer)
    if edge.reset.net != LoweredModule.none { writer.write("    end\n") }
    writer.indent = 2
    writer.write("  end\n")
    if isGuarded { writer.write("`endif\n") }
  }

  /// A check without the statements of SystemVerilog, but where FORMAL is defined.
  private func write(plain check: Check, to writer: inout VerilogText) {
    switch check.kind {
    case .print: writeMessage(of: check, to: &writer)
    case .assert, .assume:
      writer.write("`ifdef FORMAL\n")
      writeStatement(of: check, to: &writer)
      writer.write("`else\n")
      writeMessage(of: check, to: &writer)
      writer.write("`endif\n")
    case .cover:
      // The condition is read in any case, so that nothing is unused.
      open(if: check, to: &writer)
      writer.write("`ifdef FORMAL\n")
      indent(to: &writer)
      writer.write("cover (1'b1)")
      end(location(of: check), to: &writer)
      if !check.message.isNone {
        writer.write("`else\n")
        writeDisplay(of: check, to: &writer)
      }
      writer.write("`endif\n")
      close(&writer)
    }
  }

  private func location(of check: Check) -> LocationID { lowered.cells[check.net.index].location }

  func condition(of check: Check) -> Int { lowered.operand(check.net.index, 2) }

  /// `assert (ok);`
  private func writeStatement(of check: Check, to writer: inout VerilogText) {
    indent(to: &writer)
    writer.write(check.kind.keyword)
    writer.write(" (")
    write(read: condition(of: check), .root, to: &writer)
    writer.write(")")
    end(location(of: check), to: &writer)
  }

  /// The message where its condition says so; in the Verilog profile a failure stops the simulation.
  private func writeMessage(of check: Check, to writer: inout VerilogText) {
    if check.kind == .print { return writeDisplay(of: check, to: &writer) }
    open(if: check, to: &writer)
    writeDisplay(of: check, to: &writer)
    if options.profile == .verilog, check.kind != .cover {
      indent(to: &writer)
      writer.write("$stop;\n")
    }
    close(&writer)
  }

  private func open(if check: Check, to writer: inout VerilogText) {
    indent(to: &writer)
    writer.write("if (")
    if check.kind == .cover {
      write(read: condition(of: check), .root, to: &writer)
    } else {
      write(inverse: condition(of: check), to: &writer)
    }
    writer.write(") begin\n")
    writer.indent += 2
  }

  /// That a bit is 0; of an inversion, that what is inverted is 1.
  private func write(inverse net: Int, to writer: inout VerilogText) {
    let net = lowered.resolved(net)
    if lowered.cells[net].operation == .not, lowered.reading[net] == .plain, !lowered.flags[net].contains(.named) {
      return write(read: lowered.operand(net, 0), .root, to: &writer)
    }
    writer.write(byte: UInt8(ascii: "~"))
    write(read: net, .primary, to: &writer)
  }

  private func close(_ writer: inout VerilogText) {
    writer.indent -= 2
    indent(to: &writer)
    writer.write("end\n")
  }

  // MARK: Messages

  private func writeDisplay(of check: Check, to writer: inout VerilogText) {
    indent(to: &writer)
    writer.write("$display(\"")
    switch check.kind {
    case .assert: writer.write("assertion failed in %m")
    case .assume: writer.write("assumption failed in %m")
    case .cover: writer.write("covered in %m")
    case .print: break
    }
    if !check.message.isNone, check.kind != .print { writer.write(": ") }
    writeMessage(of: check, isSampled: false, to: &writer)
    end(location(of: check), to: &writer)
  }

  /// The rest of a call behind the quote that opens its format. A concurrent assertion says its values when they are others
  /// already: it has to ask for those of the edge.
  func writeMessage(of check: Check, isSampled: Bool, to writer: inout VerilogText) {
    var values = lowered.operandRange(check.net.index).dropFirst(Check.ownOperands)
    if !check.message.isNone {
      for part in messageParts(of: check) {
        switch part {
        case .text(let bytes): for byte in bytes { write(quoted: byte, to: &writer) }
        case .place(let place): write(place, to: &writer)
        }
      }
    }
    writer.write("\"")
    let places = messageParts(of: check).compactMap { if case .place(let place) = $0 { place } else { nil } }
    for place in places {
      guard let position = values.popFirst() else { break }
      writer.write(byte: UInt8(ascii: ","))
      writer.wrap(24)
      let value = lowered.operands[position].index
      let isSigned = place.conversion == .decimal && lowered.isSigned(value)
      // Iverilog prints a localparam without its sign otherwise.
      let isInBraces = isSigned && lowered.isNamedConstant(lowered.resolved(value))
      if isSigned { writer.write(isInBraces ? "$signed({" : "$signed(") }
      if isSampled { writer.write("$sampled(") }
      write(read: value, .root, to: &writer)
      if isSampled { writer.write(")") }
      if isSigned { writer.write(isInBraces ? "})" : ")") }
    }
    writer.write(")")
  }

  /// The parts of a message, which the builder has checked.
  private func messageParts(of check: Check) -> [MessageFormat.Part] {
    if check.message.isNone { return [] }
    return (try? MessageFormat(netlist.names[check.message]))?.parts ?? []
  }

  /// A byte of a message in a string of Verilog that is a format.
  private func write(quoted byte: UInt8, to writer: inout VerilogText) {
    switch byte {
    case UInt8(ascii: "%"): writer.write("%%")
    case UInt8(ascii: "\""): writer.write("\\\"")
    case UInt8(ascii: "\\"): writer.write("\\\\")
    case 10: writer.write("\\n")
    case 9: writer.write("\\t")
    case 32...126: writer.write(byte: byte)
    default:
      writer.write(byte: UInt8(ascii: "\\"))
      for shift in [6, 3, 0] as [UInt8] { writer.write(byte: UInt8(ascii: "0") + (byte >> shift & 7)) }
    }
  }

  private func write(_ place: MessageFormat.Place, to writer: inout VerilogText) {
    writer.write(byte: UInt8(ascii: "%"))
    if place.conversion != .character {
      if place.isZeroPadded || place.width == 0 { writer.write(byte: UInt8(ascii: "0")) }
      if place.width > 0 { writer.write(decimal: place.width) }
    }
    switch place.conversion {
    case .decimal: writer.write(byte: UInt8(ascii: "d"))
    case .hexadecimal: writer.write(byte: UInt8(ascii: "h"))
    case .octal: writer.write(byte: UInt8(ascii: "o"))
    case .binary: writer.write(byte: UInt8(ascii: "b"))
    case .character: writer.write(byte: UInt8(ascii: "c"))
    }
  }
}
