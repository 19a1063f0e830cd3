import HwgenBits
import HwgenSupport
import HwgenTypes

/// Reads the inside of one module. Connections and drives wait until all its cells are there.
struct NetlistTextBody {
  /// A net that may come later: a label, or a port.
  struct Reference {
    let net: NetID
    let label: UInt32
    let position: Int
  }

  private struct Connection {
    let instance: NetID
    let port: Int
    let value: Reference
  }

  struct LateDrive {
    let target: Reference
    /// The bits that are driven, or nil for all.
    let bits: (high: UInt32, low: UInt32)?
    let value: Reference
    let location: LocationID
  }

  let text: NetlistTextParser
  let builder: ModuleBuilder
  private let types: TypeStore
  private var ports: [NameID: NetID] = [:]
  private var labels: [UInt32: NetID] = [:]
  private var connections: [Connection] = []
  private(set) var drives: [LateDrive] = []
  /// The program, in the order of the lines; drives outside of all scopes are in it too.
  var steps: [Step] = []
  var openScopes = 0
  /// The checks that are not in the program yet, by their nets.
  var checks: [NetID: Check] = [:]
  private var operands: [NetID] = []

  init(_ text: NetlistTextParser, _ id: ModuleID) {
    self.text = text
    types = text.types
    builder = ModuleBuilder(text.netlist, id)
    for (index, port) in text.netlist.ports(of: id).enumerated() { ports[port.name] = NetID(index) }
  }

  mutating func parse() throws(Failure) {
    while true {
      if text.scanner.take("}") {
        if endBranch() { continue }
        break
      }
      if try takeBranch() { continue }
      if text.scanner.sees("%") {
        try cell()
      } else if text.scanner.takeKeyword("drive") {
        try drive()
      } else if text.scanner.takeKeyword("attribute") {
        try attribute()
      } else {
        throw text.scanner.failure("expected a cell, `drive` or `}`\(text.scanner.found())")
      }
    }
    for connection in connections {
      let value = try resolved(connection.value)
      do {
        try builder.connect(connection.instance, port: connection.port, to: value)
      } catch { throw text.placed(error, at: connection.value.position) }
    }
    try makeSteps()
    if let check = checks.keys.min(by: { $0.raw < $1.raw }) {
      let label = labels.first { $0.value == check }!.key
      throw text.scanner.failure("`%\(label)` is a check, and no line `check %\(label)` says where it stands")
    }
  }

  // MARK: Nets

  /// A label or a port, which may be defined below.
  mutating func reference() throws(Failure) -> Reference {
    text.scanner.skipSpace()
    let position = text.scanner.position
    if text.scanner.take("%") {
      return Reference(net: .none, label: try text.number("the number of a label"), position: position)
    }
    let name = try text.scanner.expectIdentifier("a label or a port")
    guard let id = types.names.find(name), let net = ports[id] else {
      throw text.scanner.failure("no port is named \(Identifier.quoted(name))", at: position, code: .unknownPort)
    }
    return Reference(net: net, label: 0, position: position)
  }

  func resolved(_ reference: Reference) throws(Failure) -> NetID {
    if reference.net != .none { return reference.net }
    guard let net = labels[reference.label] else {
      throw text.scanner.failure("`%\(reference.label)` is not defined", at: reference.position)
    }
    return net
  }

  /// A net that is defined above.
  mutating func net() throws(Failure) -> NetID { try resolved(try reference()) }

  /// Nets between commas, which become the operands.
  private mutating func nets() throws(Failure) {
    operands.removeAll(keepingCapacity: true)
    repeat { operands.append(try net()) } while text.scanner.take(",")
  }

  /// As many nets as an operation has operands.
  private mutating func nets(_ count: Int, for operation: Operation) throws(Failure) {
    let position = text.scanner.position
    try nets()
    guard operands.count == count else {
      throw text.scanner.failure(
        "`\(operation.keyword)` takes \(count) operand\(count == 1 ? "" : "s"), and is given \(operands.count)",
        at: position)
    }
  }

