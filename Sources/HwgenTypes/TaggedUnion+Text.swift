import HwgenSupport

/// Unions as text: `Union(Packet: data(UInt(8)), ack(Bit), idle)`, or without a name `Union(data(UInt(8)), idle)`. A payload
/// is any expression of kind type.
extension ExpressionParser {
  /// Reads what follows the word up to the first payload or the end. The first of the bracket's names is the union's; a
  /// variant is flipped if it has a payload.
  mutating func unionHeader(_ scanner: inout TextScanner, _ position: Int) throws(Failure) -> OperandState {
    try scanner.expect("(")
    push(.unionType, position)
    let start = scanner.position
    if let name = try scanner.identifier(), scanner.take(":") {
      fields.append((store.names.intern(name), false))
    } else {
      scanner.position = start
      fields.append((.none, false))
    }
    return try variants(&scanner)
  }

  /// Reads variants up to the next payload, which is then open, or to the end of the union.
  mutating func variants(_ scanner: inout TextScanner) throws(Failure) -> OperandState {
    if fields.count == open[open.count - 1].fieldBase + 1, scanner.take(")") {
      try close(&scanner)
      return .complete
    }
    repeat {
      let name = store.names.intern(try scanner.expectIdentifier("the name of a variant"))
      let hasPayload = scanner.take("(")
      fields.append((name, hasPayload))
      if hasPayload { return .open }
    } while scanner.take(",")
    try scanner.expect(")")
    try close(&scanner)
    return .complete
  }

  func union(_ payloads: [ExprID], _ names: [(name: NameID, isFlipped: Bool)]) throws(Failure) -> ExprID {
    var variants: [TaggedUnion.Variant] = []
    var next = 0
    for (name, hasPayload) in names.dropFirst() {
      var payload: TypeID?
      if hasPayload {
        payload = try store.types.type(of: payloads[next])
        next += 1
      }
      variants.append(TaggedUnion.Variant(name: name, payload: payload))
    }
    return store.typeExpression(try store.types.union(name: names[0].name, variants))
  }
}
