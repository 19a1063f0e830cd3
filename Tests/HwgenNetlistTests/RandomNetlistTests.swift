import HwgenNetlist
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import Testing

@Suite struct RandomNetlistTests {
  @Test("random legal designs pass the checker and read back as the same design", arguments: 0..<Soak.rounds(40))
  func roundTrip(block: Int) throws {
    for seed in UInt64(block * 25)..<UInt64(block * 25 + 25) {
      var random = RandomDesign(seed: seed)
      let design = try random.make()
      let text = design.text(locations: true)
      let copy = try Netlist.parse(text, in: design.netlist.types)
      #expect(copy.text(locations: true) == text, "seed \(seed)")
      #expect(copy.text() == design.text(), "seed \(seed)")
      let difference = difference(design, copy)
      #expect(difference == nil, "seed \(seed)")
    }
  }

  /// The first thing in which two designs over the same types differ, modules being numbered as each design does.
  private func difference(_ a: CheckedNetlist, _ b: CheckedNetlist) -> String? {
    guard a.modules.count == b.modules.count else { return "modules" }
    let numbers = Dictionary(uniqueKeysWithValues: zip(a.modules, b.modules))
    func same(_ x: LocationID, _ y: LocationID) -> Bool { a.netlist.locations[x] == b.netlist.locations[y] }
    for (x, y) in zip(a.modules, b.modules) {
      let (left, right) = (a.netlist[x], b.netlist[y])
      guard left.name == right.name, left.identity == right.identity, left.isExternal == right.isExternal,
        left.isNameExplicit == right.isNameExplicit, same(left.location, right.location),
        a.netlist.portCount(of: x) == b.netlist.portCount(of: y)
      else { return "the head of \(a.netlist.text(of: x))" }
      for (p, q) in zip(a.netlist.ports(of: x), b.netlist.ports(of: y))
      where p.name != q.name || p.type != q.type || p.direction != q.direction || !same(p.location, q.location) {
        return "port \(a.netlist.names[p.name])"
      }
      guard let m = a.netlist.module(x), let n = b.netlist.module(y) else {
        if left.isExternal { continue }
        return "an inside"
      }
      guard m.cells.count == n.cells.count, m.operands.elementsEqual(n.operands), m.literals == n.literals,
        m.portCount == n.portCount, m.drives.count == n.drives.count
      else { return "the sizes of \(a.netlist.text(of: x))" }
      for (c, d) in zip(m.cells, n.cells) {
        let auxiliary = c.operation == .instance ? numbers[ModuleID(raw: c.auxiliary)]?.raw : c.auxiliary
        guard c.operation == d.operation, c.type == d.type, c.firstOperand == d.firstOperand, auxiliary == d.auxiliary,
          c.name == d.name, same(c.location, d.location)
        else { return "\(c) and \(d)" }
      }
      for (c, d) in zip(m.drives, n.drives)
      where c.target != d.target || c.low != d.low || c.width != d.width || c.value != d.value
        || !same(c.location, d.location)
      {
        return "\(c) and \(d)"
      }
    }
    return nil
  }

  @Test(
    "text that was damaged anywhere is refused or read, and then prints and reads back", arguments: 0..<Soak.rounds(20))
  func damaged(block: Int) throws {
    var accepted = 0
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      var design = RandomDesign(seed: seed)
      design.stepCount = 5...25
      let text = Array(try design.make().text(locations: true).utf8)
      var random = SplitMix64(seed: seed)
      for _ in 0..<25 {
        let damaged = String(decoding: damage(text, &random), as: UTF8.self)
        let types = TypeStore(names: NameTable())
        do throws(Failure) {
          let read = try Netlist.parse(damaged, in: types)
          let printed = read.text(locations: true)
          #expect(try Netlist.parse(printed, in: types).text(locations: true) == printed, "seed \(seed)")
          accepted += 1
        } catch {
          #expect(!error.diagnostics.isEmpty, "seed \(seed)")
        }
      }
    }
    #expect(accepted < 250)
  }

  /// One to four changes: bytes replaced, lines dropped, doubled or swapped, words moved, the end cut off.
  private func damage(_ text: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var text = text
    for _ in 0..<1 + random.below(4) where text.count > 2 {
      let start = random.below(text.count)
      let end = min(text.count, start + 1 + random.below(12))
      switch random.below(8) {
      case 0: text[start] = UInt8(truncatingIfNeeded: random.next())
      case 1: text.removeSubrange(start..<end)
      case 2: text.insert(contentsOf: text[start..<end], at: random.below(text.count))
      case 3: text.removeSubrange(start...)
      case 4:
        let words = [
          "%", "{", "}", "(", "\"", "`", "\\", "99999999999", "@", "drive", "Bit", "0", "-", "[", ".", "= wire",
        ]
        text.replaceSubrange(start..<end, with: Array(words[random.below(words.count)].utf8))
      case 5: text[start] = UInt8(ascii: "0") + UInt8(random.below(10))
      default:
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        let (a, b) = (random.below(lines.count), random.below(lines.count))
        switch random.below(3) {
        case 0: lines.remove(at: a)
        case 1: lines.insert(lines[a], at: b)
        default: lines.swapAt(a, b)
        }
        text = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
      }
    }
    return text
  }
}
