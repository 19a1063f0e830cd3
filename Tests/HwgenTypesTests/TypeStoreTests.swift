import HwgenSupport
import HwgenTypes
import Testing

@Suite("Hardware types")
struct TypeStoreTests {
  let fixture = ExpressionFixture()
  var types: TypeStore { fixture.types }

  func type(_ text: String) throws(Failure) -> TypeID { try types.parseType(text, scope: fixture.kind) }

  @Test("equal types are one object")
  func interning() throws {
    #expect(try type("UInt(8)") == types.vector(.uint, width: 8))
    #expect(try type("UInt(8)") != type("SInt(8)"))
    #expect(try type("{a: UInt(8), b: Bit}") == type("{a: UInt(4 + 4), b: Bit}"))
    #expect(try type("{a: UInt(8), b: Bit}") != type("{b: Bit, a: UInt(8)}"))
    #expect(try type("{a: Bit}") != type("{flip a: Bit}"))
    #expect(try type("Array(2, UInt(bits*2))") == type("Array(2, UInt(bits + bits))"))
  }

  @Test("widths and fields follow the packed layout")
  func layout() throws {
    let record = try type("{high: UInt(8), flip middle: Bit, low: Array(3, Bits(5))}")
    #expect(types.width(of: record) == 24)
    #expect(types.hasFlippedField(record))
    #expect(types.field(fixture.names.intern("high"), of: record)?.low == 16)
    #expect(types.field(fixture.names.intern("middle"), of: record)?.low == 15)
    #expect(types.field(fixture.names.intern("low"), of: record)?.low == 0)
    #expect(types.width(of: try type("Array(lanes, Bit)")) == -1)
  }

  @Test("substitution makes a template a type")
  func substitution() throws {
    let template = try type("Array(lanes, {x: UInt(bits + 1), flip y: t, z: Bits(4)})")
    #expect(!types.isConstant(template))
    let values = [
      fixture.names.intern("lanes"): fixture.store.integer(2), fixture.names.intern("bits"): fixture.store.integer(7),
      fixture.names.intern("t"): fixture.store.typeExpression(.clock),
    ]
    let result = try types.substitute(template, { values[$0] })
    #expect(try result == type("Array(2, {x: UInt(8), flip y: Clock, z: Bits(4)})"))
    #expect(types.width(of: result) == 26)
    let partly = try types.substitute(template, { types.names[$0] == "bits" ? fixture.store.integer(7) : nil })
    #expect(types.text(partly) == "Array(lanes, {x: UInt(8), flip y: t, z: Bits(4)})")
    #expect(try type(types.text(partly)) == partly)
  }

  @Test("a width out of range or an expression that fails is an error")
  func failures() throws {
    let zero = fixture.store.integer(0)
    for (text, code) in [
      ("UInt(bits)", DiagnosticCode.badWidth), ("Array(bits, Bit)", .badWidth), ("UInt(8/bits)", .divisionByZero),
      ("{a: Bit, b: UInt(clog2(bits))}", .logarithmDomain),
    ] {
      let template = try type(text)
      #expect(
        fixture.failure { () throws(Failure) in _ = try types.substitute(template, { _ in zero }) }?.code == code,
        "\(text)")
    }
    #expect(fixture.failure { () throws(Failure) in _ = try type("UInt(0)") }?.code == .badWidth)
    #expect(fixture.failure { () throws(Failure) in _ = try type("3") }?.code == .typeSyntax)
    #expect(fixture.failure { () throws(Failure) in _ = try type("{a: Bit, a: Bit}") }?.code == .duplicatePort)
  }

  @Test(
    "numbers of bits around a point that make no width are refused",
    arguments: [
      "UFix(0, 0)", "UFix(-4, 4)", "SFix(3, -1)", "UFix(-9223372036854775808, 5)", "UFix(9223372036854775807, 5)",
      "SFix(1, 9223372036854775807)", "SFix(16777215, 1)", "SFix(99999999999999999999, 1)",
    ])
  func fixedWidths(text: String) {
    #expect(fixture.failure { () throws(Failure) in _ = try type(text) }?.code == .badWidth)
  }

  @Test("deep types are written, read and substituted")
  func deepTypes() throws {
    let depth = 100_000
    let text = String(repeating: "{a: ", count: depth) + "UInt(bits)" + String(repeating: "}", count: depth)
    let deep = try type(text)
    #expect(types.text(deep) == text)
    let three = fixture.store.integer(3)
    #expect(types.width(of: try types.substitute(deep, { _ in three })) == 3)
  }
}
