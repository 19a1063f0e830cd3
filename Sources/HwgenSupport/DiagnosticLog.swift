/// What to do with a warning or note of some code, everywhere or at one place.
public enum DiagnosticPolicy: UInt8, Sendable {
  /// As the catalogue says.
  case standard = 0
  /// Neither listed nor counted.
  case silence = 1
  /// Listed as a warning.
  case warn = 2
  /// As an error: the request fails.
  case error = 3
}

/// The warnings and notes of a context, in the order in which they arose, under the policies that the host has set.
///
/// Errors do not come here: they are thrown. A policy for a place wins over one for the file, and that over one for the
/// code alone.
public final class DiagnosticLog {
  private struct Place: Hashable {
    let code: DiagnosticCode
    let file: String?
    let line: Int?
  }

  private var policies: [Place: DiagnosticPolicy] = [:]
  /// What was reported and not silenced, in order.
  public private(set) var diagnostics: [Diagnostic] = []

  public init() {}

  /// Sets the policy of a code: everywhere, in a file, or on one line of it. An error's policy cannot be changed; false is
  /// returned.
  public func setPolicy(
    _ policy: DiagnosticPolicy, for code: DiagnosticCode, file: String? = nil, line: Int? = nil
  ) -> Bool {
    guard code.severity != .error else { return false }
    policies[Place(code: code, file: file, line: line)] = policy
    return true
  }

  func policy(of diagnostic: Diagnostic) -> DiagnosticPolicy {
    guard !policies.isEmpty else { return .standard }
    let code = diagnostic.code
    if let place = diagnostic.location {
      if let policy = policies[Place(code: code, file: place.file, line: place.line)] { return policy }
      if let policy = policies[Place(code: code, file: place.file, line: nil)] { return policy }
    }
    return policies[Place(code: code, file: nil, line: nil)] ?? .standard
  }

  /// Logs what the policies leave of `reported`, and throws if one of them has become an error.
  public func report(_ reported: [Diagnostic]) throws(Failure) {
    var errors: [Diagnostic] = []
    for var diagnostic in reported {
      switch policy(of: diagnostic) {
      case .silence: continue
      case .standard: break
      case .warn: diagnostic.severity = .warning
      case .error: diagnostic.severity = .error
      }
      if diagnostic.severity == .error { errors.append(diagnostic) } else { diagnostics.append(diagnostic) }
    }
    if !errors.isEmpty { throw Failure(errors) }
  }

  /// Forgets the diagnostics; the policies stay.
  public func removeAll() { diagnostics.removeAll() }
}
