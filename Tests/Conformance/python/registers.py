"""Registers: no reset, each kind of reset, enable, initial value, and all together."""

import hwgen as hw
from _case import write

WORD = hw.UInt(8)
NAMES = ("plain", "held", "synchronous", "asynchronous", "started", "all")


class Registers(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        arst=hw.In(hw.AsyncReset),
        en=hw.In(hw.Bit),
        d=hw.In(WORD),
        **{name: hw.Out(WORD) for name in NAMES},
    )

    def body(self, io):
        options = (
            {},
            {"enable": io.en},
            {"reset": io.rst, "reset_value": 20},
            {"reset": io.arst, "reset_value": 30},
            {"initial": 251},
            {"enable": io.en, "reset": io.rst, "reset_value": 50, "initial": 250},
        )
        for name, chosen in zip(NAMES, options, strict=True):
            r = hw.reg(WORD, **chosen).named(f"{name}_r")
            r.next = r + io.d
            io[name] @= r


write(Registers())
