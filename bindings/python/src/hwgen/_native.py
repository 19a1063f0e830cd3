"""The C library: the only module that knows ctypes.

It declares what the package calls, as hwgen.h says it, and turns the awkward parts (sinks, error objects, arrays of
structures) into plain Python values. A handle of hwgen.h is a structure of one 64-bit word, which both ABIs that the
library runs on (System V, AAPCS64) pass and return as that word; so handles are `int` here.
"""

from __future__ import annotations

import os
import sys
from _thread import _local
from ctypes import (
    CDLL,
    CFUNCTYPE,
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_int32,
    c_int64,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
    sizeof,
    string_at,
)
from threading import current_thread, main_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable
    from typing import Any

    from ._context import Context

    Note = tuple[str, str, int]
    # Code, severity, message, file, line, fix and notes: message, file, line.
    ToldDiagnostic = tuple[int, str, str, str, int, str, list[Note]]

ABI = 1
OK = 0
HOST_FAILED = 2
NONE = 0xFFFFFFFF

# HWGEN_OP_*
AND, OR, XOR, ADD, SUB, MUL, EQ, NE, LT, LE, SHL, SHR = range(16, 28)
NOT, NEG, REDUCE_AND, REDUCE_OR, REDUCE_XOR = range(32, 37)
MUX, EXTRACT, CONCAT, ZEXT, SEXT, CAST = range(40, 46)
LITERAL, LITERAL_TEXT, WIRE, REGISTER, INSTANCE, OUTPUT = range(48, 54)
DRIVE, INPUT, NAME = range(56, 59)
DIV, MOD = range(64, 66)
CHOOSE, COMPOSE = 70, 71
INDEX, SLICE_AT, REPLACE, SELECT1HOT, PRIORITY_ENCODE, POPCOUNT = range(1, 7)
COUNT_LEADING_ZEROS, COUNT_TRAILING_ZEROS, ADD_EXPANDING, SUB_EXPANDING = range(7, 11)
MIN, MAX, ABS, REVERSE, ROTATE_LEFT, ROTATE_RIGHT, REPEAT = range(11, 18)
MEMORY, MEMORY_READ, MEMORY_READ_SYNC, MEMORY_WRITE, MEMORY_READ_WRITE = range(80, 85)
WHEN, ELSEWHEN, OTHERWISE, SWITCH, CASE, DEFAULT, END = range(96, 103)
FSM, FSM_NEXT, FSM_SWITCH, FSM_CASE = range(103, 107)
VARIANT, IS_VARIANT, MATCH, MATCH_CASE, CONVERT, RECORD = range(128, 134)
ROUNDINGS = {
    "exact": 0,
    "floor": 1,
    "ceiling": 2,
    "toward_zero": 3,
    "away_from_zero": 4,
    "half_up": 5,
    "half_down": 6,
    "half_even": 7,
    "half_away_from_zero": 8,
    "half_toward_zero": 9,
}
OVERFLOWS = {"exact": 0, "wrap": 1, "saturate": 2}
DERIVED_CLOCK, CROSSING, MEMORY_CROSSING, DOMAIN, DOMAIN_END = range(120, 125)
CLOCK_GATE = 40
ATTRIBUTE = 140
APPLY = 160
CHECK = 112
RELAXED, RELAXED_END, JOIN = range(150, 153)
ZEXT_TO, SEXT_TO, TRUNC_TO, TOP_BIT, INSTANCE_LATE, TYPE = range(153, 159)
CHECK_ASSERT, CHECK_ASSUME, CHECK_COVER, CHECK_PRINT = range(4)

# HWGEN_TEXT_*
TEXT_NAME, TEXT_PARAMETERS, TEXT_INTERFACE, TEXT_MEMBERS, TEXT_NETLIST, TEXT_DOC, TEXT_NAME_MAP = range(7)
TEXT_NETLIST_PLACES, TEXT_SCHEMATIC, TEXT_LATE, TEXT_MANIFEST, TEXT_IDENTITY = range(7, 12)

# HWGEN_RELATION_* and HWGEN_ANSWER_*
RELATION_SAME, RELATION_SUBSTITUTABLE = range(2)
ANSWER_SAME, ANSWER_DIFFERENT, ANSWER_FIRST_ALONE, ANSWER_SECOND_ALONE, ANSWER_UNKNOWN_HOOK = range(5)

