"""The ladder in PyCDE. It writes a file per module; OUT is all of them, one after another."""

import shutil
from pathlib import Path

from ladder import main, ops
from pycde import Clock, Input, Module, Output, System, generator, modparams
from pycde.constructs import Reg
from pycde.dialects import comb
from pycde.signals import BitsSignal
from pycde.types import Bits, UInt


@modparams
def AddTree(k):
    class AddTree(Module):
        module_name = f"AddTree_{k}"
        x = Input(Bits(16 << k))
        y = Output(UInt(16 + k))

        @generator
        def build(self):
            if k == 0:
                self.y = self.x.as_uint()
                return
            half, half_tree = 8 << k, tree(k - 1)
            lo = half_tree(x=self.x[0:half], instance_name="lo")
            hi = half_tree(x=self.x[half : 2 * half], instance_name="hi")
            self.y = lo.y + hi.y

    return AddTree


tree = AddTree


@modparams
def AddConstant(k):
    class AddConstant(Module):
        module_name = f"AddConstant_{k}"
        x = Input(UInt(32))
        y = Output(UInt(32))

        @generator
        def build(self):
            self.y = (self.x + UInt(32)(k)).as_uint(32)

    return AddConstant


@modparams
def Distinct(n):
    class Distinct(Module):
        module_name = "Distinct"
        x = Input(UInt(32))
        y = Output(UInt(32))

        @generator
        def build(self):
            value = self.x
            for k in range(1, n + 1):
                value = AddConstant(k)(x=value).y
            self.y = value

    return Distinct


class Element(Module):
    clk = Clock()
    a = Input(UInt(8))
    b = Input(UInt(8))
    s = Input(Bits(32))
    a_out = Output(UInt(8))
    b_out = Output(UInt(8))
    s_out = Output(Bits(32))

    @generator
    def build(self):
        total = Reg(UInt(32), self.clk, name="total")
        total.assign((total + self.a * self.b).as_uint(32))
        self.a_out = self.a.reg(self.clk, name="a_reg")
        self.b_out = self.b.reg(self.clk, name="b_reg")
        self.s_out = (self.s ^ total.as_bits()).reg(self.clk, name="s_reg")


@modparams
def Systolic(n):
    class Systolic(Module):
        module_name = "Systolic"
        clk = Clock()
        a = Input(Bits(8 * n))
        b = Input(Bits(8 * n))
        s = Output(Bits(32 * n))

        @generator
        def build(self):
            bs, outs = [self.b[8 * j : 8 * j + 8].as_uint() for j in range(n)], []
            for i in range(n):
                a, s = self.a[8 * i : 8 * i + 8].as_uint(), Bits(32)(0)
                for j in range(n):
                    element = Element(clk=self.clk, a=a, b=bs[j], s=s, instance_name=f"pe_{i}_{j}")
                    a, bs[j], s = element.a_out, element.b_out, element.s_out
                outs.append(s)
            self.s = BitsSignal.concat(outs[::-1])

    return Systolic


@modparams
def Flat(n):
    class Flat(Module):
        module_name = "Flat"
        a = Input(Bits(32))
        b = Input(Bits(32))
        y = Output(Bits(32))

        @generator
        def build(self):
            v = [self.a, self.b]
            for op, i, j in ops(n):
                p, q = v[i], v[j]
                v.append(p ^ q if op == 0 else comb.AddOp(p, q) if op == 1 else p & q)
            self.y = v[-1]

    return Flat


def design(module):
    def emit(size, out):
        folder = Path(f"{out}.files")
        shutil.rmtree(folder, ignore_errors=True)
        System([module(size)], name="top", output_directory=str(folder)).compile()
        with open(out, "wb") as whole:
            for part in sorted((folder / "hw").glob("*.sv")):
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole)
        shutil.rmtree(folder)

    return emit


main(
    {"addtree": design(AddTree), "distinct": design(Distinct), "systolic": design(Systolic), "flatlogic": design(Flat)}
)
