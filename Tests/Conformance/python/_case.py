"""What the Python cases share: each writes one circuit to the path that it is given; as SystemVerilog if that ends in
`.sv`."""

import sys

import hwgen as hw


def write(circuit: hw.Circuit) -> None:
    path = sys.argv[1]
    circuit.write_verilog(path, "systemverilog" if path.endswith(".sv") else "verilog")
