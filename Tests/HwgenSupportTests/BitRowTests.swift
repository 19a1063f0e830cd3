import HwgenSupport
import Testing

@Suite struct BitRowTests {
  @Test("what is inserted is there, its neighbours are not, and a new beginning forgets all")
  func members() {
    var row = BitRow()
    row.begin(count: 200)
    let members: Set<Int> = [0, 1, 63, 64, 127, 130, 199]
    for member in members { row.insert(member) }
    let found = (0..<200).filter { row.contains($0) }
    #expect(found == members.sorted())
    row.begin(count: 130)
    let rest = (0..<130).filter { row.contains($0) }
    #expect(rest.isEmpty)
    row.begin(count: 0)
    row.begin(count: 1)
    let isThere = row.contains(0)
    #expect(!isThere)
  }
}
