import HwgenBits
import HwgenSupport
import HwgenTypes

/// Builds the inside of one module, cell by cell.
///
/// Every call is checked at once: a wrong one throws and leaves the builder as it was. The cells carry `location`, which
/// the host sets before each call or group of calls. `finish` checks drivers and hands the module to the netlist.
public final class ModuleBuilder {
  public let netlist: Netlist
  public let id: ModuleID
  /// Where in the host's source the next cells are made.
  @exclusivity(unchecked) public var location: LocationID = .unknown
  @exclusivity(unchecked) public internal(set) var module = Module()
  @exclusivity(unchecked) public private(set) var isFinished = false
  /// The most cells that the module may have.
  @exclusivity(unchecked) public var cellBudget = Int(UInt32.max) - 1
  let types: TypeStore
  /// Made when bits are driven.
  @exclusivity(unchecked) private var sliceBases = SliceBases()

  public init(_ netlist: Netlist, _ id: ModuleID) {
    self.netlist = netlist
    self.id = id
    types = netlist.types
    let ports = netlist[id].ports
    module.portCount = ports.count
    module.cells.reserveCapacity(ports.count + 8)
    module.operandPool.reserveCapacity(8)
    for (index, port) in ports.enumerated() {
      module.cells.append(
        Cell(
          port.direction == .input ? .input : .output, type: port.type, firstOperand: 0, auxiliary: UInt32(index),
          location: port.location, name: port.name))
    }
  }

  /// The net of a port. Ports come first: net *i* is port *i*.
  public func port(_ index: Int) -> NetID { NetID(index) }

  public func port(named name: String) throws(Failure) -> NetID {
    if let id = netlist.names.find(name), let index = netlist[self.id].ports.firstIndex(where: { $0.name == id }) {
      return NetID(index)
    }
    throw unknownPort(name, of: id)
  }

  public func type(of net: NetID) -> TypeID { module.cells[net.index].type }
  public func width(of net: NetID) -> Int { types.width(of: type(of: net)) }
  public var place: SourceLocation? { netlist.locations[location] }

  /// A vector type; a failure has the builder's place.
  func vector(_ kind: TypeKind, width: Int) throws(Failure) -> TypeID {
    do { return try types.vector(kind, width: width) } catch {
      var failure = error
      for index in failure.diagnostics.indices { failure.diagnostics[index].location = place }
      throw failure
    }
  }

  // MARK: Appending

  @inline(__always)
  func append(_ operation: Operation, _ type: TypeID, auxiliary: UInt32 = 0) throws(Failure) -> NetID {
    let index = module.cells.count
    if index >= cellBudget { throw overBudget() }
    module.cells.append(
      Cell(
        operation, type: type, firstOperand: UInt32(truncatingIfNeeded: module.operandPool.count), auxiliary: auxiliary,
        location: location))
    return NetID(index)
  }

  func overBudget() -> Failure {
    Failure(
      .nodeBudget, "module \(netlist.text(of: id)) has reached its budget of \(cellBudget) cells", at: place,
      fix: "raise the budget")
  }

  @inline(__always)
  func check(_ net: NetID) throws(Failure) {
    guard net.index < module.cells.count, module.cells[net.index].operation != .instance else { throw unusable(net) }
  }

  func unusable(_ net: NetID) -> Failure {
    net.index < module.cells.count
      ? Failure(.badOperand, "an instance is no value; use one of its outputs", at: place)
      : Failure(.staleHandle, "net \(net.raw) is not in module \(netlist.text(of: id))", at: place)
  }

  // MARK: Operations

  /// `not`, `negate` and the reductions.
  public func unary(_ operation: Operation, _ a: NetID) throws(Failure) -> NetID {
    try check(a)
    let type = try resultType(operation, type(of: a))
    let net = try append(operation, type)
    module.operandPool.append(a)
    return net
  }

  /// Logic, arithmetic, comparison and shifts.
  public func binary(_ operation: Operation, _ a: NetID, _ b: NetID) throws(Failure) -> NetID {
    try check(a)
    try check(b)
    let type = try resultType(operation, a, b)
    let net = try append(operation, type)
    module.operandPool.append(a)
    module.operandPool.append(b)
    return net
  }

