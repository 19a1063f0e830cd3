import Hwgen
import Synchronization
import Testing

/// Swift functions in expressions, and members that are computed in Swift.
@Suite struct HookTests {
  /// What the hook of `calls` was called with.
  static let made = Mutex<[Int]>([])

  struct OfMine: Error, Equatable { var number: Int }

  @Test("a hook gives widths, conditions and derived values, and is called once for equal arguments")
  func calls() throws {
    struct Wide: Generator {
      static let noted = Hook("noted") { (n: Int) in
        HookTests.made.withLock { $0.append(n) }
        return n + 1
      }
      static let isOdd = Hook("is_odd") { (n: Integer) in n.description.last.map { "13579".contains($0) } ?? false }

      @Parameter(min: 1) var n: Int
      @Derived(noted(.init("n"))) var more: Int
      var members: [Member] { [Member("twice", 2 * Wide.noted($n))] }

      var interface: Interface {
        Input("a", as: .array(2, .uint(Wide.noted($n))))
        Input("odd", as: .bit, when: Wide.isOdd($n))
        Output("o", as: .record(["x": .init(.uint(Wide.noted($n)))]))
      }
      func body(_ io: IO) { io.o_x <== io.a[0] }
    }
    let context = Context()
    let circuit = try Wide { $0.n = 7 }.circuit(in: context)
    #expect(circuit.interface == "in a: Array(2, UInt(8)); in odd: Bit; out o_x: UInt(8)")
    #expect(try Wide { $0.n = 4 }.circuit(in: context).ports.map(\.name) == ["a", "o_x"])
    #expect(try circuit.value("more") == 8)
    #expect(try circuit.value("twice") == 16)
    try circuit.elaborate()
    #expect(HookTests.made.withLock { $0 } == [7, 4])
  }

  @Test("a hook that is not pure is called whenever it is evaluated")
  func impure() throws {
    struct Numbered: Generator {
      static let made = Mutex(0)
      static let next = Hook("next", isPure: false) { (n: Int) in
        made.withLock {
          $0 += 1
          return $0
        }
      }

      @Parameter var n: Int
      var members: [Member] { [Member("serial", Numbered.next($n))] }
      var interface: Interface { Output("o", as: .bit) }
      func body(_ io: IO) { io.o <== 0 }
    }
    let circuit = try Numbered { $0.n = 7 }.circuit(in: Context())
    #expect(try circuit.value("serial") == 1)
    #expect(try circuit.value("serial") == 2)
  }

  enum Window: String, CaseIterable, ParameterValue { case flat, hann }

  struct Fir: Generator {
    static let sumBits = Hook("sum_bits") { (taps: [Int], window: Window, item: HardwareType) in
      taps.reduce(item == .sint(8) ? 8 : 0, +) + (window == .hann ? 1 : 0)
    }

    @Parameter var taps: [Int]
    @Parameter var window = Window.flat
    @Parameter var item = HardwareType.sint(8)
    @Parameter("dsp") var usesDSP = true
    @Derived("len(taps)") var count: Int

    var latency: Int { count + (usesDSP ? 1 : 0) }
    func style() throws -> Window {
      if count > 3 { throw OfMine(number: count) }
      return window
    }

    var members: [Member] {
      [
        Member("latency", \Fir.latency),
        Member("style") { (fir: Fir) in try fir.style() },
        Member("word") { (fir: Fir) -> HardwareType in .uint(fir.count) },
      ]
    }
    var constraints: [ParameterExpression<Bool>] { [Fir.sumBits($taps, $window, .value(.sint(8))) < 100] }

    var interface: Interface { Output("y", as: .sint(Fir.sumBits($taps, $window, $item))) }
    func body(_ io: IO) { io.y <== latency }
  }

  @Test("hooks take parameters of every kind, and constants")
  func kinds() throws {
    let context = Context()
    let circuit = try Fir { ($0.taps, $0.window) = ([1, 2], .hann) }.circuit(in: context)
    #expect(circuit.ports[0].type == .sint(12))
    #expect(try Fir { ($0.taps, $0.item) = ([1, 2], .bit) }.circuit(in: context).ports[0].type == .sint(3))
    #expect(failure { _ = try Fir { $0.taps = [99] }.circuit(in: context) }?.diagnostics[0].code == .constraintFailed)
  }

  @Test("members are computed by an object with the circuit's values, before any body runs")
  func members() throws {
    let context = Context()
    let circuit = try Fir { ($0.taps, $0.usesDSP) = ([1, 2, 3], false) }.circuit(in: context)
    #expect(try circuit.value("latency") == 3)
    #expect(try circuit.value("style") == Window.flat)
    #expect(try circuit.value("word") == HardwareType.uint(3))
    #expect(try circuit.members() == #"latency: int = 3; style: enum(flat, hann) = "flat"; word: type = UInt(3)"#)
    let declared = try Fir.declared(in: context)
    #expect(declared.members.contains("hook Fir.latency(taps, window, item, dsp, count): int"))
  }

