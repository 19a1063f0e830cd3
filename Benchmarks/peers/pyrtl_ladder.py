"""The ladder in PyRTL. It has no hierarchy: everything becomes one module."""

import pyrtl
from ladder import main, ops


def emit(out):
    with open(out, "w") as file:
        pyrtl.output_to_verilog(file)


def addtree(k, out):
    def tree(x):
        half = len(x) // 2
        return x if len(x) == 16 else tree(x[:half]) + tree(x[half:])  # '+' widens by one bit

    y = pyrtl.Output(16 + k, "y")
    y <<= tree(pyrtl.Input(16 << k, "x"))
    emit(out)


def distinct(n, out):
    value, y = pyrtl.Input(32, "x"), pyrtl.Output(32, "y")
    for k in range(1, n + 1):
        value = (value + pyrtl.Const(k, 32))[:32]
    y <<= value
    emit(out)


def systolic(n, out):
    def element(a, b, s):
        a_out, b_out, total, s_out = (pyrtl.Register(width) for width in (8, 8, 32, 32))
        a_out.next <<= a
        b_out.next <<= b
        total.next <<= (total + a * b)[:32]
        s_out.next <<= s ^ total
        return a_out, b_out, s_out

    rows, columns, sums = pyrtl.Input(8 * n, "a"), pyrtl.Input(8 * n, "b"), pyrtl.Output(32 * n, "s")
    bs, outs = [columns[8 * j : 8 * j + 8] for j in range(n)], []
    for i in range(n):
        a, s = rows[8 * i : 8 * i + 8], pyrtl.Const(0, 32)
        for j in range(n):
            a, bs[j], s = element(a, bs[j], s)
        outs.append(s)
    sums <<= pyrtl.concat_list(outs)
    emit(out)


def flatlogic(n, out):
    y = pyrtl.Output(32, "y")
    v = [pyrtl.Input(32, "a"), pyrtl.Input(32, "b")]
    for op, i, j in ops(n):
        p, q = v[i], v[j]
        v.append(p ^ q if op == 0 else (p + q)[:32] if op == 1 else p & q)
    y <<= v[-1]
    emit(out)


main({"addtree": addtree, "distinct": distinct, "systolic": systolic, "flatlogic": flatlogic})
