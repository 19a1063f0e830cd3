import Hwgen

/// Types as a package of SystemVerilog, before the design that has them.
struct Tagger: Generator {
  static let kind = try! Enumeration("Kind", ["idle", "data", "last"])
  static let packet = HardwareType.union(
    "Packet", ["word": .uint(8), "kind": Tagger.kind.type, "none": nil])
  static let header = HardwareType.record([
    "kind": .init(Tagger.kind.type), "nibbles": .init(.array(2, .uint(4))),
    "inner": .init(.record(["level": .init(.sint(4)), "last": .init(.bit)])),
  ])

  var interface: Interface {
    Input("kind", as: Tagger.kind.type)
    Input("word", as: .uint(8))
    Output("packet", as: Tagger.packet)
  }

  func body(_ io: IO) {
    let none = io.variant("none", of: Tagger.packet)
    let value = mux(io.kind == Tagger.kind.last, io.variant("kind", io.kind, of: Tagger.packet), none)
    io.packet <== mux(io.kind == Tagger.kind.data, io.variant("word", io.word, of: Tagger.packet), value)
  }
}
