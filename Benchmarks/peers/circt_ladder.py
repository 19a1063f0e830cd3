"""The ladder in CIRCT's Python bindings: operations are made one by one in its C++ core, then ExportVerilog prints.

`systolic_text` and `flatlogic_text` hand the same circuits over as one MLIR text: the core alone, without the bindings.
"""

import functools

import circt
from circt.dialects import comb, hw, seq
from circt.ir import Context, InsertionPoint, IntegerAttr, IntegerType, Location, Module
from circt.passmanager import PassManager
from ladder import main, ops

context = Context()
circt.register_dialects(context)
context.__enter__()
Location.unknown().__enter__()
context.enable_multithreading(False)
circuit = Module.create()

integer = functools.cache(IntegerType.get_signless)
REGISTERS = "builtin.module(lower-seq-to-sv)"


def constant(value, width):
    return hw.ConstantOp(IntegerAttr.get(integer(width), value)).result


def widen(value, width):
    return comb.ConcatOp([constant(0, width - IntegerType(value.type).width), value]).result


def bits(value, low, width):
    return comb.ExtractOp(integer(width), value, low).result


def module(name, inputs, outputs, body):
    """A module; ``body`` makes its outputs from its inputs."""
    with InsertionPoint(circuit.body):
        operation = hw.HWModuleOp(name=name, input_ports=inputs, output_ports=outputs)
        with InsertionPoint(operation.add_entry_block()):
            hw.OutputOp(body(operation.entry_block.arguments))
    return operation


def instance(of, name, **inputs):
    return hw.InstanceBuilder(of, name, inputs).opview.results


def emit(out, passes=None, text=None):
    printed = circuit if text is None else Module.parse(text)
    if passes:
        PassManager.parse(passes).run(printed.operation)
    with open(out, "w") as file:
        circt.export_verilog(printed, file)


def addtree(k, out):
    @functools.cache
    def tree(k):
        def body(arguments):
            x = arguments[0]
            if k == 0:
                return [x]
            half, half_tree = 8 << k, tree(k - 1)
            lo = instance(half_tree, "lo", x=bits(x, 0, half))[0]
            hi = instance(half_tree, "hi", x=bits(x, half, half))[0]
            return [comb.AddOp([widen(lo, 16 + k), widen(hi, 16 + k)]).result]

        return module(f"AddTree_{k}", [("x", integer(16 << k))], [("y", integer(16 + k))], body)

    tree(k)
    emit(out)


def distinct(n, out):
    ports = [("x", integer(32))], [("y", integer(32))]

    def adder(k):
        return module(f"AddConstant_{k}", *ports, lambda x: [comb.AddOp([x[0], constant(k, 32)]).result])

    def body(arguments):
        value = arguments[0]
        for k in range(1, n + 1):
            value = instance(adder(k), f"add{k}", x=value)[0]
        return [value]

    module("Distinct", *ports, body)
    emit(out)


def systolic(n, out):
    i1, i8, i32 = integer(1), integer(8), integer(32)

    def element_body(arguments):
        clk, a, b, s = arguments
        clock = seq.ToClockOp(clk).result
        a_out, b_out = (seq.FirRegOp(value, clock, name).result for value, name in ((a, "a_out"), (b, "b_out")))
        product = comb.MulOp([widen(a, 32), widen(b, 32)]).result
        total = seq.FirRegOp(product, clock, "total")
        total.operation.operands[0] = comb.AddOp([total.result, product]).result
        return [a_out, b_out, seq.FirRegOp(comb.XorOp([s, total.result]).result, clock, "s_out").result]

    inputs = [("clk", i1), ("a", i8), ("b", i8), ("s", i32)]
    element = module("Element", inputs, [("a_out", i8), ("b_out", i8), ("s_out", i32)], element_body)

    def body(arguments):
        clk, rows, columns = arguments
        bs, outs = [bits(columns, 8 * j, 8) for j in range(n)], []
        for i in range(n):
            a, s = bits(rows, 8 * i, 8), constant(0, 32)
            for j in range(n):
                a, bs[j], s = instance(element, f"pe_{i}_{j}", clk=clk, a=a, b=bs[j], s=s)
            outs.append(s)
        return [comb.ConcatOp(outs[::-1]).result]

    module("Systolic", [("clk", i1), ("a", integer(8 * n)), ("b", integer(8 * n))], [("s", integer(32 * n))], body)
    emit(out, REGISTERS)


