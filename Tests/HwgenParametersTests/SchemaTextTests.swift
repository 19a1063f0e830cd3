import HwgenParameters
import HwgenSupport
import HwgenTypes
import Testing

/// Schemas, members and arguments as text.
@Suite struct SchemaTextTests {
  let fixture = ParametersFixture()

  @Test(
    "every form of a schema prints as it is written, and reads back",
    arguments: [
      "",
      "bits: int",
      "bits: int >= 1",
      "bits: int <= 64",
      "bits: int in 1..64",
      "bits: int in -4..-1 = -2",
      "bits: int >= 1 = 8",
      "big: int <= 340282366920938463463374607431768211456",
      "has_ce: bool = false",
      "label: string = \"a \\\"b\\\" \\\\ \\n\"",
      "mode: enum(fast, small) = \"fast\"",
      "mode: enum(`if`, `then`) = \"if\"",
      "item: type = UInt(8)",
      "item: type = {data: UInt(8), flip ready: Bit}",
      "taps: list(int) = [1, -2, 3]",
      "taps: list(int) = []",
      "flags: list(bool) = [true, false]",
      "words: list(string) = empty(string)",
      "items: list(type) = [Bit, Array(2, UInt(3))]",
      "point: record = record(x: 1, y: true)",
      "stage: generator = generator(\"g3\")",
      "key: opaque = opaque(\"k\")",
      "keys: list(opaque)",
      "n: int, derived addr = clog2(n)",
      "n: int, derived wide = n >= 9",
      "n: int, derived item = UInt(n)",
      "low: int, high: int >= low = low + 4",
      "a: int, b: int in a..2*a, require a + b >= 3",
      "n: int, item: type = UInt(n + 1)",
      "require: int, derived derived = require",
      "depth: int, lanes: int, require depth % lanes == 0, require depth >= lanes",
      "n: int, w: int = hook width(n): int",
      "bits: int >= 1 = 8 \"operand width\", derived addr = clog2(bits) \"a \\\"b\\\", \\n c\", label: string \"it\"",
      "label: string = \"a\" \"b\", mode: enum(fast) \"c\", list: list(int) \"d\", require label != \"\"",
    ])
  func roundTrips(_ text: String) throws {
    #expect(try fixture.canonical(text) == text)
  }

