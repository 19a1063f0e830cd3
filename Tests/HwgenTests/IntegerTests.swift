import Hwgen
import Testing

/// What a generator does with its arguments of any size: this file imports what a user does.
@Suite("Integers in Swift") struct IntegerTests {
  @Test("an integer of any size has its operators with `import Hwgen` alone")
  func operators() {
    let large: Integer = 1 << 100
    let sum = large + 1
    #expect(sum - large == 1 && sum > large && -sum < 0)
    #expect(large * 3 == large + large + large && large != sum)
    #expect((sum >> 100) == 1 && "\(sum)" == "1267650600228229401496703205377")
    var count: Integer = 2
    count += 3
    #expect(count == 5)
  }
}