  // MARK: Cells

  private mutating func cell() throws(Failure) {
    let start = text.scanner.position
    try text.scanner.expect("%")
    let label = try text.number("the number of a label")
    var name = NameID.none
    if !text.scanner.sees(":"), !text.scanner.sees("=") {
      name = types.names.intern(try text.scanner.expectIdentifier("the name of the cell, `:` or `=`"))
    }
    var type: TypeID?
    if text.scanner.take(":") { type = try text.type() }
    try text.scanner.expect("=")
    text.scanner.skipSpace()
    let position = text.scanner.position
    let word = try text.scanner.expectIdentifier("an operation")
    guard let operation = Operation.named(word) else {
      throw text.scanner.failure("there is no operation \(Identifier.quoted(word))", at: position)
    }
    let before = builder.cellCount
    let net: NetID
    if operation == .instance || operation == .check {
      guard type == nil else {
        throw text.scanner.failure("\(operation == .check ? "a check" : "an instance") has no type", at: start)
      }
      net = operation == .check ? try check(at: position) : try instance(position)
    } else {
      guard let type else { throw text.scanner.failure("expected `:` and the cell's type", at: position) }
      net = try made(operation, type, at: position)
      guard net.index == before else {
        throw text.scanner.failure("this \(operation.keyword) changes nothing and makes no cell", at: position)
      }
      let given = builder.type(of: net)
      guard given == type else {
        throw text.scanner.failure(
          "the result of \(operation.keyword) is \(types.briefText(given)), not \(types.briefText(type))", at: position,
          code: types.width(of: given) == types.width(of: type) ? .typeMismatch : .widthMismatch)
      }
    }
    builder.setLocation(try text.place(), of: net)
    if !name.isNone {
      do { try builder.setName(name, of: net) } catch { throw text.placed(error, at: start) }
    }
    guard labels.updateValue(net, forKey: label) == nil else {
      throw text.scanner.failure("`%\(label)` is defined twice", at: start)
    }
  }

  private mutating func made(
    _ operation: Operation, _ type: TypeID, at position: Int
  ) throws(Failure) -> NetID {
    switch operation {
    case .wire, .input, .output, .inout, .instance, .check: break
    case .literal: return try literal(type)
    case .register: return try register(type, at: position)
    case .instanceOutput: return try instanceOutput(at: position)
    case .extract: return try extract(type, at: position)
    case .memory: return try memory(type, at: position)
    case .memoryReadSync, .memoryWrite: return try memoryPort(operation, at: position)
    case .derivedClock: return try derivedClock(at: position)
    case .crossing: return try crossing(at: position)
    case .memoryRead: try nets(2, for: operation)
    case .concat, .choose: try nets()
    case .mux, .replace: try nets(3, for: operation)
    case .not, .negate, .reduceAnd, .reduceOr, .reduceXor, .zeroExtend, .signExtend, .cast:
      try nets(1, for: operation)
    case .and, .or, .xor, .add, .subtract, .multiply, .equal, .notEqual, .less, .lessEqual,
      .shiftLeft, .shiftRight, .divide, .modulo, .index:
      try nets(2, for: operation)
    }
    do {
      switch operation {
      case .wire: return try builder.wire(type)
      case .concat: return try builder.concat(operands, as: type)
      case .memoryRead: return try builder.memoryRead(operands[0], address: operands[1])
      case .mux: return try builder.mux(operands[0], operands[1], operands[2])
      case .choose: return try choose(at: position)
      case .index:
        let step = text.scanner.takeKeyword("step") ? Int(try text.number("how far the places are apart")) : nil
        return try builder.index(operands[0], operands[1], type: type, step: step ?? types.width(of: type))
      case .replace: return try builder.replaceElement(operands[0], operands[1], with: operands[2])
      case .zeroExtend, .signExtend:
        if text.late != nil { return try builder.resize(operation, operands[0], to: type) }
        return try builder.extend(operation, operands[0], width: types.width(of: type))
      case .cast where type == builder.type(of: operands[0]): return try builder.alias(operands[0])
      case .cast: return try builder.cast(operands[0], to: type)
      case .not, .negate, .reduceAnd, .reduceOr, .reduceXor: return try builder.unary(operation, operands[0])
      default: return try builder.binary(operation, operands[0], operands[1])
      }
    } catch { throw text.placed(error, at: position) }
  }

