"""Circuits for other tools: what `hwgen.documents` writes for FuseSoC and as IP-XACT."""

from __future__ import annotations

import re

from ._pages import subject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ._pages import Manifest


def _name_of(vlnv: str) -> list[str]:
    parts = vlnv.split(":")
    if len(parts) != 4 or not all(re.fullmatch(r"[A-Za-z0-9_.-]+", part) for part in parts):
        raise ValueError(f"a core is called vendor:library:name:version, and not {vlnv!r}")
    return parts


def _vlnv(manifest: Manifest, vlnv: str | None) -> list[str]:
    if subject(manifest) != "circuit":
        raise ValueError(f"a circuit is described to other tools, and this is the manifest of a {manifest['manifest']}")
    return _name_of(vlnv or f"hwgen:generated:{manifest['name']}:0.1.0")


def ipxact(manifest: Manifest, files: Sequence[str], vlnv: str | None = None) -> str:
    """A circuit as a component of IP-XACT (IEEE 1685-2009): its ports, the parameters of its Verilog module, its
    arguments, and the files that it is in, as `Circuit.write_verilog_folder` gives them.

    `vlnv` is what it is called, "vendor:library:name:version". ValueError for the manifest of something else, for a
    name that is none, and for a width over late parameters that is more than sums and products.
    """
    from xml.etree import ElementTree

    space = "http://www.spiritconsortium.org/XMLSchema/SPIRIT/1685-2009"
    ElementTree.register_namespace("spirit", space)

    def add(parent: Any, name: str, text: object = None, **attributes: str) -> Any:
        made = ElementTree.SubElement(parent, f"{{{space}}}{name}")
        for attribute, value in attributes.items():
            made.set(f"{{{space}}}{attribute}", value)
        if text is not None:
            made.text = str(text)
        return made

    root = ElementTree.Element(f"{{{space}}}component")
    for name, part in zip(("vendor", "library", "name", "version"), _vlnv(manifest, vlnv), strict=True):
        add(root, name, part)
    model = add(root, "model")
    view = add(add(model, "views"), "view")
    add(view, "name", "rtl")
    add(view, "envIdentifier", ":*Synthesis:")
    add(view, "language", "verilog")
    add(view, "modelName", manifest["name"])
    add(add(view, "fileSetRef"), "localName", "rtl")
    if manifest["ports"]:
        ports = add(model, "ports")
        for each in manifest["ports"]:
            port = add(ports, "port")
            add(port, "name", each["name"])
            wire = add(port, "wire")
            add(wire, "direction", each["direction"])
            value, formula = _highest_bit(each, manifest["late"])
            if value or formula:
                vector = add(wire, "vector")
                told = {"resolve": "dependent", "dependency": formula} if formula else {}
                add(vector, "left", value, format="long", **told)
                add(vector, "right", 0)
    if manifest["late"]:
        parameters = add(model, "modelParameters")
        for each in manifest["late"]:
            parameter = add(parameters, "modelParameter", dataType="integer")
            add(parameter, "name", each["name"])
            add(
                parameter,
                "value",
                each["default"],
                format="long",
                resolve="user",
                id=each["name"],
                minimum=str(each["minimum"]),
                maximum=str(each["maximum"]),
                rangeType="int",
            )
    file_set = add(add(root, "fileSets"), "fileSet")
    add(file_set, "name", "rtl")
    for path in files:
        file = add(file_set, "file")
        add(file, "name", path)
        add(file, "fileType", "systemVerilogSource" if path.endswith(".sv") else "verilogSource")
    if manifest.get("doc"):
        add(root, "description", manifest["doc"])
    if manifest["arguments"]:
        arguments = add(root, "parameters")
        for each in manifest["arguments"]:
            argument = add(arguments, "parameter")
            add(argument, "name", each["name"])
            add(argument, "value", each["text"])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _highest_bit(port: dict[str, Any], late: list[dict[str, Any]]) -> tuple[int, str]:
    """The number of a port's highest bit, with late parameters at their defaults, and its formula in XPath if it is
    over them."""
    width = port["type"]["width"]
    if "value" in width:
        return width["value"] - 1, ""
    words = set(re.findall(r"[A-Za-z_]\w*", width["text"]))
    if words - {each["name"] for each in late} or re.search(r"[^\w\s()+*-]|\*\*", width["text"]):
        shown = f"`{width['text']}` of port {port['name']}"
        raise ValueError(f"IP-XACT has no formula for the width {shown}, which a late parameter decides")
    formula = re.sub(r"[A-Za-z_]\w*", lambda found: f"id('{found[0]}')", width["text"])
    return port["type"]["default_width"] - 1, f"{formula} - 1"


def fusesoc(manifest: Manifest, files: Sequence[str], vlnv: str | None = None) -> str:
    """A circuit as a core file of FuseSoC (CAPI2): its files, as `Circuit.write_verilog_folder` gives them, its top,
    and the parameters of its Verilog module; with targets `default` and, for verilator, `lint`.

    `vlnv` is what it is called, "vendor:library:name:version". ValueError for the manifest of something else, and for a
    name that is none.
    """
    from json import dumps as quoted

    name = ":".join(_vlnv(manifest, vlnv))
    sources = [path for path in files if not path.endswith((".vlt", ".f"))]
    waivers = [path for path in files if path.endswith(".vlt")]
    is_system = any(path.endswith(".sv") for path in sources)
    out = ["CAPI=2:", f"name: {quoted(name)}"]
    if manifest.get("doc"):
        out.append(f"description: {quoted(' '.join(manifest['doc'].split()))}")
    out += ["", "filesets:", "  rtl:", "    files:"]
    out += [f"      - {quoted(path)}" for path in sources]
    out.append(f"    file_type: {'systemVerilogSource' if is_system else 'verilogSource'}")
    if waivers:
        out += ["  waivers:", "    files:", *(f"      - {quoted(path)}" for path in waivers), "    file_type: vlt"]
    for target in ("default", "lint"):
        is_lint = target == "lint"
        out += ["", "targets:"] if not is_lint else [""]
        sets = '["rtl", "waivers"]' if is_lint and waivers else '["rtl"]'
        out += [f"  {target}:", f"    filesets: {sets}", f"    toplevel: {quoted(manifest['name'])}"]
        if manifest["late"]:
            out.append(f"    parameters: [{', '.join(quoted(each['name']) for each in manifest['late'])}]")
        if is_lint:
            out += ["    default_tool: verilator", "    tools:", "      verilator:", "        mode: lint-only"]
    if manifest["late"]:
        out += ["", "parameters:"]
        for each in manifest["late"]:
            out += [f"  {quoted(each['name'])}:", "    datatype: int", f"    default: {each['default']}"]
            out += [f"    description: {each['minimum']} to {each['maximum']}", "    paramtype: vlogparam"]
    return "\n".join(out) + "\n"
