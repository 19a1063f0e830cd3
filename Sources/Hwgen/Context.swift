import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Owns everything that is made in it: generators, circuits and their netlist. Circuits and signals of one context cannot
/// be used in another. Contexts are independent; one is used by one thread at a time.
public final class Context {
  package let core: HwgenGenerator.Context
  /// What C has a pointer to, if it has.
  package var box: AnyObject?
  var declarations: [ObjectIdentifier: Declaration] = [:]
  var identities: [String: Int] = [:]
  var typeIdentities: [ObjectIdentifier: String] = [:]
  /// The types whose identities are known, by them.
  var generatorTypes: [String: any Generator.Type] = [:]
  /// Types that are values in the texts of the generator that is being declared.
  var mentionedTypes: [any Generator.Type] = []
  var hookNames: [ObjectIdentifier: String] = [:]
  var opaqueValues: [String: any Sendable] = [:]
  private var built: [AnyHashable: CircuitID] = [:]
  /// Bodies that are functions and may still run. A function may hold circuits, and so this context: it is let go when its
  /// circuit is done.
  private var pendingFunctions: [CircuitID: FunctionBody] = [:]
  /// What bodies and hooks threw that is no diagnostic, until the outermost call has thrown it again.
  private var thrown: [UInt64: ThrownError] = [:]
  /// How many calls into this context are under way, one in a body or hook of the other.
  private var depth = 0
  /// Mistakes with signals of bodies that have ended: the next elaboration throws them.
  var strays: [Diagnostic] = []
  private var lastFile: (start: UnsafePointer<UInt8>, name: NameID)?

  /// A context without generators and circuits, with default budgets and policies.
  public convenience init() { self.init(HwgenGenerator.Context()) }

  package init(_ core: HwgenGenerator.Context) { self.core = core }

  deinit { core.end() }

  // MARK: Circuits without a generator type

  /// The circuit of a name and an interface whose inside `body` builds, for functions that return circuits. There is no
  /// schema, and each call makes another circuit.
  ///
  /// The closure is kept until the circuit has been elaborated without an error, and let go then. Until then what it
  /// captures lives with the context: one that captures the context itself, or a circuit of it, and is never elaborated
  /// keeps the context for ever. Where that may be, write `io.context` in the body, or capture `[unowned context]`.
  public func circuit(
    _ name: String, _ interface: Interface, file: StaticString = #fileID, line: UInt = #line,
    body: @escaping (IO) throws -> Void
  ) throws -> Circuit {
    try outermost { () throws(Failure) in
      let location = place(file, line)
      let function = FunctionBody(self, body)
      let id = try core.declare(
        name: name, interface: try interface.core.text(in: self), identity: identity("\(module(of: file)).\(name)"),
        at: location, body: function)
      let circuit = try core.circuit(id, .init(), at: location)
      pendingFunctions[circuit] = function
      return Circuit(self, circuit)
    }
  }

  /// What `make` gives for a key the first time: for functions and classes whose circuits are to be made once.
  public func once<Key: Hashable>(_ key: Key, _ make: (Key) throws -> Circuit) rethrows -> Circuit {
    if let known = built[AnyHashable(key)] { return Circuit(self, known) }
    let circuit = try make(key)
    if circuit.context === self { built[AnyHashable(key)] = circuit.id }
    return circuit
  }

  /// The first circuit of a netlist's text, as `Circuit.netlist()` writes it. All its circuits are read beside what the
  /// context holds; they have no generator and need no body. A text that is refused leaves the context as it was.
  public func read(netlist text: String, file: StaticString = #fileID, line: UInt = #line) throws -> Circuit {
    try outermost { () throws(Failure) in Circuit(self, try core.read(netlist: text, at: place(file, line))) }
  }

  // MARK: Elaboration and messages

  /// What one elaboration may use.
  public var budget: ElaborationBudget {
    get { core.budget }
    set { core.budget = newValue }
  }