BUDGETS = {"circuits": 0, "ports": 1, "cells": 2, "seconds": 3, "depth": 4, "memory_bits": 5}
POLICIES = {"standard": 0, "silence": 1, "warn": 2, "error": 3}
ON_WRITE = {"old": 0, "new": 1}
CROSSINGS = {"asynchronous": 0, "quasi_static": 1}
PROFILES = {"verilog": 0, "systemverilog": 1}
SEVERITIES = ("note", "warning", "error")


# What HWGEN_LIBRARY is in a program that has the library in itself.
PROCESS = "process"


_path = os.environ.get("HWGEN_LIBRARY") or os.path.join(os.path.dirname(__file__), "libhwgen.so")
try:
    _library = CDLL(None if _path == PROCESS else _path)
except OSError as error:
    raise ImportError(f"the hwgen library cannot be loaded: {error}; HWGEN_LIBRARY may name another one") from error


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    try:
        function = getattr(_library, name)
    except AttributeError:
        where = "the process" if _path == PROCESS else _path
        raise ImportError(f"{where} has no function {name}: it is older than this package, or not hwgen") from None
    function.restype = result
    function.argtypes = arguments
    return function  # type: ignore[no-any-return]


_abi = _function("hwgen_abi", c_int32)()
if _abi != ABI:
    raise ImportError(f"{_path} has ABI {_abi}, and this package needs ABI {ABI}")

_Sink = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)
_Give = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_size_t)
_Body = CFUNCTYPE(c_int32, c_void_p, c_void_p, POINTER(c_uint64))
_Progress = CFUNCTYPE(c_int32, c_void_p, c_uint64, c_uint64, POINTER(c_uint64))
_Hook = CFUNCTYPE(c_int32, c_void_p, POINTER(c_char_p), c_size_t, c_void_p, c_void_p, POINTER(c_uint64))
Finalizer = CFUNCTYPE(None, c_void_p)
_U64 = POINTER(c_uint64)
_Error = POINTER(c_void_p)


class _GeneratorOptions(Structure):
    _fields_ = (
        ("size", c_size_t),
        ("name", c_char_p),
        ("parameters", c_char_p),
        ("interface", c_char_p),
        ("members", c_char_p),
        ("doc", c_char_p),
        ("file", c_char_p),
        ("line", c_int32),
        ("identity", c_char_p),
        ("body", c_void_p),
        ("user", c_void_p),
        ("finalizer", c_void_p),
    )


class _ExternalOptions(Structure):
    _fields_ = (
        ("size", c_size_t),
        ("module", c_char_p),
        ("parameters", c_char_p),
        ("timing", c_char_p),
        ("source", c_char_p),
        ("file", c_char_p),
        ("verilog", c_char_p),
        ("variables", c_char_p),
        ("json", c_char_p),
    )


class _FunctionOptions(Structure):
    _fields_ = (
        ("size", c_size_t),
        ("name", c_char_p),
        ("signature", c_char_p),
        ("code", c_void_p),
        ("impure", c_int32),
        ("user", c_void_p),
        ("finalizer", c_void_p),
    )


class _Port(Structure):
    _fields_ = (
        ("name", c_void_p),
        ("name_size", c_size_t),
        ("type", c_uint64),
        ("direction", c_int32),
        ("width", c_int32),
    )


class _VerilogOptions(Structure):
    _fields_ = (
        ("size", c_size_t),
        ("profile", c_int32),
        ("provenance", c_int32),
        ("header", c_int32),
        ("concurrent", c_int32),
    )


version: str = _function("hwgen_version", c_char_p)().decode()

context_create = _function("hwgen_context_create", c_void_p)
context_destroy = _function("hwgen_context_destroy", None, c_void_p)
context_keep = _function("hwgen_context_keep", c_int32, c_void_p, c_void_p, Finalizer, _Error)
context_set_budget = _function("hwgen_context_set_budget", c_int32, c_void_p, c_int32, c_uint64, _Error)
_context_set_progress = _function(
    "hwgen_context_set_progress", c_int32, c_void_p, _Progress, c_void_p, c_void_p, _Error
)
context_set_policy = _function(
    "hwgen_context_set_policy", c_int32, c_void_p, c_int32, c_int32, c_char_p, c_int32, _Error
)
context_take_warnings = _function("hwgen_context_take_warnings", c_void_p, c_void_p)

