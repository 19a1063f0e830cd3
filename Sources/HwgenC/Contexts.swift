public import CHwgen
import HwgenGenerator
import HwgenSupport

// The library, contexts and errors.

var libraryVersion: String { LibraryVersion.text.description }

@c @implementation
public func hwgen_version() -> UnsafePointer<CChar>? {
  UnsafeRawPointer(LibraryVersion.text.utf8Start).assumingMemoryBound(to: CChar.self)
}

@c @implementation
public func hwgen_abi() -> Int32 { Int32(HWGEN_ABI) }

@c @implementation
public func hwgen_context_create() -> OpaquePointer? {
  ContextBox(Context()).pointer
}

@c @implementation
public func hwgen_context_destroy(_ context: OpaquePointer?) {
  ContextBox.of(context)?.context.end()
}

@c @implementation
public func hwgen_context_keep(
  _ context: OpaquePointer?, _ user: UnsafeMutableRawPointer?, _ finalizer: hwgen_finalizer?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(out_error) { () throws(Failure) in
    let user = Finalized(user, finalizer)
    try ContextBox.with(context) { $0.context.keep(user) }
  }
}

@c @implementation
public func hwgen_context_set_budget(
  _ context: OpaquePointer?, _ budget: Int32, _ limit: UInt64,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    let limit = Int(clamping: limit)
    switch budget {
    case HWGEN_BUDGET_CIRCUITS: box.context.budget.circuits = limit
    case HWGEN_BUDGET_PORTS: box.context.budget.ports = limit
    case HWGEN_BUDGET_CELLS: box.context.budget.cells = limit
    case HWGEN_BUDGET_SECONDS: box.context.budget.seconds = limit
    case HWGEN_BUDGET_DEPTH: box.context.budget.depth = limit
    case HWGEN_BUDGET_MEMORY_BITS: box.context.budget.memoryBits = limit
    default: throw Failure(.badEnumeration, "\(budget) is no budget")
    }
  }
}

@c @implementation
public func hwgen_context_set_progress(
  _ context: OpaquePointer?, _ progress: hwgen_progress?, _ user: UnsafeMutableRawPointer?,
  _ finalizer: hwgen_finalizer?, _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(out_error) { () throws(Failure) in
    let user = Finalized(user, finalizer)
    try ContextBox.with(context) { (box) throws(Failure) in
      // The one before ends behind the change: its finalizer is the host's.
      let before = box.context.progress
      box.context.progress = progress.map { HostProgress($0, user).tell }
      withExtendedLifetime(before) {}
    }
  }
}

@c @implementation
public func hwgen_context_set_policy(
  _ context: OpaquePointer?, _ code: Int32, _ policy: Int32, _ file: UnsafePointer<CChar>?, _ line: Int32,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, out_error) { (box) throws(Failure) in
    guard let known = diagnosticCode(code) else {
      throw Failure(.badEnumeration, "HW\(code) is no diagnostic")
    }
    guard let policy = UInt8(exactly: policy).flatMap(DiagnosticPolicy.init(rawValue:)) else {
      throw Failure(.badEnumeration, "\(policy) is no policy")
    }
    let file = try box.string(file)
    guard box.context.log.setPolicy(policy, for: known, file: file, line: line > 0 ? Int(line) : nil) else {
      throw Failure(.wrongState, "\(known) is an error, and errors have no policy")
    }
  }
}

@c @implementation
public func hwgen_context_take_warnings(_ context: OpaquePointer?) -> OpaquePointer? {
  var warnings = Failure([Diagnostic]())
  do throws(Failure) {
    warnings = try ContextBox.with(context) { $0.takeWarnings() }
  } catch { warnings = error }
  return ErrorBox(warnings).retained
}

// MARK: Errors

@c @implementation
public func hwgen_error_destroy(_ error: OpaquePointer?) {
  ErrorBox.release(error)
}

@c @implementation
public func hwgen_error_count(_ error: OpaquePointer?) -> Int { ErrorBox.of(error)?.diagnostics.count ?? 0 }

