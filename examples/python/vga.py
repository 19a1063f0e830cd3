"""A VGA timing generator and a test picture: `vga.py [OUT.v]` prints the Verilog for 640x480 pixels, or writes it.

Each direction has the same parts: what is seen, the front porch, the pulse of the synchronisation, the back porch. An
`Axis` counts through them; the vertical one moves at the end of each line. The clock is that of the pixels: 25.175 MHz
for 640x480 at 60 frames in a second.
"""

from __future__ import annotations

import sys

import hwgen as hw


class Axis(hw.Generator):
    """Counts pixels or lines. `at` is the position; what is seen comes first."""

    visible = hw.Int(min=2)
    front = hw.Int(min=1)
    sync = hw.Int(min=1)
    back = hw.Int(min=1)
    bits = hw.Derived(hw.clog2(visible + front + sync + back))
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        step=hw.In(hw.Bit),
        at=hw.Out(hw.UInt[bits]),
        is_visible=hw.Out(hw.Bit),
        is_sync=hw.Out(hw.Bit),
        is_last=hw.Out(hw.Bit),
    )

    def body(self, io):
        begin = self.visible + self.front
        end = begin + self.sync
        at = hw.reg(hw.UInt(self.bits), reset_value=0, enable=io.step).named("at")
        at.next = hw.mux(io.is_last, 0, at + 1)
        io.at @= at
        io.is_visible @= at < self.visible
        io.is_sync @= (at >= begin) & (at < end)
        io.is_last @= at == end + self.back - 1


class Picture(hw.Generator):
    """The colour of a pixel: eight bars, below them a texture of x and y, and a frame of white around all."""

    width = hw.Int(min=16)
    height = hw.Int(min=16)
    x_bits = hw.Int(min=5)
    y_bits = hw.Int(min=5)
    interface = hw.Interface(
        x=hw.In(hw.UInt[x_bits]),
        y=hw.In(hw.UInt[y_bits]),
        red=hw.Out(hw.UInt(4)),
        green=hw.Out(hw.UInt(4)),
        blue=hw.Out(hw.UInt(4)),
    )

    def body(self, io):
        x, y = io.x, io.y
        edge = ((x == 0) | (x == self.width - 1) | (y == 0) | (y == self.height - 1)).named("edge")
        in_bars = (y < self.height // 2).named("in_bars")
        # The bars from white to black: as many of their ends are passed as the number of the bar says.
        ends = [self.width * number // 8 for number in range(1, 8)]
        bar = hw.cat(*(x >= end for end in ends)).popcount().named("bar")
        texture = (x[0:5] ^ y[0:5]).named("texture")
        with hw.when(edge):
            for colour in (io.red, io.green, io.blue):
                colour @= 15
        with hw.elsewhen(in_bars):
            io.red @= (~bar[1]).sext(4)
            io.green @= (~bar[2]).sext(4)
            io.blue @= (~bar[0]).sext(4)
        with hw.otherwise():
            io.red @= texture[1:5]
            io.green @= x[1:5]
            io.blue @= y[1:5]


class Vga(hw.Generator):
    """The signals of a screen. All outputs are registers, so they change together."""

    width = hw.Int(default=640, min=16)
    h_front = hw.Int(default=16, min=1)
    h_sync = hw.Int(default=96, min=1)
    h_back = hw.Int(default=48, min=1)
    height = hw.Int(default=480, min=16)
    v_front = hw.Int(default=10, min=1)
    v_sync = hw.Int(default=2, min=1)
    v_back = hw.Int(default=33, min=1)
    sync_level = hw.Bool(default=False, doc="the level of a pulse of hsync and vsync")
    interface = hw.Interface(
        "in clk: Clock; in rst: Reset; out hsync, vsync, blank: Bit; out red, green, blue: UInt(4)"
    )

    def body(self, io):
        horizontal = Axis(self.width, self.h_front, self.h_sync, self.h_back)
        vertical = Axis(self.height, self.v_front, self.v_sync, self.v_back)
        x = horizontal("horizontal", clk=io.clk, rst=io.rst, step=1)
        y = vertical("vertical", clk=io.clk, rst=io.rst, step=x.is_last)
        picture = Picture(self.width, self.height, horizontal.bits, vertical.bits)("picture", x=x.at, y=y.at)

        visible = (x.is_visible & y.is_visible).named("visible")
        for name, axis in (("hsync", x), ("vsync", y)):
            pulse = axis.is_sync if self.sync_level else ~axis.is_sync
            io[name] @= hw.reg(hw.Bit, pulse, reset_value=int(not self.sync_level))
        io.blank @= hw.reg(hw.Bit, ~visible, reset_value=1)
        for name in ("red", "green", "blue"):
            io[name] @= hw.reg(hw.UInt(4), hw.mux(visible, picture[name], 0), reset_value=0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Vga().write_verilog(sys.argv[1])
    else:
        print(Vga().verilog(), end="")
