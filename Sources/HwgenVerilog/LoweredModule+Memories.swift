import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// One write port, as the text has it.
struct LoweredWrite: BitwiseCopyable {
  var memory: UInt32
  var clock: UInt32
  /// The nets of the enable, the bounds of the address in it, and of the word's number.
  var enable: UInt32
  var index: UInt32
  /// The parts of the word that are written, in `LoweredModule.writeParts`.
  var firstPart: UInt32
  var partCount: UInt32
  var location: LocationID
}

/// Some bits of the word of a write.
struct WritePart: BitwiseCopyable {
  /// The bit of the mask, or none.
  var mask: UInt32
  var data: UInt32
  var low: UInt32
  var width: UInt32
}

/// Lowering of memories, before names are read through: the ports get the bounds of their addresses, and a synchronous
/// read becomes a register that is driven with what is read, so that all that is known of registers holds for it.
///
/// What Verilog leaves open is written out here: a word beyond the last one is 0, and is not written; a `new` read takes
/// what is written at its edge from the write port itself. The cells that say so stand behind the module's own. Linear in
/// the ports, and for `new` reads in the pairs of them and the writes of their memory and clock.
extension LoweredModule {
  func lowerMemories() {
    writes.empty()
    writeParts.empty()
    if memories.isEmpty { return }
    for net in 0..<ownCount {
      switch cells[net].operation {
      case .memory: target[net] = LoweredModule.none
      case .memoryRead: lowerRead(net)
      case .memoryReadSync: lowerSyncRead(net)
      default: break
      }
    }
    for net in 0..<ownCount where cells[net].operation == .memory {
      target[net] = UInt32(writes.count)
      for write in memories[Int(cells[net].auxiliary)].writes { lowerWrite(write.index) }
    }
  }

  /// The write ports of a memory.
  @inline(__always)
  func writeRange(_ memory: Int) -> Range<Int> {
    let first = Int(target[memory])
    return first..<first + memories[Int(cells[memory].auxiliary)].writes.count
  }

  /// Whether a port may write something, so far as constants tell.
  func mayWrite(_ write: LoweredWrite) -> Bool {
    if write.enable != LoweredModule.none, constantBit(Int(write.enable)) == false { return false }
    return parts(of: write).contains { $0.mask == LoweredModule.none || constantBit(Int($0.mask)) != false }
  }

  func parts(of write: LoweredWrite) -> ArraySlice<WritePart> {
    writeParts[Int(write.firstPart)..<Int(write.firstPart + write.partCount)]
  }

  /// Whether the text sets the memory's words at power-up: it has contents, or nothing ever writes it and all are 0.
  func isInitialised(_ memory: Int) -> Bool {
    memories[Int(cells[memory].auxiliary)].contents != nil || !writeRange(memory).contains { mayWrite(writes[$0]) }
  }

  // MARK: Ports

  private func lowerRead(_ net: Int) {
    let memory = operand(net, 0)
    let (index, isInside) = access(memory, operand(net, 1))
    operands[Int(cells[net].firstOperand) + 1] = NetID(index)
    guard let isInside else { return }
    let word = read(memory, index, like: net)
    let zero = addLiteral(BitVector(width: Int(width[net]), low: 0), like: net)
    become(net, add(.mux, [isInside, word, zero], width: width[net], like: net))
  }

  private func lowerSyncRead(_ net: Int) {
    let first = Int(cells[net].firstOperand)
    let (memory, clock, enable, address) = (operand(net, 0), operands[first + 1], operands[first + 2], operand(net, 3))
    let (index, isInside) = access(memory, address)
    var value = read(memory, index, like: net)
    if cells[net].auxiliary == UInt32(ReadDuringWrite.new.rawValue) {
      for write in memories[Int(cells[memory].auxiliary)].writes
      where operands[Int(cells[write.index].firstOperand) + 1] == clock {
        value = passed(value, by: write.index, to: address, like: net)
      }
    }
    if let isInside {
      let zero = addLiteral(BitVector(width: Int(width[net]), low: 0), like: net)
      value = add(.mux, [isInside, value, zero], width: width[net], like: net)
    }
    let register = add(.register, [], width: width[net], like: net)
    operands.append(contentsOf: [clock, enable, .none, .none, .none])
    cells[register].type = cells[net].type
    low[register] = UInt32(drives.count)
    drives.append(
      Drive(
        target: NetID(register), low: 0, width: width[net], value: NetID(value), location: cells[net].location))
    become(net, register)
  }

