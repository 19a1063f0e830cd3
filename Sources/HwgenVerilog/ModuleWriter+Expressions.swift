import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// How tightly the text around an expression binds: what stands there without parentheses.
enum Context: UInt8 {
  /// Anything.
  case root
  /// The right arm of a conditional: another conditional may follow.
  case otherwise
  /// The left operand of `+` and `-`; of `&`; of `|`; of `^`.
  case sum, conjunction, disjunction, difference
  /// An operand: names, literals, concatenations, calls and `~` of one.
  case operand
  /// Behind a unary operator: no operator.
  case primary
}

/// Expressions. The depth of these calls is bounded by `LoweredModule.maximumOperators`: lowering names what is deeper.
extension ModuleWriter {
  /// Writes how a net reads.
  func write(read net: Int, _ context: Context, to writer: inout VerilogText) {
    let net = lowered.resolved(net)
    if lowered.flags[net].contains(.named) { return write(name: net, to: &writer) }
    write(expression: net, context, to: &writer)
  }

  func write(name net: Int, to writer: inout VerilogText) { lowered.names.write(lowered.name[net], to: &writer.bytes) }

  func write(bits low: Int, _ width: Int, of base: Int, _ form: LiteralForm = .pattern, to writer: inout VerilogText) {
    if lowered.hasLate, max(low, width) >= TypeStore.lateExtent {
      return writeLateBits(low, width, of: base, to: &writer)
    }
    if !lowered.flags[base].contains(.named), lowered.cells[base].operation == .literal {
      return write(literal: lowered.literal(base).slice(low: low, width: width), form, to: &writer)
    }
    write(name: base, to: &writer)
    if lowered.width[base] == 1 { return }
    writer.write(byte: UInt8(ascii: "["))
    if width > 1 {
      writer.write(decimal: low + width - 1)
      writer.write(byte: UInt8(ascii: ":"))
    }
    writer.write(decimal: low)
    writer.write(byte: UInt8(ascii: "]"))
  }

  /// Writes the expression of a net, whatever its name.
  func write(expression net: Int, _ context: Context, to writer: inout VerilogText) {
    let width = Int(lowered.width[net])
    switch lowered.reading[net] {
    case .slice:
      return write(
        bits: Int(lowered.low[net]), width, of: Int(lowered.target[net]), form(of: lowered.cells[net].type, context),
        to: &writer)
    case .zero: return writeZeros(width, to: &writer)
    case .alias: return write(read: net, context, to: &writer)
    case .plain: break
    }
    let cell = lowered.cells[net]
    switch cell.operation {
    case .literal:
      if lowered.isLate(net) { return writeLateLiteral(net, to: &writer) }
      let form = form(of: cell.type, context)
      // Never `--`.
      let isNegative = form == .signedNumber && width > 1 && lowered.literal(net)[width - 1]
      let close = open(context == .primary && isNegative, to: &writer)
      defer { if close { writer.write(byte: UInt8(ascii: ")")) } }
      if width <= 32 {
        write(small: UInt64(cell.auxiliary), width, form, to: &writer)
      } else {
        write(literal: lowered.literal(net), form, to: &writer)
      }
    case .cast, .derivedClock, .crossing: write(read: lowered.operand(net, 0), context, to: &writer)
    case .not:
      let close = open(context == .primary, to: &writer)
      writer.write(byte: UInt8(ascii: "~"))
      write(read: lowered.operand(net, 0), .primary, to: &writer)
      if close { writer.write(byte: UInt8(ascii: ")")) }
    case .negate: writeUnary("-", net, context, to: &writer)
    case .reduceAnd: writeUnary("&", net, context, to: &writer)
    case .reduceOr: writeUnary("|", net, context, to: &writer)
    case .reduceXor: writeUnary("^", net, context, to: &writer)
    case .and: writeBinary("& ", net, context, .conjunction, to: &writer)
    case .or: writeBinary("| ", net, context, .disjunction, to: &writer)
    case .xor: writeBinary("^ ", net, context, .difference, to: &writer)
    case .add: writeBinary("+ ", net, context, .sum, to: &writer)
    case .subtract: writeBinary("- ", net, context, .sum, to: &writer)
    case .equal: writeBinary("== ", net, context, .operand, to: &writer)
    case .notEqual: writeBinary("!= ", net, context, .operand, to: &writer)
    case .less: writeComparison("< ", turned: "> ", net, context, to: &writer)
    case .lessEqual: writeComparison("<= ", turned: ">= ", net, context, to: &writer)
    case .multiply: writeProduct(net, context, to: &writer)
    case .shiftLeft, .shiftRight: writeShift(net, context, to: &writer)
    case .mux:
      let close = open(context != .root && context != .otherwise, to: &writer)
      write(read: lowered.operand(net, 0), .operand, to: &writer)
      writer.wrap(lengthRead(lowered.operand(net, 1)) + 2)
      writer.write("? ")
      write(read: lowered.operand(net, 1), .operand, to: &writer)
      writer.wrap(min(60, lengthRead(lowered.operand(net, 2)) + 2))
      writer.write(": ")
      write(read: lowered.operand(net, 2), .otherwise, to: &writer)
      if close { writer.write(byte: UInt8(ascii: ")")) }
    case .extract:
      let base = lowered.resolved(lowered.operand(net, 0))
      switch lowered.reading[base] {
      case .slice:
        write(
          bits: Int(lowered.low[base]) + Int(cell.auxiliary), width, of: Int(lowered.target[base]),
          form(of: cell.type, context),
          to: &writer)
      case .zero: writeZeros(width, to: &writer)
      default:
        if width == Int(lowered.width[base]) { return write(read: base, context, to: &writer) }
        write(bits: Int(cell.auxiliary), width, of: base, form(of: cell.type, context), to: &writer)
      }
    case .concat: writeConcatenation(net, to: &writer)
    case .zeroExtend: writeExtended(lowered.operand(net, 0), to: width, signed: false, to: &writer)
    case .signExtend: writeExtended(lowered.operand(net, 0), to: width, signed: true, to: &writer)
    case .index: writeIndex(net, context, to: &writer)
    case .divide, .modulo: writeDivision(net, context, to: &writer)
    case .input, .output, .wire, .register, .instance, .instanceOutput, .choose, .replace: write(name: net, to: &writer)
    case .memory, .memoryReadSync, .memoryWrite, .check, .inout: write(name: net, to: &writer)
    case .memoryRead:
      write(read: lowered.operand(net, 0), .primary, to: &writer)
      writer.write(byte: UInt8(ascii: "["))
      write(read: lowered.operand(net, 1), .root, to: &writer)
      writer.write(byte: UInt8(ascii: "]"))
    }
  }

