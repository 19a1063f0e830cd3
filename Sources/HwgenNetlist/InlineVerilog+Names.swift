import HwgenSupport

/// The names that inline Verilog declares in the module around it, as far as they are seen without a parser of Verilog:
/// those behind the words that begin a declaration of nets, variables, constants, functions and tasks, and the labels of
/// blocks. Not seen are the names of instances and gates, types of the user's, and what macros write.
///
/// Used by the checker, which refuses two texts in one module that declare one name.
extension InlineVerilog {
  private static let declaring: Set<String> = [
    "bit", "byte", "event", "genvar", "int", "integer", "localparam", "logic", "longint", "parameter", "real",
    "realtime",
    "reg", "shortint", "supply0", "supply1", "time", "tri", "tri0", "tri1", "triand", "trior", "trireg", "uwire", "var",
    "wand", "wire", "wor",
  ]
  private static let openers: Set<String> = ["begin", "fork", "case", "casex", "casez", "function", "task", "generate"]
  private static let closers: Set<String> = [
    "end", "join", "join_any", "join_none", "endcase", "endfunction", "endtask", "endgenerate",
  ]
  private static let modifiers: Set<String> = ["automatic", "signed", "static", "unsigned", "void"]

  /// Each name once, in the order of the text. Linear.
  var declaredNames: [String] {
    let tokens = InlineVerilog.tokens(parts)
    var found: [String] = []
    var known: Set<String> = []
    func declare(_ token: Token) {
      if case .word(let name) = token, known.insert(name).inserted { found.append(name) }
    }
    /// What is open around: blocks, and brackets.
    var open: [String] = []
    var brackets = 0
    /// A declaration has begun and its next name has not come; whether it is of a function or a task, which has one.
    var expectsName = false
    var isDeclaration = false
    var isRoutine = false
    for (index, token) in tokens.enumerated() {
      // What stands in a block is the block's own, but for a `generate` without a name.
      let isOutside = open.allSatisfy { $0 == "generate" }
      switch token {
      case .sign(UInt8(ascii: "(")), .sign(UInt8(ascii: "[")), .sign(UInt8(ascii: "{")):
        brackets += 1
      case .sign(UInt8(ascii: ")")), .sign(UInt8(ascii: "]")), .sign(UInt8(ascii: "}")): brackets = max(0, brackets - 1)
      case .sign(UInt8(ascii: ";")) where brackets == 0: (isDeclaration, isRoutine, expectsName) = (false, false, false)
      case .sign(UInt8(ascii: ",")) where brackets == 0: expectsName = isDeclaration
      case .sign, .hole: break
      case .word(let word) where brackets == 0:
        if InlineVerilog.openers.contains(word) {
          if word == "function" || word == "task", isOutside {
            (isDeclaration, expectsName, isRoutine) = (true, true, true)
          }
          if isOutside, word == "begin" || word == "fork", index + 2 < tokens.count, tokens[index + 1].isColon {
            declare(tokens[index + 2])
          }
          open.append(word)
        } else if InlineVerilog.closers.contains(word) {
          _ = open.popLast()
        } else if InlineVerilog.declaring.contains(word) {
          if isOutside { (isDeclaration, expectsName) = (true, true) }
        } else if expectsName, !InlineVerilog.modifiers.contains(word) {
          declare(token)
          expectsName = false
          if isRoutine { (isRoutine, isDeclaration) = (false, false) }
        }
      case .word: break
      }
    }
    return found
  }

  private enum Token {
    case word(String)
    case sign(UInt8)
    case hole

    var isColon: Bool { if case .sign(UInt8(ascii: ":")) = self { true } else { false } }
  }

  /// The words of the text that may be names: not those in comments and strings.
  public var words: [String] {
    InlineVerilog.tokens(parts).compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  /// The words and signs of a text, without comments, strings, numbers and directives.
  private static func tokens(_ parts: [Part]) -> [Token] {
    // No text has the byte that stands for a hole.
    let bytes: [UInt8] = parts.flatMap { (part) -> [UInt8] in if case .bytes(let bytes) = part { bytes } else { [0] } }
    var tokens: [Token] = []
    var position = 0
    func skip(to end: (Int) -> Bool) { while position < bytes.count, !end(position) { position += 1 } }
    while position < bytes.count {
      let byte = bytes[position]
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      if byte == UInt8(ascii: "/"), next == byte {
        skip { bytes[$0] == 10 }
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        position += 2
        skip { bytes[$0] == UInt8(ascii: "*") && $0 + 1 < bytes.count && bytes[$0 + 1] == UInt8(ascii: "/") }
        position += 2
      } else if byte == UInt8(ascii: "\"") {
        position += 1
        while position < bytes.count, bytes[position] != byte {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
      } else if Identifier.isPart(byte) || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") {
        let start = position
        position += 1
        skip { !Identifier.isPart(bytes[$0]) && bytes[$0] != UInt8(ascii: "$") }
        // A directive, a system task and a number are none of the words.
        if Identifier.isStart(byte) { tokens.append(.word(String(decoding: bytes[start..<position], as: UTF8.self))) }
      } else {
        if byte == 0 { tokens.append(.hole) } else if byte > 32 { tokens.append(.sign(byte)) }
        position += 1
      }
    }
    return tokens
  }
}

extension Netlist {
  /// Finds names that two texts of inline Verilog declare in one module, or a text and a port.
  func checkInlineNames(of module: Module, _ id: ModuleID, into found: inout [Diagnostic]) {
    if externals.isEmpty { return }
    var declared: [String: NetID] = [:]
    var names: [ModuleID: [String]] = [:]
    for index in module.cells.indices where module.cells[index].operation == .instance {
      let definition = ModuleID(raw: module.cells[index].auxiliary)
      guard let inline = external(definition)?.inline else { continue }
      let net = NetID(index)
      let own = names[definition] ?? inline.declaredNames
      names[definition] = own
      for name in own {
        if let port = self.names.find(name).flatMap({ portIndex($0, of: id) }) {
          found.append(clash(name, net, with: NetID(port), in: module, id))
        } else if let other = declared[name] {
          found.append(clash(name, net, with: other, in: module, id))
        } else {
          declared[name] = net
        }
      }
    }
  }

  private func clash(_ name: String, _ net: NetID, with other: NetID, in module: Module, _ id: ModuleID) -> Diagnostic {
    func text(_ net: NetID) -> String {
      let cell = module.cells[net.index]
      let definition = self.text(of: ModuleID(raw: cell.auxiliary))
      return cell.name.isNone
        ? "an instance of \(definition)" : "\(Identifier.quoted(names[cell.name])), an instance of \(definition)"
    }
    let isPort = module.cells[other.index].operation != .instance
    let quoted = Identifier.quoted(name)
    return Diagnostic(
      .inlineNameClash,
      "the inline Verilog of \(text(net)) declares \(quoted) in \(self.text(of: id)), "
        + (isPort ? "which has a port of that name" : "and so does that of \(text(other))"),
      at: locations[module.cells[net.index].location],
      notes: [.init(isPort ? "the port" : "the other one", at: locations[module.cells[other.index].location])],
      fix: isPort
        ? "give what the text declares another name"
        : "put the text into a generator with a body")
  }
}
