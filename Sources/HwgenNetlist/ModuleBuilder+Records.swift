import HwgenSupport
import HwgenTypes

/// Values of records, put together from their fields.
extension ModuleBuilder {
  /// A record of all of its fields, in any order. Throws `incompleteValue` for one that is missing, `badOperand` for one that
  /// there is not or that stands twice, `typeMismatch` and `widthMismatch`.
  public func record(_ values: [(name: String, value: NetID)], of type: TypeID) throws(Failure) -> NetID {
    try whole { () throws(Failure) in try made(record: values, type) }
  }

  private func made(record values: [(name: String, value: NetID)], _ type: TypeID) throws(Failure) -> NetID {
    guard types.kind(of: type) == .record, types.width(of: type) >= 1 else {
      throw Failure(.typeMismatch, "\(types.briefText(type)) is no record", at: place)
    }
    var given: [NameID: NetID] = [:]
    for (name, value) in values {
      try check(value)
      guard let id = netlist.names.find(name), let field = types.field(id, of: type) else {
        throw Failure(.badOperand, "\(types.briefText(type)) has no field \(Identifier.quoted(name))", at: place)
      }
      let value = try relaxing("field \(Identifier.quoted(name))", value, to: field.type) { $0 }
      guard field.type == self.type(of: value) else {
        throw Failure(
          types.width(of: field.type) == width(of: value) ? .typeMismatch : .widthMismatch,
          "field \(Identifier.quoted(name)) is \(types.briefText(field.type)) and is given \(described(value))",
          at: place, notes: madeNotes(value))
      }
      guard given.updateValue(value, forKey: id) == nil else {
        throw Failure(.badOperand, "field \(Identifier.quoted(name)) has two values", at: place)
      }
    }
    let missing = types.fields(of: type).filter { given[$0.name] == nil }
    guard missing.isEmpty else {
      let names = missing.prefix(8).map { Identifier.quoted(netlist.names[$0.name]) }.joined(separator: ", ")
      throw Failure(
        .incompleteValue,
        "field\(missing.count == 1 ? "" : "s") \(names)\(missing.count > 8 ? ", …" : "") of \(types.briefText(type)) without a value",
        at: place, fix: "give each field a value")
    }
    return try concat(types.fields(of: type).map { given[$0.name]! }, as: type)
  }
}
