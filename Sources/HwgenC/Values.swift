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
  /// A constant of a type, from its text: a number, or a member of an enumeration.
  func literal(_ text: UnsafePointer<CChar>?, _ type: TypeID, _ builder: ModuleBuilder) throws(Failure) -> NetID {
    let bytes = try hostBytes(text, "the value of a literal")
    if owner.context.types.isWrittenAsText(type) {
      return try builder.literal(text: String(decoding: bytes, as: UTF8.self), type: type)
    }
    guard bytes.count <= TextScanner.maximumDigits || bytes.starts(with: "0x".utf8), let value = Integer(parsing: bytes)
    else {
      throw Failure(
        .literalRange, "\(Identifier.quoted(String(decoding: bytes, as: UTF8.self))) is no number", at: builder.place)
    }
    return try builder.literal(value, type: type)
  }
}

// MARK: Compositions

private func compose(
  _ module: OpaquePointer?, _ kind: Composition, _ handles: [hwgen_net], _ number: Int32 = 0
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    var nets: [NetID] = []
    for handle in handles { nets.append(try box.net(handle, builder)) }
    return try builder.nameable(try builder.compose(kind, nets, Int(number)))
  }
}

@c @implementation
public func hwgen_popcount(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { compose(module, .popcount, [a]) }

@c @implementation
public func hwgen_count_leading_zeros(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net {
  compose(module, .leadingZeros, [a])
}

@c @implementation
public func hwgen_count_trailing_zeros(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net {
  compose(module, .trailingZeros, [a])
}

@c @implementation
public func hwgen_abs(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { compose(module, .absolute, [a]) }

@c @implementation
public func hwgen_reverse(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { compose(module, .reversed, [a]) }

@c @implementation
public func hwgen_index(_ module: OpaquePointer?, _ a: hwgen_net, _ index: hwgen_net) -> hwgen_net {
  compose(module, .element, [a, index])
}

@c @implementation
public func hwgen_add_expanding(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  compose(module, .addExpanding, [a, b])
}

@c @implementation
public func hwgen_sub_expanding(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  compose(module, .subExpanding, [a, b])
}

@c @implementation
public func hwgen_min(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  compose(module, .minimum, [a, b])
}

@c @implementation
public func hwgen_max(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  compose(module, .maximum, [a, b])
}

@c @implementation
public func hwgen_rotate_left(_ module: OpaquePointer?, _ a: hwgen_net, _ amount: hwgen_net) -> hwgen_net {
  compose(module, .rotateLeft, [a, amount])
}

@c @implementation
public func hwgen_rotate_right(_ module: OpaquePointer?, _ a: hwgen_net, _ amount: hwgen_net) -> hwgen_net {
  compose(module, .rotateRight, [a, amount])
}

@c @implementation
public func hwgen_slice_at(
  _ module: OpaquePointer?, _ a: hwgen_net, _ low: hwgen_net, _ width: Int32
) -> hwgen_net {
  compose(module, .sliceAt, [a, low], width)
}

@c @implementation
public func hwgen_repeat(_ module: OpaquePointer?, _ a: hwgen_net, _ count: Int32) -> hwgen_net {
  compose(module, .repeated, [a], count)
}

@c @implementation
public func hwgen_replace(
  _ module: OpaquePointer?, _ a: hwgen_net, _ index: hwgen_net, _ value: hwgen_net
) -> hwgen_net {
  compose(module, .replace, [a, index, value])
}

@c @implementation
public func hwgen_select1hot(
  _ module: OpaquePointer?, _ selector: hwgen_net, _ values: UnsafePointer<hwgen_net>?, _ count: Int
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let selector = try box.net(selector, builder)
    var nets: [NetID] = []
    for value in try items(values, count, "the values of a choice") { nets.append(try box.net(value, builder)) }
    return try builder.selectOneHot(selector, nets)
  }
}

@c @implementation
public func hwgen_priority_encode(
  _ module: OpaquePointer?, _ a: hwgen_net, _ out_valid: UnsafeMutablePointer<hwgen_net>?
) -> hwgen_net {
  if let out_valid { out_valid.pointee = hwgen_reduce_or(module, a) }
  return compose(module, .priorityIndex, [a])
}

@c @implementation
public func hwgen_module_size(_ module: OpaquePointer?, _ out_type: UnsafeMutablePointer<hwgen_type>?) -> Int {
  var count = 0
  effect(module) { (box, builder) throws(Failure) in
    count = builder.cellCount
    if let last = builder.module.cells.last {
      out_type?.pointee = hwgen_type(bits: box.handles.handle(last.type.raw))
    }
  }
  return count
}