  @inline(__always)
  func open(_ isNeeded: Bool, to writer: inout VerilogText) -> Bool {
    if isNeeded { writer.write(byte: UInt8(ascii: "(")) }
    return isNeeded
  }

  private func writeUnary(_ symbol: StaticString, _ net: Int, _ context: Context, to writer: inout VerilogText) {
    let close = open(context != .root && context != .otherwise, to: &writer)
    writer.write(symbol)
    write(read: lowered.operand(net, 0), .primary, to: &writer)
    if close { writer.write(byte: UInt8(ascii: ")")) }
  }

  private func writeBinary(
    _ symbol: StaticString, _ net: Int, _ context: Context, _ own: Context, to writer: inout VerilogText
  ) {
    let isFree = context == .root || context == .otherwise || own != .operand && context == own
    let close = open(!isFree, to: &writer)
    write(read: lowered.operand(net, 0), own, to: &writer)
    writer.wrap(lengthRead(lowered.operand(net, 1)) + symbol.utf8CodeUnitCount)
    writer.write(symbol)
    write(read: lowered.operand(net, 1), .operand, to: &writer)
    if close { writer.write(byte: UInt8(ascii: ")")) }
  }

  /// A literal stands on the right: `a >= 8'd5`, not `8'd5 <= a`.
  private func writeComparison(
    _ symbol: StaticString, turned: StaticString, _ net: Int, _ context: Context, to writer: inout VerilogText
  ) {
    var (left, right) = (lowered.operand(net, 0), lowered.operand(net, 1))
    let first = lowered.resolved(left)
    let isTurned =
      lowered.cells[first].operation == .literal && lowered.reading[first] == .plain
      && !lowered.flags[first].contains(.named)
    if isTurned { swap(&left, &right) }
    let isSigned = lowered.isSigned(left)
    // Braces, not parentheses: yosys takes a signed comparison itself for signed.
    let close = isSigned ? context != .root : context != .root && context != .otherwise
    if close { writer.write(byte: UInt8(ascii: isSigned ? "{" : "(")) }
    if isSigned { writeSigned(left, to: &writer) } else { write(read: left, .operand, to: &writer) }
    writer.wrap(lengthRead(right) + (isSigned ? 12 : 3))
    writer.write(isTurned ? turned : symbol)
    if isSigned { writeSigned(right, to: &writer) } else { write(read: right, .operand, to: &writer) }
    if close { writer.write(byte: UInt8(ascii: isSigned ? "}" : ")")) }
  }

