import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Values of unions, made of a variant, and matched; and of records.
extension IO {
  /// A variant of a union with its payload. HW1034 if there is no such variant.
  public func variant(
    _ name: String, _ payload: (any SignalValue)? = nil, of type: HardwareType, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let type = try type.id(in: body.types)
      guard let payload else { return try builder.variant(name, nil, of: type) }
      let index = try body.types.variant(name, of: type, at: builder.place)
      let expected = body.types.union(of: type)!.variants[index].payload
      guard let expected else { return try builder.variant(name, try body.net(payload.signal), of: type) }
      return try builder.variant(name, try body.net(payload.signal, as: expected, builder), of: type)
    }
  }

  /// A record of its fields, in any order: HW1036 if one is missing.
  public func record(
    _ type: HardwareType, _ fields: KeyValuePairs<String, any SignalValue>, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let type = try type.id(in: body.types)
      var values: [(name: String, value: NetID)] = []
      for (name, value) in fields {
        let field = builder.netlist.names.find(name).flatMap { body.types.field($0, of: type) }
        guard let field else {
          values.append((name, try body.net(value.signal)))
          continue
        }
        values.append((name, try body.net(value.signal, as: field.type, builder)))
      }
      return try builder.record(values, of: type)
    }
  }

  /// Drives by the variant of a union: cases, and nothing else, stand in the closure. Complete if each variant has one.
  ///
  ///     io.match(io.packet) {
  ///       $0.case("data") { data in io.o <== data }
  ///       $0.case("ack idle") { io.o <== 0 }
  ///     }
  public func match(
    _ value: Signal, file: StaticString = #fileID, line: UInt = #line, _ cases: (Match) throws -> Void
  ) rethrows {
    let body = body
    try body.scope(
      file, line, { (builder) throws(Failure) in try builder.beginMatch(try body.net(value)) },
      { try cases(Match(body: body)) })
  }
}

/// The cases of a match. Made by `IO.match`.
public struct Match {
  let body: Body

  /// Drives where the union is of some variants, whose names stand between spaces, those with spaces in backquotes.
  public func `case`(
    _ names: String, file: StaticString = #fileID, line: UInt = #line, then: () throws -> Void
  ) rethrows {
    try body.scope(file, line, { (builder) throws(Failure) in _ = try builder.beginVariant(names) }, then)
  }

  /// Drives where the union is of a variant, with its payload. HW2024 for a variant without one.
  public func `case`(
    _ name: String, file: StaticString = #fileID, line: UInt = #line, then: (Signal) throws -> Void
  ) rethrows {
    var payload = body.poison
    try body.scope(
      file, line,
      { (builder) throws(Failure) in
        guard let net = try builder.beginVariant(name) else {
          try builder.end()
          throw Failure(
            .badOperand, "there is no payload in the case of \(Identifier.quoted(name))", at: builder.place,
            fix: "write a closure without an argument")
        }
        payload = Signal(body, net: net)
      }, { try then(payload) })
  }

  /// Drives where no case is taken.
  public func `default`(
    file: StaticString = #fileID, line: UInt = #line, _ then: () throws -> Void
  ) rethrows {
    try body.scope(file, line, { (builder) throws(Failure) in try builder.beginDefault() }, then)
  }
}
