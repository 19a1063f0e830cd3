public import CHwgen
import HwgenNetlist
import HwgenSupport

// Records that are joined as a whole.

@c @implementation
public func hwgen_join(
  _ module: OpaquePointer?, _ to: hwgen_net, _ to_port: UnsafePointer<CChar>?, _ from: hwgen_net,
  _ from_port: UnsafePointer<CChar>?
) {
  effect(module) { (box, builder) throws(Failure) in
    func side(_ net: hwgen_net, _ port: UnsafePointer<CChar>?) throws(Failure) -> JoinSide {
      guard let port else { return .value(try box.net(net, builder)) }
      return .port(try box.owner.string(required: port, "the name of a port"), of: try box.optional(net, builder))
    }
    let left = try side(to, to_port)
    try builder.join(left, try side(from, from_port))
  }
}
