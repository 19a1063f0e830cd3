import Hwgen

/// Every kind of parameter; a width, a derived parameter and members that the host computes.
struct Kinds: Generator {
  enum Mode: String, CaseIterable, ParameterValue { case small, fast }

  struct Options: ParameterRecord {
    var gain = 1
    var label = ""
    static var fields: [ParameterField<Options>] { [.init("gain", \.gain), .init("label", \.label)] }
  }

  static let sumBits = Hook("sum_bits") { (taps: [Int], mode: Mode) in
    taps.reduce(mode == .fast ? 1 : 0, +)
  }

  @Parameter var number: Int
  @Parameter var flag: Bool
  @Parameter var word: String
  @Parameter var mode: Mode
  @Parameter var item: HardwareType
  @Parameter var taps: [Int]
  @Parameter var options: Options
  @Parameter var child: GeneratorType
  @Parameter var lookup: Opaque<[Int]>
  @Derived("len(taps)") var count: Int
  @Derived(sumBits(.init("taps"), .init("mode"))) var bits: Int

  var latency: Int { count + number }
  var members: [Member] { [Member("half", Kinds.sumBits($taps, $mode) / 2), Member("latency", \Kinds.latency)] }

  var interface: Interface {
    Input("x", as: .parameter($item))
    Input("enable", as: .bit, when: $flag)
    Output("y", as: .uint(Kinds.sumBits($taps, $mode) + 2))
    Output("z", as: .parameter($item))
    Output("w", as: .uint($bits))
  }

  func body(_ io: IO) throws {
    let leaf = io.instance(word, try child.circuit(in: io.context))(x: io.x).y
    io.y <== io.literal(try io.circuit.value("half") + latency, .uint(bits + 2))
    io.z <== mux(io.enable, leaf, io.x) + options.gain + lookup.value[taps[1]]
    io.w <== (mode == .fast ? leaf.trunc(bits) : io.literal(0, .uint(bits)))
  }
}

/// What `Kinds` is given as a generator.
struct Leaf: Generator {
  var interface: Interface { "in x: UInt(8); out y: UInt(8)" }
  func body(_ io: IO) { io.y <== ~io.x }
}

extension Kinds {
  static func example() -> Kinds {
    Kinds {
      $0.number = 5
      $0.flag = true
      $0.word = "inner"
      $0.mode = .fast
      $0.item = .uint(8)
      $0.taps = [1, 2, 3]
      $0.options = Options(gain: 3, label: #"a "b", c"#)
      $0.child = GeneratorType(Leaf.self)
      $0.lookup = Opaque("squares", [0, 1, 4, 9])
    }
  }
}
