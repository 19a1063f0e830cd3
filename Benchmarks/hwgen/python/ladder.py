"""The ladder in hwgen's Python package: `ladder.py DESIGN SIZE OUT.v`; peers/ladder.py says what the designs are."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import hwgen as hw

WORD = hw.UInt(32)


class AddTree(hw.Generator):
    k = hw.Int(min=0)
    interface = hw.Interface(x=hw.In(hw.Bits[16 * 2**k]), y=hw.Out(hw.UInt[16 + k]))

    def body(self, io):
        k = self.k
        if k == 0:
            io.y @= io.x.as_uint()
            return
        half, half_tree = 8 << k, AddTree(k - 1)
        lo = half_tree("lo", x=io.x[:half])
        hi = half_tree("hi", x=io.x[half:])
        io.y @= lo.y.zext(16 + k) + hi.y.zext(16 + k)


class AddConstant(hw.Generator):
    k = hw.Int()
    interface = hw.Interface(x=hw.In(WORD), y=hw.Out(WORD))

    def body(self, io):
        io.y @= io.x + self.k


class Distinct(hw.Generator):
    n = hw.Int(min=1)
    interface = hw.Interface(x=hw.In(WORD), y=hw.Out(WORD))

    def body(self, io):
        value = io.x
        for k in range(1, self.n + 1):
            value = AddConstant(k)(f"add{k}", x=value).y
        io.y @= value


class Element(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        a=hw.In(hw.UInt(8)),
        b=hw.In(hw.UInt(8)),
        s=hw.In(WORD),
        a_out=hw.Out(hw.UInt(8)),
        b_out=hw.Out(hw.UInt(8)),
        s_out=hw.Out(WORD),
    )

    def body(self, io):
        total = hw.reg(WORD).named("total")
        total.next = total + (io.a * io.b).zext(32)
        io.a_out @= hw.reg(hw.UInt(8), next=io.a)
        io.b_out @= hw.reg(hw.UInt(8), next=io.b)
        io.s_out @= hw.reg(WORD, next=io.s ^ total)


class Systolic(hw.Generator):
    n = hw.Int(min=1)
    interface = hw.Interface(
        clk=hw.In(hw.Clock), a=hw.In(hw.Bits[8 * n]), b=hw.In(hw.Bits[8 * n]), s=hw.Out(hw.Bits[32 * n])
    )

    def body(self, io):
        n, clk, element = self.n, io.clk, Element()
        columns, sums = [io.b[8 * j : 8 * j + 8].as_uint() for j in range(n)], []
        for i in range(n):
            a, s = io.a[8 * i : 8 * i + 8].as_uint(), hw.literal(0, WORD)
            for j in range(n):
                pe = element(f"pe_{i}_{j}", clk=clk, a=a, b=columns[j], s=s)
                a, columns[j], s = pe.a_out, pe.b_out, pe.s_out
            sums.append(s)
        io.s @= hw.cat(*reversed(sums))


class Flat(hw.Generator):
    n = hw.Int(min=1)
    interface = hw.Interface(a=hw.In(WORD), b=hw.In(WORD), y=hw.Out(WORD))

    def body(self, io):
        v = [io.a, io.b]
        for op, i, j in ops(self.n):
            p, q = v[i], v[j]
            v.append(p ^ q if op == 0 else p + q if op == 1 else p & q)
        io.y @= v[-1]


def ops(n: int) -> Iterator[tuple[int, int, int]]:
    """FlatLogic's graph, as all programs of the ladder draw it."""
    r = 12345
    for t in range(2, n + 2):
        r = (r * 1103515245 + 12345) & 0x7FFFFFFF
        yield (0, 1, 0, 1, 2)[(r >> 8) % 5], t - 1, t - 2 - (r >> 16) % min(t - 1, 63)


DESIGNS = {"addtree": AddTree, "distinct": Distinct, "systolic": Systolic, "flatlogic": Flat}

if __name__ == "__main__":
    design, size, out = sys.argv[1:]
    DESIGNS[design](int(size)).write_verilog(out)
