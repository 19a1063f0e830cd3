public import CHwgen
import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

// Many operations in one call, and the types of operations.

@c @implementation
public func hwgen_location(_ context: OpaquePointer?, _ file: UnsafePointer<CChar>?, _ line: Int32) -> UInt32 {
  return (try? ContextBox.with(context) { (box) throws(Failure) in try box.location(file, line) })?.raw ?? 0
}

@c @implementation
public func hwgen_name(_ context: OpaquePointer?, _ name: UnsafePointer<CChar>?) -> UInt32 {
  let interned = try? ContextBox.with(context) { (box) throws(Failure) in
    box.context.names.intern(try hostBytes(name, "a name"))
  }
  return interned?.raw ?? 0
}

@c @implementation
public func hwgen_module_append(
  _ module: OpaquePointer?, _ words: UnsafePointer<UInt32>?, _ count: Int, _ out_done: UnsafeMutablePointer<Int>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(of: module, out_error) { (box) throws(Failure) in
    let out_done = try required(out_done, "out_done")
    let words = try items(words, count, "the buffer of operations")
    out_done.pointee = 0
    var reader = OperationReader(box.owner, try box.open(), words)
    while !reader.isAtEnd {
      try reader.next()
      out_done.pointee += 1
    }
  }
}

@c @implementation
public func hwgen_operation_type(
  _ context: OpaquePointer?, _ operation: Int32, _ operands: UnsafePointer<hwgen_type>?, _ count: Int,
  _ file: UnsafePointer<CChar>?, _ line: Int32, _ out_type: UnsafeMutablePointer<hwgen_type>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, at: file, line, out_error) { (box, location) throws(Failure) in
    let context = box.context
    var ports: [Port] = []
    for (index, operand) in try items(operands, count, "the operands").enumerated() {
      ports.append(
        Port(
          name: context.names.intern("operand_\(index)"), direction: .input, type: try box.type(operand),
          location: .unknown))
    }
    // A module of its own, forgotten at the end.
    let scratch = Netlist(types: context.types, locations: context.locations)
    let late = LateParameters(of: ports.map(\.type), in: context.types)
    let builder = ModuleBuilder(scratch, try scratch.declare(name: "operation", ports: ports, late: late))
    builder.location = location
    let nets = ports.indices.map(builder.port)
    let result: NetID
    switch (OperationCode(operation), nets.count) {
    case (.binary(let operation), 2): result = try builder.binary(operation, nets[0], nets[1])
    case (.unary(let operation), 1): result = try builder.unary(operation, nets[0])
    case (.mux, 3): result = try builder.mux(nets[0], nets[1], nets[2])
    case (.concat, 1...): result = try builder.concat(nets)
    default: throw Failure(.badEnumeration, "\(operation) is no operation of \(count) operands alone")
    }
    try required(out_type, "out_type").pointee = hwgen_type(bits: box.handle(builder.type(of: result).raw))
  }
}

/// What a code of hwgen.h means.
private enum OperationCode {
  case binary(Operation)
  case unary(Operation)
  case mux, extract, concat, zeroExtend, signExtend, cast, literal, literalText, wire, register, instance, output
  case drive, input, name
  case choose, compose
  case memory, memoryRead, memoryReadSync, memoryWrite, memoryReadWrite
  case branch(BranchCode)
  case type(TypeCode)
  case domain(DomainCode)
  case check
  case relaxed, relaxedEnd, join
  case attribute
  case application
  case late(LateCode)
  case unknown