  /// Both operands are as wide as the product. Signed ones say so, though it is the same product: a tool then sees how
  /// small the multiplier is. Braces end the sign.
  private func writeProduct(_ net: Int, _ context: Context, to writer: inout VerilogText) {
    let width = Int(lowered.width[net])
    let isSigned = lowered.isSigned(net)
    let close = isSigned || context != .root && context != .otherwise
    if close { writer.write(byte: UInt8(ascii: isSigned ? "{" : "(")) }
    for position in 0..<2 {
      let operand = lowered.operand(net, position)
      if position == 1 {
        let isLiteral = lowered.cells[lowered.resolved(operand)].operation == .literal
        writer.wrap(lengthRead(operand) + (isLiteral ? width / 4 : 20) + (isSigned ? 9 : 0))
        writer.write("* ")
      }
      if isSigned, let value = signedLiteral(operand, width: width) {
        write(signed: value, to: &writer)
        continue
      }
      if isSigned { writer.write("$signed(") }
      writeExtended(operand, to: width, signed: isSigned, to: &writer)
      if isSigned { writer.write(byte: UInt8(ascii: ")")) }
    }
    if close { writer.write(byte: UInt8(ascii: isSigned ? "}" : ")")) }
  }

  func writeSigned(_ net: Int, to writer: inout VerilogText) {
    if let value = signedLiteral(net, width: Int(lowered.width[lowered.resolved(net)])) {
      return write(signed: value, to: &writer)
    }
    writer.write("$signed(")
    write(read: net, .root, to: &writer)
    writer.write(byte: UInt8(ascii: ")"))
  }

  private func writeShift(_ net: Int, _ context: Context, to writer: inout VerilogText) {
    let isArithmetic = lowered.cells[net].operation == .shiftRight && lowered.isSigned(net)
    let close: Bool
    if isArithmetic {
      // Braces end the sign as `$unsigned` does, and yosys takes them at an instance's pin.
      writer.write("{")
      writeSigned(lowered.operand(net, 0), to: &writer)
      writer.wrap(lengthShift(net))
      writer.write(">>> ")
      close = true
    } else {
      close = open(context != .root && context != .otherwise, to: &writer)
      write(read: lowered.operand(net, 0), .operand, to: &writer)
      writer.wrap(lengthShift(net))
      writer.write(lowered.cells[net].operation == .shiftLeft ? "<< " : ">> ")
    }
    if let amount = lowered.constantShift(net) {
      writer.write(decimal: min(amount, Int(lowered.width[net]) - 1))
    } else if lowered.hasWideAmount(net) {
      writeWideAmount(lowered.resolved(lowered.operand(net, 1)), to: &writer)
    } else {
      write(read: lowered.operand(net, 1), .operand, to: &writer)
    }
    if close { writer.write(byte: UInt8(ascii: isArithmetic ? "}" : ")")) }
  }

  /// `({24{|n[63:24]}} | n[23:0])`: the low bits of an amount, all ones if an upper bit is 1. Both shift all out.
  private func writeWideAmount(_ net: Int, to writer: inout VerilogText) {
    let (low, width) = (LoweredModule.maximumAmountWidth, Int(lowered.width[net]))
    writer.write("({")
    writer.write(decimal: low)
    writer.write(width == low + 1 ? "{" : "{|")
    write(bits: low, width - low, of: net, to: &writer)
    writer.write("}} | ")
    write(bits: 0, low, of: net, to: &writer)
    writer.write(byte: UInt8(ascii: ")"))
  }

