import HwgenBits
import HwgenSupport
import HwgenTypes

/// Values of unions: made of a variant, asked for their variant, and matched.
extension ModuleBuilder {
  /// A variant with its payload, which a variant without one must not be given. Throws `unknownEnumerationMember`,
  /// `typeMismatch`, `badOperand`.
  public func variant(_ name: String, _ payload: NetID?, of type: TypeID) throws(Failure) -> NetID {
    let index = try types.variant(name, of: type, at: place)
    let union = types.union(of: type)!
    let expected = union.variants[index].payload
    guard (payload == nil) == (expected == nil) else {
      throw Failure(
        .badOperand,
        "variant \(Identifier.quoted(name)) of \(types.briefText(type)) has \(expected.map { "a payload of \(types.briefText($0))" } ?? "no payload") and is given \(payload == nil ? "none" : "one")",
        at: place)
    }
    if let payload, let expected {
      try check(payload)
      return try relaxing("variant \(Identifier.quoted(name))", payload, to: expected) { (payload) throws(Failure) in
        try variant(index, payload, of: type)
      }
    }
    return try variant(index, nil, of: type)
  }

  private func variant(_ index: Int, _ payload: NetID?, of type: TypeID) throws(Failure) -> NetID {
    let union = types.union(of: type)!
    let expected = union.variants[index].payload
    var parts: [NetID] = []
    if let payload, let expected {
      guard self.type(of: payload) == expected else {
        throw Failure(
          .typeMismatch,
          "variant \(Identifier.quoted(netlist.names[union.variants[index].name])) has a payload of \(types.briefText(expected)) and is given \(described(payload))",
          at: place, notes: madeNotes(payload))
      }
      parts = [payload]
    }
    return try whole { () throws(Failure) in
      let below = types.width(of: type) - types.width(of: union.tag) - (expected.map { types.width(of: $0) } ?? 0)
      var all = [try member(index, of: union.tag)]
      if below > 0 { all.append(try literal(0, type: try vector(.bits, width: below))) }
      return try concat(all + parts, as: type)
    }
  }

  /// The tag of a union: a value of the enumeration of its variants.
  public func tag(of value: NetID) throws(Failure) -> NetID {
    try check(value)
    guard let union = types.union(of: type(of: value)) else {
      throw Failure(
        .typeMismatch, "\(described(value)) is no union", at: place, notes: madeNotes(value))
    }
    return try extract(value, low: width(of: value) - types.width(of: union.tag), type: union.tag)
  }

  /// Whether a union is of a variant, a Bit.
  public func isVariant(_ name: String, _ value: NetID) throws(Failure) -> NetID {
    try check(value)
    let index = try types.variant(name, of: type(of: value), at: place)
    return try whole { () throws(Failure) in
      let tag = try tag(of: value)
      return try binary(.equal, tag, try member(index, of: type(of: tag)))
    }
  }

  /// Begins a `switch` over the variants of a union, which `end` ends; it is complete as one over an enumeration is.
  public func beginMatch(_ value: NetID) throws(Failure) {
    if scaffold.scopes.last?.isFailed == true { return beginFailed() }
    try beginSwitch(try tag(of: value))
    scaffold.scopes[scaffold.scopes.count - 1].union = value
  }

  /// Begins the case of a variant that has this name, else of some variants, whose names stand between spaces, those with
  /// spaces in backquotes. The payload of a variant that stands alone and has one, else nil.
  public func beginVariant(_ names: String) throws(Failure) -> NetID? {
    if scaffold.scopes.last?.isFailed == true {
      beginFailed()
      return nil
    }
    guard let scope = scaffold.scopes.last, let value = scope.union, scope.branch == Branch.none else {
      throw Failure(
        .scopeOrder, "a variant that stands in no match", at: place, fix: "begin a match of a union first")
    }
    let type = type(of: value)
    let union = types.union(of: type)!
    var keys: [NetID] = []
    var found: [Int] = []
    for name in variantNames(names, of: union) { found.append(try types.variant(name, of: type, at: place)) }
    for index in found { keys.append(try member(index, of: union.tag)) }
    var payload: NetID?
    if found.count == 1, let only = union.variants[found[0]].payload {
      payload = try extract(value, low: 0, type: only)
    }
    try beginCase(keys)
    return payload
  }

  /// The names of which a case speaks.
  private func variantNames(_ text: String, of union: TaggedUnion) -> [String] {
    if union.variants.contains(where: { netlist.names[$0.name] == text }) { return [text] }
    var names: [String] = []
    var name: [UInt8] = []
    var (isQuoted, isEscaped) = (false, false)
    for byte in text.utf8 {
      switch byte {
      case _ where isEscaped: (isEscaped, name) = (false, name + [byte])
      case UInt8(ascii: "\\") where isQuoted: isEscaped = true
      case UInt8(ascii: "`"): isQuoted.toggle()
      case UInt8(ascii: " ") where !isQuoted:
        if !name.isEmpty { names.append(String(decoding: name, as: UTF8.self)) }
        name.removeAll()
      default: name.append(byte)
      }
    }
    return name.isEmpty ? names : names + [String(decoding: name, as: UTF8.self)]
  }
}
