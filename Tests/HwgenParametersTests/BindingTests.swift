import HwgenParameters
import HwgenSupport
import HwgenTypes
import Testing

/// From the values that a request gives to the values of all parameters.
@Suite struct BindingTests {
  let fixture = ParametersFixture()

  @Test("positional, named and defaulted forms of one request give the same values")
  func forms() throws {
    let text = "width: int >= 1, has_ce: bool = false, depth: int = 2*width"
    let wanted = try fixture.values(text, "8")
    for arguments in [
      "width = 8", "8, false", "8, has_ce = false", "has_ce = false, width = 8", "8, false, 16", "4 + 4, 1 > 2, 0x10",
      "depth = 16, width = 8", "(8)", "8 # the default",
    ] { #expect(try fixture.values(text, arguments) == wanted, "\(arguments)") }
    #expect(try fixture.values(text, "8, true") != wanted)
    #expect(try fixture.values("a: int, b: int", "4, 8") != fixture.values("a: int, b: int", "8, 4"))
  }

  @Test("derived parameters are computed from earlier ones and leave the positional list")
  func derived() throws {
    #expect(
      try fixture.bound("derived one = 1, depth: int, derived addr = clog2(depth), name: string", "9, \"x\"")
        == "1, 9, 4, \"x\"")
    #expect(
      fixture.refusal("depth: int, derived addr = clog2(depth)", "9, addr = 4")
        == "t.py:7: error HW1025: `addr` of G is derived and takes no value")
    #expect(
      fixture.refusal("depth: int, derived addr = clog2(depth)", "0")
        == "t.py:7: error HW1012: in `clog2(depth)`: the logarithm is defined for values of at least 1, depth = 0\n"
        + "  note: in the parameters of G")
  }

  @Test("every kind takes its values and no others")
  func kinds() {
    let good = [
      "int": "-3", "bool": "true", "string": "\"\"", "enum(x, y)": "\"y\"", "type": "Array(2, Bit)",
      "list(int)": "[1]", "list(type)": "[Bit]", "record": "record(a: 1)", "generator": "generator(\"g0\")",
      "opaque": "opaque(\"k\")",
    ]
    for (kind, value) in good {
      #expect(fixture.refusal("a: \(kind)", value) == "no failure")
      for (other, wrong) in good where other != kind {
        if kind == "string" && other.hasPrefix("enum") || kind.hasPrefix("enum") && other == "string" { continue }
        #expect(fixture.refusal("a: \(kind)", wrong).contains("HW1003: `a` of G is "), "\(kind) takes \(wrong)")
      }
    }
    #expect(fixture.refusal("a: list(bool)", "[]") == "no failure")
  }

  @Test("a refusal names the generator, the parameter, the value, the rule and the place")
  func messages() {
    let cases = [
      ("a: int, b: bool", "1", "HW1002: G needs a value for `b`\n  fix: give b = …"),
      ("a: int", "true", "HW1003: `a` of G is a boolean, true; it must be an integer"),
      ("a: bool", "1", "HW1003: `a` of G is an integer, 1; it must be a boolean"),
      ("a: list(int)", "[true]", "HW1003: `a` of G is a list, [true]; it must be a list of integers"),
      ("a: int >= 1", "0", "HW1004: `a` of G is 0; it must be at least 1"),
      ("a: int in 1..64", "65", "HW1004: `a` of G is 65; it must be at most 64"),
      ("a: int, b: int in a..2*a", "4, 9", "HW1004: `b` of G is 9; it must be at most 8"),
      ("a: int <= 0", "100000000000000000000", "HW1004: `a` of G is 100000000000000000000; it must be at most 0"),
      ("a: enum(x, y)", "\"z\"", "HW1004: `a` of G is `z`; it must be one of x, y"),
      ("a: int, require a % 2 == 0", "3", "HW1005: G requires a % 2 == 0, and here a = 3"),
      ("a: int", "1, a = 2", "HW1006: `a` of G is given twice"),
      ("a: int", "a = 1, a = 2", "HW1006: `a` of G is given twice"),
      ("a: int, derived b = a", "1, 2", "HW1007: G takes 1 parameter and is given 2 positional values"),
      ("", "1", "HW1007: G takes 0 parameters and is given 1 positional value"),
      ("a: int, b: int", "c = 1", "HW1001: G has no parameter `c`; it has a, b"),
      ("a: int", "1 / 0", "HW1011: in `1 / 0`: division by zero\n  note: in the parameters of G"),
      ("a: int = 4 / (3 - 3)", "", "HW1011: in `4 / 0`: division by zero\n  note: in the parameters of G"),
      (
        "a: int, b: int >= 8 / a", "0, 1",
        "HW1011: in `8 / a`: division by zero, a = 0\n  note: in the parameters of G"
      ),
    ]
    for (schema, arguments, wanted) in cases {
      #expect(fixture.refusal(schema, arguments) == "t.py:7: error \(wanted)")
    }
  }

  @Test("an argument must be a value")
  func openArguments() throws {
    let open = fixture.expressions.parameter(fixture.names.intern("n"), kind: .integer)
    let schema = try fixture.schema("a: int")
    #expect(
      message {
        _ = try schema.bind(Arguments(positional: [open]), in: fixture.types, hooks: nil, owner: "G")
      } == "error HW1010: parameter `n` has no value\n  note: in the parameters of G")
  }

  @Test("hooks are asked for arguments, defaults, bounds and constraints")
  func hooks() throws {
    final class Doubling: HookResolver {
      let expressions: ExpressionStore
      init(_ expressions: ExpressionStore) { self.expressions = expressions }
      func call(_ name: NameID, _ arguments: [ExprID], kind: ValueKind) throws(Failure) -> ExprID {
        kind == .boolean ? expressions.boolean(false) : try expressions.add(arguments[0], arguments[0])
      }
    }
    let hooks = Doubling(fixture.expressions)
    let schema = "a: int, b: int <= hook double(a): int = hook double(a): int"
    #expect(try fixture.bound(schema, "3", hooks: hooks) == "3, 6")
    #expect(try fixture.bound(schema, "hook double(2): int, 3", hooks: hooks) == "4, 3")
    #expect(fixture.refusal(schema, "3, 7", hooks: hooks).contains("`b` of G is 7; it must be at most 6"))
    #expect(
      fixture.refusal("a: int, require hook legal(a): bool", "3", hooks: hooks)
        == "t.py:7: error HW1005: G requires hook legal(a): bool, and here a = 3")
    #expect(fixture.refusal(schema, "3").contains("HW1021"))
  }

  @Test("integers are of any size, in values, bounds and defaults")
  func large() throws {
    let wide = "1" + String(repeating: "0", count: 300)
    #expect(try fixture.bound("a: int >= \(wide), derived b = a + 1", wide).hasSuffix("0001"))
    #expect(fixture.refusal("a: int >= \(wide)", "3").contains("it must be at least 1000"))
  }
}
