import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// The inside of one module of a `RandomDesign`.
final class RandomModule {
  let builder: ModuleBuilder
  var design: RandomDesign
  private let types: TypeStore
  private let children: [ModuleID]
  /// The nets that later cells may read.
  private var readable: [NetID] = []
  private var wires: [NetID] = []
  private var registers: [NetID] = []
  /// The registers that depend on nothing within a cycle: not those with an asynchronous reset that is made of values.
  private var sources: Set<NetID> = []
  private var instances: [NetID] = []

  init(_ builder: ModuleBuilder, _ design: RandomDesign, children: [ModuleID]) {
    self.builder = builder
    self.design = design
    self.children = children
    types = builder.netlist.types
  }

  private func below(_ bound: Int) -> Int { design.random.below(bound) }

  func fill(steps: Int) throws(Failure) {
    let ports = builder.netlist.ports(of: builder.id)
    for (index, port) in ports.enumerated() where port.direction == .input { readable.append(builder.port(index)) }
    for _ in 0..<steps {
      builder.location = design.location(in: builder.netlist)
      let net = try step()
      if let net, design.random.once(in: 3), net.index >= builder.module.portCount {
        try builder.setName(name(), of: net)
      }
      if let net, net.index >= builder.module.portCount, !instances.contains(net) { readable.append(net) }
    }
    for instance in instances { try connect(instance) }
    for wire in wires { try drive(wire, below: wire.index) }
    for register in registers { try drive(register, below: .max) }
    for (index, port) in ports.enumerated() where port.direction == .output {
      try drive(builder.port(index), below: .max)
    }
    try builder.finish()
  }

  private func name() -> NameID {
    let names = ["total", "total", "count", "a b", "wire", "x y", "`q\\", "é", "in", "x.y"]
    return builder.netlist.names.intern(names[below(names.count)])
  }

  // MARK: Values

  private func isNumber(_ net: NetID) -> Bool {
    let kind = types.kind(of: builder.type(of: net))
    return kind == .uint || kind == .sint
  }

  private func isVector(_ net: NetID) -> Bool {
    let kind = types.kind(of: builder.type(of: net))
    return kind == .uint || kind == .sint || kind == .bits || kind == .bit
  }

  /// A readable net for which `holds`, or nil if a few tries find none.
  private func any(_ holds: (NetID) -> Bool = { _ in true }) -> NetID? {
    for _ in 0..<8 {
      let net = readable[below(readable.count)]
      if holds(net) { return net }
    }
    return nil
  }

  private func literal(_ type: TypeID) throws(Failure) -> NetID {
    let width = types.width(of: type)
    var limbs: [UInt64] = []
    for _ in 0..<(width + 63) / 64 { limbs.append(design.random.next()) }
    let bits = BitVector(truncating: Integer(limbs: limbs, negative: false), width: width)
    return try builder.literal(types.kind(of: type) == .sint ? bits.asSigned : bits.asUnsigned, type: type)
  }

  /// A value of a type, from a cell below `limit` or without operands.
  private func value(_ type: TypeID, below limit: Int) throws(Failure) -> NetID {
    // One clock, so that nothing crosses from one domain to another.
    if type == .clock { return builder.port(0) }
    let found = any { net in
      builder.type(of: net) == type && (net.index < limit || sources.contains(net))
    }
    if let found { return found }
    let source = any { net in
      net.index < limit && types.width(of: builder.type(of: net)) >= types.width(of: type)
    }
    // A new extraction depends on nothing but its source.
    if let source, builder.type(of: source) != type { return try builder.extract(source, low: 0, type: type) }
    return try literal(type)
  }

  // MARK: Steps

  /// Adds something; nil if this was not possible.
  private func step() throws(Failure) -> NetID? {
    switch below(17) {
    case 0: return try literal(try design.type(in: types))
    case 1:
      let wire = try builder.wire(try design.type(in: types))
      wires.append(wire)
      return wire
    case 2, 3: return try register()
    case 4, 5: return try instance()
    case 6: return try unary()
    case 7: return try slice()
    case 8: return try concat()
    case 9: return try widened()
    case 10: return try [mux, choice, indexed][below(3)]()
    case 11: return try compound()
    case 12: return try memory()
    default: return try binary()
    }
  }

