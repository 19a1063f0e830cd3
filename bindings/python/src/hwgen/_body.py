"""The inside of one module while its body runs: operations are recorded in a list and handed over in large pieces.

A net is its index in the module, as hwgen.h says: ports first, then one net for each operation that makes one. So an
operation costs no call of the library. What cannot be right (operands of different types, say) is handed over at once,
so that the library's refusal is raised on the user's line.
"""

from __future__ import annotations

from array import array

from . import _native
from ._context import Context, current_context, swap_current
from ._errors import refusal, user_frame
from ._expressions import text
from ._late import late_name, late_type
from ._nettype import NetType
from ._ports import Ports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import CodeType, FrameType

    from ._circuit import Circuit
    from ._context import PortTable
    from ._expressions import Expression
    from ._ports import Pad
    from ._signal import Signal


class Body:
    """Records the operations of one module. `record` takes the words of one; `count` is the next net."""

    __slots__ = (
        "_failure",
        "_module",
        "_words",
        "circuit",
        "code",
        "context",
        "count",
        "domains",
        "driven",
        "next_read",
        "parts",
        "places",
        "port_count",
        "ports",
        "record",
        "relaxed",
        "scopes",
        "switches",
        "targets",
        "unentered",
    )

    def __init__(self, context: Context, module: int, circuit: Circuit) -> None:
        self.context: Context = context
        self.circuit: Circuit = circuit
        self._module = module
        self._words: list[int] = []
        self._failure: BaseException | None = None
        self.record: Callable[[Sequence[int]], None] = self._words.extend
        self.ports: PortTable = context._ports_of(circuit._handle)
        self.port_count: int = len(self.ports)
        self.count: int = self.port_count
        # Nets that may be driven: outputs, wires, registers, and parts of them; of each part what it is a part of.
        self.targets: set[int] = set(self.ports.outputs)
        self.parts: dict[int, int] = {}
        # The target that `@=` drove last, of which Python then makes an assignment; and the register whose `next` was
        # read last.
        self.driven: object = None
        self.next_read: object = None
        # The clocks and resets of the open domains; no reset: none.
        self.domains: list[Signal | None] = []
        # How many relaxed scopes are open. In them widths may differ, and an operation may make several nets.
        self.relaxed: int = 0
        # The values of the open switches.
        self.switches: list[Signal] = []
        # How many branches and switches are open. In them a connection may make nets.
        self.scopes: int = 0
        # Branches that are made and not entered yet, with the user's places.
        self.unentered: dict[object, tuple[str, int]] = {}
        # The places of the code object that ran last, by instruction.
        self.code: CodeType | None = None
        self.places: dict[int, int] = {}

    def place(self, frame: FrameType) -> int:
        """The number of the line that a frame stands at."""
        code = frame.f_code
        if code is not self.code:
            all_places = self.context._places
            known = all_places.get(id(code))
            if known is None:
                known = all_places[id(code)] = (code, {})
            self.code, self.places = known
        number = self.places.get(frame.f_lasti)
        if number is None:
            number = self.places[frame.f_lasti] = self.context._place(frame)
        return number

    def net(self) -> int:
        """The next net, for an operation that is recorded right after."""
        net = self.count
        self.count = net + 1
        if not net & 0x7FFF:
            self.flush()
        return net

    def flush(self) -> None:
        """Hands over what is recorded. After a failure nets are no longer counted right, so it is raised for ever."""
        if self._failure is not None:
            raise self._failure
        if self._words:
            try:
                self._hand_over()
            except BaseException as failure:
                self._failure = failure
                raise

    def _hand_over(self) -> None:
        words = array("I", self._words)
        self._words.clear()
        self.context._check(_native.module_append(self._module, words, self.context._scratch))

    def at_once(self, *words: int) -> None:
        """Hands over one operation, and raises what the library says to it; then it is as if it had not been asked."""
        self.flush()
        self.record(words)
        if not self.relaxed:
            self._hand_over()
            return
        try:
            self._hand_over()
        finally:
            self.count = _native.module_size(self._module, self.context._scratch)

    def next_net(self, *words: int) -> int:
        """Hands over one operation that makes a net: that net."""
        net = self.count
        self.at_once(*words)
        if not self.relaxed:
            self.count = net + 1
        return self.count - 1

    def composed(self, place: int, kind: int, nets: Sequence[int], number: int = 0) -> tuple[int, NetType]:
        """Hands over an operation that makes several nets: the last one, and its type."""
        scratch = self.context._scratch
        try:
            self.at_once(_native.COMPOSE, place, kind, min(max(number, 0), 0x7FFFFFFF), len(nets), *nets)
        finally:
            self.count = _native.module_size(self._module, scratch)
        return self.count - 1, self.context._type_at(scratch.take_handle())

    def made(self, *words: int) -> Signal:
        """Hands over an operation that makes several nets: the last one."""
        from ._signal import make_signal

        try:
            self.at_once(*words)
        finally:
            self.count, type_ = self.last()
        return make_signal(self, self.count - 1, type_)

    def joined(self, frame: FrameType, *sides: int) -> None:
        """Joins two sides, each an instance and the name of a port, or a value and none."""
        self.statement(_native.JOIN, self.place(frame), *sides)

    def statement(self, *words: int) -> None:
        """Hands over an operation that may make any number of nets."""
        self.flush()
        try:
            self.at_once(*words)
        finally:
            self.count = _native.module_size(self._module, self.context._scratch)

    def last(self) -> tuple[int, NetType]:
        """How many nets the library has, all that was recorded being handed over, and the type of the last one."""
        count = _native.module_size(self._module, self.context._scratch)
        return count, self.context._type_at(self.context._scratch.take_handle())

    def refused(self, *words: int) -> None:
        """Hands over one operation that the library must refuse."""
        self.at_once(*words)
        self.count += 1
        raise refusal("HW8002", f"the library takes operation {words[0]}, which it should refuse", user_frame())

    def type_of(self, type: Expression, frame: FrameType) -> NetType:
        """A type; in a module with late parameters its widths may be over them."""
        if not self.circuit._may_be_late or late_name(type) is None:
            return self.context._type_of(text(type))
        return late_type(self, text(type), frame)

    def result(
        self, operation: int, operands: tuple[NetType, ...], nets: tuple[int, ...], place: int, frame: FrameType
    ) -> NetType:
        """The type of an operation; raises the library's refusal."""
        context = self.context
        handles = tuple(operand.handle for operand in operands)
        file = context._file(frame.f_code.co_filename)
        status = _native.operation_type(
            context._pointer, operation, handles, file, frame.f_lineno or 0, context._scratch
        )
        if status != _native.OK:
            context._failure()
            # The module knows the names of the nets, so it says it better.
            self.refused(operation, place, *nets)
        return context._type_at(context._scratch.take_handle())

    def literal(self, type_: NetType, value: int, place: int) -> int:
        """The net of a constant."""
        words: tuple[int, ...]
        if -(1 << 63) <= value < 1 << 63:
            words = (_native.LITERAL, place, type_.index, value & 0xFFFFFFFF, value >> 32 & 0xFFFFFFFF)
        else:
            digits = hex(value) if value >= 0 else "-" + hex(-value)
            words = (_native.LITERAL_TEXT, place, type_.index, self.context._name(digits))
        if not type_.least <= value <= type_.greatest:
            self.refused(*words)
        if type_.width < 0:
            return self.next_net(*words)
        net = self.count
        self.count = net + 1
        self.record(words)
        if not net & 0x7FFF:
            self.flush()
        return net

    def driven_now(self, value: object, target: object) -> None:
        """Checks the assignment that ends `target @= value`: it gives the target back, which was driven last."""
        if value is None or value is not self.driven or value is not target:
            raise TypeError("a port is not assigned: drive it with @=, as in `io.O @= total`")

    def foreign(self, signal: Signal | Pad, frame: FrameType) -> None:
        raise refusal(
            "HW2010",
            f"a value of {signal._body.circuit.name} is used in {self.circuit.name}: pass it through ports",
            frame,
        )

    def close(self) -> None:
        """Ends it: whatever is recorded from now on is a mistake."""
        self._words.clear()
        self.record = self._ended

    def _ended(self, _words: Sequence[int]) -> None:
        raise refusal("HW9006", f"the body of {self.circuit.name} has ended", user_frame())


