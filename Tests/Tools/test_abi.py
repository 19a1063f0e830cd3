"""The baseline of the ABI: each sort of change of the header is seen, and recorded only where it may be."""

from __future__ import annotations

from pathlib import Path

import abi
import pytest

CHANGES = {
    "the value of a constant": ("#define HWGEN_OP_XOR 18 ", "#define HWGEN_OP_XOR 118 "),
    "a constant is gone": ("#define HWGEN_FAILED 1", ""),
    "the order of fields": (
        "  int32_t direction;\n  /* In bits. */\n  int32_t width;",
        "  int32_t width;\n  int32_t direction;",
    ),
    "the type of a field": ("  size_t name_size;", "  int64_t name_size;"),
    "a structure grows": ("  int32_t header;\n", "  int32_t header;\n  void *more;\n"),
    "the type of a parameter": ("hwgen_net a, int32_t index);", "hwgen_net a, int64_t index);"),
    "a result": ("int32_t hwgen_type_width(", "int64_t hwgen_type_width("),
    "a function is gone": ("int32_t hwgen_abi(void);", ""),
    "a callback": ("const char *HWGEN_NONNULL data, size_t size);", "const char *HWGEN_NONNULL data, int size);"),
    "a type": ("typedef int32_t hwgen_status;", "typedef int64_t hwgen_status;"),
}
ADDITION = "int32_t hwgen_abi(void);\nint32_t hwgen_new(int32_t x);\n#define HWGEN_NEW 1"
each_change = pytest.mark.parametrize("change", CHANGES)


@pytest.fixture
def changed(tmp_path: Path):
    """Makes a copy of the header with one text for another, and a baseline of the header as it is."""

    def make(*pairs: tuple[str, str]) -> tuple[Path, Path]:
        text = abi.HEADER.read_text()
        for before, after in pairs:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        header, baseline = tmp_path / "hwgen.h", tmp_path / "hwgen.abi"
        header.write_text(text)
        baseline.write_text(abi.BASELINE.read_text())
        return header, baseline

    return make


def test_the_header_is_what_its_baseline_says():
    assert abi.complaints() == []


def test_the_baseline_has_every_sort_of_line():
    lines = abi.BASELINE.read_text().splitlines()
    assert lines[0] == f"HWGEN_ABI {abi.number(lines)}"
    counts = {kind: sum(line.startswith(kind + " ") for line in lines) for kind in ("constant", "struct", "type")}
    assert all(count >= 5 for count in counts.values()), counts
    assert sum(line.startswith("function ") for line in lines) > 80
    assert "struct hwgen_port at 28, 4 bytes: int32_t width" in lines
    assert "type int32_t (*hwgen_sink)(void *, const char *, size_t)" in lines


@each_change
def test_a_change_is_seen_and_not_recorded_while_the_number_stays(change, changed):
    header, baseline = changed(CHANGES[change])
    before = baseline.read_text()
    assert any("raises HWGEN_ABI" in line for line in abi.complaints(header, baseline))
    assert "HWGEN_ABI is 1 still" in abi.record(header, baseline)
    assert baseline.read_text() == before


@each_change
def test_a_change_is_recorded_when_the_number_is_raised(change, changed):
    header, baseline = changed(CHANGES[change], ("#define HWGEN_ABI 1", "#define HWGEN_ABI 2"))
    assert any("of ABI 1, and hwgen.h of ABI 2" in line for line in abi.complaints(header, baseline))
    assert abi.record(header, baseline) is None
    assert abi.complaints(header, baseline) == []


def test_an_addition_is_refused_until_it_is_recorded(changed):
    header, baseline = changed(("int32_t hwgen_abi(void);", ADDITION))
    found = abi.complaints(header, baseline)
    assert len(found) == 3 and "function int32_t hwgen_new (int32_t)" in found[1] and "--record" in found[2]
    assert abi.record(header, baseline) is None
    assert abi.complaints(header, baseline) == []


def test_the_number_never_falls(changed):
    header, baseline = changed(("#define HWGEN_ABI 1", "#define HWGEN_ABI 0"))
    assert "never falls" in abi.record(header, baseline)


def test_names_of_parameters_and_comments_are_no_part(changed):
    header, baseline = changed(
        ("hwgen_net a, int32_t index);", "hwgen_net of, int32_t place);"),
        ("/* In bits. */", "/* Bits. */"),
        ("const char *HWGEN_NONNULL data, size_t size);", "const char *HWGEN_NONNULL bytes, size_t n);"),
    )
    assert abi.complaints(header, baseline) == []
