import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Checks of data.
extension StandardLibrary {
  static let codes = [
    LibraryGenerator(
      "CRC",
      parameters: """
        width: int >= 1 = 32 "bits of the check", polynomial: int >= 1 = 0x04c11db7 "without its highest term", \
        data_width: int >= 1 = 8 "bits taken at once", initial: int >= 0 = 0xffffffff "the first state", \
        final_xor: int >= 0 = 0xffffffff "inverts bits of the result", reflected: bool = true \
        "the lowest bit of the data comes first, and of the result", \
        require polynomial < pow(2, width), require initial < pow(2, width), require final_xor < pow(2, width), \
        \(resetKind)
        """,
      interface: """
        in clk: Clock; in rst: reset; in clear: Bit; in valid: Bit; in data: Bits(data_width); out crc: Bits(width)
        """,
      doc: """
        A cyclic redundancy check, as the catalogue of parametrised CRCs names its parameters; the defaults are those of \
        Ethernet and ZIP. At each edge at which valid is 1 it takes the data; clear begins anew, before the data of that edge \
        if valid is 1.
        """,
      body: { (m) throws(Failure) in
        let width = try m.count("width")
        let type = try m.port("crc").type
        let polynomial = BitVector(width: width, unsigned: try m.integer("polynomial"))
        let isReflected = try m.flag("reflected")
        let initial = try m.literal(try m.integer("initial"), type)
        let state = try m.register("state", type, reset: try m.integer("initial"))
        // What the bits of the new state are the parity of: a bit of the old one, and of what is fed back at each step.
        let start = try m.mux(m.port("clear"), initial, state).named("start")
        let data = try m.port("data").width
        var terms = try (0..<width).map { (bit) throws(Failure) in [try start.bit(bit)] }
        for step in 0..<data {
          let bit = try m.port("data").bit(isReflected ? step : data - 1 - step)
          let feedback = try sum([bit] + terms.removeLast(), m).named("feedback_\(step)")
          terms.insert([], at: 0)
          for bit in 0..<width where polynomial.words[bit / 64] >> UInt64(bit % 64) & 1 == 1 {
            terms[bit].append(feedback)
          }
        }
        let next = try m.wire(type).named("next")
        for (index, term) in terms.enumerated() { try next.bit(index).drive(try sum(term, m)) }
        try state.drive(try m.mux(m.port("valid"), next, start))
        let result =
          isReflected
          ? try m.cat((0..<width).map { (bit) throws(Failure) in try state.bit(bit) }).named("reversed") : state
        try m.drive("crc", try result ^ (try m.literal(try m.integer("final_xor"), type)))
      })
  ]

  /// The sum of bits modulo 2.
  private static func sum(_ bits: [Wire], _ m: LibraryModule) throws(Failure) -> Wire {
    guard var total = bits.first else { return try m.literal(0, .bit) }
    for bit in bits.dropFirst() { total = try total ^ bit }
    return total
  }
}