  @Test("the canonical text settles space, comments, parentheses and the order of terms")
  func canonicalText() throws {
    let text = """
      bits :int>=(1)   # the width
      , lanes: int in 1 .. 2*4,
      derived total = lanes + bits + lanes, require not (bits < lanes)
      """
    #expect(
      try fixture.canonical(text)
        == "bits: int >= 1, lanes: int in 1..8, derived total = bits + 2*lanes, require bits >= lanes")
  }

  @Test("a constraint may name a parameter that is declared behind it")
  func laterParameters() throws {
    let text = "require max(a, (b)) < len([a, b]) + 9, a: int, require s != \",)\", b: int, s: string"
    let wanted = "a: int, b: int, s: string, require max(a, b) <= 10, require s != \",)\""
    let canonical = try fixture.canonical(text)
    #expect(canonical == wanted)
    #expect(
      fixture.refusal("require a < b, a: int = 4, b: int = 3")
        == "t.py:7: error HW1005: G requires b >= a + 1, and here a = 4, b = 3")
  }

  @Test(
    "a text that is no schema is refused where it is wrong",
    arguments: [
      ("bits", "column 5: expected `:`, and the text ends", "HW1016"),
      ("bits: in", "column 7: `in` is no kind", "HW1016"),
      ("bits: int,", "column 11: expected the name of a parameter, and the text ends", "HW1016"),
      ("bits: int >= true", "column 14: a bound is an integer, and `true` is a boolean", "HW1003"),
      ("a: int >= b, b: int", "column 11: ", "HW1009"),
      ("a: int = b, b: int", "column 10: ", "HW1009"),
      ("derived a = b + 1, b: int", "column 13: ", "HW1009"),
      ("a: int, require a", "column 17: a constraint is a boolean, and `a` is an integer", "HW1003"),
      ("a: int, require a < b", "column 21: ", "HW1009"),
      ("a: int, require a < 3 4, b: int", "column 23: expected `,`", "HW1016"),
      ("a: int, require (a < 3, b: int", "column 23: expected `)`", "HW1016"),
      ("a: int, require \"x", "column 17: a quotation that does not end", "HW1016"),
      ("a: int, a: bool", "column 9: two parameters are named `a`", "HW1006"),
      ("9lives: int", "column 1: expected the name of a parameter, and found `9`", "HW1016"),
      ("`a b`: int", "column 1: parameter `a b` has characters", "HW1020"),
      ("a: enum(x, x)", "two cases are named `x`", "HW1006"),
      ("a: enum()", "column 9: expected the name of a case", "HW1016"),
      ("a: list(list)", "a list holds values of a kind that is no list", "HW1016"),
      ("a: bool = 1", "column 11: `a` is a boolean, and `1` is an integer", "HW1024"),
      ("a: list(int) = [true]", "`a` is a list of integers, and `[true]` is a list of booleans", "HW1024"),
      ("a: int >= 1 = 0", "the default of `a` is 0, and it must be at least 1", "HW1024"),
      ("a: int, b: int in 5..3", "`b` must be at least 5 and at most 3, which no integer is", "HW1016"),
      ("a: int <= 1 = 2", "the default of `a` is 2, and it must be at most 1", "HW1024"),
      ("a: enum(x, y) = \"z\"", "the default of `a` is `z`, which is none of its cases", "HW1024"),
      ("a: int \"b\" \"c\"", "column 12: expected the end of the text, and found `\"`", "HW1016"),
      ("a: int \"b\" = 1", "column 12: expected the end of the text, and found `=`", "HW1016"),
      ("a: int, require a > 1 \"b\"", "column 23: expected `,`, and found `\"`", "HW1016"),
      ("a: int b: int", "column 8: expected the end of the text, and found `b`", "HW1016"),
    ])
  func refused(_ text: String, _ message: String, _ code: String) {
    let refusal = fixture.refusal(text)
    #expect(refusal.hasPrefix("t.py:7: error \(code): ") && refusal.contains(message), "\(refusal)")
  }

  @Test("members print as they are written, and read back")
  func members() throws {
    let schema = try fixture.schema("bits: int, label: string")
    for text in [
      "", "latency: int = 0", "latency: int = 2*bits; describe: string = label; wide: bool = bits >= 9",
      "cost: int = hook cost(bits): int", "item: type = UInt(bits); sizes: list(int) = [bits, 1]",
      "latency: int = 0 \"in cycles\"; describe: string = label \"of the \\\"label\\\"; it\"",
    ] {
      let members = try schema.parseMembers(text, in: fixture.types)
      #expect(schema.text(of: members, in: fixture.types) == text)
    }
    #expect(
      message { _ = try schema.parseMembers("bits: int = 1", in: fixture.types) }
        .contains("HW1006: column 1: `bits` is already a parameter or member"))
    #expect(
      message { _ = try schema.parseMembers("a: int = 1; a: int = 2", in: fixture.types) }
        .contains("HW1006: column 13: `a` is already a parameter or member"))
    #expect(
      message { _ = try schema.parseMembers("a: int = label", in: fixture.types) }
        .contains("HW1024: column 1: `a` is an integer, and `label` is a string"))
  }

  @Test("a value without a name cannot follow one with a name")
  func argumentOrder() {
    #expect(
      fixture.refusal("a: int, b: int", "a = 1, 2")
        == """
        t.py:7: error HW1008: column 8: a value without a name follows one with a name
            a = 1, 2
                   ^
        """)
  }

  @Test("100,000 parentheses and 100,000 terms are read in schemas, members and arguments")
  func deep() throws {
    let parentheses = String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    let terms = Array(repeating: "a", count: 100_000).joined(separator: "+")
    let schema = try fixture.schema("a: int >= \(parentheses), require \(terms) >= 1")
    #expect(schema.text(in: fixture.types) == "a: int >= 1, require a >= 1")
    #expect(try fixture.bound("a: int", parentheses) == "1")
    let members = try schema.parseMembers("m: int = a + \(parentheses)", in: fixture.types)
    #expect(schema.text(of: members, in: fixture.types) == "m: int = a + 1")
    #expect(fixture.refusal("require " + String(repeating: "(", count: 100_000)).contains("HW1016"))
  }
}
