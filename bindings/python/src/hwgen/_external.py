"""Modules that are written in Verilog: what is told of them, and Verilog that stands inline.

class Ram(hw.Generator):
    external = hw.External(parameters={"WIDTH": 8 * bytes, "INIT": (hw.Bits[64], init)}, file="rtl/ram.v")
"""

from __future__ import annotations

import os
import re
import sys

from . import _native
from ._body import running_body
from ._context import encode
from ._expressions import text, written_name
from ._memory import Memory
from ._ports import Instance, Pad, Ports
from ._signal import Signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any


class External:
    """What is told of a module in Verilog beside its ports; all of it may be left out::

        class Ram(hw.Generator):
            depth = hw.Int()
            interface = hw.Interface("in clk: Clock; in at: UInt(8); out q: UInt(8)")
            external = hw.External(parameters={"DEPTH": depth}, timing="q, at at clk", file="rtl/ram.v")

    - `module`: what it is called in Verilog, if not as the generator.
    - `parameters`: what instances give to its Verilog parameters, by their names: values and expressions over the
      generator's parameters; a pair of a type and a value gives a number its width, `(hw.Bits[64], mask)`. Without it
      each integer, boolean, string and enumeration parameter is given under its own name.
    - `timing`: which outputs depend on inputs within a cycle, none unless it is said, and which ports are of a clock's
      domain: `"y from a, b; d, q at clk"`.
    - `source`, or `file`, which is read when the generator is declared: the text of the module, which
      `write_verilog_folder` puts into a file beside the design's. With both, `file` is what it is called.
    - `verilog`: text that stands in a module as it is, in place of an instance, with a hole for each port and Verilog
      parameter: `"assign {y} = {a} ^ {b};"`. Braces are `{{` and `}}`. `variables` are the outputs that it assigns in
      an `always` block: `"q, r"`.
    - `json`: what Yosys' `write_json` says of the source; the ports are read from it: see `hw.read_verilog`.
    """

    __slots__ = ("_parameters", "_told")

    def __init__(
        self,
        *,
        module: str | None = None,
        parameters: Mapping[str, object] | str | None = None,
        timing: str = "",
        source: str | None = None,
        file: str | os.PathLike[str] | None = None,
        verilog: str | None = None,
        variables: str = "",
        json: str | None = None,
    ) -> None:
        told = {
            "module": module,
            "parameters": parameters if isinstance(parameters, str) else None,
            "timing": timing or None,
            "source": source,
            "file": None if file is None else os.fspath(file),
            "verilog": verilog,
            "variables": variables or None,
            "json": json,
        }
        for name, value in told.items():
            if value is not None and not isinstance(value, str):
                raise TypeError(f"{name} of hw.External is a string, not {type(value).__name__}")
        self._told: dict[str, str] = {name: value for name, value in told.items() if value is not None}
        # The parameters of a class have no names before it is made, so their text waits.
        self._parameters = None if isinstance(parameters, str) else parameters

    @property
    def _has_ports(self) -> bool:
        """Whether it tells the ports itself."""
        return "json" in self._told

    def _options(self) -> dict[str, bytes]:
        told = dict(self._told)
        if self._parameters is not None:
            told["parameters"] = ", ".join(_parameter(name, value) for name, value in self._parameters.items())
        return {name: encode(value) for name, value in told.items()}

    def __repr__(self) -> str:
        return f"<External {', '.join(self._told)}>"


def _parameter(name: str, value: Any) -> str:
    pair: Any = value
    if isinstance(value, tuple):
        type_, value = pair
        return f"{written_name(name)}: {text(type_)} = {text(value)}"
    return f"{written_name(name)} = {text(value)}"


