import Foundation
import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// What can be done with a member of an enumeration, and what it means for choices to be complete.
@Suite("Values of enumerations") struct EnumerationTests {
  let fixture = NetlistFixture()

  func type(_ text: String) throws -> TypeID { try fixture.netlist.types.parseType(text, scope: { _ in nil }) }

  /// `s` and `other` are of two enumerations of equal width and codes.
  private func bench() throws -> ModuleBuilder {
    try fixture.module(
      "M",
      [
        ("s", .input, try type("Enum(State: idle, run, done)")), ("other", .input, try type("Enum(Op: a, b, c)")),
        ("clk", .input, .clock), ("o", .output, .bit), ("t", .output, try type("Enum(State: idle, run, done)")),
      ])
  }

  @Test("a member is a literal with its code, called after its type and itself")
  func member() throws {
    let module = try bench()
    let type = module.type(of: module.port(0))
    let run = try module.member("run", of: type)
    let cell = module.module.cells[run.index]
    #expect(cell.auxiliary == 1)
    #expect(fixture.names[cell.name] == "State_run")
    let bare = try module.member("b", of: try self.type("OneHot(a, b)"))
    #expect(fixture.names[module.module.cells[bare.index].name] == "b")
    #expect(module.module.cells[bare.index].auxiliary == 2)
    let wide = try module.member("b", of: try self.type("Enum(W, 40: a, b = 0x8000000000)"))
    #expect(module.module.literal(wide, width: 40) == BitVector(width: 40, low: 0x80_0000_0000))
    #expect(message { _ = try module.member("walk", of: type) }.contains("HW1034"))
    #expect(message { _ = try module.member("idle", of: .bit) }.contains("Bit is no enumeration"))
  }

  @Test("a number is a literal only if it is a code, and names the member")
  func codes() throws {
    let module = try bench()
    let type = module.type(of: module.port(0))
    let done = try module.literal(2, type: type)
    #expect(fixture.names[module.module.cells[done.index].name] == "State_done")
    for value in [3, 4, -1] as [Integer] {
      let text = message { _ = try module.literal(value, type: type) }
      #expect(text.contains("HW2011: \(value) is the code of no member of Enum(State: idle, run, done)"), "\(text)")
    }
  }

  @Test("members of one enumeration are compared and chosen, and have neither order nor bits")
  func operations() throws {
    let module = try bench()
    let (s, other) = (module.port(0), module.port(1))
    let idle = try module.member("idle", of: module.type(of: s))
    #expect(module.type(of: try module.binary(.equal, s, idle)) == .bit)
    let isIdle = try module.binary(.notEqual, s, idle)
    #expect(module.type(of: try module.mux(isIdle, s, idle)) == module.type(of: s))
    let mixed = message { _ = try module.binary(.equal, s, other) }
    #expect(mixed.contains("HW2004: equal of `s`: Enum(State: idle, run, done) and `other`: Enum(Op: a, b, c)"))
    #expect(mixed.contains("fix: use members of one enumeration, or as_bits"))
    for operation in [Operation.add, .and, .or, .xor, .less, .lessEqual, .multiply, .divide, .shiftLeft] {
      #expect(message { _ = try module.binary(operation, s, s) }.contains("HW2024"), "\(operation)")
    }
    for operation in [Operation.not, .negate, .reduceAnd, .reduceOr, .reduceXor] {
      #expect(message { _ = try module.unary(operation, s) }.contains("HW2024"), "\(operation)")
    }
    #expect(message { _ = try module.extend(.zeroExtend, s, width: 8) }.contains("HW2024"))
    for text in [
      message { _ = try module.element(s, 0) }, message { _ = try module.slice(s, low: 0, width: 1) },
      message { _ = try module.element(s, at: try module.cast(s, to: try fixture.uint(2))) },
      message { _ = try module.slice(s, at: try module.cast(s, to: try fixture.uint(2)), width: 1) },
    ] {
      #expect(text.contains("HW2024: `s`: Enum(State: idle, run, done) is a member, which has no bits"), "\(text)")
    }
    #expect(module.type(of: try module.cast(s, to: try fixture.uint(2))) == (try fixture.uint(2)))
    #expect(module.type(of: try module.concat([s, other])) == (try fixture.bits(4)))
  }

