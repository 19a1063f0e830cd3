"""Generators with some parameters bound: given as a parameter, and in any order; a late one goes through to Verilog."""

import hwgen as hw
from _case import write


class Scale(hw.Generator):
    steps = hw.Int(min=1)
    twice = hw.Bool(default=False)
    w = hw.Int(min=1, max=32, default=8, late=True)
    interface = hw.Interface(x=hw.In(hw.UInt[w]), y=hw.Out(hw.UInt[w]))

    def body(self, io):
        total = io.x
        for _ in range(1, self.steps):
            total = total + io.x
        io.y @= total + total if self.twice else total


class Lanes(hw.Generator):
    element = hw.GeneratorParameter()
    interface = hw.Interface("in a: UInt(8); out b, c: UInt(8); out d: UInt(4)")

    def body(self, io):
        io.b @= self.element(3)("given", x=io.a).y
        three = hw.bind(Scale, steps=3)
        io.c @= three(twice=True)("other", x=~io.a).y
        io.d @= hw.bind(three, twice=False)()("low", w=4, x=io.a[0:4]).y


write(Lanes(hw.bind(Scale, twice=True)))
