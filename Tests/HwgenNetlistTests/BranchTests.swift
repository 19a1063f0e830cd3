import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

@Suite struct BranchBuilderTests {
  private let fixture = NetlistFixture()

  private func at(_ line: Int, _ builder: ModuleBuilder) { builder.location = fixture.line(line) }

  @Test(
    "an output without a value where a when is not taken names the missing otherwise and the places of the branches")
  func missingOtherwise() throws {
    let builder = try fixture.small()
    at(11, builder)
    try builder.beginWhen(builder.port(1))
    at(12, builder)
    try builder.drive(builder.port(4), with: builder.port(3))
    try builder.end()
    at(13, builder)
    try builder.beginElseWhen(builder.port(2))
    at(14, builder)
    try builder.drive(builder.port(4), with: builder.port(3))
    try builder.end()
    let text = message { try builder.finish() }
    #expect(text.contains("HW2050"), "\(text)")
    #expect(text.contains("output `y` has no value in the `otherwise` of the `when` at t.py:11"), "\(text)")
    #expect(text.contains("t.py:12"), "\(text)")
    #expect(text.contains("t.py:14"), "\(text)")
  }

  @Test("a case without a value is named, with the bits that lack it")
  func missingCase() throws {
    let builder = try fixture.small()
    let low = try builder.slice(builder.port(4), low: 0, width: 4)
    let high = try builder.slice(builder.port(4), low: 4, width: 4)
    let value = try builder.slice(builder.port(3), low: 0, width: 4)
    try builder.drive(low, with: value)
    at(20, builder)
    try builder.beginSwitch(builder.port(3))
    try builder.beginCase([try builder.literal(3, type: try fixture.uint(8))])
    try builder.end()
    at(22, builder)
    try builder.beginDefault()
    try builder.drive(high, with: value)
    try builder.end()
    try builder.end()
    let text = message { try builder.finish() }
    #expect(text.contains("bits 7 down to 4 of output `y` have no value in `case 3` at t.py:20"), "\(text)")
  }

  @Test("a switch with all values, nested in both branches of a when, is complete")
  func complete() throws {
    let builder = try fixture.small()
    let byte = builder.port(3)
    let bit = try builder.element(byte, 0)
    try builder.beginWhen(builder.port(1))
    try builder.beginSwitch(bit)
    for value in 0..<2 {
      try builder.beginCase([try builder.literal(Integer(value), type: .bit)])
      try builder.drive(builder.port(4), with: byte)
      try builder.end()
    }
    try builder.end()
    try builder.end()
    try builder.beginOtherwise()
    try builder.drive(builder.port(4), with: byte)
    try builder.end()
    try builder.finish()
  }

  @Test("a register holds where nothing is driven, and needs no otherwise")
  func holding() throws {
    let builder = try fixture.small()
    let register = try builder.register(try fixture.uint(8))
    try builder.beginWhen(builder.port(1))
    try builder.drive(register, with: builder.port(3))
    try builder.end()
    try builder.drive(builder.port(4), with: register)
    try builder.finish()
  }

  @Test("bits of a register that no branch drives have no driver")
  func undrivenBits() throws {
    let builder = try fixture.small()
    let register = try builder.register(try fixture.uint(8))
    try builder.beginWhen(builder.port(1))
    try builder.drive(
      try builder.slice(register, low: 0, width: 4), with: try builder.slice(builder.port(3), low: 0, width: 4))
    try builder.end()
    try builder.drive(builder.port(4), with: register)
    let text = message { try builder.finish() }
    #expect(text.contains("HW2001") && text.contains("bits 7 down to 4"), "\(text)")
  }

  @Test("a default behind a drive under a condition is refused")
  func lateDefault() throws {
    let builder = try fixture.small()
    try builder.beginWhen(builder.port(1))
    try builder.drive(builder.port(4), with: builder.port(3))
    try builder.end()
    let text = message { try builder.drive(builder.port(4), with: builder.port(3)) }
    #expect(text.contains("HW2002") && text.contains("put the default first"), "\(text)")
  }

