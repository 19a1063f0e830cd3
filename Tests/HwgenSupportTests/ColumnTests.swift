import Testing

@testable import HwgenSupport

@Suite struct ColumnTests {
  @Test("an empty one has nothing to give")
  func empty() {
    var column = Column<UInt32>()
    let elements1 = Array(column.elements)
    #expect(elements1 == [])
    let last = column.last
    #expect(last == nil)
    let popped = column.popLast()
    #expect(popped == nil)
    let elements2 = Array(column.elements)
    #expect(elements2 == [])
  }

  @Test("what is appended is kept while it grows, also by itself")
  func growth() {
    var column = Column<UInt64>()
    for index in 0..<10_000 { column.append(UInt64(index)) }
    let count = column.count
    #expect(count == 10_000)
    let elements3 = Array(column.elements)
    #expect(elements3 == (0..<10_000).map { UInt64($0) })
    column.append(contentsOf: [1, 2, 3])
    let last = column.last
    #expect(last == 3)
  }

  @Test("elements change in place, and go from the end")
  func change() {
    var column = Column<UInt8>()
    column.append(contentsOf: [5, 4, 3, 2, 1])
    column[1] += 40
    column.sort(from: 2)
    let elements4 = Array(column.elements)
    #expect(elements4 == [5, 44, 1, 2, 3])
    let popped = column.popLast()
    #expect(popped == 3)
    column.removeLast(2)
    let elements5 = Array(column.elements)
    #expect(elements5 == [5, 44])
  }

  @Test("a column is filled anew, shorter and longer, in the room of before")
  func refilling() {
    var column = Column<UInt16>()
    column.refill(with: 7, count: 100)
    column.refill(with: 9, count: 3)
    let elements6 = Array(column.elements)
    #expect(elements6 == [9, 9, 9])
    let numbers = Array(UInt16(1)...50)
    numbers.withUnsafeBufferPointer { column.refill(with: $0) }
    let elements7 = Array(column.elements)
    #expect(elements7 == numbers)
    column.refill(with: UnsafeBufferPointer(start: nil, count: 0))
    let elements8 = Array(column.elements)
    #expect(elements8 == [])
  }

  @Test("an index behind the end stops the program")
  func bounds() async {
    await #expect(processExitsWith: .failure) {
      var column = Column<UInt32>()
      column.append(1)
      column[1] = 2
    }
  }
}
