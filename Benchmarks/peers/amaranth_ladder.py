"""The ladder in Amaranth; its own Yosys (WebAssembly) writes the Verilog."""

from amaranth.back import verilog
from amaranth.hdl import Const, Module, Signal
from amaranth.lib.wiring import Component, In, Out
from ladder import main, ops


class AddTree(Component):
    def __init__(self, k):
        self.k = k
        super().__init__({"x": In(16 << k), "y": Out(16 + k)})

    def elaborate(self, platform):
        m = Module()
        if self.k == 0:
            m.d.comb += self.y.eq(self.x)
            return m
        half = 8 << self.k
        m.submodules.lo = lo = AddTree(self.k - 1)
        m.submodules.hi = hi = AddTree(self.k - 1)
        m.d.comb += [lo.x.eq(self.x[:half]), hi.x.eq(self.x[half:]), self.y.eq(lo.y + hi.y)]
        return m


class AddConstant(Component):
    x: In(32)
    y: Out(32)

    def __init__(self, k):
        self.k = k
        super().__init__()

    def elaborate(self, platform):
        m = Module()
        m.d.comb += self.y.eq(self.x + self.k)
        return m


class Distinct(Component):
    x: In(32)
    y: Out(32)

    def __init__(self, n):
        self.n = n
        super().__init__()

    def elaborate(self, platform):
        m = Module()
        value = self.x
        for k in range(1, self.n + 1):
            m.submodules[f"add{k}"] = adder = AddConstant(k)
            m.d.comb += adder.x.eq(value)
            value = adder.y
        m.d.comb += self.y.eq(value)
        return m


class Element(Component):
    a: In(8)
    b: In(8)
    s: In(32)
    a_out: Out(8)
    b_out: Out(8)
    s_out: Out(32)

    def elaborate(self, platform):
        m = Module()
        total = Signal(32)
        m.d.sync += [self.a_out.eq(self.a), self.b_out.eq(self.b)]
        m.d.sync += [total.eq(total + self.a * self.b), self.s_out.eq(self.s ^ total)]
        return m


class Systolic(Component):
    def __init__(self, n):
        self.n = n
        super().__init__({"a": In(8 * n), "b": In(8 * n), "s": Out(32 * n)})

    def elaborate(self, platform):
        m = Module()
        bs = [self.b[8 * j : 8 * j + 8] for j in range(self.n)]
        for i in range(self.n):
            a, s = self.a[8 * i : 8 * i + 8], Const(0, 32)
            for j in range(self.n):
                m.submodules[f"pe_{i}_{j}"] = element = Element()
                m.d.comb += [element.a.eq(a), element.b.eq(bs[j]), element.s.eq(s)]
                a, bs[j], s = element.a_out, element.b_out, element.s_out
            m.d.comb += self.s[32 * i : 32 * i + 32].eq(s)
        return m


class Flat(Component):
    a: In(32)
    b: In(32)
    y: Out(32)

    def __init__(self, n):
        self.n = n
        super().__init__()

    def elaborate(self, platform):
        m = Module()
        v, comb = [self.a, self.b], m.d.comb
        for op, i, j in ops(self.n):
            p, q, w = v[i], v[j], Signal(32, name="w")
            comb += w.eq(p ^ q if op == 0 else p + q if op == 1 else p & q)
            v.append(w)
        comb += self.y.eq(v[-1])
        return m


def design(component):
    def emit(size, out):
        with open(out, "w") as file:
            file.write(verilog.convert(component(size)))

    return emit


main(
    {"addtree": design(AddTree), "distinct": design(Distinct), "systolic": design(Systolic), "flatlogic": design(Flat)}
)