  @Test("a branch in a wrong place says what it must follow")
  func order() throws {
    let builder = try fixture.small()
    let (a, key) = (builder.port(1), try builder.literal(1, type: .bit))
    #expect(message { try builder.beginOtherwise() }.contains("an `otherwise` that follows no `when`"))
    #expect(message { try builder.beginElseWhen(a) }.contains("an `else when` that follows no `when`"))
    #expect(message { try builder.beginCase([key]) }.contains("a `case` that stands in no `switch`"))
    #expect(message { try builder.beginDefault() }.contains("a `default` that stands in no `switch`"))
    #expect(message { try builder.end() }.contains("`end` without a `when`"))
    try builder.beginWhen(a)
    #expect(message { try builder.beginOtherwise() }.contains("HW2051"))
    try builder.end()
    try builder.beginOtherwise()
    try builder.end()
    #expect(message { try builder.beginElseWhen(a) }.contains("an `else when` behind an `otherwise`"))
    try builder.beginSwitch(a)
    #expect(message { try builder.drive(builder.port(4), with: builder.port(3)) }.contains("outside of its cases"))
    #expect(message { try builder.beginWhen(a) }.contains("a `when` in a `switch`, outside of its cases"))
    try builder.beginDefault()
    try builder.end()
    #expect(message { try builder.beginCase([key]) }.contains("a `case` behind a `default`"))
    at(30, builder)
    #expect(message { try builder.finish() }.contains("a `switch` of M is not ended"))
    try builder.end()
    try builder.drive(builder.port(4), with: builder.port(3))
    try builder.finish()
  }

  @Test("a drive between a when and its otherwise parts them")
  func parted() throws {
    let builder = try fixture.small()
    try builder.beginWhen(builder.port(1))
    try builder.end()
    try builder.drive(builder.port(4), with: builder.port(3))
    #expect(message { try builder.beginOtherwise() }.contains("HW2051"))
  }

  @Test("a case that stands twice and a default behind all values are unreachable")
  func unreachable() throws {
    let builder = try fixture.small()
    try builder.beginSwitch(builder.port(1))
    try builder.beginCase([try builder.literal(1, type: .bit)])
    try builder.end()
    let again = message {
      try builder.beginCase([try builder.literal(0, type: .bit), try builder.literal(1, type: .bit)])
    }
    #expect(
      again.contains("HW2052") && again.contains("`case 1` of a `switch` over `a`: Bit stands there twice"), "\(again)")
    try builder.beginCase([try builder.literal(0, type: .bit)])
    try builder.end()
    #expect(message { try builder.beginDefault() }.contains("HW2052"))
  }

  @Test("a condition is a Bit, and a case a literal of the switch's type")
  func types() throws {
    let builder = try fixture.small()
    #expect(message { try builder.beginWhen(builder.port(3)) }.contains("the condition of a `when` is a Bit, not `x`"))
    #expect(message { try builder.beginSwitch(builder.port(0)) }.contains("a `switch` over `clk`"))
    try builder.beginSwitch(builder.port(3))
    #expect(message { try builder.beginCase([builder.port(3)]) }.contains("the value of a `case` is a literal"))
    #expect(message { try builder.beginCase([try builder.literal(1, type: .bit)]) }.contains("8 bits against 1"))
    #expect(message { try builder.beginCase([]) }.contains("a `case` without a value"))
  }

  @Test("what belongs to a scope that failed is dropped without a word")
  func failedScopes() throws {
    let builder = try fixture.small()
    builder.beginFailed()
    try builder.drive(builder.port(4), with: builder.port(3))
    try builder.beginWhen(builder.port(1))
    try builder.end()
    try builder.end()
    try builder.beginOtherwise()
    try builder.end()
    #expect(builder.module.choices.isEmpty && builder.module.drives.isEmpty && builder.module.assignments.isEmpty)
  }

  @Test("a loop through a condition is found, one through other bits is not")
  func loops() throws {
    let builder = try fixture.small()
    let wire = try builder.wire(try fixture.uint(8))
    let top = try builder.element(wire, 7)
    try builder.drive(wire, with: builder.port(3))
    try builder.beginWhen(top)
    try builder.drive(
      try builder.slice(wire, low: 0, width: 4), with: try builder.slice(builder.port(3), low: 4, width: 4))
    try builder.end()
    try builder.drive(builder.port(4), with: wire)
    try builder.finish()
    _ = try CheckedNetlist(fixture.netlist, root: builder.id)

    let other = NetlistFixture()
    let looping = try other.module("L", [("x", .input, .bit), ("y", .output, .bit)])
    let inner = try looping.wire(.bit)
    try looping.drive(inner, with: looping.port(0))
    try looping.beginWhen(inner)
    try looping.drive(inner, with: try looping.literal(0, type: .bit))
    try looping.end()
    try looping.drive(looping.port(1), with: inner)
    try looping.finish()
    #expect(message { _ = try CheckedNetlist(other.netlist, root: looping.id) }.contains("HW2006"))
  }
}

