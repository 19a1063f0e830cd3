import HwgenParameters
import HwgenSupport
import HwgenTypes
import Testing

/// Late parameters in schemas and requests.
@Suite struct LateTests {
  let fixture = ParametersFixture()

  @Test("the text of a schema has them, and they stand for themselves")
  func values() throws {
    let text =
      "n: int, bits: late int in 1..64 = 16, derived total = bits + n, derived twice = 2*n, m: int = 3 \"words\""
    #expect(try fixture.schema(text).text(in: fixture.types) == text)
    // They leave the positional list.
    #expect(try fixture.bound(text, "4, 5") == "4, bits, bits + 4, 8, 5")
    let schema = try fixture.schema("n: int, bits: late int >= 2*n = 4*n, require bits % n == 0, require n > 1")
    let values = try fixture.values("n: int, bits: late int >= 2*n = 4*n, require bits % n == 0, require n > 1", "3")
    let late = try schema.late(of: values, in: fixture.types, hooks: nil, owner: "G")
    #expect(late.parameters.map { $0.text(in: fixture.types.names) } == ["bits: late int >= 6 = 12"])
    #expect(late.constraints.map { fixture.expressions.text($0) } == ["bits % 3 == 0"])
  }

  @Test("what Verilog cannot have is refused in the schema, and a value in a request")
  func refusals() {
    for (text, arguments, wanted) in [
      (
        "bits: late int = 16", "bits = 3",
        "HW1050: `bits` of G is a late parameter: it is left to Verilog, and a request gives it no value"
      ),
      ("bits: late int = 16", "3", "HW1007"),
      ("bits: late int", "", "HW1051: column 1: late parameter `bits` has no default"),
      ("bits: late bool = true", "", "HW1051"),
      ("bits: late int = 2147483648", "", "HW1051: column 1: 2147483648 of late parameter `bits` does not fit 32 bits"),
      ("n: int, bits: late int = n", "4294967296", "HW1051"),
      ("n: int, bits: late int <= 9 = n", "10", "HW1004"),
      ("wire: late int = 1", "", "HW1051"),
      ("bits: late int = 1, n: int = bits", "", "HW1052: `bits` of `n` of G depends on the late parameter `bits`"),
      ("bits: late int = 1, n: int <= bits = 1", "", "HW1052"),
      ("bits: late int = 1, more: late int = bits", "", "HW1052"),
    ] { #expect(fixture.refusal(text, arguments).contains(wanted), "\(text): \(fixture.refusal(text, arguments))") }
  }
}
