import HwgenBits
import HwgenSupport
import HwgenTypes

/// Builds the inside of one module, cell by cell.
///
/// Every call is checked at once: a wrong one throws and leaves the builder as it was. The cells carry `location`, which
/// the host sets before each call or group of calls. `finish` checks drivers and hands the module to the netlist.
public final class ModuleBuilder {
  /// Where the module is declared, and is put by `finish`.
  public let netlist: Netlist
  public let id: ModuleID
  /// Where in the host's source the next cells are made.
  @exclusivity(unchecked) public var location: LocationID = .unknown
  let draft: ModuleDraft
  /// No call may follow `finish` that succeeded.
  @exclusivity(unchecked) public private(set) var isFinished = false
  /// The most cells that the module may have.
  @exclusivity(unchecked) public var cellBudget = Int(UInt32.max) - 1 { didSet { setCellLimit() } }
  /// Looks whether the module may grow on, every few thousand cells; set by an elaboration that has a budget of time.
  @exclusivity(unchecked) public var look: (() -> Failure?)? { didSet { setCellLimit() } }
  /// The number of cells at which one of these two has a say.
  @exclusivity(unchecked) private var cellLimit = Int(UInt32.max) - 1
  /// The most bits that a memory may have.
  @exclusivity(unchecked) public var memoryBudget = 1 << 32
  @inline(__always) var types: TypeStore { netlist.types }
  @inline(__always) var scaffold: Scaffold { draft.scaffold }
  /// The branch that what is driven next stands in, and the `when` that ended last if nothing followed.
  @exclusivity(unchecked) var branch = Branch.none
  @exclusivity(unchecked) var lastWhen: UInt32?
  /// A scope that failed has just ended.
  @exclusivity(unchecked) var isAfterFailed = false
  /// The module's late parameters; without any, no net's width is left to Verilog.
  public let late: LateParameters?
  @exclusivity(unchecked) let hasLate: Bool

  /// For a module that is declared and not yet defined. Its ports are the first nets.
  public init(_ netlist: Netlist, _ id: ModuleID) {
    self.netlist = netlist
    self.id = id
    late = netlist.late(of: id)
    hasLate = late != nil
    draft = netlist.takeDraft()
    let ports = netlist.ports(of: id)
    draft.portCount = ports.count
    for (index, port) in ports.enumerated() {
      draft.cells.append(
        Cell(
          Operation(port.direction), type: port.type, firstOperand: 0, auxiliary: UInt32(index),
          location: port.location, name: port.name))
    }
  }

  deinit { netlist.giveBack(draft) }

  /// What has been built so far, until a cell or a drive is added; the module itself once it is finished.
  public var module: Module { isFinished ? netlist.module(id)! : draft.module }
  /// The cells that there are.
  public var cellCount: Int { draft.cells.count }

  /// The net of a port. Ports come first: net *i* is port *i*.
  public func port(_ index: Int) -> NetID { NetID(index) }

  public func type(of net: NetID) -> TypeID { draft.cells[net.index].type }
  /// In bits.
  public func width(of net: NetID) -> Int { types.width(of: type(of: net)) }
  /// The place of the next cells; nil if unknown.
  public var place: SourceLocation? { netlist.locations[location] }

  /// A vector type; a failure has the builder's place.
  func vector(_ kind: TypeKind, width: Int) throws(Failure) -> TypeID {
    do { return try types.vector(kind, width: width) } catch {
      var failure = error
      for index in failure.diagnostics.indices { failure.diagnostics[index].location = place }
      throw failure
    }
  }

  /// A fixed-point type; a failure has the builder's place.
  func fixed(_ kind: TypeKind, integer: Int, fraction: Int) throws(Failure) -> TypeID {
    do { return try types.fixed(kind, integer: integer, fraction: fraction) } catch { throw error.at(place) }
  }

  // MARK: Appending

  @inline(__always)
  func append(_ operation: Operation, _ type: TypeID, auxiliary: UInt32 = 0) throws(Failure) -> NetID {
    let index = draft.cells.count
    if index >= cellLimit { try reachLimit() }
    draft.cells.append(
      Cell(
        operation, type: type, firstOperand: UInt32(truncatingIfNeeded: draft.operands.count), auxiliary: auxiliary,
        location: location))
    return NetID(index)
  }

