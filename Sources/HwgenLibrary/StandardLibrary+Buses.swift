import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// What is reached over a bus.
extension StandardLibrary {
  /// OKAY, SLVERR and DECERR of AMBA.
  private static let (okay, refused, nowhere) = (0, 2, 3)

  static let buses = [
    LibraryGenerator(
      "AXI4LiteRegisters",
      parameters: """
        registers: list(record) "name, access (rw, ro, wo or w1c), offset in bytes, width, reset; all but the name have \
        defaults", data_width: int = 32 "32 or 64", address_width: int in 4..64 = 32 "bits of an address, all of which are \
        looked at but those within a word", require data_width == 32 or data_width == 64, \(resetKind)
        """,
      interface: """
        in clk: Clock; in rst: reset;
        in s_axi: {awvalid: Bit, awaddr: UInt(address_width), flip awready: Bit,
          wvalid: Bit, wdata: Bits(data_width), wstrb: Bits(data_width / 8), flip wready: Bit,
          flip bvalid: Bit, flip bresp: Bits(2), bready: Bit,
          arvalid: Bit, araddr: UInt(address_width), flip arready: Bit,
          flip rvalid: Bit, flip rdata: Bits(data_width), flip rresp: Bits(2), rready: Bit};
        out regs: hook `lib.AXI4LiteRegisters`(registers, data_width, address_width): type
        """,
      doc: """
        Registers behind AXI4-Lite (ARM IHI 0022), one for each record of registers. A record has a name; an access, rw \
        if it is not given; an offset, that of the word behind the register before; a width, that of the bus; and a reset \
        value, 0. NAME is an output with the value of a register of access rw, wo or w1c, and an input which a ro register \
        is read from; NAME_written is 1 for the cycle after a write of one of its bytes; a bit of a w1c register is set \
        while its bit of the input NAME_set is 1, and else cleared where 1 is written. Writing a ro register and reading \
        a wo one is answered SLVERR, an address without a register DECERR. A read beside a write gives what was there \
        before. Each outgoing signal of the bus comes out of a register, and in every cycle a write and a read can be taken.
        """,
      hook: { (context, arguments) throws(Failure) in
        let expressions = context.types.expressions
        // The interface calls it with checked parameters; any other interface can name it too.
        guard arguments.count == 3, let dataWidth = expressions.integerValue(of: arguments[1])?.small,
          let addressWidth = expressions.integerValue(of: arguments[2])?.small,
          dataWidth == 32 || dataWidth == 64, (4...64).contains(addressWidth)
        else {
          throw Failure(
            .hookFailed, "`lib.AXI4LiteRegisters` takes a list of records, a data width and an address width",
            fix: "take the interface of the generator")
        }
        let registers = try BankRegister.read(
          arguments[0], dataWidth: dataWidth, addressWidth: addressWidth, in: context)
        var fields: [RecordField] = []
        for register in registers {
          let word = try context.types.vector(.bits, width: register.width)
          for port in register.ports {
            fields.append(
              RecordField(
                name: context.names.intern(port.name), type: port.isPulse ? .bit : word, isFlipped: port.isInput))
          }
        }
        return expressions.typeExpression(try context.types.record(fields))
      },
      body: { (m) throws(Failure) in
        let width = try m.port("s_axi_wdata").width
        let address = try m.port("s_axi_awaddr").width
        let registers = try BankRegister.read(
          try m.argument("registers"), dataWidth: width, addressWidth: address, in: m.context)
        let within = width == 64 ? 3 : 2
        let word = try m.uint(address - within)
        let response = try m.bits(2)

        let values = try registers.map { (register) throws(Failure) in
          let port = try m.port("regs_\(register.name)")
          if register.access == .ro { return port }
          let value = try m.register(register.name, port.type, reset: register.reset)
          try port.drive(value)
          return value
        }
        let written = try registers.map { (register) throws(Failure) -> Wire? in
          guard register.access != .ro else { return nil }
          let pulse = try m.register("\(register.name)_written", .bit, next: try m.literal(0, .bit), reset: 0)
          try m.drive("regs_\(register.name)_written", pulse)
          return pulse
        }
        for (register, value) in zip(registers, values) where register.access == .w1c {
          try value.drive(try value | m.port("regs_\(register.name)_set"))
        }

        let aw = try channel("aw", [("addr", try m.port("s_axi_awaddr").slice(within, address - within))], m)
        let w = try channel("w", [("data", m.port("s_axi_wdata")), ("strb", m.port("s_axi_wstrb"))], m)
        let (data, strobes) = (w.values[0], w.values[1])
        let b = try reply("b", [("resp", response)], m)
        let write = try (aw.valid & w.valid & b.free).named("write")
        try aw.waits.drive(try aw.valid & ~write)
        try w.waits.drive(try w.valid & ~write)
        try m.when(b.free) { () throws(Failure) in try b.valid.drive(try aw.valid & w.valid) }
        try m.when(write) { () throws(Failure) in
          try b.values[0].drive(try m.literal(nowhere, response))
          try m.select(aw.values[0]) { () throws(Failure) in
            for ((register, value), pulse) in zip(zip(registers, values), written) {
              try m.case(register.index, word) { () throws(Failure) in
                try b.values[0].drive(try m.literal(pulse == nil ? refused : okay, response))
                guard let pulse else { return }
                try store(data, strobes, in: value, register, m)
                try pulse.drive(register.width <= 8 ? strobes.bit(0) : strobes.slice(0, (register.width + 7) / 8).any())
              }
            }
          }
        }

        let ar = try channel("ar", [("addr", try m.port("s_axi_araddr").slice(within, address - within))], m)
        let r = try reply("r", [("data", data.type), ("resp", response)], m)
        let read = try (ar.valid & r.free).named("read")
        try ar.waits.drive(try ar.valid & ~read)
        try m.when(r.free) { () throws(Failure) in try r.valid.drive(ar.valid) }
        try m.when(read) { () throws(Failure) in
          try r.values[0].drive(try m.literal(0, data.type))
          try r.values[1].drive(try m.literal(nowhere, response))
          try m.select(ar.values[0]) { () throws(Failure) in
            for (register, value) in zip(registers, values) {
              try m.case(register.index, word) { () throws(Failure) in
                try r.values[1].drive(try m.literal(register.access == .wo ? refused : okay, response))
                if register.access == .wo { return }
                try r.values[0].drive(register.width == width ? value : try value.extended(to: width))
              }
            }
          }
        }
      })
  ]

