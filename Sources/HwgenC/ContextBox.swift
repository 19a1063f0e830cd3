import CHwgen
import Glibc
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// What a `hwgen_context *` points to: a context, and what its handles need.
package final class ContextBox: MarkedObject, HostObject {
  package static var kind: HostKind { .context }
  package let context: Context
  /// The context of Swift over the same core, if there is one.
  package weak var inSwift: AnyObject?
  @exclusivity(unchecked) private(set) var handles = Handles(serial: 1)
  /// Misuse that no status could tell: of each module the first call after its end.
  private(set) var misuse: [Diagnostic] = []
  /// Every module that a host has had a pointer to; they end with the context.
  @exclusivity(unchecked) private var modules: [ModuleBox] = []
  @exclusivity(unchecked) private var moduleSerial: UInt32 = 1
  @exclusivity(unchecked) private var lastFile = NameID.none
  private var lentNames: [NameID: UnsafeBufferPointer<CChar>] = [:]
  /// Nil for one that is removed.
  @exclusivity(unchecked) private var functions: ContiguousArray<ForeignFunction?> = []
  /// How many callbacks are being run, and what they have said.
  @exclusivity(unchecked) private(set) var foreignDepth = 0
  @exclusivity(unchecked) private var foreignFailures: ContiguousArray<ForeignFailure> = []
  /// Where the result of a function stands before it is stored.
  let result = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)

  /// The context holds it until its end.
  package init(_ context: Context) {
    self.context = context
    super.init(Self.kind)
    // Where and when it was made: a context that has its place in memory from an ended one has another serial.
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    var hash = StableHash()
    for part in [Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()), now.tv_sec, now.tv_nsec] {
      hash.combine(UInt32(truncatingIfNeeded: part))
      hash.combine(UInt32(truncatingIfNeeded: part >> 32))
    }
    handles = Handles(serial: max(1, UInt32(truncatingIfNeeded: hash.value)))
    moduleSerial = handles.serial
    context.keep(self)
  }

  deinit {
    for name in lentNames.values { name.deallocate() }
    result.deallocate()
  }

  func noteMisuse(_ diagnostics: [Diagnostic]) { misuse += diagnostics }

  /// What `hwgen_context_take_warnings` gives.
  func takeWarnings() -> Failure {
    defer {
      context.log.removeAll()
      misuse = []
    }
    return Failure(context.log.diagnostics + misuse)
  }

  /// A NUL-terminated copy of a name that lives as long as the context; the NUL counts.
  func lend(_ name: NameID) -> UnsafeBufferPointer<CChar> {
    if let known = lentNames[name] { return known }
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: context.names.length(of: name) + 1)
    context.names.withBytes(of: name) { bytes in
      UnsafeMutableRawBufferPointer(copy).copyMemory(from: bytes)
    }
    copy[copy.count - 1] = 0
    lentNames[name] = UnsafeBufferPointer(copy)
    return UnsafeBufferPointer(copy)
  }

  /// Lends a context for the time of a call.
  @inline(__always)
  static func lend<Result>(
    _ context: Unmanaged<ContextBox>, _ body: (ContextBox, Occupancy.Entry) -> Result
  ) -> Result {
    context._withUnsafeGuaranteedRef { box in
      let entry = box.context.enter()
      let result = body(box, entry)
      box.context.leave(entry)
      return result
    }
  }

  /// The same for a call that can fail. Throws `contextInUse`, `forkedContext`, and `wrongState` in a finalizer at its end.
  package static func with<Result>(
    _ pointer: OpaquePointer?, _ body: (ContextBox) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try lend(try usable(pointer)) { box, entry -> Swift.Result<Result, Failure> in
      do throws(Failure) {
        if entry == .refused { throw box.context.occupancy.refusal() }
        return .success(try body(box))
      } catch { return .failure(error) }
    }.get()
  }

  func add(_ builder: ModuleBuilder, circuit: CircuitID?) -> ModuleBox {
    // An odd factor: the modules of one context all differ. No net is a zeroed handle.
    repeat { moduleSerial &+= 0x9e37_79b1 } while moduleSerial == 0
    let box = ModuleBox(self, builder, circuit: circuit, serial: moduleSerial)
    modules.append(box)
    return box
  }

  // MARK: Callbacks

  func add(_ function: ForeignFunction) -> UInt32 {
    functions.append(function)
    return UInt32(functions.count - 1)
  }

  func remove(hook name: String) throws(Failure) {
    let function = try context.remove(hook: name)
    if let index = functions.firstIndex(where: { $0 === function }) { functions[index] = nil }
  }

  /// Runs a function of the host. Returns whether `takeForeignFailure` may have something that it says.
  @inline(__always)
  func runForeign(_ function: () -> Void) -> Bool {
    // Counted in a register: up and down in memory, the next call would wait for both.
    let depth = foreignDepth
    foreignDepth = depth &+ 1
    function()
    foreignDepth = depth
    return !foreignFailures.isEmpty
  }

  /// What the function that has been run said by `hwgen_hook_fail`.
  func takeForeignFailure(of what: @autoclosure () -> String) -> Failure? {
    guard let failure = foreignFailures.last, failure.depth > foreignDepth else { return nil }
    foreignFailures.removeLast()
    return failure.failure(of: what())
  }

  /// Runs a callback with a status. Throws what it says, or that alone.
  func run(
    _ what: @autoclosure () -> String, _ callback: (UnsafeMutablePointer<UInt64>) -> hwgen_status
  ) throws(Failure) {
    var token: UInt64 = 0
    var status = HWGEN_OK
    if runForeign({ status = callback(&token) }), let failure = takeForeignFailure(of: what()) { throw failure }
    guard status != HWGEN_OK else { return }
    throw Failure.ofHost(what(), status: status, token)
  }

  /// The callback that is being run fails; its first word counts.
  func failForeign(_ message: String, token: UInt64) {
    if foreignFailures.last?.depth != foreignDepth {
      foreignFailures.append(ForeignFailure(message: message, token: token, depth: foreignDepth))
    }
  }

  // MARK: Handles

  /// Calls a function by values.
  @inline(never)
  func call(
    _ handle: hwgen_function, _ arguments: UnsafePointer<UnsafeRawPointer?>?, _ result: UnsafeMutableRawPointer?
  ) throws(Failure) {
    let index = Int(try handles.function(handle) { $0 < functions.count && functions[Int($0)] != nil })
    try functions[index]!.call(arguments, result: try required(result, "out_result"), in: self)
  }

  /// The same for a callback that calls a function of which nothing but a call is asked, or whose answer is at hand: nil for
  /// every other call. It costs little more than a call by libffi, so it counts no references: what is removed in it ends
  /// behind the outermost call.
  @inline(__always)
  func callDirectly(
    _ handle: hwgen_function, _ arguments: UnsafePointer<UnsafeRawPointer?>?, _ result: UnsafeMutableRawPointer?,
    _ outError: ErrorPointer
  ) -> hwgen_status? {
    guard let result, context.occupancy.isNested, let index = handles.index(handle.bits), index < functions.count else {
      return nil
    }
    let found = functions.withUnsafeBufferPointer { $0[Int(index)].map { Unmanaged.passUnretained($0) } }
    return found?._withUnsafeGuaranteedRef { function in
      guard let arguments = function.complete(arguments) else { return nil }
      if function.isDirect {
        return status(outError) { () throws(Failure) in try function.callDirectly(arguments, result, in: self) }
      }
      return function.recall(arguments, result) ? HWGEN_OK : nil
    }
  }

  func handle(_ index: UInt32) -> UInt64 { handles.handle(index) }

  func generator(_ handle: hwgen_generator) throws(Failure) -> GeneratorID {
    try handles.generator(handle, in: context)
  }

  func circuit(_ handle: hwgen_circuit) throws(Failure) -> CircuitID { try handles.circuit(handle, in: context) }

  func type(_ handle: hwgen_type) throws(Failure) -> TypeID { try handles.type(handle, in: context) }

  func location(_ file: UnsafePointer<CChar>?, _ line: Int32) throws(Failure) -> LocationID {
    guard let file else { return .unknown }
    let bytes = try hostBytes(file, "a file")
    // Places come in runs of one file.
    let isSame = context.names.withBytes(of: lastFile) {
      $0.count == bytes.count && (bytes.isEmpty || memcmp($0.baseAddress!, bytes.baseAddress!, bytes.count) == 0)
    }
    if !isSame { lastFile = context.names.intern(bytes) }
    return context.locations.intern(file: lastFile, line: UInt32(clamping: line))
  }

  func string(_ pointer: UnsafePointer<CChar>?) throws(Failure) -> String? {
    guard let pointer else { return nil }
    return String(decoding: try hostBytes(pointer, ""), as: UTF8.self)
  }

  func string(required pointer: UnsafePointer<CChar>?, _ what: String) throws(Failure) -> String {
    String(decoding: try hostBytes(pointer, what), as: UTF8.self)
  }
}

