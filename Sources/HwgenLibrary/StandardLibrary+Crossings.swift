import HwgenBits
import HwgenNetlist
import HwgenSupport

/// What takes values from one clock domain into another.
extension StandardLibrary {
  static let crossings = [
    LibraryGenerator(
      "Synchroniser",
      parameters: """
        item: type = Bit "of the value", stages: int >= 2 = 2 "registers in a row"
        """,
      interface: "in clk: Clock; in d: item; out q: item",
      members: "latency: int = stages \"edges of clk until a change is seen, or one more\"",
      doc: """
        Takes a value that changes at any time into the domain of clk. Each bit crosses by itself: of a value of several \
        bits only one may change at a time, as in a gray code.
        """,
      body: { (m) throws(Failure) in
        var value = try m.port("d").crossing(.asynchronous)
        for stage in 1...(try m.count("stages")) {
          value = try m.register("stage_\(stage)", value.type, next: value, initial: 0)
          try m.keepTogether(value)
        }
        try m.drive("q", value)
      }),
    LibraryGenerator(
      "ResetSynchroniser",
      parameters: "stages: int >= 2 = 2 \"registers in a row\"",
      interface: "in clk: Clock; in arst: AsyncReset; out rst: AsyncReset",
      doc: """
        A reset for the domain of clk, made of one that comes at any time: it begins at once, whatever the clock does, and \
        ends at an edge of clk.
        """,
      body: { (m) throws(Failure) in
        let reset = try m.port("arst").crossing(.asynchronous)
        try m.builder.beginDomain(clock: m.port("clk").net, reset: reset.net)
        var value = try m.literal(0, .bit)
        for stage in 1...(try m.count("stages")) {
          value = try m.register("stage_\(stage)", .bit, next: value, reset: 1)
          try m.keepTogether(value)
        }
        try m.builder.endDomain()
        try m.drive("rst", try value.cast(.asyncReset))
      }),
    LibraryGenerator(
      "AsyncFIFO",
      parameters: """
        item: type "of the words", depth: int >= 2 = 16 "words, a power of two", stages: int >= 2 = 2 \
        "registers of the synchronisers", require pow(2, clog2(depth)) == depth
        """,
      interface: """
        in w_clk: Clock; in w_rst: AsyncReset; in w_valid: Bit; in w_data: item; out w_ready: Bit;
        in r_clk: Clock; in r_rst: AsyncReset; in r_ready: Bit; out r_valid: Bit; out r_data: item
        """,
      doc: """
        A queue from the domain of w_clk to that of r_clk. A word is taken at an edge of w_clk at which w_valid and w_ready \
        are 1, and given, in order, at one of r_clk at which r_valid and r_ready are 1; r_data is there while r_valid is 1. \
        Each side knows the other's pointer as a gray code, \
        some edges late: so it may say full, or empty, for some edges after it no longer is. Both resets must be on at one time, each ending with its own clock, before the first word.
        """,
      body: { (m) throws(Failure) in
        let stages = try m.argument("stages")
        let bits = try m.count("depth").trailingZeroBitCount
        let (count, code) = (try m.uint(bits + 1), try m.bits(bits + 1))
        let item = try m.type("item")
        let memory = try m.builder.memory(item, depth: try m.count("depth"))
        try m.builder.setName(m.context.names.intern("words"), of: memory)
        try m.builder.declareCrossing(ofMemory: memory)
        let (written, read) = (try m.wire(code), try m.wire(code))

        /// A pointer that advances where `advance` is 1, as a number, and as the register of its gray code.
        func pointer(_ side: String, _ advance: Wire) throws(Failure) -> (number: Wire, code: Wire) {
          let number = try m.register("\(side)_pointer", count, reset: 0)
          let next = try (number + (try advance.extended(to: bits + 1))).named("\(side)_next")
          try number.drive(next)
          return (
            number, try m.register("\(side)_gray", code, next: try (next ^ next.shiftedRight(1)).asBits(), reset: 0)
          )
        }
        func synchronised(_ name: String, _ clock: String, _ value: Wire) throws(Failure) -> Wire {
          let type = m.context.types.expressions.typeExpression(code)
          return try m.instance(
            name, "Synchroniser", [("item", type), ("stages", stages)], [("clk", m.port(clock)), ("d", value)])("q")
        }
        let seenRead = try synchronised("read_to_write", "w_clk", read)
        let seenWritten = try synchronised("write_to_read", "r_clk", written)
        try m.domain("w_clk", "w_rst") { () throws(Failure) in
          let ready = try m.port("w_ready")
          let push = try (m.port("w_valid") & ready).named("push")
          let (number, code) = try pointer("w", push)
          // Full: as many words ahead as there are, so that the codes differ in just the two highest bits.
          let top = try ~(try seenRead.slice(bits - 1, 2))
          let full = bits == 1 ? top : try m.cat(top, try seenRead.slice(0, bits - 1))
          try ready.drive(try code != full)
          try m.builder.memoryWrite(
            memory, enable: push.net, address: try number.slice(0, bits).net, data: m.port("w_data").net)
          try written.drive(code)
        }
        try m.domain("r_clk", "r_rst") { () throws(Failure) in
          let valid = try m.port("r_valid")
          let (number, code) = try pointer("r", try (m.port("r_ready") & valid).named("pop"))
          try valid.drive(try code != seenWritten)
          let word = try m.builder.memoryRead(memory, address: try number.slice(0, bits).net)
          try m.drive("r_data", Wire(m.builder, word))
          try read.drive(code)
        }
      }),
    LibraryGenerator(
      "GrayEncoder",
      parameters: "width: int >= 1 \"bits\"",
      interface: "in binary: UInt(width); out gray: Bits(width)",
      doc: "The reflected gray code of a number: the codes of neighbours differ in one bit.",
      body: { (m) throws(Failure) in
        let binary = try m.port("binary")
        try m.drive("gray", try (binary ^ binary.shiftedRight(1)).asBits())
      }),
    LibraryGenerator(
      "GrayDecoder",
      parameters: "width: int >= 1 \"bits\"",
      interface: "in gray: Bits(width); out binary: UInt(width)",
      doc: "The number of a reflected gray code.",
      body: { (m) throws(Failure) in
        var value = try m.port("gray")
        var distance = 1
        while distance < value.width {
          value = try value ^ value.shiftedRight(distance)
          distance *= 2
        }
        try m.drive("binary", try value.asUInt())
      }),
  ]
}

extension LibraryModule {
  /// Tells the tools that a register takes a value which changes at any time: they keep it, and place it close to the next.
  fileprivate func keepTogether(_ register: Wire) throws(Failure) {
    let names = context.names
    try builder.setAttribute(names.intern("async_reg"), .text(names.intern("true")), of: register.net)
  }
}
