import Hwgen
import Testing

/// Every kind of parameter, from Swift to the core and back.
@Suite struct KindTests {
  enum Mode: String, CaseIterable, ParameterValue { case small, fast }

  struct Tap: ParameterRecord, Equatable {
    var gain = 1
    var name = ""
    var flags: [Bool] = []
    var mode = Mode.small
    static var fields: [ParameterField<Tap>] {
      [.init("gain", \.gain), .init("name", \.name), .init("flags", \.flags), .init("mode", \.mode)]
    }
  }

  struct Options: ParameterRecord, Equatable {
    var tap = Tap()
    var size = Integer(0)
    static var fields: [ParameterField<Options>] { [.init("tap", \.tap), .init("size", \.size)] }
  }

  struct Leaf: Generator {
    var interface: Interface { Output("o", as: .bit) }
    func body(_ io: IO) { io.o <== 1 }
  }

  struct All: Generator {
    @Parameter var number: Integer
    @Parameter var mode = Mode.small
    @Parameter var words: [String]
    @Parameter var options: Options
    @Parameter var taps: [Tap]
    @Parameter var child: GeneratorType
    @Parameter var lookup: Opaque<[Int]>

    var interface: Interface { Output("o", "p", as: .bit) }

    func body(_ io: IO) throws {
      io.o <== io.instance("leaf", try child.circuit(in: io.context)).o
      io.p <== io.literal(lookup.value[options.tap.gain], .bit)
    }
  }

  static let huge = Integer(parsing: "-1267650600228229401496703205376")!

