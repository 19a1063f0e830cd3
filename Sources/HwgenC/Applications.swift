public import CHwgen
import HwgenGenerator
import HwgenNetlist
import HwgenSupport

// Applications: a generator is given nets, and its parameters follow from their types.

@c @implementation
public func hwgen_apply(
  _ module: OpaquePointer?, _ generator: hwgen_generator, _ arguments: UnsafePointer<CChar>?,
  _ name: UnsafePointer<CChar>?, _ ports: UnsafePointer<UnsafePointer<CChar>?>?, _ values: UnsafePointer<hwgen_net>?,
  _ count: Int
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let context = box.context
    let id = try box.handles.generator(generator, in: context)
    let chosen = try box.instanceName(name, builder)
    let text = try box.owner.string(arguments) ?? ""
    let values = try items(values, count, "the values of an application")
    var inputs: [GivenInput] = []
    for index in 0..<values.count {
      let net = try box.net(values[index], builder)
      guard let port = ports?[index] else {
        inputs.append(GivenInput(net: net))
        continue
      }
      let name = context.names.intern(try hostBytes(port, "the name of a port"))
      if name == .none { throw Failure(.unknownPort, "a port has an empty name", at: builder.place) }
      inputs.append(GivenInput(port: name, net: net))
    }
    let given = try context.arguments(text, of: id, at: builder.place)
    return try context.apply(id, given, to: inputs, name: chosen, in: builder)
  }
}

@c @implementation
public func hwgen_instance_circuit(_ module: OpaquePointer?, _ instance: UInt32) -> hwgen_circuit {
  var found = hwgen_circuit(bits: 0)
  effect(module) { (box, builder) throws(Failure) in
    let circuit = try builder.definition(of: NetID(raw: instance))
    found = hwgen_circuit(bits: box.handles.handle(circuit.raw))
  }
  return found
}