  @Test("what a hook throws comes out of every call as it is, and the context goes on")
  func errors() throws {
    struct Failing: Generator {
      static let refuses = Hook("refuses") { (n: Int) -> Int in
        if n > 2 { throw OfMine(number: n) }
        return n
      }
      @Parameter var n: Int
      var interface: Interface { Output("o", as: .uint(Failing.refuses($n))) }
      func body(_ io: IO) { io.o <== 0 }
    }
    let context = Context()
    #expect(throws: OfMine(number: 3)) { try Failing { $0.n = 3 }.circuit(in: context) }
    #expect(throws: OfMine(number: 3)) { try Failing { $0.n = 3 }.circuit(in: context) }
    #expect(throws: OfMine(number: 4)) { try GeneratorType(Failing.self).circuit("4", in: context) }
    #expect(throws: OfMine(number: 5)) {
      _ = try inside(context) { io in io.y <== io.instance("failing", Failing { $0.n = 5 }).o }
    }
    #expect(throws: OfMine(number: 6)) {
      _ = try inside(context) { io in _ = try io.circuit(Failing { $0.n = 6 }) }
    }
    let circuit = try Fir { $0.taps = [1, 1, 1, 1] }.circuit(in: context)
    #expect(throws: OfMine(number: 4)) { try circuit.value("style", as: Window.self) }
    #expect(throws: OfMine(number: 4)) { try circuit.members() }
    #expect(try circuit.verilog().contains("4'sd5") || circuit.verilog().contains("module Fir"))
    // A body that catches it goes on.
    let text = try inside(context) { io in
      do { _ = try io.circuit(Failing { $0.n = 7 }) } catch let error as OfMine { io.y <== error.number }
    }
    #expect(text.contains("8'd7") || text.contains("8'b00000111"))
    #expect(try Failing { $0.n = 2 }.circuit(in: context).verilog().contains("[1:0] o"))
  }

  @Test("a diagnostic that a hook throws is one, with the place of the request")
  func diagnostics() throws {
    struct Strict: Generator {
      static let strict = Hook("strict") { (n: Int) -> Int in
        throw Failure(.outOfRange, "\(n) is no size that there is")
      }
      @Parameter var n: Int
      var interface: Interface { Output("o", as: .uint(Strict.strict($n))) }
    }
    let failed = failure { _ = try Strict { $0.n = 3 }.circuit(in: Context()) }
    #expect(failed?.diagnostics[0].code == .outOfRange)
    #expect(failed?.diagnostics[0].message == "in `hook strict(n): int`: 3 is no size that there is")
    #expect(failed?.diagnostics[0].location?.file == "HwgenTests/HookTests.swift")
  }

  @Test("two hooks of one name are told apart, and one hook serves many contexts")
  func names() throws {
    struct Local: Generator {
      @Parameter var n: Int
      var interface: Interface {
        Input("a", as: .uint(Hook("width") { (n: Int) in n + 1 }($n)))
        Input("b", as: .uint(Hook("width") { (n: Int) in n + 2 }($n)))
        Input("c", as: .uint(HookTests.shared($n)))
      }
    }
    for _ in 0..<2 {
      let circuit = try Local { $0.n = 1 }.circuit(in: Context())
      #expect(circuit.interface == "in a: UInt(2); in b: UInt(3); in c: UInt(4)")
    }
  }

  static let shared = Hook("width") { (n: Int) in n + 3 }

  @Test("an argument that its Swift type cannot hold is refused")
  func arguments() throws {
    struct Large: Generator {
      @Parameter var n: Integer
      var interface: Interface { Output("o", as: .uint(HookTests.shared($n))) }
    }
    let failed = failure { _ = try Large { $0.n = KindTests.huge }.circuit(in: Context()) }
    #expect(failed?.diagnostics[0].code == .badHostValue)
    #expect(failed?.description.contains("argument 1 of hook `width` is -12676506") == true)
  }

  @Test("a member that another type computes is refused")
  func otherType() throws {
    struct Wrong: Generator {
      var members: [Member] { [Member("latency", \Fir.latency)] }
      var interface: Interface { Output("o", as: .bit) }
    }
    let failed = failure { _ = try Wrong().circuit(in: Context()) }
    #expect(failed?.diagnostics[0].code == .interfaceSyntax)
    #expect(failed?.diagnostics[0].fix == "give it a function of Wrong")
  }

  @Test("a hook over a generator and an opaque value has them as they were given")
  func hostValues() throws {
    struct Rom: Generator {
      static let bits = Hook("bits") { (table: Opaque<[Int]>, child: GeneratorType) in
        table.value.max()! + (child.type == KindTests.Leaf.self ? 1 : 0)
      }
      @Parameter var lut: Opaque<[Int]>
      @Parameter var child: GeneratorType
      var interface: Interface { Output("o", as: .uint(Rom.bits($lut, $child))) }
    }
    let context = Context()
    let leaf = Rom { ($0.lut, $0.child) = (Opaque("t", [3, 5]), GeneratorType(KindTests.Leaf.self)) }
    let itself = Rom { ($0.lut, $0.child) = (Opaque("t", [3, 5]), GeneratorType(Rom.self)) }
    #expect(try leaf.circuit(in: context).interface == "out o: UInt(6)")
    #expect(try itself.circuit(in: context).interface == "out o: UInt(5)")
  }

  @Test("a context with hooks ends")
  func lifetime() throws {
    weak var gone: Context?
    do {
      let context = Context()
      gone = context
      #expect(try Fir { $0.taps = [1] }.circuit(in: context).value("latency") == 2)
    }
    #expect(gone == nil)
  }
}
