"""SHA-256 (FIPS 180-4): `sha256.py [OUT.v]` prints its Verilog, or writes it.

A message comes in as bytes, its digest goes out as 256 bits. `Padder` makes words of the bytes and appends what the
standard asks for: a one, zeros, and the length. `Sha256` takes sixteen words, runs the 64 rounds, `unroll` of them in
a cycle, and adds the result to the hash.
"""

from __future__ import annotations

import sys

import hwgen as hw


def primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def root_fraction(number: int, degree: int) -> int:
    """The first 32 bits of the fraction of a root."""
    scaled, root = number << 32 * degree, 0
    for bit in reversed(range(40)):
        if (root | 1 << bit) ** degree <= scaled:
            root |= 1 << bit
    return root & 0xFFFFFFFF


INITIAL_HASH = [root_fraction(prime, 2) for prime in primes(8)]
ROUND_CONSTANTS = [root_fraction(prime, 3) for prime in primes(64)]


def choose(x, y, z):
    return (x & y) ^ (~x & z)


def majority(x, y, z):
    return (x & y) ^ (x & z) ^ (y & z)


def rotations(x, first, second, third):
    return x.rotate_right(first) ^ x.rotate_right(second) ^ x.rotate_right(third)


def schedule_sigma(x, first, second, shift):
    return x.rotate_right(first) ^ x.rotate_right(second) ^ (x >> shift)


class Padder(hw.Generator):
    """Packs the bytes of a message into big-endian words, and pads it to blocks of sixteen words.

    A transfer carries a byte if `keep` is 1, and ends the message if `last` is 1; so an empty message is one transfer.
    `word_last` is 1 with the last word of the last block.
    """

    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        message=hw.In(hw.Record(data=hw.UInt(8), keep=hw.Bit, last=hw.Bit, valid=hw.Bit, ready=hw.Flip(hw.Bit))),
        word=hw.Out(hw.Record(data=hw.UInt(32), last=hw.Bit, valid=hw.Bit, ready=hw.Flip(hw.Bit))),
    )

    def body(self, io):
        state = hw.FSM("MESSAGE ONE ZEROS LENGTH")
        length = hw.reg(hw.UInt(61), reset_value=0).named("length")
        place = hw.reg(hw.UInt(6), reset_value=0).named("place")
        word = hw.reg(hw.UInt(32), reset_value=0).named("word")
        full = hw.reg(hw.Bit, reset_value=0).named("full")
        last = hw.reg(hw.Bit, reset_value=0).named("last")

        # One byte at a time goes into the word: of the message, or of the padding.
        free = (~full | io.word.ready).named("free")
        padding = hw.wire(hw.UInt(8)).named("padding")
        in_message = (state == "MESSAGE").named("in_message")
        taken = (io.message.valid & io.message.ready).named("taken")
        appends = hw.mux(in_message, taken & io.message.keep, free).named("appends")
        bits = hw.cat(length, hw.literal(0, hw.Bits(3))).named("bits")

        io.message.ready @= in_message & free
        io.word.data @= word
        io.word.valid @= full
        io.word.last @= last

        with hw.when(free):
            full.next = 0
            last.next = 0
        with hw.when(appends):
            word.next = hw.cat(word[0:24], hw.mux(in_message, io.message.data, padding)).as_uint()
            place.next = place + 1
            full.next = place[0:2] == 3

        padding @= 0
        with state:
            with state.state("MESSAGE"):
                with hw.when(appends):
                    length.next = length + 1
                with hw.when(taken & io.message.last):
                    state.next = "ONE"
            with state.state("ONE"):
                padding @= 0x80
                with hw.when(free):
                    state.next = "ZEROS"
                    with hw.when(place == 55):
                        state.next = "LENGTH"
            with state.state("ZEROS"), hw.when(free & (place == 55)):
                state.next = "LENGTH"
            with state.state("LENGTH"):
                padding @= bits.as_type(hw.Array(8, hw.UInt(8)))[~place[0:3]]
                with hw.when(free & (place == 63)):
                    last.next = 1
                    length.next = 0
                    state.next = "MESSAGE"


