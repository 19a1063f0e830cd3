import HwgenSupport
import HwgenTypes

/// The clock domains in one module: which net is of which. Made by `ClockDomains` for each module.
///
/// Nets are put into classes, the members of one being of one domain, by union and find. A class with a register has its
/// clock's domain; one that only inputs belong to has none, until somebody reads it.
final class ModuleDomains {
  let netlist: Netlist
  let id: ModuleID
  let module: Module
  let dependencies: CombinationalDependencies
  let summaries: [ModuleID: DomainSummary]
  private(set) var found: [Diagnostic] = []

  /// By net: an element of a class, `none`, or `parts`; of an instance, where its elements begin in `instanceElements`.
  @exclusivity(unchecked) private(set) var element: ContiguousArray<Int32>
  /// By net of type Clock: its domain, `none`, `unknown`, or `visited`.
  @exclusivity(unchecked) private var clockDomain: ContiguousArray<Int32>
  /// The classes, by element; a root is its own parent, and has the domain.
  @exclusivity(unchecked) private var parent: ContiguousArray<Int32> = []
  @exclusivity(unchecked) private var domainOfRoot: ContiguousArray<Int32> = []
  @exclusivity(unchecked) private(set) var domains: ContiguousArray<DomainSummary.Domain> = []
  @exclusivity(unchecked) private var elementOfDomain: ContiguousArray<Int32> = []
  @exclusivity(unchecked) private var domainOfPort: [Int: Int32] = [:]
  @exclusivity(unchecked) private var innerDomains: [UInt64: Int32] = [:]
  @exclusivity(unchecked) private var instanceElements: ContiguousArray<Int32> = []
  /// By memory: the domain that it is written in, and a port that writes it in another.
  @exclusivity(unchecked) private var writers: ContiguousArray<(domain: Int32, other: NetID)>
  @exclusivity(unchecked) private var told: Set<UInt32> = []
  @exclusivity(unchecked) private var bases = SliceBases()

  static let none = DomainSummary.none
  /// A wire that is driven in parts which are not of one class, and was not yet read as a whole.
  static let parts: Int32 = -2
  private static let unknown: Int32 = -2
  private static let visited: Int32 = -3
  /// The most crossings that are told of one module.
  private static let maximumTold = 16

  init(
    _ netlist: Netlist, _ id: ModuleID, _ module: Module, _ combinational: CombinationalSummaries,
    _ summaries: [ModuleID: DomainSummary]
  ) {
    self.netlist = netlist
    self.id = id
    self.module = module
    self.summaries = summaries
    dependencies = CombinationalDependencies(types: netlist.types, summaries: combinational)
    dependencies.begin(module)
    element = ContiguousArray(repeating: ModuleDomains.none, count: module.cells.count)
    clockDomain = ContiguousArray(repeating: ModuleDomains.unknown, count: module.cells.count)
    writers = ContiguousArray(repeating: (ModuleDomains.unknown, .none), count: module.memories.count)
    bases.extend(to: module.cells.count, of: module)
  }

  /// Puts every net into its class, then what registers, memories and instances take into theirs. `found` is what crosses.
  func find() {
    for index in module.cells.indices where module.cells[index].operation == .instance { enter(NetID(index)) }
    forEachOperandsFirst { net in element[net.index] = classify(net) }
    // What goes into instances first: where a value comes from says more of its domain than who takes it.
    for isInstance in [true, false] {
      for index in module.cells.indices
      where (module.cells[index].operation == .instance) == isInstance && found.count < ModuleDomains.maximumTold {
        constrain(NetID(index))
      }
    }
  }

  /// Calls `body` for each net after those that it depends on within a cycle, of which there are no loops.
  private func forEachOperandsFirst(_ body: (NetID) -> Void) {
    var state = ContiguousArray<UInt8>(repeating: 0, count: module.cells.count)
    var stack: ContiguousArray<NetID> = []
    for start in module.cells.indices where state[start] == 0 {
      stack.append(NetID(start))
      while let net = stack.last {
        if state[net.index] == 0 {
          state[net.index] = 1
          dependencies.forEach(of: net) { if state[$0.index] == 0 { stack.append($0) } }
        } else {
          stack.removeLast()
          if state[net.index] == 1 {
            state[net.index] = 2
            body(net)
          }
        }
      }
    }
  }

