import HwgenSupport
import Testing

@Suite struct NameTableTests {
  @Test("equal texts get one id, and ids count up from the empty name")
  func interning() {
    let names = NameTable()
    #expect(names.intern("") == .none)
    let a = names.intern("a")
    #expect(names.intern("b") != a)
    #expect(names.intern("a") == a)
    let fixed: StaticString = "a"
    #expect(names.intern(fixed) == a)
    #expect(names.count == 3)
    #expect(names[a] == "a" && names[.none] == "" && names.length(of: a) == 1)
    #expect(names.find("b") == NameID(raw: 2))
    #expect(names.find("c") == nil)
    #expect(names.count == 3)
  }

  @Test("names with zeros, quotes and characters of many bytes come back as they were")
  func contents() {
    let names = NameTable()
    let texts = ["\u{0}", "\u{0}\u{0}", "é", "a\"b\n", "🙂", String(repeating: "x", count: 70_000)]
    let ids = texts.map { names.intern($0) }
    #expect(Set(ids).count == texts.count)
    for (id, text) in zip(ids, texts) {
      #expect(names[id] == text)
      #expect(names.withBytes(of: id) { $0.elementsEqual(text.utf8) })
      #expect(ByteWriter.string { names.write(id, to: &$0) } == text)
    }
  }

  @Test("100,000 names are found again, and their hashes do not depend on the table")
  func many() {
    let names = NameTable()
    let other = NameTable()
    for index in 0..<100_000 { _ = names.intern("name\(index)") }
    for index in stride(from: 99_999, through: 0, by: -1_000) {
      let id = names.intern("name\(index)")
      #expect(id.raw == UInt32(index + 1))
      #expect(names.hash(of: id) == other.hash(of: other.intern("name\(index)")))
    }
    #expect(names.count == 100_001)
  }

  @Test("names are ordered by their bytes, not by their ids")
  func order() {
    let names = NameTable()
    let sorted = ["b", "a", "ab", "é", "", "Z"].map { names.intern($0) }.sorted { names.precedes($0, $1) }
    #expect(sorted.map { names[$0] } == ["", "Z", "a", "ab", "b", "é"])
  }

  @Test("places are interned by file and line; unknown ids have none")
  func locations() {
    let names = NameTable()
    let table = LocationTable(names: names)
    let place = table.intern(file: "a.py", line: 3)
    #expect(table.intern(file: names.intern("a.py"), line: 3) == place)
    #expect(table.intern(file: "a.py", line: 4) != place)
    #expect(table.intern(file: "b.py", line: 3) != place)
    #expect(table[place] == SourceLocation(file: "a.py", line: 3))
    #expect(table[place]?.description == "a.py:3")
    #expect(table[.unknown] == nil)
    #expect(table[LocationID(raw: 99)] == nil)
    #expect(table[table.intern(file: "a.py", line: -5)]?.line == 0)
    #expect(table.count == 5)
  }
}
