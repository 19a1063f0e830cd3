import Testing

@testable import HwgenSupport
@testable import HwgenTypes

/// Widths of types as expressions over their parameters.
@Suite struct WidthTests {
  @Test(
    "the width of a type with parameters is an expression",
    arguments: [
      ("UInt(n)", "n"), ("Array(n, Bits(3))", "3*n"), ("Array(3, UInt(n))", "3*n"), ("Array(n, Array(n, Bit))", "n*n"),
      ("{x: UInt(n), y: Bit}", "n + 1"), ("{x: UInt(8), y: {z: SInt(n)}}", "n + 8"), ("UFix(n, 3)", "n + 3"),
      ("UInt(8)", "8"), ("{a: UInt(n), b: UInt(n)}", "2*n"),
    ])
  func template(_ type: String, _ width: String) throws {
    let types = TypeStore(names: NameTable())
    let parsed = try types.parseType(type, scope: { $0 == "n" ? .integer : nil }, location: nil)
    #expect(types.widthTemplate(of: parsed).map(types.expressions.text) == width)
  }
}
