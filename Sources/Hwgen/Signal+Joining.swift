import HwgenNetlist
import HwgenSupport

// Operations on several signals, as functions.

/// `whenTrue` where the selector, a Bit, is 1, else `whenFalse`; one of them may be an integer.
public func mux(
  _ selector: Signal, _ whenTrue: some SignalValue, _ whenFalse: some SignalValue, file: StaticString = #fileID,
  line: UInt = #line
) -> Signal {
  let (whenTrue, whenFalse) = (whenTrue.signal, whenFalse.signal)
  guard let body = selector.body ?? whenTrue.body ?? whenFalse.body else { return Signal(nil, Signal.untyped) }
  body.locate(file, line)
  return body.operation { (builder) throws(Failure) in
    let condition = try body.net(selector)
    let known = try body.net(whenTrue.body == nil ? whenFalse : whenTrue)
    let type = builder.type(of: known)
    let first = try body.net(whenTrue, as: type, builder)
    return try builder.mux(condition, first, try body.net(whenFalse, as: type, builder))
  }
}

/// All bits as one Bits value; the first part is the most significant.
public func cat(_ parts: Signal..., file: StaticString = #fileID, line: UInt = #line) -> Signal {
  cat(parts, file: file, line: line)
}

/// The same for an array; of none nothing can be made (HW2024).
public func cat(_ parts: [Signal], file: StaticString = #fileID, line: UInt = #line) -> Signal {
  guard let body = parts.lazy.compactMap(\.body).first else { return Signal(nil, Signal.untyped) }
  body.locate(file, line)
  return body.operation { (builder) throws(Failure) in
    var nets: [NetID] = []
    nets.reserveCapacity(parts.count)
    for part in parts { nets.append(try body.net(part)) }
    return try builder.concat(nets)
  }
}
