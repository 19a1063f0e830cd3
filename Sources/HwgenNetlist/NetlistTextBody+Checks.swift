import HwgenSupport

/// Reads the cells of checks.
extension NetlistTextBody {
  private static let checkKinds = [String: CheckKind](
    uniqueKeysWithValues: CheckKind.allCases.map { ("\($0.keyword)", $0) })

  /// `assert clock clk, reset rst, %5, "x is {}", %4`.
  mutating func check(at position: Int) throws(Failure) -> NetID {
    let word = try text.scanner.expectIdentifier("`assert`, `assume`, `cover` or `print`")
    guard let kind = NetlistTextBody.checkKinds[word] else {
      throw text.scanner.failure("there is no check \(Identifier.quoted(word))", at: position)
    }
    guard text.scanner.takeKeyword("clock") else {
      throw text.scanner.failure("expected `clock`\(text.scanner.found())")
    }
    let clock = try net()
    var reset = NetID.none
    var condition = NetID.none
    var message: String?
    var values: [NetID] = []
    while text.scanner.take(",") {
      if message == nil, condition == .none, reset == .none, text.scanner.takeKeyword("reset") {
        reset = try net()
      } else if message == nil, let given = try text.scanner.stringLiteral() {
        message = given
      } else if message != nil {
        values.append(try net())
      } else if condition == .none {
        condition = try net()
      } else {
        throw text.scanner.failure("expected a message\(text.scanner.found())")
      }
    }
    do {
      let check = try builder.makeCheck(
        kind, condition, message: message, values: values, clock: clock, reset: reset)
      checks[check.net] = check
      return check.net
    } catch { throw text.placed(error, at: position) }
  }
}
