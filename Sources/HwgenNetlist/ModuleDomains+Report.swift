import HwgenSupport
import HwgenTypes

/// What is told of a crossing: the way of the value, and where both of its ends are made.
extension ModuleDomains {
  private static let fix =
    "pass it through a synchroniser or an asynchronous FIFO, or declare with `crossing` that it is meant"

  /// A value that a register, a memory's port or an input of an instance takes in another domain.
  func report(
    _ value: NetID, _ given: Int32, takenBy cell: NetID, _ port: Int?, _ taken: Int32, at location: LocationID
  ) -> Diagnostic {
    let from = way(to: value, given)
    let to = end(of: cell, port)
    let texts = from.texts + (from.texts.last == to.texts.first ? [] : to.texts)
    let (source, target) = (name(of: given), name(of: taken))
    return Diagnostic(
      .domainCrossing,
      "a value of clock domain \(source) is used in clock domain \(target) of \(netlist.text(of: id)): "
        + texts.joined(separator: " → "),
      at: netlist.locations[location],
      notes: [
        .init("\(from.texts.first ?? "it") is of \(source)", at: netlist.locations[from.location]),
        .init("\(to.texts.last ?? "it") is of \(target)", at: netlist.locations[to.location]),
      ] + from.notes, fix: ModuleDomains.fix)
  }

  /// Two values that one cell puts together.
  func report(
    meeting cell: NetID, _ a: NetID, _ first: Int32, _ b: NetID, _ second: Int32
  ) -> Diagnostic {
    let (one, other) = (way(to: a, first), way(to: b, second))
    let text = netlist.pathText(of: cell, in: module)
    return Diagnostic(
      .domainCrossing,
      "values of the clock domains \(name(of: first)) and \(name(of: second)) of \(netlist.text(of: id)) meet: "
        + (one.texts + [text]).joined(separator: " → ") + ", and " + (other.texts + [text]).joined(separator: " → "),
      at: netlist.locations[module.cells[cell.index].location],
      notes: [
        .init("\(one.texts.first ?? "one") is of \(name(of: first))", at: netlist.locations[one.location]),
        .init("\(other.texts.first ?? "the other") is of \(name(of: second))", at: netlist.locations[other.location]),
      ] + one.notes + other.notes, fix: ModuleDomains.fix)
  }

  /// The name of a domain: its clock's.
  private func name(of domain: Int32) -> String {
    if domain == ModuleDomains.none { return "unknown" }
    return DomainNames(netlist, summaries).text(of: domains[Int(domain)], in: module)
  }

  // MARK: Ways

  private struct Way {
    /// The steps from where a value is made to where it is used.
    var texts: [String]
    /// Where it is made.
    var location: LocationID
    var notes: [Diagnostic.Note] = []
  }

  /// How a value of a domain comes to a net: by the shortest way from a register, into instances if it is made there.
  private func way(to net: NetID, _ domain: Int32) -> Way {
    if module.cells[net.index].operation == .memoryWrite {
      return Way(texts: [netlist.pathText(of: net, in: module)], location: module.cells[net.index].location)
    }
    var reader: [NetID: NetID] = [:]
    var queue: ContiguousArray<NetID> = [net]
    var next = 0
    while next < queue.count {
      let at = queue[next]
      next += 1
      var isFirst = true
      let isWritten = isWritten(at, in: domain)
      dependencies.forEach(of: at) { source in
        guard !isWritten, self.domain(of: source) == domain || element[source.index] == ModuleDomains.parts else {
          return
        }
        isFirst = false
        if source != net, reader[source] == nil {
          reader[source] = at
          queue.append(source)
        }
      }
      guard isFirst else { continue }
      var texts = [netlist.pathText(of: at, in: module)]
      var step = at
      while let following = reader[step] {
        step = following
        if !module.cells[step.index].name.isNone || module.cells[step.index].operation == .instanceOutput {
          texts.append(netlist.pathText(of: step, in: module))
        }
      }
      return begin(at, texts, domain)
    }
    return Way(texts: [netlist.pathText(of: net, in: module)], location: module.cells[net.index].location)
  }