  private func choose(at position: Int) throws(Failure) -> NetID {
    guard operands.count >= 3 else {
      throw text.scanner.failure("`choose` takes a selector, keys and values", at: position)
    }
    let cases = stride(from: 1, to: operands.count - 1, by: 2).map { (key: operands[$0], value: operands[$0 + 1]) }
    return try builder.choose(operands[0], cases, default: operands.count % 2 == 0 ? operands.last : nil)
  }

  private mutating func literal(_ type: TypeID) throws(Failure) -> NetID {
    text.scanner.skipSpace()
    let position = text.scanner.position
    let value = try number(of: type)
    do { return try builder.literal(value, type: type) } catch { throw text.placed(error, at: position) }
  }

  /// A number, or all digits of a wide one in quotes.
  mutating func number(of type: TypeID) throws(Failure) -> Integer {
    text.scanner.skipSpace()
    let position = text.scanner.position
    let width = types.width(of: type)
    var value: Integer
    if let digits = try text.scanner.stringLiteral() {
      guard digits.utf8.count == (width + 3) / 4, let bits = Integer(parsing: "0x" + digits), bits.bitWidth <= width
      else {
        throw text.scanner.failure(
          "expected the \((width + 3) / 4) hexadecimal digits of \(width) bits", at: position, code: .literalRange)
      }
      value = bits
      if types.isSigned(type) { value = BitVector(width: width, unsigned: bits).asSigned }
    } else {
      let isNegative = text.scanner.take("-")
      guard let magnitude = try text.scanner.integerLiteral() else {
        throw text.scanner.failure("expected a number, or hexadecimal digits in quotes\(text.scanner.found())")
      }
      guard width <= 64 else {
        throw text.scanner.failure(
          "a literal of more than 64 bits is all its hexadecimal digits in quotes", at: position)
      }
      value = isNegative ? -magnitude : magnitude
    }
    return value
  }

  /// `256`, `256 initial (1, 2, 3)`: the contents are patterns.
  private mutating func memory(_ type: TypeID, at position: Int) throws(Failure) -> NetID {
    text.scanner.skipSpace()
    guard let depth = try text.scanner.integerLiteral() else {
      throw text.scanner.failure("expected the number of words\(text.scanner.found())")
    }
    let isCrossing = text.scanner.takeKeyword("crossing")
    var contents = MemoryContents.unknown
    if text.scanner.takeKeyword("initial") {
      var words: ContiguousArray<BitVector> = []
      try text.scanner.expect("(")
      if !text.scanner.take(")") {
        repeat { words.append(try pattern(of: type)) } while text.scanner.take(",")
        try text.scanner.expect(")")
      }
      contents = .words(words)
    }
    do {
      let memory = try builder.memory(type, depth: depth.small ?? .max, contents: contents)
      if isCrossing { try builder.declareCrossing(ofMemory: memory) }
      return memory
    } catch { throw text.placed(error, at: position) }
  }

  private mutating func pattern(of type: TypeID) throws(Failure) -> BitVector {
    text.scanner.skipSpace()
    let position = text.scanner.position
    let number = try number(of: type)
    guard let word = BitVector(exactly: number, width: types.width(of: type), signed: types.isSigned(type)) else {
      throw text.scanner.failure(
        "a word that does not fit \(types.briefText(type))", at: position, code: .badContents)
    }
    return word
  }