  // MARK: Classes

  private func newElement(domain: Int32) -> Int32 {
    parent.append(Int32(parent.count))
    domainOfRoot.append(domain)
    return Int32(parent.count - 1)
  }

  private func root(of element: Int32) -> Int32 {
    var at = Int(element)
    while Int(parent[at]) != at {
      parent[at] = parent[Int(parent[at])]
      at = Int(parent[at])
    }
    return Int32(at)
  }

  /// The domain of a class, or none.
  private func domain(ofElement element: Int32) -> Int32 {
    element < 0 ? ModuleDomains.none : domainOfRoot[Int(root(of: element))]
  }

  /// The domain that a net is of, so far as is known.
  func domain(of net: NetID) -> Int32 { domain(ofElement: element[net.index]) }

  /// Makes two classes one. False if they are of two domains.
  private func unite(_ a: Int32, _ b: Int32) -> Bool {
    let (first, second) = (root(of: a), root(of: b))
    if first == second { return true }
    let (one, other) = (domainOfRoot[Int(first)], domainOfRoot[Int(second)])
    if one != ModuleDomains.none, other != ModuleDomains.none { return one == other }
    // The one with a domain is the root; a domain has one element only, so that chains stay short by halving.
    if one == ModuleDomains.none { parent[Int(first)] = second } else { parent[Int(second)] = first }
    return true
  }

  private func add(_ domain: DomainSummary.Domain) -> Int32 {
    domains.append(domain)
    elementOfDomain.append(newElement(domain: Int32(domains.count - 1)))
    return Int32(domains.count - 1)
  }

  private func elementOf(domain: Int32) -> Int32 {
    domain == ModuleDomains.none ? ModuleDomains.none : elementOfDomain[Int(domain)]
  }

  /// The element of a net that is read as a whole.
  private func whole(_ net: NetID) -> Int32 {
    if element[net.index] != ModuleDomains.parts { return element[net.index] }
    var meeting = Meeting(at: net)
    dependencies.forEach(of: net) { meet(&meeting, $0, whole($0)) }
    element[net.index] = meeting.element
    return meeting.element
  }

  /// Values that come together in one cell.
  private struct Meeting {
    let cell: NetID
    var element = ModuleDomains.none
    /// The first of them that has a class.
    var first = NetID.none
    init(at cell: NetID) { self.cell = cell }
  }

  private func meet(_ meeting: inout Meeting, _ net: NetID, _ other: Int32) {
    if other == ModuleDomains.none { return }
    if meeting.element == ModuleDomains.none {
      meeting.element = other
      meeting.first = net
    } else if !unite(meeting.element, other), isNew(meeting.cell) {
      found.append(
        report(
          meeting: meeting.cell, meeting.first, domain(ofElement: meeting.element), net, domain(ofElement: other)))
    }
  }

  private func isNew(_ cell: NetID) -> Bool {
    found.count < ModuleDomains.maximumTold && told.insert(cell.raw).inserted
  }

  private func classify(_ net: NetID) -> Int32 {
    let cell = module.cells[net.index]
    if cell.operation == .instance { return element[net.index] }
    if cell.type == .clock { return elementOf(domain: domain(ofClock: net)) }
    switch cell.operation {
    case .input: return newElement(domain: ModuleDomains.none)
    case .literal, .memory, .memoryWrite, .instance, .crossing, .derivedClock, .check, .inout: return ModuleDomains.none
    case .register: return elementOf(domain: domain(ofClock: module.operand(0, of: net)))
    case .memoryReadSync: return elementOf(domain: domain(ofClock: module.operand(1, of: net)))
    case .memoryRead:
      var meeting = Meeting(at: net)
      let address = module.operand(1, of: net)
      meet(&meeting, address, whole(address))
      let memory = module.operand(0, of: net)
      let writer = writer(of: memory)
      for write in [writer.write, writer.other] where write != .none {
        meet(&meeting, write, elementOf(domain: domain(ofClock: module.operand(1, of: write))))
      }
      return meeting.element
    case .instanceOutput: return element(of: module.operand(0, of: net), port: Int(cell.auxiliary))
    case .wire, .output: return classifyTarget(net)
    case .extract where isTarget(bases[net].net):
      var meeting = Meeting(at: net)
      dependencies.forEach(of: net) { meet(&meeting, $0, whole($0)) }
      return meeting.element
    default:
      var meeting = Meeting(at: net)
      for position in module.operandRange(of: net) {
        meet(&meeting, module.operands[position], whole(module.operands[position]))
      }
      return meeting.element
    }
  }

