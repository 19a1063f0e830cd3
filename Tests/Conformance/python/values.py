"""Division, choice by key, parts at an index that is a value, counts, growing sums, bits in another order."""

import hwgen as hw
from _case import write


class Values(hw.Generator):
    interface = hw.Interface(
        a=hw.In(hw.UInt(8)),
        b=hw.In(hw.UInt(8)),
        x=hw.In(hw.SInt(8)),
        y=hw.In(hw.SInt(8)),
        i=hw.In(hw.UInt(3)),
        s=hw.In(hw.UInt(2)),
        m=hw.In(hw.Array(4, hw.UInt(4))),
        h=hw.In(hw.Bits(3)),
        quotient=hw.Out(hw.UInt(8)),
        remainder=hw.Out(hw.SInt(8)),
        tens=hw.Out(hw.UInt(8)),
        chosen=hw.Out(hw.UInt(8)),
        full=hw.Out(hw.UInt(8)),
        bit_at=hw.Out(hw.Bit),
        word=hw.Out(hw.UInt(4)),
        part=hw.Out(hw.UInt(3)),
        marked=hw.Out(hw.UInt(8)),
        masked=hw.Out(hw.UInt(8)),
        first=hw.Out(hw.UInt(3)),
        found=hw.Out(hw.Bit),
        ones=hw.Out(hw.UInt(4)),
        leading=hw.Out(hw.UInt(4)),
        trailing=hw.Out(hw.UInt(4)),
        total=hw.Out(hw.UInt(9)),
        difference=hw.Out(hw.SInt(9)),
        least=hw.Out(hw.UInt(8)),
        most=hw.Out(hw.SInt(8)),
        magnitude=hw.Out(hw.UInt(8)),
        turned=hw.Out(hw.UInt(8)),
        left=hw.Out(hw.UInt(8)),
        right=hw.Out(hw.UInt(8)),
        twice=hw.Out(hw.Bits(16)),
    )

    def body(self, io):
        a, b, x, y = io.a, io.b, io.x, io.y
        io.quotient @= a // b
        io.remainder @= x % y
        io.tens @= a // 10
        io.chosen @= hw.select(io.s, {0: a, 1: b}, default=7)
        io.full @= hw.select(io.s, {0: a, 1: b, 2: a + b, 3: a - b})
        io.bit_at @= a[io.i]
        io.word @= io.m[io.s]
        io.part @= a.slice_at(io.i, 3)
        io.marked @= a.replace(io.i, io.h[0])
        io.masked @= hw.select1hot(io.h, [a, b, ~a])
        first, found = a.priority_encode()
        io.first @= first
        io.found @= found
        io.ones @= a.popcount()
        io.leading @= a.count_leading_zeros()
        io.trailing @= a.count_trailing_zeros()
        io.total @= a.add_expanding(b)
        io.difference @= a.sub_expanding(b)
        io.least @= a.min(b)
        io.most @= x.max(y)
        io.magnitude @= abs(x)
        io.turned @= a.reverse()
        io.left @= a.rotate_left(io.i)
        io.right @= a.rotate_right(3)
        io.twice @= a.repeat(2)


write(Values())
