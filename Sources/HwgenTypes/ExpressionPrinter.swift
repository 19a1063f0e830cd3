import HwgenBits
import HwgenSupport

/// Writes expressions and types as text that parses back to the same id, with an explicit stack.
///
/// The text of an expression with much sharing can be exponentially longer than the expression: diagnostics use a limit.
struct ExpressionPrinter {
  /// How tightly a text binds; a text in a tighter place gets parentheses.
  enum Binding: UInt8 {
    case free, or, and, not, comparison, sum, product, unary, primary
  }

  private enum Item {
    case expression(ExprID, Binding)
    case type(TypeID)
    case literal(StaticString)
    case name(NameID)
    case field(NameID)
  }

  let store: ExpressionStore
  private var stack: [Item] = []
  /// The bytes that may still be written.
  private var rest: Int
  /// Verilog's operators; `ExpressionStore.unwritableInVerilog` tells what has none.
  private let isVerilog: Bool

  init(_ store: ExpressionStore, limit: Int = Int.max, isVerilog: Bool = false) {
    self.store = store
    rest = limit
    self.isVerilog = isVerilog
  }

  mutating func write(_ e: ExprID, to writer: inout ByteWriter) {
    stack.append(.expression(e, .free))
    run(&writer)
  }

  mutating func write(_ type: TypeID, to writer: inout ByteWriter) {
    stack.append(.type(type))
    run(&writer)
  }

  private mutating func run(_ writer: inout ByteWriter) {
    while let item = stack.popLast() {
      if rest <= 0 {
        writer.write("…")
        stack.removeAll()
        return
      }
      switch item {
      case .literal(let text): put(text, &writer)
      case .name(let name): put(quotedName(name), &writer)
      case .field(let name): put(quotedName(name), &writer)
      case .type(let type): expand(type, &writer)
      case .expression(let e, let place): expand(e, place, &writer)
      }
    }
  }

  private mutating func put(_ text: StaticString, _ writer: inout ByteWriter) {
    rest -= text.utf8CodeUnitCount
    writer.write(text)
  }

  private mutating func put(_ text: String, _ writer: inout ByteWriter) {
    if text.utf8.count > rest {
      let part = text.utf8.prefix(max(rest, 1))
      writer.write(string: String(part) ?? "")
      rest = 0
    } else {
      rest -= text.utf8.count
      writer.write(string: text)
    }
  }

  private func quotedName(_ name: NameID) -> String {
    isVerilog ? store.names[name] : TextScanner.name(store.names[name])
  }

  private mutating func later(_ items: [Item]) { stack.append(contentsOf: items.reversed()) }

  private func separated(_ operands: some Collection<ExprID>, _ place: Binding, _ separator: StaticString) -> [Item] {
    var items: [Item] = []
    for e in operands {
      if !items.isEmpty { items.append(.literal(separator)) }
      items.append(.expression(e, place))
    }
    return items
  }

  // MARK: Expressions

  private func binding(of e: ExprID) -> Binding {
    switch store.operation(e) {
    case .conditional: return .free
    case .or: return .or
    case .and: return .and
    case .not: return store.operation(store.operand(e, 0)).isEquality ? .comparison : .not
    case .atLeastZero, .isZero, .equal: return .comparison
    case .sum: return .sum
    case .polynomial: return store.node(e).count > 2 ? .sum : .product
    case .divide, .modulo, .product: return .product
    case .monomial:
      return store.factorCount(of: e) == 1 && store.factor(of: e, 0).exponent > 3 ? .primary : .product
    case .integer, .largeInteger: return store.integerValue(of: e)!.isNegative ? .unary : .primary
    default: return .primary
    }
  }

