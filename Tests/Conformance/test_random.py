"""Random modules, from every operation and type, are accepted by all four tools without a message.

What they mean is compared elsewhere (Tests/Differential); here the tools judge the text. Constants, signs, single
bits and vectors of over 64 bits are frequent, since that is where verilator and yosys find something to say.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import hwgen as hw
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from judges import Design, complaints, judge  # noqa: E402

COUNT = 1000 if os.environ.get("HWGEN_SOAK") == "1" else 40
WIDTHS = (1, 2, 3, 7, 8, 9, 16, 31, 33, 65)


def fitted(value, width):
    """The value as plain bits of another width."""
    bits = value.as_bits()
    return bits.zext(width) if bits.width < width else bits.trunc(width)


def made(dice: random.Random, pool: list):
    """One more value from those there are."""
    a, b = dice.choice(pool), dice.choice(pool)
    if a.width > 200:
        a = fitted(a, 60)
    number = dice.choice((hw.UInt, hw.SInt))(a.width)
    x, y = a.as_type(number), fitted(b, a.width).as_type(number)
    low = dice.randrange(a.width)
    amount = fitted(b, dice.randint(1, 6)).as_uint()
    constant = hw.literal(dice.choice((0, 1, (1 << (a.width - 1)) - 1)) if a.width > 1 else 0, number)
    kinds = [
        lambda: x + y,
        lambda: x - y,
        lambda: x * y,
        lambda: x < y,
        lambda: x <= y,
        lambda: x < constant,
        lambda: constant <= x,
        lambda: x == y,
        lambda: x & constant,
        lambda: x >> amount,
        lambda: x << amount,
        lambda: x >> dice.randint(0, a.width + 2),
        lambda: ~x,
        lambda: -x,
        lambda: hw.mux(b[0] if b.width > 1 else b.as_bit(), x, y),
        lambda: hw.cat(a, b),
        lambda: a[low : dice.randint(low + 1, a.width)],
        lambda: x.sext(a.width + dice.randint(1, 9)),
        lambda: dice.choice((x.all, x.any, x.xor))(),
        lambda: hw.reg(x.type, next=x, **dice.choice(({}, {"reset_value": 0}, {"initial": 0}))),
        lambda: constant,
    ]
    value = dice.choice(kinds)()
    return value.named(dice.choice(("t", "u", "wire", "sum"))) if dice.random() < 0.2 else value


def shown(value: hw.Signal) -> str:
    """A place that can show a value."""
    return "{:x}" if str(value.type).startswith("Bits") else "{}"


def checked(dice: random.Random, pool: list) -> None:
    """A check of values that there are, in branches or outside."""
    bit = [fitted(dice.choice(pool), 1).as_bit() for _ in range(3)]
    values = [dice.choice(pool) for _ in range(dice.randint(0, 3))]
    message = " ".join(["m", *map(shown, values)])
    kind = dice.choice((hw.assert_, hw.assume, hw.cover, None))

    def check() -> None:
        how = {"in_reset": dice.random() < 0.3}
        if kind is None:
            hw.print(message, *values, **how)
        elif dice.random() < 0.5:
            kind(bit[0], message, *values, **how)
        else:
            kind(bit[0], **how)

    if dice.random() < 0.4:
        return check()
    with hw.when(bit[1]):
        check()
        if dice.random() < 0.5:
            with hw.switch(fitted(dice.choice(pool), 2)):
                with hw.case(dice.randrange(4)):
                    check()
                with hw.default():
                    check()
    with hw.elsewhen(bit[2]):
        check()
    if dice.random() < 0.5:
        with hw.otherwise():
            check()


def module(seed: int) -> hw.Circuit:
    dice = random.Random(seed)
    inputs = {f"i{k}": hw.In(dice.choice((hw.UInt, hw.SInt, hw.Bits))(dice.choice(WIDTHS))) for k in range(4)}
    outputs = {f"o{k}": hw.Out(hw.Bits(1 if k % 2 else 8)) for k in range(4)}
    interface = hw.Interface(clk=hw.In(hw.Clock), rst=hw.In(hw.Reset), **inputs, **outputs)

    def body(io):
        pool = [io[name] for name in inputs]
        for _ in range(dice.randint(5, 40)):
            pool.append(made(dice, pool))
        for _ in range(dice.randint(0, 3)):
            checked(dice, pool)
        for name in outputs:
            io[name] @= fitted(dice.choice(pool[-8:]), io[name].width)

    return hw.circuit(f"Random{seed}", interface, body)


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_random_modules_are_accepted_without_a_message(profile, tmp_path):
    designs = []
    for seed in range(COUNT) if profile == "verilog" else range(COUNT, 2 * COUNT):
        with hw.Context():
            circuit = module(seed)
            path = tmp_path / f"{circuit.name}.v"
            circuit.write_verilog(path, profile=profile)
        designs.append(Design.of(path, circuit.name, profile=profile, strict=True))
    assert not complaints(judge(designs)), f"seeds {designs[0].name} to {designs[-1].name}"
