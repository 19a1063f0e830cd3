"""Addresses that are expressions: a sum has the bits of its operands where it is an address too, in both simulators."""

from __future__ import annotations

import hwgen as hw
import pytest

from .test_fixed import check

WORDS = (10, 11, 12, 13)

ADDRESSES = {
    "sum": (lambda p, s: p + 1, lambda p, s: p + 1),
    "difference": (lambda p, s: p - 3 - 1, lambda p, s: p - 4),
    "product": (lambda p, s: (p * 3).trunc(2), lambda p, s: p * 3),
    "negative": (lambda p, s: -p, lambda p, s: -p),
    "inverted sum": (lambda p, s: ~(p + 1), lambda p, s: ~(p + 1)),
    "sum and mask": (lambda p, s: (p + 1) ^ 2, lambda p, s: (p + 1) ^ 2),
    "remainder of a sum": (lambda p, s: (p + 1) % 3, lambda p, s: (p + 1) % 4 % 3),
    "shifted sum": (lambda p, s: (p + 1) >> 1, lambda p, s: (p + 1) % 4 >> 1),
    "chosen sum": (lambda p, s: hw.mux(s, p + 1, p), lambda p, s: p + s),
    "sum of bits": (
        lambda p, s: hw.cat(p[0], s.as_uint() + p[1].as_uint()).as_uint(),
        lambda p, s: p % 2 * 2 + (s ^ p >> 1),
    ),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_has_its_own_bits_where_it_is_read(name: str) -> None:
    made, meant = ADDRESSES[name]

    def body(io):
        memory = hw.Memory(hw.UInt(8), 4, init=WORDS)
        io.o @= memory[made(io.p, io.s)]

    with hw.Context():
        circuit = hw.circuit("Addresses", "in p: UInt(2); in s: Bit; out o: UInt(8)", body)
        inputs = [{"p": p, "s": s} for p in range(4) for s in range(2)]
        check(circuit, [(each, {"o": WORDS[meant(**each) % 4]}) for each in inputs])


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_has_its_own_bits_where_it_is_written(name: str) -> None:
    made, meant = ADDRESSES[name]

    def body(io):
        memory = hw.Memory(hw.UInt(8), 4, init=WORDS)
        memory.write(made(io.p, io.s), io.d)
        for word in range(4):
            io[f"o{word}"] @= memory[hw.literal(word, hw.UInt(2))]

    with hw.Context():
        ports = "; ".join(f"out o{word}: UInt(8)" for word in range(4))
        circuit = hw.circuit("Addresses", f"in clk: Clock; in p: UInt(2); in s: Bit; in d: UInt(8); {ports}", body)
        words, cases = list(WORDS), []
        for number, (p, s) in enumerate((p, s) for p in range(4) for s in range(2)):
            for clk in range(2):
                if clk:
                    words[meant(p, s) % 4] = 100 + number
                outputs = {f"o{word}": value for word, value in enumerate(words)}
                cases.append(({"clk": clk, "p": p, "s": s, "d": 100 + number}, outputs))
        check(circuit, cases)