  private mutating func expand(_ e: ExprID, _ place: Binding, _ writer: inout ByteWriter) {
    let node = store.node(e)
    if binding(of: e).rawValue < place.rawValue { return later([.literal("("), .expression(e, .free), .literal(")")]) }
    let operands = store.operands(e)
    let at = operands.startIndex
    if isVerilog, let items = verilog(e, operands) { return later(items) }
    switch node.operation {
    case .parameter: put(quotedName(NameID(raw: UInt32(node.payload))), &writer)
    case .integer, .largeInteger: put(store.integerValue(of: e)!.description, &writer)
    case .boolean: put(node.payload == 1 ? "true" : "false", &writer)
    case .string: put(TextScanner.quoted(store.names[NameID(raw: UInt32(node.payload))], "\""), &writer)
    case .opaque:
      put("opaque(" + TextScanner.quoted(store.names[NameID(raw: UInt32(node.payload))], "\"") + ")", &writer)
    case .generator:
      put("generator(" + TextScanner.quoted(store.names[NameID(raw: UInt32(node.payload))], "\"") + ")", &writer)
    case .type: stack.append(.type(TypeID(raw: UInt32(node.payload))))
    case .monomial: later(monomial(e))
    case .polynomial: later(polynomial(store.terms(of: e)))
    case .divide: later([.expression(operands[at], .product), .literal(" / "), .expression(operands[at + 1], .unary)])
    case .modulo: later([.expression(operands[at], .product), .literal(" % "), .expression(operands[at + 1], .unary)])
    case .sum: later([.expression(operands[at], .unary), .literal(" + "), .expression(operands[at + 1], .unary)])
    case .product: later([.expression(operands[at], .unary), .literal("*"), .expression(operands[at + 1], .unary)])
    case .minimum: later([.literal("min(")] + separated(operands, .free, ", ") + [.literal(")")])
    case .maximum: later([.literal("max(")] + separated(operands, .free, ", ") + [.literal(")")])
    case .ceilingLog2: later([.literal("clog2("), .expression(operands[at], .free), .literal(")")])
    case .power: later([.literal("pow(")] + separated(operands, .free, ", ") + [.literal(")")])
    case .length: later([.literal("len("), .expression(operands[at], .free), .literal(")")])
    case .index:
      later([.expression(operands[at], .primary), .literal("["), .expression(operands[at + 1], .free), .literal("]")])
    case .call:
      put("hook ", &writer)
      put(quotedName(NameID(raw: UInt32(node.payload))), &writer)
      let close: StaticString =
        switch node.kind {
        case .integer: "): int"
        case .boolean: "): bool"
        case .string: "): string"
        case .type: "): type"
        case .list: "): list"
        case .record: "): record"
        case .generator: "): generator"
        case .opaque: "): opaque"
        }
      later([.literal("(")] + separated(operands, .free, ", ") + [.literal(close)])
    case .conditional:
      later([
        .literal("if "), .expression(operands[at], .free), .literal(" then "), .expression(operands[at + 1], .free),
        .literal(" else "), .expression(operands[at + 2], .free),
      ])
    case .atLeastZero, .isZero, .equal: later(comparison(e, isNegated: false))
    case .not:
      if store.operation(operands[at]).isEquality {
        later(comparison(operands[at], isNegated: true))
      } else {
        later([.literal("not "), .expression(operands[at], .not)])
      }
    case .and: later(separated(operands, .not, " and "))
    case .or: later(separated(operands, .and, " or "))
    case .list:
      if operands.isEmpty, node.element != .integer {
        put("empty(\(node.element))", &writer)
      } else {
        later([.literal("[")] + separated(operands, .free, ", ") + [.literal("]")])
      }
    case .record:
      var items: [Item] = [.literal("record(")]
      for (index, field) in store.fields(of: e)!.enumerated() {
        if index > 0 { items.append(.literal(", ")) }
        items += [.field(field.name), .literal(": "), .expression(field.value, .free)]
      }
      later(items + [.literal(")")])
    }
  }

  private func monomial(_ e: ExprID) -> [Item] {
    var items: [Item] = []
    for index in 0..<store.factorCount(of: e) {
      let (atom, exponent) = store.factor(of: e, index)
      if exponent > 3, isVerilog {
        if !items.isEmpty { items.append(.literal(" * ")) }
        items += [.expression(atom, .unary), .literal(" ** "), .expression(store.integer(exponent), .unary)]
        continue
      }
      if exponent > 3 {
        if !items.isEmpty { items.append(.literal("*")) }
        items += [
          .literal("pow("), .expression(atom, .free), .literal(", "),
          .expression(store.integer(exponent), .free), .literal(")"),
        ]
        continue
      }
      for _ in 0..<exponent {
        if !items.isEmpty { items.append(.literal("*")) }
        items.append(.expression(atom, .unary))
      }
    }
    return items
  }

