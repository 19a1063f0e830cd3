import HwgenBits

/// What a memory of a module is beside its cell, whose `auxiliary` is its index in `Module.memories`. Made by a
/// `ModuleBuilder`, read by all that reads memories.
public struct MemoryShape: Equatable, Sendable {
  /// How many words there are, at least 1.
  public let depth: Int
  /// The words at power-up, from address 0 on, without zeros at the end: the others are 0. Nil: unknown until written.
  public let contents: ContiguousArray<BitVector>?
  /// Its write ports, in order: of two that write one word at one edge, the later wins.
  public internal(set) var writes: ContiguousArray<NetID> = []

  /// Its words may be read in other clock domains than they are written in: the design sees to it that a word which is
  /// read does not change.
  public internal(set) var isCrossing = false

  /// The bits of an address that reaches every word, at least 1.
  public var indexWidth: Int { max(1, Int.bitWidth - (depth - 1).leadingZeroBitCount) }

  /// Whether an address of so many bits may lie beyond the last word.
  public func mayLeave(addressWidth: Int) -> Bool { addressWidth >= 32 || 1 << addressWidth > depth }

  /// The most words of a memory, whatever the budget: what Verilog's `integer` counts.
  public static let maximumDepth = Int(Int32.max)
}

/// What a synchronous read port gives where a port of the same clock writes the word that it reads, at the same edge.
public enum ReadDuringWrite: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// What the word was before the edge.
  case old
  /// What the word is after the edge.
  case new
}

/// What a memory holds at power-up, as a host says it.
public enum MemoryContents {
  /// Nothing is known of a word until it is written.
  case unknown
  /// The first words as whole numbers of the word's type: 1 is 1.0 of a fixed-point one, and a code of an enumeration. The
  /// bits of the others are 0.
  case values([Integer])
  /// The same as patterns, each as wide as the word; any is one of an enumeration.
  case words(ContiguousArray<BitVector>)
  /// The same as values of the word's type, each in the language of `ValueParser`.
  case texts([String])
  /// The same as one text with commas between: `1, -2, 0xff`. An empty one is all zeros.
  case list(String)
  /// A file of patterns in the form that `$readmemh` reads, by its path; words that it does not name are 0.
  case file(String)
}
