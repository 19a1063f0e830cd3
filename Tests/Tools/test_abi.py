"""The baseline of the ABI: each sort of change of the header is seen, and recorded only where it may be."""

from __future__ import annotations

import re
from pathlib import Path

import abi
import pytest

# What programs that were written for the header as it is would not go on with.
CHANGES = {
    "the value of a constant": ("#define HWGEN_OP_XOR 18 ", "#define HWGEN_OP_XOR 118 "),
    "a constant is no integer": ("#define HWGEN_FAILED 1", "#define HWGEN_FAILED 1.0"),
    "a constant is gone": ("#define HWGEN_FAILED 1", ""),
    "the words of an operation": ("/* type, clock, enable, reset, reset", "/* clock, type, enable, reset, reset"),
    "the words of a composition": (
        "HWGEN_COMPOSE_REPLACE 3               /* a, index, value",
        "HWGEN_COMPOSE_REPLACE 3 /* a",
    ),
    "an operation makes another net": ("/* target, value; makes none */", "/* target, value */"),
    "a macro of a place": ("hwgen_module_at((module), __FILE__, __LINE__)", "0"),
    "a macro of a place is gone": ("#define HWGEN_HERE(module) hwgen_module_at((module), __FILE__, __LINE__)", ""),
    "the order of fields": (
        "  int32_t direction;\n  /* In bits. */\n  int32_t width;",
        "  int32_t width;\n  int32_t direction;",
    ),
    "the type of a field": ("  size_t name_size;\n  /* Its type. */", "  int64_t name_size;\n  /* Its type. */"),
    "the sign of a field": ("  int32_t profile;", "  uint32_t profile;"),
    "a field is an array": ("  int32_t profile;", "  int32_t profile[1];"),
    "a field is a function": ("  int32_t profile;", "  int32_t (*profile)(int32_t of);"),
    "a field may be NULL no more": ("uint64_t *HWGEN_NULLABLE limbs;", "uint64_t *HWGEN_NONNULL limbs;"),
    "a structure grows": ("  int32_t header;\n", "  int32_t header;\n  void *more;\n"),
    "a structure grows at its end": ("  int32_t concurrent;\n", "  int32_t concurrent;\n  int32_t more;\n"),
    "a structure is without its size": ("  size_t size; /* sizeof(hwgen_check_options) */\n", ""),
    "a structure is packed": ("} hwgen_verilog_options;", "} __attribute__((packed)) hwgen_verilog_options;"),
    "a structure is a union": ("typedef struct hwgen_integer {", "typedef union hwgen_integer {"),
    "a handle is smaller": ("hwgen_net { uint64_t bits; }", "hwgen_net { uint32_t bits; }"),
    "a handle is a pointer": ("hwgen_net { uint64_t bits; }", "hwgen_net { void *bits; }"),
    "an owner is something else": ("typedef struct hwgen_closure hwgen_closure;", "typedef void hwgen_closure;"),
    "a type": ("typedef int32_t hwgen_status;", "typedef int64_t hwgen_status;"),
    "the type of a parameter": ("hwgen_net a, int32_t index);", "hwgen_net a, int64_t index);"),
    "two parameters are exchanged": (
        "hwgen_shl(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net amount);",
        "hwgen_shl(hwgen_module *HWGEN_NONNULL module, hwgen_net amount, hwgen_net a);",
    ),
    "a parameter has the place of another": (
        "hwgen_net selector, hwgen_net when_1, hwgen_net when_0);",
        "hwgen_net selector, hwgen_net when_0, hwgen_net otherwise);",
    ),
    "a parameter is more": ("hwgen_net a, int32_t index);", "hwgen_net a, int32_t index, int32_t more);"),
    "a parameter may be NULL no more": (
        "hwgen_fsm_options *HWGEN_NULLABLE options",
        "hwgen_fsm_options *HWGEN_NONNULL options",
    ),
    "a result": ("int32_t hwgen_type_width(", "int64_t hwgen_type_width("),
    "a result where there was none": ("void hwgen_domain_end(", "hwgen_status hwgen_domain_end("),
    "a result may be NULL": ("const char *HWGEN_NONNULL hwgen_version(", "const char *HWGEN_NULLABLE hwgen_version("),
    "a result to be changed": ("const char *HWGEN_NONNULL hwgen_version(", "char *HWGEN_NONNULL hwgen_version("),
    "what a pointer leads to may be NULL": (
        "hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);\n\n/* What a budget",
        "hwgen_error *HWGEN_NONNULL *HWGEN_NULLABLE out_error);\n\n/* What a budget",
    ),
    "a constant object is to be changed": ("hwgen_error_count(const hwgen_error", "hwgen_error_count(hwgen_error"),
    "a function is gone": ("int32_t hwgen_abi(void);", ""),
    "a function is a macro": ("int32_t hwgen_abi(void);", "#define hwgen_abi() 1"),
    "a function is inline": ("int32_t hwgen_abi(void);", "static inline int32_t hwgen_abi(void) { return 1; }"),
    "a function is called otherwise": ("int32_t hwgen_abi(", "__attribute__((ms_abi)) int32_t hwgen_abi("),
    "a function has any number of parameters": (
        "*HWGEN_NONNULL module);\n/* A Clock",
        "*HWGEN_NONNULL module, ...);\n/* A Clock",
    ),
    "a callback": ("const char *HWGEN_NONNULL data, size_t size);", "const char *HWGEN_NONNULL data, int size);"),
    "a callback's parameters are exchanged": ("uint64_t done, uint64_t known,", "uint64_t known, uint64_t done,"),
    "a callback is given NULL": ("const char *HWGEN_NONNULL data, size_t", "const char *HWGEN_NULLABLE data, size_t"),
    "a callback is called otherwise": ("int32_t (*hwgen_sink)(", "int32_t (__attribute__((ms_abi)) *hwgen_sink)("),
}
# What they go on with.
ADDITIONS = {
    "a function": ("int32_t hwgen_abi(void);", "int32_t hwgen_abi(void);\nint32_t hwgen_new(int32_t x);"),
    "a constant": ("int32_t hwgen_abi(void);", "int32_t hwgen_abi(void);\n#define HWGEN_NEW 1"),
    "a structure": (
        "int32_t hwgen_abi(void);",
        "int32_t hwgen_abi(void);\ntypedef struct hwgen_new { int x[2]; } hwgen_new;",
    ),
    "a parameter may be NULL": ("const char *HWGEN_NONNULL states,", "const char *HWGEN_NULLABLE states,"),
    "a result is never NULL": (
        "hwgen_code HWGEN_NULLABLE hwgen_closure_code(",
        "hwgen_code HWGEN_NONNULL hwgen_closure_code(",
    ),
    "a callback is never given NULL": (
        "hwgen_hook)(void *HWGEN_NULLABLE user,",
        "hwgen_hook)(void *HWGEN_NONNULL user,",
    ),
    "a parameter's name": ("hwgen_net a, int32_t index);", "hwgen_net of, int32_t place);"),
    "a name in a callback": (
        "const char *HWGEN_NONNULL data, size_t size);",
        "const char *HWGEN_NONNULL bytes, size_t n);",
    ),
}
NUMBER = abi.number(abi.BASELINE.read_text().splitlines())
RAISED = (f"#define HWGEN_ABI {NUMBER}", f"#define HWGEN_ABI {NUMBER + 1}")


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