  init(_ code: Int32) {
    switch code {
    case HWGEN_OP_AND: self = .binary(.and)
    case HWGEN_OP_OR: self = .binary(.or)
    case HWGEN_OP_XOR: self = .binary(.xor)
    case HWGEN_OP_ADD: self = .binary(.add)
    case HWGEN_OP_SUB: self = .binary(.subtract)
    case HWGEN_OP_MUL: self = .binary(.multiply)
    case HWGEN_OP_EQ: self = .binary(.equal)
    case HWGEN_OP_NE: self = .binary(.notEqual)
    case HWGEN_OP_LT: self = .binary(.less)
    case HWGEN_OP_LE: self = .binary(.lessEqual)
    case HWGEN_OP_SHL: self = .binary(.shiftLeft)
    case HWGEN_OP_SHR: self = .binary(.shiftRight)
    case HWGEN_OP_NOT: self = .unary(.not)
    case HWGEN_OP_NEG: self = .unary(.negate)
    case HWGEN_OP_REDUCE_AND: self = .unary(.reduceAnd)
    case HWGEN_OP_REDUCE_OR: self = .unary(.reduceOr)
    case HWGEN_OP_REDUCE_XOR: self = .unary(.reduceXor)
    case HWGEN_OP_MUX: self = .mux
    case HWGEN_OP_EXTRACT: self = .extract
    case HWGEN_OP_CONCAT: self = .concat
    case HWGEN_OP_ZEXT: self = .zeroExtend
    case HWGEN_OP_SEXT: self = .signExtend
    case HWGEN_OP_CAST: self = .cast
    case HWGEN_OP_LITERAL: self = .literal
    case HWGEN_OP_LITERAL_TEXT: self = .literalText
    case HWGEN_OP_WIRE: self = .wire
    case HWGEN_OP_REGISTER: self = .register
    case HWGEN_OP_INSTANCE: self = .instance
    case HWGEN_OP_OUTPUT: self = .output
    case HWGEN_OP_DRIVE: self = .drive
    case HWGEN_OP_INPUT: self = .input
    case HWGEN_OP_NAME: self = .name
    case HWGEN_OP_DIV: self = .binary(.divide)
    case HWGEN_OP_MOD: self = .binary(.modulo)
    case HWGEN_OP_CHOOSE: self = .choose
    case HWGEN_OP_COMPOSE: self = .compose
    case HWGEN_OP_MEMORY: self = .memory
    case HWGEN_OP_MEMORY_READ: self = .memoryRead
    case HWGEN_OP_MEMORY_READ_SYNC: self = .memoryReadSync
    case HWGEN_OP_MEMORY_WRITE: self = .memoryWrite
    case HWGEN_OP_MEMORY_READ_WRITE: self = .memoryReadWrite
    case HWGEN_OP_WHEN...HWGEN_OP_FSM_CASE: self = BranchCode(rawValue: code).map { .branch($0) } ?? .unknown
    case HWGEN_OP_VARIANT...HWGEN_OP_RECORD: self = TypeCode(rawValue: code).map { .type($0) } ?? .unknown
    case HWGEN_OP_DERIVED_CLOCK...HWGEN_OP_DOMAIN_END: self = DomainCode(rawValue: code).map { .domain($0) } ?? .unknown
    case HWGEN_OP_CHECK: self = .check
    case HWGEN_OP_RELAXED: self = .relaxed
    case HWGEN_OP_RELAXED_END: self = .relaxedEnd
    case HWGEN_OP_JOIN: self = .join
    case HWGEN_OP_ATTRIBUTE: self = .attribute
    case HWGEN_OP_APPLY: self = .application
    case HWGEN_OP_ZEXT_TO...HWGEN_OP_TYPE: self = LateCode(rawValue: code).map { .late($0) } ?? .unknown
    default: self = .unknown
    }
  }
}

/// The codes of unions, conversions and records, with the numbers of hwgen.h.
private enum TypeCode: Int32 {
  case variant = 128
  case isVariant, match, matchCase, convert, record
}

/// The codes of branches and state machines, with the numbers of hwgen.h.
private enum BranchCode: Int32 {
  case when = 96
  case elseWhen, otherwise, choose, arm, rest, end, machine, next, states, state
}

/// The codes of what late parameters have, with the numbers of hwgen.h.
private enum LateCode: Int32 {
  case zeroExtend = 153
  case signExtend, truncate, topBit, instance, type
}

/// The codes of clocks and clock domains, with the numbers of hwgen.h.
private enum DomainCode: Int32 {
  case derivedClock = 120
  case crossing, memoryCrossing, begin, end
}

/// Reads a buffer of operations and applies them to a module.
private struct OperationReader {
  let box: ContextBox
  let builder: ModuleBuilder
  let words: UnsafeBufferPointer<UInt32>
  private var position = 0

  init(_ box: ContextBox, _ builder: ModuleBuilder, _ words: UnsafeBufferPointer<UInt32>) {
    self.box = box
    self.builder = builder
    self.words = words
  }

  var isAtEnd: Bool { position == words.count }

