import Foundation
import HwgenGenerator
import HwgenSupport
import Testing

/// The table of `Tests/Conformance/data/comparisons.txt`, which C and Python run too.
@Suite("Table of comparisons")
struct ComparisonTableTests {
  static let rows: [[String]] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("Conformance/data/comparisons.txt")
    let lines = try! String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }()

  @Test("each row has its answer", arguments: rows)
  func row(_ fields: [String]) throws {
    let fixture = GeneratorFixture()
    let context = fixture.context
    let a = try fixture.unbuilt("A", fields[0], fields[1])
    let b = try fixture.unbuilt("B", fields[2] == "=" ? fields[0] : fields[2], fields[3])
    let names = try context.correspondence(fields[5], of: a, b, at: .unknown)
    let found = try context.compare(a, b, fields[4] == "same" ? .same : .substitutable, names: names)
    #expect("\(found)" == fields[6])
  }

  @Test("a map that does not fit is refused")
  func maps() throws {
    let fixture = GeneratorFixture()
    let a = try fixture.unbuilt("A", "bits: int, n: int, derived d = n")
    let b = try fixture.unbuilt("B", "width: int, n: int, bits: int")
    for (map, expected) in [
      ("wide = width", "A has no parameter `wide` that takes a value"),
      ("d = width", "A has no parameter `d` that takes a value"),
      ("bits = w", "B has no parameter `w` that takes a value"),
      ("bits = width, bits = n", "a parameter corresponds to one other"),
      ("bits = width", "`bits` of A corresponds to two parameters of B"), ("bits", "expected `=`"),
    ] {
      let found = message { _ = try fixture.context.correspondence(map, of: a, b, at: .unknown) }
      #expect(found.contains("HW1054") && found.contains(expected), "\(found)")
    }
  }
}