@pytest.fixture
def changelog(tmp_path: Path) -> Path:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(f"Version 0.2.0, ABI {NUMBER + 1}.")
    return path


def test_the_header_is_what_its_baseline_says():
    assert abi.complaints() == []


def test_the_baseline_has_every_sort_of_line():
    lines = abi.BASELINE.read_text().splitlines()
    assert lines[0] == f"HWGEN_ABI {abi.number(lines)}"
    counts = {kind: sum(line.startswith(kind + " ") for line in lines) for kind in ("macro", "struct", "type")}
    assert all(count >= 20 for count in counts.values()), counts
    assert sum(line.startswith("function ") for line in lines) > 80
    assert "struct hwgen_port at 28, 4 bytes: int32_t width" in lines
    assert "type int32_t (*hwgen_sink)(void *_Nullable user, const char *_Nonnull data, size_t size)" in lines
    assert "macro HWGEN_OP_SHL 26 /* a, amount */" in lines


def test_every_operation_says_its_words():
    lines = [line for line in abi.BASELINE.read_text().splitlines() if re.match("macro HWGEN_(OP|COMPOSE)_", line)]
    assert len(lines) > 80
    assert [line for line in lines if not line.endswith(" */")] == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_and_recorded_only_where_the_number_is_raised(change, changed):
    header, baseline = changed(CHANGES[change])
    before = baseline.read_text()
    assert any("raises HWGEN_ABI" in line for line in abi.complaints(header, baseline))
    assert f"HWGEN_ABI is {NUMBER} still" in abi.record(header, baseline)
    assert baseline.read_text() == before
    baseline.write_text(before.replace(f"HWGEN_ABI {NUMBER}", f"HWGEN_ABI {NUMBER - 1}", 1))
    assert any(f"of ABI {NUMBER - 1}, and hwgen.h of ABI {NUMBER}" in line for line in abi.complaints(header, baseline))
    assert abi.record(header, baseline) is None
    assert abi.complaints(header, baseline) == []


@pytest.mark.parametrize("addition", ADDITIONS)
def test_an_addition_is_refused_until_it_is_recorded(addition, changed):
    header, baseline = changed(ADDITIONS[addition])
    found = abi.complaints(header, baseline)
    assert len(found) >= 2 and "--record" in found[-1]
    assert not any("raises HWGEN_ABI" in line for line in found)
    assert abi.record(header, baseline) is None
    assert abi.complaints(header, baseline) == []


def test_the_number_never_falls(changed):
    header, baseline = changed((RAISED[0], f"#define HWGEN_ABI {NUMBER - 1}"))
    assert "never falls" in abi.record(header, baseline)


def test_a_number_that_the_changelog_does_not_name_is_a_complaint(changed, changelog):
    header, baseline = changed(RAISED)
    assert abi.record(header, baseline) is None
    assert abi.complaints(header, baseline) == [f"CHANGELOG.md has no line that names ABI {NUMBER + 1}"]
    changelog.write_text(f"ABI {NUMBER + 1}0, HWGEN_ABI")
    assert len(abi.complaints(header, baseline, changelog)) == 1


def test_comments_are_no_part(changed):
    header, baseline = changed(("/* In bits. */", "/* Bits. */"), ("/* IEEE 1364-2005 */", ""))
    assert abi.complaints(header, baseline) == []
