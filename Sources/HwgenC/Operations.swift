public import CHwgen
import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

// The operations of a module, one function each.

@c @implementation
public func hwgen_literal(_ module: OpaquePointer?, _ type: hwgen_type, _ value: UnsafePointer<CChar>?) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    return try box.literal(value, try box.type(type), builder)
  }
}

@c @implementation
public func hwgen_literal_int(_ module: OpaquePointer?, _ type: hwgen_type, _ value: Int64) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.literal(Integer(Int(value)), type: try box.type(type))
  }
}

// MARK: Types

private func vector(_ module: OpaquePointer?, _ kind: TypeKind, _ width: Int32) -> hwgen_type {
  var result = hwgen_type(bits: 0)
  effect(module) { (box, builder) throws(Failure) in
    result = box.poisonedType
    do throws(Failure) {
      let type = try box.context.types.vector(kind, width: Int(width))
      result = hwgen_type(bits: box.handles.handle(type.raw))
    } catch {
      throw error.at(builder.place)
    }
  }
  return result
}

@c @implementation
public func hwgen_uint(_ module: OpaquePointer?, _ width: Int32) -> hwgen_type { vector(module, .uint, width) }

@c @implementation
public func hwgen_sint(_ module: OpaquePointer?, _ width: Int32) -> hwgen_type { vector(module, .sint, width) }

@c @implementation
public func hwgen_bits(_ module: OpaquePointer?, _ width: Int32) -> hwgen_type { vector(module, .bits, width) }

// MARK: Two operands

private func binary(_ module: OpaquePointer?, _ kind: Operation, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let a = try box.net(a, builder)
    return try builder.binary(kind, a, try box.net(b, builder))
  }
}

@c @implementation
public func hwgen_and(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .and, a, b)
}

@c @implementation
public func hwgen_or(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .or, a, b)
}

@c @implementation
public func hwgen_xor(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .xor, a, b)
}

@c @implementation
public func hwgen_add(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .add, a, b)
}

@c @implementation
public func hwgen_sub(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .subtract, a, b)
}

@c @implementation
public func hwgen_mul(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .multiply, a, b)
}

@c @implementation
public func hwgen_eq(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .equal, a, b)
}

@c @implementation
public func hwgen_ne(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .notEqual, a, b)
}

@c @implementation
public func hwgen_lt(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .less, a, b)
}

@c @implementation
public func hwgen_le(_ module: OpaquePointer?, _ a: hwgen_net, _ b: hwgen_net) -> hwgen_net {
  binary(module, .lessEqual, a, b)
}

@c @implementation
public func hwgen_shl(_ module: OpaquePointer?, _ a: hwgen_net, _ amount: hwgen_net) -> hwgen_net {
  binary(module, .shiftLeft, a, amount)
}

@c @implementation
public func hwgen_shr(_ module: OpaquePointer?, _ a: hwgen_net, _ amount: hwgen_net) -> hwgen_net {
  binary(module, .shiftRight, a, amount)
}

// MARK: One operand

private func unary(_ module: OpaquePointer?, _ kind: Operation, _ a: hwgen_net) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in try builder.unary(kind, try box.net(a, builder)) }
}

@c @implementation
public func hwgen_not(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { unary(module, .not, a) }

@c @implementation
public func hwgen_neg(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { unary(module, .negate, a) }

@c @implementation
public func hwgen_reduce_and(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { unary(module, .reduceAnd, a) }

@c @implementation
public func hwgen_reduce_or(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { unary(module, .reduceOr, a) }

@c @implementation
public func hwgen_reduce_xor(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net { unary(module, .reduceXor, a) }

// MARK: Parts and other shapes

@c @implementation
public func hwgen_mux(
  _ module: OpaquePointer?, _ selector: hwgen_net, _ when_1: hwgen_net, _ when_0: hwgen_net
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let selector = try box.net(selector, builder)
    let when1 = try box.net(when_1, builder)
    return try builder.mux(selector, when1, try box.net(when_0, builder))
  }
}

@c @implementation
public func hwgen_slice(_ module: OpaquePointer?, _ a: hwgen_net, _ low: Int32, _ width: Int32) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.nameable(try builder.slice(try box.net(a, builder), low: Int(low), width: Int(width)))
  }
}

@c @implementation
public func hwgen_element(_ module: OpaquePointer?, _ a: hwgen_net, _ index: Int32) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.nameable(try builder.element(try box.net(a, builder), Int(index)))
  }
}

@c @implementation
public func hwgen_field(_ module: OpaquePointer?, _ a: hwgen_net, _ name: UnsafePointer<CChar>?) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.nameable(
      try builder.field(try box.net(a, builder), try box.owner.string(required: name, "the name of a field")))
  }
}

@c @implementation
public func hwgen_concat(_ module: OpaquePointer?, _ parts: UnsafePointer<hwgen_net>?, _ count: Int) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    var nets: [NetID] = []
    for part in try items(parts, count, "the parts of a concatenation") { nets.append(try box.net(part, builder)) }
    return try builder.concat(nets)
  }
}

@c @implementation
public func hwgen_zext(_ module: OpaquePointer?, _ a: hwgen_net, _ width: Int32) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.nameable(try builder.extend(.zeroExtend, try box.net(a, builder), width: Int(width)))
  }
}

@c @implementation
public func hwgen_sext(_ module: OpaquePointer?, _ a: hwgen_net, _ width: Int32) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.nameable(try builder.extend(.signExtend, try box.net(a, builder), width: Int(width)))
  }
}

@c @implementation
public func hwgen_trunc(_ module: OpaquePointer?, _ a: hwgen_net, _ width: Int32) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.nameable(try builder.truncate(try box.net(a, builder), width: Int(width)))
  }
}

@c @implementation
public func hwgen_cast(_ module: OpaquePointer?, _ a: hwgen_net, _ type: hwgen_type) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let a = try box.net(a, builder)
    return try builder.nameable(try builder.cast(a, to: try box.type(type)))
  }
}