  private func polynomial(_ sorted: [PolynomialTerm]) -> [Item] {
    var items: [Item] = []
    var terms = sorted
    // `24 - bits`, as one writes it.
    if isVerilog, terms.first?.coefficient.isNegative == true,
      let first = terms.firstIndex(where: { !$0.coefficient.isNegative })
    {
      terms.insert(terms.remove(at: first), at: 0)
    }
    for term in terms {
      let isFirst = items.isEmpty
      let isNegative = term.coefficient.isNegative
      if isNegative { items.append(.literal(isFirst ? "-" : " - ")) } else if !isFirst { items.append(.literal(" + ")) }
      let magnitude = term.coefficient.magnitude
      if term.monomial == ExpressionStore.one {
        items.append(.expression(store.integer(magnitude), .unary))
      } else if magnitude == 1 {
        let isLoose = store.operation(term.monomial) != .monomial
        items.append(.expression(term.monomial, isFirst && isNegative && isLoose ? .unary : .product))
      } else {
        items.append(.expression(store.integer(magnitude), .unary))
        items.append(.literal("*"))
        items +=
          store.operation(term.monomial) == .monomial
          ? monomial(term.monomial) : [.expression(term.monomial, .unary)]
      }
    }
    return items.isEmpty ? [.literal("0")] : items
  }

  /// What Verilog writes otherwise.
  private func verilog(_ e: ExprID, _ operands: ArraySlice<ExprID>) -> [Item]? {
    let at = operands.startIndex
    switch store.operation(e) {
    // The number behind the sign would have 33 bits.
    case .integer: return store.smallInteger(of: e) == Int(Int32.min) ? [.literal("32'sh80000000")] : nil
    case .minimum, .maximum:
      return [
        .literal("("), .expression(operands[at], .sum),
        .literal(store.operation(e) == .minimum ? " < " : " > "), .expression(operands[at + 1], .sum), .literal(" ? "),
        .expression(operands[at], .sum), .literal(" : "), .expression(operands[at + 1], .sum), .literal(")"),
      ]
    case .ceilingLog2: return [.literal("$clog2("), .expression(operands[at], .free), .literal(")")]
    case .power:
      return [
        .literal("("), .expression(operands[at], .unary), .literal(" ** "), .expression(operands[at + 1], .unary),
        .literal(")"),
      ]
    case .conditional:
      return [
        .literal("("), .expression(operands[at], .comparison), .literal(" ? "), .expression(operands[at + 1], .sum),
        .literal(" : "), .expression(operands[at + 2], .sum), .literal(")"),
      ]
    case .boolean: return [.literal(store.node(e).payload == 1 ? "1'b1" : "1'b0")]
    case .not where !store.operation(operands[at]).isEquality:
      return [.literal("!("), .expression(operands[at], .free), .literal(")")]
    case .and: return separated(operands, .comparison, " && ")
    case .or: return separated(operands, .and, " || ")
    default: return nil
    }
  }

  /// Negative terms stand on the other side; a constant alone stands on the right.
  private func comparison(_ e: ExprID, isNegated: Bool) -> [Item] {
    let operation = store.operation(e)
    if operation == .equal {
      return [
        .expression(store.operand(e, 0), .sum), .literal(isNegated ? " != " : " == "),
        .expression(store.operand(e, 1), .sum),
      ]
    }
    let terms = store.terms(of: store.operand(e, 0))
    let left = side(terms.filter { !$0.coefficient.isNegative })
    let right = side(
      terms.filter { $0.coefficient.isNegative }.map {
        PolynomialTerm(coefficient: -$0.coefficient, monomial: $0.monomial)
      })
    if operation == .isZero { return left + [.literal(isNegated ? " != " : " == ")] + right }
    let isConstantLeft = !terms.contains { !$0.coefficient.isNegative && $0.monomial != ExpressionStore.one }
    return isConstantLeft ? right + [.literal(" <= ")] + left : left + [.literal(" >= ")] + right
  }

  private func side(_ terms: [PolynomialTerm]) -> [Item] {
    if terms.count == 1, terms[0].coefficient == 1, terms[0].monomial != ExpressionStore.one {
      return [.expression(terms[0].monomial, .sum)]
    }
    return polynomial(terms)
  }

  // MARK: Types