  @inline(__always)
  private mutating func word() throws(Failure) -> UInt32 {
    guard position < words.count else {
      throw Failure(.shortBuffer, "a buffer of \(words.count) words ends inside an operation", at: builder.place)
    }
    defer { position &+= 1 }
    return words[position]
  }

  @inline(__always)
  private mutating func net() throws(Failure) -> NetID { NetID(raw: try word()) }

  /// A count and as many nets.
  private mutating func nets() throws(Failure) -> [NetID] {
    let count = Int(try word())
    guard count <= words.count - position else {
      throw Failure(.shortBuffer, "a buffer of \(words.count) words ends inside an operation", at: builder.place)
    }
    defer { position += count }
    return words[position..<position + count].map(NetID.init(raw:))
  }

  private mutating func type() throws(Failure) -> TypeID { try checked(TypeID(raw: try word())) }

  private func checked(_ type: TypeID) throws(Failure) -> TypeID {
    guard box.context.types.isValid(type) else {
      throw Failure(.staleHandle, "type \(type.raw) names nothing", at: builder.place)
    }
    return type
  }

  private mutating func name() throws(Failure) -> NameID {
    let name = NameID(raw: try word())
    guard Int(name.raw) < box.context.names.count else {
      throw Failure(.staleHandle, "name \(name.raw) names nothing", at: builder.place)
    }
    return name
  }

  /// The text of a name, or nil for none.
  private mutating func optionalText() throws(Failure) -> String? {
    guard position < words.count, words[position] == .max else { return box.context.names[try name()] }
    position += 1
    return nil
  }

  /// A side of a join: an instance or none and the name of a port, or a value and no name.
  private mutating func side() throws(Failure) -> JoinSide {
    let net = try net()
    guard let port = try optionalText() else { return .value(net) }
    return .port(port, of: net)
  }

  /// A net of its own for an operation that has nothing to do: what it makes must be the next.
  private func own(_ result: NetID, _ a: NetID) throws(Failure) {
    if result == a { _ = try builder.alias(a) }
  }

  mutating func next() throws(Failure) {
    let code = Int32(bitPattern: try word())
    let location = LocationID(raw: try word())
    guard Int(location.raw) < box.context.locations.count else {
      throw Failure(.staleHandle, "place \(location.raw) names nothing", at: builder.place)
    }
    builder.location = location
    do { try apply(code) } catch { throw error.at(builder.place) }
  }

  private mutating func apply(_ code: BranchCode) throws(Failure) {
    switch code {
    case .when: try builder.beginWhen(try net())
    case .elseWhen: try builder.beginElseWhen(try net())
    case .otherwise: try builder.beginOtherwise()
    case .choose: try builder.beginSwitch(try net())
    case .arm:
      let count = Int(try word())
      guard count <= words.count - position else {
        throw Failure(.shortBuffer, "a buffer of \(words.count) words ends inside a case", at: builder.place)
      }
      let keys = words[position..<position + count].map(NetID.init(raw:))
      position += count
      try builder.beginCase(keys)
    case .rest: try builder.beginDefault()
    case .end: try builder.end()
    case .machine:
      let states = try text()
      let encoding = try text()
      let entry = try text()
      let clock = try net()
      _ = try builder.stateMachine(states, encoding: encoding, entry: entry, clock: clock, reset: try net())
    case .next:
      let machine = try net()
      try builder.setNext(try text(), of: machine)
    case .states: try builder.beginStates(try net())
    case .state:
      let machine = try net()
      try builder.beginState(try text(), of: machine)
    }
  }

  private mutating func apply(_ code: TypeCode) throws(Failure) {
    switch code {
    case .variant:
      let type = try type()
      let name = try text()
      let payload = try net()
      _ = try builder.variant(name, payload == .none ? nil : payload, of: type)
    case .isVariant:
      let value = try net()
      _ = try builder.isVariant(try text(), value)
    case .match: try builder.beginMatch(try net())
    case .matchCase:
      if let payload = try builder.beginVariant(try text()), payload.index + 1 != builder.cellCount {
        _ = try builder.alias(payload)
      }
    case .record:
      let type = try type()
      let count = Int(try word())
      var fields: [(name: String, value: NetID)] = []
      for _ in 0..<count {
        let name = try text()
        fields.append((name, try net()))
      }
      _ = try builder.record(fields, of: type)
    case .convert:
      let a = try net()
      let type = try type()
      let rounding = try Rounding.of(Int32(bitPattern: try word()))
      let result = try builder.convert(
        a, to: type, rounding: rounding, overflow: try Overflow.of(Int32(bitPattern: try word())))
      if result.index + 1 != builder.cellCount || result.index < builder.module.portCount {
        _ = try builder.alias(result)
      }
    }
  }

