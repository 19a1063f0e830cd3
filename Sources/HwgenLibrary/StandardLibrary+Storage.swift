import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Memories with ports.
extension StandardLibrary {
  static let storage = [
    LibraryGenerator(
      "RegisterFile",
      parameters: """
        item: type = UInt(32) "of the registers", count: int >= 2 = 32 "registers", reads: int >= 1 = 2 "read ports", \
        has_zero: bool = false "register 0 reads as 0"
        """,
      interface: """
        in clk: Clock; in write: Bit; in w_index: UInt(clog2(count)); in w_data: item;
        in r_index[i]: UInt(clog2(count)) for i in 0..<reads; out r_data[i]: item for i in 0..<reads
        """,
      doc: """
        Registers with one port that writes, at the edge of clk, and ports that read, in the same cycle: what is written is \
        read after the edge. With has_zero register 0 reads as 0, whatever is written into it.
        """,
      body: { (m) throws(Failure) in
        let item = try m.type("item")
        let memory = try m.builder.memory(item, depth: try m.count("count"))
        try m.builder.setName(m.context.names.intern("registers"), of: memory)
        try m.builder.memoryWrite(
          memory, enable: m.port("write").net, address: m.port("w_index").net, data: m.port("w_data").net)
        for port in 0..<(try m.count("reads")) {
          let index = try m.port("r_index_\(port)")
          var word = Wire(m.builder, try m.builder.memoryRead(memory, address: index.net))
          if try m.flag("has_zero") { word = try m.mux(try index == 0, try m.literal(0, item), word) }
          try m.drive("r_data_\(port)", try m.named("r_data_\(port)", word))
        }
      })
  ]
}
