import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Arbiters, encoders, decoders and multiplexers.
extension StandardLibrary {
  /// The lowest bit that is 1, alone: `x & -x`.
  private static func lowest(_ value: Wire) throws(Failure) -> Wire {
    let number = try value.asUInt()
    return try (number & (try number.negated())).asBits()
  }

  /// Drives the number of the only bit that is 1; the or of the numbers, if there are several.
  private static func drive(_ index: Wire, numberOf onehot: Wire, _ m: LibraryModule) throws(Failure) {
    let width = index.width
    for bit in 0..<width {
      var parts: [Wire] = []
      for number in (0..<onehot.width).reversed() where number >> bit & 1 == 1 { parts.append(try onehot.bit(number)) }
      try index.bit(bit).drive(try m.cat(parts).any())
    }
  }

  static let choices = [
    LibraryGenerator(
      "PriorityArbiter",
      parameters: "count: int >= 2 \"requesters\"",
      interface: "in requests: Bits(count); out grants: Bits(count); out any: Bit",
      doc: "Grants the request with the lowest number. No state: the grant is of the same cycle.",
      body: { (m) throws(Failure) in
        try m.drive("grants", try lowest(m.port("requests")))
        try m.drive("any", try m.port("requests").any())
      }),
    LibraryGenerator(
      "RoundRobinArbiter",
      parameters: "count: int >= 2 \"requesters\", \(resetKind)",
      interface: """
        in clk: Clock; in rst: reset; in requests: Bits(count); in advance: Bit; out grants: Bits(count); out any: Bit
        """,
      doc: """
        Grants the first request behind the one that was granted at the last edge at which advance was 1, after reset from \
        0 on: who requests for long enough is granted once in count advances. The grant is of the same cycle.
        """,
      body: { (m) throws(Failure) in
        let requests = try m.port("requests")
        let (any, grants) = (try m.port("any"), try m.port("grants"))
        try any.drive(try requests.any())
        let behind = try m.register("behind", requests.type, reset: 0, enable: try m.port("advance") & any)
        let later = try (requests & behind).named("later")
        try grants.drive(try m.mux(try later.any(), try lowest(later), try lowest(requests)))
        // All above the grant.
        let number = try grants.asUInt()
        try behind.drive(try (~(try number | (try number - 1))).asBits())
      }),
    LibraryGenerator(
      "OneHotEncoder",
      parameters: "count: int >= 2 \"bits\"",
      interface: "in onehot: Bits(count); out index: UInt(clog2(count))",
      doc: "The number of the bit that is 1. Of several, the or of their numbers; of none, 0.",
      body: { (m) throws(Failure) in
        try drive(m.port("index"), numberOf: m.port("onehot"), m)
      }),
    LibraryGenerator(
      "PriorityEncoder",
      parameters: "count: int >= 2 \"bits\"",
      interface: "in d: Bits(count); out index: UInt(clog2(count)); out valid: Bit",
      doc: "The number of the lowest bit that is 1, and whether there is one; the number is 0 if there is none.",
      body: { (m) throws(Failure) in
        try drive(m.port("index"), numberOf: try lowest(m.port("d")).named("lowest"), m)
        try m.drive("valid", try m.port("d").any())
      }),
    LibraryGenerator(
      "Decoder",
      parameters: "count: int >= 2 \"outputs\"",
      interface: "in index: UInt(clog2(count)); in enable: Bit; out onehot: Bits(count)",
      doc: "Bit index is 1, if enable is 1 and there is such a bit; the others are 0.",
      body: { (m) throws(Failure) in
        let first = try m.port("enable").extended(to: try m.count("count"))
        try m.drive("onehot", try first.shiftedLeft(m.port("index")).asBits())
      }),
    LibraryGenerator(
      "Mux",
      parameters: "item: type \"of the values\", count: int >= 2 \"inputs\"",
      interface: "in index: UInt(clog2(count)); in d[i]: item for i in 0..<count; out q: item",
      doc: "The input of a number; the last one for numbers of no input.",
      body: { (m) throws(Failure) in
        let count = try m.count("count")
        let index = try m.port("index")
        var cases: [(key: NetID, value: NetID)] = []
        for number in 0..<count - 1 {
          cases.append((try m.literal(number, index.type).net, try m.port("d_\(number)").net))
        }
        let value = try m.builder.choose(index.net, cases, default: m.port("d_\(count - 1)").net)
        try m.drive("q", Wire(m.builder, value))
      }),
  ]
}
