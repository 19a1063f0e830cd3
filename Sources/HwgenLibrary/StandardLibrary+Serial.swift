import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Asynchronous serial lines.
extension StandardLibrary {
  private static let form = """
    clock_hz: int >= 1 = 50000000 "of clk", baud: int >= 1 = 115200 "bits in a second", \
    divisor: int >= 4 = (2 * clock_hz + baud) / (2 * baud) "cycles in a bit; clock_hz and baud say no more than this", \
    data_bits: int in 5..9 = 8 "in a word", parity: enum(none, even, odd) = "none" "the bit behind the data", \
    stop_bits: int in 1..2 = 1 "at the end", \(resetKind)
    """
  private static let members = """
    frame: int = divisor * (1 + data_bits + (if parity == "none" then 0 else 1) + stop_bits) "cycles that a word takes"
    """
  private static let formNames = ["clock_hz", "baud", "divisor", "data_bits", "parity", "stop_bits", "reset"]

  static let serial = [
    LibraryGenerator(
      "UARTTransmitter",
      parameters: form,
      interface: """
        in clk: Clock; in rst: reset; in i_valid: Bit; in i_data: Bits(data_bits); out i_ready: Bit; out txd: Bit
        """,
      members: members,
      doc: """
        Sends words on a line: a start bit of 0, the data from the lowest bit, the parity if there is one, and stop bits of \
        1. It takes the next word in the last cycle of the one that it sends, so that words follow each other without a gap. \
        txd comes out of a register.
        """,
      body: { (m) throws(Failure) in
        let divisor = try m.count("divisor")
        let data = try m.port("i_data")
        var parts = [data, try m.literal(0, .bit)]
        if let parity = try parity(of: data, m) { parts.insert(parity, at: 0) }
        let count = data.width + parts.count - 2 + (try m.count("stop_bits"))
        let timer = try m.register("timer", try m.uint(for: divisor - 1), reset: 0)
        let left = try m.register("left", try m.uint(for: count), reset: 0)
        // What follows is shifted in as ones: the stop bits, and the line at rest.
        let width = data.width + parts.count - 1
        let frame = try m.register("frame", try m.bits(width), reset: (Integer(1) << width) - 1)
        let (more, ready) = (try (left != 0).named("more"), try m.port("i_ready"))
        let waits = try (timer != 0).named("waits")
        try ready.drive(try ~(try waits | more))
        try m.drive("txd", try frame.bit(0))
        try m.when(waits) { () throws(Failure) in try timer.drive(try timer - 1) }
        try m.elsewhen(more) { () throws(Failure) in
          try timer.drive(try m.literal(divisor - 1, timer.type))
          try left.drive(try left - 1)
          try frame.drive(try m.cat(try m.literal(1, .bit), try frame.slice(1, width - 1)))
        }
        try m.elsewhen(m.port("i_valid")) { () throws(Failure) in
          try timer.drive(try m.literal(divisor - 1, timer.type))
          try left.drive(try m.literal(count, left.type))
          try frame.drive(try m.cat(parts))
        }
      }),
    LibraryGenerator(
      "UARTReceiver",
      parameters: form,
      interface: """
        in clk: Clock; in rst: reset; in rxd: Bit; in o_ready: Bit; out o_valid: Bit; out o_data: Bits(data_bits);
        out framing_error: Bit; out parity_error: Bit if parity != "none"; out overrun: Bit
        """,
      members: members,
      doc: """
        Finds words on a line, which may change at any time. A start bit begins where the line falls; each bit is looked at \
        in its middle, and a start bit that is 1 there was none. A word with a stop bit of 0 is a framing_error, one of \
        the wrong parity a parity_error, and one that comes while the word before it still waits an overrun: each is 1 \
        for a cycle, and the word is dropped.
        """,
      body: { (m) throws(Failure) in
        let divisor = try m.count("divisor")
        let data = try m.port("o_data").width
        let stops = try m.count("stop_bits")
        let width = data + (try m.text("parity") == "none" ? 0 : 1) + stops
        // The registers of a synchroniser are 0 at first, and the line at rest is 1.
        let low = try m.instance(
          "synchroniser", "Synchroniser", [], [("clk", m.port("clk")), ("d", try ~(m.port("rxd")))])("q")
        let line = try (~low).named("line")
        let previous = try m.register("previous", .bit, next: line, reset: 1)
        let timer = try m.register("timer", try m.uint(for: divisor - 1), reset: 0)
        let left = try m.register("left", try m.uint(for: width + 1), reset: 0)
        let frame = try m.register("frame", try m.bits(width), reset: 0)
        let due = try (timer == 0).named("due")
        try m.when(try left == 0) { () throws(Failure) in
          try m.when(try previous & low) { () throws(Failure) in
            try timer.drive(try m.literal(divisor / 2 - 1, timer.type))
            try left.drive(try m.literal(width + 1, left.type))
          }
        }
        try m.elsewhen(try ~due) { () throws(Failure) in try timer.drive(try timer - 1) }
        try m.otherwise { () throws(Failure) in
          try timer.drive(try m.literal(divisor - 1, timer.type))
          try left.drive(try left - 1)
          try frame.drive(try m.cat(line, try frame.slice(1, width - 1)))
          try m.when(try (left == width + 1) & line) { () throws(Failure) in
            try left.drive(try m.literal(0, left.type))
          }
        }

        let complete = try m.register("complete", .bit, next: try (left == 1) & due, reset: 0)
        let end = try frame.slice(width - stops, stops)
        let stopped = try (stops == 1 ? end.bit(0) : end.all()).named("stopped")
        try m.drive("framing_error", try complete & ~stopped)
        var arrives = try complete & stopped
        if let parity = try parity(of: try frame.slice(0, data), m) {
          let wrong = try (frame.bit(data) ^ parity).named("wrong")
          try m.drive("parity_error", try complete & wrong)
          arrives = try arrives & ~wrong
        }
        arrives = try arrives.named("arrives")
        let valid = try m.register("valid", .bit, reset: 0)
        let free = try (m.port("o_ready") | ~valid).named("free")
        try m.when(free) { () throws(Failure) in try valid.drive(arrives) }
        let word = try m.register(
          "data", m.port("o_data").type, next: try frame.slice(0, data), enable: try arrives & free)
        try m.drive("o_valid", valid)
        try m.drive("o_data", word)
        try m.drive("overrun", try arrives & ~free)
      }),
    LibraryGenerator(
      "UART",
      parameters: form,
      interface: """
        in clk: Clock; in rst: reset; in rxd: Bit; out txd: Bit; in i_valid: Bit; in i_data: Bits(data_bits);
        out i_ready: Bit; in o_ready: Bit; out o_valid: Bit; out o_data: Bits(data_bits);
        out framing_error: Bit; out parity_error: Bit if parity != "none"; out overrun: Bit
        """,
      members: members,
      doc: "A UARTTransmitter and a UARTReceiver of one form: what is to be sent is i, what was received is o.",
      body: { (m) throws(Failure) in
        let arguments = try formNames.map { (name) throws(Failure) in (name, try m.argument(name)) }
        func part(_ name: String, _ generator: String, _ inputs: [String], _ outputs: [String]) throws(Failure) {
          let given = try (["clk", "rst"] + inputs).map { (name) throws(Failure) in (name, try m.port(name)) }
          let made = try m.instance(name, generator, arguments, given)
          for output in outputs { try m.drive(output, try made(output)) }
        }
        let errors = try m.text("parity") == "none" ? [] : ["parity_error"]
        try part("transmitter", "UARTTransmitter", ["i_valid", "i_data"], ["i_ready", "txd"])
        try part(
          "receiver", "UARTReceiver", ["rxd", "o_ready"], ["o_valid", "o_data", "framing_error", "overrun"] + errors)
      }),
  ]

  /// The bit that makes the number of ones even or odd, if the form has one.
  private static func parity(of data: Wire, _ m: LibraryModule) throws(Failure) -> Wire? {
    switch try m.text("parity") {
    case "even": try data.parity()
    case "odd": try ~(try data.parity())
    default: nil
    }
  }
}
