"""Planted faults: each must be found by the designs that `make test` runs.

A *meaning* fault changes one entry of the evaluator's tables. What the simulators say is then compared with something
wrong, so a design finds it exactly if the right and the wrong evaluator differ: no simulator need run. A *text* fault
is an edit of the printed Verilog; all edited designs are run in one bench of iverilog.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from . import faults_of_hosts
from .branches import Branching, Guard, taken
from .meaning import (
    MEANING,
    RULES,
    Meaning,
    ReadPort,
    Register,
    Rule,
    Shape,
    WritePort,
    edge,
    is_enabled,
    power_up,
    word,
    written,
)
from .runner import Case, differences, meant


def wrong(operation: str, value: Callable[..., int], of_patterns: bool | None = None) -> Meaning:
    rule = RULES[operation]
    patterns = rule.of_patterns if of_patterns is None else of_patterns
    return replace(MEANING, rules={**RULES, operation: Rule(value, patterns)})


def _concat(s: Shape, *patterns: int) -> int:
    return RULES["concat"].value(replace(s, widths=s.widths[::-1]), *patterns[::-1])


def _never_default(s: Shape, selector: int, *rest: int) -> int:
    return RULES["choose"].value(s, selector, *(rest[:-1] if len(rest) % 2 else rest))


def _top(s: Shape, value: int) -> int:
    """The value without the highest bit of the result."""
    return value & ((1 << (s.width - 1)) - 1)


def _edge(**gone: int) -> Callable[[Register, Sequence[int]], int]:
    return lambda register, values: edge(replace(register, **gone), values)


def _enable_first(register: Register, values: Sequence[int]) -> int:
    is_off = register.enable >= 0 and not values[register.enable]
    return values[register.value] if is_off else edge(register, values)


def _reset_turned(register: Register, values: Sequence[int]) -> int:
    if register.reset >= 0 and not values[register.reset]:
        return register.reset_value
    return edge(replace(register, reset=-1), values)


def _enable_turned(register: Register, values: Sequence[int]) -> int:
    if register.reset >= 0 and values[register.reset]:
        return register.reset_value
    if register.enable >= 0 and values[register.enable]:
        return values[register.value]
    return values[register.next]


def _branching(**changed: object) -> Meaning:
    return replace(MEANING, branching=replace(Branching(), **changed))  # type: ignore[arg-type]


def _first_key(guard: Guard, values: Sequence[int]) -> bool:
    if guard.keys is None:
        return taken(guard, values)
    return taken(replace(guard, keys=frozenset(sorted(guard.keys)[:1])), values)


MEANING_FAULTS: dict[str, Meaning] = {
    "the first assignment wins": _branching(order=lambda every: every[::-1]),
    "a register without assignment is cleared": _branching(hold=lambda value: 0),
    "an otherwise is never taken": _branching(
        taken=lambda g, values: (g.condition >= 0 or g.selector >= 0) and taken(g, values)
    ),
    "an otherwise is always taken": _branching(
        taken=lambda g, values: (g.condition < 0 and g.selector < 0) or taken(g, values)
    ),
    "an else when does not look at what is before it": _branching(
        taken=lambda g, values: taken(replace(g, earlier=()) if g.condition >= 0 else g, values)
    ),
    "a case has its first key alone": _branching(taken=_first_key),
    "a default is never taken": _branching(
        taken=lambda g, values: (g.selector < 0 or g.keys is not None) and taken(g, values)
    ),
    "a default is always taken": _branching(
        taken=lambda g, values: (g.selector >= 0 and g.keys is None) or taken(g, values)
    ),
    "less without sign": wrong("less", lambda s, p, q: int(p < q), of_patterns=True),
    "less or equal without sign": wrong("less_equal", lambda s, p, q: int(p <= q), of_patterns=True),
    "less is less or equal": wrong("less", lambda s, a, b: int(a <= b)),
    "less or equal is less": wrong("less_equal", lambda s, a, b: int(a < b)),
    "less turned round": wrong("less", lambda s, a, b: int(b < a)),
    "product without sign": wrong("multiply", lambda s, p, q: p * q, of_patterns=True),
    "product of the first width": wrong("multiply", lambda s, a, b: (a * b) % (1 << s.widths[0])),
    "shift right without sign": wrong("shift_right", lambda s, p, b: p >> min(b, s.width), of_patterns=True),
    "shift left beyond the width wraps": wrong("shift_left", lambda s, a, b: a << (b % s.width)),
    "shift right beyond the width wraps": wrong("shift_right", lambda s, a, b: a >> (b % s.width)),
    "shift right beyond the width gives 0": wrong("shift_right", lambda s, a, b: a >> b if b < s.width else 0),
    "shift of 32 bits of amount": wrong("shift_left", lambda s, a, b: a << min(b % (1 << 32), s.width)),
    "shift left is right": wrong("shift_left", lambda s, a, b: a >> min(b, s.width)),
    "sum without the highest bit": wrong("add", lambda s, a, b: _top(s, a + b)),
    "difference turned round": wrong("subtract", lambda s, a, b: b - a),
    "negation is inversion": wrong("negate", lambda s, a: ~a),
    "inversion is negation": wrong("not", lambda s, a: -a),
    "and is or": wrong("and", lambda s, p, q: p | q),
    "or is exclusive": wrong("or", lambda s, p, q: p ^ q),
    "exclusive or is or": wrong("xor", lambda s, p, q: p | q),
    "reduction by and misses the highest bit": wrong("reduce_and", lambda s, p: int(_all_below_top(s, p))),
    "reduction by or misses the lowest bit": wrong("reduce_or", lambda s, p: int(p >> 1 != 0)),
    "parity is inverted": wrong("reduce_xor", lambda s, p: 1 - p.bit_count() % 2),
    "equal misses the highest bit": wrong("equal", lambda s, p, q: int((p ^ q) % (1 << (s.widths[0] - 1)) == 0)),
    "not equal is equal": wrong("not_equal", lambda s, p, q: int(p == q)),
    "mux swapped": wrong("mux", lambda s, selector, p, q: q if selector else p),
    "slice off by one": wrong("extract", lambda s, p: p >> (s.low + 1)),
    "concatenation in the other order": wrong("concat", _concat),
    "zero extension copies the sign": wrong("zero_extend", RULES["sign_extend"].value),
    "sign extension with zeros": wrong("sign_extend", lambda s, p: p),
    "cast loses the highest bit": wrong("cast", lambda s, p: _top(s, p)),
    "division rounds down": wrong("divide", lambda s, a, b: a // b if b else 0),
    "division without sign": wrong("divide", lambda s, p, q: p // q if q else 0, of_patterns=True),
    "division by zero gives ones": wrong("divide", lambda s, a, b: RULES["divide"].value(s, a, b) if b else -1),
    "remainder with the sign of the divisor": wrong("modulo", lambda s, a, b: a % b if b else a),
    "remainder without sign": wrong("modulo", lambda s, p, q: p % q if q else p, of_patterns=True),
    "remainder by zero is 0": wrong("modulo", lambda s, a, b: RULES["modulo"].value(s, a, b) if b else 0),
    "choice of the first value": wrong("choose", lambda s, selector, *rest: rest[1]),
    "choice never takes the default": wrong("choose", _never_default),
    "an index beyond the end reads the last place": wrong(
        "index", lambda s, p, i: p >> (min(i, (s.widths[0] - s.width) // s.step) * s.step)
    ),
    "an index beyond the end reads what is left": wrong("index", lambda s, p, i: p >> min(i * s.step, s.widths[0])),
    "an index wraps": wrong("index", lambda s, p, i: p >> (i % ((s.widths[0] - s.width) // s.step + 1) * s.step)),
    "an element is put in the place above": wrong("replace", lambda s, p, i, q: RULES["replace"].value(s, p, i + 1, q)),
    "an element is joined to what is there": wrong(
        "replace", lambda s, p, i, q: p | (q << (i * s.widths[2])) if i * s.widths[2] < s.width else p
    ),
    "reset of the other polarity": replace(MEANING, edge=_reset_turned),
    "enable of the other polarity": replace(MEANING, edge=_enable_turned),
    "reset ignored": replace(MEANING, edge=_edge(reset=-1), at_once=lambda register, values: None),
    "enable ignored": replace(MEANING, edge=_edge(enable=-1)),
    "enable before reset": replace(MEANING, edge=_enable_first),
    "asynchronous reset waits for the clock": replace(MEANING, at_once=lambda register, values: None),
    "synchronous reset does not wait": replace(
        MEANING, at_once=lambda r, values: r.reset_value if r.reset >= 0 and values[r.reset] else None
    ),
    "reset value is 0": replace(
        MEANING, edge=_edge(reset_value=0), at_once=lambda r, v: 0 if r.is_async and v[r.reset] else None
    ),
}


def _write(**gone: int) -> Callable[[WritePort, list[int], Sequence[int]], None]:
    return lambda port, words, values: written(replace(port, **gone), words, values)


def _write_whole(port: WritePort, words: list[int], values: Sequence[int]) -> None:
    written(replace(port, mask=-1, parts=1, width=port.width * port.parts), words, values)


def _write_masked_round(port: WritePort, words: list[int], values: Sequence[int]) -> None:
    if port.mask >= 0:
        values = list(values)
        values[port.mask] = int(f"{values[port.mask]:0{port.parts}b}"[::-1], 2)
    written(port, words, values)


def _write_wrapped(port: WritePort, words: list[int], values: Sequence[int]) -> None:
    values = list(values)
    values[port.address] %= len(words)
    written(port, words, values)


def _read_turned(port: ReadPort, values: Sequence[int]) -> bool:
    return port.enable < 0 or not is_enabled(port, values)


MEANING_FAULTS |= {
    "a word beyond the last is another": replace(MEANING, word=lambda words, a: words[a % len(words)]),
    "a word beyond the last is the last": replace(MEANING, word=lambda words, a: words[min(a, len(words) - 1)]),
    "the last word is beyond": replace(MEANING, word=lambda words, a: word(words[:-1], a)),
    "a write beyond the last word is one of another": replace(MEANING, written=_write_wrapped),
    "a write takes the whole word": replace(MEANING, written=_write_whole),
    "a mask is turned round": replace(MEANING, written=_write_masked_round),
    "the enable of a write is ignored": replace(MEANING, written=_write(enable=-1)),
    "of two writes the first wins": replace(MEANING, in_order=lambda ports: ports[::-1]),
    "an old read is new": replace(MEANING, sees=lambda port, write: write.clock == port.clock),
    "a new read is old": replace(MEANING, sees=lambda port, write: False),
    "the enable of a read is ignored": replace(MEANING, is_enabled=lambda port, values: True),
    "the enable of a read is turned round": replace(MEANING, is_enabled=_read_turned),
    "contents are zeros": replace(MEANING, power_up=lambda n, contents, x: power_up(n, contents and [], x)),
    "contents begin at the second word": replace(
        MEANING, power_up=lambda n, contents, x: power_up(n, contents and [0, *contents][:n], x)
    ),
}


MEANING_FAULTS |= faults_of_hosts.FAULTS


def _all_below_top(s: Shape, p: int) -> bool:
    ones = (1 << (s.widths[0] - 1)) - 1
    return p & ones == ones


def finds(case: Case, meaning: Meaning) -> bool:
    """Whether a design of which the simulators say what it means shows the fault."""
    wrong, right = meant(case, meaning), meant(case)
    return wrong != right or wrong.said != right.said


# -- faults of the text -----------------------------------------------------------------------------------------------

TEXT_FAULTS: dict[str, tuple[str, str]] = {
    "arithmetic shift is logical": (r">>> ", ">> "),
    "the sign of a comparison is lost": (r"\$signed\((\w+)\) (<|>=)", r"\1 \2"),
    "an asynchronous reset waits": (r"posedge (\S+) or posedge \w+", r"posedge \1"),
    "a reset is turned round": (r"if \((a?rst\d+)\) begin", r"if (!\1) begin"),
    "an enable is ignored": (r"end else if \(\w+\) begin", "end else begin"),
    "an enable is turned round": (
        r"^    if \((\w+)\) begin\n(      \w+(?:\[[\d:]+\])? <= )",
        r"    if (!\1) begin\n\2",
    ),
    "the clock's other edge": (r"@\(posedge (\w+)\)", r"@(negedge \1)"),
    "a conditional is swapped": (r" \? (\w+) : (\w+);", r" ? \2 : \1;"),
    "a sum is a difference": (r"(\w+) \+ (?!1\) begin)(\w+)", r"\1 - \2"),
    "a difference is turned round": (r"(\w+) - (\w+)", r"\2 - \1"),
    "a concatenation is turned round": (r"\{([a-z]\w*), ([a-z]\w*)\}", r"{\2, \1}"),
    "an inversion is lost": (r"= ~", "= "),
    "a reduction is of one bit": (r"= [|&^](\w+);", r"= \1[0];"),
    "a shift turns": (r"(\w) << ", r"\1 >> "),
    "less is less or equal": (r" < ", " <= "),
    "equal is not equal": (r" == ", " != "),
    "and is or": (r"(\w+) & (\w+);", r"\1 | \2;"),
    "an initial value is inverted": (r"((?:reg|logic) (?:\[\d+:0\] )?\w+ = )", r"\1 ~"),
    "contents are inverted": (r"^(    \w+\[\d+\] = )", r"\1~"),
    "a write goes elsewhere": (r"^( +\w+)\[(\w+)\]((?:\[[\d:]+\])?) <= ", r"\1[~\2]\3 <= "),
    "a masked write is of all parts": (r"^      if \(\w+\[\d+\]\) begin$", "      if (1) begin"),
    "a sign is extended with zeros": (r"\{\{(\d+)\{(\w+)\[\d+\]\}\}", r"{{\1{1'b0}}"),
    "a quotient is a remainder": (r" / ", " % "),
    "a divisor of 0 is not asked for": (r"\w+ == \d+'b0 \? [\w']+ : (\w+ [/%])", r"\1"),
    "two cases are swapped": (r"(\d+'d\d+)(: \w+ = \w+;\n +)(\d+'d\d+)(: \w+ = )", r"\3\2\1\4"),
    "an element is put elsewhere": (r"(\w+)\[(\w+)\] = ", r"\1[~\2] = "),
    "an else is dropped": (r"end else begin\n(      +\S+ (?:<?=) )", r"end else if (1'b0) begin\n\1"),
    "a default branch is dropped": (r"default: begin\n\s+\S+ <?= [^\n]*\n\s+end", "default: ;"),
    "a key of a case is another": (r"(\d+'d)(\d+): begin", r"\g<1>0: begin"),
    "an assertion fails where it holds": (r"if \(~(\w+)\) begin\n( +\$display\(\"ass)", r"if (\1) begin\n\2"),
    "an assertion is of the inverse": (r"assert \((\w+)\);", r"assert (~\1);"),
    "an assumption is of the inverse": (r"assume \((\w+)\);", r"assume (~\1);"),
    "a cover is of the inverse": (r"if \((\w+)\) begin\n( +\$display\(\"cov)", r"if (~\1) begin\n\2"),
    "a check in reset": (r"^    if \(~a?rst\d+\) begin\n(?=(?:`|      \$|      if \(~))", "    if (1'b1) begin\n"),
    "a printed number loses its sign": (r"(\$display\([^\n]*)\$signed\(", r"\1("),
    "a printed number is to another base": (r"(\$display\([^\n]*)%0?h", r"\1%o"),
    "a printed percent is none": (r"100%%", "100"),
    "a pad is joined with nothing": (r"\.pad\(\w+\)", ".pad()"),
    "a pad is not raised": (r"\.(io\d+)\(io\d+\)", r".\1()"),
    "the upper bits of an amount are lost": (r"\(\{\d+\{\|?\w+\[[\d:]+\]\}\} \| ", "("),
}
"""A pattern of the printed text, and what stands there instead."""


def edited(text: str, fault: str) -> str | None:
    pattern, by = TEXT_FAULTS[fault]
    changed, count = re.subn(pattern, by, text, flags=re.MULTILINE)
    return changed if count else None


def renamed(text: str, modules: Sequence[str], suffix: str) -> str:
    """With other names of the modules, so that several forms of one design can stand in one bench."""
    names = "|".join(sorted(map(re.escape, modules), key=len, reverse=True))
    text = re.sub(rf'"@({names})(?=[ "])', rf'"@\1{suffix}', text)
    text = re.sub(rf'(: )@({names})(?=[ "])', rf"\1@\2{suffix}", text)
    return re.sub(rf"^((?:module|)\s*)({names})\b", rf"\1\2{suffix}", text, flags=re.MULTILINE)


def text_faults_found(cases: Sequence[Case], each: int = 20) -> dict[str, tuple[int, int]]:
    """Of each fault how many designs show it, of how many that were edited: up to `each` of those that it can be in."""
    planted: list[tuple[str, Case]] = []
    for number, fault in enumerate(TEXT_FAULTS):
        count = 0
        for case in cases:
            text = edited(case.verilog, fault)
            if text is None or count == each:
                continue
            count += 1
            suffix = f"_f{number}"
            text = renamed(text, list(case.design.modules), suffix)
            planted.append((fault, replace(case, verilog=text, name=case.design.root.key + suffix)))
    every = differences([case for _, case in planted], "iverilog", [meant(case) for _, case in planted])
    found = dict.fromkeys(TEXT_FAULTS, (0, 0))
    for (fault, _), difference in zip(planted, every, strict=True):
        is_found = difference is not None and difference.phase >= 0
        found[fault] = (found[fault][0] + is_found, found[fault][1] + 1)
    return found