_error_destroy = _function("hwgen_error_destroy", None, c_void_p)
_error_count = _function("hwgen_error_count", c_size_t, c_void_p)
_error_code = _function("hwgen_error_code", c_int32, c_void_p, c_size_t)
_error_severity = _function("hwgen_error_severity", c_int32, c_void_p, c_size_t)
_error_message = _function("hwgen_error_message", c_char_p, c_void_p, c_size_t)
_error_file = _function("hwgen_error_file", c_char_p, c_void_p, c_size_t)
_error_line = _function("hwgen_error_line", c_int32, c_void_p, c_size_t)
_error_fix = _function("hwgen_error_fix", c_char_p, c_void_p, c_size_t)
_error_note_count = _function("hwgen_error_note_count", c_size_t, c_void_p, c_size_t)
_error_note_message = _function("hwgen_error_note_message", c_char_p, c_void_p, c_size_t, c_size_t)
_error_note_file = _function("hwgen_error_note_file", c_char_p, c_void_p, c_size_t, c_size_t)
_error_note_line = _function("hwgen_error_note_line", c_int32, c_void_p, c_size_t, c_size_t)
code_title = _function("hwgen_code_title", c_char_p, c_int32)
code_advice = _function("hwgen_code_advice", c_char_p, c_int32)
_error_text = _function("hwgen_error_text", c_char_p, c_void_p)
_error_token = _function("hwgen_error_host_token", c_uint64, c_void_p)

_generator_declare = _function("hwgen_generator_declare", c_int32, c_void_p, POINTER(_GeneratorOptions), _U64, _Error)
_external_declare = _function(
    "hwgen_external_declare",
    c_int32,
    c_void_p,
    POINTER(_GeneratorOptions),
    POINTER(_ExternalOptions),
    _U64,
    _Error,
)
generator_text = _function("hwgen_generator_text", c_int32, c_void_p, c_uint64, c_int32, _Sink, c_void_p, _Error)
generator_compare = _function(
    "hwgen_generator_compare",
    c_int32,
    c_void_p,
    c_uint64,
    c_uint64,
    c_int32,
    c_char_p,
    c_char_p,
    c_int32,
    _Sink,
    c_void_p,
    POINTER(c_int32),
    _Error,
)
generator_bind = _function(
    "hwgen_generator_bind", c_int32, c_void_p, c_uint64, c_char_p, c_char_p, c_int32, _U64, _Error
)
generator_find = _function("hwgen_generator_find", c_int32, c_void_p, c_char_p, _U64, _Error)
context_manifest = _function("hwgen_context_manifest", c_int32, c_void_p, _Sink, c_void_p, _Error)
context_generators = _function(
    "hwgen_context_generators", c_int32, c_void_p, c_void_p, c_size_t, POINTER(c_size_t), _Error
)
generator_family = _function(
    "hwgen_generator_family", c_int32, c_void_p, c_uint64, c_void_p, c_size_t, POINTER(c_size_t), _Error
)
circuit_generator = _function("hwgen_circuit_generator", c_int32, c_void_p, c_uint64, _U64, _Error)
library_generator = _function("hwgen_library_generator", c_int32, c_void_p, c_char_p, _U64, _Error)
library_names = _function("hwgen_library_names", c_int32, _Sink, c_void_p, _Error)

_function_declare = _function("hwgen_function_declare", c_int32, c_void_p, c_void_p, c_void_p, _Error)
hook_fail = _function("hwgen_hook_fail", c_int32, c_void_p, c_char_p, c_uint64, _Error)
_hook_declare = _function("hwgen_hook_declare", c_int32, c_void_p, c_char_p, _Hook, c_void_p, c_void_p, _Error)
_hook_declare_impure = _function(
    "hwgen_hook_declare_impure", c_int32, c_void_p, c_char_p, _Hook, c_void_p, c_void_p, _Error
)