  private mutating func apply(_ code: DomainCode) throws(Failure) {
    switch code {
    case .derivedClock:
      let value = try net()
      _ = try builder.derivedClock(value, synchronousTo: try net())
    case .crossing:
      let value = try net()
      _ = try builder.crossing(value, try crossing(Int32(bitPattern: try word())))
    case .memoryCrossing: try builder.declareCrossing(ofMemory: try net())
    case .begin:
      let clock = try net()
      try builder.beginDomain(clock: clock, reset: try net())
    case .end: try builder.endDomain()
    }
  }

  private mutating func apply(_ code: LateCode) throws(Failure) {
    switch code {
    case .zeroExtend, .signExtend, .truncate:
      let a = try net()
      let operation: Operation = code == .zeroExtend ? .zeroExtend : code == .signExtend ? .signExtend : .extract
      try own(try builder.resize(operation, a, to: try type()), a)
    case .topBit:
      let a = try net()
      try own(try builder.highestBit(a), a)
    case .instance:
      let circuit = try circuit()
      let name = try name()
      _ = try builder.instance(of: circuit, name: name, arguments: try text())
    case .type: _ = try builder.type(text: try text())
    }
  }

  private mutating func circuit() throws(Failure) -> ModuleID {
    let circuit = ModuleID(raw: try word())
    guard box.context.isValid(circuit) else {
      throw Failure(.staleHandle, "circuit \(circuit.raw) names nothing", at: builder.place)
    }
    return circuit
  }

  /// A count, and as often a name of a port or none, and a net.
  private mutating func inputs() throws(Failure) -> [GivenInput] {
    let count = Int(try word())
    var result: [GivenInput] = []
    while result.count < count {
      let isNamed = position < words.count && words[position] != .max
      if !isNamed { _ = try word() }
      let port = isNamed ? try name() : .none
      result.append(GivenInput(port: port, net: try net()))
    }
    return result
  }

  private mutating func text() throws(Failure) -> String { box.context.names[try name()] }

