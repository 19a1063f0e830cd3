"""Behaviour: a UART receiver as a state machine with conditions, and a decoder as a switch."""

import hwgen as hw
from _case import write


class Receiver(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        rx=hw.In(hw.Bit),
        mode=hw.In(hw.UInt(2)),
        data=hw.Out(hw.UInt(8)),
        valid=hw.Out(hw.Bit),
        busy=hw.Out(hw.Bit),
        level=hw.Out(hw.UInt(4)),
    )

    def body(self, io):
        tick = hw.reg(hw.UInt(4), reset_value=0).named("tick")
        index = hw.reg(hw.UInt(3), reset_value=0).named("index")
        shift = hw.reg(hw.UInt(8)).named("shift")
        last = (tick == 15).named("last")
        following = hw.cat(io.rx, shift[1:8]).as_uint()
        fsm = hw.FSM("IDLE START DATA STOP BREAK", encoding="gray")
        io.data @= shift
        io.valid @= 0
        tick.next = tick + 1
        with fsm:
            with fsm.state("IDLE"):
                tick.next = 0
                with hw.when(~io.rx):
                    fsm.next = "START"
            with fsm.state("START"), hw.when(tick == 7):
                tick.next = 0
                index.next = 0
                with hw.when(io.rx):
                    fsm.next = "IDLE"
                with hw.otherwise():
                    fsm.next = "DATA"
            with fsm.state("DATA"), hw.when(last):
                shift.next = following
                index.next = index + 1
                with hw.when(index == 7):
                    fsm.next = "STOP"
            with fsm.state("STOP"), hw.when(last):
                with hw.when(io.rx):
                    io.valid @= 1
                    fsm.next = "IDLE"
                with hw.otherwise():
                    fsm.next = "BREAK"
            with fsm.state("BREAK"), hw.when(io.rx):
                fsm.next = "IDLE"
        with hw.switch(io.mode):
            with hw.case(0):
                io.level @= 1
            with hw.case(1, 2):
                io.level @= 3
                with hw.when(io.rx):
                    io.level[2:4] @= 2
                with hw.elsewhen(last):
                    io.level @= 5
            with hw.default():
                io.level @= 12
        io.busy @= fsm != "IDLE"


write(Receiver())
