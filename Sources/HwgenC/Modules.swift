public import CHwgen
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

// Modules: their beginning and end, places, ports, things that are driven, instances.

@c @implementation
public func hwgen_module_create(
  _ context: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ interface: UnsafePointer<CChar>?,
  _ file: UnsafePointer<CChar>?, _ line: Int32, _ out_module: UnsafeMutablePointer<OpaquePointer?>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(context, at: file, line, out_error) { (box, location) throws(Failure) in
    let out_module = try required(out_module, "out_module")
    let builder = try box.context.module(
      name: try box.string(required: name, "the name of a module"),
      interface: try box.string(required: interface, "the interface of a module"), at: location)
    out_module.pointee = box.add(builder, circuit: nil).pointer
  }
}

@c @implementation
public func hwgen_module_finish(
  _ module: OpaquePointer?, _ out_circuit: UnsafeMutablePointer<hwgen_circuit>?,
  _ out_error: UnsafeMutablePointer<OpaquePointer?>?
) -> hwgen_status {
  status(of: module, out_error) { (box) throws(Failure) in
    let out_circuit = try required(out_circuit, "out_circuit")
    guard box.circuit == nil else {
      throw Failure(.wrongState, "the module of a generator is finished by its body's return")
    }
    let builder = try box.close()
    try builder.finish(reportingTo: box.context.log)
    out_circuit.pointee = hwgen_circuit(bits: box.handles.handle(builder.id.raw))
  }
}

@c @implementation
public func hwgen_module_context(_ module: OpaquePointer?) -> OpaquePointer? {
  ModuleBox.of(module)?.owner.pointer
}

@c @implementation
public func hwgen_module_circuit(_ module: OpaquePointer?) -> hwgen_circuit {
  guard let box = ModuleBox.of(module), let circuit = box.circuit else { return hwgen_circuit(bits: 0) }
  return hwgen_circuit(bits: box.handles.handle(circuit.raw))
}

@c @implementation
public func hwgen_module_integer(_ module: OpaquePointer?, _ name: UnsafePointer<CChar>?) -> Int64 {
  var result: Int64 = 0
  effect(module) { (box, builder) throws(Failure) in
    result = try box.integer(name, of: builder.id)
  }
  return result
}

@c @implementation
public func hwgen_module_at(_ module: OpaquePointer?, _ file: UnsafePointer<CChar>?, _ line: Int32) {
  effect(module) { (box, builder) throws(Failure) in
    builder.location = try box.owner.location(required(file, "the file"), line)
  }
}

@c @implementation
public func hwgen_port_net(_ module: OpaquePointer?, _ name: UnsafePointer<CChar>?) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    builder.port(try box.portIndex(name, in: builder.id, builder))
  }
}

// MARK: Things that are driven

@c @implementation
public func hwgen_wire(_ module: OpaquePointer?, _ type: hwgen_type) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in try builder.wire(try box.type(type)) }
}

@c @implementation
public func hwgen_register(
  _ module: OpaquePointer?, _ type: hwgen_type, _ options: UnsafePointer<hwgen_register_options>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let type = try box.type(type)
    guard let options = options?.pointee else { return try builder.register(type) }
    try checkSize(options.size, of: hwgen_register_options.self)
    return try builder.register(
      type, clock: try box.optional(options.clock, builder), enable: try box.optional(options.enable, builder),
      reset: try box.optional(options.reset, builder), resetValue: try box.optional(options.reset_value, builder),
      initial: try box.optional(options.initial_value, builder))
  }
}

@c @implementation
public func hwgen_drive(_ module: OpaquePointer?, _ target: hwgen_net, _ value: hwgen_net) {
  effect(module) { (box, builder) throws(Failure) in
    let target = try box.net(target, builder)
    try builder.drive(target, with: try box.net(value, builder))
  }
}

@c @implementation
public func hwgen_net_name(_ module: OpaquePointer?, _ net: hwgen_net, _ name: UnsafePointer<CChar>?) {
  effect(module) { (box, builder) throws(Failure) in
    try builder.setName(
      box.context.names.intern(try hostBytes(name, "a name")), of: try box.net(net, builder))
  }
}

@c @implementation
public func hwgen_attribute(
  _ module: OpaquePointer?, _ target: hwgen_net, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) {
  effect(module) { (box, builder) throws(Failure) in
    let name = try box.owner.string(required: name, "the name of an attribute")
    try builder.setAttribute(name, text: try box.owner.string(value), of: try box.optional(target, builder))
  }
}

@c @implementation
public func hwgen_net_type(_ module: OpaquePointer?, _ net: hwgen_net) -> hwgen_type {
  var result = hwgen_type(bits: 0)
  effect(module) { (box, builder) throws(Failure) in
    result = hwgen_type(bits: box.handles.handle(builder.type(of: try box.net(net, builder)).raw))
  }
  return result
}

// MARK: Instances

@c @implementation
public func hwgen_instance(
  _ module: OpaquePointer?, _ circuit: hwgen_circuit, _ name: UnsafePointer<CChar>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let chosen = try box.instanceName(name, builder)
    return try builder.instance(of: try box.handles.circuit(circuit, in: box.context), name: chosen)
  }
}

@c @implementation
public func hwgen_instance_input(
  _ module: OpaquePointer?, _ instance: hwgen_net, _ port: UnsafePointer<CChar>?, _ value: hwgen_net
) {
  effect(module) { (box, builder) throws(Failure) in
    let instance = try box.net(instance, builder)
    let index = try box.portIndex(port, of: instance, builder)
    try builder.connect(instance, port: index, to: try box.net(value, builder))
  }
}

@c @implementation
public func hwgen_instance_output(
  _ module: OpaquePointer?, _ instance: hwgen_net, _ port: UnsafePointer<CChar>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let instance = try box.net(instance, builder)
    return try builder.output(instance, port: try box.portIndex(port, of: instance, builder))
  }
}

extension ModuleBox {
  /// The name of an instance, or none for NULL.
  func instanceName(_ name: UnsafePointer<CChar>?, _ builder: ModuleBuilder) throws(Failure) -> NameID {
    guard let name else { return .none }
    let chosen = context.names.intern(try hostBytes(name, "the name of an instance"))
    if chosen == .none {
      throw Failure(
        .badName, "an instance has an empty name", at: builder.place, fix: "pass NULL for an instance without name")
    }
    return chosen
  }

  /// An integer or boolean parameter or member of the module.
  fileprivate func integer(_ name: UnsafePointer<CChar>?, of circuit: CircuitID) throws(Failure) -> Int64 {
    let bytes = try hostBytes(name, "a name")
    if let name = context.names.find(bytes), let value = context.parameter(name, of: circuit),
      let small = context.types.expressions.smallInteger(of: value)
    {
      return Int64(small)
    }
    return try owner.integer(String(decoding: bytes, as: UTF8.self), of: circuit)
  }

  /// The index of a port of an instance's circuit, by its name.
  fileprivate func portIndex(
    _ name: UnsafePointer<CChar>?, of instance: NetID, _ builder: ModuleBuilder
  ) throws(Failure) -> Int {
    try portIndex(name, in: try builder.definition(of: instance), builder)
  }

  /// The index of a port of a circuit.
  fileprivate func portIndex(
    _ name: UnsafePointer<CChar>?, in circuit: CircuitID, _ builder: ModuleBuilder
  ) throws(Failure) -> Int {
    let bytes = try hostBytes(name, "the name of a port")
    if let name = context.names.find(bytes), let index = context.portIndex(name, of: circuit) { return index }
    throw context.missingPort(String(decoding: bytes, as: UTF8.self), of: circuit, at: builder.place)
  }
}
