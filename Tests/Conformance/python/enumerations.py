"""Enumerations: a sequencer whose states, commands and modes are named, in all encodings."""

import hwgen as hw
from _case import write

State = hw.Enumeration("State", "idle load run done", encoding="gray")
Command = hw.Enumeration("Command", {"nop": 0, "start": 5, "stop": 9}, width=4)
Mode = hw.Enumeration("Mode", "slow fast turbo", encoding="onehot")


class Sequencer(hw.Generator):
    kind = hw.Type()
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        command=hw.In(Command),
        status=hw.Out(hw.Record(state=State, modes=hw.Array(2, Mode))),
        mode=hw.In(kind),
        last=hw.Out(kind),
        speed=hw.Out(hw.UInt(4)),
        raw=hw.In(hw.Bits(4)),
        known=hw.Out(hw.Bit),
        busy=hw.Out(hw.Bit),
        step=hw.Out(hw.UInt(2)),
    )

    def body(self, io):
        fsm = hw.FSM(State)
        last = hw.reg(Mode, reset_value=Mode.slow)
        step = hw.reg(hw.UInt(2), reset_value=0)
        with fsm:
            with fsm.state(State.idle), hw.when(io.command == Command.start):
                fsm.next = State.load
                last.next = io.mode
            with fsm.state(State.load):
                fsm.next = State.run
                step.next = 0
            with fsm.state(State.run):
                step.next = step + 1
                with hw.when((io.command == Command.stop) | (step == 3)):
                    fsm.next = State.done
            with fsm.state(State.done):
                fsm.next = State.idle
        with hw.switch(last):
            with hw.case(Mode.slow):
                io.speed @= 1
            with hw.case(Mode.fast):
                io.speed @= 4
            with hw.case(Mode.turbo):
                io.speed @= 9
        io.last @= last
        io.step @= step
        io.status.state @= fsm.code
        io.status.modes @= hw.cat(io.mode, last).as_type(hw.Array(2, Mode))
        io.known @= io.raw.as_type(Command) == hw.mux(fsm == State.idle, Command.nop, Command.stop)
        io.busy @= hw.select(fsm.code, {State.idle: hw.literal(0, hw.Bit), State.load: 1, State.run: 1, State.done: 0})


write(Sequencer(Mode))