  /// A memory with up to two writes, and a word that is read of it.
  private func memory() throws(Failure) -> NetID? {
    let type = try design.type(in: types)
    let address = any { self.isVector($0) && self.types.kind(of: self.builder.type(of: $0)) != .sint }
    guard let address else { return nil }
    let clock = builder.port(0)
    let words = try (0..<below(4)).map { (_) throws(Failure) in
      BitVector(width: types.width(of: type), low: UInt64(below(2)))
    }
    let memory = try builder.memory(
      type, depth: 4 + below(40), contents: below(2) == 0 ? .unknown : .words(.init(words)))
    if design.random.once(in: 2) { try builder.setName(name(), of: memory) }
    for _ in 0..<below(3) {
      let enable = any { self.builder.type(of: $0) == .bit } ?? .none
      try builder.memoryWrite(
        memory, clock: clock, enable: enable, address: address, data: try value(type, below: .max),
        mask: design.random.once(in: 3) ? enable : .none)
    }
    if design.random.once(in: 2) { return try builder.memoryRead(memory, address: address) }
    return try builder.memoryReadSync(
      memory, clock: clock, address: address, onWrite: design.random.once(in: 2) ? .old : .new)
  }

  private func unary() throws(Failure) -> NetID? {
    let operation: Operation = [.not, .negate, .reduceAnd, .reduceOr, .reduceXor][below(5)]
    guard let net = any({ operation == .negate ? self.isNumber($0) : self.isVector($0) }) else { return nil }
    return try builder.unary(operation, net)
  }

  private func binary() throws(Failure) -> NetID? {
    let operations: [Operation] = [
      .and, .or, .xor, .add, .subtract, .multiply, .equal, .notEqual, .less, .lessEqual, .shiftLeft, .shiftRight,
      .divide, .modulo,
    ]
    let operation = operations[below(operations.count)]
    switch operation {
    case .and, .or, .xor:
      guard let a = any({ self.isVector($0) }) else { return nil }
      return try builder.binary(operation, a, try value(builder.type(of: a), below: .max))
    case .equal, .notEqual:
      guard let a = any() else { return nil }
      return try builder.binary(operation, a, try value(builder.type(of: a), below: .max))
    case .shiftLeft, .shiftRight:
      let amount = any {
        self.types.kind(of: self.builder.type(of: $0)) != .sint && self.isVector($0) && self.builder.width(of: $0) < 9
      }
      guard let a = any({ self.isVector($0) && self.builder.type(of: $0) != .bit }), let amount else { return nil }
      return try builder.binary(operation, a, amount)
    case .multiply:
      guard let a = any({ self.isNumber($0) && self.builder.width(of: $0) < 200 }) else { return nil }
      let kind = types.kind(of: builder.type(of: a))
      return try builder.binary(operation, a, try value(try types.vector(kind, width: 1 + below(9)), below: .max))
    default:
      guard let a = any({ self.isNumber($0) }) else { return nil }
      return try builder.binary(operation, a, try value(builder.type(of: a), below: .max))
    }
  }

  private func slice() throws(Failure) -> NetID? {
    guard let net = any() else { return nil }
    let width = builder.width(of: net)
    let low = below(width)
    return try builder.slice(net, low: low, width: 1 + below(width - low))
  }

  private func concat() throws(Failure) -> NetID? {
    var parts: [NetID] = []
    for _ in 0..<1 + below(4) { if let part = any({ self.builder.width(of: $0) < 300 }) { parts.append(part) } }
    return parts.isEmpty ? nil : try builder.concat(parts)
  }

  private func widened() throws(Failure) -> NetID? {
    guard let net = any({ self.isVector($0) }) else { return nil }
    return try builder.extend(
      design.random.once(in: 2) ? .zeroExtend : .signExtend, net, width: builder.width(of: net) + 1 + below(9))
  }

  private func mux() throws(Failure) -> NetID? {
    guard let a = any({ self.builder.type(of: $0) != .clock }) else { return nil }
    return try builder.mux(
      try value(.bit, below: .max), a, try value(builder.type(of: a), below: .max))
  }

