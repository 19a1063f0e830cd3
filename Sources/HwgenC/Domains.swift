public import CHwgen
import HwgenNetlist
import HwgenSupport

// Clock domains, clocks that are made, and crossings that are meant.

@c @implementation
public func hwgen_domain_begin(_ module: OpaquePointer?, _ clock: hwgen_net, _ reset: hwgen_net) {
  effect(module) { (box, builder) throws(Failure) in
    do throws(Failure) {
      let clock = try box.net(clock, builder)
      try builder.beginDomain(clock: clock, reset: try box.optional(reset, builder))
    } catch {
      builder.beginFailedDomain()
      throw error
    }
  }
}

@c @implementation
public func hwgen_domain_end(_ module: OpaquePointer?) {
  effect(module) { (box, builder) throws(Failure) in try builder.endDomain() }
}

@c @implementation
public func hwgen_derived_clock(
  _ module: OpaquePointer?, _ value: hwgen_net, _ synchronous_to: hwgen_net
) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let value = try box.net(value, builder)
    return try builder.derivedClock(value, synchronousTo: try box.optional(synchronous_to, builder))
  }
}

@c @implementation
public func hwgen_clock_gate(_ module: OpaquePointer?, _ clock: hwgen_net, _ enable: hwgen_net) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    let clock = try box.net(clock, builder)
    return try builder.clockGate(clock, enable: try box.net(enable, builder))
  }
}

@c @implementation
public func hwgen_crossing(_ module: OpaquePointer?, _ value: hwgen_net, _ kind: Int32) -> hwgen_net {
  operation(module) { (box, builder) throws(Failure) in
    try builder.crossing(try box.net(value, builder), try crossing(kind))
  }
}

@c @implementation
public func hwgen_memory_crossing(_ module: OpaquePointer?, _ memory: hwgen_net) {
  effect(module) { (box, builder) throws(Failure) in
    try builder.declareCrossing(ofMemory: try box.net(memory, builder))
  }
}

func crossing(_ value: Int32) throws(Failure) -> Crossing {
  switch value {
  case HWGEN_CROSSING_ASYNCHRONOUS: return .asynchronous
  case HWGEN_CROSSING_QUASI_STATIC: return .quasiStatic
  default: throw Failure(.badEnumeration, "\(value) is no kind of crossing")
  }
}
