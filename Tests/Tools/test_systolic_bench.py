"""The bench finds every fault planted in a model of the array, and nothing in the faultless one.

The model stands for a simulator: it takes the lines of the stimulus and answers with the lines a simulator would write.
"""

import numpy as np
import pytest
from systolic_bench import Result, assemble, load, schedule

MASK = (1 << 32) - 1


class Model:
    """An n by n array of processing elements, clocked one line of stimulus at a time."""

    def __init__(self, n: int, fault: str = "") -> None:
        self.n, self.fault = n, fault
        self.a, self.b, self.c = ([[0] * n for _ in range(n)] for _ in range(3))

    def cycle(self, line: str) -> str:
        n, fault = self.n, self.fault
        bits = int(line, 16)
        rst, drain = bits >> 16 * n + 1 & 1, bits >> 16 * n & 1
        west = [bits >> 8 * n + 8 * i & 255 for i in range(n)]
        north = [bits >> 8 * j & 255 for j in range(n)]
        shown = sum(self.c[i][n - 1] << 32 * i for i in range(n))
        old_a, old_b, old_c = ([row[:] for row in side] for side in (self.a, self.b, self.c))
        for i in range(n):
            for j in range(n):
                a = west[i] if j == 0 else old_a[i][j - 1]
                b = north[j] if i == 0 else old_b[i - 1][j]
                if fault == "a is signed" and a > 127:
                    a -= 256
                if fault == "operands swapped":
                    a, b = b, a
                product = a * b
                if fault == "product cut to 8 bits":
                    product &= 255
                total = old_c[i][j] - product if fault == "subtracts" else old_c[i][j] + product
                if fault == "one element is stuck" and (i, j) == (1, 2):
                    total = 0
                if fault == "sum cut to 16 bits":
                    total &= 0xFFFF
                left = old_c[i][j - 1] if j else 0
                if fault == "west edge loads one" and j == 0:
                    left = 1
                if fault == "drains to the south":
                    left = old_c[i - 1][j] if i else 0
                if drain and fault != "never drains":
                    total = left
                if fault == "drains with the products" and drain:
                    total = left + product + 1
                self.a[i][j], self.b[i][j], self.c[i][j] = a & 255, b & 255, total & MASK
                if rst and fault != "ignores reset":
                    self.a[i][j] = self.b[i][j] = self.c[i][j] = 0
        if fault == "a passes without a register":
            self.a = [[west[i]] * n for i in range(n)]
        if fault == "shows the rows in reverse":
            shown = sum(old_c[i][n - 1] << 32 * (n - 1 - i) for i in range(n))
        return f"{shown:0{8 * n}x}"


def result(fault: str, n: int = 4, size: int = 8) -> Result:
    a, b = load("picture.csv")[:size, :size], load("smear.csv")[:size, :size]
    cycles, readouts = schedule(a, b, n)
    model = Model(n, fault)
    if fault == "ignores reset":
        model.c = [[7] * n for _ in range(n)]
    response = [model.cycle(cycle.hex()) for cycle in cycles]
    return Result("model", assemble(response, readouts, (size, size), n), a @ b)


def test_the_faultless_model_computes_the_product():
    assert result("").ok


FAULTS = [
    "a is signed",
    "operands swapped",
    "product cut to 8 bits",
    "subtracts",
    "one element is stuck",
    "sum cut to 16 bits",
    "west edge loads one",
    "drains to the south",
    "never drains",
    "drains with the products",
    "ignores reset",
    "a passes without a register",
    "shows the rows in reverse",
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault):
    found = result(fault)
    assert not found.ok
    assert found.mismatches > 0


def test_an_unknown_bit_of_the_output_is_a_mismatch():
    a = b = np.ones((2, 2), dtype=np.int64)
    cycles, readouts = schedule(a, b, 2)
    response = ["0000000200000002"] * len(cycles)
    assert (assemble(response, readouts, (2, 2), 2) == a @ b).all()
    response[readouts[0].cycle] = "000000020000000x"
    found = Result("model", assemble(response, readouts, (2, 2), 2), a @ b)
    assert found.mismatches == 1


def test_the_data_tell_rows_from_columns():
    a, b = load("picture.csv"), load("smear.csv")
    assert a.shape == b.shape == (64, 64)
    for other in (b @ a, a @ b.T, a.T @ b, (a @ b).T):
        assert (other != a @ b).mean() > 0.9
