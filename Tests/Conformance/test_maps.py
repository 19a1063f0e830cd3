"""What is told of the text: the map of its names, and the schematic, of every golden design and of random ones.

The declarations are those that slang finds in the text, so that nothing is taken from the printer that wrote both.
"""

from __future__ import annotations

import os
import re
import runpy
import sys
from collections.abc import Iterator
from functools import cache

import pytest
from pyslang import syntax
from test_conformance import CASES, EXAMPLES, HERE, LIBRARY, ROOT

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "Tests"))

import hwgen as hw
from Differential import generator, hosted, netlist

RANDOM = [f"random {seed}" for seed in range(40)]
LABELS = """module M {
  in clk: Clock
  in a: Bit
  in s: SInt(4)
  out t: SInt(4)
  %4 seen = check cover clock clk, a
  %5 always_a = check assert clock clk, a
  %6 a = check assume clock clk, a, "a {}", a
  %7 note = check print clock clk, "a"
  %8 x = instance X(s: s)
  %9: SInt(4) = output %8.t
  check %4
  check %5
  check %6
  check %7
  drive t = %9
}
module X external {
  in s: SInt(4)
  out t: SInt(4)
  out u: SInt(4)
}
"""


@cache
def text_of(name: str) -> str:
    """The netlist of a golden or a random design, or of one with labels and signed pins."""
    if name == "labels":
        return LABELS
    if name in RANDOM:
        return netlist.write(hosted.expanded(generator.design(int(name.removeprefix("random ")))))
    source = EXAMPLES.get(name, {}).get("python", HERE / "python" / f"{name}.py")
    found: list[str] = []
    with hw.Context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(hw.Circuit, "write_verilog", lambda circuit, *_: found.append(circuit.netlist))
        patch.setattr(sys, "argv", [str(source), f"{name}.v"])
        runpy.run_path(str(source), run_name="__main__")
    (text,) = found
    return text


def modules_of(name: str) -> Iterator[hw.Circuit]:
    """Every module of a design as a root of its own."""
    types, *modules = re.split(r"(?m)^(?=module )", text_of(name))
    for module in modules:
        if " external " not in module.splitlines()[0]:
            others = [other for other in modules if other is not module]
            with hw.Context():
                yield hw.read_netlist("".join([types, module, *others]))


# -- the map of names -------------------------------------------------------------------------------------------------


def declarations(verilog: str) -> dict[str, dict[str, str]]:
    """Of each module, what it declares, and as what: by slang's syntax tree."""
    tree = syntax.SyntaxTree.fromText(verilog)
    modules: dict[str, dict[str, str]] = {}

    def name(declarator: syntax.SyntaxNode) -> str:
        return str(declarator.name.valueText)

    for module in [tree.root] if tree.root.kind == syntax.SyntaxKind.ModuleDeclaration else tree.root.members:
        found = modules.setdefault(str(module.header.name.valueText), {})
        for port in (
            (each for each in module.header.ports.ports if hasattr(each, "header")) if module.header.ports else ()
        ):
            found[name(port.declarator)] = str(port.header.direction.valueText)
        for declaration in module.header.parameters.declarations if module.header.parameters else ():
            for each in (each for each in getattr(declaration, "declarators", ()) if hasattr(each, "name")):
                found[name(each)] = "parameter"
        for member in module.members:
            match member.kind:
                case syntax.SyntaxKind.ConcurrentAssertionMember:
                    if member.statement.label:
                        found[name(member.statement.label)] = "label"
                case syntax.SyntaxKind.NetDeclaration | syntax.SyntaxKind.DataDeclaration:
                    keyword = re.sub(r"\(\*.*?\*\)", "", str(member)).split()[0]
                    for each in (each for each in member.declarators if hasattr(each, "name")):
                        found[name(each)] = "array" if len(each.dimensions) else keyword
                case syntax.SyntaxKind.ParameterDeclarationStatement:
                    for each in (each for each in member.parameter.declarators if hasattr(each, "name")):
                        found[name(each)] = "localparam"
                case syntax.SyntaxKind.HierarchyInstantiation:
                    for each in (each for each in member.instances if hasattr(each, "decl")):
                        found[name(each.decl)] = "instance"
    return modules


KINDS = {
    "input": {"input"},
    "output": {"output"},
    "inout": {"inout"},
    "array": {"memory"},
    "localparam": {"constant"},
    "integer": {"loop"},
    "wire": {"wire", "value"},
    "reg": {"register", "wire", "value"},
    "logic": {"register", "wire", "value"},
    "instance": {"instance"},
    "parameter": {"parameter"},
    "label": {"label"},
}
"""What may be declared as what."""
INLINE = {"shifted"}
"""What the inline Verilog of the cases declares, of which hwgen knows nothing."""


