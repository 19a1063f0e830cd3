import CHwgen
import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Synchronization

/// What a `hwgen_module *` points to: a builder for as long as it is open, and the diagnostics recorded meanwhile.
///
/// An operation that fails gives a poisoned net; operations on poisoned nets are silent, so that each mistake is told once.
final class ModuleBox: MarkedObject, HostObject {
  static var kind: HostKind { .module }
  /// It holds this box as long as it lives, and every call that runs a callback holds it: a callback that destroys its
  /// context, and goes on to use its module, still has both.
  unowned(unsafe) let owner: ContextBox
  let context: Context
  let handles: Handles
  let circuit: CircuitID?
  private let id: ModuleID
  /// Stands in the upper half of the module's nets.
  let serial: UInt32
  /// Held by the box. A call borrows it: a count of its references for each is a tenth of what the call costs.
  @exclusivity(unchecked) private var builder: Unmanaged<ModuleBuilder>?
  @exclusivity(unchecked) private var recorded: [Diagnostic] = []
  @exclusivity(unchecked) private var isMisuseNoted = false
  /// Whether a call was refused, as another thread was in the context.
  private let hasRefused = Atomic<Bool>(false)

  static let poison = UInt32.max - 1

  init(_ owner: ContextBox, _ builder: ModuleBuilder, circuit: CircuitID?, serial: UInt32) {
    self.owner = owner
    context = owner.context
    handles = owner.handles
    self.builder = .passRetained(builder)
    id = builder.id
    self.circuit = circuit
    self.serial = serial
    super.init(Self.kind)
  }

  /// Lends a module, which its context holds, for the time of a call. It may be gone behind it.
  @inline(__always)
  static func lend<Result>(_ module: Unmanaged<ModuleBox>, _ body: (ModuleBox, Occupancy.Entry) -> Result) -> Result {
    module._withUnsafeGuaranteedRef { box in
      let owner = box.owner
      let entry = owner.context.enter()
      if entry == .refused { box.hasRefused.store(true, ordering: .relaxed) }
      let result = body(box, entry)
      owner.context.leave(entry)
      return result
    }
  }

  deinit { builder?.release() }

  /// Lends the builder for the time of a call. Throws `wrongState` after the module's end.
  @inline(__always)
  func withBuilder<Result>(_ body: (ModuleBox, ModuleBuilder) throws(Failure) -> Result) throws(Failure) -> Result {
    guard let builder else { throw ended() }
    var failure: Failure?
    let result: Result? = builder._withUnsafeGuaranteedRef { builder in
      do throws(Failure) { return try body(self, builder) } catch {
        failure = error
        return nil
      }
    }
    guard let result else { throw failure! }
    return result
  }

  func open() throws(Failure) -> ModuleBuilder {
    guard let builder else { throw ended() }
    return builder.takeUnretainedValue()
  }

  private func ended() -> Failure {
    Failure(
      .wrongState, "module \(context.netlist.text(of: id)) was used after its end",
      fix: "keep no module beyond its body, or beyond hwgen_module_finish")
  }

  /// Keeps a failure for the end of the module. Once that has come, the first goes to the context.
  func record(_ failure: Failure) {
    if let builder {
      recorded.append(contentsOf: failure.at(builder.takeUnretainedValue().place).diagnostics)
    } else if !isMisuseNoted {
      isMisuseNoted = true
      owner.noteMisuse(failure.diagnostics)
    }
  }

  /// Ends the module: no call may follow. Throws what was recorded.
  func close() throws(Failure) -> ModuleBuilder {
    guard let builder = builder?.takeRetainedValue() else { throw ended() }
    self.builder = nil
    let recorded = takeRecorded()
    if !recorded.isEmpty { throw Failure(recorded) }
    return builder
  }

  /// Ends the module after its body has failed: what was recorded.
  func abandon() -> [Diagnostic] {
    builder?.release()
    builder = nil
    return takeRecorded()
  }

  private func takeRecorded() -> [Diagnostic] {
    defer { recorded = [] }
    if hasRefused.load(ordering: .relaxed) {
      recorded.append(
        Diagnostic(
          .contextInUse,
          "module \(context.netlist.text(of: id)) was used by two threads at once: calls of one had no effect",
          fix: "build a module in one thread, and give each thread a context of its own"))
    }
    return recorded
  }

  // MARK: Nets

