public import CHwgen
import HwgenNetlist
import HwgenSupport

// Assertions, assumptions, covers and prints.

@c @implementation
public func hwgen_assert(
  _ module: OpaquePointer?, _ condition: hwgen_net, _ message: UnsafePointer<CChar>?,
  _ values: UnsafePointer<hwgen_net>?, _ count: Int, _ options: UnsafePointer<hwgen_check_options>?
) {
  check(.assert, module, condition, message, values, count, options)
}

@c @implementation
public func hwgen_assume(
  _ module: OpaquePointer?, _ condition: hwgen_net, _ message: UnsafePointer<CChar>?,
  _ values: UnsafePointer<hwgen_net>?, _ count: Int, _ options: UnsafePointer<hwgen_check_options>?
) {
  check(.assume, module, condition, message, values, count, options)
}

@c @implementation
public func hwgen_cover(
  _ module: OpaquePointer?, _ condition: hwgen_net, _ message: UnsafePointer<CChar>?,
  _ values: UnsafePointer<hwgen_net>?, _ count: Int, _ options: UnsafePointer<hwgen_check_options>?
) {
  check(.cover, module, condition, message, values, count, options)
}

@c @implementation
public func hwgen_print(
  _ module: OpaquePointer?, _ message: UnsafePointer<CChar>?, _ values: UnsafePointer<hwgen_net>?, _ count: Int,
  _ options: UnsafePointer<hwgen_check_options>?
) {
  check(.print, module, nil, message, values, count, options)
}

@c @implementation
public func hwgen_check_name(_ module: OpaquePointer?, _ name: UnsafePointer<CChar>?) {
  effect(module) { (box, builder) throws(Failure) in
    let name = try box.owner.string(required: name, "the name of a check")
    guard let check = builder.lastCheck else {
      throw Failure(.wrongState, "there is no check yet", at: builder.place, fix: "name a check behind it")
    }
    try builder.setName(builder.netlist.names.intern(name), of: check)
  }
}

private func check(
  _ kind: CheckKind, _ module: OpaquePointer?, _ condition: hwgen_net?, _ message: UnsafePointer<CChar>?,
  _ values: UnsafePointer<hwgen_net>?, _ count: Int, _ options: UnsafePointer<hwgen_check_options>?
) {
  effect(module) { (box, builder) throws(Failure) in
    let condition = try condition.map { (net) throws(Failure) in try box.net(net, builder) } ?? .none
    let message =
      kind == .print ? try box.owner.string(required: message, "the message") : try box.owner.string(message)
    var nets: [NetID] = []
    for value in try items(values, count, "the values of a message") { nets.append(try box.net(value, builder)) }
    var clock = NetID.none
    var reset = NetID.none
    if let options = options?.pointee {
      try checkSize(options.size, of: hwgen_check_options.self)
      clock = try box.optional(options.clock, builder)
      reset = try box.optional(options.reset, builder)
    }
    try builder.check(kind, condition, message: message, values: nets, clock: clock, reset: reset)
  }
}
