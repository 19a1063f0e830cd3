import HwgenBits
import HwgenSupport
import HwgenTypes

/// Memories and their ports. A memory is a cell that is no value; its ports name it, and may be of any number and of any
/// clocks.
extension ModuleBuilder {
  /// A memory of `depth` words of a type.
  ///
  /// Throws `badDepth` for a depth that is none, `memoryBudget` for more bits than `memoryBudget`, `badContents` for
  /// contents that are longer than the memory or do not fit the word, `unreadableFile`.
  public func memory(
    _ type: TypeID, depth wanted: some BinaryInteger, contents: MemoryContents = .unknown
  ) throws(Failure) -> NetID {
    let width = types.width(of: type)
    let depth = Int(clamping: wanted)
    if hasLate { try refuseLate(type, "a memory") }
    guard width >= 1 else { throw Failure(.badWidth, "a memory needs words of a constant width", at: place) }
    guard depth >= 1 else {
      throw Failure(.badDepth, "a memory of \(wanted) words; it has at least 1", at: place)
    }
    let (bits, overflow) = depth.multipliedReportingOverflow(by: width)
    guard depth == wanted, !overflow, bits <= memoryBudget else {
      let total = overflow || depth != wanted ? "more than \(Int.max)" : "\(bits)"
      throw Failure(
        .memoryBudget,
        "a memory of \(wanted) words of \(types.briefText(type)) has \(total) bits, and the budget of memory bits is \(memoryBudget)",
        at: place, fix: "make it smaller, or raise the budget of memory bits")
    }
    guard depth <= MemoryShape.maximumDepth else {
      throw Failure(
        .badDepth, "a memory of \(depth) words; it has at most \(MemoryShape.maximumDepth)", at: place,
        fix: "make the words wider, or take several memories")
    }
    var words = try self.words(of: contents, type: type, depth: depth)
    while let last = words?.last, last.isZero { words!.removeLast() }
    let net = try append(.memory, type, auxiliary: UInt32(draft.parts.memories.count))
    draft.parts.memories.append(MemoryShape(depth: depth, contents: words))
    return net
  }

  private func words(
    of contents: MemoryContents, type: TypeID, depth: Int
  ) throws(Failure) -> ContiguousArray<BitVector>? {
    let text = MemoryText(types: types, type: type, depth: depth, place: place)
    switch contents {
    case .unknown: return nil
    case .values(let values):
      guard values.count <= depth else { throw text.tooLong(values.count) }
      var words: ContiguousArray<BitVector> = []
      words.reserveCapacity(values.count)
      for value in values { words.append(try text.word(value, at: words.count)) }
      return words
    case .words(let words):
      precondition(words.allSatisfy { $0.width == types.width(of: type) }, "words of another width")
      guard words.count <= depth else { throw text.tooLong(words.count) }
      return words
    case .texts(let texts): return try text.values(texts)
    case .list(let list): return try text.list(list)
    case .file(let path): return try text.file(path)
    }
  }

  /// The word at an address in the same cycle; 0 beyond the last word.
  public func memoryRead(_ memory: NetID, address: NetID) throws(Failure) -> NetID {
    try check(memory: memory)
    try check(address: address, of: memory)
    let net = try append(.memoryRead, draft.cells[memory.index].type)
    draft.operands.append(memory)
    draft.operands.append(address)
    return net
  }

  /// The word at an address at the last rising edge of the clock at which the enable was 1; 0 beyond the last word.
  ///
  /// Without `clock` it takes the module's only Clock port. `onWrite` says what it gives of a word that is written at the
  /// same edge.
  public func memoryReadSync(
    _ memory: NetID, clock: NetID = .none, enable: NetID = .none, address: NetID, onWrite: ReadDuringWrite = .old
  ) throws(Failure) -> NetID {
    try check(memory: memory)
    let clock = try check(clock: clock, enable: enable)
    try check(address: address, of: memory)
    let net = try append(.memoryReadSync, draft.cells[memory.index].type, auxiliary: UInt32(onWrite.rawValue))
    draft.operands.append(contentsOf: [memory, clock, enable, address])
    return net
  }

