"""Memories with one port that reads and writes, and contents of all types."""

import hwgen as hw
from _case import write

Mode = hw.Enumeration("Mode", "slow fast turbo", encoding="onehot")
GAIN = hw.SFix(2, 2)
PRESET = hw.Record(gain=GAIN, mode=Mode)


class Scratch(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        en=hw.In(hw.Bit),
        we=hw.In(hw.Bit),
        mask=hw.In(hw.Bits(2)),
        a=hw.In(hw.UInt(3)),
        d=hw.In(hw.UInt(8)),
        n=hw.In(hw.UInt(2)),
        old_word=hw.Out(hw.UInt(8)),
        new_word=hw.Out(hw.UInt(8)),
        gain=hw.Out(GAIN),
        mode=hw.Out(Mode),
        preset_gain=hw.Out(GAIN),
        preset_mode=hw.Out(Mode),
    )

    def body(self, io):
        narrow = hw.Memory(hw.UInt(8), 6).named("narrow")
        io.old_word @= narrow.read_write(io.a, io.d, write_enable=io.we, enable=io.en, mask=io.mask)
        whole = hw.Memory(hw.UInt(8), 8, init=[7, 0xFF]).named("whole")
        io.new_word @= whole.read_write(io.a, io.d, write_enable=io.we, on_write="new")

        gains = hw.Memory(GAIN, 4, init=[1, -2, 0.25, -0.75]).named("gains")
        io.gain @= gains[io.n]
        modes = hw.Memory(Mode, 4, init=[Mode.fast, Mode.slow, Mode.turbo, Mode.fast]).named("modes")
        io.mode @= modes[io.n]
        presets = hw.Memory(PRESET, 4, init=[{"gain": 1, "mode": Mode.slow}, {"mode": Mode.turbo, "gain": -0.5}])
        preset = presets.named("presets").read_sync(io.n).named("preset")
        io.preset_gain @= preset["gain"]
        io.preset_mode @= preset["mode"]


write(Scratch())
