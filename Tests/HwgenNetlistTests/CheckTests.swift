import HwgenNetlist
import HwgenSupport
import HwgenTestSupport
import HwgenTypes
import Testing

@Suite("Checks") struct CheckTests {
  private let fixture = NetlistFixture()

  private func module() throws -> ModuleBuilder {
    let byte = try fixture.uint(8)
    return try fixture.module(
      "M",
      [
        ("clk", .input, .clock), ("rst", .input, .reset), ("a", .input, .bit), ("x", .input, byte),
        ("s", .input, try fixture.sint(8)), ("m", .input, try fixture.bits(12)), ("y", .output, byte),
      ])
  }

  // MARK: Formats

  @Test("a message is read as Python's format reads it")
  func formats() throws {
    let format = try MessageFormat("é {{{}}} {:d}{:5d} {:05d} {:x} {:08b} {:o} {:c}\t100%\n")
    #expect(
      format.places.map { "\($0.conversion) \($0.width) \($0.isZeroPadded)" } == [
        "decimal 0 false", "decimal 0 false", "decimal 5 false", "decimal 5 true", "hexadecimal 0 false",
        "binary 8 true", "octal 0 false", "character 0 false",
      ])
    #expect(format.parts.first == .text(ContiguousArray("é {".utf8)))
    #expect(format.parts[2] == .text(ContiguousArray("} ".utf8)))
    #expect(format.parts.last == .text(ContiguousArray("\t100%\n".utf8)))
    #expect(try MessageFormat("").parts.isEmpty)
    #expect(try MessageFormat("{:1000d}").places[0].width == 1000)
  }

  @Test(
    "what is no format is refused with its place in the message",
    arguments: [
      ("ab{", "a `{` without its `}`, at character 3"), ("é}", "a `}` without its `{`, at character 2"),
      ("{0}", "a place with a name or a number"), ("{x}", "a place with a name or a number"),
      ("{:X}", "the format `{:X}` is not known"), ("{:s}", "the format `{:s}` is not known"),
      ("{:#x}", "is not known"), ("{:>4d}", "is not known"), ("{:+d}", "is not known"), ("{:_d}", "is not known"),
      ("{:4.2f}", "is not known"), ("{:0d}", "is not known"), ("{:00d}", "is not known"), ("{:dd}", "is not known"),
      ("{:4c}", "is not known"), ("{:0}", "is not known"), ("{:é}", "the format `{:é}` is not known"),
      ("{:1001d}", "a width of more than 1000 characters"), ("{:99999999999999999999d}", "a width of more than 1000"),
      ("\u{1}", "a control character"), ("a\u{7f}", "a control character"), ("{{}", "a `}` without its `{`"),
      ("{ }", "a place with a name"), ("{:{}}", "is not known"),
    ])
  func badFormats(text: String, said: String) {
    let failure = #expect(throws: Failure.self) { _ = try MessageFormat(text) }
    #expect(failure?.diagnostics.first?.code == .badFormat)
    #expect(failure?.diagnostics.first?.message.contains(said) == true, "\(String(describing: failure))")
  }

  @Test("a message of any bytes is read or refused", arguments: 0..<UInt64(Soak.rounds(200)))
  func anyMessage(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let letters = Array("{}:0159dxobc %é\n")
    let text = String((0..<Int.random(in: 0..<20, using: &random)).map { _ in letters.randomElement(using: &random)! })
    do {
      let format = try MessageFormat(text)
      let plain = format.parts.map { part in
        switch part {
        case .text(let bytes):
          String(decoding: bytes, as: UTF8.self).split(separator: "{", omittingEmptySubsequences: false)
            .joined(separator: "{{").split(separator: "}", omittingEmptySubsequences: false).joined(separator: "}}")
        case .place(let place): String(decoding: Array(text.utf8)[place.start..<place.end], as: UTF8.self)
        }
      }
      #expect(plain.joined() == text)
    } catch {
      #expect(error.diagnostics.first?.code == .badFormat)
    }
  }

  // MARK: Values

  @Test("more or fewer values than places are refused with both numbers")
  func counts() throws {
    let builder = try module()
    let x = builder.port(3)
    #expect(message { try builder.check(.print, message: "{} {}", values: [x]) }.contains("HW2061"))
    #expect(
      message { try builder.check(.print, message: "{} {}", values: [x]) }
        .contains("the message \"{} {}\" has 2 places, and 1 value is given"))
    #expect(
      message { try builder.check(.print, message: "a", values: [x]) }.contains("has 0 places, and 1 value is given"))
    #expect(
      message { try builder.check(.assert, builder.port(2), values: [x, x]) }
        .contains("an `assert` without a message has 0 places, and 2 values are given"))
    #expect(builder.module.cells.count == builder.module.portCount)
  }

  @Test(
    "a value that its place cannot show is refused with a format that can",
    arguments: [
      (5, "{}", "Bits are no number", "write {:x} or {:b}"), (5, "{:d}", "Bits are no number", "as_uint"),
      (4, "{:x}", "a number with a sign has no digits of this base", "as_bits"),
      (4, "{:05d}", "a number with a sign is padded with spaces alone", "write {:5d}"),
      (3, "{:4x}", "digits of this base are padded with zeros alone", "write {:x} or {:04x}"),
      (3, "{:1x}", "digits of this base are padded with zeros alone", "write {:x} or {:02x}"),
      (3, "{:01x}", "8 bits have 2 such digits", "write {:x} or {:02x}"),
      (5, "{:011b}", "12 bits have 12 such digits", "write {:b} or {:012b}"),
      (3, "{:02o}", "8 bits have 3 such digits", "write {:o} or {:03o}"),
      (4, "{:c}", "a character is 8 bits without sign", "write {}"),
      (5, "{:c}", "a character is 8 bits without sign", "write {}"),
      (0, "{}", "only a UInt, an SInt or a Bit is written in decimal", "take a part"),
      (1, "{:b}", "only a UInt, Bits or a Bit is written so", "take its bits"),
    ])
  func kinds(port: Int, format: String, said: String, fix: String) throws {
    let builder = try module()
    let failure = #expect(throws: Failure.self) {
      try builder.check(.print, message: "a {:d} " + format, values: [builder.port(3), builder.port(port)])
    }
    let diagnostic = failure?.diagnostics.first
    #expect(diagnostic?.code == .formatKind && diagnostic?.location?.line == 10)
    #expect(diagnostic?.message.contains(said) == true, "\(String(describing: diagnostic))")
    #expect(diagnostic?.message.contains("value 2 of a `print`") == true, "\(String(describing: diagnostic))")
    #expect(diagnostic?.fix?.contains(fix) == true, "\(String(describing: diagnostic))")
  }

  @Test("a check has a Bit for its condition, a clock, a reset, and no value")
  func operands() throws {
    let builder = try module()
    #expect(message { try builder.check(.assert, builder.port(3)) }.contains("HW2004"))
    #expect(message { try builder.check(.assert, builder.port(2), clock: builder.port(2)) }.contains("HW2004"))
    #expect(message { try builder.check(.assert, builder.port(2), reset: builder.port(2)) }.contains("HW2004"))
    #expect(message { try builder.check(.assert) }.contains("without a condition"))
    #expect(message { try builder.check(.print, builder.port(2), message: "a") }.contains("has no condition"))
    #expect(message { try builder.check(.print) }.contains("without a message"))
    #expect(message { try builder.check(.assert, NetID(raw: 999)) }.contains("HW9002"))
    let check = try builder.check(.cover, builder.port(2))
    #expect(message { _ = try builder.unary(.not, check) }.contains("a cover or a print is no value"))
    // Its name is a label.
    #expect(message { try builder.setName(fixture.names.intern("c"), of: check) } == "no failure")
    #expect(message { try builder.setName(fixture.names.intern(""), of: check) }.contains("HW1020"))
    let other = try fixture.module("N", [("a", .input, .bit)])
    #expect(message { try other.check(.assert, other.port(0)) }.contains("HW2013"))
  }

  @Test("a check in a switch outside of its cases is refused, and no elsewhen follows one")
  func scopes() throws {
    let builder = try module()
    try builder.beginSwitch(builder.port(3))
    #expect(message { try builder.check(.assert, builder.port(2)) }.contains("HW2051"))
    try builder.end()
    try builder.beginWhen(builder.port(2))
    try builder.end()
    try builder.check(.assert, builder.port(2))
    #expect(message { try builder.beginElseWhen(builder.port(2)) }.contains("HW2051"))
  }

  @Test("what only a check reads is read: inputs, registers, and the conditions that it stands under")
  func liveness() throws {
    let builder = try module()
    let sum = try builder.binary(.add, builder.port(3), builder.port(3))
    try builder.setName(fixture.names.intern("sum"), of: sum)
    let register = try builder.register(try fixture.uint(8))
    try builder.drive(register, with: sum)
    try builder.drive(builder.port(6), with: builder.port(3))
    try builder.beginWhen(builder.port(2))
    try builder.check(
      .assert, try builder.binary(.equal, register, builder.port(3)), message: "{} {:x}",
      values: [builder.port(4), builder.port(5)], reset: builder.port(1))
    try builder.end()
    let log = DiagnosticLog()
    try builder.finish(reportingTo: log)
    #expect(log.diagnostics.isEmpty)
  }

  // MARK: Text

  private static let text = """
    module M explicit {
      in clk: Clock
      in rst: AsyncReset
      in a: Bit
      in x: UInt(8)
      out y: UInt(8)
      %5 = check assert clock clk, reset rst, a, "x is {} \\"q\\" \\n", x
      %6: UInt(8) = literal 3
      %7 = check cover clock clk, a
      %8 = check print clock clk, "late"
      %9 = check assume clock clk, a, "m"
      drive y = x
      check %5
      when a {
        check %7
        switch x {
          case %6 {
            check %8
          }
        }
      }
      check %9
    }

    """

  @Test("checks are written and read back as they are, in the program that they stand in")
  func roundTrip() throws {
    let design = try fixture.parse(CheckTests.text)
    #expect(design.text() == CheckTests.text)
    #expect(design.netlist.module(design.root)!.checks.map(\.kind) == [.assert, .cover, .print, .assume])
  }

  @Test(
    "a text of a check that is none is refused",
    arguments: [
      ("check %9\n", "", "says where it stands"), ("check %9\n", "check %9\n  check %9\n", "stands nowhere else"),
      ("check %9\n", "check %6\n", "expected a check"), ("= check cover", "= check covet", "no check"),
      ("check cover clock clk, a", "check cover a", "expected `clock`"),
      ("check cover clock clk, a", "check cover clock clk, a, a", "expected a message"),
      ("check cover clock clk, a", "check cover clock clk", "without a condition"),
      ("check print clock clk, \"late\"", "check print clock clk, a, \"late\"", "has no condition"),
      ("%8 = check", "%8: Bit = check", "a check has no type"), ("is {}", "is {:q}", "HW2060"),
      ("is {}", "is", "HW2061"), ("is {}", "is {:4x}", "HW2062"), ("reset rst, a", "reset a, a", "HW2004"),
      ("case %6", "case %7", "is no value"),
      ("drive y = x", "drive y = %7", "is no value"), ("\", x\n", "\", %5\n", "is not defined"),
      ("check cover clock clk, a", "check cover clock clk, %5", "is no value"),
    ])
  func badText(part: String, other: String, said: String) throws {
    let pieces = CheckTests.text.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(pieces.count == 2)
    let text = pieces.joined(separator: other)
    #expect(message { _ = try fixture.parse(text) }.contains(said), "\(message { _ = try fixture.parse(text) })")
  }
}