  /// Writes a word at each rising edge of the clock at which the enable is 1 and the open branches are taken; nothing
  /// beyond the last word.
  ///
  /// The mask divides the word into as many parts of one width as it has bits; bit 0 is for the lowest part, and those
  /// whose bit is 0 keep what they are. Without `clock` it takes the module's only Clock port. The result is a cell, and no
  /// value.
  @discardableResult
  public func memoryWrite(
    _ memory: NetID, clock: NetID = .none, enable: NetID = .none, address: NetID, data: NetID, mask: NetID = .none
  ) throws(Failure) -> NetID {
    try check(memory: memory)
    let clock = try check(clock: clock, enable: enable)
    try check(address: address, of: memory)
    try check(data)
    if isRelaxed, type(of: data) != type(of: memory), isAdaptable(data, to: type(of: memory)) {
      return try relaxing("write", data, to: type(of: memory)) { (data) throws(Failure) in
        try memoryWrite(memory, clock: clock, enable: enable, address: address, data: data, mask: mask)
      }
    }
    guard type(of: data) == type(of: memory) else {
      throw Failure(
        width(of: data) == width(of: memory) ? .typeMismatch : .widthMismatch,
        "\(described(data)) is written into \(described(memory))", at: place,
        notes: madeNotes(data) + madeNotes(memory))
    }
    if mask != .none {
      try check(mask)
      let kind = types.kind(of: type(of: mask))
      guard kind == .bit || kind == .bits || kind == .uint else {
        throw Failure(
          .typeMismatch, "the mask of a write is Bits, a UInt or a Bit, not \(described(mask))", at: place,
          notes: madeNotes(mask))
      }
      guard width(of: memory) % width(of: mask) == 0 else {
        throw Failure(
          .widthMismatch,
          "a mask of \(width(of: mask)) bits does not divide the \(width(of: memory)) bits of \(described(memory))",
          at: place, notes: madeNotes(mask) + madeNotes(memory),
          fix: "take a mask with a bit for each part of the word, all parts of one width")
      }
    }
    try checkScope("a write")
    endChain()
    let enable = try both(try openCondition(), enable)
    let net = try append(.memoryWrite, type(of: memory))
    draft.operands.append(contentsOf: [memory, clock, enable, address, data, mask])
    draft.parts.memories[Int(draft.cells[memory.index].auxiliary)].writes.append(net)
    return net
  }

  /// A port that reads and writes at one address: a write at each rising edge of the clock at which the enable and the write
  /// enable are 1 and the open branches are taken, and a synchronous read at each at which the enable is 1. The result is the
  /// word that it reads, the last cell that is made. See `memoryReadSync` and `memoryWrite`.
  public func memoryReadWrite(
    _ memory: NetID, clock: NetID = .none, enable: NetID = .none, writeEnable: NetID, address: NetID, data: NetID,
    mask: NetID = .none, onWrite: ReadDuringWrite = .old
  ) throws(Failure) -> NetID {
    try check(memory: memory)
    let clock = try check(clock: clock, enable: enable)
    try check(writeEnable, "the write enable")
    let isWritten = try both(enable, writeEnable)
    try memoryWrite(memory, clock: clock, enable: isWritten, address: address, data: data, mask: mask)
    return try memoryReadSync(memory, clock: clock, enable: enable, address: address, onWrite: onWrite)
  }

  // MARK: Operands

  private func check(memory: NetID) throws(Failure) {
    guard memory.index < draft.cells.count else { throw unusable(memory) }
    guard draft.cells[memory.index].operation == .memory else {
      throw Failure(
        .badOperand, "\(described(memory)) is no memory, and has no words to read or write", at: place,
        notes: madeNotes(memory))
    }
  }

  private func check(address: NetID, of memory: NetID) throws(Failure) {
    try check(address)
    let kind = types.kind(of: type(of: address))
    guard kind == .bit || kind == .bits || kind == .uint else {
      throw Failure(
        .typeMismatch, "the address of a memory is a UInt, Bits or a Bit, not \(described(address))", at: place,
        notes: madeNotes(address), fix: kind == .sint ? "convert it with as_uint" : nil)
    }
  }

  /// Checks the clock and the enable of a port, and finds the clock if it is not given.
  private func check(clock: NetID, enable: NetID) throws(Failure) -> NetID {
    let clock = try clock == .none ? onlyClock(for: "a memory") : clock
    try check(clock)
    guard type(of: clock) == .clock else {
      throw Failure(.typeMismatch, "the clock of a memory's port is a Clock, not \(described(clock))", at: place)
    }
    if enable != .none { try check(enable, "the enable") }
    return clock
  }

  private func check(_ bit: NetID, _ what: String) throws(Failure) {
    try check(bit)
    guard type(of: bit) == .bit else {
      throw Failure(.typeMismatch, "\(what) of a memory's port is a Bit, not \(described(bit))", at: place)
    }
  }
}
