import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// Where the text declares what verilator warns of and the design means: signals and late parameters that it does not read, or
/// not in full, and memories that several clocks write. A printer makes one and lends it to the module writers; the text itself
/// passes by in chunks, so that offsets become lines without printing twice.
final class LintNotes {
  /// What is told, by verilator's word for it.
  enum Kind: String {
    case unreadSignal = "UNUSEDSIGNAL"
    case unreadParameter = "UNUSEDPARAM"
    case severalClocks = "MULTIDRIVEN"
  }

  /// Offsets into the text, in its order; the first `next` have lines.
  private var offsets: [(kind: Kind, offset: Int)] = []
  private var next = 0
  private var lines: [Int] = []
  private var position = 0
  private var line = 1

  func declare(_ kind: Kind, at offset: Int) { offsets.append((kind, offset)) }

  /// Forgets one text, for another.
  func removeAll() {
    offsets = []
    lines = []
    (next, position, line) = (0, 0, 1)
  }

  /// Takes the text's next bytes; what is declared in them has been declared before.
  func pass(_ chunk: UnsafeRawBufferPointer) {
    var start = 0
    while next < offsets.count, offsets[next].offset < position + chunk.count {
      let end = offsets[next].offset - position
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
    let newline = SIMD16<UInt8>(repeating: UInt8(ascii: "\n"))
    var count = 0
    var position = 0
    while position &+ 16 <= bytes.count {
      // A byte counts at most 255.
      var counts = SIMD16<UInt8>()
      let end = min(bytes.count, position &+ 16 &* 255)
      while position &+ 16 <= end {
        let part = bytes.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
        counts &+= SIMD16(repeating: 0).replacing(with: 1, where: part .== newline)
        position &+= 16
      }
      for lane in counts.indices { count &+= Int(counts[lane]) }
    }
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { count &+= 1 }
      position &+= 1
    }
    return count
  }

  /// The first line of the notes: a file without it is not hwgen's, and left alone.
  static let marker: StaticString = "// Written by hwgen: warnings that are of the design itself.\n"

  /// The file that tells verilator of exactly these lines, when the text has passed. `file` is its pattern for the Verilog
  /// file's path.
  func waivers(file: String) -> String { LintNotes.file(of: waiverLines(file: file)) }

  /// The file that such lines make: none for none.
  static func file(of lines: String) -> String {
    lines.isEmpty
      ? ""
      : ByteWriter.string { writer in
        writer.write(LintNotes.marker)
        writer.write("`verilator_config\n")
        writer.write(string: lines)
      }
  }

  /// What stands in the file, for one Verilog file of a design.
  func waiverLines(file: String) -> String {
    ByteWriter.string { writer in
      for ((kind, _), line) in zip(offsets, lines) {
        writer.write(string: "lint_off -rule \(kind.rawValue) -file \"")
        for byte in file.utf8 { writer.write(byte: byte < 32 || byte == UInt8(ascii: "\"") ? UInt8(ascii: "?") : byte) }
        writer.write("\" -lines ")
        writer.write(decimal: line)
        writer.write("\n")
      }
    }
  }
}

/// What is known of the reads of something that has a name.
enum NameReads: UInt8, BitwiseCopyable {
  /// It is not declared by the module's text, but for its ports.
  case none
  /// Some of its bits are never read.
  case partial
  case whole
}

extension LoweredModule {
  /// Finds for each entry of `names` that a net has whether all of its bits are read.
  func findNameReads(_ found: inout Column<NameReads>) {
    found.refill(with: .none, count: names.entries.count)
    for net in cells.indices where flags[net].contains([.live, .named]) {
      guard let entry = entry(net) else { continue }
      let operation = cells[net].operation
      let isWhole =
        operation == .instanceOutput
        ? Int(target[net]) == net
          ? flags[net].contains(.readWhole)
          : reading[net] == .plain && cells[Int(target[net])].operation == .output
        : flags[net].contains(.readWhole)
      if isWhole {
        found[entry] = .whole
      } else if operation != .output, found[entry] == .none {
        found[entry] = .partial
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
        if sorted[position].low >= UInt32(TypeStore.lateExtent) { found[first.entry] = .whole }
        if sorted[position].low > covered { hasGap = true }
        covered = max(covered, sorted[position].high)
        position += 1
      }
      if !hasGap, covered == width[Int(first.net)] { found[first.entry] = .whole }
    }
  }

  /// The entry of `names` under which a net's name is declared, or nil for a net without a name.
  private func entry(_ net: Int) -> Int? {
    let index = name[net]
    return index == LoweredModule.none ? nil : Int(names.entries[Int(index)].same)
  }
}