@pytest.mark.parametrize("profile", ["verilog", "systemverilog", "concurrent"])
@pytest.mark.parametrize("name", [*CASES, *EXAMPLES, *RANDOM, "labels"])
def test_the_map_has_every_name_that_the_text_declares_with_its_kind(name: str, profile: str) -> None:
    with hw.Context():
        circuit = hw.read_netlist(text_of(name))
        is_concurrent = profile == "concurrent"
        verilog = circuit.verilog("systemverilog" if is_concurrent else profile, concurrent=is_concurrent)
        mapped = circuit.name_map()["modules"]
    declared = declarations(verilog)
    assert declared and declared.keys() == mapped.keys()
    for module, names in declared.items():
        told = {key: signal["kind"] for key, signal in mapped[module]["signals"].items()}
        if not is_concurrent:
            told = {key: kind for key, kind in told.items() if kind != "label"}
        told |= dict.fromkeys(mapped[module]["instances"], "instance")
        names = {key: how for key, how in names.items() if key not in INLINE}
        assert names.keys() == told.keys()
        wrong = {key: (how, told[key]) for key, how in names.items() if told[key] not in KINDS[how]}
        assert not wrong, f"{module}: {wrong}"
        body = verilog.split(f"module {module} ", 1)[1].split("endmodule")[0]
        for key, kind in told.items():
            if kind == "memory":
                assert f" {key} [0:{mapped[module]['signals'][key]['depth'] - 1}];" in body
            # Nothing but a register and a memory is set at a clock's edge.
            if re.search(rf"(?m)^ +{re.escape(key)}(\[\S*\])? <= ", body):
                assert kind in ("register", "output", "memory"), key


def test_the_designs_declare_each_kind() -> None:
    kinds = set()
    for name in [*CASES, "labels"]:
        with hw.Context():
            circuit = hw.read_netlist(text_of(name))
            for module in circuit.name_map()["modules"].values():
                kinds |= {signal["kind"] for signal in module["signals"].values()}
    assert kinds >= set().union(*KINDS.values()) - {"instance", "loop"}


# -- the schematic ----------------------------------------------------------------------------------------------------


def drawn(graph: str) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The label of each node, and the edges between nodes and pins."""
    nodes, edges = {}, set()
    for line in graph.splitlines()[5:-1]:
        if edge := re.fullmatch(r"  (\w+(?::\w+)?) -> (\w+(?::\w+)?)( \[.*\])?", line):
            edges.add((edge[1], edge[2]))
        else:
            node = re.fullmatch(r'  (\w+) \[.*?label="((?:[^"\\]|\\.)*)"\]', line)
            assert node, line
            assert node[1] not in nodes, f"{node[1]} stands twice in the graph"
            nodes[node[1]] = node[2]
    return nodes, edges


@pytest.mark.parametrize("name", [*CASES, *EXAMPLES, *RANDOM])
def test_everything_that_is_driven_has_a_box_and_an_edge_into_it(name: str) -> None:
    for circuit in modules_of(name):
        module = circuit.name_map()["modules"][re.search(r"(?m)^module (\w+)", circuit.verilog())[1]]
        verilog = circuit.verilog().split("endmodule")[0]
        nodes, edges = drawn(circuit.schematic())
        # By name. A register or a choice that is an output is a box of its own behind the port.
        boxes: dict[str, list[str]] = {}
        for node, label in nodes.items():
            if not node.startswith(("i", "e_", "c")):
                boxes.setdefault(re.split(r" =|\\n", label)[0], []).append(node)
        for key, of_name in boxes.items():
            behind = [node[0] for node in of_name]
            assert behind in (["p"], ["n"], ["x"], ["p", "x"]), f"{key} has the boxes {of_name}"
        assert all(node.split(":")[0] in nodes for edge in edges for node in edge), "an edge from or to no node"
        reached, left = {node for _, node in edges}, {node for node, _ in edges}
        for node in nodes:
            assert not node.startswith("e_") or node in left, f"{node} leads nowhere"
        # A check that constants switch off is in neither.
        checks = dict(re.findall(r"(?m)^  %(\d+) = check (\w+)", circuit.netlist.split("\n}", 1)[0]))
        for label in [label for label in checks if f"c{label}" in nodes]:
            assert nodes[f"c{label}"].split("\\n")[0] == checks[label]
        for word in ("assert", "assume", "cover"):
            boxed = [label for label, kind in checks.items() if kind == word and f"c{label}" in nodes]
            assert len(boxed) == verilog.count(f" {word} ("), f"{word}: {boxed}"
        for key, signal in module["signals"].items():
            kind = signal["kind"]
            if kind in ("constant", "loop", "parameter", "label"):
                assert key not in boxes, f"the {kind} {key} has a box"
                continue
            # A pin of an instance, or of inline Verilog.
            pin = rf"(?m)^ +\.\w+\({re.escape(key)}(_signed\w*)?\),?$|\) {re.escape(key)} <= "
            is_pin = kind == "value" and re.search(pin, verilog)
            assert key in boxes or (is_pin and "name" not in signal), f"the {kind} {key} has no box"
            is_set = re.search(rf"(?m)(^ +|assign ){re.escape(key)}(\[.*?\])* (<=|=) |\({re.escape(key)}\),?$", verilog)
            if kind in ("output", "wire") or (kind in ("register", "memory") and is_set):
                if kind == "memory" and " <= " not in is_set[0]:
                    continue
                assert reached.issuperset(boxes[key]), f"nothing leads to the {kind} {key}"
            if kind == "memory":
                words = f"{signal['depth']} × {signal['type']}"
                assert nodes[boxes[key][0]] == f"{key}\\n{words}"
