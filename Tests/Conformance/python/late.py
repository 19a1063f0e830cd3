"""Late parameters: widths that are left to Verilog, in a module and in what it instantiates."""

import hwgen as hw
from _case import write


class Accumulate(hw.Generator):
    guard = hw.Int(min=1, max=8, default=2)
    bits = hw.Int(min=4, max=32, default=16, late=True)
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        a=hw.In(hw.SInt[bits]),
        clear=hw.In(hw.Bit),
        total=hw.Out(hw.SInt[bits + guard]),
        negative=hw.Out(hw.Bit),
    )

    def body(self, io):
        wide = hw.SInt[self.bits + self.guard]
        total = hw.reg(wide, reset_value=0).named("acc")
        with hw.when(io.clear):
            total.next = hw.literal(-1, wide)
        with hw.otherwise():
            total.next = total + io.a.sext(self.bits + self.guard)
        io.total @= total
        io.negative @= total[-1]


class Smooth(hw.Generator):
    bits = hw.Int(min=4, max=24, default=12, late=True)
    constraints = bits % 2 == 0
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        x=hw.In(hw.UInt[bits]),
        y=hw.In(hw.UInt[bits]),
        n=hw.In(hw.UInt(3)),
        go=hw.In(hw.Bit),
        sum=hw.Out(hw.UInt[bits + 1]),
        product=hw.Out(hw.UInt[2 * bits]),
        moved=hw.Out(hw.UInt[bits]),
        low=hw.Out(hw.UInt(4)),
        packed_bits=hw.Out(hw.Bits[bits + 4]),
        least=hw.Out(hw.UInt[bits]),
        parity=hw.Out(hw.Bit),
        held=hw.Out(hw.UInt[bits]),
        total=hw.Out(hw.SInt[bits + 3]),
        below=hw.Out(hw.Bit),
        fixed=hw.Out(hw.SInt(10)),
        fixed_below=hw.Out(hw.Bit),
    )

    def body(self, io):
        x, y, bits = io.x, io.y, self.bits
        io.sum @= x.add_expanding(y)
        io.product @= x * y
        io.moved @= (x << io.n) ^ ~y
        low = x[0:4]
        io.low @= low
        io.packed_bits @= hw.cat(y, low)
        io.least @= x.min(y)
        io.parity @= (x & y).xor()
        io.held @= hw.reg(hw.UInt[bits], hw.mux(x == y, y - 3, x), reset_value=1, enable=io.go).named("kept")
        inner = Accumulate()("inner", bits=bits + 1, clk=io.clk, rst=io.rst, clear=io.go)
        inner.a @= x.zext(bits + 1).as_sint()
        io.total @= inner.total
        io.below @= inner.negative & io.go
        eight = Accumulate()("eight", bits=8, clk=io.clk, rst=io.rst, clear=0)
        eight.a @= y.zext(24).trunc(8).as_sint()
        io.fixed @= eight.total
        io.fixed_below @= eight.negative | io.go


write(Smooth())