class Sha256(hw.Generator):
    """Hashes a message of bytes: 16 cycles for the words of a block, and then 64 / unroll and one."""

    unroll = hw.Int(default=1, min=1, max=16, doc="rounds in a cycle")
    constraints = (64 % unroll == 0,)
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        message=hw.In(hw.Record(data=hw.UInt(8), keep=hw.Bit, last=hw.Bit, valid=hw.Bit, ready=hw.Flip(hw.Bit))),
        digest=hw.Out(hw.Record(data=hw.Bits(256), valid=hw.Bit, ready=hw.Flip(hw.Bit))),
    )

    def body(self, io):
        word = hw.UInt(32)
        cycles = 64 // self.unroll
        padder = Padder()("padder", clk=io.clk, rst=io.rst, message=io.message)

        state = hw.FSM("LOAD ROUNDS ADD DONE")
        hash_ = [hw.reg(word, reset_value=value).named(f"h{i}") for i, value in enumerate(INITIAL_HASH)]
        letters = [hw.reg(word, reset_value=0).named(letter) for letter in "abcdefgh"]
        schedule = [hw.reg(word, reset_value=0).named(f"w{i}") for i in range(16)]
        count = hw.reg(hw.UInt(6), reset_value=0).named("count")
        last = hw.reg(hw.Bit, reset_value=0).named("last")

        # The constants of the rounds of a cycle stand in one word, the first round's lowest.
        groups = [ROUND_CONSTANTS[i : i + self.unroll] for i in range(0, 64, self.unroll)]
        values = [sum(value << 32 * i for i, value in enumerate(group)) for group in groups]
        constants = hw.Memory(hw.UInt(32 * self.unroll), cycles, init=values).named("constants")
        address = count[0 : max(1, (cycles - 1).bit_length())]
        k = constants[address].named("k")

        # `unroll` rounds, and as many words of the schedule.
        w = list(schedule)
        a, b, c, d, e, f, g, h = letters
        for i in range(self.unroll):
            t1 = h + rotations(e, 6, 11, 25) + choose(e, f, g) + k[32 * i : 32 * i + 32] + w[0]
            t2 = rotations(a, 2, 13, 22) + majority(a, b, c)
            t1, t2 = t1.named(f"t1_{i}"), t2.named(f"t2_{i}")
            next_w = schedule_sigma(w[14], 17, 19, 10) + w[9] + schedule_sigma(w[1], 7, 18, 3) + w[0]
            w = [*w[1:], next_w.named(f"next_w_{i}")]
            a, b, c, d, e, f, g, h = t1 + t2, a, b, c, d + t1, e, f, g

        padder.word.ready @= state == "LOAD"
        io.digest.data @= hw.cat(*hash_)
        io.digest.valid @= state == "DONE"
        with state:
            with state.state("LOAD"), hw.when(padder.word.valid):
                for register, value in zip(schedule, [*schedule[1:], padder.word.data], strict=True):
                    register.next = value
                count.next = count + 1
                with hw.when(count == 15):
                    for register, value in zip(letters, hash_, strict=True):
                        register.next = value
                    count.next = 0
                    last.next = padder.word.last
                    state.next = "ROUNDS"
            with state.state("ROUNDS"):
                for register, value in zip(letters, (a, b, c, d, e, f, g, h), strict=True):
                    register.next = value
                for register, value in zip(schedule, w, strict=True):
                    register.next = value
                count.next = count + 1
                with hw.when(count == cycles - 1):
                    state.next = "ADD"
            with state.state("ADD"):
                for register, value in zip(hash_, letters, strict=True):
                    register.next = register + value
                count.next = 0
                state.next = "LOAD"
                with hw.when(last):
                    state.next = "DONE"
            with state.state("DONE"), hw.when(io.digest.ready):
                for register, value in zip(hash_, INITIAL_HASH, strict=True):
                    register.next = value
                state.next = "LOAD"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Sha256().write_verilog(sys.argv[1])
    else:
        print(Sha256().verilog(), end="")
