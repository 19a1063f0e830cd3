import HwgenBits
import HwgenSupport

/// Enumerations as text: `Enum(State: idle, run, done)`, `OneHot(…)`, `Gray(…)`; with codes `Enum(Op: add = 3, sub = 8)`,
/// with a width of its own `Enum(State, 4: idle, run)`, without a name `Enum(idle, run)`.
extension ExpressionParser {
  /// Reads what follows the word: members and codes are no expressions.
  func enumeration(
    _ scanner: inout TextScanner, _ encoding: EnumerationEncoding, _ position: Int
  ) throws(Failure) -> ExprID {
    try scanner.expect("(")
    let (name, width, first) = try enumerationHead(&scanner)
    var members: [(name: NameID, code: Integer?)] = []
    if let first {
      members.append((first, try code(&scanner)))
      if scanner.take(",") { try readMembers(&scanner, &members) }
    } else {
      try readMembers(&scanner, &members)
    }
    try scanner.expect(")")
    do {
      return store.typeExpression(
        try store.types.enumeration(name: name, members, encoding: encoding, width: width))
    } catch {
      throw placed(error, scanner, position)
    }
  }

  /// The name and the width up to the colon; without a colon, the name is the first member.
  private func enumerationHead(
    _ scanner: inout TextScanner
  ) throws(Failure) -> (name: NameID, width: Int?, first: NameID?) {
    scanner.skipSpace()
    if let width = try self.width(&scanner) {
      try scanner.expect(":")
      return (.none, width, nil)
    }
    if scanner.sees(")") { return (.none, nil, nil) }
    let name = store.names.intern(try scanner.expectIdentifier("the name of an enumeration or a member"))
    if scanner.take(":") { return (name, nil, nil) }
    let afterName = scanner.position
    if scanner.take(","), let width = try self.width(&scanner) {
      try scanner.expect(":")
      return (name, width, nil)
    }
    scanner.position = afterName
    return (.none, nil, name)
  }

  private func width(_ scanner: inout TextScanner) throws(Failure) -> Int? {
    scanner.skipSpace()
    let position = scanner.position
    guard let width = try scanner.integerLiteral() else { return nil }
    guard let small = width.small, small >= 1, small <= TypeStore.maximumWidth else {
      throw scanner.failure(
        "a width of \(width.bitWidth <= 64 ? "\(width)" : "very many bits"); it must be 1 to \(TypeStore.maximumWidth)",
        at: position, code: .badWidth)
    }
    return small
  }

  private func readMembers(
    _ scanner: inout TextScanner, _ members: inout [(name: NameID, code: Integer?)]
  ) throws(Failure) {
    if members.isEmpty, scanner.sees(")") { return }
    repeat {
      let name = store.names.intern(try scanner.expectIdentifier("the name of a member"))
      members.append((name, try code(&scanner)))
    } while scanner.take(",")
  }

  /// `= 3`.
  private func code(_ scanner: inout TextScanner) throws(Failure) -> Integer? {
    guard scanner.take("=") else { return nil }
    scanner.skipSpace()
    let isNegative = scanner.take("-")
    guard let code = try scanner.integerLiteral() else { throw scanner.failure("expected a code\(scanner.found())") }
    return isNegative ? -code : code
  }
}

extension Enumeration {
  /// The encoding whose codes these are; nil if they are of none.
  var encoding: EnumerationEncoding? {
    if codes.indices.allSatisfy({ codes[$0].asUnsigned == Integer($0) }) { return .binary }
    if width >= members.count, codes.indices.allSatisfy({ codes[$0].asUnsigned == Integer(1) << $0 }) { return .oneHot }
    if codes.indices.allSatisfy({ codes[$0].asUnsigned == Integer($0 ^ $0 >> 1) }) { return .gray }
    return nil
  }

  /// The width that it has if none is given.
  var leastWidth: Int { codes.reduce(1) { max($0, $1.asUnsigned.bitWidth) } }
}
