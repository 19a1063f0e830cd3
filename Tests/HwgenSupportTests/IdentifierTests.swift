import HwgenSupport
import Testing

@Suite struct IdentifierTests {
  @Test("legal identifiers are accepted as they are", arguments: ["a", "_", "A9_z", "__x", "inputs", "Wire"])
  func legal(name: String) throws {
    #expect(Identifier.objection(to: name) == nil)
    #expect(Identifier.legalised(name) == name)
    try Identifier.check(name, what: "port")
  }

  @Test(
    "an illegal identifier is refused with its reason and a name to use instead",
    arguments: [
      ("", "error HW1020: port `` has an empty name"),
      ("9a", "error HW1020: port `9a` does not start with a letter or _\n  fix: call it `_9a`"),
      ("a$b", "error HW1020: port `a$b` has characters other than letters, digits and _\n  fix: call it `a_b`"),
      ("é", "error HW1020: port `é` does not start with a letter or _\n  fix: call it `__`"),
      (
        "a\n\"endmodule",
        "error HW1020: port `a\\n\"endmodule` has the control character U+000A\n  fix: call it `a__endmodule`"
      ),
      ("wire", "error HW1020: port `wire` is a reserved word of Verilog or SystemVerilog\n  fix: call it `wire_`"),
      ("long", "error HW1020: port `long` is a word of C++, of which verilator warns\n  fix: call it `long_`"),
      ("logic", "error HW1020: port `logic` is a reserved word of Verilog or SystemVerilog\n  fix: call it `logic_`"),
    ])
  func illegal(name: String, expected: String) {
    #expect(throws: Failure.self) { try Identifier.check(name, what: "port") }
    do throws(Failure) { try Identifier.check(name, what: "port") } catch { #expect("\(error)" == expected) }
  }

  @Test("a name of 10,000 characters is refused in a short message")
  func long() {
    let name = String(repeating: "x", count: 10_000)
    #expect(Identifier.objection(to: name) == "has 10000 characters; at most 1024 are allowed")
    do throws(Failure) { try Identifier.check(name, what: "port") } catch {
      #expect("\(error)".utf8.count < 300)
      #expect(error.diagnostics[0].fix == nil)
    }
    #expect(Identifier.objection(to: String(repeating: "x", count: 1024)) == nil)
    #expect(Identifier.legalised(name).utf8.count <= Identifier.maximumLength)
  }

  @Test("whatever is legalised is legal", arguments: ["", "9", "é", "a b", "endmodule", "\u{0}", "x\ny", "`", "begin"])
  func legalised(name: String) {
    #expect(Identifier.objection(to: Identifier.legalised(name)) == nil)
  }

  @Test(
    "a quoted name shows control characters and quotes, and is cut when long",
    arguments: [
      ("a", "`a`"), ("", "``"), ("a`b", "`a\\`b`"), ("a\r\n\tb", "`a\\r\\n\\tb`"), ("\u{0}\u{7f}", "`\\u{0}\\u{7f}`"),
      ("é", "`é`"),
      (String(repeating: "x", count: 61), "`" + String(repeating: "x", count: 60) + "…`"),
    ])
  func quoted(name: String, expected: String) {
    #expect(Identifier.quoted(name) == expected)
  }

  @Test("the reserved words of both standards and of C++ are known, and nothing else is")
  func reserved() {
    for word in [
      "module", "endmodule", "reg", "xor", "uwire", "logic", "bit", "byte", "unique0", "s_until_with", "within",
      "namespace",
    ] {
      #expect(Identifier.isReserved(word), "\(word)")
    }
    for word in ["", "Module", "clk", "data", "q", "module_"] { #expect(!Identifier.isReserved(word), "\(word)") }
  }
}
