"""Circuits: what can be instantiated, elaborated and printed."""

from __future__ import annotations

import os
import sys

from . import _native
from ._body import running_body
from ._context import encode
from ._errors import refusal, user_frame
from ._expressions import brief, written_name
from ._expressions import text as written
from ._late import read_late
from ._ports import DIRECTIONS, Instance
from ._text import VerilogText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from typing_extensions import Self

    from ._context import Context, PortTable
    from ._expressions import Expression
    from ._generator import Declaration
    from ._ports import Ports
    from ._types import Type


class Port:
    """A port of a circuit, one of `Circuit.ports`: `name` in the module, `direction`, which is "in", "out" or "inout",
    and `type`."""

    __slots__ = ("direction", "name", "type")

    def __init__(self, name: str, direction: str, type: Type) -> None:
        self.name: str = name
        self.direction: str = direction
        self.type: Type = type

    def __repr__(self) -> str:
        return f"{self.direction} {self.name}: {self.type}"


class Circuit:
    """A generator with all its parameters: what can be instantiated, elaborated and printed.

    A call of a generator gives one, `Add(16)`, and so do `hw.circuit`, `hw.external`, `hw.read_netlist` and the
    generators of `hw.lib`. Its ports are known before its body runs; the body runs at the first request that needs it,
    such as `verilog`, and not again. What a body raises comes out of that request as it is.
    """

    _context: Context
    _handle: int
    _declaration: Declaration
    _name: str | None = None
    # Whether it can have late parameters, and those that it has.
    _may_be_late = False
    _late: dict[str, str] | None = None

    def _build(self, io: Ports) -> object:
        raise NotImplementedError

    def _body_place(self) -> tuple[str, int]:
        """Where the function stands that builds the inside."""
        code = getattr(getattr(self, "_function", None) or getattr(self, "body", None), "__code__", None)
        return ("", 0) if code is None else (code.co_filename, code.co_firstlineno)

    def _port_table(self) -> PortTable:
        return self._context._ports_of(self._handle)

    def _interface_text(self) -> str:
        return self._text(_native.TEXT_INTERFACE)

    def _text(self, what: int) -> str:
        return self._context._text(_native.circuit_text, self._handle, what)

    @property
    def name(self) -> str:
        """What the circuit's module is called."""
        if self._name is None:
            self._name = self._text(_native.TEXT_NAME)
        return self._name

    @property
    def arguments(self) -> str:
        """The values of all parameters: `bits = 16, has_ce = false`."""
        return self._text(_native.TEXT_PARAMETERS)

    @property
    def interface(self) -> str:
        """The ports, in the library's language."""
        return self._interface_text()

    @property
    def members(self) -> str:
        """The members with their values: `latency: int = 2`."""
        return self._text(_native.TEXT_MEMBERS)

    @property
    def ports(self) -> tuple[Port, ...]:
        """The ports in order, those of records and repeated ports one by one."""
        from ._types import named_type

        return tuple(
            Port(name, DIRECTIONS[way], named_type(type_.text)) for name, (_, way, type_) in self._port_table().items()
        )

    @property
    def late_parameters(self) -> dict[str, str]:
        """The parameters that are left to Verilog, with their defaults."""
        if self._late is None:
            self._late = read_late(self._text(_native.TEXT_LATE))
        return self._late

    @property
    def netlist(self) -> str:
        """The netlist as text, which `hw.read_netlist` reads; elaborates if needed."""
        return self._elaborated_text(_native.TEXT_NETLIST)

    @property
    def netlist_with_places(self) -> str:
        """The same, each line with its place in the host's source behind it."""
        return self._elaborated_text(_native.TEXT_NETLIST_PLACES)

    def _elaborated_text(self, what: int) -> str:
        text = self._text(what)
        self._context._elaborated()
        return text

    def elaborate(self) -> Self:
        """Runs the bodies that are still to run, of this circuit and of all below it, and checks the design.

        `hw.Error` has all that is wrong with the modules. Gives the circuit back.
        """
        context = self._context
        context._check(
            _native.calling_back(_native.circuit_elaborate, context._scratch, context._pointer, self._handle)
        )
        context._elaborated()
        return self

    def verilog(
        self, profile: str = "verilog", provenance: bool = False, header: bool = False, concurrent: bool = False
    ) -> str:
        """The design as "verilog" (IEEE 1364-2005) or "systemverilog" (IEEE 1800); elaborates if needed.

        With `header` comments say the library's version, and the generator and arguments of each module; with
        `provenance` they also say where in the Python source each statement comes from. With `concurrent`, in
        SystemVerilog, assertions are concurrent and have their labels (HW2112 in Verilog). HW9004 for another profile.
        """
        text = self._context._text(
            _native.circuit_verilog, self._handle, _options(profile, provenance, header, concurrent)
        )
        self._context._elaborated()
        return VerilogText(text)

    def write_verilog(
        self,
        path: str | os.PathLike[str],
        profile: str = "verilog",
        provenance: bool = False,
        header: bool = False,
        concurrent: bool = False,
    ) -> None:
        """Writes what `verilog` gives into a file, and beside it, if there is something to say, a `.vlt` file for
        verilator.

        HW5002 if it cannot be written.
        """
        context = self._context
        context._check(
            _native.calling_back(
                _native.circuit_verilog_file,
                context._scratch,
                context._pointer,
                self._handle,
                _options(profile, provenance, header, concurrent),
                encode(os.fspath(path)),
            )
        )
        context._elaborated()

    def write_verilog_folder(
        self,
        path: str | os.PathLike[str],
        profile: str = "verilog",
        provenance: bool = False,
        header: bool = False,
        concurrent: bool = False,
    ) -> list[str]:
        """Writes each module into a file of its own in a folder, which is made if it is missing. Returns the files, the
        root's first.

        Beside them, called after the root, stand a `.f` file, the list of them for the tools' `-f`, and, if there is
        something to say, a `.vlt` file for verilator. All is written before the first file is replaced, and a file that
        does not change is not touched.
        """
        text = self._context._text(
            _native.circuit_verilog_folder,
            self._handle,
            _options(profile, provenance, header, concurrent),
            encode(os.fspath(path)),
        )
        self._context._elaborated()
        return [os.path.join(os.fspath(path), name) for name in text.splitlines()]

    def name_map(self) -> dict[str, Any]:
        """What the names in the Verilog are.

        `map["modules"]["Add_16"]["signals"]["total"]` has the signal's `kind`, its `type`, the `name` that it was
        given, if it was, and the `place` where it was made. The kinds are input, output, inout, wire, register, memory,
        which has its `depth` too, constant, a localparam, value, loop, the variable of a loop that sets memories at
        power-up, parameter, a late one, and label, of a concurrent assertion, which the text has with `concurrent`.
        Modules have their `identity` and `place`, and `instances` with `module`, `name` and `place`.
        """
        import json  # not needed by most, and slow to import

        text = self._text(_native.TEXT_NAME_MAP)
        self._context._elaborated()
        return dict(json.loads(text))

    def package(self, **types: Expression) -> str:
        """The types of the design as a package of SystemVerilog, `Top_pkg` for Top, for who uses the design.

        It has each enumeration and union that has a name and is the type of a port or of anything in a module, and the
        types that are given by their names: `package(packet_t=hw.Record(data=hw.UInt(8), valid=hw.Bit))`. A record is a
        packed struct, an enumeration an enum with members as in the text, a union a struct of its tag and payload. The
        text of the design does not use it.
        """
        given = "; ".join(f"{written_name(name)} = {written(type)}" for name, type in types.items())
        text = self._context._text(_native.circuit_package, self._handle, encode(given))
        self._context._elaborated()
        return text

    def schematic(self) -> str:
        """The circuit's module as a graph in the DOT language.

        It has the ports, the instances, the registers and memories, and a box for each named value with its expression.
        """
        text = self._text(_native.TEXT_SCHEMATIC)
        self._context._elaborated()
        return text

    def svg(self) -> str:
        """The schematic as a picture, drawn by Graphviz's `dot`. A notebook shows it for a circuit.

        FileNotFoundError if there is no `dot` on PATH.
        """
        import subprocess

        try:
            drawn = subprocess.run(["dot", "-Tsvg"], input=self.schematic().encode(), capture_output=True, check=True)
        except FileNotFoundError as error:
            raise FileNotFoundError(
                "the schematic is drawn by Graphviz, and there is no `dot` on PATH: "
                "install graphviz, or draw what schematic() gives elsewhere"
            ) from error
        return drawn.stdout.decode()

    # What a notebook shows: the picture, or without Graphviz text that says what is missing.

    def _repr_svg_(self) -> str | None:
        return self.svg() if _has_graphviz() else None

    def _repr_pretty_(self, printer: Any, _is_cycle: bool) -> None:
        printer.text(repr(self))
        if not _has_graphviz():
            printer.text(": its schematic is drawn by Graphviz, and there is no `dot` on PATH")

    def __call__(self, name: str = "", /, *surplus: Any, **inputs: Any) -> Instance:
        """An instance in the module whose body runs: `Add(16)("sum", I0=a, I1=b).O`.

        Inputs may also be driven later: `adder.I1 @= b`. The name is optional. A repeated port takes a list, a record
        port a dictionary or a port alike. HW2008 for a port that there is not, HW9003 for a circuit of another context.
        """
        body = self._context._body or running_body()
        if surplus or not isinstance(name, str):
            first = next(iter(self._port_table()), "a")
            raise TypeError(
                f"an instance takes its name, a string, and then inputs by their names, as in {first}=…; "
                f"it is given {', '.join(type(each).__name__ for each in (name, *surplus))}"
            )
        return Instance(body, self, name, inputs, sys._getframe(1))

    def __repr__(self) -> str:
        return brief("circuit", lambda: self.name)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(
            f"{self!r} cannot be pickled: it is of no generator class. Pickle its netlist, which hw.read_netlist reads"
        )


def _has_graphviz() -> bool:
    import shutil

    return shutil.which("dot") is not None


def _options(profile: str, provenance: bool, header: bool, concurrent: bool) -> Any:
    number = _native.PROFILES.get(profile)
    if number is None:
        raise refusal("HW9004", f"{profile!r} is no profile; there are {', '.join(_native.PROFILES)}", user_frame())
    return _native.verilog_options(number, provenance, header, concurrent)
