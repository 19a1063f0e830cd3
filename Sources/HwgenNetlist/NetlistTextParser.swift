import HwgenBits
import HwgenSupport
import HwgenTypes

/// Reads a design from its text: first the heads of all modules, so that they may use each other in any order, then their
/// insides, cell by cell through a `ModuleBuilder`. `NetlistText.swift` states the form.
final class NetlistTextParser {
  /// A module's name and number in the text.
  private struct Key: Hashable {
    let name: NameID
    let ordinal: UInt32
  }

  let netlist: Netlist
  let types: TypeStore
  @exclusivity(unchecked) var scanner: TextScanner
  /// The text again, to pass over the insides of modules.
  private let bytes: ContiguousArray<UInt8>
  private var aliases: [String: TypeID] = [:]
  private var modules: [Key: ModuleID] = [:]
  /// The modules in the order of the text, and where the inside of each begins.
  private var bodies: [(id: ModuleID, head: Int, inside: Int)] = []
  /// The late parameters of the module that is read.
  @exclusivity(unchecked) var late: LateParameters?
  /// The input ports of the modules that have been instantiated, by name.
  private var portIndices: [ModuleID: [NameID: Int]] = [:]

  init(_ text: String, into netlist: Netlist, at location: SourceLocation?) {
    self.netlist = netlist
    types = netlist.types
    scanner = TextScanner(text, location: location, code: .netlistSyntax)
    bytes = ContiguousArray(text.utf8)
  }

  func parse() throws(Failure) -> CheckedNetlist {
    while !scanner.isAtEnd {
      if scanner.takeKeyword("type") {
        try typeLine()
      } else if scanner.takeKeyword("module") {
        try head()
      } else {
        throw scanner.failure("expected `module` or `type`\(scanner.found())")
      }
    }
    guard let root = bodies.first?.id else { throw scanner.failure("a netlist without a module") }
    for body in bodies where !netlist[body.id].isExternal {
      scanner.position = body.inside
      late = netlist.late(of: body.id)
      var inside = NetlistTextBody(self, body.id)
      try inside.parse()
      do { try inside.builder.finish() } catch { throw placed(error, at: body.head) }
    }
    return try CheckedNetlist(netlist, root: root)
  }

  /// A failure of the builder or the checker, its first message with the place in the text.
  func placed(_ failure: Failure, at position: Int) -> Failure {
    var result = failure
    guard let first = failure.diagnostics.first,
      let message = scanner.failure(first.message, at: position).diagnostics.first?.message
    else { return failure }
    result.diagnostics[0] = Diagnostic(
      first.code, message, at: first.location ?? scanner.location, notes: first.notes, fix: first.fix)
    return result
  }

  // MARK: Heads

  private func typeLine() throws(Failure) {
    scanner.skipSpace()
    let position = scanner.position
    let name = try scanner.expectIdentifier("the name of a type")
    try scanner.expect("=")
    let start = scanner.position
    let type = try types.expressions.parseType(&scanner) { self.aliases[$0].map(self.types.expressions.typeExpression) }
    guard types.width(of: type) >= 1 else {
      throw scanner.failure("a type without a constant width", at: start, code: .badWidth)
    }
    guard self.aliases.updateValue(type, forKey: name) == nil else {
      throw scanner.failure("type \(Identifier.quoted(name)) is defined twice", at: position)
    }
  }

  /// A type: one that a line above defines, a plain one, or an array of these.
  func type() throws(Failure) -> TypeID {
    scanner.skipSpace()
    let position = scanner.position
    var counts: [Int] = []
    while scanner.takeKeyword("Array") {
      try scanner.expect("(")
      counts.append(Int(try number("a count")))
      try scanner.expect(",")
    }
    do {
      var type = try plainType()
      while let count = counts.popLast() {
        try scanner.expect(")")
        type = try types.array(count: types.expressions.integer(count), element: type)
      }
      return type
    } catch {
      if error.diagnostics.first?.code == .netlistSyntax { throw error }
      throw placed(error, at: position)
    }
  }

  /// `(3, 5)`, or `(-2, 10)`.
  private func fixed(_ kind: TypeKind) throws(Failure) -> TypeID {
    try scanner.expect("(")
    let isNegative = scanner.take("-")
    let magnitude = Int(try number("the bits before the point"))
    try scanner.expect(",")
    let fraction = Int(try number("the bits behind the point"))
    try scanner.expect(")")
    return try types.fixed(kind, integer: isNegative ? -magnitude : magnitude, fraction: fraction)
  }

  private func plainType() throws(Failure) -> TypeID {
    scanner.skipSpace()
    let position = scanner.position
    switch try scanner.expectIdentifier("a type") {
    case "Bit": return .bit
    case "UInt": return try vector(.uint)
    case "Bits": return try vector(.bits)
    case "SInt": return try vector(.sint)
    case "UFix": return try fixed(.ufix)
    case "SFix": return try fixed(.sfix)
    case "Clock": return .clock
    case "Reset": return .reset
    case "AsyncReset": return .asyncReset
    case "ResetN": return .resetLow
    case "AsyncResetN": return .asyncResetLow
    case let name:
      guard let type = aliases[name] else {
        throw scanner.failure("no type is named \(Identifier.quoted(name))", at: position)
      }
      return type
    }
  }

