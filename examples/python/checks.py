"""A queue that watches itself: run it in a simulator, and it prints what passes through and stops where it is misused.

python checks.py queue.sv
"""

import sys

import hwgen as hw


class Queue(hw.Generator):
    """A queue of 2^bits entries; `out` is the oldest, and is there while `level` is not 0."""

    bits = hw.Int(default=2, min=1, max=10)
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        push=hw.In(hw.Bit),
        pop=hw.In(hw.Bit),
        data=hw.In(hw.UInt(8)),
        out=hw.Out(hw.UInt(8)),
        level=hw.Out(hw.UInt[bits + 1]),
    )

    def body(self, io):
        depth = 1 << self.bits
        entries = hw.Memory(hw.UInt(8), depth).named("entries")
        head = hw.reg(hw.UInt(self.bits), reset_value=0).named("head")
        tail = hw.reg(hw.UInt(self.bits), reset_value=0).named("tail")
        level = hw.reg(hw.UInt(self.bits + 1), reset_value=0).named("level")
        io.out @= entries[head]
        io.level @= level
        entries.write(tail, io.data, enable=io.push)
        with hw.when(io.push):
            tail.next = tail + 1
            hw.print("push {:3d} (0x{:02x}) at {}, level {}", io.data, io.data, tail, level)
        with hw.when(io.pop):
            head.next = head + 1
            hw.print("pop  {:3d}", io.out)
        with hw.when(io.push & ~io.pop):
            level.next = level + 1
        with hw.elsewhen(io.pop & ~io.push):
            level.next = level - 1
        # What the user of the queue must keep to, and what it promises.
        hw.assume(~(io.push & ~io.pop & (level == depth)), "pushed {} into a full queue", io.data)
        hw.assume(~(io.pop & (level == 0)), "popped from an empty queue")
        hw.assert_((tail - head) == level.trunc(self.bits), "level {}, from {} to {}", level, head, tail)
        hw.cover(level == depth)


if __name__ == "__main__":
    Queue().write_verilog(sys.argv[1], "systemverilog" if sys.argv[1].endswith(".sv") else "verilog")