  /// What a word is after a write at the same edge.
  private func passed(_ word: Int, by write: Int, to address: Int, like net: Int) -> Int {
    let first = Int(cells[write].firstOperand)
    let (enable, other) = (operands[first + 2], operand(write, 3))
    var isHit: Int?
    if address != other {
      let compared = max(width[address], width[other])
      let left = extended(address, to: compared, like: net)
      isHit = add(.equal, [left, extended(other, to: compared, like: net)], width: 1, like: net)
    }
    if enable != .none { isHit = both(enable.index, isHit, like: net) }
    let (data, mask) = (operand(write, 4), operands[first + 5])
    if mask == .none || width[mask.index] == 1 {
      if mask != .none { isHit = both(isHit, mask.index, like: net) }
      guard let isHit else { return data }
      return add(.mux, [isHit, data, word], width: width[net], like: net)
    }
    let size = width[net] / width[mask.index]
    var parts: [Int] = []
    for part in (0..<width[mask.index]).reversed() {
      let bit = slice(mask.index, part, 1, like: net)
      let isTaken = both(isHit, bit, like: net)!
      let given = slice(data, part * size, size, like: net)
      let kept = slice(word, part * size, size, like: net)
      parts.append(add(.mux, [isTaken, given, kept], width: size, like: net))
    }
    return add(.concat, parts, width: width[net], like: net)
  }

  private func lowerWrite(_ net: Int) {
    let first = Int(cells[net].firstOperand)
    let (memory, data, mask) = (operand(net, 0), operand(net, 4), operands[first + 5])
    let (index, isInside) = access(memory, operand(net, 3))
    var enable = operands[first + 2] == .none ? nil : operands[first + 2].index
    enable = both(enable, isInside, like: net)
    let isMasked = mask != .none && width[mask.index] > 1
    if mask != .none, !isMasked { enable = both(enable, mask.index, like: net) }
    let firstPart = writeParts.count
    let count = isMasked ? width[mask.index] : 1
    let size = width[data] / count
    for part in 0..<count {
      writeParts.append(
        WritePart(
          mask: isMasked ? UInt32(slice(mask.index, part, 1, like: net)) : LoweredModule.none,
          data: UInt32(isMasked ? slice(data, part * size, size, like: net) : data), low: part * size, width: size))
    }
    writes.append(
      LoweredWrite(
        memory: UInt32(memory), clock: operands[first + 1].raw, enable: enable.map { UInt32($0) } ?? LoweredModule.none,
        index: UInt32(index), firstPart: UInt32(firstPart), partCount: count, location: cells[net].location))
  }

  // MARK: Cells

  /// The conjunction of two conditions, of which either may be absent.
  private func both(_ a: Int?, _ b: Int?, like net: Int) -> Int? {
    guard let a, let b else { return a ?? b }
    return add(.and, [a, b], width: 1, like: net)
  }

  /// The number of the word at an address, as wide as the memory needs it, and whether there is one, if that is open.
  private func access(_ memory: Int, _ address: Int) -> (index: Int, isInside: Int?) {
    let shape = memories[Int(cells[memory].auxiliary)]
    let given = width[address]
    let wanted = UInt32(shape.indexWidth)
    let index = given > wanted ? slice(address, 0, wanted, like: address) : extended(address, to: wanted, like: address)
    guard shape.mayLeave(addressWidth: Int(given)) else { return (index, nil) }
    let depth = addLiteral(BitVector(width: Int(given), low: UInt64(shape.depth)), like: address)
    return (index, add(.less, [address, depth], width: 1, like: address))
  }

  private func read(_ memory: Int, _ index: Int, like net: Int) -> Int {
    add(.memoryRead, [memory, index], width: width[memory], like: net)
  }

  private func extended(_ net: Int, to wanted: UInt32, like other: Int) -> Int {
    width[net] == wanted ? net : add(.zeroExtend, [net], width: wanted, like: other)
  }

  private func slice(_ net: Int, _ from: UInt32, _ count: UInt32, like other: Int) -> Int {
    let part = add(.extract, [net], width: count, like: other)
    cells[part].auxiliary = from
    return part
  }

  private func addLiteral(_ value: BitVector, like net: Int) -> Int {
    let literal = add(.literal, [], width: UInt32(value.width), like: net)
    if value.width <= 32 {
      cells[literal].auxiliary = UInt32(value.words[0])
    } else {
      cells[literal].auxiliary = UInt32(literals.count)
      literals.append(value)
    }
    return literal
  }

  /// A cell behind the module's own, without a name and of no type but its width.
  func add(_ operation: Operation, _ inputs: [Int], width: UInt32, like net: Int) -> Int {
    var cell = cells[net]
    cell.operation = operation
    cell.type = .bit
    cell.auxiliary = 0
    cell.name = .none
    let added = add(cell, width: width)
    for input in inputs { operands.append(NetID(input)) }
    return added
  }

  /// Makes a port another name for a cell that takes its name.
  private func become(_ net: Int, _ other: Int) {
    cells[other].name = cells[net].name
    cells[net].name = .none
    cells[net].operation = .cast
    for position in operandRange(net) { operands[position] = NetID(other) }
  }
}

extension MemoryShape {
  /// Whether the text names every word that it sets at power-up: there are few zeros between the others. Else a loop
  /// writes the zeros.
  var isListed: Bool {
    guard let contents, !contents.isEmpty else { return false }
    return depth - contents.count(where: { !$0.isZero }) <= max(4, depth / 8)
  }

  /// Of what it is by itself: how many words, and what they are at power-up.
  var hash: UInt64 {
    var hash = StableHash(seed: UInt64(depth))
    guard let contents else { return hash.value }
    hash.combine(UInt64(contents.count + 1))
    for word in contents { for limb in word.words { hash.combine(limb) } }
    return hash.value
  }
}
