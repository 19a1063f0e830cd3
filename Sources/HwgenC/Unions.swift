public import CHwgen
import HwgenNetlist
import HwgenSupport

// Unions and records, and conversions of numbers.

@c @implementation
public func hwgen_variant(
  _ module: OpaquePointer?, _ type: hwgen_type, _ name: UnsafePointer<CChar>?, _ payload: hwgen_net
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let type = try box.type(type)
    let name = try box.owner.string(required: name, "the name of a variant")
    return try builder.variant(name, payload.bits == 0 ? nil : try box.net(payload, builder), of: type)
  }
}

@c @implementation
public func hwgen_is_variant(
  _ module: OpaquePointer?, _ value: hwgen_net, _ name: UnsafePointer<CChar>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let value = try box.net(value, builder)
    return try builder.isVariant(try box.owner.string(required: name, "the name of a variant"), value)
  }
}

@c @implementation
public func hwgen_match(_ module: OpaquePointer?, _ value: hwgen_net) {
  scope(module) { (box, builder) throws(Failure) in try builder.beginMatch(try box.net(value, builder)) }
}

@c @implementation
public func hwgen_match_case(_ module: OpaquePointer?, _ names: UnsafePointer<CChar>?) -> hwgen_net {
  var result = hwgen_net(bits: 0)
  scope(module) { (box, builder) throws(Failure) in
    // What is made of the payload of a case that fails is silent.
    result = box.poisoned
    let payload = try builder.beginVariant(try box.owner.string(required: names, "the variants of a case"))
    result = payload.map(box.handle) ?? hwgen_net(bits: 0)
  }
  return result
}

@c @implementation
public func hwgen_record(
  _ module: OpaquePointer?, _ type: hwgen_type, _ names: UnsafePointer<UnsafePointer<CChar>?>?,
  _ values: UnsafePointer<hwgen_net>?, _ count: Int
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let type = try box.type(type)
    let names = try items(names, count, "the names of the fields")
    let values = try items(values, count, "the values of the fields")
    var fields: [(name: String, value: NetID)] = []
    // One too many is refused; what follows it may be no array.
    let types = box.owner.context.types
    let most = types.kind(of: type) == .record ? types.fields(of: type).count + 1 : 0
    for (name, value) in zip(names, values).prefix(most) {
      fields.append((try box.owner.string(required: name, "the name of a field"), try box.net(value, builder)))
    }
    return try builder.record(fields, of: type)
  }
}

extension Rounding {
  static func of(_ code: Int32) throws(Failure) -> Rounding {
    guard let rounding = Rounding(rawValue: UInt32(bitPattern: code)) else {
      throw Failure(.badEnumeration, "\(code) is no rounding")
    }
    return rounding
  }
}

extension Overflow {
  static func of(_ code: Int32) throws(Failure) -> Overflow {
    guard let overflow = Overflow(rawValue: UInt32(bitPattern: code)) else {
      throw Failure(.badEnumeration, "\(code) is no overflow")
    }
    return overflow
  }
}

@c @implementation
public func hwgen_convert(
  _ module: OpaquePointer?, _ a: hwgen_net, _ type: hwgen_type, _ rounding: Int32, _ overflow: Int32
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let a = try box.net(a, builder)
    let type = try box.type(type)
    let rounding = try Rounding.of(rounding)
    return try builder.nameable(
      try builder.convert(a, to: type, rounding: rounding, overflow: try Overflow.of(overflow)))
  }
}