def read_verilog(
    file: str | os.PathLike[str], module: str, parameters: Mapping[str, int | str] | None = None
) -> External:
    """What Yosys says of a module in a file of Verilog or SystemVerilog: its ports and, with `file`, its text::

        class Ram(hw.Generator):
            external = hw.read_verilog("rtl/ram.v", "ram", parameters={"WIDTH": 16})
            interface = hw.Interface(clk=hw.In(hw.Clock))

    The parameters are those of the Verilog; instances are given them, and the ports are as wide as they make them. An
    interface tells of which type some ports are, here that one is a clock: without it each is a Bit, a UInt, or, if it
    is declared signed, an SInt. HW1045 if the two do not fit. What is no SystemVerilog is read as IEEE 1364-2005.
    """
    import json  # slow to import, as the others are
    import subprocess
    import tempfile

    path = os.fspath(file)
    if not os.path.isfile(path):
        raise FileNotFoundError(f"there is no file {path}")
    given = dict(parameters or {})
    # What Yosys splits at spaces and semicolons, and takes for commands, holds nothing but identifiers.
    name = _identifier("module", module)
    values = ", ".join(f".\\{_identifier('parameter', key)} ({_of_verilog(value)})" for key, value in given.items())
    # The parameters are those of an instance, as Verilog has them: `chparam` has neither signs nor negative numbers.
    around = f"{name}_around"
    # A path that begins with a sign is no option, and none of Yosys's own folders.
    plain = path if path[0].isalnum() or path[0] in "/._" else f"./{path}"

    def asked(frontend: str, script: str, *files: str) -> subprocess.CompletedProcess[str]:
        try:
            command = ["yosys", "-q", "-f", frontend, "-p", script, *files]
            return subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError as error:
            raise FileNotFoundError(
                "the ports of a module are read by Yosys, and there is no `yosys` on PATH: install it, or declare "
                "the interface of the generator"
            ) from error

    # What is no SystemVerilog, since it has names that are reserved words there, is IEEE 1364-2005.
    frontends = ("verilog -sv", "verilog")
    frontend = next((each for each in frontends if asked(each, "", plain).returncode == 0), frontends[0])
    with tempfile.NamedTemporaryFile("w", suffix=".v") as instance:
        instance.write(f"module {around}; \\{name} #({values}) instance_ (); endmodule\n")
        instance.flush()
        # A module without content is given its parameters if it is no black box.
        script = f"setattr -mod -unset blackbox =*; hierarchy -top {around}; proc; write_json"
        done = asked(frontend, script, plain, instance.name)
    if done.returncode != 0:
        raise ValueError(f"yosys does not read module {module} of {path}:\n{done.stdout}{done.stderr}".rstrip())
    modules = json.loads(done.stdout)["modules"]
    # It has the values in its name.
    found = modules.get(modules[around]["cells"]["instance_"]["type"])
    if found is None:
        others = json.loads(asked(frontend, "proc; write_json", plain).stdout)["modules"]
        raise ValueError(f"there is no module {module} in {path}; there {_are(others)}")
    return External(module=module, parameters=given, file=path, json=json.dumps({"modules": {name: found}}))


def _are(names: Collection[str]) -> str:
    listed = ", ".join(list(names)[:20])
    return f"{'is' if len(names) == 1 else 'are'} {listed}" if names else "is none"


def _identifier(what: str, name: str) -> str:
    if not isinstance(name, str):
        raise TypeError(f"the name of a {what} is a string, not {type(name).__name__}")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_$]*", name):
        raise ValueError(f"{name!r} is no name of a {what} of Verilog, which Yosys could be asked for")
    return name


def _of_verilog(value: int | str) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise TypeError(f"a Verilog parameter is an integer or a string, not {type(value).__name__}")
    if isinstance(value, int):
        return str(value)
    if '"' in value or not value.isprintable():
        raise ValueError(f"{value!r} cannot be told to Yosys: it has a quote or characters that do not print")
    return '"' + value.replace("\\", "\\\\") + '"'


def attribute(target: object, name: str, value: str | int | None = None) -> None:
    """Gives an attribute, `(* ram_style = "block" *)`: `hw.attribute(mem, "ram_style", "block")`.

    The target is a port, a wire, a register, a value that has a name, a memory, an instance, or, for the module itself,
    the `io` of its body. Tools read attributes; they change no meaning.
    """
    body, frame = running_body(), sys._getframe(1)
    if isinstance(target, (Signal, Memory, Pad)):
        owner, net = target._body, target._net
    elif isinstance(target, Instance):
        owner, net = target._core[0], target._core[1]
    elif isinstance(target, Ports):
        owner, net = target._body, _native.NONE
    else:
        raise TypeError(
            f"an attribute is given to a signal, a memory, an instance or io, not to {type(target).__name__}"
        )
    if owner is not body:
        body.foreign(target, frame)  # type: ignore[arg-type]
    if not isinstance(name, str):
        raise TypeError(f"the name of an attribute is a string, not {type(name).__name__}")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int))):
        raise TypeError(f"the value of an attribute is a string or an integer, not {type(value).__name__}")
    context = body.context
    number = _native.NONE if value is None else context._name(text(value))
    body.at_once(_native.ATTRIBUTE, body.place(frame), net, context._name(name), number)
