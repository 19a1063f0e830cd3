import HwgenBits
import HwgenNetlist
import HwgenSupport

/// Memories: their declarations, what they hold at power-up, and a clocked block for the writes of each clock.
extension ModuleWriter {
  /// ` [0:255]`, behind the name.
  func writeDepth(_ memory: Int, to writer: inout VerilogText) {
    writer.write(" [0:")
    writer.write(decimal: lowered.memories[Int(lowered.cells[memory].auxiliary)].depth - 1)
    writer.write("]")
  }

  /// Yosys reads a block in time that grows with the square of its statements.
  private static let wordsInBlock = 256

  /// The words at power-up: by themselves, but zeros by a loop if there are many. No file beside the text is needed. Many
  /// words stand in several blocks; those behind a loop, which must run before them, in the block of the loop.
  func writeContents(to writer: inout VerilogText) {
    guard lowered.memoryNets.contains(where: { lowered.isInitialised(Int($0)) }) else { return }
    if lowered.loopName != LoweredModule.none {
      writer.write("  integer ")
      lowered.names.write(lowered.loopName, to: &writer.bytes)
      writer.write(";\n")
    }
    writer.write("  initial begin\n")
    writer.indent = 4
    for memory in lowered.memoryNets where lowered.isInitialised(Int(memory)) {
      let memory = Int(memory)
      let shape = lowered.memories[Int(lowered.cells[memory].auxiliary)]
      let contents = shape.contents ?? []
      let form = form(ofLiteral: memory)
      let isListed = shape.isListed
      if !isListed { writeZeroing(memory, to: &writer) }
      let zero = BitVector(width: Int(lowered.width[memory]), low: 0)
      for index in 0..<(isListed ? shape.depth : contents.count) {
        if isListed, index > 0, index % ModuleWriter.wordsInBlock == 0 { writer.write("  end\n  initial begin\n") }
        let word = index < contents.count ? contents[index] : zero
        if word.isZero, !isListed { continue }
        writer.write("    ")
        write(name: memory, to: &writer)
        writer.write("[")
        writer.write(decimal: index)
        writer.write("] = ")
        write(literal: word, form, to: &writer)
        writer.write(";\n")
      }
    }
    writer.indent = 2
    writer.write("  end\n")
  }

  private func writeZeroing(_ memory: Int, to writer: inout VerilogText) {
    func index(_ writer: inout VerilogText) { lowered.names.write(lowered.loopName, to: &writer.bytes) }
    writer.write("    for (")
    index(&writer)
    writer.write(" = 0; ")
    index(&writer)
    writer.write(" < ")
    writer.write(decimal: lowered.memories[Int(lowered.cells[memory].auxiliary)].depth)
    writer.write("; ")
    index(&writer)
    writer.write(" = ")
    index(&writer)
    writer.write(" + 1) begin")
    writer.write("\n      ")
    write(name: memory, to: &writer)
    writer.write("[")
    index(&writer)
    writer.write("] = ")
    writer.indent = 6
    writeZeros(Int(lowered.width[memory]), to: &writer)
    writer.indent = 4
    writer.write(";\n    end\n")
  }

  /// The clocks that write a memory, in the order of their first writes.
  func writeClocks(of memory: Int) -> [LoweredModule.Trigger] {
    var clocks: [LoweredModule.Trigger] = []
    for write in lowered.writeRange(memory) where lowered.mayWrite(lowered.writes[write]) {
      let clock = lowered.trigger(Int(lowered.writes[write].clock))
      if !clocks.contains(clock) { clocks.append(clock) }
    }
    return clocks
  }

  /// A block for each clock that writes a memory, in the order of its first write.
  func writeWrites(to writer: inout VerilogText) {
    for memory in lowered.memoryNets {
      let clocks = writeClocks(of: Int(memory))
      // A variable may be assigned in one always_ff, and nowhere else.
      let isShared = clocks.count > 1 || lowered.isInitialised(Int(memory))
      for clock in clocks {
        writer.write(options.profile == .verilog || isShared ? "  always @(" : "  always_ff @(")
        write(edge: clock, to: &writer)
        writer.write(") begin\n")
        for write in lowered.writeRange(Int(memory))
        where lowered.mayWrite(lowered.writes[write])
          && lowered.trigger(Int(lowered.writes[write].clock)) == clock
        {
          self.write(lowered.writes[write], to: &writer)
        }
        writer.write("  end\n")
      }
    }
  }

  private func write(_ port: LoweredWrite, to writer: inout VerilogText) {
    writer.indent = 4
    defer { writer.indent = 2 }
    let isConditional = port.enable != LoweredModule.none && lowered.constantBit(Int(port.enable)) != true
    if isConditional { open(if: Int(port.enable), to: &writer) }
    for part in lowered.parts(of: port) {
      let constant = part.mask == LoweredModule.none ? true : lowered.constantBit(Int(part.mask))
      if constant == false { continue }
      if constant == nil { open(if: Int(part.mask), to: &writer) }
      indent(&writer)
      write(name: Int(port.memory), to: &writer)
      writer.write("[")
      write(read: Int(port.index), .root, to: &writer)
      writer.write("]")
      if part.width < lowered.width[Int(port.memory)] {
        writer.write("[")
        if part.width > 1 {
          writer.write(decimal: Int(part.low + part.width) - 1)
          writer.write(":")
        }
        writer.write(decimal: Int(part.low))
        writer.write("]")
      }
      writer.write(" <= ")
      write(read: Int(part.data), .root, to: &writer)
      end(port.location, to: &writer)
      if constant == nil { close(&writer) }
    }
    if isConditional { close(&writer) }
  }

  private func indent(_ writer: inout VerilogText) {
    writer.writeIndent()
  }

  private func open(if condition: Int, to writer: inout VerilogText) {
    indent(&writer)
    writer.write("if (")
    write(read: condition, .root, to: &writer)
    writer.write(") begin\n")
    writer.indent += 2
  }

  private func close(_ writer: inout VerilogText) {
    writer.indent -= 2
    indent(&writer)
    writer.write("end\n")
  }
}