@Suite struct StateMachineTests {
  private let fixture = NetlistFixture()

  private func module() throws -> ModuleBuilder {
    try fixture.module("M", [("clk", .input, .clock), ("go", .input, .bit), ("y", .output, .bit)])
  }

  @Test(
    "each encoding gives its codes",
    arguments: [
      ("binary", "0 1 2"), ("onehot", "1 2 4"), ("gray", "0 1 3"), ("4 1 7", "4 1 7"),
    ])
  func encodings(encoding: String, codes: String) throws {
    let builder = try module()
    _ = try builder.stateMachine("A B C", encoding: encoding)
    let values = builder.module.cells.filter { $0.operation == .literal }.map { "\($0.auxiliary)" }
    #expect(values.joined(separator: " ") == codes)
  }

  @Test("states and codes are distinct, and named as they are declared")
  func distinct() throws {
    let builder = try module()
    #expect(message { _ = try builder.stateMachine("") }.contains("a state machine without a state"))
    #expect(message { _ = try builder.stateMachine("A A") }.contains("the enumeration has two members `A`"))
    #expect(
      message { _ = try builder.stateMachine("A B", encoding: "1 1") }.contains(
        "members `A` and `B` of the enumeration have one code, 1"))
    #expect(message { _ = try builder.stateMachine("A B", encoding: "1") }.contains("2 states with 1 codes"))
    #expect(message { _ = try builder.stateMachine("A B", encoding: "best fit") }.contains("HW2053"))
    #expect(
      message { _ = try builder.stateMachine("A B", entry: "C") }.contains("there is no state `C`; the states are A, B")
    )
    let machine = try builder.stateMachine("A B")
    #expect(message { try builder.setNext("C", of: machine) }.contains("HW2053"))
    #expect(message { try builder.setNext("A", of: builder.port(1)) }.contains("`go`: Bit is no state machine"))
  }

  @Test("the states of a machine may be an enumeration, which is the type of its register")
  func enumeration() throws {
    let builder = try module()
    let types = builder.netlist.types
    let machine = try builder.stateMachine("OneHot(State: idle, run)", entry: "run")
    #expect(types.text(builder.type(of: machine)) == "OneHot(State: idle, run)")
    #expect(types.text(builder.type(of: try builder.stateMachine("A B", encoding: "gray"))) == "Enum(A, B)")
    #expect(message { _ = try builder.stateMachine("Bits(2)") }.contains("are an enumeration, not Bits(2)"))
    #expect(message { _ = try builder.stateMachine("Enum(a", encoding: "") }.contains("HW1026"))
    #expect(message { _ = try builder.stateMachine("Enum(a, b)", encoding: "gray") }.contains("HW2053"))
    try builder.beginStates(machine)
    try builder.beginState("idle run", of: machine)
    try builder.end()
    #expect(throws: Never.self) { try builder.end() }
  }

  @Test("a state without a case is named, and one that nothing leads to is noted")
  func missing() throws {
    let builder = try module()
    let machine = try builder.stateMachine("A B C D")
    try builder.drive(builder.port(2), with: builder.port(1))
    try builder.beginStates(machine)
    #expect(message { try builder.beginState("E", of: machine) }.contains("there is no state `E`"))
    try builder.beginState("A", of: machine)
    try builder.setNext("B", of: machine)
    try builder.end()
    try builder.beginState("B C", of: machine)
    try builder.setNext("A", of: machine)
    try builder.end()
    #expect(message { try builder.end() }.contains("HW2054"))
    let log = DiagnosticLog()
    try builder.finish(reportingTo: log)
    let notes = log.diagnostics.map(\.message)
    #expect(notes.contains { $0.contains("state `C`") && $0.contains("is never entered") }, "\(notes)")
    #expect(!notes.contains { $0.contains("state `B`") })
  }

  @Test("a code that is no state's leads to the entry")
  func illegal() throws {
    let builder = try module()
    let machine = try builder.stateMachine("A B C", entry: "B")
    try builder.drive(builder.port(2), with: builder.port(1))
    try builder.beginStates(machine)
    for (state, next) in [("A", "B"), ("B", "C"), ("C", "A")] {
      try builder.beginState(state, of: machine)
      try builder.setNext(next, of: machine)
      try builder.end()
    }
    try builder.end()
    let entry = try builder.state("B", of: machine)
    try builder.finish()
    let last = builder.module.assignments.last!
    #expect(builder.module.branches[Int(last.branch)].isRest)
    #expect(last.value == entry)
  }
}