circuit_request = _function(
    "hwgen_circuit_request", c_int32, c_void_p, c_uint64, c_char_p, c_char_p, c_int32, _U64, _Error
)
circuit_parse = _function("hwgen_circuit_parse", c_int32, c_void_p, c_char_p, c_char_p, c_int32, _U64, _Error)
circuit_text = _function("hwgen_circuit_text", c_int32, c_void_p, c_uint64, c_int32, _Sink, c_void_p, _Error)
circuit_value = _function("hwgen_circuit_value", c_int32, c_void_p, c_uint64, c_char_p, _Sink, c_void_p, _Error)
circuit_integer = _function("hwgen_circuit_integer", c_int32, c_void_p, c_uint64, c_char_p, POINTER(c_int64), _Error)
_circuit_ports = _function(
    "hwgen_circuit_ports", c_int32, c_void_p, c_uint64, c_void_p, c_size_t, POINTER(c_size_t), _Error
)
circuit_port = _function(
    "hwgen_circuit_port", c_int32, c_void_p, c_uint64, c_char_p, c_char_p, c_int32, POINTER(c_size_t), _Error
)
circuit_elaborate = _function("hwgen_circuit_elaborate", c_int32, c_void_p, c_uint64, _Error)
circuit_verilog = _function("hwgen_circuit_verilog", c_int32, c_void_p, c_uint64, c_void_p, _Sink, c_void_p, _Error)
circuit_verilog_file = _function("hwgen_circuit_verilog_file", c_int32, c_void_p, c_uint64, c_void_p, c_char_p, _Error)
circuit_verilog_folder = _function(
    "hwgen_circuit_verilog_folder", c_int32, c_void_p, c_uint64, c_void_p, c_char_p, _Sink, c_void_p, _Error
)

circuit_package = _function("hwgen_circuit_package", c_int32, c_void_p, c_uint64, c_char_p, _Sink, c_void_p, _Error)

type_parse = _function("hwgen_type_parse", c_int32, c_void_p, c_char_p, _U64, _Error)
type_text = _function("hwgen_type_text", c_int32, c_void_p, c_uint64, _Sink, c_void_p, _Error)
type_layout = _function("hwgen_type_layout", c_int32, c_void_p, c_uint64, _Sink, c_void_p, _Error)
type_pack = _function("hwgen_type_pack", c_int32, c_void_p, c_uint64, c_char_p, _Sink, c_void_p, _Error)
type_unpack = _function("hwgen_type_unpack", c_int32, c_void_p, c_uint64, c_char_p, _Sink, c_void_p, _Error)
type_width = _function("hwgen_type_width", c_int32, c_void_p, c_uint64)

module_circuit = _function("hwgen_module_circuit", c_uint64, c_void_p)
instance_circuit = _function("hwgen_instance_circuit", c_uint64, c_void_p, c_uint32)
module_type = _function("hwgen_module_type", c_uint64, c_void_p, c_char_p)
_module_append = _function("hwgen_module_append", c_int32, c_void_p, c_void_p, c_size_t, POINTER(c_size_t), _Error)
location = _function("hwgen_location", c_uint32, c_void_p, c_char_p, c_int32)
name = _function("hwgen_name", c_uint32, c_void_p, c_char_p)
_module_size = _function("hwgen_module_size", c_size_t, c_void_p, _U64)
_operation_type = _function(
    "hwgen_operation_type", c_int32, c_void_p, c_int32, c_void_p, c_size_t, c_char_p, c_int32, _U64, _Error
)


class Scratch:
    """Out-parameters that are used again and again. Each call reads them before anything else can write to them."""

    __slots__ = ("_error", "_handle", "_integer", "_size", "error", "handle", "integer", "lost", "ports", "size")

    def __init__(self) -> None:
        self._error, self._handle, self._integer, self._size = c_void_p(), c_uint64(), c_int64(), c_size_t()
        self.error, self.handle = byref(self._error), byref(self._handle)
        self.integer, self.size = byref(self._integer), byref(self._size)
        self.ports = (_Port * 32)()
        self.lost: BaseException | None = None

    def take_handle(self) -> int:
        return self._handle.value

    def take_integer(self) -> int:
        return self._integer.value

    def take_size(self) -> int:
        return self._size.value

    def take_lost(self) -> BaseException | None:
        """What left a callback in the last call; see `calling_back`."""
        lost, self.lost = self.lost, None
        return lost

    def take_error(self) -> ErrorContent:
        error, self._error.value = self._error.value, None
        return read_error(error)


class Scratches(_local):
    """A scratch for each thread: another thread may call between what one calls and what it reads."""

    def __init__(self) -> None:
        self.own = Scratch()


