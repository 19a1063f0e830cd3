import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// Values that are chosen by key, and what is no choice.
@Suite("Choices by key") struct ChoiceTests {
  let fixture = NetlistFixture()

  private func bench() throws -> ModuleBuilder {
    try fixture.module(
      "M",
      [
        ("s", .input, try fixture.uint(2)), ("a", .input, try fixture.uint(8)), ("b", .input, try fixture.uint(8)),
        ("n", .input, try fixture.sint(8)), ("clk", .input, .clock),
      ])
  }

  private func cases(
    _ module: ModuleBuilder, _ selector: Int, _ keys: [Int], value: Int = 1
  ) throws -> [(key: NetID, value: NetID)] {
    try keys.map {
      (try module.literal(Integer($0), type: module.type(of: module.port(selector))), module.port(value))
    }
  }

  @Test("a choice has the type of its values, and its keys stand before them")
  func choice() throws {
    let module = try bench()
    let net = try module.choose(module.port(0), try cases(module, 0, [3, 1]), default: module.port(2))
    #expect(fixture.netlist.types.text(module.type(of: net)) == "UInt(8)")
    #expect(module.module.operands(of: net).map(\.raw) == [0, 5, 1, 6, 1, 2])
  }

  @Test("where the keys are all that there is, the default is left out")
  func complete() throws {
    let module = try bench()
    let all = try cases(module, 0, [3, 1, 0, 2])
    let net = try module.choose(module.port(0), all, default: module.port(2))
    #expect(module.module.operands(of: net).count == 9)
    #expect(throws: Never.self) { try module.choose(module.port(0), all) }
  }

  @Test("a key that occurs twice is refused, with both values")
  func duplicate() throws {
    let module = try bench()
    let text = message {
      _ = try module.choose(module.port(0), try cases(module, 0, [1, 2, 1]), default: module.port(2))
    }
    #expect(text.contains("HW2030"))
    #expect(text.contains("key 1 occurs twice in a choice by `s`: UInt(2)"), "\(text)")
  }

  @Test("a choice that is not complete and has no default names a key that is missing")
  func missing() throws {
    let module = try bench()
    var text = message { _ = try module.choose(module.port(0), try cases(module, 0, [0, 1, 3])) }
    #expect(text.contains("HW2031"))
    #expect(text.contains("a choice by `s`: UInt(2) has no value for 2 and no default"), "\(text)")
    text = message { _ = try module.choose(module.port(3), try cases(module, 3, [0, 1, -1])) }
    #expect(text.contains("has no value for 2 and"), "\(text)")
  }

