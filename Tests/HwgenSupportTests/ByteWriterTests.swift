import HwgenSupport
import Testing

@Suite struct ByteWriterTests {
  @Test(
    "numbers are written in decimal", arguments: [0, 1, 9, 10, -1, -9, -10, 65_536, 4_294_967_295, Int.max, Int.min])
  func decimals(value: Int) {
    #expect(ByteWriter.string { $0.write(decimal: value) } == "\(value)")
  }

  @Test("text of any length passes the buffer's end unchanged")
  func chunks() {
    var expected: [UInt8] = []
    var writer = [UInt8]()
    let pieces = [1, 65_535, 65_536, 65_537, 200_000, 3].map { count in String(repeating: "ab", count: count / 2) + "\n"
    }
    writer = ByteWriter.bytes { writer in
      for piece in pieces {
        writer.write(string: piece)
        writer.write("fixed ")
        writer.write(byte: 0xff)
        writer.write(decimal: 12_345)
      }
    }
    for piece in pieces { expected += Array(piece.utf8) + Array("fixed ".utf8) + [0xff] + Array("12345".utf8) }
    #expect(writer == expected)
  }

  @Test("a chunk never exceeds the buffer, and the count tells what is written")
  func counting() {
    var sizes: [Int] = []
    var writer = ByteWriter { chunk in
      sizes.append(chunk.count)
      return true
    }
    for _ in 0..<100_000 { writer.write("ab") }
    let count = writer.count
    #expect(count == 200_000)
    writer.flush()
    let flushed = writer.flushedCount
    #expect(flushed == 200_000)
    #expect(sizes == [65_536, 65_536, 65_536, 3_392])
    writer.flush()
    #expect(sizes.count == 4)
  }

  @Test("a sink that stops gets nothing more")
  func stopping() {
    var calls = 0
    var writer = ByteWriter { _ in
      calls += 1
      return false
    }
    for _ in 0..<300_000 { writer.write(byte: 65) }
    writer.flush()
    #expect(calls == 1)
    let isStopped = writer.isStopped
    #expect(isStopped)
  }
}