  /// A channel that comes in: what arrives, or what has arrived and waits, so that ready depends on nothing but whether
  /// something waits. Its `waits` is yet to be driven.
  private static func channel(
    _ name: String, _ parts: [(name: String, value: Wire)], _ m: LibraryModule
  ) throws(Failure) -> (valid: Wire, waits: Wire, values: [Wire]) {
    let waits = try m.register("\(name)_waits", .bit, reset: 0)
    let ready = try m.port("s_axi_\(name)ready")
    try ready.drive(try ~waits)
    let values = try parts.map { (part) throws(Failure) in
      let held = try m.register("\(name)\(part.name)_held", part.value.type, next: part.value, enable: ready)
      return try m.mux(waits, held, part.value).named("\(name)\(part.name)")
    }
    return (try (m.port("s_axi_\(name)valid") | waits).named("\(name)_valid"), waits, values)
  }

  /// A channel that goes out: its registers, and whether they can take what is next.
  private static func reply(
    _ name: String, _ parts: [(name: String, type: TypeID)], _ m: LibraryModule
  ) throws(Failure) -> (valid: Wire, free: Wire, values: [Wire]) {
    let valid = try m.register("\(name)_valid", .bit, reset: 0)
    try m.drive("s_axi_\(name)valid", valid)
    let values = try parts.map { (part) throws(Failure) in
      let value = try m.register("\(name)\(part.name)", part.type, reset: 0)
      try m.drive("s_axi_\(name)\(part.name)", value)
      return value
    }
    return (valid, try (m.port("s_axi_\(name)ready") | ~valid).named("\(name)_free"), values)
  }

  /// What a write does to a register: the bytes whose strobes are 1 are stored, or clear where they are 1.
  private static func store(
    _ data: Wire, _ strobes: Wire, in value: Wire, _ register: BankRegister, _ m: LibraryModule
  ) throws(Failure) {
    if register.access == .w1c {
      let lanes = try stride(from: 0, to: register.width, by: 8).reversed().map { (low) throws(Failure) in
        try strobes.bit(low / 8).repeated(min(8, register.width - low))
      }
      let ones = try (data.slice(0, register.width) & m.cat(lanes)).named("\(register.name)_cleared")
      return try value.drive(try (value & ~ones) | m.port("regs_\(register.name)_set"))
    }
    for low in stride(from: 0, to: register.width, by: 8) {
      let width = min(8, register.width - low)
      try m.when(try strobes.bit(low / 8)) { () throws(Failure) in
        try value.slice(low, width).drive(try data.slice(low, width))
      }
    }
  }
}
