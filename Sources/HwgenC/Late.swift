public import CHwgen
import HwgenNetlist
import HwgenSupport
import HwgenTypes

// Late parameters: types over them, changes of width, and what instances give.

@c @implementation
public func hwgen_module_type(_ module: OpaquePointer?, _ text: UnsafePointer<CChar>?) -> hwgen_type {
  var result = ModuleBox.of(module)?.poisonedType ?? hwgen_type(bits: 0)
  effect(module) { (box, builder) throws(Failure) in
    let text = try box.owner.string(required: text, "the text of a type")
    result = hwgen_type(bits: box.handles.handle(try builder.type(text: text).raw))
  }
  return result
}

private func resize(
  _ module: OpaquePointer?, _ operation: Operation, _ a: hwgen_net, _ type: hwgen_type
) -> hwgen_net {
  HwgenC.operation(module) { (box, builder) throws(Failure) in
    let a = try box.net(a, builder)
    return try builder.nameable(try builder.resize(operation, a, to: try box.type(type)))
  }
}

@c @implementation
public func hwgen_zext_to(_ module: OpaquePointer?, _ a: hwgen_net, _ type: hwgen_type) -> hwgen_net {
  resize(module, .zeroExtend, a, type)
}

@c @implementation
public func hwgen_sext_to(_ module: OpaquePointer?, _ a: hwgen_net, _ type: hwgen_type) -> hwgen_net {
  resize(module, .signExtend, a, type)
}

@c @implementation
public func hwgen_trunc_to(_ module: OpaquePointer?, _ a: hwgen_net, _ type: hwgen_type) -> hwgen_net {
  resize(module, .extract, a, type)
}

@c @implementation
public func hwgen_top_bit(_ module: OpaquePointer?, _ a: hwgen_net) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.nameable(try builder.highestBit(try box.net(a, builder)))
  }
}

@c @implementation
public func hwgen_instance_late(
  _ module: OpaquePointer?, _ circuit: hwgen_circuit, _ name: UnsafePointer<CChar>?,
  _ arguments: UnsafePointer<CChar>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let chosen = try box.instanceName(name, builder)
    let arguments = try box.owner.string(required: arguments, "the arguments of an instance")
    return try builder.instance(
      of: try box.handles.circuit(circuit, in: box.context), name: chosen, arguments: arguments)
  }
}