  @inline(__always)
  private mutating func apply(_ code: Int32) throws(Failure) {
    switch OperationCode(code) {
    case .binary(let operation):
      let a = try net()
      _ = try builder.binary(operation, a, try net())
    case .unary(let operation): _ = try builder.unary(operation, try net())
    case .mux:
      let selector = try net()
      let when1 = try net()
      _ = try builder.mux(selector, when1, try net())
    case .extract:
      let a = try net()
      let low = Int(try word())
      try own(try builder.extract(a, low: low, type: try type()), a)
    case .concat:
      let raw = try word()
      let type = raw == 0 ? nil : try checked(TypeID(raw: raw))
      _ = try builder.concat(try nets(), as: type)
    case .zeroExtend:
      let a = try net()
      try own(try builder.extend(.zeroExtend, a, width: Int(try word())), a)
    case .signExtend:
      let a = try net()
      try own(try builder.extend(.signExtend, a, width: Int(try word())), a)
    case .cast:
      let a = try net()
      try own(try builder.cast(a, to: try type()), a)
    case .literal:
      let type = try type()
      let low = UInt64(try word())
      let value = Int64(bitPattern: UInt64(try word()) << 32 | low)
      _ = try builder.literal(Integer(Int(value)), type: type)
    case .literalText:
      let type = try type()
      let text = box.context.names[try name()]
      if box.context.types.isWrittenAsText(type) {
        _ = try builder.literal(text: text, type: type)
        return
      }
      guard text.utf8.count <= TextScanner.maximumDigits || text.hasPrefix("0x"), let value = Integer(parsing: text)
      else {
        throw Failure(.literalRange, "\(Identifier.quoted(text)) is no number", at: builder.place)
      }
      _ = try builder.literal(value, type: type)
    case .wire: _ = try builder.wire(try type())
    case .register:
      let type = try type()
      let clock = try net()
      let enable = try net()
      let reset = try net()
      let resetValue = try net()
      _ = try builder.register(
        type, clock: clock, enable: enable, reset: reset, resetValue: resetValue, initial: try net())
    case .instance:
      let circuit = try circuit()
      _ = try builder.instance(of: circuit, name: try name())
    case .output:
      let instance = try net()
      _ = try builder.output(instance, port: Int(try word()))
    case .drive:
      let target = try net()
      try builder.drive(target, with: try net())
    case .input:
      let instance = try net()
      let port = Int(try word())
      try builder.connect(instance, port: port, to: try net())
    case .name:
      let net = try net()
      try builder.setName(try name(), of: net)
    case .choose:
      let selector = try net()
      let operands = try nets()
      let cases = stride(from: 0, to: operands.count - 1, by: 2).map { (key: operands[$0], value: operands[$0 + 1]) }
      _ = try builder.choose(selector, cases, default: operands.count % 2 == 1 ? operands.last : nil)
    case .compose:
      let code = try word()
      guard let kind = Composition(rawValue: code) else {
        throw Failure(.badEnumeration, "\(code) is no composition", at: builder.place)
      }
      let number = Int(Int32(bitPattern: try word()))
      let result = try builder.compose(kind, try nets(), number)
      if result.index + 1 != builder.cellCount || result.index < builder.module.portCount {
        _ = try builder.alias(result)
      }
    case .memory:
      let type = try type()
      let low = UInt64(try word())
      let depth = UInt64(try word()) << 32 | low
      let list = try optionalText()
      let contents = try memoryContents(list: list, file: try optionalText())
      _ = try builder.memory(type, depth: depth, contents: contents)
    case .memoryRead:
      let memory = try net()
      _ = try builder.memoryRead(memory, address: try net())
    case .memoryReadSync:
      let memory = try net()
      let clock = try net()
      let enable = try net()
      let address = try net()
      _ = try builder.memoryReadSync(
        memory, clock: clock, enable: enable, address: address,
        onWrite: try readDuringWrite(Int32(bitPattern: try word())))
    case .memoryWrite:
      let memory = try net()
      let clock = try net()
      let enable = try net()
      let address = try net()
      let data = try net()
      _ = try builder.memoryWrite(
        memory, clock: clock, enable: enable, address: address, data: data, mask: try net())
    case .memoryReadWrite:
      let memory = try net()
      let clock = try net()
      let enable = try net()
      let writeEnable = try net()
      let address = try net()
      let data = try net()
      let mask = try net()
      _ = try builder.memoryReadWrite(
        memory, clock: clock, enable: enable, writeEnable: writeEnable, address: address, data: data, mask: mask,
        onWrite: try readDuringWrite(Int32(bitPattern: try word())))
    case .branch(let code): try apply(code)
    case .type(let code): try apply(code)
    case .domain(let code): try apply(code)
    case .check:
      let code = try word()
      guard let kind = UInt8(exactly: code).flatMap(CheckKind.init(rawValue:)) else {
        throw Failure(.badEnumeration, "\(code) is no kind of check", at: builder.place)
      }
      let condition = try net()
      let clock = try net()
      let reset = try net()
      let message = try optionalText()
      try builder.check(kind, condition, message: message, values: try nets(), clock: clock, reset: reset)
    case .relaxed: builder.beginRelaxed()
    case .relaxedEnd: try builder.endRelaxed()
    case .join:
      let left = try side()
      try builder.join(left, try side())
    case .late(let code): try apply(code)
    case .application:
      let generator = GeneratorID(raw: try word())
      guard box.context.isValid(generator) else {
        throw Failure(.staleHandle, "generator \(generator.raw) names nothing", at: builder.place)
      }
      let instance = try name()
      let arguments = try box.context.arguments(try text(), of: generator, at: builder.place)
      let inputs = try self.inputs()
      _ = try box.context.apply(generator, arguments, to: inputs, name: instance, in: builder)
    case .attribute:
      let target = try net()
      let name = try text()
      try builder.setAttribute(name, text: try optionalText(), of: target)
    case .unknown: throw Failure(.badEnumeration, "\(code) is no operation", at: builder.place)
    }
  }
}
