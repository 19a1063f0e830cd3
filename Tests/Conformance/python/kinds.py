"""Every kind of parameter; a width, a derived parameter and members that the host computes."""

import hwgen as hw
from _case import write


@hw.hook
def sum_bits(taps: list, mode: str) -> int:
    return sum(taps) + (mode == "fast")


class Leaf(hw.Generator):
    interface = "in x: UInt(8); out y: UInt(8)"

    def body(self, io):
        io.y @= ~io.x


class Kinds(hw.Generator):
    number = hw.Int()
    flag = hw.Bool()
    word = hw.String()
    mode = hw.Enum("small", "fast")
    item = hw.Type()
    taps = hw.List(hw.Int)
    options = hw.Dict()
    child = hw.GeneratorParameter()
    lookup = hw.OpaqueParameter()
    count = hw.Derived(hw.length(taps))
    bits = hw.Derived(sum_bits(taps, mode))
    half = hw.Member(sum_bits(taps, mode) // 2)
    interface = hw.Interface(
        x=hw.In(item),
        enable=hw.In(hw.Bit).when(flag),
        y=hw.Out(hw.UInt[sum_bits(taps, mode) + 2]),
        z=hw.Out(item),
        w=hw.Out(hw.UInt[bits]),
    )

    @hw.member
    def latency(self) -> int:
        return self.count + self.number

    def body(self, io):
        leaf = self.child()(self.word, x=io.x).y
        io.y @= self.half + self.latency
        io.z @= hw.mux(io.enable, leaf, io.x) + self.options["gain"] + self.lookup[self.taps[1]]
        io.w @= leaf.trunc(self.bits) if self.mode == "fast" else 0


write(
    Kinds(
        number=5,
        flag=True,
        word="inner",
        mode="fast",
        item=hw.UInt(8),
        taps=[1, 2, 3],
        options={"gain": 3, "label": 'a "b", c'},
        child=Leaf,
        lookup=hw.opaque("squares", [0, 1, 4, 9]),
    )
)