def flatlogic(n, out):
    i32, make = integer(32), (comb.XorOp, comb.AddOp, comb.AndOp)

    def body(arguments):
        v = list(arguments)
        for op, i, j in ops(n):
            v.append(make[op]([v[i], v[j]]).result)
        return [v[-1]]

    module("Flat", [("a", i32), ("b", i32)], [("y", i32)], body)
    emit(out)


ELEMENT = """\
hw.module @Element(in %clk: i1, in %a: i8, in %b: i8, in %s: i32, out a_out: i8, out b_out: i8, out s_out: i32) {
  %clock = seq.to_clock %clk
  %zeros = hw.constant 0 : i24
  %a_out = seq.firreg %a clock %clock : i8
  %b_out = seq.firreg %b clock %clock : i8
  %a_wide = comb.concat %zeros, %a : i24, i8
  %b_wide = comb.concat %zeros, %b : i24, i8
  %product = comb.mul %a_wide, %b_wide : i32
  %next = comb.add %total, %product : i32
  %total = seq.firreg %next clock %clock : i32
  %mixed = comb.xor %s, %total : i32
  %s_out = seq.firreg %mixed clock %clock : i32
  hw.output %a_out, %b_out, %s_out : i8, i8, i32
}
"""


def systolic_text(n, out):
    text = [ELEMENT, f"hw.module @Systolic(in %clk: i1, in %a: i{8 * n}, in %b: i{8 * n}, out s: i{32 * n}) {{\n"]
    text.append("%zero = hw.constant 0 : i32\n")
    for i in range(n):
        text.append(f"%a_{i}_0 = comb.extract %a from {8 * i} : (i{8 * n}) -> i8\n")
        text.append(f"%b_0_{i} = comb.extract %b from {8 * i} : (i{8 * n}) -> i8\n")
    for i in range(n):
        for j in range(n):
            s = f"%s_{i}_{j}" if j else "%zero"
            text.append(
                f'%a_{i}_{j + 1}, %b_{i + 1}_{j}, %s_{i}_{j + 1} = hw.instance "pe_{i}_{j}" @Element(clk: %clk: i1, '
                f"a: %a_{i}_{j}: i8, b: %b_{i}_{j}: i8, s: {s}: i32) -> (a_out: i8, b_out: i8, s_out: i32)\n"
            )
    sums = ", ".join(f"%s_{i}_{n}" for i in reversed(range(n)))
    text.append(f"%r = comb.concat {sums} : {', '.join(['i32'] * n)}\nhw.output %r : i{32 * n}\n}}\n")
    emit(out, REGISTERS, "".join(text))


def flatlogic_text(n, out):
    names, text = ["%a", "%b"], ["hw.module @Flat(in %a: i32, in %b: i32, out y: i32) {\n"]
    make = ("comb.xor", "comb.add", "comb.and")
    for index, (op, i, j) in enumerate(ops(n)):
        text.append(f"%{index} = {make[op]} {names[i]}, {names[j]} : i32\n")
        names.append(f"%{index}")
    text.append(f"hw.output {names[-1]} : i32\n}}\n")
    emit(out, text="".join(text))


main(
    {
        "addtree": addtree,
        "distinct": distinct,
        "systolic": systolic,
        "flatlogic": flatlogic,
        "systolic_text": systolic_text,
        "flatlogic_text": flatlogic_text,
    }
)
