"""The smallest things that trigger the codes of late parameters: see test_catalogue.py."""

from __future__ import annotations

import hwgen as hw


def generator(body=None, interface=None):
    """A generator with the late parameter `bits`, from 2 to 8."""
    bits = hw.Int(min=2, max=8, default=4, late=True)
    ports = interface(bits) if interface else hw.Interface(a=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[bits]))
    return type("G", (hw.Generator,), {"bits": bits, "interface": ports, "body": body or (lambda self, io: None)})


def built(body):
    return lambda: generator(body)().elaborate()


def an_optional_port(bits):
    return hw.Interface(o=hw.Out(hw.Bit).when(bits > 3))


def an_unknown_argument(self, io):
    generator()()(bits=9)


def a_quotient(self, io):
    hw.wire(hw.UInt[hw.if_(self.bits == 3, self.bits, hw.length([1, 2]) // (self.bits - 2))])


DESIGNS = {
    "HW1050": lambda: generator()(bits=3),
    "HW1051": lambda: late_without_default(),
    "HW1052": lambda: generator(interface=an_optional_port),
    "HW1053": built(lambda self, io: range(self.bits)),
    "HW2105": built(lambda self, io: io.a + io.a.zext(self.bits + 1)),
    "HW2106": built(lambda self, io: io.a // io.a),
    "HW2107": built(an_unknown_argument),
    "HW2108": built(lambda self, io: io.a.zext(6)),
    "HW2109": built(a_quotient),
}


def late_without_default():
    bits = hw.Int(late=True)
    return type("G", (hw.Generator,), {"bits": bits, "interface": hw.Interface(a=hw.In(hw.UInt[bits]))})