  private func vector(_ kind: TypeKind) throws(Failure) -> TypeID {
    try scanner.expect("(")
    if let late {
      let width = try types.expressions.parseExpression(&scanner, scope: late.scope(in: types))
      try scanner.expect(")")
      return try types.vector(kind, width: width)
    }
    let width = try number("a width")
    try scanner.expect(")")
    return try types.vector(kind, width: Int(width))
  }

  /// ` @ "add.py":12`, if it is there.
  func place() throws(Failure) -> LocationID {
    guard scanner.take("@") else { return .unknown }
    guard let file = try scanner.stringLiteral() else {
      throw scanner.failure("expected the name of a file in quotes\(scanner.found())")
    }
    try scanner.expect(":")
    guard let line = try scanner.integerLiteral()?.small, let line = UInt32(exactly: line) else {
      throw scanner.failure("expected the number of a line\(scanner.found())")
    }
    return netlist.locations.intern(file: types.names.intern(file), line: line)
  }

  private func key() throws(Failure) -> Key {
    let name = types.names.intern(try scanner.expectIdentifier("the name of a module"))
    guard scanner.take(".") else { return Key(name: name, ordinal: 1) }
    return Key(name: name, ordinal: try number("the number of a module"))
  }

  func number(_ what: StaticString) throws(Failure) -> UInt32 {
    scanner.skipSpace()
    let position = scanner.position
    guard let value = try scanner.integerLiteral() else { throw scanner.failure("expected \(what)\(scanner.found())") }
    guard let small = value.small, let number = UInt32(exactly: small) else {
      throw scanner.failure("expected \(what), and found a larger number", at: position)
    }
    return number
  }

  private func head() throws(Failure) {
    scanner.skipSpace()
    let start = scanner.position
    let key = try key()
    let isExternal = scanner.takeKeyword("external")
    let isExplicit = scanner.takeKeyword("explicit")
    var identity: String?
    if scanner.takeKeyword("identity") {
      identity = try scanner.stringLiteral()
      if identity == nil { throw scanner.failure("expected an identity in quotes\(scanner.found())") }
    }
    let location = try place()
    try scanner.expect("{")
    late = try readLate()
    var ports: [Port] = []
    while let direction = portDirection() {
      let name = types.names.intern(try scanner.expectIdentifier("the name of a port"))
      try scanner.expect(":")
      ports.append(Port(name: name, direction: direction, type: try type(), location: try place()))
    }
    let inside = scanner.position
    var told: ExternalText?
    if isExternal { told = try readExternal() } else { try passInside() }
    let id: ModuleID
    do {
      id = try netlist.declare(
        name: types.names[key.name], isNameExplicit: isExplicit, identity: identity, isExternal: isExternal,
        ports: ports, late: late, at: location)
      if let told { try netlist.describe(id, told) }
    } catch { throw placed(error, at: start) }
    guard modules.updateValue(id, forKey: key) == nil else {
      throw scanner.failure("a module of this name and number is defined above", at: start)
    }
    bodies.append((id, start, inside))
  }

  private func portDirection() -> PortDirection? {
    scanner.takeKeyword("in")
      ? .input : scanner.takeKeyword("out") ? .output : scanner.takeKeyword("inout") ? .inout : nil
  }

  /// Sets the scanner behind the `}` of the module whose inside it is in.
  private func passInside() throws(Failure) {
    var depth = 1
    var position = scanner.position
    var quote: UInt8 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if quote != 0 {
        if byte == UInt8(ascii: "\\") { position += 1 } else if byte == quote { quote = 0 }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "`"): quote = byte
      case UInt8(ascii: "#"):
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          scanner.position = position
          return
        }
      default: break
      }
    }
    throw scanner.failure("a module that does not end", at: scanner.position)
  }

  // MARK: What cells refer to

  /// The module that an instance is of.
  func definition() throws(Failure) -> ModuleID {
    scanner.skipSpace()
    let position = scanner.position
    guard let id = modules[try key()] else { throw scanner.failure("no such module in this text", at: position) }
    return id
  }

  /// How many inputs a module has.
  func inputCount(of definition: ModuleID) -> Int { netlist[definition].inputCount }

  /// A port of a module, by its name.
  func port(of definition: ModuleID) throws(Failure) -> Int {
    scanner.skipSpace()
    let position = scanner.position
    let name = try scanner.expectIdentifier("the name of a port")
    if portIndices[definition] == nil {
      portIndices[definition] = Dictionary(
        uniqueKeysWithValues: netlist.ports(of: definition).enumerated().map { ($1.name, $0) })
    }
    guard let id = types.names.find(name), let index = portIndices[definition]?[id] else {
      throw scanner.failure(
        "module \(netlist.text(of: definition)) has no port \(Identifier.quoted(name))", at: position,
        code: .unknownPort)
    }
    return index
  }
}