  private mutating func expand(_ type: TypeID, _ writer: inout ByteWriter) {
    let types = store.types!
    switch types.kind(of: type) {
    case .bit: put("Bit", &writer)
    case .clock: put("Clock", &writer)
    case .reset: put("Reset", &writer)
    case .asyncReset: put("AsyncReset", &writer)
    case .resetLow: put("ResetN", &writer)
    case .asyncResetLow: put("AsyncResetN", &writer)
    case .bits: later([.literal("Bits("), .expression(types.expression(of: type), .free), .literal(")")])
    case .uint: later([.literal("UInt("), .expression(types.expression(of: type), .free), .literal(")")])
    case .sint: later([.literal("SInt("), .expression(types.expression(of: type), .free), .literal(")")])
    case .expression: stack.append(.expression(types.expression(of: type), .free))
    case .array:
      later([
        .literal("Array("), .expression(types.expression(of: type), .free), .literal(", "),
        .type(types.element(of: type)), .literal(")"),
      ])
    case .record:
      var items: [Item] = [.literal("{")]
      for (index, field) in types.fields(of: type).enumerated() {
        if index > 0 { items.append(.literal(", ")) }
        if field.isFlipped { items.append(.literal("flip ")) }
        items += [.field(field.name), .literal(": "), .type(field.type)]
      }
      later(items + [.literal("}")])
    case .enumeration: put(types.enumeration(of: type)!, &writer)
    case .union:
      let union = types.union(of: type)!
      var items: [Item] = [.literal("Union(")]
      if !union.name.isNone { items += [.field(union.name), .literal(": ")] }
      for (index, variant) in union.variants.enumerated() {
        if index > 0 { items.append(.literal(", ")) }
        items.append(.field(variant.name))
        if let payload = variant.payload { items += [.literal("("), .type(payload), .literal(")")] }
      }
      later(items + [.literal(")")])
    case .ufix, .sfix:
      later([
        .literal(types.kind(of: type) == .ufix ? "UFix(" : "SFix("), .expression(types.expression(of: type), .free),
        .literal(", "), .expression(types.fractionExpression(of: type), .free), .literal(")"),
      ])
    }
  }

  /// In pieces, so that a limit holds for what has many members.
  private mutating func put(_ enumeration: Enumeration, _ writer: inout ByteWriter) {
    let names = store.names
    let encoding = enumeration.encoding
    put(encoding == .oneHot ? "OneHot(" : encoding == .gray ? "Gray(" : "Enum(", &writer)
    if !enumeration.name.isNone { put(TextScanner.name(names[enumeration.name]), &writer) }
    let isWide = enumeration.width > enumeration.leastWidth
    if isWide { put((enumeration.name.isNone ? "" : ", ") + "\(enumeration.width)", &writer) }
    if isWide || !enumeration.name.isNone { put(": ", &writer) }
    for (index, member) in enumeration.members.enumerated() {
      // What comes next is then the sign that something is left out.
      if rest <= 0 { return stack.append(.literal(")")) }
      if index > 0 { put(", ", &writer) }
      put(TextScanner.name(names[member]), &writer)
      if encoding == nil { put(" = \(enumeration.codes[index].asUnsigned)", &writer) }
    }
    put(")", &writer)
  }
}

extension ExpressionOperation {
  fileprivate var isEquality: Bool { self == .isZero || self == .equal }
}

extension ExpressionStore {
  /// The canonical text: it parses back to `e`. Its length is that of the expression written out without sharing.
  public func text(_ e: ExprID) -> String { ByteWriter.string { write(e, to: &$0) } }

  public func write(_ e: ExprID, to writer: inout ByteWriter) {
    var printer = ExpressionPrinter(self)
    printer.write(e, to: &writer)
  }

  /// The expression in Verilog, with spaces around its operators.
  public func writeVerilog(_ e: ExprID, to writer: inout ByteWriter) {
    var printer = ExpressionPrinter(self, isVerilog: true)
    printer.write(e, to: &writer)
  }

  /// Whether the text of an expression stands beside an operator without parentheses: a name or a number.
  public func isPlain(_ e: ExprID) -> Bool { operation(e) == .parameter || integerValue(of: e) != nil }

  /// The start of the text, for messages.
  public func briefText(_ e: ExprID, limit: Int = 160) -> String {
    ByteWriter.string {
      var printer = ExpressionPrinter(self, limit: limit)
      printer.write(e, to: &$0)
    }
  }
}
