import HwgenSupport
import HwgenTypes

/// All modules of a context: what they look like from outside, and, once built, from inside.
///
/// A declaration comes first, so that modules may refer to each other in any order; the inside follows. A definition is
/// never replaced.
public final class Netlist {
  /// A module seen from outside.
  public struct Declaration: BitwiseCopyable, Sendable {
    /// The name it is to have; made unique within a design when that is printed.
    public let name: NameID
    /// The user chose the name, so it stays bare.
    public let isNameExplicit: Bool
    /// What it is, in full (generator and parameters): told apart by this where names are equal.
    public let identity: NameID
    /// It has no inside here: a black box.
    public let isExternal: Bool
    public let location: LocationID
    /// How many of its ports are inputs, inout ports among them.
    public let inputCount: Int
  }

  public let types: TypeStore
  public let names: NameTable
  public let locations: LocationTable
  @exclusivity(unchecked) @usableFromInline var declarations = Column<Declaration>()
  @exclusivity(unchecked) private var modules = Column<Module?>()
  /// What the modules are made of.
  @exclusivity(unchecked) private var arena = Arena()
  /// The parts of the modules that have some; the first are empty.
  @exclusivity(unchecked) private var parts: ContiguousArray<ModuleParts> = [ModuleParts()]
  private let emptyParts: Unmanaged<ModuleParts>
  /// The modules that the search for loops has taken apart.
  @exclusivity(unchecked) private var splits: [ModuleID: Module] = [:]
  /// The room of modules that have been built. More than one is in use if one is built while another one is.
  @exclusivity(unchecked) private var spareDrafts: ContiguousArray<ModuleDraft> = []
  /// The ports of all declarations, and by each how many inputs of its module come before it.
  @exclusivity(unchecked) @usableFromInline var portPool = Column<(port: Port, inputsBefore: UInt32)>()
  /// Where the ports of each declaration stand in the pool.
  @exclusivity(unchecked) @usableFromInline var portRanges = Column<(first: UInt32, end: UInt32)>()

  private let portTable = PortTable()
  @exclusivity(unchecked) var portGroups = PortGroups()
  let unread = UnreadNets()
  /// What is told of external modules beside their ports.
  @exclusivity(unchecked) var externals: ContiguousArray<ExternalModule> = []
  @exclusivity(unchecked) var externalIndices: [ModuleID: Int] = [:]
  /// The parameters of modules that are left to Verilog.
  @exclusivity(unchecked) var lateParameters: [ModuleID: LateParameters] = [:]

  public init(types: TypeStore, locations: LocationTable) {
    self.types = types
    names = types.names
    self.locations = locations
    emptyParts = .passUnretained(parts[0])
  }

  /// Declares a module. Two ports of one name, or a name that is no identifier, are errors.
  public func declare(
    name: String, isNameExplicit: Bool = false, identity: String? = nil, isExternal: Bool = false, ports: [Port],
    late: LateParameters? = nil, at location: LocationID = .unknown
  ) throws(Failure) -> ModuleID {
    let name = names.intern(name)
    return try declare(
      name: name, isNameExplicit: isNameExplicit, identity: identity.map { names.intern($0) } ?? name,
      isExternal: isExternal, ports: ports, late: late, at: location)
  }

  /// The same for names that have been interned.
  public func declare(
    name: NameID, isNameExplicit: Bool = false, identity: NameID, isExternal: Bool = false, ports: [Port],
    late: LateParameters? = nil, at location: LocationID = .unknown
  ) throws(Failure) -> ModuleID {
    try check(name, what: "module", isExternal, at: location)
    try check(ports, of: name, isExternal: isExternal, late: late)
    if let late {
      try check(late, beside: ports, at: location)
      lateParameters[ModuleID(raw: UInt32(declarations.count))] = late
    }
    let first = UInt32(portPool.count)
    var inputs: UInt32 = 0
    for port in ports {
      portPool.append((port, inputs))
      if port.direction.isOperand { inputs += 1 }
    }
    return add(
      Declaration(
        name: name, isNameExplicit: isNameExplicit, identity: identity, isExternal: isExternal, location: location,
        inputCount: Int(inputs)), (first, UInt32(portPool.count)))
  }

  /// Declares a module with the ports of another one, which are checked. Its location and what else it is are that one's.
  /// What it leaves to Verilog may be of other ranges.
  public func declare(
    name: NameID, identity: NameID, like other: ModuleID, late: LateParameters? = nil
  ) throws(Failure) -> ModuleID {
    let model = self[other]
    if let late { lateParameters[ModuleID(raw: UInt32(declarations.count))] = late }
    try check(name, what: "module", model.isExternal, at: model.location)
    return add(
      Declaration(
        name: name, isNameExplicit: model.isNameExplicit, identity: identity, isExternal: model.isExternal,
        location: model.location, inputCount: model.inputCount), portRanges[Int(other.raw)])
  }

  /// Throws what is wrong with the ports of a module of this name.
  public func check(
    _ ports: [Port], of name: NameID, isExternal: Bool, late: LateParameters?
  ) throws(Failure) {
    for port in ports {
      try check(port.name, what: "port", isExternal, at: port.location)
      if types.width(of: port.type) < 1 { try checkWidth(of: port, late) }
      if port.direction == .inout { try checkPad(port) }
    }
    try checkDistinct(ports, of: name)
  }

