import HwgenNetlist
import HwgenSupport

/// The value whose key the selector is, else the default: `select(state, [0: a, 1: b], default: c)`. Printed as a `case`
/// statement.
///
/// The keys are integers of the selector's type, all different. Without a default they are all that the selector can be.
/// Some of the values may be integers. HW2030 for a key that occurs twice, HW2031 for one that is missing.
public func select(
  _ selector: Signal, _ cases: KeyValuePairs<Int, any SignalValue>, default otherwise: (any SignalValue)? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> Signal {
  select(selector, cases.map { (key: $0.key, value: $0.value) }, default: otherwise, file: file, line: line)
}

/// The same for cases in an array.
public func select(
  _ selector: Signal, _ cases: [(key: Int, value: any SignalValue)], default otherwise: (any SignalValue)? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> Signal {
  choose(selector, cases.map { (key: $0.key, value: $0.value) }, otherwise, file, line)
}

/// The same over an enumeration: `select(fsm.code, [State.idle: a, State.run: b])`. All its members need no default.
public func select(
  _ selector: Signal, _ cases: KeyValuePairs<EnumerationMember, any SignalValue>,
  default otherwise: (any SignalValue)? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Signal {
  choose(selector, cases.map { (key: $0.key, value: $0.value) }, otherwise, file, line)
}

private func choose(
  _ selector: Signal, _ cases: [(key: any SignalValue, value: any SignalValue)], _ otherwise: (any SignalValue)?,
  _ file: StaticString, _ line: UInt
) -> Signal {
  let values = cases.map { (key: $0.key.signal, value: $0.value.signal) }
  let otherwise = otherwise?.signal
  guard let body = selector.body else { return Signal(nil, Signal.untyped) }
  body.locate(file, line)
  return body.operation { (builder) throws(Failure) in
    let condition = try body.net(selector)
    guard
      let known = values.first(where: { $0.value.body != nil || $0.value.constant?.type != nil })?.value ?? otherwise
    else {
      throw Failure(
        .badOperand, "no value of this choice tells its type", at: builder.place, fix: "write io.literal(value, type)")
    }
    let type = builder.type(of: try body.net(known))
    var nets: [(key: NetID, value: NetID)] = []
    for (key, value) in values {
      let key = try body.net(key, as: builder.type(of: condition), builder)
      nets.append((key, try body.net(value, as: type, builder)))
    }
    var last: NetID?
    if let otherwise { last = try body.net(otherwise, as: type, builder) }
    return try builder.choose(condition, nets, default: last)
  }
}
