"""Manifests: of the conformance cases the same from every host, and as schemas/manifest.schema.json says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from test_conformance import CASES, GOLDEN, RECORD, ROOT, WRITE

VALIDATOR = Draft202012Validator(json.loads((ROOT / "schemas" / "manifest.schema.json").read_text()))


def plain(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The generators of a context's manifest without what each host has of its own: places, docs, the order in which it
    declares, what stands before the dots of identities, and what its hooks are given."""
    generators = []
    for generator in manifest["generators"]:
        del generator["identity"]
        for name in ("place", "doc"):
            generator.pop(name, None)
        generator["hooks"] = [hook.rpartition(".")[2] for hook in generator["hooks"]]
        for circuit in generator["family"]:
            circuit["arguments"] = re.sub(r'generator\("\w+\.', 'generator("', circuit["arguments"])
        generator["family"].sort(key=lambda circuit: circuit["circuit"])
        generators.append(generator)
    return sorted(generators, key=lambda generator: generator["name"])


@pytest.mark.parametrize("host", WRITE)
@pytest.mark.parametrize("name", CASES)
def test_every_host_tells_the_golden_manifest(name: str, host: str, tmp_path: Path) -> None:
    out, golden = tmp_path / f"{name}.json", GOLDEN / f"{name}.json"
    WRITE[host](name, out)
    manifest = json.loads(out.read_text())
    VALIDATOR.validate(manifest)
    written = re.sub('hook [^"]*', "hook", json.dumps(plain(manifest), indent=1)) + "\n"
    if RECORD:
        if host == next(iter(WRITE)):
            golden.write_text(written)
        pytest.fail(f"{golden.name} is recorded")
    assert written == golden.read_text()


def test_the_schema_is_one_and_refuses_what_it_does_not_know() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    good = json.loads((GOLDEN / "add.json").read_text())[0] | {"identity": "Add"}
    VALIDATOR.validate(good)
    parameter = good["parameters"][0]
    for planted in (
        {"surplus": 1},
        {"manifest": "circuits"},
        {"version": 2},
        {"name": "no name"},
        {"family": [{"circuit": "Add"}]},
        {"parameters": [parameter | {"kind": "integer"}]},
        {"parameters": [parameter | {"kind": "enum"}]},
        {"parameters": [parameter | {"words": ["a"]}]},
        {"parameters": [parameter | {"surplus": 1}]},
        {"ports": [good["ports"][0] | {"direction": "input"}]},
    ):
        assert not VALIDATOR.is_valid(good | planted), planted


def test_what_a_stage_and_a_circuit_tell_is_as_the_schema_says() -> None:
    import hwgen as hw

    for bound in ({}, {"depth": 4}, {"item": hw.UInt(8), "depth": 4}):
        VALIDATOR.validate(hw.manifest(hw.bind(hw.lib.FIFO, **bound)))
    assert "bound" in hw.manifest(hw.bind(hw.lib.FIFO, depth=4))
    for name in hw.lib.names():
        VALIDATOR.validate(hw.manifest(getattr(hw.lib, name)))
    VALIDATOR.validate(hw.manifest(hw.lib.FIFO(hw.Record(a=hw.UInt(3), b=hw.Bits(4)))))
    VALIDATOR.validate(hw.manifest(hw.read_netlist(hw.lib.Counter(limit=3).netlist.replace("Counter", "Other"))))