/// The bytes of a host's string, checked to be UTF-8, lent for the time of the call.
func hostBytes(_ pointer: UnsafePointer<CChar>?, _ what: String) throws(Failure) -> UnsafeRawBufferPointer {
  guard let pointer else { throw Failure(.nullPointer, "\(what) is NULL") }
  let bytes = UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))
  if !isASCII(bytes), String(validating: bytes, as: UTF8.self) == nil {
    throw Failure(.badUTF8, "a string is not UTF-8: \(Identifier.quoted(String(decoding: bytes, as: UTF8.self)))")
  }
  return bytes
}

private func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var all: UInt64 = 0
  var position = 0
  while position &+ 8 <= bytes.count {
    all |= bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    position &+= 8
  }
  while position < bytes.count {
    all |= UInt64(bytes[position])
    position &+= 1
  }
  return all & 0x8080_8080_8080_8080 == 0
}

/// What a `hwgen_error *` points to: the diagnostics of one failed call, and the strings lent from it.
final class ErrorBox: MarkedObject, HostObject {
  static var kind: HostKind { .error }
  let diagnostics: [Diagnostic]
  let hostToken: UInt64
  private var lent: [UnsafeMutablePointer<CChar>] = []
  private var texts: [String: UnsafePointer<CChar>] = [:]

