"""The Python part of the program that has three hosts."""

import threading

import hwgen as hw


class Invert(hw.Generator):
    """What C's `gray.Gray` instantiates."""

    bits = hw.Int(min=1)
    interface = hw.Interface(a=hw.In(hw.UInt[bits]), y=hw.Out(hw.UInt[bits]))

    @hw.member
    def tag(self) -> int:
        if self.bits == 13:
            raise ValueError("unlucky")
        return self.bits.bit_length()

    def body(self, io):
        io.y @= ~io.a


@hw.hook
def tag_bits(bits: int) -> int:
    """Asks C, which asks `Invert`."""
    return hw.generator("gray.Gray")(bits).value("tag")


class Smooth(hw.Generator):
    """Instantiates Swift's `MixedHost.Delay`."""

    bits = hw.Int(min=1)
    interface = hw.Interface(
        clk=hw.In(hw.Clock), a=hw.In(hw.UInt[bits]), y=hw.Out(hw.UInt[bits]), tag=hw.Out(hw.UInt[tag_bits(bits)])
    )

    def body(self, io):
        delay = hw.generator("MixedHost.Delay")(self.bits, depth=3)
        io.y @= io.a ^ delay("delay", clk=io.clk, a=io.a).y
        io.tag @= self.bits


class Wide(hw.Generator):
    """Raises what it is asked for, by Python or by the library, or instantiates a generator of another host."""

    what = hw.String()
    interface = hw.Interface(a=hw.In(hw.Bit), y=hw.Out(hw.Bit))

    def body(self, io):
        if self.what == "ValueError":
            raise ValueError("too wide")
        if self.what == "library":
            io.y @= io.a.zext(4)
        if self.what == "thread":
            raise ValueError(in_a_thread(hw.current_context()))
        io.y @= hw.generator(self.what)()(a=io.a).y


def in_a_thread(context):
    found = []

    def call():
        try:
            context.set_budget(seconds=1)
        except hw.Error as error:
            found.append(error.code)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    return str(found)


def context_of(address):
    """What the program begins with: its context, which knows the classes."""
    context = hw.Context.from_handle(address)
    assert context is hw.Context.from_handle(address)
    for each in (Invert, Smooth, Wide):
        assert context.declare(each) == f"blocks.{each.__name__}"
    return context


def top(address):
    with hw.Context.from_handle(address) as context:
        context.declare(Smooth)
        context.declare(Invert)
        return Smooth(8).verilog()


def failure(address, what):
    """What Python sees of the failure of `Wide` or, for a number, of `Smooth`."""
    with context_of(address):
        try:
            (Smooth if isinstance(what, int) else Wide)(what).verilog()
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return "nothing"


def without_context(address):
    context = hw.Context.from_handle(address)
    return lambda: refused(lambda: context.set_budget(seconds=1))


def refused(call):
    try:
        call()
    except hw.Error as error:
        return str(error)
    return "nothing"
