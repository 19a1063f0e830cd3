import HwgenSupport
import Testing

@Suite struct IndexMapTests {
  @Test("what is set is found, all else is absent, and a number past the room makes room")
  func finding() {
    var map = IndexMap(count: 3)
    for number: UInt32 in [0, 2, 3, 1_000_000] { #expect(map[number] == nil) }
    map.set(0, to: 0)
    map.set(2, to: 7)
    map.set(3, to: 8)
    map.set(100_000, to: .max - 1)
    #expect(map[0] == 0 && map[2] == 7 && map[3] == 8 && map[100_000] == .max - 1)
    for number: UInt32 in [1, 4, 99_999, 100_001, .max] { #expect(map[number] == nil) }
    map.set(2, to: 1)
    #expect(map[2] == 1)
  }

  @Test("a map without room takes a number")
  func empty() {
    var map = IndexMap(count: 0)
    #expect(map[0] == nil)
    map.set(5, to: 3)
    #expect(map[5] == 3 && map[0] == nil)
  }
}