  public func mux(_ selector: NetID, _ whenTrue: NetID, _ whenFalse: NetID) throws(Failure) -> NetID {
    try check(selector)
    try check(whenTrue)
    try check(whenFalse)
    guard type(of: selector) == .bit else {
      throw Failure(
        .typeMismatch, "the selector of a mux is a Bit, not \(described(selector))", at: place,
        notes: madeNotes(selector))
    }
    guard type(of: whenTrue) == type(of: whenFalse) else { throw mismatch("mux", whenTrue, whenFalse) }
    let net = try append(.mux, type(of: whenTrue))
    module.operandPool.append(selector)
    module.operandPool.append(whenTrue)
    module.operandPool.append(whenFalse)
    return net
  }

  /// A constant of a type. Throws `literalRange` if the value does not fit.
  public func literal(_ value: Integer, type: TypeID) throws(Failure) -> NetID {
    let width = types.width(of: type)
    guard width >= 1 else { throw Failure(.badWidth, "a literal needs a constant width", at: place) }
    let isSigned = types.kind(of: type) == .sint
    if width <= 32, let small = value.small {
      let low = isSigned ? -(1 << (width - 1)) : 0
      let high = isSigned ? (1 << (width - 1)) - 1 : (1 << width) - 1
      if small >= low, small <= high {
        return try append(.literal, type, auxiliary: UInt32(truncatingIfNeeded: small & ((1 << width) - 1)))
      }
    } else if let bits = BitVector(exactly: value, width: width, signed: isSigned) {
      if width <= 32 { return try append(.literal, type, auxiliary: UInt32(bits.words[0])) }
      let net = try append(.literal, type, auxiliary: UInt32(module.literals.count))
      module.literals.append(bits)
      return net
    }
    let needed = isSigned ? (value.isNegative ? (value + 1).bitWidth : value.bitWidth) + 1 : value.bitWidth
    let shown = value.bitWidth <= 256 ? "\(value)" : value.isNegative ? "a negative number" : "a number"
    throw Failure(
      .literalRange,
      value.isNegative && !isSigned
        ? "\(shown) is negative and \(types.briefText(type)) is not signed"
        : "\(shown) needs \(needed) bits and \(types.briefText(type)) has \(width)", at: place)
  }

  /// `width` bits from `low` upwards, as another type: the base of slices, elements and fields.
  public func extract(_ a: NetID, low: Int, type: TypeID) throws(Failure) -> NetID {
    try check(a)
    let width = types.width(of: type)
    guard low >= 0, width >= 1, low <= self.width(of: a) - width else {
      throw Failure(
        .badSlice, "a slice of \(width) bits from bit \(low) of \(described(a)), which has \(self.width(of: a)) bits",
        at: place, notes: madeNotes(a))
    }
    if low == 0, type == self.type(of: a) { return a }
    let net = try append(.extract, type, auxiliary: UInt32(low))
    module.operandPool.append(a)
    return net
  }

  /// A slice of plain bits; of a number, a number without sign.
  public func slice(_ a: NetID, low: Int, width: Int) throws(Failure) -> NetID {
    try check(a)
    guard width >= 1, low >= 0, low <= self.width(of: a) - width else {
      throw Failure(
        .badSlice, "a slice of \(width) bits from bit \(low) of \(described(a)), which has \(self.width(of: a)) bits",
        at: place, notes: madeNotes(a))
    }
    let kind = types.kind(of: type(of: a))
    return try extract(
      a, low: low, type: try vector(kind == .uint || kind == .sint ? .uint : .bits, width: width))
  }

  /// One bit as a Bit, or an element of an array.
  public func element(_ a: NetID, _ index: Int) throws(Failure) -> NetID {
    try check(a)
    let type = type(of: a)
    let isArray = types.kind(of: type) == .array
    let element = isArray ? types.element(of: type) : .bit
    let count = isArray ? width(of: a) / types.width(of: element) : width(of: a)
    guard index >= 0, index < count else {
      throw Failure(
        .badSlice, "index \(index) of \(described(a)), which has \(count) \(isArray ? "elements" : "bits")", at: place,
        notes: madeNotes(a))
    }
    return try extract(a, low: index * types.width(of: element), type: element)
  }

  public func field(_ a: NetID, _ name: String) throws(Failure) -> NetID {
    try check(a)
    guard let id = netlist.names.find(name), let field = types.field(id, of: type(of: a)) else {
      throw Failure(
        .badSlice, "\(described(a)) has no field \(Identifier.quoted(name))", at: place, notes: madeNotes(a))
    }
    return try extract(a, low: field.low, type: field.type)
  }