  private func isTarget(_ net: NetID) -> Bool {
    module.cells[net.index].operation == .wire || module.cells[net.index].operation == .output
  }

  /// A wire whose parts are of several classes is of none as a whole: whoever reads a part asks for that.
  private func classifyTarget(_ net: NetID) -> Int32 {
    let first = module.firstDrive(of: net, above: 0)
    let isWhole =
      first < module.drives.count && module.drives[first].target == net
      && Int(module.drives[first].width) == netlist.types.extent(of: module.cells[net.index].type)
    if !isWhole, module.cells[net.index].operation == .wire { return ModuleDomains.parts }
    var meeting = Meeting(at: net)
    dependencies.forEach(of: net) { meet(&meeting, $0, whole($0)) }
    return meeting.element
  }

  // MARK: Clocks

  /// The domain of a clock, or none of one that is constant. Chains of clocks are followed once.
  func domain(ofClock net: NetID) -> Int32 {
    if clockDomain[net.index] >= ModuleDomains.none { return clockDomain[net.index] }
    var chain: ContiguousArray<NetID> = []
    var at = net
    var result = ModuleDomains.none
    while true {
      if clockDomain[at.index] >= ModuleDomains.none {
        result = clockDomain[at.index]
        break
      }
      if clockDomain[at.index] == ModuleDomains.visited {
        result = add(.made(at))
        break
      }
      clockDomain[at.index] = ModuleDomains.visited
      chain.append(at)
      guard let next = source(ofClock: at) else {
        result = domain(ofFirstClock: at)
        break
      }
      at = next
    }
    for net in chain { clockDomain[net.index] = result }
    return result
  }

  /// The clock whose domain a clock is of, or nil if it is of its own.
  private func source(ofClock net: NetID) -> NetID? {
    let cell = module.cells[net.index]
    switch cell.operation {
    case .not, .cast: return module.operand(0, of: net)
    case .extract: return clock(atBit: Int(cell.auxiliary), of: module.operand(0, of: net))
    case .derivedClock: return cell.auxiliary == NetID.none.raw ? nil : NetID(raw: cell.auxiliary)
    case .wire, .output:
      let drives = module.drives(of: net)
      return drives.count == 1 && !module.isConditional(net) ? drives.first!.value : nil
    case .instanceOutput:
      let instance = module.operand(0, of: net)
      guard case .port(let port)? = domain(ofOutput: net) else { return nil }
      let definition = ModuleID(raw: module.cells[instance.index].auxiliary)
      return module.operand(netlist.inputSlot(port, of: definition), of: instance)
    default: return nil
    }
  }

  /// The clock that a bit of a record or an array is, through what only puts together and takes apart.
  private func clock(atBit bit: Int, of net: NetID) -> NetID? {
    var (net, bit) = (net, bit)
    while module.cells[net.index].type != .clock {
      let cell = module.cells[net.index]
      switch cell.operation {
      case .cast: net = module.operand(0, of: net)
      case .extract: (net, bit) = (module.operand(0, of: net), bit + Int(cell.auxiliary))
      case .concat:
        for part in module.operands(of: net).reversed() {
          let width = netlist.types.width(of: module.cells[part.index].type)
          if bit < width {
            net = part
            break
          }
          bit -= width
        }
      case .wire, .output:
        let index = module.firstDrive(of: net, above: bit)
        guard !module.isConditional(net), index < module.drives.count, module.drives[index].target == net else {
          return nil
        }
        (net, bit) = (module.drives[index].value, bit - Int(module.drives[index].low))
      default: return nil
      }
    }
    return net
  }