class ErrorContent:
    """What an error object of the library says, copied out of it."""

    __slots__ = ("diagnostics", "text", "token")

    def __init__(self, text: str, token: int, diagnostics: list[ToldDiagnostic]) -> None:
        self.text = text
        self.token = token
        self.diagnostics = diagnostics

    @property
    def is_of_another_thread(self) -> bool:
        """Whether the call was refused as another thread is in the context: what that one does is not over."""
        return bool(self.diagnostics) and self.diagnostics[0][0] == 9009


def _text(lent: bytes) -> str:
    return lent.decode("utf-8", "replace")


def read_error(error: int | None) -> ErrorContent:
    """Copies an error object and destroys it."""
    if not error:
        return ErrorContent("the library reported a failure without saying why", 0, [])
    try:
        diagnostics: list[ToldDiagnostic] = [
            (
                _error_code(error, index),
                SEVERITIES[_error_severity(error, index)],
                _text(_error_message(error, index)),
                _text(_error_file(error, index)),
                _error_line(error, index),
                _text(_error_fix(error, index)),
                [
                    (
                        _text(_error_note_message(error, index, note)),
                        _text(_error_note_file(error, index, note)),
                        _error_note_line(error, index, note),
                    )
                    for note in range(_error_note_count(error, index))
                ],
            )
            for index in range(_error_count(error))
        ]
        return ErrorContent(_text(_error_text(error)), _error_token(error), diagnostics)
    finally:
        _error_destroy(error)


def collect(
    function: Callable[..., int], scratch: Scratch, *arguments: Any, results: tuple[Any, ...] = ()
) -> str | None:
    """Calls a function that streams to a sink, before what else it gives; the text, or nothing if it failed."""
    chunks: list[bytes] = []

    def take(_user: int | None, data: int, size: int) -> int:
        chunks.append(string_at(data, size))
        return 0

    if calling_back(function, scratch, *arguments, _Sink(take), None, *results) != OK:
        return None
    return b"".join(chunks).decode()


def calling_back(function: Callable[..., int], scratch: Scratch, *arguments: Any) -> int:
    """Calls a function of the library that calls back.

    What leaves a callback, as an interrupt does that comes at its entry, ctypes gives to `sys.unraisablehook` alone,
    and the library goes on with an answer that nobody gave. Such an exception is kept in `scratch.lost`, and the status
    says that the host failed. Interrupts come to the main thread; the hook is everybody's, so no other one sets it.
    """
    if current_thread() is not main_thread():
        return function(*arguments, scratch.error)
    previous = sys.unraisablehook

    def keep(told: Any) -> None:
        if "ctypes callback" in (told.err_msg or "") and current_thread() is main_thread():
            scratch.lost = scratch.lost or told.exc_value
        else:
            previous(told)

    sys.unraisablehook = keep
    try:
        status = function(*arguments, scratch.error)
    finally:
        if sys.unraisablehook is keep:
            sys.unraisablehook = previous
    return HOST_FAILED if scratch.lost else status


def body_callback(run: Callable[[Context, int, int], int], find: Callable[[], Context | None]) -> Any:
    """A `hwgen_body`. `run` takes the context, if `find` still does, the module, and the number that the declaration
    gave, and returns 0 or a token for its failure."""

    def call(module: int, user: int | None, out_token: Any) -> int:
        context = find()
        token = 0 if context is None else run(context, module, user or 0)
        if token:
            out_token[0] = token
            return HOST_FAILED
        return OK

    return _Body(call)


def context_set_progress(context: int, scratch: Scratch, tell: Callable[[int, int], int] | None) -> tuple[int, object]:
    """`tell` returns 0 or a token for its failure. The status, and what must live as long as this is set."""

    def call(_user: int | None, done: int, known: int, out_token: Any) -> int:
        token = tell(done, known) if tell is not None else 0
        out_token[0] = token
        return HOST_FAILED if token else OK

    callback = _Progress(call) if tell is not None else _Progress()
    return _context_set_progress(context, callback, None, None, scratch.error), callback


def generator_declare(
    context: int,
    scratch: Scratch,
    name: bytes,
    parameters: bytes,
    interface: bytes,
    members: bytes,
    doc: bytes,
    file: bytes,
    line: int,
    identity: bytes,
    body: Any,
    external: dict[str, bytes] | None = None,
    user: int = 0,
) -> int:
    options = _GeneratorOptions(
        size=sizeof(_GeneratorOptions),
        name=name,
        parameters=parameters or None,
        interface=interface or None,
        members=members or None,
        doc=doc or None,
        file=file or None,
        line=line,
        identity=identity or None,
    )
    if external is not None:
        told = _ExternalOptions(size=sizeof(_ExternalOptions), **external)
        return _external_declare(  # type: ignore[no-any-return]
            context, byref(options), byref(told), scratch.handle, scratch.error
        )
    if body is not None:
        options.body, options.user = _address(body), user
    return _generator_declare(context, byref(options), scratch.handle, scratch.error)  # type: ignore[no-any-return]


