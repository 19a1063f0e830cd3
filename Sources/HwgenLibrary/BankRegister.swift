import HwgenBits
import HwgenGenerator
import HwgenSupport
import HwgenTypes

/// A register of a bank on a bus, as a record of the bank's parameter `registers` says it.
///
/// The bank's interface reads them, which is when they are checked, and its body reads them again.
struct BankRegister {
  enum Access: String, CaseIterable { case rw, ro, wo, w1c }

  let name: String
  let access: Access
  /// Its bits, from the lowest of the word on.
  let width: Int
  /// Which word of the bank it is.
  let index: Integer
  let reset: Integer

  /// The ports of the bank that belong to it, in order: an input is flipped.
  var ports: [(name: String, isInput: Bool, isPulse: Bool)] {
    switch access {
    case .ro: [(name, true, false)]
    case .rw, .wo: [(name, false, false), ("\(name)_written", false, true)]
    case .w1c: [(name, false, false), ("\(name)_set", true, false), ("\(name)_written", false, true)]
    }
  }

  /// The registers of a list of records. Throws `badRegister` and `registerCollision`.
  static func read(_ list: ExprID, dataWidth: Int, addressWidth: Int, in context: Context) throws(Failure)
    -> [BankRegister]
  {
    let expressions = context.types.expressions
    let records = expressions.elements(of: list).map(Array.init) ?? []
    guard !records.isEmpty else {
      throw Failure(
        .badRegister, "a bank without registers",
        fix: "give a record for each: record(name: \"control\", access: \"rw\")")
    }
    var found: [BankRegister] = []
    var names: [String: String] = [:]
    var words: [Integer: String] = [:]
    var next = Integer(0)
    for (position, record) in records.enumerated() {
      let fields = Fields(expressions, context.names, record, position)
      let register = try fields.register(dataWidth: dataWidth, addressWidth: addressWidth, next: next)
      for port in register.ports {
        if let other = names.updateValue(register.name, forKey: port.name) {
          throw Failure(
            .registerCollision,
            "registers \(Identifier.quoted(other)) and \(Identifier.quoted(register.name)) both have a port \(Identifier.quoted(port.name))",
            fix: "name one of them otherwise")
        }
      }
      if let other = words.updateValue(register.name, forKey: register.index) {
        throw Failure(
          .registerCollision,
          "registers \(Identifier.quoted(other)) and \(Identifier.quoted(register.name)) are both at offset \(register.index * Integer(dataWidth / 8))",
          fix: "give each a word of its own")
      }
      found.append(register)
      next = register.index + 1
    }
    return found
  }
}

/// What a record says of a register.
private struct Fields {
  private static let known = ["name", "access", "offset", "width", "reset"]

  private let expressions: ExpressionStore
  private let position: Int
  private let values: [(name: String, value: ExprID)]

  init(_ expressions: ExpressionStore, _ names: NameTable, _ record: ExprID, _ position: Int) {
    self.expressions = expressions
    self.position = position
    values = (expressions.fields(of: record) ?? []).map { (names[$0.name], $0.value) }
  }

  func register(dataWidth: Int, addressWidth: Int, next: Integer) throws(Failure) -> BankRegister {
    if let unknown = values.first(where: { !Fields.known.contains($0.name) }) {
      throw failure(
        "has a field \(Identifier.quoted(unknown.name))", "the fields are \(Fields.known.joined(separator: ", "))")
    }
    guard let name = try text("name") else { throw failure("has no name", "give it one: name: \"control\"") }
    guard let access = BankRegister.Access(rawValue: try text("access") ?? "rw") else {
      let all = BankRegister.Access.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw failure("has the access \"\(try text("access")!)\"", "access is one of \(all)")
    }
    let width = try number("width") ?? Integer(dataWidth)
    guard let width = width.small, (1...dataWidth).contains(width) else {
      throw failure("is \(width) bits wide, on a bus of \(dataWidth) bits", "use 1 to \(dataWidth) bits")
    }
    let bytes = Integer(dataWidth / 8)
    let offset = try number("offset") ?? next * bytes
    guard offset >= 0, offset.dividedFloor(by: bytes).remainder.isZero else {
      throw failure("is at offset \(offset)", "an offset is a multiple of \(bytes), the bytes of a word")
    }
    guard offset < Integer(1) << addressWidth else {
      throw failure("is at offset \(offset), beyond addresses of \(addressWidth) bits", "raise address_width")
    }
    let reset = try number("reset")
    if reset != nil, access == .ro {
      throw failure("is read only and has a reset value", "its value is the input's; leave reset out")
    }
    guard (reset ?? 0) >= 0, (reset ?? 0) < Integer(1) << width else {
      throw failure("is \(width) bits wide and is reset to \(reset ?? 0)", "use a value of 0 to 2^\(width) - 1")
    }
    return BankRegister(
      name: name, access: access, width: width, index: offset.dividedFloor(by: bytes).quotient, reset: reset ?? 0)
  }

  private func value(_ name: String) -> ExprID? { values.first { $0.name == name }?.value }

  private func text(_ name: String) throws(Failure) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = expressions.stringValue(of: value) else { throw kind(name, value, "a string") }
    return text
  }

  private func number(_ name: String) throws(Failure) -> Integer? {
    guard let value = value(name) else { return nil }
    guard let number = expressions.integerValue(of: value) else { throw kind(name, value, "an integer") }
    return number
  }

  private func kind(_ name: String, _ value: ExprID, _ wanted: String) -> Failure {
    failure("has the \(name) \(expressions.text(value))", "\(name) is \(wanted)")
  }

  private func failure(_ what: String, _ fix: String) -> Failure {
    let name = value("name").flatMap { expressions.stringValue(of: $0) }
    let subject = name.map { "register \(Identifier.quoted($0))" } ?? "register number \(position)"
    return Failure(.badRegister, "\(subject) \(what)", fix: fix)
  }
}