  /// A part at an index, or a value with another one.
  private func indexed() throws(Failure) -> NetID? {
    let index = any { self.types.kind(of: self.builder.type(of: $0)) != .sint && self.isVector($0) }
    guard let net = any({ self.isVector($0) }), let index else { return nil }
    switch below(3) {
    case 0: return try builder.element(net, at: index)
    case 1: return try builder.slice(net, at: index, width: 1 + below(builder.width(of: net)))
    default: return try builder.replacing(net, at: index, with: try value(.bit, below: .max))
    }
  }

  private func choice() throws(Failure) -> NetID? {
    guard let a = any({ self.builder.type(of: $0) != .clock }), let selector = any({ self.isVector($0) }) else {
      return nil
    }
    let width = builder.width(of: selector)
    let type = builder.type(of: selector)
    var cases: [(key: NetID, value: NetID)] = []
    for key in 0..<min(1 << min(width, 8), 1 + below(5)) {
      let bits = BitVector(truncating: Integer(key), width: width)
      let literal = try builder.literal(
        types.kind(of: type) == .sint ? bits.asSigned : bits.asUnsigned, type: type)
      cases.append((literal, try value(builder.type(of: a), below: .max)))
    }
    return try builder.choose(selector, cases, default: a)
  }

  /// A cast, an alias, an element or a field.
  private func compound() throws(Failure) -> NetID? {
    guard let net = any() else { return nil }
    let type = builder.type(of: net)
    switch types.kind(of: type) {
    case .array:
      return try builder.element(net, below(builder.width(of: net) / types.width(of: types.element(of: type))))
    case .record:
      let fields = types.fields(of: type)
      let field = fields[fields.startIndex + below(fields.count)]
      return try builder.field(net, builder.netlist.names[field.name])
    case .bit,
      .uint where design.random.once(in: 3):
      return try builder.alias(net)
    case .uint: return try builder.cast(net, to: try types.vector(.sint, width: builder.width(of: net)))
    default: return try builder.cast(net, to: try types.vector(.uint, width: builder.width(of: net)))
    }
  }

  private func register() throws(Failure) -> NetID {
    let type = try design.type(in: types)
    let reset = any { self.builder.type(of: $0) == .reset || self.builder.type(of: $0) == .asyncReset }
    let register = try builder.register(
      type, clock: design.random.once(in: 2) ? .none : builder.port(0),
      enable: design.random.once(in: 2) ? .none : try value(.bit, below: .max), reset: reset ?? .none,
      resetValue: reset == nil ? .none : try literal(type),
      initial: design.random.once(in: 2) ? .none : try literal(type))
    registers.append(register)
    let isMade = reset.map { builder.type(of: $0) == .asyncReset && $0.index >= builder.module.portCount } ?? false
    if !isMade { sources.insert(register) }
    return register
  }

  private func instance() throws(Failure) -> NetID? {
    guard !children.isEmpty else { return nil }
    let child = children[below(children.count)]
    let instance = try builder.instance(of: child, name: name())
    instances.append(instance)
    for (index, port) in builder.netlist.ports(of: child).enumerated() where port.direction == .output {
      if !design.random.once(in: 4) { readable.append(try builder.output(instance, port: index)) }
    }
    return instance
  }

  // MARK: Drives

  private func connect(_ instance: NetID) throws(Failure) {
    let child = ModuleID(raw: builder.module.cells[instance.index].auxiliary)
    for (index, port) in builder.netlist.ports(of: child).enumerated() where port.direction == .input {
      try builder.connect(instance, port: index, to: try value(port.type, below: instance.index))
    }
  }

  /// Drives a target as a whole, or in up to four parts, in any order.
  private func drive(_ target: NetID, below limit: Int) throws(Failure) {
    let width = builder.width(of: target)
    guard width > 1, design.random.once(in: 3) else {
      return try builder.drive(target, with: try value(builder.type(of: target), below: limit))
    }
    var cuts = [0, width]
    for _ in 0..<1 + below(3) { cuts.append(1 + below(width - 1)) }
    let bounds = Set(cuts).sorted()
    for (low, high) in zip(bounds, bounds.dropFirst()).shuffled(using: &design.random) {
      let part = try builder.slice(target, low: low, width: high - low)
      builder.location = design.location(in: builder.netlist)
      try builder.drive(part, with: try value(builder.type(of: part), below: limit))
    }
  }
}