  static func all() -> All {
    All {
      $0.number = huge
      $0.words = ["a,b", "", "]"]
      $0.options = Options(tap: Tap(gain: 2, name: #"x: "y", z"#, flags: [true, false], mode: .fast), size: huge)
      $0.taps = [Tap(), Tap(gain: -3)]
      $0.child = GeneratorType(Leaf.self)
      $0.lookup = Opaque("lookup", [0, 0, 1])
    }
  }

  @Test("a value of each kind comes back as it went in")
  func roundTrip() throws {
    let circuit = try KindTests.all().circuit(in: Context())
    #expect(try circuit.value("number") == KindTests.huge)
    #expect(try circuit.value("words") == ["a,b", "", "]"])
    #expect(
      try circuit.value("options")
        == Options(tap: Tap(gain: 2, name: #"x: "y", z"#, flags: [true, false], mode: .fast), size: KindTests.huge))
    #expect(try circuit.value("taps") == [Tap(), Tap(gain: -3)])
    #expect(try circuit.value("child") == GeneratorType(Leaf.self))
    #expect(try circuit.value("lookup", as: Opaque<[Int]>.self).value == [0, 0, 1])
    let text = try circuit.verilog()
    #expect(text.contains("Leaf leaf ("))
    #expect(text.contains("assign p = 1'b1"))
  }

  @Test("equal values are one circuit, a field or an element that differs makes another")
  func identity() throws {
    let context = Context()
    let circuit = try KindTests.all().circuit(in: context)
    #expect(try KindTests.all().circuit(in: context) == circuit)
    var other = KindTests.all()
    other.options.tap.mode = .small
    #expect(try other.circuit(in: context) != circuit)
    other = KindTests.all()
    other.taps[1].name = "n"
    #expect(try other.circuit(in: context) != circuit)
  }

  @Test("a value is refused where another kind is asked for")
  func otherKinds() throws {
    let circuit = try KindTests.all().circuit(in: Context())
    for ask in [
      { _ = try circuit.value("options", as: Tap.self) },
      { _ = try circuit.value("child", as: Tap.self) },
      { _ = try circuit.value("child", as: Opaque<[Int]>.self) },
      { _ = try circuit.value("lookup", as: Opaque<Int>.self) },
      { _ = try circuit.value("lookup", as: GeneratorType.self) },
    ] as [() throws -> Void] {
      #expect(failure(ask)?.diagnostics[0].code == .wrongKind)
    }
  }

  @Test("one key means one value of a context")
  func keys() throws {
    let context = Context()
    _ = try KindTests.all().circuit(in: context)
    for ask in [
      { _ = try KindTests.All { $0.lookup = Opaque("lookup", [1]) }.circuit(in: context) },
      { _ = try Keyed().circuit(in: context) },
    ] as [() throws -> Void] {
      let failed = failure(ask)
      #expect(failed?.diagnostics[0].code == .badHostValue)
      #expect(failed?.description.contains("`lookup`") == true)
    }
    #expect(try KindTests.All { $0.lookup = Opaque("other", [1]) }.isRefused(in: context, as: .missingParameter))
  }

  /// Its default has a key that another value may have.
  struct Keyed: Generator {
    @Parameter var lut = Opaque("lookup", 7)
    var interface: Interface { Output("o", as: .bit) }
  }

  /// Defaults of the kinds that need the context.
  struct Defaults: Generator {
    @Parameter var tap = Tap(gain: 5, name: "in `quotes`")
    @Parameter var child = GeneratorType(Leaf.self)
    @Parameter var lut = Opaque("seven", 7)
    var constraints: [ParameterExpression<Bool>] { [$child == GeneratorType(Leaf.self)] }
    var interface: Interface { Output("o", as: .bit) }
    func body(_ io: IO) throws { io.o <== io.instance("child", try child.circuit(in: io.context)).o }
  }

  @Test("records, generators and opaque values can be defaults, and be compared")
  func defaults() throws {
    let context = Context()
    let declared = try Defaults.declared(in: context)
    #expect(declared.parameters.contains("tap: record = record(gain: 5"))
    #expect(declared.parameters.contains(#"lut: opaque = opaque("seven")"#))
    let circuit = try Defaults().circuit(in: context)
    #expect(try circuit.value("tap") == Tap(gain: 5, name: "in `quotes`"))
    #expect(try circuit.value("lut", as: Opaque<Int>.self).value == 7)
    #expect(try circuit.verilog().contains("Leaf child ("))
    #expect(try Defaults { $0.child = GeneratorType(Keyed.self) }.isRefused(in: context, as: .constraintFailed))
  }

  /// A generator that has itself as the default of a parameter, and another one that mentions it.
  struct Looped: Generator {
    @Parameter var next = GeneratorType(Looped.self)
    var interface: Interface { Output("o", as: .bit) }
    func body(_ io: IO) { io.o <== 0 }
  }

  @Test("a generator may be its own default")
  func ownDefault() throws {
    let circuit = try Looped().circuit(in: Context())
    #expect(try circuit.value("next") == GeneratorType(Looped.self))
    #expect(circuit.name == "Looped_Looped")
  }

  @Test("a generator given as a value takes arguments as text, which the schema checks")
  func argumentText() throws {
    let context = Context()
    let sum = GeneratorType(Sum.self)
    #expect(try sum.circuit("3", in: context) == Sum { $0.n = 3 }.circuit(in: context))
    #expect(failure { _ = try sum.circuit("0", in: context) }?.diagnostics[0].code == .outOfRange)
    #expect(failure { _ = try sum.circuit(in: context) }?.diagnostics[0].code == .missingParameter)
  }

  @Test("an interface that reads the value of such a parameter is refused")
  func valueInInterface() throws {
    struct Careless: Generator {
      @Parameter var child = GeneratorType(Leaf.self)
      @Parameter var tap = Tap()
      var interface: Interface { Input("x", as: .uint(tap.gain)) }
    }
    #expect(failure { _ = try Careless().circuit(in: Context()) }?.diagnostics[0].fix == "write `$tap`")
  }
}

extension Generator {
  fileprivate func isRefused(in context: Context, as code: DiagnosticCode) throws -> Bool {
    failure { _ = try circuit(in: context) }?.diagnostics[0].code == code
  }
}
