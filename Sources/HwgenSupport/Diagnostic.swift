/// How serious a diagnostic is.
public enum Severity: UInt8, Sendable, Comparable, CustomStringConvertible {
  case note = 0
  case warning = 1
  case error = 2

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
  public var description: String { self == .note ? "note" : self == .warning ? "warning" : "error" }
}

/// One message to the user: what is wrong, both values, where each was made, and how to mend it.
///
/// Every layer makes them; hosts print them or turn them into their own errors. The texts are lower case and name things
/// as the user named them.
public struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
  /// A second place that matters: where the other party was made.
  public struct Note: Sendable, Equatable {
    public let message: String
    public let location: SourceLocation?

    public init(_ message: String, at location: SourceLocation?) {
      self.message = message
      self.location = location
    }
  }

  /// What it is, in the catalogue.
  public let code: DiagnosticCode
  /// As the catalogue says, or as a policy has changed it.
  public var severity: Severity
  /// One clause in lower case, with both values, without places.
  public let message: String
  /// Where the fault is in the host's source; nil if unknown.
  public var location: SourceLocation?
  /// What else led to it, each with its place.
  public var notes: [Note]
  /// What to write instead, if that is certain.
  public let fix: String?

  public init(
    _ code: DiagnosticCode, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [],
    fix: String? = nil
  ) {
    self.code = code
    self.severity = code.severity
    self.message = message
    self.location = location
    self.notes = notes
    self.fix = fix
  }

  /// `add.py:12: error HW2003: …`, then a line for each note and the fix.
  public var description: String {
    var text = location.map { "\($0): " } ?? ""
    text += "\(severity) \(code): \(message)"
    for note in notes {
      text += "\n  " + (note.location.map { "\($0): " } ?? "") + "note: \(note.message)"
    }
    if let fix { text += "\n  fix: \(fix)" }
    return text
  }
}

/// What a call throws that cannot do what it was asked: one or more diagnostics, at least one of them an error.
public struct Failure: Error, Sendable, CustomStringConvertible {
  /// What went wrong, in order. Empty only for what follows from a failure that was told before.
  public var diagnostics: [Diagnostic]
  /// What a failed host function gave to be handed back to its host, or 0.
  public var hostToken: UInt64 = 0

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  public init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }

  public init(
    _ code: DiagnosticCode, _ message: String, at location: SourceLocation? = nil, notes: [Diagnostic.Note] = [],
    fix: String? = nil
  ) {
    self.init(Diagnostic(code, message, at: location, notes: notes, fix: fix))
  }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }

  /// The same failure with a place where it has none.
  public func at(_ place: SourceLocation?) -> Failure {
    var failure = self
    for index in failure.diagnostics.indices where failure.diagnostics[index].location == nil {
      failure.diagnostics[index].location = place
    }
    return failure
  }
}
