import HwgenBits
import HwgenSupport

/// The members of an enumeration type and their codes. Made by `TypeStore.enumeration`, interned there: two enumerations
/// of one name, one width and equal members are one type.
///
/// A value of the type may have a pattern that is no member's: through a cast, from an array out of range, at power-up.
public final class Enumeration: Equatable {
  /// The user's name for the type; none for one that has no name.
  public let name: NameID
  /// In the order in which they are declared; at least one, all different.
  public let members: [NameID]
  /// One for each member, all of the type's width and all different.
  public let codes: [BitVector]
  public let width: Int
  private let byName: [NameID: Int]
  private let byCode: [BitVector: Int]

  fileprivate init(name: NameID, members: [NameID], codes: [BitVector], byName: [NameID: Int], byCode: [BitVector: Int])
  {
    self.name = name
    self.members = members
    self.codes = codes
    self.byName = byName
    self.byCode = byCode
    width = codes[0].width
  }

  /// The place of a member among the members.
  public func index(of member: NameID) -> Int? { byName[member] }
  /// The place of the member that has a code.
  public func index(ofCode code: BitVector) -> Int? { byCode[code] }
  /// Whether each pattern is a member's.
  public var isFull: Bool { width < 32 && members.count == 1 << width }

  public static func == (a: Enumeration, b: Enumeration) -> Bool {
    a === b || a.name == b.name && a.width == b.width && a.members == b.members && a.codes == b.codes
  }
}

/// How the members of an enumeration are encoded.
public enum EnumerationEncoding: Equatable, Sendable {
  /// 0, 1, 2, …; a code that is given is that of its member, and one that is not is the one before it plus 1.
  case binary
  /// 1, 2, 4, …: a bit for each member.
  case oneHot
  /// 0, 1, 3, 2, …: codes of neighbours differ in one bit.
  case gray
}

extension TypeStore {
  /// The most bits that all codes of one enumeration may have together.
  public static let maximumCodeBits = 1 << 24

  /// An enumeration type. `name` may be none. A member without a code has the one that the encoding gives it; codes may
  /// only be given in `binary`. `width` is the width of all codes, or nil for the least one.
  ///
  /// Throws `emptyEnumeration`, `duplicateMember`, `duplicateCode`, `codeRange`, `badName`, and `badWidth` for more than
  /// `maximumCodeBits`. Linear in the bits of the codes.
  public func enumeration(
    name: NameID, _ members: [(name: NameID, code: Integer?)], encoding: EnumerationEncoding = .binary,
    width: Int? = nil
  ) throws(Failure) -> TypeID {
    let title = name.isNone ? "the enumeration" : "enumeration \(Identifier.quoted(names[name]))"
    guard !members.isEmpty else {
      throw Failure(.emptyEnumeration, "\(title) has no members")
    }
    if !name.isNone { try checkPart(name, "an enumeration") }
    var byName: [NameID: Int] = [:]
    for (index, member) in members.enumerated() {
      try checkPart(member.name, "a member of \(title)")
      if byName.updateValue(index, forKey: member.name) != nil {
        throw Failure(
          .duplicateMember, "\(title) has two members \(Identifier.quoted(names[member.name]))",
          fix: "rename one of them")
      }
    }
    if encoding == .oneHot { try checkSize(members.count, members.count, title) }
    let values = try codes(of: members, encoding, title)
    var least = encoding == .oneHot ? members.count : 1
    var widest = 0
    for (index, value) in values.enumerated() where value.bitWidth > least {
      least = value.bitWidth
      widest = index
    }
    let actual = width ?? least
    guard actual >= least else {
      throw Failure(
        .codeRange,
        "code \(values[widest]) of \(Identifier.quoted(names[members[widest].name])) needs \(least) bits, and \(title) has \(actual)",
        fix: "make it wider, or give a smaller code")
    }
    try checkSize(members.count, actual, title)
    var codes: [BitVector] = []
    var byCode: [BitVector: Int] = [:]
    for (index, value) in values.enumerated() {
      let code = BitVector(width: actual, unsigned: value)
      if let other = byCode.updateValue(index, forKey: code) {
        let (first, second) = (names[members[other].name], names[members[index].name])
        throw Failure(
          .duplicateCode,
          "members \(Identifier.quoted(first)) and \(Identifier.quoted(second)) of \(title) have one code, \(value)",
          fix: "give each member a code of its own")
      }
      codes.append(code)
    }
    return intern(
      Enumeration(name: name, members: members.map(\.name), codes: codes, byName: byName, byCode: byCode))
  }

  private func checkSize(_ count: Int, _ width: Int, _ title: String) throws(Failure) {
    let (bits, overflow) = width.multipliedReportingOverflow(by: count)
    guard width <= TypeStore.maximumWidth, !overflow, bits <= TypeStore.maximumCodeBits else {
      throw Failure(
        .badWidth, "\(title) has \(count) codes of \(width) bits, more than \(TypeStore.maximumCodeBits) bits together")
    }
  }

  /// A name that becomes part of a name in the output.
  private func checkPart(_ name: NameID, _ what: String) throws(Failure) {
    if names.isIdentifier(name) { return }
    let text = names[name]
    if text.isEmpty || text.utf8.count > Identifier.maximumLength || Identifier.controlCharacter(in: text) != nil {
      let reason = Identifier.controlCharacter(in: text) ?? Identifier.objection(to: text) ?? ""
      throw Failure(.badName, "\(what) \(Identifier.quoted(text)) \(reason)")
    }
  }

  private func codes(
    of members: [(name: NameID, code: Integer?)], _ encoding: EnumerationEncoding, _ title: String
  ) throws(Failure) -> [Integer] {
    var codes: [Integer] = []
    for (index, member) in members.enumerated() {
      if let code = member.code {
        let shown = Identifier.quoted(names[member.name])
        guard encoding == .binary else {
          throw Failure(
            .codeRange, "code \(code) of \(shown) is given, and \(title) is encoded by the library",
            fix: "leave the codes out, or the encoding")
        }
        guard !code.isNegative else {
          throw Failure(.codeRange, "code \(code) of \(shown) of \(title) is negative")
        }
        codes.append(code)
        continue
      }
      switch encoding {
      case .binary: codes.append(index == 0 ? 0 : codes[index - 1] + 1)
      case .gray: codes.append(Integer(index ^ index >> 1))
      case .oneHot: codes.append(Integer(1) << index)
      }
    }
    return codes
  }

  /// The member of an enumeration that a text names. Throws `unknownEnumerationMember`, and `typeMismatch` for another
  /// type.
  public func member(_ text: String, of type: TypeID, at location: SourceLocation? = nil) throws(Failure) -> Int {
    guard let enumeration = enumeration(of: type) else {
      throw Failure(
        .typeMismatch, "\(briefText(type)) is no enumeration, and has no member \(Identifier.quoted(text))",
        at: location)
    }
    if let name = names.find(text), let index = enumeration.index(of: name) { return index }
    let known = enumeration.members.prefix(20).map { names[$0] }.joined(separator: ", ")
    throw Failure(
      .unknownEnumerationMember,
      "\(briefText(type)) has no member \(Identifier.quoted(text)); it has \(known)\(enumeration.members.count > 20 ? ", …" : "")",
      at: location)
  }
}

extension ExpressionStore {
  /// The name of the enumeration that a value is, if it has one.
  public func enumerationName(of e: ExprID) -> NameID? {
    guard let type = typeValue(of: e), let name = types.enumeration(of: type)?.name, !name.isNone else { return nil }
    return name
  }
}
