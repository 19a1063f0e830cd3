import HwgenSupport

/// The names of one module's text: a pool of bytes, an entry for each named thing, and the settling of clashes.
///
/// A thing is entered with what it would like to be called and with its hash. `settle` then gives every thing of the same
/// rank a name: those whose wishes differ from all others get them, and all members of a clash get a digest of their own
/// hash. Pure things that are the same share one name. Things with the same hash that are not the same are told apart by
/// all that they are computed from, then by all that reads them; what is still alike is interchangeable, and counted.
/// No name depends on the order of entering.
final class LocalNames {
  struct Entry: BitwiseCopyable {
    var start: UInt32
    var length: UInt16
    /// The length of the wish without digest, with which every name of the entry begins.
    var wish: UInt16
    /// 0: the wish; 1: with a digest of 6 letters; 2: of 12; 3: of 6 and an ordinal; 4: settled.
    var level: UInt8
    /// What the hash says of the thing; 0: what it is, from near by; 1: its sources; 2: its sources and uses.
    var depth: UInt8 = 0
    var isPure: Bool
    /// Whether `hash` is known.
    var isHashed: Bool
    var clashes = false
    /// It clashes with another thing of the same hash.
    var isTwin = false
    /// The net, or none for names that stand for no net.
    var net: UInt32
    /// The entry that this one is the same as, or itself.
    var same: UInt32
    /// The hash of the thing, or what `LoweredModule.stateHash(of:)` makes it from when a clash first asks for it.
    var hash: UInt64
  }

  @exclusivity(unchecked) var pool = ByteBuffer()
  @exclusivity(unchecked) var entries = Column<Entry>()
  @exclusivity(unchecked) private var table = IndexTable()
  /// For identical things with state, by their hash.
  @exclusivity(unchecked) private var nextOrdinal: [UInt64: Int] = [:]
  @exclusivity(unchecked) private var pending = Column<UInt32>()
  /// The entries that are being settled, as upper bits of a hash above an index; and where the regions of the table begin there.
  @exclusivity(unchecked) private var hashed = Column<UInt64>()
  @exclusivity(unchecked) private var sorted = Column<UInt64>()
  @exclusivity(unchecked) private var regionStarts = Column<UInt32>()
  /// Made when the first two things have the same hash and are not the same.
  @exclusivity(unchecked) private var identity: NetIdentity?
  /// See `LoweredModule.isSame`.
  @exclusivity(unchecked) private var equal: [UInt32: UInt32] = [:]

  /// How many entries are reserved: the first. They are in the table as soon as there are others.
  @exclusivity(unchecked) private var reservedCount: UInt32 = 0

  var isSettled: Bool { pending.isEmpty }

  /// Forgets all names, for those of another module.
  func removeAll() {
    pool.truncate(to: 0)
    entries.empty()
    if table.count > 0 { table.removeAll() }
    pending.empty()
    if !nextOrdinal.isEmpty { nextOrdinal = [:] }
    identity = nil
    if !equal.isEmpty { equal = [:] }
  }

  /// Adds a thing whose wish is the last bytes of the pool, from `start`. If it ends in a digest of the hash already,
  /// `wish` is the length of what stands before.
  func add(
    from start: Int, wish: Int? = nil, hash: UInt64, isHashed: Bool = true, isPure: Bool,
    net: UInt32 = LoweredModule.none
  ) -> UInt32 {
    if pool.count - start > LocalNames.maximumWish { shorten(from: start) }
    let index = UInt32(entries.count)
    entries.append(
      Entry(
        start: UInt32(start), length: UInt16(pool.count - start), wish: UInt16(wish ?? pool.count - start),
        level: wish == nil ? 0 : 1, isPure: isPure, isHashed: isHashed, net: net, same: index, hash: hash))
    pending.append(index)
    return index
  }

  /// Wishes are shortened to this, so that there is room for a digest and an ordinal in an identifier.
  private static let maximumWish = Identifier.maximumLength - 32

  /// Replaces what is too long of the last bytes of the pool by a digest of all.
  private func shorten(from start: Int) {
    let digest = StableHash.of(bytes: bytes(start, pool.count - start))
    pool.truncate(to: start + LocalNames.maximumWish - 11)
    pool.append("_")
    pool.append(string: Digest.text(digest, count: 10))
  }

  /// Takes the last bytes of the pool as a name that nothing else gets. Comes before all that is added.
  func reserve(from start: Int) -> UInt32 {
    let index = UInt32(entries.count)
    entries.append(
      Entry(
        start: UInt32(start), length: UInt16(pool.count - start), wish: UInt16(pool.count - start), level: 4,
        isPure: false, isHashed: true, net: LoweredModule.none, same: index, hash: 0))
    reservedCount = index + 1
    return index
  }