  /// The bits of all operands, the first the most significant, as `type`, or as Bits.
  public func concat(_ parts: [NetID], as type: TypeID? = nil) throws(Failure) -> NetID {
    var total = 0
    for part in parts {
      try check(part)
      total += width(of: part)
    }
    guard !parts.isEmpty, total <= TypeStore.maximumWidth else {
      throw Failure(.badOperand, "a concatenation of \(parts.count) values with \(total) bits", at: place)
    }
    let result: TypeID
    if let type { result = type } else { result = try vector(.bits, width: total) }
    guard types.width(of: result) == total else {
      throw Failure(
        .widthMismatch,
        "\(total) bits are put together as \(types.briefText(result)), which has \(types.width(of: result))",
        at: place)
    }
    let net = try append(.concat, result)
    module.operandPool.append(contentsOf: parts)
    return net
  }

  /// The value at a greater width: with zeros (`zeroExtend`), or with copies of the sign (`signExtend`).
  public func extend(_ operation: Operation, _ a: NetID, width: Int) throws(Failure) -> NetID {
    precondition(operation == .zeroExtend || operation == .signExtend, "not an extension")
    try check(a)
    let kind = types.kind(of: type(of: a))
    guard kind == .bit || kind == .bits || kind == .uint || kind == .sint else {
      throw Failure(.badOperand, "\(described(a)) cannot be extended", at: place, notes: madeNotes(a))
    }
    guard width >= self.width(of: a) else {
      throw Failure(
        .widthMismatch, "\(described(a)) has \(self.width(of: a)) bits and is extended to \(width)", at: place,
        notes: madeNotes(a), fix: "use trunc")
    }
    let target = try vector(kind == .bit ? .uint : kind, width: width)
    let type = self.type(of: a)
    if target == type { return a }
    let net = try append(operation, target)
    module.operandPool.append(a)
    return net
  }

  /// The low bits, as the same sort of number.
  public func truncate(_ a: NetID, width: Int) throws(Failure) -> NetID {
    try check(a)
    let kind = types.kind(of: type(of: a))
    guard width >= 1, width <= self.width(of: a), kind == .bits || kind == .uint || kind == .sint else {
      throw Failure(
        .badSlice, "\(described(a)) has \(self.width(of: a)) bits and is cut to \(width)", at: place,
        notes: madeNotes(a))
    }
    return try extract(a, low: 0, type: try vector(kind, width: width))
  }

  /// The same bits as another type of the same width.
  public func cast(_ a: NetID, to type: TypeID) throws(Failure) -> NetID {
    try check(a)
    guard types.width(of: type) == width(of: a) else {
      throw Failure(
        .widthMismatch,
        "\(described(a)) with \(width(of: a)) bits is taken as \(types.briefText(type)) with \(types.width(of: type))",
        at: place, notes: madeNotes(a))
    }
    if type == self.type(of: a) { return a }
    let net = try append(.cast, type)
    module.operandPool.append(a)
    return net
  }

  // MARK: Things that are driven

  public func wire(_ type: TypeID) throws(Failure) -> NetID {
    guard types.width(of: type) >= 1 else { throw Failure(.badWidth, "a wire needs a constant width", at: place) }
    return try append(.wire, type)
  }

  /// A register. Without `clock` it takes the module's only Clock port; without a reset it has none.
  public func register(
    _ type: TypeID, clock: NetID = .none, enable: NetID = .none, reset: NetID = .none, resetValue: NetID = .none,
    initial: NetID = .none
  ) throws(Failure) -> NetID {
    guard types.width(of: type) >= 1 else { throw Failure(.badWidth, "a register needs a constant width", at: place) }
    let clock = try clock == .none ? onlyClock() : clock
    try check(clock)
    guard self.type(of: clock) == .clock else {
      throw Failure(.typeMismatch, "a register's clock is a Clock, not \(described(clock))", at: place)
    }
    if enable != .none {
      try check(enable)
      guard self.type(of: enable) == .bit else {
        throw Failure(.typeMismatch, "a register's enable is a Bit, not \(described(enable))", at: place)
      }
    }
    if reset != .none {
      try check(reset)
      guard self.type(of: reset) == .reset || self.type(of: reset) == .asyncReset else {
        throw Failure(.typeMismatch, "a register's reset is a Reset or AsyncReset, not \(described(reset))", at: place)
      }
    }
    guard (reset == .none) == (resetValue == .none) else {
      throw Failure(.badOperand, "a register has a reset value exactly if it has a reset", at: place)
    }
    for value in [resetValue, initial] where value != .none {
      try check(value)
      guard module.cells[value.index].operation == .literal else {
        throw Failure(.badOperand, "a reset or initial value is a literal, not \(described(value))", at: place)
      }
      guard self.type(of: value) == type else {
        throw Failure(
          .typeMismatch,
          "a register of \(types.briefText(type)) with a reset or initial value of \(types.briefText(self.type(of: value)))",
          at: place)
      }
    }
    let net = try append(.register, type)
    module.operandPool.append(contentsOf: [clock, enable, reset, resetValue, initial])
    return net
  }