  private func domain(ofOutput net: NetID) -> DomainSummary.Domain? {
    let instance = module.operand(0, of: net)
    guard let summary = summaries[ModuleID(raw: module.cells[instance.index].auxiliary)] else { return nil }
    let port = summary.classOfPort[Int(module.cells[net.index].auxiliary)]
    guard port >= 0, summary.domainOfClass[Int(port)] >= 0 else { return nil }
    return summary.domains[Int(summary.domainOfClass[Int(port)])]
  }

  private func domain(ofFirstClock net: NetID) -> Int32 {
    let cell = module.cells[net.index]
    switch cell.operation {
    case .input:
      if let known = domainOfPort[net.index] { return known }
      let domain = add(.port(net.index))
      domainOfPort[net.index] = domain
      return domain
    case .literal: return ModuleDomains.none
    case .instanceOutput:
      let instance = module.operand(0, of: net)
      guard let summary = summaries[ModuleID(raw: module.cells[instance.index].auxiliary)] else { break }
      let port = summary.classOfPort[Int(cell.auxiliary)]
      if port < 0 { return ModuleDomains.none }
      return inner(instance, summary.domainOfClass[Int(port)])
    default: break
    }
    return add(.made(net))
  }

  /// The domain here that a domain of an instance's module is.
  private func inner(_ instance: NetID, _ domain: Int32) -> Int32 {
    if domain == ModuleDomains.none { return ModuleDomains.none }
    let definition = ModuleID(raw: module.cells[instance.index].auxiliary)
    if case .port(let port) = summaries[definition]!.domains[Int(domain)] {
      return self.domain(ofClock: module.operand(netlist.inputSlot(port, of: definition), of: instance))
    }
    let key = UInt64(instance.raw) << 32 | UInt64(domain)
    if let known = innerDomains[key] { return known }
    let added = add(.inner(instance: instance, domain: domain))
    innerDomains[key] = added
    return added
  }

  // MARK: Instances and memories

  /// Makes an element for each class of an instance's ports.
  private func enter(_ instance: NetID) {
    element[instance.index] = Int32(instanceElements.count)
    guard let summary = summaries[ModuleID(raw: module.cells[instance.index].auxiliary)] else { return }
    for domain in summary.domainOfClass {
      let here = inner(instance, domain)
      instanceElements.append(
        here == ModuleDomains.none ? newElement(domain: ModuleDomains.none) : elementOf(domain: here))
    }
  }

  /// The element of a port of an instance, or none.
  func element(of instance: NetID, port: Int) -> Int32 {
    guard let summary = summaries[ModuleID(raw: module.cells[instance.index].auxiliary)] else {
      return ModuleDomains.none
    }
    let name = summary.classOfPort[port]
    return name < 0 ? ModuleDomains.none : instanceElements[Int(element[instance.index] + name)]
  }

  /// Whether a port of an instance is of a domain.
  func hasDomain(_ instance: NetID, _ port: Int, _ domain: Int32) -> Bool {
    self.domain(ofElement: element(of: instance, port: port)) == domain
  }

  /// A port that writes a memory, and one that writes it in another domain; none for a memory that is declared to cross.
  private func writer(of memory: NetID) -> (write: NetID, other: NetID) {
    let index = Int(module.cells[memory.index].auxiliary)
    let shape = module.memories[index]
    guard !shape.isCrossing, let first = shape.writes.first else { return (.none, .none) }
    if writers[index].domain == ModuleDomains.unknown {
      let domain = domain(ofClock: module.operand(1, of: first))
      let other = shape.writes.first { self.domain(ofClock: module.operand(1, of: $0)) != domain }
      writers[index] = (domain, other ?? .none)
    }
    return (first, writers[index].other)
  }

  /// Whether a net is read of a memory that is written in a domain.
  func isWritten(_ net: NetID, in domain: Int32) -> Bool {
    guard module.cells[net.index].operation == .memoryRead else { return false }
    let write = writer(of: module.operand(0, of: net)).write
    return write != .none && self.domain(ofClock: module.operand(1, of: write)) == domain
  }

  // MARK: What is taken

