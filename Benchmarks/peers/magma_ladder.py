"""The ladder in Magma, by way of the circt package it brings along."""

import magma as m
from ladder import main, ops


class AddTree(m.Generator):  # specialisations are cached by Magma
    def __init__(self, k):
        self.name = f"AddTree_{k}"
        self.io = io = m.IO(x=m.In(m.Bits[16 << k]), y=m.Out(m.UInt[16 + k]))
        if k == 0:
            io.y @= m.uint(io.x)
            return
        half, half_tree = 8 << k, AddTree(k - 1)
        lo, hi = half_tree(name="lo"), half_tree(name="hi")
        lo.x @= io.x[:half]
        hi.x @= io.x[half:]
        io.y @= m.zext_to(lo.y, 16 + k) + m.zext_to(hi.y, 16 + k)


class AddConstant(m.Generator):
    def __init__(self, k):
        self.name = f"AddConstant_{k}"
        self.io = m.IO(x=m.In(m.UInt[32]), y=m.Out(m.UInt[32]))
        self.io.y @= self.io.x + m.uint(k, 32)


class Distinct(m.Generator):
    def __init__(self, n):
        self.name = "Distinct"
        self.io = io = m.IO(x=m.In(m.UInt[32]), y=m.Out(m.UInt[32]))
        value = io.x
        for k in range(1, n + 1):
            value = AddConstant(k)()(value)
        io.y @= value


class Element(m.Circuit):
    io = m.IO(
        a=m.In(m.UInt[8]),
        b=m.In(m.UInt[8]),
        s=m.In(m.UInt[32]),
        a_out=m.Out(m.UInt[8]),
        b_out=m.Out(m.UInt[8]),
        s_out=m.Out(m.UInt[32]),
    )
    io += m.ClockIO()
    total, a_out, b_out, s_out = (m.Register(m.UInt[width])() for width in (32, 8, 8, 32))
    io.a_out @= a_out(io.a)
    io.b_out @= b_out(io.b)
    total.I @= total.O + m.zext_to(io.a, 32) * m.zext_to(io.b, 32)
    io.s_out @= s_out(io.s ^ total.O)


class Systolic(m.Generator):
    def __init__(self, n):
        self.name = "Systolic"
        self.io = io = m.IO(a=m.In(m.Bits[8 * n]), b=m.In(m.Bits[8 * n]), s=m.Out(m.Bits[32 * n])) + m.ClockIO()
        bs, outs = [m.uint(io.b[8 * j : 8 * j + 8]) for j in range(n)], []
        for i in range(n):
            a, s = m.uint(io.a[8 * i : 8 * i + 8]), m.uint(0, 32)
            for j in range(n):
                element = Element(name=f"pe_{i}_{j}")
                element.a @= a
                element.b @= bs[j]
                element.s @= s
                a, bs[j], s = element.a_out, element.b_out, element.s_out
            outs.append(m.bits(s))
        io.s @= m.concat(*outs)


class Flat(m.Generator):
    def __init__(self, n):
        self.name = "Flat"
        self.io = io = m.IO(a=m.In(m.UInt[32]), b=m.In(m.UInt[32]), y=m.Out(m.UInt[32]))
        v = [io.a, io.b]
        for op, i, j in ops(n):
            v.append(v[i] ^ v[j] if op == 0 else v[i] + v[j] if op == 1 else v[i] & v[j])
        io.y @= v[-1]


def design(generator):
    return lambda size, out: m.compile(out.rsplit(".", 1)[0], generator(size), output="mlir-verilog")


main(
    {"addtree": design(AddTree), "distinct": design(Distinct), "systolic": design(Systolic), "flatlogic": design(Flat)}
)