  /// Called in elaborations after each body, and in bodies when they ask for a new circuit and every few thousand cells. What
  /// it throws ends the elaboration, and the call that elaborates throws it; what is done stays done. So an elaboration can
  /// be cancelled: `context.progress = { _ in try Task.checkCancellation() }`.
  public var progress: ((ElaborationProgress) throws -> Void)? {
    // The core is owned by this, and is not used without it.
    didSet { core.progress = progress == nil ? nil : { [unowned self] (reached) throws(Failure) in try tell(reached) } }
  }

  private func tell(_ reached: ElaborationProgress) throws(Failure) {
    do { try progress?(reached) } catch let failure as Failure { throw failure } catch {
      throw failure(for: error, "what was told of the progress threw \(error)", at: nil)
    }
  }

  /// The warnings and notes since they were last taken.
  public func takeWarnings() -> [Diagnostic] {
    defer { core.log.removeAll() }
    return core.log.diagnostics
  }

  /// Silences, raises or restores a warning or note: everywhere, in a file, or on one line of it. False for errors, which
  /// have no policy.
  @discardableResult
  public func setPolicy(
    _ policy: DiagnosticPolicy, for code: DiagnosticCode, file: String? = nil, line: Int? = nil
  ) -> Bool {
    core.log.setPolicy(policy, for: code, file: file, line: line)
  }

  func elaborate(_ circuit: CircuitID) throws -> CheckedNetlist {
    try outermost { () throws(Failure) in
      defer { strays.removeAll() }
      let design = try core.elaborate(circuit)
      if !pendingFunctions.isEmpty {
        for module in design.modules { pendingFunctions.removeValue(forKey: module)?.end() }
      }
      if !strays.isEmpty { throw Failure(strays) }
      return design
    }
  }

  /// Runs a call of the user. A failure that stands for what a body or hook threw is that again.
  func outermost<Result>(_ call: () throws(Failure) -> Result) throws -> Result {
    let entry = core.enter()
    if entry == .refused { throw core.occupancy.refusal() }
    depth += 1
    defer {
      depth -= 1
      if depth == 0, !thrown.isEmpty { thrown.removeAll() }
      core.leave(entry)
    }
    do { return try call() } catch { throw thrown[error.hostToken]?.error ?? error }
  }

  /// The failure that stands for an error that is no diagnostic, and leads back to it.
  func failure(for error: any Error, _ message: String, at location: SourceLocation?) -> Failure {
    var failure = Failure(.hostFailure, message, at: location)
    // Nobody asks for it where another host has called.
    if depth > 0 {
      let kept = ThrownError(error)
      failure.hostToken = kept.token
      thrown[kept.token] = kept
    }
    return failure
  }

  /// Runs a body. An error that is no diagnostic is kept, and the failure that stands for it leads back to it.
  func build(
    _ builder: ModuleBuilder, _ circuit: CircuitID, _ function: (IO) throws -> Void
  ) throws(Failure) {
    let body = Body(self, builder, circuit)
    defer { body.builder = nil }
    do { try function(IO(body)) } catch let failure as Failure {
      var all = failure
      all.diagnostics = body.recorded + failure.diagnostics
      throw all
    } catch {
      throw failure(
        for: error, "the body of \(core.netlist.text(of: circuit)) threw \(error)", at: builder.place)
    }
    if !body.recorded.isEmpty {
      var failure = Failure(body.recorded)
      failure.hostToken = body.hostToken
      throw failure
    }
  }

  // MARK: Places

  /// The module in `Module/File.swift`.
  private func module(of file: StaticString) -> String { String(file.description.prefix { $0 != "/" }) }

  /// The place of a call; the file's name is looked up once for calls in a row from one file.
  func place(_ file: StaticString, _ line: UInt) -> LocationID {
    let name: NameID
    if let last = lastFile, last.start == file.utf8Start {
      name = last.name
    } else {
      name = core.names.intern(file)
      lastFile = (file.utf8Start, name)
    }
    return core.locations.intern(file: name, line: UInt32(clamping: line))
  }
}
