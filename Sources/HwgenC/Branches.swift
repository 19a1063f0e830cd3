public import CHwgen
import HwgenNetlist
import HwgenSupport

// Behaviour: branches and state machines.

@c @implementation
public func hwgen_when(_ module: OpaquePointer?, _ condition: hwgen_net) {
  scope(module) { (box, builder) throws(Failure) in try builder.beginWhen(try box.net(condition, builder)) }
}

@c @implementation
public func hwgen_elsewhen(_ module: OpaquePointer?, _ condition: hwgen_net) {
  scope(module) { (box, builder) throws(Failure) in
    try builder.beginElseWhen(try box.net(condition, builder))
  }
}

@c @implementation
public func hwgen_otherwise(_ module: OpaquePointer?) {
  scope(module) { (box, builder) throws(Failure) in try builder.beginOtherwise() }
}

@c @implementation
public func hwgen_switch(_ module: OpaquePointer?, _ value: hwgen_net) {
  scope(module) { (box, builder) throws(Failure) in try builder.beginSwitch(try box.net(value, builder)) }
}

@c @implementation
public func hwgen_case(_ module: OpaquePointer?, _ keys: UnsafePointer<hwgen_net>?, _ count: Int) {
  scope(module) { (box, builder) throws(Failure) in
    var nets: [NetID] = []
    for key in try items(keys, count, "the values of a case") { nets.append(try box.net(key, builder)) }
    try builder.beginCase(nets)
  }
}

@c @implementation
public func hwgen_default(_ module: OpaquePointer?) {
  scope(module) { (box, builder) throws(Failure) in try builder.beginDefault() }
}

@c @implementation
public func hwgen_end(_ module: OpaquePointer?) {
  effect(module) { (box, builder) throws(Failure) in try builder.end() }
}

// MARK: State machines

@c @implementation
public func hwgen_fsm(
  _ module: OpaquePointer?, _ states: UnsafePointer<CChar>?, _ options: UnsafePointer<hwgen_fsm_options>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let states = try box.owner.string(required: states, "the states")
    guard let options = options?.pointee else { return try builder.stateMachine(states) }
    try checkSize(options.size, of: hwgen_fsm_options.self)
    return try builder.stateMachine(
      states, encoding: try box.text(options.encoding, "the encoding"), entry: try box.text(options.entry, "the entry"),
      clock: try box.optional(options.clock, builder), reset: try box.optional(options.reset, builder))
  }
}

@c @implementation
public func hwgen_fsm_state(
  _ module: OpaquePointer?, _ machine: hwgen_net, _ state: UnsafePointer<CChar>?
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let machine = try box.net(machine, builder)
    return try builder.state(try box.owner.string(required: state, "a state"), of: machine)
  }
}

@c @implementation
public func hwgen_fsm_next(_ module: OpaquePointer?, _ machine: hwgen_net, _ state: UnsafePointer<CChar>?) {
  effect(module) { (box, builder) throws(Failure) in
    let machine = try box.net(machine, builder)
    try builder.setNext(try box.owner.string(required: state, "a state"), of: machine)
  }
}

@c @implementation
public func hwgen_fsm_switch(_ module: OpaquePointer?, _ machine: hwgen_net) {
  scope(module) { (box, builder) throws(Failure) in try builder.beginStates(try box.net(machine, builder)) }
}

@c @implementation
public func hwgen_fsm_case(_ module: OpaquePointer?, _ machine: hwgen_net, _ states: UnsafePointer<CChar>?) {
  scope(module) { (box, builder) throws(Failure) in
    let machine = try box.net(machine, builder)
    try builder.beginState(try box.owner.string(required: states, "the states of a case"), of: machine)
  }
}

extension ModuleBox {
  /// A text that may be absent.
  fileprivate func text(_ text: UnsafePointer<CChar>?, _ what: String) throws(Failure) -> String {
    guard let text else { return "" }
    return try owner.string(required: text, what)
  }
}

/// Runs a call that begins a scope. One that fails has a scope too, for the call that ends it.
func scope(_ module: OpaquePointer?, _ body: (ModuleBox, ModuleBuilder) throws(Failure) -> Void) {
  effect(module) { (box, builder) throws(Failure) in
    do throws(Failure) { try body(box, builder) } catch {
      builder.beginFailed()
      throw error
    }
  }
}
