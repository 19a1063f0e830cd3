import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A memory of the circuit whose body runs: words of one type. Made by `IO.memory`; it is no value, its ports read and
/// write it, as many as there are calls.
///
/// An address has any width and is a `UInt`, `Bits` or a `Bit`; an integer is a constant one. A word beyond the last is
/// read as 0, and not written.
public struct Memory {
  let body: Body
  let cell: Signal

  init(_ body: Body, _ cell: Signal) {
    self.body = body
    self.cell = cell
  }

  /// The memory itself, with the name that it is to have in the output.
  @discardableResult
  public func named(_ name: String, file: StaticString = #fileID, line: UInt = #line) -> Memory {
    cell.named(name, file: file, line: line)
    return self
  }

  /// Declares that its words may be read in other clock domains than they are written in: a word that is read does not
  /// change.
  @discardableResult
  public func crossing(file: StaticString = #fileID, line: UInt = #line) -> Memory {
    body.locate(file, line)
    body.effect { (builder) throws(Failure) in try builder.declareCrossing(ofMemory: try body.net(cell)) }
    return self
  }

  /// The word at an address, in the same cycle.
  public func read(_ address: any SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let memory = try body.net(cell)
      return try builder.memoryRead(memory, address: try net(ofAddress: address.signal, builder))
    }
  }

  /// `read(address)`.
  public subscript(address: any SignalValue, file: StaticString = #fileID, line: UInt = #line) -> Signal {
    read(address, file: file, line: line)
  }

  /// The word at an address at the last rising edge of the clock at which the enable was 1.
  ///
  /// It takes the circuit's only clock unless one is named. `onWrite` says what it gives of a word that a port of the same
  /// clock writes at the same edge.
  public func readSync(
    _ address: any SignalValue, enable: Signal? = nil, clock: Signal? = nil, onWrite: ReadDuringWrite = .old,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let memory = try body.net(cell)
      let address = try net(ofAddress: address.signal, builder)
      return try builder.memoryReadSync(
        memory, clock: try optional(clock), enable: try optional(enable), address: address, onWrite: onWrite)
    }
  }

  /// Writes a word at every rising edge of the clock at which the enable is 1.
  ///
  /// The mask has a bit for each part of the word, bit 0 for the lowest, all parts of one width: those whose bit is 0 stay
  /// as they are. Of two writes of one word at one edge the one that was made later wins.
  public func write(
    _ address: any SignalValue, _ data: any SignalValue, enable: Signal? = nil, mask: Signal? = nil,
    clock: Signal? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    body.locate(file, line)
    body.effect { (builder) throws(Failure) in
      let memory = try body.net(cell)
      let address = try net(ofAddress: address.signal, builder)
      let data = try body.net(data.signal, as: builder.type(of: memory), builder)
      try builder.memoryWrite(
        memory, clock: try optional(clock), enable: try optional(enable), address: address, data: data,
        mask: try optional(mask))
    }
  }

  /// A port that reads and writes at one address: a `write` with the enable and the write enable, and a `readSync` with the
  /// enable, whose word it gives. So a memory with a single port is made. In a branch the read is as if it stood outside.
  public func readWrite(
    _ address: any SignalValue, _ data: any SignalValue, writeEnable: Signal, enable: Signal? = nil,
    mask: Signal? = nil, clock: Signal? = nil, onWrite: ReadDuringWrite = .old, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Signal {
    body.locate(file, line)
    return body.operation { (builder) throws(Failure) in
      let memory = try body.net(cell)
      let address = try net(ofAddress: address.signal, builder)
      let data = try body.net(data.signal, as: builder.type(of: memory), builder)
      return try builder.memoryReadWrite(
        memory, clock: try optional(clock), enable: try optional(enable), writeEnable: try body.net(writeEnable),
        address: address, data: data, mask: try optional(mask), onWrite: onWrite)
    }
  }

  private func optional(_ signal: Signal?) throws(Failure) -> NetID {
    guard let signal else { return .none }
    return try body.net(signal)
  }

  /// An integer is a literal of just enough bits.
  private func net(ofAddress address: Signal, _ builder: ModuleBuilder) throws(Failure) -> NetID {
    guard address.body == nil, let value = address.integer else { return try body.net(address) }
    let width = max(1, Int.bitWidth - max(value, 0).leadingZeroBitCount)
    return try builder.literal(Integer(value), type: try body.types.vector(.uint, width: width))
  }
}

extension IO {
  /// A memory of `depth` words of a type, of which nothing is known until they are written.
  public func memory(
    _ type: HardwareType, depth: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Memory {
    memory(type, depth, .unknown, file, line)
  }

  /// A memory that holds `contents` at power-up, and zeros behind them: whole numbers, which of an enumeration are codes of
  /// members. HW2042 if they do not fit.
  public func memory(
    _ type: HardwareType, depth: Int, contents: [Int], file: StaticString = #fileID, line: UInt = #line
  ) -> Memory {
    memory(type, depth, .values(contents.map { Integer($0) }), file, line)
  }

  /// The same for numbers of any size.
  public func memory(
    _ type: HardwareType, depth: Int, contents: [Integer], file: StaticString = #fileID, line: UInt = #line
  ) -> Memory {
    memory(type, depth, .values(contents), file, line)
  }

  /// The same for constants of any type: `[0.25, -1]`, `[State.idle, State.run]`, `["{x: 1, y: idle}"]`. HW2042 for a signal.
  public func memory(
    _ type: HardwareType, depth: Int, contents: [any SignalValue], file: StaticString = #fileID, line: UInt = #line
  ) -> Memory {
    body.locate(file, line)
    let cell = body.operation { (builder) throws(Failure) in
      let type = try type.id(in: body.types)
      var texts: [String] = []
      for value in contents { texts.append(try text(ofWord: texts.count, value.signal, type, builder)) }
      return try builder.memory(type, depth: depth, contents: .texts(texts))
    }
    return Memory(body, cell)
  }

  private func text(
    ofWord index: Int, _ value: Signal, _ type: TypeID, _ builder: ModuleBuilder
  ) throws(Failure) -> String {
    if value.body == nil, let integer = value.integer { return "\(integer)" }
    guard let constant = value.constant, let text = try constant.text(as: type, builder) else {
      throw Failure(
        .badContents,
        "word \(index) of the contents is no constant of \(body.types.briefText(type))", at: builder.place)
    }
    return text
  }

  /// A memory that holds at power-up what a file says in the form that Verilog's `$readmemh` reads: patterns of bits, whatever
  /// the type. It is read here and now. HW2043 if it cannot be, HW2042 if the words do not fit.
  public func memory(
    _ type: HardwareType, depth: Int, contentsOf path: String, file: StaticString = #fileID, line: UInt = #line
  ) -> Memory {
    memory(type, depth, .file(path), file, line)
  }

  private func memory(
    _ type: HardwareType, _ depth: Int, _ contents: MemoryContents, _ file: StaticString, _ line: UInt
  ) -> Memory {
    body.locate(file, line)
    let cell = body.operation { (builder) throws(Failure) in
      try builder.memory(try type.id(in: body.types), depth: depth, contents: contents)
    }
    return Memory(body, cell)
  }
}