  /// The only Clock port of the module.
  public func onlyClock() throws(Failure) -> NetID {
    let clocks = (0..<module.portCount).filter {
      module.cells[$0].type == .clock && module.cells[$0].operation == .input
    }
    guard clocks.count == 1 else {
      throw Failure(
        .noClock,
        clocks.isEmpty
          ? "module \(netlist.text(of: id)) has no clock for a register"
          : "module \(netlist.text(of: id)) has \(clocks.count) clocks; say which one the register uses", at: place,
        notes: [.init("the module's interface", at: netlist.locations[netlist[id].location])],
        fix: clocks.isEmpty ? "add `in clk: Clock` to the interface" : nil)
    }
    return NetID(clocks[0])
  }

  /// The only Reset or AsyncReset port of the module, or nil.
  public func onlyReset() -> NetID? {
    let resets = (0..<module.portCount).filter {
      (module.cells[$0].type == .reset || module.cells[$0].type == .asyncReset) && module.cells[$0].operation == .input
    }
    return resets.count == 1 ? NetID(resets[0]) : nil
  }

  /// Drives an output, a wire, a register, or bits of one (an `extract` of it).
  public func drive(_ target: NetID, with value: NetID) throws(Failure) {
    try check(target)
    try check(value)
    guard type(of: target) == type(of: value) else {
      throw mismatch("assignment", target, value, isAssignment: true)
    }
    let operation = module.cells[target.index].operation
    guard operation == .extract || operation == .cast else {
      return try drive(target, low: 0, width: width(of: target), with: value)
    }
    sliceBases.extend(to: target.index + 1, of: module)
    let base = sliceBases[target]
    try drive(base.net, low: Int(base.low), width: width(of: target), with: value)
  }

  /// Drives bits of an output, a wire or a register with a value of as many bits.
  func drive(_ base: NetID, low: Int, width: Int, with value: NetID) throws(Failure) {
    try check(base)
    try check(value)
    switch module.cells[base.index].operation {
    case .output, .wire, .register: break
    default:
      throw Failure(
        .directionMismatch, "\(described(base)) cannot be driven from inside \(netlist.text(of: id))", at: place,
        notes: madeNotes(base), fix: "drive outputs, wires, registers and inputs of instances")
    }
    guard low >= 0, width >= 1, low <= self.width(of: base) - width else {
      throw Failure(
        .badSlice,
        "a slice of \(width) bits from bit \(low) of \(described(base)), which has \(self.width(of: base)) bits",
        at: place, notes: madeNotes(base))
    }
    guard self.width(of: value) == width else {
      throw Failure(
        .widthMismatch, "\(width) bits of \(described(base)) are driven by \(described(value))", at: place,
        notes: madeNotes(base) + madeNotes(value))
    }
    module.drives.append(
      Drive(target: base, low: UInt32(low), width: UInt32(width), value: value, location: location))
  }

  // MARK: Instances

  /// An instance of a module that is declared; its inside may come later.
  public func instance(of definition: ModuleID, name: NameID = .none) throws(Failure) -> NetID {
    if !name.isNone { try check(name) }
    let net = try append(.instance, .bit, auxiliary: definition.raw)
    module.cells[net.index].name = name
    module.operandPool.append(contentsOf: repeatElement(.none, count: netlist.inputCount(of: definition)))
    return net
  }

  /// The module that an instance is of.
  public func definition(of instance: NetID) throws(Failure) -> ModuleID {
    guard instance.index < module.cells.count, module.cells[instance.index].operation == .instance else {
      throw Failure(.badOperand, "net \(instance.raw) is no instance", at: place)
    }
    return ModuleID(raw: module.cells[instance.index].auxiliary)
  }