private func diagnostic(_ error: OpaquePointer?, _ index: Int) -> Diagnostic? {
  guard let diagnostics = ErrorBox.of(error)?.diagnostics, diagnostics.indices.contains(index) else { return nil }
  return diagnostics[index]
}

private func note(_ error: OpaquePointer?, _ index: Int, _ note: Int) -> Diagnostic.Note? {
  guard let notes = diagnostic(error, index)?.notes, notes.indices.contains(note) else { return nil }
  return notes[note]
}

private func diagnosticCode(_ number: Int32) -> DiagnosticCode? {
  UInt16(exactly: number).flatMap(DiagnosticCode.init(rawValue:))
}

private let emptyText: StaticString = ""

private func lend(_ text: String?, of error: OpaquePointer?) -> UnsafePointer<CChar> {
  guard let text, let box = ErrorBox.of(error) else { return lent(emptyText.utf8Start) }
  return box.lend(text)
}

/// A text of the library's own.
private func lent(_ text: UnsafePointer<UInt8>) -> UnsafePointer<CChar> {
  UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)
}

@c @implementation
public func hwgen_error_code(_ error: OpaquePointer?, _ index: Int) -> Int32 {
  diagnostic(error, index).map { Int32($0.code.rawValue) } ?? 0
}

@c @implementation
public func hwgen_error_severity(_ error: OpaquePointer?, _ index: Int) -> Int32 {
  diagnostic(error, index).map { Int32($0.severity.rawValue) } ?? 0
}

@c @implementation
public func hwgen_error_message(_ error: OpaquePointer?, _ index: Int) -> UnsafePointer<CChar>? {
  lend(diagnostic(error, index)?.message, of: error)
}

@c @implementation
public func hwgen_error_file(_ error: OpaquePointer?, _ index: Int) -> UnsafePointer<CChar>? {
  lend(diagnostic(error, index)?.location?.file, of: error)
}

@c @implementation
public func hwgen_error_line(_ error: OpaquePointer?, _ index: Int) -> Int32 {
  Int32(clamping: diagnostic(error, index)?.location?.line ?? 0)
}

@c @implementation
public func hwgen_error_fix(_ error: OpaquePointer?, _ index: Int) -> UnsafePointer<CChar>? {
  lend(diagnostic(error, index)?.fix, of: error)
}

@c @implementation
public func hwgen_error_note_count(_ error: OpaquePointer?, _ index: Int) -> Int {
  diagnostic(error, index)?.notes.count ?? 0
}

@c @implementation
public func hwgen_error_note_message(_ error: OpaquePointer?, _ index: Int, _ number: Int) -> UnsafePointer<CChar>? {
  lend(note(error, index, number)?.message, of: error)
}

@c @implementation
public func hwgen_error_note_file(_ error: OpaquePointer?, _ index: Int, _ number: Int) -> UnsafePointer<CChar>? {
  lend(note(error, index, number)?.location?.file, of: error)
}

@c @implementation
public func hwgen_error_note_line(_ error: OpaquePointer?, _ index: Int, _ number: Int) -> Int32 {
  Int32(clamping: note(error, index, number)?.location?.line ?? 0)
}

@c @implementation
public func hwgen_code_title(_ code: Int32) -> UnsafePointer<CChar>? {
  lent(diagnosticCode(code)?.lentTitle ?? emptyText.utf8Start)
}

@c @implementation
public func hwgen_code_advice(_ code: Int32) -> UnsafePointer<CChar>? {
  lent(diagnosticCode(code)?.lentAdvice ?? emptyText.utf8Start)
}

@c @implementation
public func hwgen_error_text(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  lend(ErrorBox.of(error)?.diagnostics.map(\.description).joined(separator: "\n"), of: error)
}

@c @implementation
public func hwgen_error_host_token(_ error: OpaquePointer?) -> UInt64 { ErrorBox.of(error)?.hostToken ?? 0 }
