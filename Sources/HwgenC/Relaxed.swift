import CHwgen
import HwgenNetlist
import HwgenSupport

// Relaxed scopes.

@c @implementation
public func hwgen_relaxed_begin(_ module: OpaquePointer?) {
  effect(module) { (box, builder) throws(Failure) in builder.beginRelaxed() }
}

@c @implementation
public func hwgen_relaxed_end(_ module: OpaquePointer?) {
  effect(module) { (box, builder) throws(Failure) in try builder.endRelaxed() }
}
