"""A FIR filter: `fir.py [OUT.v]` prints the Verilog of a low-pass, or writes it.

The transposed form: each sample is multiplied by all coefficients at once, and a chain of registers adds the products
up. The sums are as wide as they can get, so that nothing is lost.
"""

from __future__ import annotations

import sys

import hwgen as hw


@hw.hook
def signed_bits(numbers: list) -> int:
    """As many bits as the widest of them needs with its sign."""
    return max((number if number >= 0 else ~number).bit_length() for number in numbers) + 1


class Fir(hw.Generator):
    """One sample in a cycle; its result comes a cycle later."""

    bits = hw.Int(min=1, max=64, doc="width of a sample")
    coefficients = hw.List(hw.Int, doc="the impulse response")
    constraints = (hw.length(coefficients) >= 1,)
    coefficient_bits = hw.Derived(signed_bits(coefficients))
    sum_bits = hw.Derived(bits + coefficient_bits + hw.clog2(hw.length(coefficients)))
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        sample=hw.In(hw.Record(data=hw.SInt[bits], valid=hw.Bit, ready=hw.Flip(hw.Bit))),
        result=hw.Out(hw.Record(data=hw.SInt[sum_bits], valid=hw.Bit, ready=hw.Flip(hw.Bit))),
    )

    def body(self, io):
        factor, total = hw.SInt(self.coefficient_bits), hw.SInt(self.sum_bits)
        valid = hw.reg(hw.Bit, reset_value=0).named("valid")
        ready = (~valid | io.result.ready).named("ready")
        taken = (ready & io.sample.valid).named("taken")
        with hw.when(ready):
            valid.next = io.sample.valid

        products = {}
        for coefficient in dict.fromkeys(self.coefficients):
            product = io.sample.data * hw.literal(coefficient, factor)
            if coefficient:
                product.named(f"times_{coefficient}".replace("-", "minus_"))
            products[coefficient] = product
        chain = None
        for number, coefficient in reversed(list(enumerate(self.coefficients))):
            product = products[coefficient].sext(self.sum_bits)
            chain = product if chain is None else chain + product
            chain = hw.reg(total, chain, reset_value=0, enable=taken).named(f"sum_{number}")

        io.sample.ready @= ready
        io.result.valid @= valid
        io.result.data @= chain


LOW_PASS = [-3, -9, -11, 5, 47, 106, 159, 180, 159, 106, 47, 5, -11, -9, -3]
"""Fifteen taps, cut off at a fifth of the rate of samples; in units of 1/768."""

if __name__ == "__main__":
    low_pass = Fir(12, LOW_PASS)
    if len(sys.argv) > 1:
        low_pass.write_verilog(sys.argv[1])
    else:
        print(low_pass.verilog(), end="")
