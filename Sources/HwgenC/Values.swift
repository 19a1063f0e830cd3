public import CHwgen
import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

// Division, choice, and what is put together from other operations.

@c @implementation
public func hwgen_div(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  division(module, .divide, a, b)
}

@c @implementation
public func hwgen_mod(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  division(module, .modulo, a, b)
}

private func division(_ module: OpaquePointer?, _ kind: Operation, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let a = try box.net(a, builder)
    return try builder.division(kind, a, try box.net(b, builder))
  }
}

@c @implementation
public func hwgen_select(
  _ module: OpaquePointer?, _ selector: hwgen_net, _ keys: UnsafePointer<UnsafePointer<CChar>?>?,
  _ values: UnsafePointer<hwgen_net>?, _ count: Int, _ otherwise: hwgen_net
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let selector = try box.net(selector, builder)
    let type = builder.type(of: selector)
    let keys = try items(keys, count, "the keys of a choice")
    let values = try items(values, count, "the values of a choice")
    var cases: [(key: NetID, value: NetID)] = []
    for (key, value) in zip(keys, values) {
      let net = try box.net(value, builder)
      cases.append((try box.literal(key, type, builder), net))
    }
    return try builder.choose(selector, cases, default: otherwise.bits == 0 ? nil : try box.net(otherwise, builder))
  }
}

extension ModuleBox {
  /// A constant of a type, from its text.
  func literal(_ text: UnsafePointer<CChar>?, _ type: TypeID, _ builder: ModuleBuilder) throws(Failure) -> NetID {
    let bytes = try owner.bytes(text, "the value of a literal")
    guard bytes.count <= TextScanner.maximumDigits || bytes.starts(with: "0x".utf8), let value = Integer(parsing: bytes)
    else {
      throw Failure(
        .literalRange, "\(Identifier.quoted(String(decoding: bytes, as: UTF8.self))) is no number", at: builder.place)
    }
    return try builder.literal(value, type: type)
  }
}