  init(_ failure: Failure) {
    diagnostics = failure.diagnostics
    hostToken = failure.hostToken
    super.init(Self.kind)
  }

  deinit { for pointer in lent { pointer.deallocate() } }

  /// A NUL-terminated copy that lives as long as the error.
  func lend(_ text: String) -> UnsafePointer<CChar> {
    if let known = texts[text] { return known }
    let bytes = Array(text.utf8CString)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    copy.update(from: bytes, count: bytes.count)
    lent.append(copy)
    texts[text] = UnsafePointer(copy)
    return UnsafePointer(copy)
  }
}

typealias ErrorPointer = UnsafeMutablePointer<OpaquePointer?>?

/// Runs a call that can fail: its status, and its diagnostics in `*out_error`.
func status(_ outError: ErrorPointer, _ body: () throws(Failure) -> Void) -> hwgen_status {
  do {
    try body()
    return HWGEN_OK
  } catch {
    return failed(error, outError)
  }
}

@inline(never)
private func failed(_ error: Failure, _ outError: ErrorPointer) -> hwgen_status {
  outError?.pointee = ErrorBox(error).retained
  return error.diagnostics.contains { $0.code == .hostFailure } ? HWGEN_HOST_FAILED : HWGEN_FAILED
}

/// Runs a call on a context that can fail. The context outlives the call, also if a callback lets go of it.
func status(
  _ context: OpaquePointer?, _ outError: ErrorPointer, _ body: (ContextBox) throws(Failure) -> Void
) -> hwgen_status {
  status(outError) { () throws(Failure) in try ContextBox.with(context, body) }
}

/// The same for a call that says where it stands: a failure that has no place has that one.
func status(
  _ context: OpaquePointer?, at file: UnsafePointer<CChar>?, _ line: Int32, _ outError: ErrorPointer,
  _ body: (ContextBox, LocationID) throws(Failure) -> Void
) -> hwgen_status {
  status(context, outError) { (box) throws(Failure) in
    let location = try box.location(file, line)
    do throws(Failure) { try body(box, location) } catch { throw error.at(box.context.locations[location]) }
  }
}

/// A pointer that a call cannot do without.
func required<Pointer>(_ pointer: Pointer?, _ what: StaticString) throws(Failure) -> Pointer {
  guard let pointer else { throw Failure(.nullPointer, "\(what) is NULL") }
  return pointer
}

/// A host's array. A count that no memory holds, as a negative number becomes, is refused, and one beyond `limit`.
func items<Item>(
  _ pointer: UnsafePointer<Item>?, _ count: Int, _ what: StaticString,
  limit: Int = (1 << 46) / MemoryLayout<Item>.stride
) throws(Failure) -> UnsafeBufferPointer<Item> {
  if count == 0 { return UnsafeBufferPointer(start: nil, count: 0) }
  let pointer = try required(pointer, what)
  guard 0...limit ~= count else {
    throw Failure(.shortBuffer, "\(what) cannot be \(UInt(bitPattern: count)) items long")
  }
  return UnsafeBufferPointer(start: pointer, count: count)
}

/// Refuses an options structure whose size field does not say what this library knows.
func checkSize<Options>(_ size: Int, of options: Options.Type) throws(Failure) {
  guard size == MemoryLayout<Options>.size else {
    throw Failure(
      .badStructSize,
      "\(Options.self) of \(UInt(bitPattern: size)) bytes; this library knows \(MemoryLayout<Options>.size)",
      fix: "set its size field to sizeof(\(Options.self)) and zero the rest")
  }
}

/// Streams what `body` writes to a host's sink.
func stream(
  to sink: hwgen_sink?, _ user: UnsafeMutableRawPointer?, _ body: (inout ByteWriter) throws(Failure) -> Void
) throws(Failure) {
  let sink = try required(sink, "the sink")
  var writer = ByteWriter { chunk in
    sink(user, chunk.baseAddress!.assumingMemoryBound(to: CChar.self), chunk.count) == 0
  }
  try body(&writer)
  writer.flush()
  if writer.isStopped { throw Failure(.writeFailed, "the sink stopped after \(writer.flushedCount) bytes") }
}