def running_body() -> Body:
    """The body that runs in the current context."""
    body = current_context()._body
    if body is None:
        raise refusal("HW9006", "this is called in the body of a generator only", user_frame())
    return body


def run_body(context: Context, module: int, number: int) -> int:
    """What the library calls: runs the body of a module's circuit, of the class with this number if it has one. Returns
    0, or the token of what it raised."""
    try:
        handle = _native.module_circuit(module)
        circuit = context._pending.get(handle)
        if circuit is None:
            # Another host has asked for it.
            generator = context._classes[number]()
            if generator is None:
                raise refusal("HW9006", "a circuit whose generator is gone is elaborated")
            circuit = generator._circuit(context, generator._declared(context), handle)
        body = Body(context, module, circuit)
        previous, context._body = context._body, body
        outer = swap_current(context)
        try:
            returned = circuit._build(Ports(body))
            if returned is not None:
                file, line = circuit._body_place()
                raise refusal(
                    "HW8002",
                    f"the body of {circuit.name} returned {type(returned).__name__}; it must return nothing",
                    file=file,
                    line=line,
                )
            for file, line in body.unentered.values():
                raise refusal(
                    "HW2051",
                    f"a branch of {circuit.name} is made and never entered: write `with` before it",
                    file=file,
                    line=line,
                )
            body.flush()
        finally:
            swap_current(outer)
            context._body = previous
            body.close()
        context._ran.append(handle)
        return 0
    except BaseException as exception:
        return context._tell_failure(exception)