  private func constrain(_ net: NetID) {
    switch module.cells[net.index].operation {
    case .register:
      let domain = domain(ofClock: module.operand(0, of: net))
      for position in 1...2 where module.operand(position, of: net) != .none {
        take(module.operand(position, of: net), by: net, in: domain, at: module.cells[net.index].location)
      }
      for drive in module.drives(of: net) { take(drive.value, by: net, in: domain, at: drive.location) }
      if module.isConditional(net) {
        module.forEachAssigned(to: net, low: 0, high: .max) {
          take($0, by: net, in: domain, at: module.cells[net.index].location)
        }
      }
    case .memoryReadSync:
      let domain = domain(ofClock: module.operand(1, of: net))
      for position in 2...3 where module.operand(position, of: net) != .none {
        take(module.operand(position, of: net), by: net, in: domain, at: module.cells[net.index].location)
      }
      let writer = writer(of: module.operand(0, of: net))
      for write in [writer.write, writer.other] where write != .none {
        let other = self.domain(ofClock: module.operand(1, of: write))
        if other != ModuleDomains.none, domain != ModuleDomains.none, other != domain, isNew(net) {
          found.append(report(write, other, takenBy: net, nil, domain, at: module.cells[net.index].location))
        }
      }
    case .memoryWrite:
      let domain = domain(ofClock: module.operand(1, of: net))
      for position in 2...5 where module.operand(position, of: net) != .none {
        take(module.operand(position, of: net), by: net, in: domain, at: module.cells[net.index].location)
      }
    case .check: constrain(check: net)
    case .instance:
      let definition = ModuleID(raw: module.cells[net.index].auxiliary)
      for (index, port) in netlist.ports(of: definition).enumerated()
      where port.direction == .input && port.type != .clock {
        let taken = element(of: net, port: index)
        let value = module.operand(netlist.inputSlot(index, of: definition), of: net)
        let given = whole(value)
        if taken == ModuleDomains.none || given == ModuleDomains.none || unite(taken, given) || !isNew(net) { continue }
        found.append(
          report(
            value, domain(ofElement: given), takenBy: net, index, domain(ofElement: taken),
            at: module.cells[net.index].location))
      }
    default: break
    }
  }

  /// A check looks at its condition, its values, its reset, and the conditions of the branches that it stands in.
  private func constrain(check net: NetID) {
    let cell = module.cells[net.index]
    let range = module.operandRange(of: net)
    let domain = domain(ofClock: module.operands[range.lowerBound])
    for position in range.dropFirst() where module.operands[position] != .none {
      take(module.operands[position], by: net, in: domain, at: cell.location)
    }
    var branch = module.checks[Int(cell.auxiliary)].branch
    while branch != Branch.none {
      let choice = module.choices[Int(module.branches[Int(branch)].choice)]
      module.forEachCondition(of: choice) { take($0, by: net, in: domain, at: cell.location) }
      branch = choice.parent
    }
  }

  private func take(_ value: NetID, by cell: NetID, in domain: Int32, at location: LocationID) {
    let given = whole(value)
    guard given != ModuleDomains.none, domain != ModuleDomains.none, !unite(given, elementOf(domain: domain)),
      isNew(cell)
    else { return }
    found.append(report(value, self.domain(ofElement: given), takenBy: cell, nil, domain, at: location))
  }

  // MARK: Summary

  func summary() -> DomainSummary {
    let summary = DomainSummary()
    summary.domains = domains
    var classes: [Int32: Int32] = [:]
    for port in 0..<module.portCount {
      let element = whole(NetID(port))
      if element == ModuleDomains.none {
        summary.classOfPort.append(ModuleDomains.none)
        continue
      }
      let root = root(of: element)
      if let known = classes[root] {
        summary.classOfPort.append(known)
      } else {
        classes[root] = Int32(summary.domainOfClass.count)
        summary.classOfPort.append(Int32(summary.domainOfClass.count))
        summary.domainOfClass.append(domainOfRoot[Int(root)])
      }
    }
    return summary
  }
}

extension CombinationalDependencies {
  /// Calls `body` with every net that `net` depends on in the same cycle. It may ask again.
  func forEach(of net: NetID, _ body: (NetID) -> Void) {
    var nets = Column<NetID>()
    add(of: net, to: &nets)
    for index in nets.indices { body(nets[index]) }
  }
}
