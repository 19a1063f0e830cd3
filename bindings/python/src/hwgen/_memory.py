"""Memories: words of one type, and the ports that read and write them."""

from __future__ import annotations

import operator
import os
import sys

from . import _native
from ._body import running_body
from ._enumerations import EnumerationMember
from ._errors import refusal
from ._expressions import is_identifier, text
from ._ports import operand
from ._signal import Signal, make_signal
from ._values import value_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType
    from typing import Any

    from ._body import Body
    from ._expressions import Expression
    from ._nettype import NetType


class Memory:
    """A memory of `depth` words of a type, in the body that runs::

        words = hw.Memory(hw.UInt(8), 256).named("words")
        words.write(io.at, io.d, enable=io.we)
        io.q @= words.read_sync(io.at)

    It is no value: every call of `read`, `read_sync`, `write` and `read_write` is a
    port of it.

    An address has any width and is a UInt, Bits or a Bit; an integer is a constant one. A word beyond the last is read
    as 0, and not written. `init` says what the first words are at power-up: values of the type, as `type.pack` takes
    them. `file` names a file that does, in the form that Verilog's `$readmemh` reads, of patterns of bits. Words that
    neither names are then 0. Without both, nothing is known of a word until it is written.
    HW2040 for a depth below 1, HW2042 for contents that do not fit, HW2043 for a file that cannot be read.
    """

    __slots__ = ("_body", "_net", "_type", "depth")
    _body: Body
    _net: int
    _type: NetType
    depth: int

    def __init__(
        self,
        type: Expression,
        depth: int,
        *,
        init: Iterable[Any] | None = None,
        file: str | os.PathLike[str] | None = None,
    ) -> None:
        body = self._body = running_body()
        frame = sys._getframe(1)
        place = body.place(frame)
        if isinstance(type, Signal):
            raise TypeError("hw.Memory takes a type first, as in hw.UInt(8); the type of a signal x is x.type")
        type_ = self._type = body.context._type_of(text(type))
        self.depth = operator.index(depth)
        if self.depth < 0:
            raise refusal("HW2040", f"a memory of {self.depth} words; it has at least 1", frame)
        contents = path = _native.NONE
        if init is not None:
            words = [
                # Decimals of any length are slow.
                (str if word.bit_length() < 64 else hex)(word)
                if word.__class__ is int
                else _word(type_, index, word, frame)
                for index, word in enumerate(init)
            ]
            contents = body.context._name(", ".join(words))
        if file is not None:
            path = body.context._name(os.fspath(file))
        depth_words = (min(self.depth, (1 << 64) - 1) & 0xFFFFFFFF, min(self.depth >> 32, 0xFFFFFFFF))
        self._net = self._at_once(_native.MEMORY, place, type_.index, *depth_words, contents, path)

    def __repr__(self) -> str:
        return f"<Memory {self._net}: {self.depth} words of {self._type.text}>"

    def __len__(self) -> int:
        """The number of words."""
        return self.depth

    def _at_once(self, *words: int) -> int:
        """Hands over an operation that makes a net, and raises what the library says to it."""
        return self._body.next_net(*words)

    def named(self, name: str) -> Memory:
        """The memory itself, with the name that it is to have in the output."""
        body = self._body
        words = (_native.NAME, body.place(sys._getframe(1)), self._net, body.context._name(name))
        if is_identifier(name):
            body.record(words)
        else:
            body.at_once(*words)
        return self

    def crossing(self) -> Memory:
        """Declares that its words may be read in other clock domains than they are written in: a word that is read does
        not change."""
        self._body.at_once(_native.MEMORY_CROSSING, self._body.place(sys._getframe(1)), self._net)
        return self

    # -- ports ---------------------------------------------------------------------------------------------------------

    def read(self, address: Signal | int) -> Signal:
        """The word at an address, in the same cycle."""
        return self._read(address, sys._getframe(1))

    def __getitem__(self, address: Signal | int) -> Signal:
        """`mem[address]` is `mem.read(address)`."""
        return self._read(address, sys._getframe(1))

    def _read(self, address: Any, frame: FrameType) -> Signal:
        place = self._body.place(frame)
        net = self._at_once(_native.MEMORY_READ, place, self._net, self._address(address, place, frame))
        return make_signal(self._body, net, self._type)

    def read_sync(
        self,
        address: Signal | int,
        *,
        enable: Signal | None = None,
        clock: Signal | None = None,
        on_write: str = "old",
    ) -> Signal:
        """The word at an address at the last rising edge of the clock at which the enable was 1.

        It takes the module's only clock unless one is named. `on_write` is "old" or "new": what it gives of a word that
        a port of the same clock writes at the same edge.
        """
        frame = sys._getframe(1)
        place = self._body.place(frame)
        mode = _mode(on_write)
        words = (
            *(self._control(what, signal, frame) for what, signal in (("clock", clock), ("enable", enable))),
            self._address(address, place, frame),
        )
        net = self._at_once(_native.MEMORY_READ_SYNC, place, self._net, *words, mode)
        return make_signal(self._body, net, self._type)

    def write(
        self,
        address: Signal | int,
        data: Signal | int,
        *,
        enable: Signal | None = None,
        mask: Signal | None = None,
        clock: Signal | None = None,
    ) -> None:
        """Writes a word at every rising edge of the clock at which the enable is 1 and the open branches are taken.

        The mask has a bit for each part of the word, bit 0 for the lowest, all parts of one width; those whose bit is 0
        stay as they are. Of two writes of one word at one edge the one that was made later wins.
        """
        frame = sys._getframe(1)
        body = self._body
        place = body.place(frame)
        controls = [self._control(*each, frame) for each in (("clock", clock), ("enable", enable), ("mask", mask))]
        number = self._address(address, place, frame)
        value, _ = operand(body, self._type, data, place, frame)
        body.statement(_native.MEMORY_WRITE, place, self._net, *controls[:2], number, value, controls[2])

    def read_write(
        self,
        address: Signal | int,
        data: Signal | int,
        *,
        write_enable: Signal,
        enable: Signal | None = None,
        mask: Signal | None = None,
        clock: Signal | None = None,
        on_write: str = "old",
    ) -> Signal:
        """A port that reads and writes at one address, as a memory with a single port has it: a `write` with the enable
        and the write enable, and a `read_sync` with the enable, whose word it gives. In a branch the read is as if it
        stood outside."""
        frame = sys._getframe(1)
        body = self._body
        place = body.place(frame)
        mode = _mode(on_write)
        if write_enable is None:
            raise TypeError("the write enable of a memory's port is a signal, not None")
        named = (("clock", clock), ("enable", enable), ("write enable", write_enable), ("mask", mask))
        *controls, mask_net = (self._control(*each, frame) for each in named)
        number = self._address(address, place, frame)
        value, _ = operand(body, self._type, data, place, frame)
        words = (*controls, number, value, mask_net, mode)
        return body.made(_native.MEMORY_READ_WRITE, place, self._net, *words)

    def _control(self, what: str, signal: Signal | None, frame: FrameType) -> int:
        if signal is None:
            return _native.NONE
        if not isinstance(signal, Signal):
            raise TypeError(f"the {what} of a memory's port is a signal, not {signal.__class__.__name__}")
        if signal._body is not self._body:
            self._body.foreign(signal, frame)
        return signal._net

    def _address(self, address: Any, place: int, frame: FrameType) -> int:
        """The net of an address; an integer is a literal of just enough bits."""
        body = self._body
        if isinstance(address, Signal):
            if address._body is not body:
                body.foreign(address, frame)
            return address._net
        if address is True or address is False:
            raise TypeError(f"an address is a signal or an integer, not {address}")
        try:
            number = operator.index(address)
        except TypeError:
            raise TypeError(f"an address is a signal or an integer, not {type(address).__name__}") from None
        if number < 0:
            raise refusal("HW2011", f"address {number} of a memory", frame)
        return body.literal(body.context._vector("UInt", max(1, number.bit_length())), number, place)


def _mode(on_write: str) -> int:
    mode = _native.ON_WRITE.get(on_write)
    if mode is None:
        raise ValueError(f"on_write is 'old' or 'new', not {on_write!r}")
    return mode


def _word(type_: NetType, index: int, word: Any, frame: FrameType) -> str:
    """A word of the contents as text."""
    if isinstance(word, EnumerationMember) and type_.context._type_of(word.type._symbol) is not type_:
        raise refusal("HW2042", f"word {index} of the contents is {word!r}, and no value of {type_.text}", frame)
    try:
        return value_text(word)
    except TypeError as error:
        raise TypeError(f"word {index} of the contents: {error}") from None
