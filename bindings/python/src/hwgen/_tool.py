"""The command line: `python -m hwgen emit adder.py:Add --bits 16 -o add.v`.

What it knows of a generator it has from the manifest: the options of its parameters, their help, and the pages. A
generator is named by the file or module that it is in and its class, by `lib:` and its name, or by a file with its
manifest.
"""

from __future__ import annotations

# What a user's file and a file of JSON hold has no types.
# pyright: basic
import argparse
import importlib
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _native, documents, lib
from ._circuit import Circuit
from ._declared import DeclaredGenerator
from ._errors import Error
from ._expressions import ATOM, Expression, text
from ._generator import Generator
from ._introspection import manifest, manifest_text
from ._pages import kind_of, range_of, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    AnyGenerator = type[Generator] | DeclaredGenerator

TARGET = "FILE.py:CLASS, MODULE:CLASS, lib:NAME, or with a manifest FILE.json or FILE.json:NAME"


class ToolError(Exception):
    """What the user is told in one line; the exit status is 1."""


# -- What is asked about -----------------------------------------------------------------------------------------------


def _split(target: str) -> tuple[str, str]:
    """The source and the name, which may be empty."""
    source, colon, name = target.rpartition(":")
    return (source, name) if colon else (target, "")


def _load(source: str) -> Any:
    """The module of a file or of a dotted name."""
    path = Path(source)
    if source.endswith(".py"):
        if not path.is_file():
            raise ToolError(f"there is no file {source}")
        # As for a program that Python runs: its neighbours can be imported.
        sys.path.insert(0, str(path.resolve().parent))
        specification = importlib.util.spec_from_file_location(path.stem, path)
        assert specification is not None and specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        sys.modules[path.stem] = module
        specification.loader.exec_module(module)
        return module
    sys.path.insert(0, os.getcwd())
    try:
        return importlib.import_module(source)
    except ModuleNotFoundError as error:
        if error.name != source:
            raise
        raise ToolError(f"there is no module {source}, and no file {source}.py was named") from None


@cache
def _declared_in(source: str) -> dict[str, AnyGenerator]:
    """The generators of a source by name."""
    if source == "lib":
        return {name: getattr(lib, name) for name in lib.names()}
    module = _load(source)
    values: dict[str, Any] = vars(module)
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, type)
        and issubclass(value, Generator)
        and value is not Generator
        and value.__module__ == module.__name__
        and not name.startswith("_")
        and hasattr(value, "interface")
    }


def _find(target: str) -> AnyGenerator:
    source, name = _split(target)
    found = _declared_in(source)
    if name in found:
        return found[name]
    if not name and len(found) == 1:
        return next(iter(found.values()))
    there = ", ".join(found) or "none"
    what = f"{source} has no generator {name}" if name else f"which generator of {source}? say {source}:NAME"
    raise ToolError(f"{what}; there are {there}")


