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
        let type = m.port("crc").type
        let polynomial = BitVector(width: width, unsigned: try m.integer("polynomial"))
        let isReflected = try m.flag("reflected")
        let initial = try m.literal(try m.integer("initial"), type)
        let state = try m.register("state", type, reset: try m.integer("initial"))
        // Which bits of the old state and of the data the new state's bits are the parity of: the register as it is, the
        // highest term first.
        let data = m.port("data").width
        var terms = (0..<width).map { Parity(state: $0, stateWidth: width, dataWidth: data) }
        for step in 0..<data {
          var out = terms.removeLast()
          out.toggle(data: isReflected ? step : data - 1 - step)
          terms.insert(Parity(stateWidth: width, dataWidth: data), at: 0)
          for bit in 0..<width where polynomial.words[bit / 64] >> UInt64(bit % 64) & 1 == 1 { terms[bit].combine(out) }
        }
        let start = try m.mux(m.port("clear"), initial, state).named("start")
        let next = try m.wire(type).named("next")
        for (index, term) in terms.enumerated() {
          let parts =
            try term.data.reversed().map { (bit) throws(Failure) in try m.port("data").bit(bit) }
            + term.state.reversed().map { (bit) throws(Failure) in try start.bit(bit) }
          try next.bit(index).drive(parts.isEmpty ? try m.literal(0, .bit) : try m.cat(parts).parity())
        }
        try state.drive(try m.mux(m.port("valid"), next, start))
        let result =
          isReflected
          ? try m.cat((0..<width).map { (bit) throws(Failure) in try state.bit(bit) }).named("reversed") : state
        try m.drive("crc", try result ^ (try m.literal(try m.integer("final_xor"), type)))
      })
  ]

  /// A sum of bits modulo 2, in ascending order of the bits.
  private struct Parity {
    private var words: [Bool]
    private let stateWidth: Int

    init(stateWidth: Int, dataWidth: Int) {
      self.stateWidth = stateWidth
      words = Array(repeating: false, count: stateWidth + dataWidth)
    }

    init(state: Int, stateWidth: Int, dataWidth: Int) {
      self.init(stateWidth: stateWidth, dataWidth: dataWidth)
      words[state] = true
    }

    mutating func toggle(data bit: Int) { words[stateWidth + bit].toggle() }

    mutating func combine(_ other: Parity) {
      for index in words.indices where other.words[index] { words[index].toggle() }
    }

    var state: [Int] { (0..<stateWidth).filter { words[$0] } }
    var data: [Int] { (stateWidth..<words.count).filter { words[$0] }.map { $0 - stateWidth } }
  }
}
