import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Where the text declares signals that the design does not read, or not in full. A printer makes one and lends it to the
/// module writers; the text itself passes by in chunks, so that offsets become lines without printing twice.
final class UnreadSignals {
  /// Offsets into the text, in its order, that no chunk has passed yet.
  private var offsets: [Int] = []
  private var next = 0
  private var lines: [Int] = []
  private var position = 0
  private var line = 1

  func declare(at offset: Int) { offsets.append(offset) }

  /// Forgets one text, for another.
  func removeAll() {
    offsets = []
    lines = []
    (next, position, line) = (0, 0, 1)
  }

  /// Takes the text's next bytes; what is declared in them has been declared before.
  func pass(_ chunk: UnsafeRawBufferPointer) {
    var start = 0
    while next < offsets.count, offsets[next] < position + chunk.count {
      let end = offsets[next] - position
      line += newlines(in: chunk[start..<end])
      start = end
      lines.append(line)
      next += 1
    }
    line += newlines(in: chunk[start...])
    position += chunk.count
  }

  private func newlines(in bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    var count = 0
    var position = 0
    // Eight at a time: a byte of `other` is 0 where there is a newline, and then the sum does not reach its upper bit.
    while position &+ 8 <= bytes.count {
      let other = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) ^ 0x0a0a_0a0a_0a0a_0a0a
      let sum = (other & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7f7f_7f7f_7f7f_7f7f
      count &+= (~(sum | other) & 0x8080_8080_8080_8080).nonzeroBitCount
      position &+= 8
    }
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { count &+= 1 }
      position &+= 1
    }
    return count
  }

  /// The first line of the notes: a file without it is not hwgen's, and left alone.
  static let marker: StaticString = "// Written by hwgen: what the design never reads.\n"

  /// The file that tells verilator of exactly these lines, when the text has passed. `file` is its pattern for the Verilog
  /// file's path.
  func waivers(file: String) -> String { UnreadSignals.file(of: waiverLines(file: file)) }

  /// The file that such lines make: none for none.
  static func file(of lines: String) -> String {
    lines.isEmpty
      ? ""
      : ByteWriter.string { writer in
        writer.write(UnreadSignals.marker)
        writer.write("`verilator_config\n")
        writer.write(string: lines)
      }
  }

  /// What stands in the file, for one Verilog file of a design.
  func waiverLines(file: String) -> String {
    ByteWriter.string { writer in
      for line in lines {
        writer.write("lint_off -rule UNUSEDSIGNAL -file \"")
        for byte in file.utf8 { writer.write(byte: byte < 32 || byte == UInt8(ascii: "\"") ? UInt8(ascii: "?") : byte) }
        writer.write("\" -lines ")
        writer.write(decimal: line)
        writer.write("\n")
      }
    }
  }
}

extension LoweredModule {
  /// Finds for each entry of `names` that a net has whether some of its bits are never read.
  func findUnreadNames(_ unread: inout Column<Bool>) {
    unread.refill(with: false, count: names.entries.count)
    for net in cells.indices where flags[net].contains([.live, .named]) && cells[net].operation != .output {
      if let entry = entry(net) { unread[entry] = true }
    }
    for net in cells.indices where flags[net].contains([.live, .named]) {
      guard let entry = entry(net) else { continue }
      let isConnected = flags[net].contains(.readWhole)
      let isTarget =
        cells[net].operation == .instanceOutput && reading[net] == .plain && Int(target[net]) != net
        && cells[Int(target[net])].operation == .output
      if isConnected && (cells[net].operation != .instanceOutput || Int(target[net]) == net) || isTarget {
        unread[entry] = false
      }
    }
    if partialReads.isEmpty { return }
    let sorted = partialReads.compactMap { read in
      entry(Int(read.net)).map { (entry: $0, low: read.low, high: read.low + read.width, net: read.net) }
    }
    .sorted { ($0.entry, $0.low) < ($1.entry, $1.low) }
    var position = 0
    while position < sorted.count {
      let first = sorted[position]
      var covered: UInt32 = 0
      var hasGap = false
      while position < sorted.count, sorted[position].entry == first.entry {
        // Verilator takes a bit that an expression selects for all of them.
        if sorted[position].low >= UInt32(TypeStore.lateExtent) { unread[first.entry] = false }
        if sorted[position].low > covered { hasGap = true }
        covered = max(covered, sorted[position].high)
        position += 1
      }
      if !hasGap, covered == width[Int(first.net)] { unread[first.entry] = false }
    }
  }

  /// The entry of `names` under which a net's name is declared, or nil for a net without a name.
  private func entry(_ net: Int) -> Int? {
    let index = name[net]
    return index == LoweredModule.none ? nil : Int(names.entries[Int(index)].same)
  }
}