  /// A synchronous read or a write: the memory, the clock, and the other operands by words.
  private mutating func memoryPort(_ operation: Operation, at position: Int) throws(Failure) -> NetID {
    let memory = try net()
    try text.scanner.expect(",")
    let clock = try net()
    var enable = NetID.none
    var address = NetID.none
    var data = NetID.none
    var mask = NetID.none
    var onWrite: ReadDuringWrite?
    let isWrite = operation == .memoryWrite
    while text.scanner.take(",") {
      if text.scanner.takeKeyword("enable"), enable == .none {
        enable = try net()
      } else if text.scanner.takeKeyword("address"), address == .none {
        address = try net()
      } else if isWrite, text.scanner.takeKeyword("data"), data == .none {
        data = try net()
      } else if isWrite, text.scanner.takeKeyword("mask"), mask == .none {
        mask = try net()
      } else if !isWrite, text.scanner.takeKeyword("old"), onWrite == nil {
        onWrite = .old
      } else if !isWrite, text.scanner.takeKeyword("new"), onWrite == nil {
        onWrite = .new
      } else {
        throw text.scanner.failure("expected the next operand of \(operation.keyword)\(text.scanner.found())")
      }
    }
    guard address != .none, isWrite ? data != .none : onWrite != nil else {
      throw text.scanner.failure(
        isWrite ? "a write has an address and data" : "a read has an address, and `old` or `new`", at: position)
    }
    do {
      if isWrite {
        return try builder.memoryWrite(memory, clock: clock, enable: enable, address: address, data: data, mask: mask)
      }
      return try builder.memoryReadSync(memory, clock: clock, enable: enable, address: address, onWrite: onWrite!)
    } catch { throw text.placed(error, at: position) }
  }

  /// `%3`, `%3, synchronous clk`.
  private mutating func derivedClock(at position: Int) throws(Failure) -> NetID {
    let value = try net()
    var source = NetID.none
    if text.scanner.take(",") {
      guard text.scanner.takeKeyword("synchronous") else {
        throw text.scanner.failure("expected `synchronous`\(text.scanner.found())")
      }
      source = try net()
    }
    do { return try builder.derivedClock(value, synchronousTo: source) } catch {
      throw text.placed(error, at: position)
    }
  }

  /// `%3, asynchronous`, `%3, quasi_static`.
  private mutating func crossing(at position: Int) throws(Failure) -> NetID {
    let value = try net()
    try text.scanner.expect(",")
    let isAsynchronous = text.scanner.takeKeyword("asynchronous")
    guard isAsynchronous || text.scanner.takeKeyword("quasi_static") else {
      throw text.scanner.failure("expected `asynchronous` or `quasi_static`\(text.scanner.found())")
    }
    do { return try builder.crossing(value, isAsynchronous ? .asynchronous : .quasiStatic) } catch {
      throw text.placed(error, at: position)
    }
  }

  private mutating func register(_ type: TypeID, at position: Int) throws(Failure) -> NetID {
    let clock = try net()
    var enable = NetID.none
    var reset = NetID.none
    var resetValue = NetID.none
    var initial = NetID.none
    while text.scanner.take(",") {
      if text.scanner.takeKeyword("enable"), enable == .none {
        enable = try net()
      } else if text.scanner.takeKeyword("reset"), reset == .none {
        reset = try net()
        guard text.scanner.takeKeyword("to") else { throw text.scanner.failure("expected `to`\(text.scanner.found())") }
        resetValue = try net()
      } else if text.scanner.takeKeyword("initial"), initial == .none {
        initial = try net()
      } else {
        throw text.scanner.failure("expected `enable`, `reset` or `initial`, each at most once\(text.scanner.found())")
      }
    }
    do {
      return try builder.register(
        type, clock: clock, enable: enable, reset: reset, resetValue: resetValue, initial: initial)
    } catch { throw text.placed(error, at: position) }
  }

