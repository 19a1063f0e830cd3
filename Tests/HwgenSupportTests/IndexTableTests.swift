import HwgenSupport
import Testing

@Suite struct IndexTableTests {
  @Test("keys of different, equal and nearly equal hashes are found, and absent ones are not")
  func finding() {
    let keys = (0..<5_000).map { "key\($0)" }
    // Every tenth hash is the same, to the last bit, and many share their upper half.
    func hash(_ index: Int) -> UInt64 { index % 10 == 0 ? 7 : UInt64(index / 2) << 32 | UInt64(index) }
    var table = IndexTable()
    for index in keys.indices {
      #expect(table.find(hash: hash(index)) { keys[Int($0)] == keys[index] } == nil)
      table.insert(UInt32(index), hash: hash(index))
    }
    #expect(table.count == keys.count)
    for index in keys.indices {
      #expect(table.find(hash: hash(index)) { keys[Int($0)] == keys[index] } == UInt32(index))
    }
    table.removeAll()
    #expect(table.count == 0)
    #expect(table.find(hash: 7) { _ in true } == nil)
  }

  @Test("an index of zero and hashes of all zeros and all ones are kept")
  func edges() {
    var table = IndexTable(minimumCapacity: 1)
    table.insert(0, hash: 0)
    table.insert(1, hash: .max)
    #expect(table.find(hash: 0) { $0 == 0 } == 0)
    #expect(table.find(hash: .max) { $0 == 1 } == 1)
    #expect(table.find(hash: 1 << 40) { _ in true } == nil)
  }
}

@Suite struct StableHashTests {
  @Test("hashes are the same in every process")
  func fixed() {
    #expect(StableHash.of("") == StableHash.of(""))
    #expect(Digest.text(StableHash.of("Add(bits=8)"), count: 8) == "589f4gqj")
    #expect(StableHash.of("abcdefgh") != StableHash.of("abcdefg"))
    #expect(StableHash.of("a\u{0}") != StableHash.of("a"))
  }

  @Test("a digest has the letters asked for, as text and as written")
  func digest() {
    let hash = StableHash.of("x")
    for count in 0...12 {
      let text = Digest.text(hash, count: count)
      #expect(text.utf8.count == count)
      #expect(ByteWriter.string { Digest.write(hash, count: count, to: &$0) } == text)
      #expect(!text.contains { "ilou".contains($0) })
    }
  }
}
