import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Queues, and registers between `valid` and `ready`.
extension StandardLibrary {
  private static let stream = """
    in clk: Clock; in rst: reset; in i_valid: Bit; in i_data: item; out i_ready: Bit;
    in o_ready: Bit; out o_valid: Bit; out o_data: item
    """

  static let queues = [
    LibraryGenerator(
      "FIFO",
      parameters: """
        item: type "of the words", depth: int >= 2 = 16 "words", show_ahead: bool = true \
        "the oldest word is on q before it is read", \(resetKind)
        """,
      interface: """
        in clk: Clock; in rst: reset; in write: Bit; in d: item; out full: Bit; in read: Bit; out q: item; out empty: Bit;
        out level: UInt(clog2(depth + 1))
        """,
      doc: """
        A queue in a memory. A word is taken at an edge at which write is 1 and full is 0, and removed at one at which read \
        is 1 and empty is 0. With show_ahead q is the oldest word while empty is 0; without, q is the word that was read \
        last, from the edge on. level is the number of words.
        """,
      body: { (m) throws(Failure) in
        let depth = try m.count("depth")
        let item = try m.type("item")
        let bits = Int.bitWidth - (depth - 1).leadingZeroBitCount
        let memory = try m.builder.memory(item, depth: depth)
        try m.builder.setName(m.context.names.intern("words"), of: memory)
        let type = try m.port("level").type
        let level = try m.register("count", type, reset: 0)
        let (full, empty) = (try m.port("full"), try m.port("empty"))
        try full.drive(try level == depth)
        try empty.drive(try level == 0)
        let push = try (m.port("write") & ~full).named("push")
        let pop = try (m.port("read") & ~empty).named("pop")

        func pointer(_ name: String, _ advance: Wire) throws(Failure) -> Wire {
          let type = try m.uint(bits)
          let pointer = try m.register(name, type, reset: 0, enable: advance)
          let next = try pointer + 1
          try pointer.drive(
            depth == 1 << bits ? next : try m.mux(try pointer == (depth - 1), try m.literal(0, type), next))
          return pointer
        }
        let tail = try pointer("tail", push)
        let head = try pointer("head", pop)
        try m.when(try push & ~pop) { () throws(Failure) in try level.drive(try level + 1) }
        try m.elsewhen(try pop & ~push) { () throws(Failure) in try level.drive(try level - 1) }
        try m.builder.memoryWrite(memory, enable: push.net, address: tail.net, data: m.port("d").net)
        let word =
          try m.flag("show_ahead")
          ? try m.builder.memoryRead(memory, address: head.net)
          : try m.builder.memoryReadSync(memory, enable: pop.net, address: head.net)
        try m.drive("q", Wire(m.builder, word))
        try m.drive("level", level)
      }),
    LibraryGenerator(
      "Queue",
      parameters: "item: type \"of the words\", depth: int >= 2 = 2 \"words\", \(resetKind)",
      interface: stream,
      doc: """
        A queue between a ready/valid source and sink: a FIFO with show_ahead. i_ready and o_valid depend on registers only.
        """,
      body: { (m) throws(Failure) in
        let fifo = try m.instance(
          "fifo", "FIFO",
          [("item", try m.argument("item")), ("depth", try m.argument("depth")), ("reset", try m.argument("reset"))],
          [
            ("clk", m.port("clk")), ("rst", m.port("rst")), ("write", m.port("i_valid")), ("d", m.port("i_data")),
            ("read", m.port("o_ready")),
          ])
        try m.drive("i_ready", try ~(try fifo("full")))
        try m.drive("o_valid", try ~(try fifo("empty")))
        try m.drive("o_data", try fifo("q"))
      }),
    LibraryGenerator(
      "Pipe",
      parameters: "item: type \"of the words\", \(resetKind)",
      interface: stream,
      doc: """
        One register between a ready/valid source and sink. It takes a word in the cycle in which it gives one, so i_ready \
        depends on o_ready.
        """,
      body: { (m) throws(Failure) in
        let valid = try m.register("valid", .bit, reset: 0)
        let ready = try m.port("i_ready")
        try ready.drive(try m.port("o_ready") | ~valid)
        try m.when(ready) { () throws(Failure) in try valid.drive(m.port("i_valid")) }
        let load = try ready & m.port("i_valid")
        let data = try m.register("data", try m.type("item"), next: m.port("i_data"), enable: load)
        try m.drive("o_valid", valid)
        try m.drive("o_data", data)
      }),
    LibraryGenerator(
      "SkidBuffer",
      parameters: "item: type \"of the words\", \(resetKind)",
      interface: stream,
      doc: """
        A register between a ready/valid source and sink that cuts both ways: o_valid, o_data and i_ready come out of \
        registers, and a word can go through in every cycle. The word that arrives when the sink stops waits in a second \
        register.
        """,
      body: { (m) throws(Failure) in
        let (item, input) = (try m.type("item"), try m.named("i_data", m.port("i_data")))
        let valid = try m.register("valid", .bit, reset: 0)
        let data = try m.register("data", item)
        let isWaiting = try m.register("waiting", .bit, reset: 0)
        let waiting = try m.register("waiting_data", item)
        let isFree = try (m.port("o_ready") | ~valid).named("free")
        let arrives = try (m.port("i_valid") & ~isWaiting).named("arrives")
        try m.when(isFree) { () throws(Failure) in
          try valid.drive(try arrives | isWaiting)
          try data.drive(try m.mux(isWaiting, waiting, input))
          try isWaiting.drive(try m.literal(0, .bit))
        }
        try m.when(try arrives & ~isFree) { () throws(Failure) in
          try isWaiting.drive(try m.literal(1, .bit))
          try waiting.drive(input)
        }
        try m.drive("i_ready", try ~isWaiting)
        try m.drive("o_valid", valid)
        try m.drive("o_data", data)
      }),
  ]
}