  private func setCellLimit() {
    cellLimit = look == nil ? cellBudget : min(cellBudget, draft.cells.count + 4096)
  }

  private func reachLimit() throws(Failure) {
    if draft.cells.count >= cellBudget { throw overBudget() }
    if let failure = look?() { throw failure.at(place) }
    setCellLimit()
  }

  func overBudget() -> Failure {
    Failure(
      .nodeBudget, "module \(netlist.text(of: id)) has reached its budget of \(cellBudget) cells", at: place,
      fix: "raise the budget")
  }

  /// Throws unless the net is a value whose width is constant.
  @inline(__always)
  func check(_ net: NetID, _ operation: StaticString = #function) throws(Failure) {
    try checkAny(net)
    if hasLate { try refuseLate(net, operation) }
  }

  /// Throws unless the net is a value: for what is defined whatever the width is.
  @inline(__always)
  public func checkAny(_ net: NetID) throws(Failure) {
    guard net.index < draft.cells.count, !draft.cells[net.index].operation.hasNoValue else { throw unusable(net) }
  }

  func unusable(_ net: NetID) -> Failure {
    guard net.index < draft.cells.count else {
      return Failure(.staleHandle, "net \(net.raw) is not in module \(netlist.text(of: id))", at: place)
    }
    return switch draft.cells[net.index].operation {
    case .memory: Failure(.badOperand, "a memory is no value; read a word of it", at: place)
    case .memoryWrite: Failure(.badOperand, "a write into a memory is no value", at: place)
    case .check: Failure(.badOperand, "an assertion, a cover or a print is no value", at: place)
    case .inout: padIsNoValue(net)
    default: Failure(.badOperand, "an instance is no value; use one of its outputs", at: place)
    }
  }

  // MARK: Names

  /// Gives a net or an instance the name that it is to have in the output. A name that is no identifier is legalised where
  /// it is printed; one that is empty, too long or has control characters is refused, and so is any for a port, whose name
  /// is the interface's.
  public func setName(_ name: NameID, of net: NetID) throws(Failure) {
    guard net.index < draft.cells.count, draft.cells[net.index].operation != .memoryWrite else { throw unusable(net) }
    try check(name)
    guard net.index >= draft.portCount || draft.cells[net.index].name == name else {
      let port = Identifier.quoted(netlist.names[draft.cells[net.index].name])
      throw Failure(
        .badName,
        "port \(port) of \(netlist.text(of: id)) cannot be named \(Identifier.quoted(netlist.names[name])): its name is the interface's",
        at: place, notes: madeNotes(net), fix: "name what is made of it, or rename the port")
    }
    draft.cells[net.index].name = name
  }

  func check(_ name: NameID) throws(Failure) {
    if netlist.names.isIdentifier(name) { return }
    let length = netlist.names.length(of: name)
    let isPrintable = netlist.names.withBytes(of: name) { $0.allSatisfy { $0 >= 32 && $0 != 127 } }
    guard length > 0, length <= Identifier.maximumLength, isPrintable else {
      let text = netlist.names[name]
      let reason = Identifier.controlCharacter(in: text) ?? Identifier.objection(to: text) ?? ""
      throw Failure(.badName, "the name \(Identifier.quoted(text)) \(reason)", at: place)
    }
  }

  // MARK: Ending

  /// Checks the module and makes it the inside of its declaration; `log` is told what nothing reads. On failure, which
  /// the log's policies may cause too, the netlist is as before.
  public func finish(reportingTo log: DiagnosticLog? = nil) throws(Failure) {
    precondition(!isFinished)
    try checkScopes()
    guard scaffold.domains.isEmpty else {
      throw Failure(.badDomain, "a clock domain is not ended in \(netlist.text(of: id))", at: place)
    }
    try checkRelaxed()
    try sortAttributes()
    let netlist = netlist
    let draft = draft
    draft.sort()
    let module = draft.module
    draft.facts = try netlist.check(module, of: id)
    if let log {
      var notes = netlist.unread.notes(netlist, id, module)
      if !scaffold.machines.isEmpty { notes += unreachableStates() }
      notes += relaxedNotes()
      if !notes.isEmpty { try log.report(notes) }
    }
    isFinished = true
    netlist.define(id, draft)
  }
}