def _read(target: str) -> dict[str, Any]:
    """A manifest of a file."""
    source, name = (target, "") if target.endswith(".json") else _split(target)
    try:
        read: Any = json.loads(Path(source).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ToolError(f"{source} is not read: {error}") from None
    if not isinstance(read, dict) or "manifest" not in read:
        raise ToolError(f"{source} is no manifest")
    if name:
        if read["manifest"] != "context":
            raise ToolError(f"{source} is the manifest of one {read['manifest']}: name it without :{name}")
        generators: list[dict[str, Any]] = read["generators"]
        known = {each["name"]: each for each in generators}
        if name not in known:
            raise ToolError(f"{source} has no generator {name}; it has {', '.join(known) or 'none'}")
        return known[name]
    return dict(read)


def _is_manifest(target: str) -> bool:
    return target.endswith(".json") or _split(target)[0].endswith(".json")


# -- Parameters as options ---------------------------------------------------------------------------------------------


def _given(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in described["parameters"] if "derived" not in each and "late" not in each]


_METAVARS = {
    "int": "INT",
    "string": "TEXT",
    "type": "TYPE",
    "record": "'record(a: 1)'",
    "generator": "IDENTITY",
    "opaque": "VALUE",
    "list": "'[1, 2]'",
}


def _add_parameters(parser: argparse.ArgumentParser, described: dict[str, Any]) -> None:
    """An option for each parameter that a request gives a value."""
    taken = {option for action in parser._actions for option in action.option_strings}
    group = parser.add_argument_group(f"parameters of {described['name']}", _opening(described))
    for each in _given(described):
        name = each["name"]
        word = name.replace("_", "-")
        told: dict[str, Any] = {"metavar": _METAVARS.get(each["kind"])}
        if "words" in each:
            told = {"choices": each["words"]}
        elif each["kind"] == "bool":
            told = {"action": argparse.BooleanOptionalAction, "default": None}
        # An option of the command's own stays what it is.
        option = f"--set-{word}" if {f"--{word}", f"--no-{word}"} & taken else f"--{word}"
        taken |= {option, f"--no-{option[2:]}"}
        group.add_argument(option, dest=f"parameter {name}", help=_help(each), **told)


def _opening(described: dict[str, Any]) -> str | None:
    doc = described.get("doc", "").split("\n")[0].strip()
    return doc or None


def _help(each: dict[str, Any]) -> str:
    range_ = range_of(each)
    told = [each.get("doc", "")]
    told.append(f"({kind_of(each)}{f' {range_}' if range_ else ''})" if "words" not in each else "")
    told.append(f"[{each['default']['text']}]" if "default" in each else "(required)")
    return " ".join(filter(None, told)).replace("%", "%%")


def _arguments(options: argparse.Namespace, described: dict[str, Any]) -> dict[str, Any]:
    """The values that are given, as expressions of the library's language."""
    values: dict[str, Any] = {}
    for each in _given(described):
        value = getattr(options, f"parameter {each['name']}", None)
        if value is not None:
            values[each["name"]] = _Written(ATOM, _written(each, value))
    return values


class _Written(Expression):
    """A value in the library's language, as it stands."""

    __slots__ = ()
    _is_written = True


def _written(each: dict[str, Any], value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if each["kind"] in ("string", "enum"):
        return text(value)
    if each["kind"] == "generator":
        target = _find(value) if ":" in value else value
        return text(target) if not isinstance(target, str) else f"generator({text(target)})"
    if each["kind"] == "opaque":
        raise ToolError(f"`{each['name']}` is a value of Python's, which no option can give")
    return str(value)


# -- Commands ----------------------------------------------------------------------------------------------------------


def _circuit(options: argparse.Namespace) -> Circuit:
    if _is_manifest(options.target):
        raise ToolError(f"{options.target} is a manifest: a circuit is asked of the generator itself")
    generator = _find(options.target)
    described = manifest(generator)
    values = _arguments(options, described)
    missing = {
        f"parameter {each['name']}"
        for each in _given(described)
        if "default" not in each and each["name"] not in values
    }
    if missing:
        needed = [action.option_strings[0] for action in options.parser._actions if action.dest in missing]
        options.parser.error(f"{described['name']} needs {', '.join(needed)}")
    return generator(**values)


def _write(path: str | None, content: str) -> None:
    if path is None or path == "-":
        sys.stdout.write(content)
    else:
        try:
            Path(path).write_text(content, encoding="utf-8")
        except OSError as error:
            raise ToolError(f"{path} is not written: {error.strerror}") from None


def _list(options: argparse.Namespace) -> None:
    if _is_manifest(options.source):
        read = _read(options.source)
        described = read["generators"] if read["manifest"] == "context" else [read]
    else:
        described = [manifest(each) for each in _declared_in(options.source).values()]
    if not described:
        raise ToolError(f"{options.source} has no generators")
    for each in described:
        written = signature(each) if each["manifest"] == "generator" else each["name"]
        doc = each.get("doc", "").split("\n")[0].strip()
        print(f"{written}\n    {doc}" if doc else written)


def _describe(options: argparse.Namespace) -> None:
    if _is_manifest(options.target):
        source = _read(options.target)
        written = json.dumps(source, indent=2, ensure_ascii=False) + "\n"
    else:
        generator = _find(options.target)
        # With an argument it is the circuit that is described.
        asked = any(value is not None for name, value in vars(options).items() if name.startswith("parameter "))
        written = manifest_text(_circuit(options) if asked else generator)
        source = json.loads(written)
    form = options.format or {".html": "html", ".json": "json"}.get(Path(options.output or "").suffix, "markdown")
    if form != "json":
        written = (documents.html if form == "html" else documents.markdown)(source)
    _write(options.output, written)


def _printing(options: argparse.Namespace) -> dict[str, Any]:
    is_system = (options.output or "").endswith(".sv")
    return {
        "profile": options.profile or ("systemverilog" if is_system else "verilog"),
        "provenance": options.provenance,
        "header": options.header,
    }


def _emit(options: argparse.Namespace) -> None:
    circuit = _circuit(options)
    if options.folder:
        for path in circuit.write_verilog_folder(options.folder, **_printing(options)):
            print(path)
    elif options.output in (None, "-"):
        sys.stdout.write(circuit.verilog(**_printing(options)))
    else:
        circuit.write_verilog(options.output, **_printing(options))


def _draw(options: argparse.Namespace) -> None:
    circuit = _circuit(options)
    form = Path(options.output or "").suffix.removeprefix(".") or "svg"
    if form == "dot":
        _write(options.output, circuit.schematic())
    elif form == "svg":
        _write(options.output, circuit.svg())
    else:
        done = subprocess.run(
            ["dot", f"-T{form}", "-o", options.output], input=circuit.schematic().encode(), capture_output=True
        )
        if done.returncode:
            raise ToolError(f"dot writes no {options.output}: {done.stderr.decode(errors='replace').strip()}")


def _package(options: argparse.Namespace) -> None:
    circuit = _circuit(options)
    described = manifest(circuit)
    folder = Path(options.folder)
    # Both texts are made before anything is written.
    suffix = "sv" if options.profile == "systemverilog" else "v"
    documents.ipxact(described, [f"{circuit.name}.{suffix}"], options.vlnv)
    written = circuit.write_verilog_folder(options.folder, **_printing(options))
    names = [Path(path).name for path in written]
    for beside in (f"{circuit.name}.vlt",):
        if (folder / beside).exists():
            names.append(beside)
    sources = [name for name in names if name.endswith((".v", ".sv"))]
    for suffix, content in (
        ("xml", documents.ipxact(described, sources, options.vlnv)),
        ("core", documents.fusesoc(described, names, options.vlnv)),
    ):
        path = folder / f"{circuit.name}.{suffix}"
        _write(str(path), content)
        written.append(str(path))
    print("\n".join(written))


def _completion(options: argparse.Namespace) -> None:
    try:
        from argcomplete.shell_integration import shellcode
    except ImportError:
        raise ToolError("completion is made by argcomplete: pip install 'hwgen[completion]'") from None
    sys.stdout.write(shellcode(["hwgen"], shell=options.shell))


# -- The parser --------------------------------------------------------------------------------------------------------


def _targets(prefix: str, **_: Any) -> Iterator[str]:
    """What may stand where a target does, for the shell's completion."""
    source, colon, _name = prefix.rpartition(":")
    if colon:
        try:
            yield from (f"{source}:{each}" for each in _declared_in(source))
        except Exception:
            return
    else:
        folder, _slash, start = prefix.rpartition("/")
        for entry in sorted(os.scandir(folder or "."), key=lambda entry: entry.name):
            if entry.name.startswith(start) and (entry.name.endswith(".py") or entry.is_dir()):
                yield os.path.join(folder, entry.name) + ("/" if entry.is_dir() else ":")
        if "lib".startswith(prefix):
            yield "lib:"


def _parser(described: dict[str, Any] | None, command: str) -> argparse.ArgumentParser:
    """The parser of all commands; the one that is used has the parameters of the generator that is named."""
    parser = argparse.ArgumentParser(
        "hwgen",
        description="Generators of hardware: what they say of themselves, and their circuits.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hwgen {_native.version}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], None], help: str, source: bool = False) -> Any:
        made = commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.", allow_abbrev=False)
        made.set_defaults(run=run, parser=made)
        where = "FILE.py, MODULE, lib, or FILE.json with a manifest" if source else TARGET
        argument = made.add_argument("source" if source else "target", help=where)
        argument.completer = _targets  # type: ignore[attr-defined]
        return made

    def add_printing(made: Any) -> None:
        made.add_argument("--profile", choices=list(_native.PROFILES), help="what is printed [by the file's suffix]")
        made.add_argument("--provenance", action="store_true", help="comments say where statements come from")
        made.add_argument("--header", action="store_true", help="comments say what each module is")

    add("list", _list, "list the generators of a file, a module or the library", source=True)
    made = add("describe", _describe, "describe a generator or, with arguments, a circuit")
    made.add_argument("-o", "--output", metavar="FILE", help="where it is written [standard output]")
    made.add_argument("--format", choices=["markdown", "html", "json"], help="what is written [by the file's suffix]")
    made = add("emit", _emit, "write a circuit as Verilog or SystemVerilog")
    made.add_argument("-o", "--output", metavar="FILE", help="where it is written [standard output]")
    made.add_argument("--folder", metavar="FOLDER", help="write each module into a file of its own there")
    add_printing(made)
    made = add("draw", _draw, "draw the schematic of a circuit")
    made.add_argument("-o", "--output", metavar="FILE", help="a file .svg, .dot, .png or .pdf [SVG on standard output]")
    made = add("package", _package, "write Verilog with a core file of FuseSoC and an IP-XACT component")
    made.add_argument("--folder", metavar="FOLDER", required=True, help="where the files are written")
    made.add_argument("--vlnv", metavar="V:L:N:V", help="what it is called [hwgen:generated:CIRCUIT:0.1.0]")
    made.set_defaults(output=None)
    add_printing(made)
    made = commands.add_parser("completion", help="print what makes a shell complete hwgen's commands")
    made.add_argument("shell", choices=["bash", "zsh", "fish"])
    made.set_defaults(run=_completion, parser=made)
    if described is not None and described["manifest"] == "generator":
        _add_parameters(_command(parser, command), described)
    return parser


def _command(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    subparsers = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    found: argparse.ArgumentParser = subparsers.choices[name]
    return found


def _options(parser: argparse.ArgumentParser, name: str) -> dict[str, argparse.Action]:
    """The options of a command by what they are written as."""
    return {option: each for each in _command(parser, name)._actions for option in each.option_strings}


def _wanted(arguments: Sequence[str]) -> tuple[str, dict[str, Any] | None]:
    """The command, and the manifest of the generator that the arguments name."""
    words = [word for word in arguments if not word.startswith("-")]
    if len(words) < 2 or words[0] not in ("describe", "emit", "draw", "package"):
        return words[0] if words else "", None
    # Before the target may stand options with values: those of the command are known, and what a parameter is given is
    # seldom written as a source.
    taking = {option for option, action in _options(_parser(None, ""), words[0]).items() if action.nargs is None}
    given = [word for before, word in zip(("", *arguments), arguments, strict=False) if before not in taking]
    for word in [word for word in given if not word.startswith("-")][1:]:
        if ":" in word or word.endswith((".py", ".json")):
            return words[0], None if _is_manifest(word) else manifest(_find(word))
    return words[0], None


def _run(arguments: Sequence[str]) -> None:
    command, described = _wanted(arguments)
    options = _parser(described, command).parse_args(arguments)
    options.run(options)


def _complete() -> None:
    """Answers the shell, which asks by the environment; returns if it does not."""
    if "_ARGCOMPLETE" not in os.environ:
        return
    import argcomplete

    line = os.environ["COMP_LINE"][: int(os.environ.get("COMP_POINT", "0")) or None]
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    try:
        command, described = _wanted(words[int(os.environ["_ARGCOMPLETE"]) :])
    except Exception:
        command, described = "", None
    argcomplete.autocomplete(_parser(described, command), append_space=False)


def _told(error: Error) -> str:
    """What the library says, without places in this file."""
    lines: list[str] = []
    for each in error.diagnostics:
        place = f"{each.file}:{each.line}: " if each.file and each.file != __file__ else ""
        lines.append(f"{place}{each.severity} {each.code}: {each.message}")
        lines += [f"  {note.file}:{note.line}: {note.message}" for note in each.notes if note.file != __file__]
        if each.fix:
            lines.append(f"  fix: {each.fix}")
    return "\n".join(lines) or str(error)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the exit status: 0, 1 if it failed, 2 if it was called wrongly."""
    _complete()
    try:
        _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except ToolError as error:
        print(f"hwgen: {error}", file=sys.stderr)
    except Error as error:
        print(_told(error), file=sys.stderr)
    except BrokenPipeError:
        # Whoever read has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except (FileNotFoundError, ValueError) as error:
        print(f"hwgen: {error}", file=sys.stderr)
    except Exception as error:
        # Of the user's file: its own lines and those below.
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_own(frame.filename)]
        print("Traceback (most recent call last):", file=sys.stderr)
        sys.stderr.writelines(traceback.format_list(frames))
        sys.stderr.writelines(traceback.format_exception_only(type(error), error))
    else:
        return 0
    return 1


def _is_own(file: str) -> bool:
    return file.startswith((os.path.dirname(__file__), "<frozen importlib"))
