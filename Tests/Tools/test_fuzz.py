"""The fuzzer finds a parser that crashes, hangs, raises, or takes everything; and what it begins with is taken."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import fuzz
import libfuzzer
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FUZZ = ROOT / "Tests" / "Fuzz"
LIBRARY = Path(os.environ.get("HWGEN_LIBRARY") or ROOT / "build" / "lib" / "libhwgen.so").resolve()
SEEDS = sorted((ROOT / "Tests" / "Corpus").glob("*/seed-*"))


@pytest.fixture(autouse=True)
def corpus(tmp_path, monkeypatch):
    monkeypatch.setattr(fuzz, "CORPUS", tmp_path)
    monkeypatch.setattr(fuzz, "PATIENCE", 1)
    (tmp_path / "ports").mkdir()
    (tmp_path / "ports" / "one").write_text("in I0, I1: UInt(8); out O: UInt(8)")
    return tmp_path


def sound(data: bytes) -> bool:
    return data.startswith(b"in")


def raising(data: bytes) -> bool:
    if b"endmodule" in data:
        raise ValueError("not a diagnostic")
    return sound(data)


def crashing(data: bytes) -> bool:
    if data.count(b"(") > 900:
        os.kill(os.getpid(), signal.SIGKILL)
    return sound(data)


def hanging(data: bytes) -> bool:
    if data.count(b"[") > 900:
        time.sleep(60)
    return sound(data)


def test_a_sound_parser_passes(capsys):
    assert fuzz.fuzz("ports", sound, seed=1, count=300)
    assert "300 inputs" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("parser", "said"), [(raising, "not a diagnostic"), (crashing, "dies of SIGKILL"), (hanging, "hangs for 1 s")]
)
def test_a_fault_is_found_and_kept(parser, said, corpus, capsys):
    assert not fuzz.fuzz("ports", parser, seed=1, count=2000, limit=1)
    assert said in capsys.readouterr().out
    kept = list((corpus / "ports").glob("finding-*"))
    assert len(kept) == 1
    # It is tried first from now on.
    assert kept[0].read_bytes() in [fuzz.Source("ports", 2).input(index) for index in range(2)]


def test_a_parser_that_accepts_everything_tests_nothing(capsys):
    assert not fuzz.fuzz("ports", lambda data: True, seed=1, count=50)
    assert "tests nothing" in capsys.readouterr().out


def test_the_inputs_follow_from_the_seed():
    one, again, other = (fuzz.Source("ports", seed) for seed in (5, 5, 6))
    assert [one.input(i) for i in range(50)] == [again.input(i) for i in range(50)]
    assert [one.input(i) for i in range(50)] != [other.input(i) for i in range(50)]


def untaken(folder: Path) -> list[str]:
    """What Tests/Fuzz/texts.c, in a folder, says of the texts beside it."""
    program = folder / "texts"
    command = ["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", folder / "texts.c"]
    subprocess.run([*command, "-o", program, LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"], check=True)
    environment = {**os.environ, "LD_LIBRARY_PATH": str(LIBRARY.parent)}
    done = subprocess.run([program], capture_output=True, env=environment, check=True)
    assert int(done.stderr.split()[0]) > 60
    return done.stdout.decode(errors="replace").splitlines()


@pytest.fixture
def texts(tmp_path):
    for name in ("texts.c", "texts.h"):
        (tmp_path / name).write_text((FUZZ / name).read_text())
    return tmp_path / "texts.h"


def test_each_text_of_the_dictionary_is_taken_by_what_it_is_for(texts):
    assert untaken(texts.parent) == []


@pytest.mark.parametrize(
    ("sort", "text"),
    [
        ("type", "Union(some: UInt(4), none)"),
        ("interface", "in p: {valid: Bit, data: UInt(4), ready: flip Bit}"),
        ("netlist", "circuit C(in x: Bit; out y: Bit) { y = x }"),
        ("schema", "require n > 2"),
        ("states", "idle, run, stop"),
        ("json", '{\\"modules\\": {}}'),
        ("nothing", "UInt(8)"),
        ("signature", "int64_t f(long n)"),
        ("no_signature", "double f(double n)"),
    ],
)
def test_a_text_of_the_dictionary_that_nothing_takes_is_seen(sort, text, texts):
    known = texts.read_text()
    wrong = re.sub(rf'T\({sort}, ".*"\)', lambda _: f'T({sort}, "{text}")', known, count=1)
    assert wrong != known
    texts.write_text(wrong)
    assert untaken(texts.parent) == [f"is no {sort}: {text}".replace("\\", "")]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_seed_is_accepted_by_its_parser(seed):
    assert fuzz.read_targets(fuzz.TARGETS)[seed.parent.name](seed.read_bytes())


def test_each_parser_has_seeds_and_is_run_by_both_fuzzers():
    targets = set(fuzz.read_targets(fuzz.TARGETS))
    assert targets == {seed.parent.name for seed in SEEDS} == set(libfuzzer.PARSERS)
