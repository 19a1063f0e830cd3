import HwgenBits
import HwgenSupport
import HwgenTypes
import Testing

@Suite("Enumerations")
struct EnumerationTests {
  let fixture = ExpressionFixture()
  var types: TypeStore { fixture.types }

  func type(_ text: String) throws(Failure) -> TypeID { try types.parseType(text, scope: fixture.kind) }

  func codes(_ text: String) throws -> [Int] {
    types.enumeration(of: try type(text))!.codes.map { $0.asUnsigned.small! }
  }

  @Test("name, members, codes and width are what tells types apart, however they are written")
  func identity() throws {
    let state = try type("Enum(State: idle, run, done)")
    #expect(try state == type("Enum(State: idle = 0, run = 1, done = 2)"))
    #expect(try state == type("Enum(State, 2: idle, run, done)"))
    for other in [
      "Enum(Other: idle, run, done)", "Enum(State: run, idle, done)", "Enum(State, 3: idle, run, done)",
      "Gray(State: idle, run, done)", "OneHot(State: idle, run, done)", "Enum(idle, run, done)", "Bits(2)",
    ] {
      #expect(try state != type(other), "\(other)")
    }
    #expect(try type("Gray(S: a, b)") == type("Enum(S: a, b)"))
    #expect(types.width(of: state) == 2)
  }

  @Test(
    "each encoding has its codes",
    arguments: [
      ("Enum(a, b, c, d, e)", [0, 1, 2, 3, 4], 3), ("OneHot(a, b, c, d)", [1, 2, 4, 8], 4),
      ("Gray(a, b, c, d, e)", [0, 1, 3, 2, 6], 3), ("Enum(a = 5, b, c = 2, d)", [5, 6, 2, 3], 3),
      ("Enum(a)", [0], 1), ("OneHot(a)", [1], 1), ("Enum(8: a, b)", [0, 1], 8), ("OneHot(S, 5: a, b)", [1, 2], 5),
    ])
  func encodings(text: String, codes: [Int], width: Int) throws {
    #expect(try self.codes(text) == codes)
    #expect(types.width(of: try type(text)) == width)
  }

  @Test("the canonical text reads back, also for names that are words of the language")
  func text() throws {
    for (text, canonical) in [
      ("Enum( State : idle ,run)", "Enum(State: idle, run)"), ("OneHot(a, b, c)", "OneHot(a, b, c)"),
      ("Enum(S, 4: a = 1, b = 2)", "OneHot(S, 4: a, b)"), ("Enum(S, 4: a = 8, b = 2)", "Enum(S: a = 8, b = 2)"),
      ("Enum(3: a, b)", "Enum(3: a, b)"), ("Enum(`x y`: `if`, `a,b`)", "Enum(`x y`: `if`, `a,b`)"),
      ("Enum(a = 0xff)", "Enum(a = 255)"), ("Enum(a, b = 3)", "Enum(a = 0, b = 3)"),
    ] {
      let type = try type(text)
      #expect(types.text(type) == canonical)
      #expect(try self.type(canonical) == type)
    }
    let wide = try type("Enum(W: a = 0x1_0000_0000_0000_0000_0000, b)")
    #expect(types.width(of: wide) == 81)
    #expect(try type(types.text(wide)) == wide)
    #expect(types.briefText(try type("Enum(\((0..<100).map { "m\($0)" }.joined(separator: ", ")))")).hasSuffix("…"))
  }

  @Test("they stand in records, arrays and templates as other types do")
  func within() throws {
    let template = try type("{s: Enum(S: a, b), l: Array(lanes, OneHot(a, b, c))}")
    let three = fixture.store.integer(3)
    let made = try types.substitute(template, { _ in three })
    #expect(types.width(of: made) == 10)
    #expect(types.text(made) == "{s: Enum(S: a, b), l: Array(3, OneHot(a, b, c))}")
    #expect(
      types.text(try type("if bits == 3 then Enum(S: a, b) else Bit")) == "if bits == 3 then Enum(S: a, b) else Bit")
  }

  @Test(
    "what is no enumeration is refused where it stands",
    arguments: [
      ("Enum()", DiagnosticCode.emptyEnumeration, "the enumeration has no members"),
      ("Enum(S: )", .emptyEnumeration, "enumeration `S` has no members"),
      ("Enum(S: a, b, a)", .duplicateMember, "enumeration `S` has two members `a`"),
      ("Enum(S: a = 3, b = 3)", .duplicateCode, "members `a` and `b` of enumeration `S` have one code, 3"),
      ("Enum(S: a = 2, b, c = 3)", .duplicateCode, "members `b` and `c` of enumeration `S` have one code, 3"),
      ("Enum(S, 2: a, b = 4)", .codeRange, "code 4 of `b` needs 3 bits, and enumeration `S` has 2"),
      ("OneHot(S, 2: a, b, c)", .codeRange, "needs 3 bits, and enumeration `S` has 2"),
      ("Enum(S: a = -1)", .codeRange, "code -1 of `a` of enumeration `S` is negative"),
      ("OneHot(S: a = 1)", .codeRange, "code 1 of `a` is given, and enumeration `S` is encoded by the library"),
      ("Enum(S, 0: a)", .badWidth, "a width of 0"), ("Enum(S, 99999999999: a)", .badWidth, "a width of 99999999999"),
      ("Enum(S, 16777215: a, b)", .badWidth, "enumeration `S` has 2 codes of 16777215 bits"),
      ("Enum(S: ``)", .badName, "a member of enumeration `S`"), ("Enum(`\\n`: a)", .badName, "U+000A"),
      ("Enum(S: a", .typeSyntax, "expected `)`"), ("Enum(S: a = b)", .typeSyntax, "expected a code"),
      ("Enum(S, 3)", .typeSyntax, "expected `:`"), ("Enum(1 + 1: a)", .typeSyntax, "expected `:`"),
    ])
  func refusals(text: String, code: DiagnosticCode, message: String) throws {
    let failure = fixture.failure { () throws(Failure) in _ = try type(text) }
    #expect(failure?.code == code)
    #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    #expect(failure?.message.contains("column") == true)
  }

  @Test("so many members of one-hot codes that they take too much room are refused at once")
  func size() throws {
    let many = (0..<5000).map { "m\($0)" }.joined(separator: ", ")
    #expect(fixture.failure { () throws(Failure) in _ = try type("OneHot(\(many))") }?.code == .badWidth)
    #expect(types.width(of: try type("Gray(\(many))")) == 13)
  }

  @Test("a member that there is not is told with those that there are")
  func member() throws {
    let state = try type("Enum(State: idle, run)")
    #expect(try types.member("run", of: state) == 1)
    let missing = fixture.failure { () throws(Failure) in _ = try types.member("walk", of: state) }
    #expect(missing?.code == .unknownEnumerationMember)
    #expect(missing?.message == "Enum(State: idle, run) has no member `walk`; it has idle, run")
    #expect(
      fixture.failure { () throws(Failure) in _ = try types.member("idle", of: .bit) }?.code == .typeMismatch)
  }
}
