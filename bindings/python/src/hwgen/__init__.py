"""Hardware generators in Python; `import hwgen as hw`::

    class Add(hw.Generator):
        bits = hw.Int(min=1, doc="operand width")
        has_ce = hw.Bool(default=False)
        interface = hw.Interface(
            I0=hw.In(hw.UInt[bits]), I1=hw.In(hw.UInt[bits]), O=hw.Out(hw.UInt[bits]),
            CE=hw.In(hw.Bit).when(has_ce))

        def body(self, io):
            total = io.I0 + io.I1
            if self.has_ce:
                total = total + io.CE.zext(self.bits)
            io.O @= total

    print(Add(16, has_ce=True).verilog())

Each name has a docstring; `hw.lib` has generators that are ready to use.
"""

from . import _operators as _operators
from . import lib
from ._branches import FSM, Case, Match, case, default, elsewhen, match, otherwise, switch, when
from ._builder import CircuitBuilder
from ._checks import assert_, assume, cover
from ._checks import print as print
from ._circuit import Circuit, Port
from ._clocks import clock_gate, crossing, derived_clock, domain
from ._comparison import Comparison, compare
from ._context import Context, current_context
from ._declared import DeclaredCircuit, DeclaredGenerator, external, generator, read_netlist
from ._enumerations import Enumeration, EnumerationMember
from ._errors import Diagnostic, Error, PortError
from ._expressions import Expression, clog2, if_, length, maximum, minimum, opaque
from ._external import External, attribute, read_verilog
from ._generator import Generator, circuit
from ._hooks import CFunction, Hook, hook, member
from ._interface import In, InOut, Interface, Out
from ._introspection import family, generators, manifest
from ._memory import Memory
from ._native import version as __version__
from ._operations import cat, literal, mux, record, reg, select, select1hot, variant, wire
from ._parameters import (
    Bool,
    Derived,
    Dict,
    Enum,
    GeneratorParameter,
    Int,
    List,
    Member,
    OpaqueParameter,
    Parameter,
    String,
    Type,
)
from ._ports import Instance
from ._relaxed import relaxed
from ._signal import Signal
from ._stages import Stage, bind
from ._types import (
    Array,
    AsyncReset,
    AsyncResetN,
    Bit,
    Bits,
    Clock,
    Flip,
    Part,
    Record,
    Reset,
    ResetN,
    SFix,
    SInt,
    UFix,
    UInt,
    Union,
    Variant,
)

# Not `print`: what imports all keeps Python's own.
__all__ = [
    "FSM",
    "Array",
    "AsyncReset",
    "AsyncResetN",
    "Bit",
    "Bits",
    "Bool",
    "CFunction",
    "Case",
    "Circuit",
    "CircuitBuilder",
    "Clock",
    "Comparison",
    "Context",
    "DeclaredCircuit",
    "DeclaredGenerator",
    "Derived",
    "Diagnostic",
    "Dict",
    "Enum",
    "Enumeration",
    "EnumerationMember",
    "Error",
    "Expression",
    "External",
    "Flip",
    "Generator",
    "GeneratorParameter",
    "Hook",
    "In",
    "InOut",
    "Instance",
    "Int",
    "Interface",
    "List",
    "Match",
    "Member",
    "Memory",
    "OpaqueParameter",
    "Out",
    "Parameter",
    "Part",
    "Port",
    "PortError",
    "Record",
    "Reset",
    "ResetN",
    "SFix",
    "SInt",
    "Signal",
    "Stage",
    "String",
    "Type",
    "UFix",
    "UInt",
    "Union",
    "Variant",
    "__version__",
    "assert_",
    "assume",
    "attribute",
    "bind",
    "case",
    "cat",
    "circuit",
    "clock_gate",
    "clog2",
    "compare",
    "cover",
    "crossing",
    "current_context",
    "default",
    "derived_clock",
    "domain",
    "elsewhen",
    "external",
    "family",
    "generator",
    "generators",
    "hook",
    "if_",
    "length",
    "lib",
    "literal",
    "manifest",
    "match",
    "maximum",
    "member",
    "minimum",
    "mux",
    "opaque",
    "otherwise",
    "read_netlist",
    "read_verilog",
    "record",
    "reg",
    "relaxed",
    "select",
    "select1hot",
    "switch",
    "variant",
    "when",
    "wire",
]