  func handle(_ net: NetID) -> hwgen_net { hwgen_net(bits: UInt64(serial) << 32 | UInt64(net.raw)) }

  var poisoned: hwgen_net { handle(NetID(raw: ModuleBox.poison)) }

  /// The net of a handle. A poisoned one throws a failure without diagnostics.
  @inline(__always)
  func net(_ handle: hwgen_net, _ builder: ModuleBuilder) throws(Failure) -> NetID {
    let net = NetID(raw: UInt32(truncatingIfNeeded: handle.bits))
    if handle.bits >> 32 == UInt64(serial), net.index < builder.cellCount { return net }
    throw unusable(handle, builder)
  }

  func optional(_ handle: hwgen_net, _ builder: ModuleBuilder) throws(Failure) -> NetID {
    handle.bits == 0 ? .none : try net(handle, builder)
  }

  private func unusable(_ handle: hwgen_net, _ builder: ModuleBuilder) -> Failure {
    let name = context.netlist.text(of: builder.id)
    if handle.bits >> 32 == UInt64(serial) {
      let index = UInt32(truncatingIfNeeded: handle.bits)
      if index == ModuleBox.poison { return Failure([Diagnostic]()) }
      return Failure(.staleHandle, "net \(index) is not in module \(name)", at: builder.place)
    }
    if handle.bits == 0 {
      return Failure(.nullPointer, "a net handle of zero in \(name)", at: builder.place)
    }
    return Failure(
      .foreignNet, "a net of another module is used in \(name)", at: builder.place, fix: "pass the value through ports")
  }

  /// The type of a handle. A poisoned one throws a failure without diagnostics.
  func type(_ handle: hwgen_type) throws(Failure) -> TypeID {
    if handle.bits == poisonedType.bits { throw Failure([Diagnostic]()) }
    return try handles.type(handle, in: context)
  }

  var poisonedType: hwgen_type { hwgen_type(bits: handles.handle(ModuleBox.poison)) }

}

/// Runs one operation; on failure its diagnostic is recorded and the result is poisoned. Without a module there is nowhere
/// to record it, and the result is zeroed.
@inline(__always)
func operation(
  _ module: OpaquePointer?, _ body: (ModuleBox, ModuleBuilder) throws(Failure) -> NetID
) -> hwgen_net {
  guard let module = ModuleBox.at(module) else { return hwgen_net(bits: 0) }
  return ModuleBox.lend(module) { box, entry in
    if entry == .refused { return box.poisoned }
    do throws(Failure) { return box.handle(try box.withBuilder(body)) } catch {
      box.record(error)
      return box.poisoned
    }
  }
}

/// Runs one call without a result.
@inline(__always)
func effect(_ module: OpaquePointer?, _ body: (ModuleBox, ModuleBuilder) throws(Failure) -> Void) {
  guard let module = ModuleBox.at(module) else { return }
  ModuleBox.lend(module) { box, entry in
    if entry == .refused { return }
    do throws(Failure) { try box.withBuilder(body) } catch { box.record(error) }
  }
}

/// Runs a call on a module that has a status.
func status(
  of module: OpaquePointer?, _ outError: ErrorPointer, _ body: (ModuleBox) throws(Failure) -> Void
) -> hwgen_status {
  status(outError) { () throws(Failure) in
    let box = try ModuleBox.usable(module).takeUnretainedValue()
    try ContextBox.with(box.owner.pointer) { (_) throws(Failure) in try body(box) }
  }
}

/// A host's body function with its user data.
final class HostBody: CircuitBody {
  /// Only its elaborations call `build`, and the calls that elaborate hold it.
  unowned(unsafe) let owner: ContextBox
  let function: hwgen_body
  let user: Finalized

  init(_ owner: ContextBox, _ function: @escaping hwgen_body, _ user: Finalized) {
    self.owner = owner
    self.function = function
    self.user = user
  }

  func build(_ builder: ModuleBuilder, _ circuit: CircuitID) throws(Failure) {
    let box = owner.add(builder, circuit: circuit)
    do throws(Failure) {
      try owner.run("the body of \(owner.context.netlist.text(of: circuit))") {
        owner.context.noteStack()
        return function(box.pointer, user.pointer, $0)
      }
    } catch {
      let recorded = box.abandon()
      var failure = error.at(builder.place)
      failure.diagnostics += recorded
      throw failure
    }
    _ = try box.close()
  }
}
