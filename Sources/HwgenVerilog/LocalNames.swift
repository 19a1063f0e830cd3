import HwgenSupport

/// The names of one module's text: a pool of bytes, an entry for each named thing, and the settling of clashes.
///
/// A thing is entered with what it would like to be called and with its hash. `settle` then gives every thing of the same
/// rank a name: those whose wishes differ from all others get them, all members of a clash get a digest of their own
/// hash, and identical things with state an ordinal among themselves. No name depends on the order of entering.
struct LocalNames {
  struct Entry: BitwiseCopyable {
    var start: UInt32
    var length: UInt16
    /// The length of the wish, with which every name of the entry begins.
    var wish: UInt16
    /// 0: the wish; 1: with a digest of 6 letters; 2: of 12; 3: of 6 and an ordinal; 4: settled.
    var level: UInt8
    var isPure: Bool
    var clashes: Bool
    /// The entry that this one is the same as, or itself.
    var same: UInt32
    var hash: UInt64
  }

  var pool: ContiguousArray<UInt8> = []
  var entries: ContiguousArray<Entry> = []
  private var table = IndexTable(minimumCapacity: 64)
  /// For identical things with state, by their hash.
  private var nextOrdinal: [UInt64: Int] = [:]
  private var pending: ContiguousArray<UInt32> = []

  /// Adds a thing whose wish is the last bytes of the pool, from `start`.
  mutating func add(from start: Int, hash: UInt64, isPure: Bool) -> UInt32 {
    let index = UInt32(entries.count)
    entries.append(
      Entry(
        start: UInt32(start), length: UInt16(pool.count - start),
        wish: UInt16(pool.count - start), level: 0, isPure: isPure, clashes: false, same: index,
        hash: hash))
    pending.append(index)
    return index
  }

  /// Takes the last bytes of the pool as a name that nothing else gets. False if it was taken before.
  mutating func reserve(from start: Int) -> UInt32 {
    let index = add(from: start, hash: 0, isPure: false)
    pending.removeLast()
    entries[Int(index)].level = 4
    table.insert(index, hash: byteHash(index))
    return index
  }

  private func byteHash(_ index: UInt32) -> UInt64 {
    let entry = entries[Int(index)]
    return pool.withUnsafeBytes {
      StableHash.of(
        bytes: UnsafeRawBufferPointer(rebasing: $0[Int(entry.start)..<Int(entry.start) + Int(entry.length)]))
    }
  }

  @inline(__always)
  private func equalBytes(_ a: UInt32, _ b: UInt32) -> Bool {
    let (left, right) = (entries[Int(a)], entries[Int(b)])
    guard left.length == right.length else { return false }
    return pool.withUnsafeBytes { pool in
      for offset in 0..<Int(left.length) where pool[Int(left.start) + offset] != pool[Int(right.start) + offset] {
        return false
      }
      return true
    }
  }

  /// Gives all things added since the last call their names.
  mutating func settle() {
    while !pending.isEmpty {
      for index in pending {
        let hash = byteHash(index)
        guard let found = table.find(hash: hash, { equalBytes($0, index) }) else {
          table.insert(index, hash: hash)
          continue
        }
        let head = entries[Int(found)]
        let isTogether = head.level == entries[Int(index)].level
        if isTogether, head.hash == entries[Int(index)].hash, head.isPure, entries[Int(index)].isPure {
          entries[Int(index)].same = found
          continue
        }
        entries[Int(index)].clashes = true
        if isTogether, head.level < 3 { entries[Int(found)].clashes = true }
      }
      var next: ContiguousArray<UInt32> = []
      for index in pending where entries[Int(index)].same == index {
        if entries[Int(index)].clashes { next.append(index) } else { entries[Int(index)].level = 4 }
      }
      pending = next
      for index in pending { lengthen(index) }
    }
  }

  private mutating func lengthen(_ index: UInt32) {
    var entry = entries[Int(index)]
    entry.clashes = false
    entry.level = min(entry.level + 1, 3)
    var base = Int(entry.start)..<Int(entry.start) + Int(entry.wish)
    // A wish that ends in the thing's own digest gets no second one.
    let own = Digest.text(entry.hash, count: 6)
    if base.count > 7, pool[base.upperBound - 7] == UInt8(ascii: "_"),
      pool[base.suffix(6)].elementsEqual(own.utf8)
    {
      base = base.lowerBound..<base.upperBound - 7
      entry.wish -= 7
    }
    let start = pool.count
    pool.reserveCapacity(pool.count + base.count + 32)
    for position in base { pool.append(pool[position]) }
    pool.append(UInt8(ascii: "_"))
    let text = entry.level == 2 ? Digest.text(entry.hash, count: 12) : own
    pool.append(contentsOf: text.utf8)
    if entry.level == 3 {
      pool.append(UInt8(ascii: "_"))
      pool.append(contentsOf: String(nextOrdinal[entry.hash, default: 0]).utf8)
      nextOrdinal[entry.hash, default: 0] += 1
    }
    entry.start = UInt32(start)
    entry.length = UInt16(pool.count - start)
    entries[Int(index)] = entry
  }

  @inline(__always)
  func write(_ index: UInt32, to writer: inout ByteWriter) {
    let entry = entries[Int(entries[Int(index)].same)]
    pool.withUnsafeBytes {
      writer.write(
        bytes: UnsafeRawBufferPointer(rebasing: $0[Int(entry.start)..<Int(entry.start) + Int(entry.length)]))
    }
  }

  func text(_ index: UInt32) -> String {
    let entry = entries[Int(entries[Int(index)].same)]
    return String(decoding: pool[Int(entry.start)..<Int(entry.start) + Int(entry.length)], as: UTF8.self)
  }

  mutating func append(_ text: StaticString) {
    pool.append(contentsOf: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(decimal value: Int) { pool.append(contentsOf: String(value).utf8) }

  /// Adds the bytes of a settled name to the pool.
  mutating func append(nameOf index: UInt32) {
    let entry = entries[Int(entries[Int(index)].same)]
    for position in Int(entry.start)..<Int(entry.start) + Int(entry.length) { pool.append(pool[position]) }
  }
}