  @Test("keys, values and default have the types that they must have")
  func types() throws {
    let module = try bench()
    #expect(
      message { _ = try module.choose(module.port(0), try cases(module, 1, [0]), default: module.port(2)) }
        .contains("HW2003"))
    #expect(
      message { _ = try module.choose(module.port(0), try cases(module, 0, [0]), default: module.port(3)) }
        .contains("choice of `a`: UInt(8) and `n`: SInt(8)"))
    let mixed = try cases(module, 0, [0]) + cases(module, 0, [1], value: 3)
    #expect(message { _ = try module.choose(module.port(0), mixed, default: module.port(2)) }.contains("HW2004"))
    #expect(
      message { _ = try module.choose(module.port(0), [(module.port(0), module.port(1))], default: module.port(2)) }
        .contains("a key of a choice is a literal, not `s`: UInt(2)"))
    #expect(message { _ = try module.choose(module.port(0), [], default: module.port(2)) }.contains("has no keys"))
    #expect(
      message { _ = try module.choose(module.port(4), [], default: nil) }.contains("`clk`: Clock selects nothing"))
  }

  @Test("the text of a choice is read back, and one without cases is not")
  func text() throws {
    let text = """
      module M {
        in s: UInt(2)
        in a: UInt(8)
        in b: UInt(8)
        out y: UInt(8)
        %4: UInt(2) = literal 1
        %5: UInt(8) = choose s, %4, a, b
        %6: UInt(8) = divide %5, b
        %7: UInt(8) = modulo %6, a
        drive y = %7
      }

      """
    #expect(try fixture.parse(text).text() == text)
    let short = text.replacing("choose s, %4, a, b", with: "choose s")
    #expect(message { _ = try fixture.parse(short) }.contains("`choose` takes a selector, keys and values"))
  }

  @Test("numbers of different widths divide at the greater one, and the result is cut")
  func division() throws {
    let module = try bench()
    let four = try module.truncate(module.port(1), width: 4)
    func text(_ operation: Operation, _ a: NetID, _ b: NetID) throws -> String {
      fixture.netlist.types.text(module.type(of: try module.division(operation, a, b)))
    }
    #expect(try text(.divide, four, module.port(1)) == "UInt(4)")
    #expect(try text(.divide, module.port(1), four) == "UInt(8)")
    #expect(try text(.modulo, four, module.port(1)) == "UInt(8)")
    #expect(try text(.modulo, module.port(1), four) == "UInt(4)")
    #expect(message { _ = try module.division(.divide, four, module.port(3)) }.contains("divide of UInt(4) and `n`"))
  }

  @Test(
    "constants divide towards zero, by zero to 0, and the least number by -1 to itself",
    arguments: [
      (-7, 2, -3, -1), (7, -2, -3, 1), (-7, -2, 3, -1), (7, 2, 3, 1), (5, 0, 0, 5), (-8, -1, -8, 0), (-8, 0, 0, -8),
    ])
  func values(a: Int, b: Int, quotient: Int, remainder: Int) {
    let operands = [a, b].map { BitVector(truncating: Integer($0), width: 4) }
    func value(_ operation: Operation) -> Integer? {
      operation.value(of: operands, width: 4, isSigned: true, low: 0)?.asSigned
    }
    #expect(value(.divide) == Integer(quotient))
    #expect(value(.modulo) == Integer(remainder))
  }

  @Test("the text of an index and of a replacement is read back; what has no two places is refused")
  func indices() throws {
    let text = """
      module M {
        in a: UInt(8)
        in i: UInt(3)
        in j: UInt(2)
        in b: Bits(2)
        out y: UInt(8)
        %5: Bit = index a, i
        %6: Bits(3) = index a, i step 2
        %7: UInt(8) = replace a, j, b
        drive y = %7
      }

      """
    #expect(try fixture.parse(text).text() == text)
    func refusal(_ old: String, _ new: String) -> String {
      message { _ = try fixture.parse(text.replacing(old, with: new)) }
    }
    #expect(refusal("step 2", "step 6").contains("3 bits at every 6 of `a`: UInt(8), which has 8 bits"))
    #expect(refusal("step 2", "step 0").contains("HW2012"))
    #expect(
      refusal("replace a, j, b", "replace a, i, b").contains("has more than the 2 bits of an index of 4 elements"))
    #expect(refusal("replace a, j, b", "replace a, j, i").contains("is no element of `a`"))
    #expect(refusal("index a, i step", "index a, a step").contains("no failure"))
  }

  @Test(
    "constants have the parts that they have at an index, and beyond the end none",
    arguments: [0, 2, 3, 7, 8, 15])
  func constants(index: Int) {
    let whole = BitVector(width: 8, low: 0xb7)
    let operands = [whole, BitVector(width: 4, low: UInt64(index))]
    func part(_ low: Int, _ width: Int) -> Integer? {
      Operation.index.value(of: operands, width: width, isSigned: false, low: low)?.asUnsigned
    }
    #expect(part(1, 1) == Integer(index < 8 ? 0xb7 >> index & 1 : 0))
    #expect(part(2, 4) == Integer(index < 3 ? 0xb7 >> (2 * index) & 15 : 0))
    let given = operands + [BitVector(width: 1, low: 0)]
    let result = Operation.replace.value(of: given, width: 8, isSigned: false, low: 0)?.asUnsigned
    #expect(result == Integer(index < 8 ? 0xb7 & ~(1 << index) : 0xb7))
  }
}
