"""The fuzzer finds a parser that crashes, hangs, raises, or takes everything."""

import os
import signal
import time

import fuzz
import pytest


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