  private mutating func instanceOutput(at position: Int) throws(Failure) -> NetID {
    let instance = try net()
    try text.scanner.expect(".")
    do {
      let definition = try builder.definition(of: instance)
      return try builder.output(instance, port: try text.port(of: definition))
    } catch { throw text.placed(error, at: position) }
  }

  private mutating func extract(_ type: TypeID, at position: Int) throws(Failure) -> NetID {
    let value = try net()
    if text.late != nil {
      do { if let net = try lateExtract(value, type) { return net } } catch { throw text.placed(error, at: position) }
    }
    guard let bits = try bits() else { throw text.scanner.failure("expected `[`\(text.scanner.found())") }
    guard Int(bits.high) - Int(bits.low) + 1 == types.width(of: type) else {
      throw text.scanner.failure(
        "bits \(bits.high) down to \(bits.low) as \(types.briefText(type))", at: position, code: .widthMismatch)
    }
    do { return try builder.extract(value, low: Int(bits.low), type: type) } catch {
      throw text.placed(error, at: position)
    }
  }

  /// `[7:0]` or `[7]`, or nil.
  private mutating func bits() throws(Failure) -> (high: UInt32, low: UInt32)? {
    guard text.scanner.take("[") else { return nil }
    let position = text.scanner.position
    let high = try text.number("the number of a bit")
    let low = text.scanner.take(":") ? try text.number("the number of a bit") : high
    guard low <= high else { throw text.scanner.failure("a slice whose higher bit is below", at: position) }
    try text.scanner.expect("]")
    return (high, low)
  }

  // MARK: Instances and drives

  private mutating func instance(_ position: Int) throws(Failure) -> NetID {
    let definition = try text.definition()
    let first = connections.count
    let instance = NetID(builder.cellCount)
    let given = try lateArguments()
    try text.scanner.expect("(")
    if !text.scanner.take(")") {
      repeat {
        let port = try text.port(of: definition)
        try text.scanner.expect(":")
        connections.append(Connection(instance: instance, port: port, value: try reference()))
      } while text.scanner.take(",")
      try text.scanner.expect(")")
    }
    // An instance takes an operand for each input: as many as the text names, so that its size bounds the module's.
    let count = connections.count - first
    let wanted = text.inputCount(of: definition)
    guard count == wanted else {
      throw text.scanner.failure(
        "module \(text.netlist.text(of: definition)) has \(wanted) input\(wanted == 1 ? "" : "s"), and \(count) connections are given",
        at: position,
        code: count < wanted ? .unconnectedPort : .multiplyDriven)
    }
    do { return try builder.instance(of: definition, arguments: given) } catch {
      throw text.placed(error, at: position)
    }
  }

  private mutating func drive() throws(Failure) {
    let target = try reference()
    let bits = try bits()
    try text.scanner.expect("=")
    let value = try reference()
    steps.append(Step(kind: .drive, position: text.scanner.position, drive: drives.count))
    drives.append(LateDrive(target: target, bits: bits, value: value, location: try text.place()))
  }

  mutating func make(_ drive: LateDrive) throws(Failure) {
    let target = try resolved(drive.target)
    let value = try resolved(drive.value)
    builder.location = drive.location
    do {
      if let bits = drive.bits {
        try builder.drive(target, low: Int(bits.low), width: Int(bits.high - bits.low) + 1, with: value)
      } else {
        guard builder.width(of: target) >= 0 else { return try builder.drive(target, with: value) }
        try builder.drive(target, low: 0, width: builder.width(of: target), with: value)
      }
    } catch { throw text.placed(error, at: drive.target.position) }
  }
}

extension ModuleBuilder {
  /// Gives a cell that has just been made its place.
  func setLocation(_ location: LocationID, of net: NetID) { draft.cells[net.index].location = location }
}
