import HwgenBits
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import Testing

/// Clocks, their domains, and what crosses them.
struct ClockDomainTests {
  let fixture = NetlistFixture()

  /// What the checker says of modules with these texts, of which the last is the root.
  private func check(_ text: String) -> String {
    message { _ = try fixture.parse(text) }
  }

  /// The same of cells in a module of two clocks.
  private func two(_ cells: String, ports: String = "out y: Bit") -> String {
    check(
      """
      module M {
        in ca: Clock
        in cb: Clock
        in d: Bit
        in e: Bit
        \(ports)
        \(cells)
      }
      """)
  }

  private func hasCrossing(_ text: String, _ parts: String...) -> Bool {
    text.contains("HW2070") && parts.allSatisfy { text.contains($0) }
  }

  // MARK: What is refused

  @Test("a value that a register of another clock takes is told with both domains and its way")
  func direct() {
    let found = two(
      """
      %6 a: Bit = register ca @ "t.py":1
      %7 n: Bit = not %6 @ "t.py":2
      %8 b: Bit = register cb @ "t.py":3
      drive y = %8
      drive %6 = d
      drive %8 = %7 @ "t.py":4
      """)
    #expect(found.contains("t.py:4"), "\(found)")
    #expect(
      found.contains("a value of clock domain `ca` is used in clock domain `cb` of M: `a` → `n` → `b`"), "\(found)")
    #expect(
      found.contains("t.py:1: note: `a` is of `ca`") && found.contains("t.py:3: note: `b` is of `cb`"), "\(found)")
    #expect(found.contains("fix: pass it through a synchroniser"), "\(found)")
  }

  @Test("a value crosses through a vector whose bits feed each other, and none does that is beside it")
  func throughBits() {
    func crossing(_ bit: Int) -> String {
      two(
        """
        %5 w: Bits(3) = wire
        %6: Bit = extract %5[0]
        %7 a: Bit = register ca
        %8: Bits(3) = concat %6, %7, d
        %9: Bit = extract %5[\(bit)]
        %10 b: Bit = register cb
        drive y = %10
        drive %5 = %8
        drive %7 = e
        drive %10 = %9
        """)
    }
    #expect(hasCrossing(crossing(1), "a value of clock domain `ca` is used in clock domain `cb`"), "\(crossing(1))")
    #expect(crossing(2) == "no failure", "\(crossing(2))")
  }

  @Test("a Clock that is a field is the clock that drives the field, alone or with the record")
  func clockInRecord() {
    for clock in ["ca", "cb"] {
      for drives in [
        "drive %5[0] = d\n drive %5[1] = \(clock)",
        "%9: t0 = concat \(clock), d\n drive %5 = %9",
      ] {
        let found = check(
          """
          type t0 = {c: Clock, d: Bit}
          module M {
            in ca: Clock
            in cb: Clock
            in d: Bit
            in e: Bit
            out y: Bit
            %5 r: t0 = wire
            %6: Clock = extract %5[1]
            %7 a: Bit = register %6
            %8 b: Bit = register ca
            \(drives)
            drive y = %8
            drive %7 = e
            drive %8 = %7
          }
          """)
        #expect(clock == "ca" ? found == "no failure" : hasCrossing(found), "\(found)")
      }
    }
  }

  @Test("values of two domains that meet are told, also where no register takes them")
  func meeting() {
    let found = two(
      """
      %5 a: Bit = register ca
      %6 b: Bit = register cb
      %7: Bit = and %5, %6
      drive y = %7
      drive %5 = d
      drive %6 = e
      """)
    #expect(
      hasCrossing(found, "values of the clock domains `ca` and `cb` of M meet: `a` → and, and `b` → and"), "\(found)")
  }

  @Test("an input is of one domain: that it is read in")
  func inputs() {
    let found = two(
      """
      %5 a: Bit = register ca
      %6 b: Bit = register cb
      drive y = %6
      drive %5 = d
      drive %6 = d
      """)
    #expect(hasCrossing(found, "`d` → `b`", "input `d` is of the domain that it is read in, by `a`"), "\(found)")
  }

  @Test("an enable, a reset and the condition of a drive are values of a domain too")
  func controls() {
    let enable = two(
      """
      %5 a: Bit = register ca
      %6 b: Bit = register cb, enable %5
      drive y = %6
      drive %5 = d
      drive %6 = e
      """)
    #expect(hasCrossing(enable, "`a` → `b`"), "\(enable)")
    let reset = two(
      """
      %5 a: Bit = register ca
      %6: AsyncReset = cast %5
      %7: Bit = literal 0
      %8 b: Bit = register cb, reset %6 to %7
      drive y = %8
      drive %5 = d
      drive %8 = e
      """)
    #expect(hasCrossing(reset, "`a` → `b`"), "\(reset)")
    let condition = two(
      """
      %5 a: Bit = register ca
      %6 b: Bit = register cb
      drive y = %6
      drive %5 = d
      when %5 {
        drive %6 = e
      }
      """)
    #expect(hasCrossing(condition, "`a` → `b`"), "\(condition)")
  }

  @Test("a memory takes its words from one domain to another, in the same cycle and at an edge")
  func memories() {
    let sync = two(
      """
      %5 m: Bit = memory 2
      %6: Bit = memory_write %5, ca, address d, data d
      %7: Bit = memory_read_sync %5, cb, address e, old
      drive y = %7
      """)
    #expect(hasCrossing(sync, "a write of `m` → a read of `m`"), "\(sync)")
    let async = two(
      """
      %5 m: Bit = memory 2
      %6: Bit = memory_write %5, ca, address d, data d
      %7: Bit = memory_read %5, e
      %8 b: Bit = register cb
      drive y = %8
      drive %8 = %7
      """)
    #expect(hasCrossing(async, "a read of `m` → `b`"), "\(async)")
    let address = two(
      """
      %5 a: Bit = register ca
      %6 m: Bit = memory 2
      %7: Bit = memory_write %6, cb, address %5, data e
      %8: Bit = memory_read %6, e
      drive y = %8
      drive %5 = d
      """)
    #expect(hasCrossing(address, "`a` → a write of `m`"), "\(address)")
  }

  private let source = """
    module Src {
      in clk: Clock
      in d: Bit
      out q: Bit
      %3 a: Bit = register clk @ "t.py":3
      drive q = %3
      drive %3 = d
    }
    module Mid {
      in clk: Clock
      in d: Bit
      out q: Bit
      %3 inner = instance Src(clk: clk, d: d)
      %4: Bit = output %3.q
      drive q = %4
    }

    """

  @Test("a crossing between instances names the registers inside both, however deep they are")
  func hierarchy() {
    let found = check(
      """
      module Top {
        in ca: Clock
        in cb: Clock
        in d: Bit
        out y: Bit
        %4 first = instance Mid(clk: ca, d: d)
        %5: Bit = output %4.q
        %6 last = instance Mid(clk: cb, d: %5) @ "t.py":9
        %7: Bit = output %6.q
        drive y = %7
      }
      """ + "\n" + source)
    #expect(
      hasCrossing(
        found, "t.py:9", "a value of clock domain `ca` is used in clock domain `cb` of Top",
        "`a` of `inner` of `first` → `q` of `first` → `d` of `last` → `a` of `inner` of `last`"), "\(found)")
    #expect(found.contains("t.py:3: note"), "\(found)")
  }

  @Test("a module that only computes is of the domain of its inputs, at each instance anew")
  func polymorphic() {
    let text = """
      module Top {
        in ca: Clock
        in cb: Clock
        in d: Bit
        in e: Bit
        out x: Bit
        out y: Bit
        %6 a: Bit = register ca
        %7 b: Bit = register cb
        %8 u = instance Not(i: %6)
        %9: Bit = output %8.o
        %10 v = instance Not(i: %7)
        %11: Bit = output %10.o
        drive x = %9
        drive y = %11
        drive %6 = NEXT
        drive %7 = %11
      }
      module Not {
        in i: Bit
        out o: Bit
        %2: Bit = not i
        drive o = %2
      }
      """
    #expect(check(text.replacing("NEXT", with: "%9")) == "no failure")
    let found = check(text.replacing("NEXT", with: "%11"))
    #expect(hasCrossing(found, "`b` → `o` of `v` → `a`"), "\(found)")
  }

  @Test("a clock that a module makes is a domain of its own outside too")
  func derivedInside() {
    let found = check(
      """
      module Top {
        in clk: Clock
        in d: Bit
        out y: Bit
        %3 div = instance Half(clk: clk)
        %4: Clock = output %3.half
        %5 a: Bit = register clk
        %6 b: Bit = register %4
        drive y = %6
        drive %5 = d
        drive %6 = %5
      }
      module Half {
        in clk: Clock
        out half: Clock
        %2 q: Bit = register clk
        %3: Bit = not %2
        %4 slow: Clock = derived_clock %2
        drive half = %4
        drive %2 = %3
      }
      """)
    #expect(hasCrossing(found, "clock domain `clk`", "clock domain `slow` of `div` of Top: `a` → `b`"), "\(found)")
  }

  @Test("an external module with one clock is of its domain")
  func external() {
    let found = check(
      """
      module Top {
        in ca: Clock
        in cb: Clock
        in d: Bit
        out y: Bit
        %4 box = instance Box(clk: ca, d: d)
        %5: Bit = output %4.q
        %6 b: Bit = register cb
        drive y = %6
        drive %6 = %5
      }
      module Box external {
        in clk: Clock
        in d: Bit
        out q: Bit
      }
      """)
    #expect(hasCrossing(found, "`q` of `box` → `b`"), "\(found)")
  }

  @Test("what crosses asynchronously and does not go straight into one register is told with what uses it")
  func crossingUse() {
    let cases: [(String, String)] = [
      ("drive y = %5", "is used by `y`, which is no register"),
      ("%6: Bit = not %5 drive y = %6", "is used by not"),
      (
        "%6 a: Bit = register ca %7 b: Bit = register cb drive %6 = %5 drive %7 = %5 drive y = %6",
        "two registers, `a` and `b`"
      ),
      (
        "%6: Bit = cast d %7: Bit = crossing %6, asynchronous %8 a: Bit = register ca %9 b: Bit = register ca "
          + "drive %8 = %5 drive %9 = %7 drive y = %8", "two registers, `a` and `b`"
      ),
      ("%6 a: Bit = register ca, enable %5 drive %6 = d drive y = %6", "the clock, the enable or the reset of `a`"),
      ("%6 a: Bit = register ca when %5 { drive %6 = d } drive y = %6", "a condition"),
      ("%6: Bit = cast %5 drive y = %6", "is used by `y`"),
    ]
    for (cells, wanted) in cases {
      let found = two("%5: Bit = crossing d, asynchronous \(cells)")
      #expect(
        found.contains("HW2104") && found.contains("the asynchronous crossing of `d` in M") && found.contains(wanted),
        "\(found)")
    }
  }

  @Test("what crosses asynchronously into one register, under a condition too, and resets that do, are no faults")
  func crossingIntoRegister() {
    for cells in [
      "%6 a: Bit = register ca drive %6 = %5 drive y = %6",
      "%6 a: Bit = register ca %7: Bit = cast %5 when e { drive %6 = %7 } drive y = %6",
      "drive y = d",
      // Of another clock, or into the same register.
      """
      %6: Bit = crossing d, asynchronous %7 a: Bit = register ca %8 b: Bit = register cb
      drive %7 = %5 drive %8 = %6 drive y = %7
      """,
      """
      %6: Bit = crossing d, asynchronous %7 a: Bit = register ca
      when e { drive %7 = %5 } otherwise { drive %7 = %6 } drive y = %7
      """,
      """
      %6: AsyncReset = cast d %7: AsyncReset = crossing %6, asynchronous %8: Bit = literal 0
      %9 a: Bit = register ca, reset %7 to %8 %10 b: Bit = register ca, reset %7 to %8
      drive %9 = d drive %10 = %9 drive y = %10
      """,
    ] {
      #expect(two("%5: Bit = crossing d, asynchronous \(cells)") == "no failure")
    }
  }

  // MARK: What is taken

  @Test("literals, declared crossings, inverted and synchronous clocks cross nothing")
  func legal() {
    #expect(
      two(
        """
        %5 a: Bit = register ca
        %6: Bit = literal 1
        %7 zero: Bit = wire
        %8: Bit = and %7, %6
        %9: Bit = crossing %5, quasi_static
        %10: Bit = xor %9, %8
        %11 s: Bit = register cb, enable %8
        %12: Clock = not ca
        %13 f: Bit = register %12, enable %8
        %14: Bit = cast ca
        %15: Bit = and %14, %5
        %16: Clock = derived_clock %15, synchronous ca
        %17 g: Bit = register %16
        %18 m: Bit = memory 2 crossing
        %19: Bit = memory_write %18, ca, address %17, data %13
        %20: Bit = memory_read_sync %18, cb, address %11, old
        drive y = %20
        drive %5 = %17
        drive %7 = %6
        drive %11 = %10
        drive %13 = %5
        drive %17 = %13
        """) == "no failure")
  }

  @Test("parts of a wire may be of several domains as long as none reads it whole")
  func parts() {
    func text(_ value: String) -> String {
      two(
        """
        %5 a: Bit = register ca
        %6 b: Bit = register cb
        %7 w: Bits(2) = wire
        %8: Bit = extract %7[0]
        %9: Bit = extract %7[1]
        %10: Bit = \(value)
        drive y = %10
        drive %5 = %8
        drive %6 = %9
        drive %7[0] = %5
        drive %7[1] = %6
        """)
    }
    #expect(text("not %8") == "no failure")
    #expect(hasCrossing(text("reduce_or %7"), "meet: `a` → `w`, and `b` → `w`"), "\(text("reduce_or %7"))")
    #expect(hasCrossing(text("xor %8, %9")))
  }

  // MARK: The builder

  @Test("in a domain registers take its clock and its reset; outside, or with a clock of their own, they do not")
  func scope() throws {
    let module = try fixture.module(
      "M", [("ca", .input, .clock), ("cb", .input, .clock), ("r", .input, .asyncResetLow), ("y", .output, .bit)])
    let zero = try module.literal(0, type: .bit)
    try module.beginDomain(clock: try module.unary(.not, module.port(1)), reset: module.port(2))
    let inside = try module.register(.bit, resetValue: zero)
    let own = try module.register(.bit, clock: module.port(0))
    #expect(message { _ = try module.register(.bit, clock: module.port(0), resetValue: zero) }.contains("HW2024"))
    try module.endDomain()
    #expect(module.module.operand(0, of: inside).index == 5 && module.module.operand(2, of: inside) == module.port(2))
    #expect(module.module.operand(0, of: own) == module.port(0) && module.module.operand(2, of: own) == .none)
    #expect(message { _ = try module.register(.bit) }.contains("HW2013"))
    #expect(message { try module.endDomain() }.contains("HW2072"))
    try module.beginDomain(clock: module.port(0))
    #expect(module.onlyReset() == nil && module.onlyReset(clock: module.port(0)) == module.port(2))
    try module.drive(module.port(3), with: own)
    #expect(message { try module.finish() }.contains("HW2072"))
  }

  @Test("what makes a clock must say so", arguments: ["cast", "mux", "choose", "extract", "concat"])
  func undeclared(what: String) throws {
    let module = try fixture.module(
      "M", [("ca", .input, .clock), ("cb", .input, .clock), ("e", .input, .bit), ("v", .input, try fixture.bits(2))])
    let found = message {
      switch what {
      case "cast": _ = try module.cast(module.port(2), to: .clock)
      case "mux": _ = try module.mux(module.port(2), module.port(0), module.port(1))
      case "choose":
        _ = try module.choose(
          module.port(2), [(try module.literal(0, type: .bit), module.port(0))], default: module.port(1))
      case "extract": _ = try module.extract(module.port(3), low: 1, type: .clock)
      default: _ = try module.concat([module.port(2)], as: .clock)
      }
    }
    #expect(found.contains("HW2071"), "\(found)")
  }

  @Test("a clock gate is of its clock's domain, and its enable is sampled at the falling edge")
  func gate() throws {
    let module = try fixture.module(
      "M", [("clk", .input, .clock), ("e", .input, .bit), ("d", .input, .bit), ("y", .output, .bit)])
    let gated = try module.clockGate(module.port(0), enable: module.port(1))
    let register = try module.register(.bit, clock: gated)
    try module.drive(register, with: module.port(2))
    try module.drive(module.port(3), with: register)
    try module.finish()
    let design = try CheckedNetlist(fixture.netlist, root: module.id)
    let text = design.text()
    #expect(
      text.contains("clock_enable: Bit = register %5, initial %4\n") && text.contains(", synchronous clk\n"), "\(text)")
    #expect(try fixture.parse(text).text() == text)
  }

  @Test("clocks and resets invert, a reset to the other polarity of its kind")
  func inversion() throws {
    let module = try fixture.module(
      "M", [("c", .input, .clock), ("r", .input, .reset), ("a", .input, .asyncReset), ("n", .input, .asyncResetLow)])
    for (port, type) in [(0, TypeID.clock), (1, .resetLow), (2, .asyncResetLow), (3, .asyncReset)] {
      #expect(module.type(of: try module.unary(.not, module.port(port))) == type)
    }
    #expect(message { _ = try module.crossing(module.port(0), .quasiStatic) }.contains("HW2004"))
    #expect(message { _ = try module.derivedClock(module.port(1)) }.contains("HW2004"))
  }

  @Test("a long chain through both domains takes time that grows with its length")
  func linear() throws {
    let module = try fixture.module(
      "M", [("ca", .input, .clock), ("cb", .input, .clock), ("d", .input, .bit), ("y", .output, .bit)])
    var net = module.port(2)
    for index in 0..<200_000 {
      if index % 100 == 0 {
        let register = try module.register(.bit, clock: module.port(index / 100 % 2))
        try module.drive(register, with: try module.crossing(net, .quasiStatic))
        net = register
      } else {
        net = try module.unary(.not, net)
      }
    }
    try module.drive(module.port(3), with: net)
    try module.finish()
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try CheckedNetlist(fixture.netlist, root: module.id) }
    #expect(time < .seconds(4))
  }
}
