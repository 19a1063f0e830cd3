import HwgenSupport
import Testing

@Suite("Arenas")
struct ArenaTests {
  @Test("rows of all sizes are kept as they were, and the columns are empty")
  func keeping() {
    var arena = Arena()
    var column = Column<UInt32>()
    var kept: [(first: UInt32, row: ColumnView<UInt32>)] = []
    for count in [1, 0, 3, 2000, 2049, 7, 100_000, 1, 16_000, 5] {
      let first = UInt32(kept.count * 1_000_000)
      for index in 0..<count { column.append(first + UInt32(index)) }
      kept.append((first, arena.keep(&column)))
      let isEmpty = column.isEmpty
      #expect(isEmpty)
      #expect(kept.last!.row.count == count)
    }
    for (first, row) in kept { #expect(row.elementsEqual(first..<first + UInt32(row.count))) }
  }

  @Test("rows of different kinds stand side by side, each where its kind may stand")
  func kinds() {
    var arena = Arena()
    var bytes = Column<UInt8>()
    var words = Column<UInt64>()
    for round in 0..<2_000 {
      bytes.append(UInt8(truncatingIfNeeded: round))
      words.append(UInt64(round))
      let (byte, word) = (arena.keep(&bytes), arena.keep(&words))
      #expect(byte.elementsEqual([UInt8(truncatingIfNeeded: round)]))
      #expect(word.elementsEqual([UInt64(round)]))
      #expect(UInt(bitPattern: word.elements.baseAddress) % 8 == 0)
    }
  }

  @Test("an index behind the end of a row stops the program")
  func bounds() async {
    await #expect(processExitsWith: .failure) {
      var arena = Arena()
      var column = Column<UInt32>()
      column.append(1)
      let row = arena.keep(&column)
      print(row[1])
    }
  }
}