  /// Writes a net at a greater width.
  private func writeExtended(_ net: Int, to width: Int, signed: Bool, to writer: inout VerilogText) {
    let net = lowered.resolved(net)
    let narrow = Int(lowered.width[net])
    let isLiteral = lowered.reading[net] == .plain && lowered.cells[net].operation == .literal
    if width == narrow { return write(read: net, .operand, to: &writer) }
    if lowered.hasLate, max(width, narrow) >= TypeStore.lateExtent {
      return writeLateExtended(net, to: width, signed: signed, to: &writer)
    }
    if isLiteral, !lowered.flags[net].contains(.named) {
      let value = lowered.literal(net)
      return write(
        literal: signed ? value.signExtended(to: width) : value.zeroExtended(to: width), form(ofLiteral: net),
        to: &writer)
    }
    if lowered.reading[net] == .zero { return writeZeros(width, to: &writer) }
    if signed, narrow == 1 {
      return writePieces(width, to: &writer) { count, writer in
        writer.write(byte: UInt8(ascii: "{"))
        writer.write(decimal: count)
        writer.write(byte: UInt8(ascii: "{"))
        write(read: net, .root, to: &writer)
        writer.write("}}")
      }
    }
    writer.write(byte: UInt8(ascii: "{"))
    var rest = width - narrow
    while rest > 0 {
      let count = min(rest, 4096)
      if signed {
        if count > 1 {
          writer.write(byte: UInt8(ascii: "{"))
          writer.write(decimal: count)
          writer.write(byte: UInt8(ascii: "{"))
        }
        if lowered.reading[net] == .slice, !lowered.flags[net].contains(.named) {
          write(bits: Int(lowered.low[net]) + narrow - 1, 1, of: Int(lowered.target[net]), to: &writer)
        } else {
          write(bits: narrow - 1, 1, of: net, to: &writer)
        }
        if count > 1 { writer.write("}}") }
      } else {
        write(small: 0, count, .number, to: &writer)
      }
      writer.write(", ")
      rest -= count
    }
    var inner = net
    if !signed {
      // An extension of an extension is one.
      while !lowered.flags[inner].contains(.named), lowered.reading[inner] == .plain,
        lowered.cells[inner].operation == .cast
      { inner = lowered.resolved(lowered.operand(inner, 0)) }
    }
    write(read: inner, .root, to: &writer)
    writer.write(byte: UInt8(ascii: "}"))
  }

  /// `{piece, piece, ...}` of at most 4096 bits each, without braces where one is enough.
  private func writePieces(
    _ width: Int, to writer: inout VerilogText, _ body: (Int, inout VerilogText) -> Void
  ) {
    if width <= 4096 { return body(width, &writer) }
    writer.write(byte: UInt8(ascii: "{"))
    var rest = width
    while rest > 0 {
      let count = (rest - 1) % 4096 + 1
      body(count, &writer)
      rest -= count
      if rest > 0 { writer.write(", ") }
    }
    writer.write(byte: UInt8(ascii: "}"))
  }

  func writeZeros(_ width: Int, to writer: inout VerilogText) {
    writePieces(width, to: &writer) { count, writer in write(small: 0, count, .number, to: &writer) }
  }

  private func writeConcatenation(_ net: Int, to writer: inout VerilogText) {
    let range = lowered.operandRange(net)
    let first = lowered.resolved(lowered.operands[range.lowerBound].index)
    if range.count > 1, range.allSatisfy({ lowered.resolved(lowered.operands[$0].index) == first }) {
      writer.write(byte: UInt8(ascii: "{"))
      writer.write(decimal: range.count)
      writer.write(byte: UInt8(ascii: "{"))
      write(read: first, .root, to: &writer)
      return writer.write("}}")
    }
    let isLong = range.count > 8 && lowered.length[net] > LoweredModule.maximumLength
    writer.write(byte: UInt8(ascii: "{"))
    if isLong { writer.breakLine(2) }
    for position in range {
      let operand = lowered.operands[position].index
      if position > range.lowerBound {
        writer.write(byte: UInt8(ascii: ","))
        writer.wrap(lengthRead(operand), more: isLong ? 2 : 4)
      }
      write(read: operand, .root, to: &writer)
    }
    if isLong { writer.breakLine(0) }
    writer.write(byte: UInt8(ascii: "}"))
  }

  /// About how many characters a net takes where it is read; exact for names.
  func lengthRead(_ net: Int) -> Int {
    let net = lowered.resolved(net)
    if lowered.flags[net].contains(.named) { return lowered.names.length(lowered.name[net]) }
    switch lowered.reading[net] {
    case .plain: return Int(lowered.length[net])
    case .slice:
      let base = Int(lowered.target[net])
      return (lowered.flags[base].contains(.named) ? lowered.names.length(lowered.name[base]) : 12) + 8
    default: return 8
    }
  }

  private func lengthShift(_ net: Int) -> Int {
    if lowered.constantShift(net) != nil { return 8 }
    let amount = lengthRead(lowered.operand(net, 1))
    return lowered.hasWideAmount(net) ? 2 * amount + 28 : amount + 4
  }
}
