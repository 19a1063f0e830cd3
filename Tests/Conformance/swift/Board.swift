import Hwgen

/// External modules with parameters and pads, inline Verilog, and attributes.
struct Board: Generator {
  struct Rotate: Generator {
    @Parameter(min: 1) var width: Int
    @Parameter var amount = 1
    @Parameter var mode = "wrap"
    @Parameter var mask = 0

    static var external: External? {
      External(
        module: "rotate",
        parameters: "WIDTH = width, AMOUNT = amount, LEFT = amount > 2, MODE = mode, MASK: Bits(40) = mask",
        timing: "y from a")
    }
    var interface: Interface {
      Input("a", as: .uint($width))
      Output("y", as: .uint($width))
    }
  }

  struct PadCell: Generator {
    static var name: String { "pad_cell" }
    static var isExternal: Bool { true }
    var interface: Interface {
      InOut("pad", as: .bit)
      Input("out", "enable", as: .bit)
      Output("value", as: .bit)
    }
  }

  struct Held: Generator {
    @Parameter var start: Int

    static var external: External? {
      .inline(
        """
        initial {q} = {START};
        always @(posedge {clk}) if ({en}) {q} <= {d};
        """, variables: "q", parameters: "START: Bits(8) = start", timing: "q at clk")
    }
    var interface: Interface {
      Input("clk", as: .clock)
      Input("en", as: .bit)
      Input("d", as: .uint(8))
      Output("q", as: .uint(8))
    }
  }

  struct Mixer: Generator {
    var interface: Interface {
      Input("clk", as: .clock)
      Input("en", as: .bit)
      Input("x", as: .uint(8))
      Output("y", "z", "held", "word", as: .uint(8))
    }

    func body(_ io: IO) throws {
      io.attribute("keep_hierarchy", "yes")
      io.x.attribute("mark_debug", "true")
      let first = io.instance("first", Rotate { ($0.width, $0.amount) = (8, 3) })(a: io.x + 1)
      io.attribute("dont_touch", "true", of: first)
      let turned = Rotate { ($0.width, $0.mode, $0.mask) = (8, "shift", 0x5a) }
      let second = io.instance("second", turned)(a: io.x)
      let mixed = (first.y & second.y).named("mixed")
      mixed.attribute("keep").attribute("max_fanout", 16)
      let gray = try io.context.external(
        "Gray",
        Interface {
          Input("a", as: .uint(8))
          Output("y", as: .uint(8))
        },
        .inline("wire [7:0] shifted = {{1'b0, {a}[7:1]}};\nassign {y} = {a} ^ shifted;"))
      io.y <== mixed ^ io.x
      io.z <== io.instance("gray", gray)(a: mixed + io.x).y
      io.held <== io.instance("keeper", Held { $0.start = 5 })(clk: io.clk, en: io.en, d: io.x).q
      let seen = io.reg(.uint(2), next: io.x[0..<2]).named("seen").attribute("async_reg", "true")
      let words = io.memory(.uint(8), depth: 4).named("words").attribute("ram_style", "distributed")
      words.write(seen, io.x, enable: io.en)
      io.word <== words[io.x[0..<2]]
    }
  }

  var interface: Interface {
    Input("clk", as: .clock)
    Input("en", as: .bit)
    InOut("pad", as: .bit)
    Output("y", "z", "held", "word", as: .uint(8))
  }

  func body(_ io: IO) {
    let shift = io.reg(.uint(8), initial: 0).named("shift")
    let pin = io.instance("pin", PadCell())(pad: io.pad, out: shift[7], enable: io.en)
    shift <== cat(shift[0..<7], pin.value).asUInt()
    let mixer = io.instance("mixer", Mixer())(clk: io.clk, en: io.en, x: shift)
    io.y <== mixer.y
    io.z <== mixer.z
    io.held <== mixer.held
    io.word <== mixer.word
  }
}