  /// The index of a port of an instance's module.
  public func portIndex(_ name: String, of instance: NetID) throws(Failure) -> Int {
    let definition = try definition(of: instance)
    if let id = netlist.names.find(name), let index = netlist[definition].ports.firstIndex(where: { $0.name == id }) {
      return index
    }
    throw unknownPort(name, of: definition)
  }

  /// Connects an input of an instance.
  public func connect(_ instance: NetID, port: Int, to value: NetID) throws(Failure) {
    let definition = try definition(of: instance)
    try check(value)
    guard port >= 0, port < netlist.portCount(of: definition) else { throw unknownPort("\(port)", of: definition) }
    let declared = netlist.port(port, of: definition)
    var name: String { netlist.names[declared.name] }
    guard declared.direction == .input else {
      throw Failure(
        .directionMismatch, "\(Identifier.quoted(name)) is an output of \(netlist.text(of: definition))", at: place,
        notes: [.init("the port", at: netlist.locations[declared.location])])
    }
    guard declared.type == type(of: value) else {
      let (wanted, given) = (types.width(of: declared.type), width(of: value))
      throw Failure(
        wanted == given ? .typeMismatch : .widthMismatch,
        "input \(Identifier.quoted(name)) of \(netlist.text(of: definition)) is \(types.briefText(declared.type)) and is connected to \(described(value))",
        at: place, notes: [.init("the port", at: netlist.locations[declared.location])] + madeNotes(value))
    }
    let slot = Int(module.cells[instance.index].firstOperand) + netlist.inputSlot(port, of: definition)
    guard module.operandPool[slot] == .none else {
      throw Failure(
        .multiplyDriven, "input \(Identifier.quoted(name)) of \(described(instance)) is connected twice", at: place,
        notes: madeNotes(module.operandPool[slot]))
    }
    module.operandPool[slot] = value
  }

  /// The value of an output of an instance.
  public func output(_ instance: NetID, port: Int) throws(Failure) -> NetID {
    let definition = try definition(of: instance)
    guard port >= 0, port < netlist.portCount(of: definition) else { throw unknownPort("\(port)", of: definition) }
    let declared = netlist.port(port, of: definition)
    guard declared.direction == .output else {
      throw Failure(
        .directionMismatch,
        "\(Identifier.quoted(netlist.names[declared.name])) is an input of \(netlist.text(of: definition))",
        at: place)
    }
    let net = try append(.instanceOutput, declared.type, auxiliary: UInt32(port))
    module.operandPool.append(instance)
    return net
  }

  /// Gives a net or an instance the name that it is to have in the output. Ports keep theirs. A name that is no
  /// identifier is legalised where it is printed; one that is empty, too long or has control characters is refused.
  public func setName(_ name: NameID, of net: NetID) throws(Failure) {
    guard net.index < module.cells.count else { throw unusable(net) }
    try check(name)
    if net.index >= module.portCount { module.cells[net.index].name = name }
  }

  private func check(_ name: NameID) throws(Failure) {
    if netlist.names.isIdentifier(name) { return }
    let length = netlist.names.length(of: name)
    let isPrintable = netlist.names.withBytes(of: name) { $0.allSatisfy { $0 >= 32 && $0 != 127 } }
    guard length > 0, length <= Identifier.maximumLength, isPrintable else {
      let text = netlist.names[name]
      let reason = isPrintable ? Identifier.objection(to: text) ?? "" : "has control characters"
      throw Failure(.badName, "the name \(Identifier.quoted(text)) \(reason)", at: place)
    }
  }

  /// The same value as a net of its own.
  public func alias(_ a: NetID) throws(Failure) -> NetID {
    try check(a)
    let net = try append(.cast, type(of: a))
    module.operandPool.append(a)
    return net
  }

  // MARK: Ending

  /// Checks the module and makes it the inside of its declaration; `log` is told what nothing reads. On failure, which
  /// the log's policies may cause too, the netlist is as before.
  public func finish(reportingTo log: DiagnosticLog? = nil) throws(Failure) {
    precondition(!isFinished)
    module.sortDrives()
    try ModuleChecker(netlist, id, module).check()
    if let log { try log.report(UnreadNets(netlist, id, module).notes()) }
    isFinished = true
    netlist.define(id, module)
  }
}
