"""What the peers' programs share: `python PEER.py DESIGN SIZE OUT.v` and the graph of FlatLogic.

The four designs, each in its own size:
  addtree k     an adder tree by recursion: 2^k inputs of 16 bits, one module per level where there are modules
  distinct n    a chain of n adders of 32 bits, each another specialisation (x + k for k = 1...n)
  systolic n    n*n instances of one processing element
  flatlogic n   n operations of 32 bits in one module
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator


def ops(n: int) -> Iterator[tuple[int, int, int]]:
    """FlatLogic's graph. With v[0] = a, v[1] = b, each (op, i, j) appends v[i] op v[j]; op 0 is xor, 1 add, 2 and."""
    r = 12345
    for t in range(2, n + 2):
        r = (r * 1103515245 + 12345) & 0x7FFFFFFF
        yield (0, 1, 0, 1, 2)[(r >> 8) % 5], t - 1, t - 2 - (r >> 16) % min(t - 1, 63)


def main(designs: dict[str, Callable[[int, str], None]]) -> None:
    """Runs the design the command line names; it writes the Verilog file itself."""
    sys.setrecursionlimit(10**6)
    name, size, out = sys.argv[1:]
    designs[name](int(size), out)
