"""A UART, and an echo: `uart.py [OUT.v]` prints the Verilog of the echo, or writes it.

Eight bits, no parity, one stop bit. A bit takes `divider` cycles: a clock of 50 MHz and a divider of 434 give 115200
bits in a second. What the receiver has, and what the transmitter takes, are streams of bytes.
"""

from __future__ import annotations

import sys

import hwgen as hw

BYTES = hw.Record(data=hw.UInt(8), valid=hw.Bit, ready=hw.Flip(hw.Bit))


class Transmitter(hw.Generator):
    """Sends bytes on a line: a start bit of 0, the bits from the lowest, a stop bit of 1."""

    divider = hw.Int(min=2, doc="cycles in a bit")
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        bytes=hw.In(BYTES),
        line=hw.Out(hw.Bit),
    )

    def body(self, io):
        timer = hw.reg(hw.UInt((self.divider - 1).bit_length()), reset_value=0).named("timer")
        bits = hw.reg(hw.Bits(9), reset_value=0x1FF).named("bits")
        left = hw.reg(hw.UInt(4), reset_value=0).named("left")

        # The line is the lowest bit, which is the start bit at first; ones come in from above, and one is the stop bit.
        io.line @= bits[0]
        io.bytes.ready @= (left == 0) & (timer == 0)
        with hw.when(timer != 0):
            timer.next = timer - 1
        with hw.elsewhen(left != 0):
            bits.next = hw.cat(hw.literal(1, hw.Bit), bits[1:9])
            left.next = left - 1
            timer.next = self.divider - 1
        with hw.elsewhen(io.bytes.valid):
            bits.next = hw.cat(io.bytes.data, hw.literal(0, hw.Bit))
            left.next = 9
            timer.next = self.divider - 1


class Receiver(hw.Generator):
    """Finds bytes on a line, which need not be of this clock. `error` is 1 for a cycle if a stop bit is 0.

    A byte that nobody takes before the next one is complete is lost.
    """

    divider = hw.Int(min=4, doc="cycles in a bit")
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        line=hw.In(hw.Bit),
        bytes=hw.Out(BYTES),
        error=hw.Out(hw.Bit),
    )

    def body(self, io):
        state = hw.FSM("IDLE START DATA STOP")
        meta = hw.reg(hw.Bit, io.line, reset_value=1).named("meta")
        line = hw.reg(hw.Bit, meta, reset_value=1).named("line_sync")
        timer = hw.reg(hw.UInt((self.divider - 1).bit_length()), reset_value=0).named("timer")
        count = hw.reg(hw.UInt(3), reset_value=0).named("count")
        data = hw.reg(hw.UInt(8), reset_value=0).named("data")
        valid = hw.reg(hw.Bit, reset_value=0).named("valid")
        is_due = (timer == 0).named("is_due")

        io.bytes.data @= data
        io.bytes.valid @= valid
        io.error @= 0
        with hw.when(io.bytes.ready):
            valid.next = 0
        with hw.when(~is_due):
            timer.next = timer - 1
        with state:
            with state.state("IDLE"), hw.when(~line):
                # From here half a bit, and then whole ones: each bit is looked at in its middle.
                timer.next = self.divider // 2 - 1
                state.next = "START"
            with state.state("START"), hw.when(is_due):
                timer.next = self.divider - 1
                count.next = 0
                state.next = "DATA"
                with hw.when(line):
                    state.next = "IDLE"
            with state.state("DATA"), hw.when(is_due):
                timer.next = self.divider - 1
                data.next = hw.cat(line, data[1:8]).as_uint()
                count.next = count + 1
                valid.next = 0
                with hw.when(count == 7):
                    state.next = "STOP"
            with state.state("STOP"), hw.when(is_due):
                valid.next = line
                io.error @= ~line
                state.next = "IDLE"


class Fifo(hw.Generator):
    """Keeps up to 2^address bytes, and gives them in their order."""

    address = hw.Int(min=1, max=16)
    interface = hw.Interface(clk=hw.In(hw.Clock), rst=hw.In(hw.Reset), i=hw.In(BYTES), o=hw.Out(BYTES))

    def body(self, io):
        # The pointers have a bit more than an address, so that full and empty are not the same.
        pointer = hw.UInt(self.address + 1)
        read, write = (hw.reg(pointer, reset_value=0).named(name) for name in ("read", "write"))
        words = hw.Memory(hw.UInt(8), 1 << self.address).named("words")
        io.i.ready @= (write - read) != 1 << self.address
        io.o.valid @= read != write
        io.o.data @= words[read[0 : self.address]]
        put = (io.i.valid & io.i.ready).named("put")
        words.write(write[0 : self.address], io.i.data, enable=put)
        with hw.when(put):
            write.next = write + 1
        with hw.when(io.o.valid & io.o.ready):
            read.next = read + 1


class Echo(hw.Generator):
    """Sends back what it receives. The queue is for a sender that is a little faster than this clock."""

    divider = hw.Int(default=434, min=4, doc="cycles in a bit")
    interface = hw.Interface("in clk: Clock; in rst: Reset; in rxd: Bit; out txd, error: Bit")

    def body(self, io):
        receiver = Receiver(self.divider)("receiver", clk=io.clk, rst=io.rst, line=io.rxd)
        queue = Fifo(4)("queue", clk=io.clk, rst=io.rst, i=receiver.bytes)
        transmitter = Transmitter(self.divider)("transmitter", clk=io.clk, rst=io.rst, bytes=queue.o)
        io.txd @= transmitter.line
        io.error @= receiver.error


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Echo().write_verilog(sys.argv[1])
    else:
        print(Echo().verilog(), end="")
