"""The ladder in Migen. It flattens its submodules into one Verilog module."""

from ladder import main, ops
from migen import Constant, Module, Signal
from migen.fhdl import verilog


def port(width, name):
    return Signal(width, name_override=name)


class AddTree(Module):
    def __init__(self, k, top=False):
        self.x = Signal(16 << k, name_override="x" if top else None)
        self.y = Signal(16 + k, name_override="y" if top else None)
        if k == 0:
            self.comb += self.y.eq(self.x)
            return
        half = 8 << k
        self.submodules.lo = lo = AddTree(k - 1)
        self.submodules.hi = hi = AddTree(k - 1)
        self.comb += [lo.x.eq(self.x[:half]), hi.x.eq(self.x[half:]), self.y.eq(lo.y + hi.y)]


class AddConstant(Module):
    def __init__(self, k):
        self.x, self.y = Signal(32), Signal(32)
        self.comb += self.y.eq(self.x + k)


class Distinct(Module):
    def __init__(self, n):
        self.x, self.y = port(32, "x"), port(32, "y")
        value = self.x
        for k in range(1, n + 1):
            adder = AddConstant(k)
            self.submodules += adder
            self.comb += adder.x.eq(value)
            value = adder.y
        self.comb += self.y.eq(value)


class Element(Module):
    def __init__(self):
        self.a, self.b, self.a_out, self.b_out = (Signal(8) for _ in range(4))
        self.s, self.s_out = Signal(32), Signal(32)
        total = Signal(32)
        self.sync += [self.a_out.eq(self.a), self.b_out.eq(self.b)]
        self.sync += [total.eq(total + self.a * self.b), self.s_out.eq(self.s ^ total)]


class Systolic(Module):
    def __init__(self, n):
        self.a, self.b, self.s = port(8 * n, "a"), port(8 * n, "b"), port(32 * n, "s")
        bs = [self.b[8 * j : 8 * j + 8] for j in range(n)]
        for i in range(n):
            a, s = self.a[8 * i : 8 * i + 8], Constant(0, 32)
            for j in range(n):
                element = Element()
                self.submodules += element
                self.comb += [element.a.eq(a), element.b.eq(bs[j]), element.s.eq(s)]
                a, bs[j], s = element.a_out, element.b_out, element.s_out
            self.comb += self.s[32 * i : 32 * i + 32].eq(s)


class Flat(Module):
    def __init__(self, n):
        self.a, self.b, self.y = (port(32, name) for name in "aby")
        v = [self.a, self.b]
        for op, i, j in ops(n):
            p, q, w = v[i], v[j], Signal(32, name="w")
            self.comb += w.eq(p ^ q if op == 0 else p + q if op == 1 else p & q)
            v.append(w)
        self.comb += self.y.eq(v[-1])


def emit(top, ports, out):
    verilog.convert(top, ios={getattr(top, name) for name in ports}).write(out)


main(
    {
        "addtree": lambda k, out: emit(AddTree(k, top=True), "xy", out),
        "distinct": lambda n, out: emit(Distinct(n), "xy", out),
        "systolic": lambda n, out: emit(Systolic(n), "abs", out),
        "flatlogic": lambda n, out: emit(Flat(n), "aby", out),
    }
)
