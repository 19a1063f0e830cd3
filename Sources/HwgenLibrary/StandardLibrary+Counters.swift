import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Counters, shift registers, and sequences.
extension StandardLibrary {
  static let counters = [
    LibraryGenerator(
      "Counter",
      parameters: "limit: int >= 2 \"how many values\", \(resetKind)",
      interface: "in clk: Clock; in rst: reset; in enable: Bit; out count: UInt(clog2(limit)); out last: Bit",
      doc: "Counts 0, 1, … limit - 1 and again, a step at each edge at which enable is 1. last is 1 at limit - 1.",
      body: { (m) throws(Failure) in
        let limit = try m.integer("limit")
        let type = try m.port("count").type
        let count = try m.register("value", type, reset: 0, enable: m.port("enable"))
        let last = try m.port("last")
        try last.drive(try count == (try m.literal(limit - 1, type)))
        let isFull = limit == Integer(1) << count.width
        try count.drive(isFull ? try count + 1 : try m.mux(last, try m.literal(0, type), try count + 1))
        try m.drive("count", count)
      }),
    LibraryGenerator(
      "ShiftRegister",
      parameters: "item: type = Bit \"of the values\", length: int >= 1 \"registers\"",
      interface: "in clk: Clock; in enable: Bit; in d: item; out q: item",
      members: "latency: int = length \"edges at which enable is 1\"",
      doc: "Gives what it took length edges ago; only edges at which enable is 1 count.",
      body: { (m) throws(Failure) in
        var value = try m.port("d")
        for index in 1...(try m.count("length")) {
          value = try m.register("stage_\(index)", value.type, next: value, enable: m.port("enable"))
        }
        try m.drive("q", value)
      }),
    LibraryGenerator(
      "LFSR",
      parameters: """
        width: int >= 2 = 16 "bits", taps: int >= 1 = 0xb400 "the polynomial, bit i for x^(i+1)", seed: int >= 1 = 1 \
        "the first state", require taps < pow(2, width), require taps >= pow(2, width - 1), require seed < pow(2, width), \
        \(resetKind)
        """,
      interface: "in clk: Clock; in rst: reset; in enable: Bit; out state: Bits(width)",
      doc: """
        A linear feedback shift register after Galois: at each edge at which enable is 1 the state moves down by one bit, \
        and the taps are inverted if that bit was 1. With a primitive polynomial it takes all states but 0.
        """,
      body: { (m) throws(Failure) in
        let type = try m.port("state").type
        let state = try m.register(
          "lfsr", type, reset: try m.integer("seed"), enable: m.port("enable"))
        let moved = try state.shiftedRight(1)
        try state.drive(
          try m.mux(try state.bit(0), try moved ^ (try m.literal(try m.integer("taps"), type)), moved))
        try m.drive("state", state)
      }),
  ]
}
