"""What the Python cases share: each writes one circuit to the path that it is given; as SystemVerilog if that ends in
`.sv`, and the manifest of what there is then if it ends in `.json`."""

import json
import sys
from pathlib import Path

import hwgen as hw


def write(circuit: hw.Circuit) -> None:
    path = sys.argv[1]
    if path.endswith(".json"):
        circuit.elaborate()
        Path(path).write_text(json.dumps(hw.manifest()))
        return
    circuit.write_verilog(path, "systemverilog" if path.endswith(".sv") else "verilog")