  private func add(_ declaration: Declaration, _ ports: (first: UInt32, end: UInt32)) -> ModuleID {
    declarations.append(declaration)
    portRanges.append(ports)
    modules.append(nil)
    return ModuleID(raw: UInt32(declarations.count - 1))
  }

  /// Throws `badName`. What is called so already may be called as a reserved word.
  private func check(_ name: NameID, what: String, _ isExternal: Bool, at location: LocationID) throws(Failure) {
    if names.isIdentifier(name) { return }
    try Identifier.check(names[name], what: what, allowsReserved: isExternal, at: locations[location])
  }

  private func checkDistinct(_ ports: [Port], of module: NameID) throws(Failure) {
    var first: (port: Port, other: Port)?
    if ports.count <= 8 {
      for (index, port) in ports.enumerated() where first == nil {
        for earlier in ports[..<index] where earlier.name == port.name { first = (port, earlier) }
      }
    } else {
      var seen: [NameID: Int] = [:]
      seen.reserveCapacity(ports.count)
      for (index, port) in ports.enumerated() where first == nil {
        if let earlier = seen.updateValue(index, forKey: port.name) { first = (port, ports[earlier]) }
      }
    }
    guard let (port, other) = first else { return }
    throw Failure(
      .duplicatePort, "module \(names[module]) has two ports named \(Identifier.quoted(names[port.name]))",
      at: locations[port.location], notes: [.init("the other port", at: locations[other.location])])
  }

  public var count: Int { declarations.count }

  public func isValid(_ id: ModuleID) -> Bool { Int(id.raw) < declarations.count }

  public subscript(id: ModuleID) -> Declaration { declarations[Int(id.raw)] }

  /// Where the ports of a module stand in the pool.
  @inlinable @inline(__always)
  func portRange(of id: ModuleID) -> Range<Int> {
    let range = portRanges[Int(id.raw)]
    return Int(range.first)..<Int(range.end)
  }

  /// The ports of a module, in order.
  public func ports(of id: ModuleID) -> Ports { Ports(self, portRange(of: id)) }

  /// The index of a port, or nil. A look-up in constant time; the first in a module with many ports is linear in them.
  public func portIndex(_ name: NameID, of id: ModuleID) -> Int? {
    let range = portRange(of: id)
    if range.count > 16 { return portTable.index(of: name, in: ports(of: id), of: id) }
    for index in range where portPool[index].port.name == name { return index - range.lowerBound }
    return nil
  }

  /// The same for a name that may not be interned.
  public func portIndex(_ name: String, of id: ModuleID) -> Int? {
    names.find(name).flatMap { portIndex($0, of: id) }
  }

  /// The name that a module is declared with.
  @inlinable
  public func name(of id: ModuleID) -> NameID { declarations[Int(id.raw)].name }

  @inlinable
  public func portCount(of id: ModuleID) -> Int { portRange(of: id).count }

  @inlinable
  public func port(_ index: Int, of id: ModuleID) -> Port { portPool[portRange(of: id).lowerBound + index].port }

  @inlinable
  public func inputCount(of id: ModuleID) -> Int { declarations[Int(id.raw)].inputCount }

  /// Which operand of an instance of the module an input port is.
  @inlinable
  public func inputSlot(_ port: Int, of id: ModuleID) -> Int {
    Int(portPool[portRange(of: id).lowerBound + port].inputsBefore)
  }

  /// The inside of a module, or nil as long as it has none.
  public func module(_ id: ModuleID) -> Module? { modules[Int(id.raw)] }

  /// The inside of a module as it has been checked: with its vectors taken apart where a loop would stand otherwise.
  func checkedModule(_ id: ModuleID) -> Module? { splits[id] ?? modules[Int(id.raw)] }

  public func isDefined(_ id: ModuleID) -> Bool { modules[Int(id.raw)] != nil || self[id].isExternal }

  /// Room for a module, empty.
  func takeDraft() -> ModuleDraft { spareDrafts.popLast() ?? ModuleDraft() }

  func giveBack(_ draft: ModuleDraft) {
    draft.empty()
    spareDrafts.append(draft)
  }

  /// Keeps what is in a draft as the inside of a module.
  func define(_ id: ModuleID, _ draft: ModuleDraft) {
    precondition(modules[Int(id.raw)] == nil)
    modules[Int(id.raw)] = keep(draft)
  }

  /// Keeps what is in a draft as what a module is when it has been checked.
  func split(_ id: ModuleID, _ draft: ModuleDraft) { splits[id] = keep(draft) }

  private func keep(_ draft: ModuleDraft) -> Module {
    let hasParts = !draft.parts.isEmpty
    var parts = emptyParts
    if hasParts {
      parts = .passUnretained(draft.parts)
      self.parts.append(draft.parts)
      draft.parts = ModuleParts()
    }
    return Module(
      cells: arena.keep(&draft.cells), operands: arena.keep(&draft.operands), drives: arena.keep(&draft.drives),
      parts: parts, portCount: draft.portCount, facts: draft.facts,
      hasParts: hasParts)
  }

  public func text(of id: ModuleID) -> String { names[name(of: id)] }
}
