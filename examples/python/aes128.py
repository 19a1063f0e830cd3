"""AES-128 encryption (FIPS 197): `aes128.py [OUT.v]` prints its Verilog, or writes it.

One round in a cycle, so that a block takes eleven. The round keys are made as they are needed. The first byte of a key
or block is the highest, as the standard writes it.
"""

from __future__ import annotations

import sys
from functools import reduce
from operator import xor

import hwgen as hw


def product(a: int, b: int) -> int:
    """In the field of 256 elements, modulo x^8 + x^4 + x^3 + x + 1."""
    total = 0
    for bit in range(8):
        total ^= a << bit if b >> bit & 1 else 0
    for bit in reversed(range(8, 15)):
        total ^= 0x11B << bit - 8 if total >> bit & 1 else 0
    return total


def substituted(byte: int) -> int:
    """The inverse, or 0 for 0, and then the affine map of the standard."""
    inverse = next((other for other in range(256) if product(byte, other) == 1), 0)
    return reduce(xor, ((inverse << turn | inverse >> 8 - turn) & 0xFF for turn in range(5)), 0x63)


S_BOX = [substituted(byte) for byte in range(256)]


def doubled(x):
    """A byte by x, in the field."""
    return (x << 1) ^ hw.mux(x[7], 0x1B, hw.literal(0, hw.Bits(8)))


def bytes_of(x):
    """The bytes of a value, the highest first."""
    return [x[low : low + 8] for low in reversed(range(0, x.width, 8))]


class SBox(hw.Generator):
    """Substitutes a byte, from a table in a memory or by a `case` statement."""

    style = hw.Enum("memory", "case", default="memory")
    interface = hw.Interface("in i: Bits(8); out o: Bits(8)")

    def body(self, io):
        if self.style == "memory":
            io.o @= hw.Memory(hw.Bits(8), 256, init=S_BOX).named("table")[io.i]
        else:
            io.o @= hw.select(io.i, {byte: hw.literal(value, hw.Bits(8)) for byte, value in enumerate(S_BOX)})


class NextKey(hw.Generator):
    """The key of the next round, of that of this one and the round's constant."""

    style = hw.Enum("memory", "case", default="memory")
    interface = hw.Interface("in key: Bits(128); in constant: Bits(8); out next: Bits(128)")

    def body(self, io):
        s_box = SBox(self.style)
        first, second, third, fourth = (io.key[low : low + 32] for low in (96, 64, 32, 0))
        turned = bytes_of(fourth.rotate_left(8))
        turned = hw.cat(*(s_box(f"s_box_{number}", i=byte).o for number, byte in enumerate(turned)))
        words = [first ^ turned ^ hw.cat(io.constant, hw.literal(0, hw.Bits(24)))]
        for word in (second, third, fourth):
            words.append(words[-1] ^ word)
        io.next @= hw.cat(*(word.named(f"word_{number}") for number, word in enumerate(words)))


class MixColumn(hw.Generator):
    """A column by the matrix of the standard."""

    interface = hw.Interface("in i: Bits(32); out o: Bits(32)")

    def body(self, io):
        column = bytes_of(io.i)
        twice = [doubled(byte).named(f"twice_{row}") for row, byte in enumerate(column)]
        mixed = []
        for row in range(4):
            b, c, d = (column[(row + turn) % 4] for turn in (1, 2, 3))
            mixed.append((twice[row] ^ twice[(row + 1) % 4] ^ b ^ c ^ d).named(f"mixed_{row}"))
        io.o @= hw.cat(*mixed)


class Aes128(hw.Generator):
    """Encrypts a block with a key; the next one is taken when the result has been."""

    style = hw.Enum("memory", "case", default="memory", doc="how a byte is substituted")
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        plain=hw.In(hw.Record(key=hw.Bits(128), data=hw.Bits(128), valid=hw.Bit, ready=hw.Flip(hw.Bit))),
        cipher=hw.Out(hw.Record(data=hw.Bits(128), valid=hw.Bit, ready=hw.Flip(hw.Bit))),
    )

    def body(self, io):
        state = hw.FSM("IDLE ROUND DONE")
        block = hw.reg(hw.Bits(128), reset_value=0).named("block")
        key = hw.reg(hw.Bits(128), reset_value=0).named("key")
        constant = hw.reg(hw.Bits(8), reset_value=1).named("constant")
        round_ = hw.reg(hw.UInt(4), reset_value=0).named("round")

        next_key = NextKey(self.style)("next_key", key=key, constant=constant).next
        s_box = SBox(self.style)
        substituted = [s_box(f"s_box_{number}", i=byte).o for number, byte in enumerate(bytes_of(block))]
        # Byte 4c + r stands in row r and column c; row r is shifted to the left by r columns.
        shifted = [substituted[(4 * column + 5 * row) % 16] for column in range(4) for row in range(4)]
        columns = [hw.cat(*shifted[at : at + 4]) for at in range(0, 16, 4)]
        mixed = [MixColumn()(f"column_{number}", i=column).o for number, column in enumerate(columns)]
        is_last = (round_ == 10).named("is_last")

        io.plain.ready @= state == "IDLE"
        io.cipher.data @= block
        io.cipher.valid @= state == "DONE"
        with state:
            with state.state("IDLE"), hw.when(io.plain.valid):
                block.next = io.plain.data ^ io.plain.key
                key.next = io.plain.key
                constant.next = 1
                round_.next = 1
                state.next = "ROUND"
            with state.state("ROUND"):
                block.next = hw.mux(is_last, hw.cat(*columns), hw.cat(*mixed)) ^ next_key
                key.next = next_key
                constant.next = doubled(constant)
                round_.next = round_ + 1
                with hw.when(is_last):
                    state.next = "DONE"
            with state.state("DONE"), hw.when(io.cipher.ready):
                state.next = "IDLE"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Aes128().write_verilog(sys.argv[1])
    else:
        print(Aes128().verilog(), end="")