  @Test("a switch over all members is complete, and takes its last case for other patterns")
  func complete() throws {
    let module = try bench()
    let type = module.type(of: module.port(0))
    try module.beginSwitch(module.port(0))
    for (member, next) in [("idle", "run"), ("run", "done"), ("done", "idle")] {
      try module.beginCase([try module.member(member, of: type)])
      try module.drive(module.port(4), with: try module.member(next, of: type))
      try module.end()
    }
    try module.end()
    #expect(module.module.choices[0].isExhaustive && module.module.choices[0].takesLast)
    try module.drive(module.port(3), with: try module.binary(.equal, module.port(0), module.port(0)))
    #expect(throws: Never.self) { try module.finish() }
  }

  @Test("a default behind all members is for the other patterns; where there are none, it is refused")
  func defaults() throws {
    let module = try bench()
    try module.beginSwitch(module.port(0))
    for member in ["idle", "run", "done"] {
      try module.beginCase([try module.member(member, of: module.type(of: module.port(0)))])
      try module.end()
    }
    #expect(throws: Never.self) {
      try module.beginDefault()
      try module.end()
      try module.end()
    }
    #expect(!module.module.choices[0].takesLast)
    let full = try type("Enum(F: a, b)")
    let wire = try module.wire(full)
    try module.beginSwitch(wire)
    for member in ["a", "b"] {
      try module.beginCase([try module.member(member, of: full)])
      try module.end()
    }
    #expect(message { try module.beginDefault() }.contains("HW2052"))
  }

  @Test("a member without a case is named where a value is missing; one with two cases is refused")
  func missing() throws {
    let module = try bench()
    let type = module.type(of: module.port(0))
    try module.beginSwitch(module.port(0))
    try module.beginCase([try module.member("run", of: type)])
    try module.drive(module.port(4), with: try module.member("idle", of: type))
    try module.end()
    #expect(message { try module.beginCase([try module.member("run", of: type)]) }.contains("HW2052"))
    #expect(
      message { try module.beginCase([try module.member("a", of: module.type(of: module.port(1)))]) }
        .contains("HW2004"))
    try module.end()
    let text = message { try module.finish() }
    #expect(text.contains("HW2050: output `t` has no value in `case idle, done` of the `switch`"), "\(text)")
  }

  @Test("a choice by key over all members needs no default, and names a member that is missing")
  func choose() throws {
    let module = try bench()
    let (s, type) = (module.port(0), module.type(of: module.port(0)))
    func cases(_ members: [String]) throws -> [(key: NetID, value: NetID)] {
      try members.map { (try module.member($0, of: type), s) }
    }
    let all = try module.choose(s, try cases(["done", "idle", "run"]))
    #expect(module.module.operands(of: all).count == 7)
    let text = message { _ = try module.choose(s, try cases(["done", "idle"])) }
    #expect(text.contains("has no value for `run` and no default"), "\(text)")
    let other = try module.choose(s, try cases(["done", "idle", "run"]), default: s)
    #expect(module.module.operands(of: other).count == 8)
  }

  @Test("an array of members gives pattern 0 out of range, which need be no member")
  func outOfRange() throws {
    let module = try fixture.module(
      "A", [("a", .input, try type("Array(1, OneHot(x, y))")), ("i", .input, try fixture.uint(2))])
    let element = try module.element(module.port(0), at: module.port(1))
    #expect(fixture.netlist.types.text(module.type(of: element)) == "OneHot(x, y)")
  }

  @Test("the text of a netlist keeps enumerations, and a literal that is no member's code is refused")
  func text() throws {
    let text = """
      type t0 = OneHot(State, 4: idle, run, `x y`)
      module M explicit {
        in s: t0
        out o: t0
        %2 State_run: t0 = literal 2
        %3 `State_x y`: t0 = literal 4
        %4 State_idle: t0 = literal 1
        %5 again: t0 = literal 1
        switch s {
          case %2 {
            drive o = %3
          }
          case %4 {
            drive o = %2
          }
          case %3 {
            drive o = %5
          }
        }
      }

      """
    let parsed = try fixture.parse(text)
    #expect(parsed.text() == text)
    #expect(
      message { _ = try fixture.parse(text.replacingOccurrences(of: "literal 4", with: "literal 3")) }.contains(
        "HW2011"))
    #expect(
      message { _ = try fixture.parse(text.replacingOccurrences(of: "drive o = %5", with: "")) }.contains("HW2050"))
  }
}
