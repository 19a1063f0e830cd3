"""Recursion: a tree of adders over any number of words."""

import hwgen as hw
from _case import write


class Tree(hw.Generator):
    n = hw.Int(min=1)
    width = hw.Derived(8 + hw.clog2(n))
    interface = hw.Interface(x=hw.In(hw.UInt(8)).repeat(n), y=hw.Out(hw.UInt[width]))

    def body(self, io):
        n, half = self.n, self.n // 2
        if n == 1:
            io.y @= io.x[0]
            return
        x = list(io.x)
        lo = Tree(half)("lo", x=x[:half]).y.zext(self.width)
        hi = Tree(n - half)("hi", x=x[half:]).y.zext(self.width)
        io.y @= lo + hi


write(Tree(5))