  /// What stands at the beginning of a way: a register, an input, or an output of an instance, whose inside is followed.
  private func begin(_ net: NetID, _ texts: [String], _ domain: Int32) -> Way {
    var way = Way(texts: texts, location: module.cells[net.index].location)
    switch module.cells[net.index].operation {
    case .input:
      if let (sink, port) = sink(of: net, domain) {
        let end = end(of: sink, port)
        way.notes.append(
          .init(
            "input \(texts[0]) is of the domain that it is read in, by \(end.texts.last ?? "this")",
            at: netlist.locations[end.location]))
      }
    case .instanceOutput:
      let instance = module.operand(0, of: net)
      let inside = InnerWays(netlist)
      if let first = inside.source(
        of: Int(module.cells[net.index].auxiliary), in: ModuleID(raw: module.cells[instance.index].auxiliary))
      {
        way.texts.insert("\(first.text) of \(instanceText(instance))", at: 0)
        way.location = first.location
      }
    default: break
    }
    return way
  }

  /// What takes a value: a cell, or what an instance's input leads to.
  private func end(of cell: NetID, _ port: Int?) -> Way {
    let location = module.cells[cell.index].location
    guard let port else {
      return Way(texts: [netlist.pathText(of: cell, in: module)], location: location)
    }
    let definition = ModuleID(raw: module.cells[cell.index].auxiliary)
    let input = Identifier.quoted(netlist.names[netlist.port(port, of: definition).name])
    var way = Way(texts: ["\(input) of \(instanceText(cell))"], location: location)
    if let last = InnerWays(netlist).sink(of: port, in: definition) {
      way.texts.append("\(last.text) of \(instanceText(cell))")
      way.location = last.location
    }
    return way
  }

  /// What reads an input and so gives it its domain.
  private func sink(of input: NetID, _ domain: Int32) -> (NetID, Int?)? {
    InnerWays(netlist).firstSink(of: input, in: module) { cell, port in
      switch module.cells[cell.index].operation {
      case .register: self.domain(of: cell) == domain
      case .memoryReadSync, .memoryWrite: self.domain(ofClock: module.operand(1, of: cell)) == domain
      case .instance: port.map { self.hasDomain(cell, $0, domain) } ?? false
      default: false
      }
    }
  }

  private func instanceText(_ instance: NetID) -> String {
    let cell = module.cells[instance.index]
    return cell.name.isNone
      ? "an instance of \(netlist.text(of: ModuleID(raw: cell.auxiliary)))"
      : Identifier.quoted(netlist.names[cell.name])
  }
}

/// The names of clock domains in messages: those of their clocks.
struct DomainNames {
  let netlist: Netlist
  let summaries: [ModuleID: DomainSummary]

  init(_ netlist: Netlist, _ summaries: [ModuleID: DomainSummary]) {
    self.netlist = netlist
    self.summaries = summaries
  }

  /// `clk_a`, `half of u_divider`: that of a clock which is made inside an instance has the instances behind it.
  func text(of domain: DomainSummary.Domain, in module: Module) -> String {
    var (domain, module) = (domain, Optional(module))
    var suffix = ""
    while true {
      switch domain {
      case .port(let port): return name(module?.cells[port].name ?? .none) + suffix
      case .made(let net):
        guard let module else { return "a clock" + suffix }
        let cell = module.cells[net.index]
        if cell.operation == .derivedClock, cell.name.isNone {
          return "the clock that is derived of " + netlist.pathText(of: module.operand(0, of: net), in: module) + suffix
        }
        return netlist.pathText(of: net, in: module) + suffix
      case .inner(let instance, let inner):
        let cell = module!.cells[instance.index]
        let definition = ModuleID(raw: cell.auxiliary)
        suffix =
          " of " + (cell.name.isNone ? "an instance of \(netlist.text(of: definition))" : name(cell.name)) + suffix
        domain = summaries[definition]!.domains[Int(inner)]
        module = netlist.checkedModule(definition)
        if module == nil {
          guard case .made(let port) = domain else { return "a clock" + suffix }
          return name(netlist.port(port.index, of: definition).name) + suffix
        }
      }
    }
  }

  private func name(_ id: NameID) -> String { id.isNone ? "a clock" : Identifier.quoted(netlist.names[id]) }
}
