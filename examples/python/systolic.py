"""An n x n systolic array that multiplies matrices: `systolic.py OUT.v` writes it for n = 8.

The array is output-stationary. Row i of the left matrix enters processing element (i, 0) and moves east, column j of
the right one enters (0, j) and moves south; each element adds up the products that meet in it. `drain` turns the sums
of a row into a shift register: they move east, and leave at the last column.
"""

from __future__ import annotations

import sys

import hwgen as hw


class Element(hw.Generator):
    """One processing element: multiply, accumulate, pass on."""

    bits = hw.Int(min=1, doc="width of an operand")
    sum_bits = hw.Int(min=1, doc="width of a sum")
    constraints = (2 * bits <= sum_bits,)
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        a=hw.In(hw.UInt[bits]),
        b=hw.In(hw.UInt[bits]),
        drain=hw.In(hw.Bit),
        c=hw.In(hw.UInt[sum_bits]),
        a_out=hw.Out(hw.UInt[bits]),
        b_out=hw.Out(hw.UInt[bits]),
        c_out=hw.Out(hw.UInt[sum_bits]),
    )

    def body(self, io):
        word = hw.UInt(self.bits)
        a = hw.reg(word, next=io.a, reset_value=0).named("a_reg")
        b = hw.reg(word, next=io.b, reset_value=0).named("b_reg")
        total = hw.reg(hw.UInt(self.sum_bits), reset_value=0).named("total")
        product = (io.a * io.b).named("product")
        total.next = hw.mux(io.drain, io.c, total + product.zext(self.sum_bits))
        io.a_out @= a
        io.b_out @= b
        io.c_out @= total


class Systolic(hw.Generator):
    """The array. Row i stands on bits 8i+7..8i of `a`, its sum on bits 32i+31..32i of `c`; columns likewise on `b`."""

    n = hw.Int(min=1, doc="rows and columns")
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        a=hw.In(hw.Bits[8 * n]),
        b=hw.In(hw.Bits[8 * n]),
        drain=hw.In(hw.Bit),
        c=hw.Out(hw.Bits[32 * n]),
    )

    def body(self, io):
        n, element = self.n, Element(8, 32)
        columns = [io.b[8 * j : 8 * j + 8].as_uint() for j in range(n)]
        sums = []
        for i in range(n):
            a, c = io.a[8 * i : 8 * i + 8].as_uint(), hw.literal(0, hw.UInt(32))
            for j in range(n):
                pe = element(f"pe_{i}_{j}", clk=io.clk, rst=io.rst, a=a, b=columns[j], drain=io.drain, c=c)
                a, columns[j], c = pe.a_out, pe.b_out, pe.c_out
            sums.append(c)
        io.c @= hw.cat(*reversed(sums))


if __name__ == "__main__":
    Systolic(8).write_verilog(sys.argv[1])
