"""Every operation, on each sort of number that has it."""

import hwgen as hw
from _case import write

LOGIC = {
    "and": lambda x, y: x & y,
    "or": lambda x, y: x | y,
    "xor": lambda x, y: x ^ y,
    "eq": lambda x, y: x == y,
    "ne": lambda x, y: x != y,
}
REDUCTIONS = {"not": lambda x: ~x, "all": lambda x: x.all(), "any": lambda x: x.any(), "odd": lambda x: x.xor()}
ARITHMETIC = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "lt": lambda x, y: x < y,
    "le": lambda x, y: x <= y,
}


def interface() -> hw.Interface:
    ports = {}
    sorts = {"u": hw.UInt, "s": hw.SInt, "b": hw.Bits}
    for sort, of in sorts.items():
        ports |= {f"{sort}0": hw.In(of(8)), f"{sort}1": hw.In(of(8))}
    ports |= {"c0": hw.In(hw.Bit), "c1": hw.In(hw.Bit), "n": hw.In(hw.UInt(3))}
    for sort, of in sorts.items():
        widths = {"and": 8, "or": 8, "xor": 8, "eq": 0, "ne": 0, "not": 8, "all": 0, "any": 0, "odd": 0}
        widths |= {"mux": 8, "shl": 8, "shr": 8, "slice": -3, "zext": 12, "sext": 12, "trunc": 5}
        if sort != "b":
            widths |= {"add": 8, "sub": 8, "mul": 16, "lt": 0, "le": 0, "neg": 8}
        for name, width in widths.items():
            plain = hw.Bits if sort == "b" else hw.UInt
            type_ = hw.Bit if width == 0 else plain(-width) if width < 0 else of(width)
            ports[f"{sort}_{name}"] = hw.Out(type_)
    ports |= {f"c_{name}": hw.Out(hw.Bit) for name in (*LOGIC, *REDUCTIONS, "mux")}
    ports |= {"concat": hw.Out(hw.Bits(17)), "negative": hw.Out(hw.SInt(8)), "wide": hw.Out(hw.UInt(80))}
    return hw.Interface(**ports)


class Operators(hw.Generator):
    interface = interface()

    def body(self, io):
        for sort in "usbc":
            x, y = io[f"{sort}0"], io[f"{sort}1"]
            for name, operation in LOGIC.items():
                io[f"{sort}_{name}"] @= operation(x, y)
            for name, operation in REDUCTIONS.items():
                io[f"{sort}_{name}"] @= operation(x)
            io[f"{sort}_mux"] @= hw.mux(io.c0, x, y)
            if sort == "c":
                break
            io[f"{sort}_shl"] @= x << io.n
            io[f"{sort}_shr"] @= x >> io.n
            io[f"{sort}_slice"] @= x[2:5]
            io[f"{sort}_zext"] @= x.zext(12)
            io[f"{sort}_sext"] @= x.sext(12)
            io[f"{sort}_trunc"] @= x.trunc(5)
            if sort == "b":
                continue
            for name, operation in ARITHMETIC.items():
                io[f"{sort}_{name}"] @= operation(x, y)
            io[f"{sort}_neg"] @= -x
        io.concat @= hw.cat(io.b0, io.c0, io.u1)
        io.negative @= hw.literal(-100, hw.SInt(8))
        io.wide @= hw.literal(0x123456789ABCDEF01234, hw.UInt(80))


write(Operators())
