"""The FIR filter against SciPy's: the rows of a photograph, and the extremes of widths and coefficients."""

from __future__ import annotations

import numpy as np
import pytest
from benches import ROOT, Bench, Stream, example
from scipy.signal import lfilter

PICTURE = np.loadtxt(ROOT / "examples" / "data" / "picture.csv", delimiter=",", dtype=np.int64)
DICE = np.random.default_rng(11)


def extremes(bits: int, count: int) -> np.ndarray:
    """The least and the greatest sample in random order, and then runs of each."""
    least, greatest = -(1 << bits - 1), (1 << bits - 1) - 1
    return np.concatenate([DICE.choice([least, greatest, 0], count), np.repeat([least, greatest], 20)])


# Bits of a sample, coefficients, samples, haste.
CASES = {
    "fir_low_pass": (12, example("fir").LOW_PASS, (PICTURE.ravel() - 128) * 16, 1.0),
    "fir_edges": (9, [1, -1], PICTURE.ravel()[:500], 0.6),
    "fir_extremes": (16, [-32768, 32767, -32768, 1, -32768], extremes(16, 300), 0.8),
    "fir_one_tap": (8, [-128], extremes(8, 50), 0.7),
    "fir_one_bit": (1, [3, 0, -4, 2], extremes(1, 100), 1.0),
}


def benches_of_file() -> dict[str, Bench]:
    fir = example("fir").Fir
    return {
        name: Stream(fir(bits, coefficients), "sample", "result", [(int(x),) for x in samples], len(samples), haste)
        for name, (bits, coefficients, samples, haste) in CASES.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_the_results_are_those_of_the_filter(lines, all_benches, name):
    _, coefficients, samples, _ = CASES[name]
    # In double precision, which has every sum as it is: none is beyond 2^53.
    expected = lfilter(coefficients, 1.0, samples.astype(float))
    bits = all_benches[name].circuit.sum_bits
    got = [int(line, 16) for line in lines[name]]
    assert [value - (value >> bits - 1 << bits) for value in got] == expected.tolist()
