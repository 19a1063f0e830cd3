import Hwgen

/// Unions and fixed-point numbers: a packet is matched and scaled, and comes out as another one.
struct Scaler: Generator {
  static let sample = HardwareType.sfix(4, 8)
  static let packet = HardwareType.union(
    "Packet", ["sample": sample, "raw": .uint(12), "gain": .ufix(2, 6), "sync": nil])

  var interface: Interface {
    Input("clk", as: .clock)
    Input("rst", as: .reset)
    Input("packet", as: Scaler.packet)
    Output("out", as: Scaler.packet)
    Output("status", as: .array(2, .record(["level": .init(Scaler.sample), "valid": .init(.bit)])))
    Output("is_raw", as: .bit)
    Output("product", as: .sfix(7, 14))
    Output("rounded", as: .sfix(3, 2))
    Output("clipped", as: .uint(3))
    Output("total", as: .sfix(5, 8))
    Output("loud", as: .bit)
  }

  func body(_ io: IO) {
    let (sample, packet) = (Scaler.sample, Scaler.packet)
    let gain = io.reg(.ufix(2, 6), resetValue: 0.75).named("gain")
    let level = io.reg(sample, resetValue: -1.5).named("level")
    let last = io.reg(packet, next: io.packet, resetValue: "raw(5)").named("last")
    let product = level * gain.convert(to: .sfix(3, 6))
    io.match(io.packet) { match in
      match.case("sample") { given in
        level <== given
        io.out <== io.variant("sample", given - 0.25, of: packet)
      }
      match.case("gain") { given in
        gain <== given
        io.out <== io.variant("gain", gain, of: packet)
      }
      match.case("raw") { given in io.out <== io.variant("raw", given + 1, of: packet) }
      match.case("sync") { io.out <== last }
    }
    io.status <== cat(level, level < -2, level, last.isVariant("sync")).asType(io.status.type!)
    io.is_raw <== io.packet.isVariant("raw")
    io.product <== product
    io.rounded <== product.convert(to: .sfix(3, 2), rounding: .halfEven, overflow: .saturate)
    io.clipped <== level.convert(to: .uint(3), rounding: .towardZero, overflow: .saturate)
    io.total <== level.addExpanding(level)
    io.loud <== level > 2
  }
}