  /// Bytes of the pool, until something is added to it.
  @inline(__always)
  private func bytes(_ start: Int, _ length: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: pool.bytes[start..<start + length])
  }

  /// The name of a table that the last bytes of the pool are, if it is there.
  func poolName(from start: Int, in table: NameTable) -> NameID? { table.find(bytes(start, pool.count - start)) }

  private func byteHash(_ index: UInt32) -> UInt64 {
    let entry = entries[Int(index)]
    return StableHash.of(bytes: bytes(Int(entry.start), Int(entry.length)))
  }

  @inline(__always)
  private func equalBytes(_ a: UInt32, _ b: UInt32) -> Bool {
    let (left, right) = (entries[Int(a)], entries[Int(b)])
    guard left.length == right.length else { return false }
    for offset in 0..<Int(left.length) where pool[Int(left.start) + offset] != pool[Int(right.start) + offset] {
      return false
    }
    return true
  }

  /// The hash of an entry's thing.
  private func thingHash(_ index: UInt32, _ module: LoweredModule) -> UInt64 {
    if !entries[Int(index)].isHashed {
      entries[Int(index)].hash = module.stateHash(of: entries[Int(index)].hash)
      entries[Int(index)].isHashed = true
    }
    return entries[Int(index)].hash
  }

  /// Gives all things added since the last call their names.
  func settle(_ module: LoweredModule) {
    table.reserveCapacity(entries.count)
    if table.count == 0 { for index in 0..<reservedCount { table.insert(index, hash: byteHash(index)) } }
    while !pending.isEmpty {
      var hasClash = false
      hashPending()
      for hash in sorted.elements {
        let index = UInt32(truncatingIfNeeded: hash)
        guard let found = table.find(hash: hash, { equalBytes($0, index) }) else {
          table.insert(index, hash: hash)
          continue
        }
        let head = entries[Int(found)]
        let own = entries[Int(index)]
        let isTogether = head.level == own.level
        let isTwin = isTogether && thingHash(found, module) == thingHash(index, module)
        if isTwin, head.isPure, own.isPure, module.isSame(head.net, own.net, &equal) {
          entries[Int(index)].same = found
          continue
        }
        hasClash = true
        entries[Int(index)].clashes = true
        if isTwin { entries[Int(index)].isTwin = true }
        if isTogether, head.level < 3 {
          entries[Int(found)].clashes = true
          if isTwin { entries[Int(found)].isTwin = true }
        }
      }
      guard hasClash else {
        for index in pending.elements where entries[Int(index)].same == index { entries[Int(index)].level = 4 }
        pending.empty()
        return
      }
      var next: ContiguousArray<UInt32> = []
      for index in pending.elements where entries[Int(index)].same == index {
        if entries[Int(index)].clashes { next.append(index) } else { entries[Int(index)].level = 4 }
      }
      pending.empty()
      for index in next {
        pending.append(index)
        lengthen(index, module)
      }
    }
  }

  /// Puts what is pending in the order of the regions of the table, and in its own in each. In any other order a large
  /// table is a cache miss for each entry.
  private func hashPending() {
    sorted.empty()
    let regions = table.regionCount
    if regions == 1 {
      for index in pending.elements { sorted.append(byteHash(index) & ~0xffff_ffff | UInt64(index)) }
      return
    }
    hashed.empty()
    regionStarts.refill(with: 0, count: regions + 1)
    for index in pending.elements {
      let hash = byteHash(index) & ~0xffff_ffff | UInt64(index)
      hashed.append(hash)
      regionStarts[table.region(of: hash) + 1] += 1
    }
    for region in 0..<regions { regionStarts[region + 1] += regionStarts[region] }
    sorted.refill(with: 0, count: hashed.count)
    for hash in hashed.elements {
      let region = table.region(of: hash)
      sorted[Int(regionStarts[region])] = hash
      regionStarts[region] += 1
    }
  }

  private func lengthen(_ index: UInt32, _ module: LoweredModule) {
    _ = thingHash(index, module)
    var entry = entries[Int(index)]
    if !entry.isTwin {
      entry.level = min(entry.level + 1, 3)
    } else if entry.depth == 2 || entry.net == LoweredModule.none {
      entry.level = 3
    } else {
      if identity == nil { identity = NetIdentity(module) }
      entry.depth += 1
      entry.level = 1
      entry.hash = identity!.hash(of: entry.net, withUses: entry.depth == 2)
    }
    entry.clashes = false
    entry.isTwin = false
    let base = Int(entry.start)..<Int(entry.start) + Int(entry.wish)
    let start = pool.count
    pool.append(copyOf: base)
    pool.append("_")
    pool.append(string: Digest.text(entry.hash, count: entry.level == 2 ? 12 : 6))
    if entry.level == 3 {
      pool.append("_")
      pool.append(decimal: nextOrdinal[entry.hash, default: 0])
      nextOrdinal[entry.hash, default: 0] += 1
    }
    entry.start = UInt32(start)
    entry.length = UInt16(pool.count - start)
    entries[Int(index)] = entry
  }

  @inline(__always)
  func write(_ index: UInt32, to writer: inout ByteWriter) {
    let entry = entries[Int(entries[Int(index)].same)]
    writer.write(bytes: bytes(Int(entry.start), Int(entry.length)))
  }

  /// The characters of a name.
  @inline(__always)
  func length(_ index: UInt32) -> Int { Int(entries[Int(entries[Int(index)].same)].length) }

  func text(_ index: UInt32) -> String {
    let entry = entries[Int(entries[Int(index)].same)]
    return String(decoding: bytes(Int(entry.start), Int(entry.length)), as: UTF8.self)
  }

  /// Adds the bytes of a settled name to the pool.
  func append(nameOf index: UInt32) {
    let entry = entries[Int(entries[Int(index)].same)]
    pool.append(copyOf: Int(entry.start)..<Int(entry.start) + Int(entry.length))
  }
}