def hook_declare(
    context: int, scratch: Scratch, name: bytes, run: Callable[[list[str]], str | int], impure: bool = False
) -> tuple[int, object]:
    """Declares a hook. `run` takes the arguments' texts, and returns the value's text or a token for its failure.

    The status, and what must live as long as the context.
    """

    def call(_user: int | None, arguments: Any, count: int, give: int, target: int | None, out_token: Any) -> int:
        answer = run([argument.decode() for argument in arguments[:count]])
        if isinstance(answer, int):
            out_token[0] = answer
            return HOST_FAILED
        data = answer.encode("utf-8", "surrogatepass")
        return _Give(give)(target, data, len(data))  # type: ignore[no-any-return]

    callback = _Hook(call)
    declare = _hook_declare_impure if impure else _hook_declare
    return declare(context, name, callback, None, None, scratch.error), callback


def function_declare(
    context: int, scratch: Scratch, name: bytes, signature: bytes, function: Any, impure: bool
) -> tuple[int, object]:
    """Declares a C function as a hook. The status, and what must live as long as the context."""
    options = _FunctionOptions(
        size=sizeof(_FunctionOptions), name=name, signature=signature, code=_address(function), impure=impure
    )
    return _function_declare(context, byref(options), None, scratch.error), function


def is_function(value: object) -> bool:
    """Whether a value is a function pointer of ctypes that points to something."""
    from _ctypes import CFuncPtr

    return isinstance(value, CFuncPtr) and bool(value)


def _address(function: Any) -> int | None:
    from ctypes import cast

    return cast(function, c_void_p).value


def handles(function: Any, context: Context, *arguments: Any) -> list[int]:
    """The handles that a function of the library lists."""
    scratch, count = context._scratch, 0
    while True:
        room = (c_uint64 * count)()
        context._check(function(context._pointer, *arguments, room, count, scratch.size, scratch.error))
        found = scratch.take_size()
        if found <= count:
            return room[:found]
        count = found


def circuit_ports(context: int, circuit: int, scratch: Scratch) -> bytes | None:
    """The ports of a circuit as the library describes them: `read_ports` tells what they are. Equal for equal ports of
    one context, since names are lent for its life. Nothing if the library refuses."""
    while True:
        capacity = len(scratch.ports)
        if _circuit_ports(context, circuit, scratch.ports, capacity, scratch.size, scratch.error) != OK:
            return None
        count = scratch.take_size()
        if count <= capacity:
            return string_at(scratch.ports, count * sizeof(_Port))
        scratch.ports = (_Port * count)()


def read_ports(ports: bytes) -> list[tuple[str, int, int]]:
    """Name, type and direction, 0 for an input, 1 for an output, 2 for an inout port, of each port."""
    described = (_Port * (len(ports) // sizeof(_Port))).from_buffer_copy(ports)
    return [(string_at(port.name, port.name_size).decode(), port.type, port.direction) for port in described]


def module_append(module: int, words: array[int], scratch: Scratch) -> int:
    address, count = words.buffer_info()
    return _module_append(module, address, count, scratch.size, scratch.error)  # type: ignore[no-any-return]


def module_size(module: int, scratch: Scratch) -> int:
    """How many nets a module has; the scratch takes the type of the last one."""
    return _module_size(module, scratch.handle)  # type: ignore[no-any-return]


def operation_type(
    context: int, operation: int, operands: tuple[int, ...], file: bytes, line: int, scratch: Scratch
) -> int:
    types = (c_uint64 * len(operands))(*operands)
    return _operation_type(  # type: ignore[no-any-return]
        context, operation, byref(types), len(operands), file, line, scratch.handle, scratch.error
    )


def verilog_options(profile: int, provenance: bool, header: bool, concurrent: bool) -> Any:
    size = sizeof(_VerilogOptions)
    return byref(_VerilogOptions(size, profile, int(provenance), int(header), int(concurrent)))
