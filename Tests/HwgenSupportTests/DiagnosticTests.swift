import HwgenSupport
import Testing

@Suite struct DiagnosticTests {
  private func place(_ line: Int, _ file: String = "a.py") -> HwgenSupport.SourceLocation {
    SourceLocation(file: file, line: line)
  }

  private func unused(_ line: Int, _ file: String = "a.py") -> Diagnostic {
    Diagnostic(.unusedInput, "input `a` is never read", at: place(line, file))
  }

  @Test("a diagnostic prints its place, severity, code, message, notes and fix")
  func printing() {
    let diagnostic = Diagnostic(
      .widthMismatch, "8 bits against 9", at: place(12),
      notes: [.init("made here", at: place(3)), .init("and somewhere", at: nil)], fix: "extend it")
    #expect(
      "\(diagnostic)" == """
        a.py:12: error HW2003: 8 bits against 9
          a.py:3: note: made here
          note: and somewhere
          fix: extend it
        """)
    #expect("\(Diagnostic(.unusedValue, "x"))" == "note HW2023: x")
    #expect("\(Failure([diagnostic, Diagnostic(.undriven, "y")]))".hasSuffix("  fix: extend it\nerror HW2001: y"))
  }

  @Test("every code has a number of its own, a title in lower case without a full stop, and advice")
  func catalogue() {
    var titles: Set<String> = []
    for code in DiagnosticCode.allCases {
      #expect("\(code)" == "HW\(code.rawValue)" && code.rawValue >= 1000 && code.rawValue <= 9999)
      #expect(!code.title.hasSuffix(".") && code.title.first?.isUppercase == false, "\(code)")
      #expect(code.advice.hasSuffix(".") && code.advice.first?.isUppercase == true, "\(code)")
      #expect(titles.insert(code.title).inserted, "\(code)")
    }
    #expect(Severity.note < .warning && Severity.warning < .error)
  }

  @Test("without a policy a note or warning is listed")
  func standard() throws {
    let log = DiagnosticLog()
    try log.report([unused(1), unused(2)])
    #expect(log.diagnostics == [unused(1), unused(2)])
    log.removeAll()
    #expect(log.diagnostics.isEmpty)
  }

  @Test("a code can be raised to a listed warning")
  func warning() throws {
    let log = DiagnosticLog()
    #expect(log.setPolicy(.warn, for: .unusedInput))
    try log.report([unused(1)])
    #expect(log.diagnostics.map(\.severity) == [.warning])
    #expect("\(log.diagnostics[0])".hasPrefix("a.py:1: warning HW2022"))
  }

  @Test("a code can be silenced everywhere, in a file, and on a line")
  func silence() throws {
    let log = DiagnosticLog()
    #expect(log.setPolicy(.silence, for: .unusedInput, file: "a.py", line: 1))
    try log.report([unused(1), unused(2), unused(1, "b.py")])
    #expect(log.diagnostics.map { "\($0.location!)" } == ["a.py:2", "b.py:1"])
    log.removeAll()
    #expect(log.setPolicy(.silence, for: .unusedInput, file: "a.py"))
    try log.report([unused(2), unused(1, "b.py"), Diagnostic(.unusedInput, "no place")])
    #expect(log.diagnostics.count == 2)
    log.removeAll()
    #expect(log.setPolicy(.silence, for: .unusedInput))
    try log.report([unused(2), unused(1, "b.py"), Diagnostic(.unusedValue, "another code")])
    #expect(log.diagnostics.map(\.code) == [.unusedValue])
  }

  @Test("a code can be made an error; the rest is listed all the same")
  func error() {
    let log = DiagnosticLog()
    #expect(log.setPolicy(.error, for: .unusedInput, file: "a.py", line: 2))
    #expect(throws: Failure.self) { try log.report([self.unused(1), self.unused(2), self.unused(3)]) }
    #expect(log.diagnostics.map { $0.location!.line } == [1, 3])
    do throws(Failure) { try log.report([unused(2)]) } catch {
      #expect("\(error)" == "a.py:2: error HW2022: input `a` is never read")
    }
  }

  @Test("the policy of a line wins over that of its file, and that over the code's")
  func precedence() throws {
    let log = DiagnosticLog()
    #expect(log.setPolicy(.error, for: .unusedInput))
    #expect(log.setPolicy(.silence, for: .unusedInput, file: "a.py"))
    #expect(log.setPolicy(.standard, for: .unusedInput, file: "a.py", line: 7))
    try log.report([unused(1), unused(7)])
    #expect(log.diagnostics == [unused(7)])
    #expect(throws: Failure.self) { try log.report([self.unused(1, "b.py")]) }
  }

  @Test("an error cannot be silenced")
  func errorsStay() {
    let log = DiagnosticLog()
    #expect(!log.setPolicy(.silence, for: .undriven))
    #expect(throws: Failure.self) { try log.report([Diagnostic(.undriven, "x")]) }
    #expect(log.diagnostics.isEmpty)
  }
}
