"""External modules with parameters and pads, inline Verilog, and attributes."""

import hwgen as hw
from _case import write


class Rotate(hw.Generator):
    width = hw.Int(min=1)
    amount = hw.Int(default=1)
    mode = hw.String(default="wrap")
    mask = hw.Int(default=0)
    external = hw.External(
        module="rotate",
        parameters={
            "WIDTH": width,
            "AMOUNT": amount,
            "LEFT": amount > 2,
            "MODE": mode,
            "MASK": (hw.Bits[40], mask),
        },
        timing="y from a",
    )
    interface = hw.Interface(a=hw.In(hw.UInt[width]), y=hw.Out(hw.UInt[width]))


class pad_cell(hw.Generator):
    external = True
    interface = hw.Interface(pad=hw.InOut(hw.Bit), out=hw.In(hw.Bit), enable=hw.In(hw.Bit), value=hw.Out(hw.Bit))


class Held(hw.Generator):
    start = hw.Int()
    external = hw.External(
        parameters={"START": (hw.Bits[8], start)},
        verilog="""
            initial {q} = {START};
            always @(posedge {clk}) if ({en}) {q} <= {d};
        """,
        variables="q",
        timing="q at clk",
    )
    interface = hw.Interface(clk=hw.In(hw.Clock), en=hw.In(hw.Bit), d=hw.In(hw.UInt(8)), q=hw.Out(hw.UInt(8)))


class Mixer(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        en=hw.In(hw.Bit),
        x=hw.In(hw.UInt(8)),
        y=hw.Out(hw.UInt(8)),
        z=hw.Out(hw.UInt(8)),
        held=hw.Out(hw.UInt(8)),
        word=hw.Out(hw.UInt(8)),
    )

    def body(self, io):
        hw.attribute(io, "keep_hierarchy", "yes")
        hw.attribute(io.x, "mark_debug", "true")
        first = Rotate(8, 3)("first", a=io.x + 1)
        hw.attribute(first, "dont_touch", "true")
        second = Rotate(8, mode="shift", mask=0x5A)("second", a=io.x)
        mixed = (first.y & second.y).named("mixed")
        hw.attribute(mixed, "keep")
        hw.attribute(mixed, "max_fanout", 16)
        gray = hw.external(
            "Gray",
            hw.Interface(a=hw.In(hw.UInt(8)), y=hw.Out(hw.UInt(8))),
            verilog="wire [7:0] shifted = {{1'b0, {a}[7:1]}};\nassign {y} = {a} ^ shifted;",
        )
        io.y @= mixed ^ io.x
        io.z @= gray("gray", a=mixed + io.x).y
        io.held @= Held(5)("keeper", clk=io.clk, en=io.en, d=io.x).q
        seen = hw.reg(hw.UInt(2), io.x[0:2]).named("seen")
        hw.attribute(seen, "async_reg", "true")
        words = hw.Memory(hw.UInt(8), 4).named("words")
        hw.attribute(words, "ram_style", "distributed")
        words.write(seen, io.x, enable=io.en)
        io.word @= words[io.x[0:2]]


class Board(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        en=hw.In(hw.Bit),
        pad=hw.InOut(hw.Bit),
        y=hw.Out(hw.UInt(8)),
        z=hw.Out(hw.UInt(8)),
        held=hw.Out(hw.UInt(8)),
        word=hw.Out(hw.UInt(8)),
    )

    def body(self, io):
        shift = hw.reg(hw.UInt(8), initial=0).named("shift")
        pad = pad_cell()("pin", pad=io.pad, out=shift[7], enable=io.en)
        shift.next = hw.cat(shift[0:7], pad.value).as_uint()
        mixer = Mixer()("mixer", clk=io.clk, en=io.en, x=shift)
        io.y @= mixer.y
        io.z @= mixer.z
        io.held @= mixer.held
        io.word @= mixer.word


write(Board())
