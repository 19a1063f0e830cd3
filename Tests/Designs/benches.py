"""Benches for the designs of examples/python: many of them in one simulation, in iverilog and in verilator.

A bench plays what a file says and writes down what it sees. It knows nothing of what a design computes: what goes in
and what must come out is made, and compared, by the tests.
"""

from __future__ import annotations

import importlib.util
import random
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import hwgen as hw

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests"))

from Differential import runner  # noqa: E402

TOOLS = ("iverilog", "verilator")


def example(name: str) -> ModuleType:
    """A file of examples/python."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / "python" / f"{name}.py")
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def packed(ports: Sequence[hw.Port], values: Sequence[int]) -> int:
    """One number, the first port's bits the highest."""
    total = 0
    for port, value in zip(ports, values, strict=True):
        total = total << width(port) | value & (1 << width(port)) - 1
    return total


def width(port: hw.Port) -> int:
    found = re.search(r"\((\d+)\)", str(port.type))
    return int(found[1]) if found else 1


def total_width(ports: Sequence[hw.Port]) -> int:
    return sum(width(port) for port in ports)


def pins(ports: Sequence[hw.Port], vector: str) -> Iterator[str]:
    """Each port, connected to its bits of a vector."""
    high = total_width(ports)
    for port in ports:
        high -= width(port)
        yield f".{port.name}({vector}[{high} +: {width(port)}])"


@dataclass
class Stream:
    """A design with a stream that comes in and one that goes out: what is sent, and the lines that come back.

    Each item waits some cycles before it is valid, and the result is not taken at once: `haste` is the share of the
    cycles in which something is done. A result that changes before it is taken is an `unstable` line.
    """

    circuit: hw.Circuit
    source: str
    sink: str
    items: list[tuple[int, ...]]
    """The fields of the incoming stream, but `valid` and `ready`."""
    count: int
    """Of the results."""
    haste: float = 1.0
    name: str = ""

    def ports(self, prefix: str, direction: str) -> list[hw.Port]:
        ends = ("_valid", "_ready")
        found = [port for port in self.circuit.ports if port.name.startswith(prefix + "_")]
        return [port for port in found if port.direction == direction and not port.name.endswith(ends)]

    def write(self, folder: Path) -> str:
        """Its files, and its module, of which `done` is 1 when all results are there."""
        dice = random.Random(self.name)
        source, sink = self.ports(self.source, "in"), self.ports(self.sink, "out")
        waits = [0 if dice.random() < self.haste else dice.randrange(1, 9) for _ in self.items]
        lines = [
            f"{wait << total_width(source) | packed(source, item):x}"
            for wait, item in zip(waits, self.items, strict=True)
        ]
        (folder / f"{self.name}.items").write_text("\n".join(lines) + "\n")
        bits = ["1" if dice.random() < self.haste else "0" for _ in range(255)]
        (folder / f"{self.name}.ready").write_text("\n".join([*bits, "1"]) + "\n")
        w, v, last = total_width(source), total_width(sink), len(self.items) - 1
        return f"""
module {self.name} (input wire clk, input wire rst, output wire done);
  reg [{w + 7}:0] items [0:{last}];
  reg ready_at [0:255];
  integer file;
  initial begin
    $readmemh("{self.name}.items", items);
    $readmemb("{self.name}.ready", ready_at);
    file = $fopen("{self.name}.out", "w");
  end
  reg [31:0] next = 0, after = 1, seen = 0;
  reg [7:0] cycle = 0, waited = 0;
  reg valid = 0, held = 0;
  reg [{v - 1}:0] held_out = 0;
  wire ready, out_valid;
  wire out_ready = ready_at[cycle];
  wire [{w + 7}:0] item = items[next];
  wire [{w + 7}:0] item_after = items[after];
  wire [{v - 1}:0] out;
  assign done = seen == {self.count};
  {self.circuit.name} dut (
    .clk(clk), .rst(rst), {", ".join([*pins(source, "item"), *pins(sink, "out")])},
    .{self.source}_valid(valid), .{self.source}_ready(ready),
    .{self.sink}_valid(out_valid), .{self.sink}_ready(out_ready)
  );
  always @(posedge clk) begin
    if (!rst) begin
      cycle <= cycle + 8'd1;
      waited <= waited + 8'd1;
      if (valid & ready) begin
        next <= after;
        after <= after + 1;
        waited <= 8'd1;
        valid <= (next != {last}) && item_after[{w + 7}:{w}] == 0;
      end else if (!valid && next <= {last} && waited >= item[{w + 7}:{w}]) valid <= 1'b1;
      held <= out_valid & ~out_ready;
      held_out <= out;
      if (held && !(out_valid && out === held_out)) $fwrite(file, "unstable\\n");
      if (out_valid & out_ready) begin
        $fwrite(file, "%h\\n", out);
        seen <= seen + 1;
      end
    end
  end
endmodule
"""


@dataclass
class Wave:
    """A design whose inputs are played, and whose outputs are written down, cycle by cycle, once it is reset."""

    circuit: hw.Circuit
    cycles: int
    inputs: list[int] = field(default_factory=list)
    """Of each cycle, all but clock and reset in one number; of the first one until the reset has ended."""
    name: str = ""

    def write(self, folder: Path) -> str:
        ports = [port for port in self.circuit.ports if port.name not in ("clk", "rst")]
        source = [port for port in ports if port.direction == "in"]
        sink = [port for port in ports if port.direction == "out"]
        w, v = total_width(source), total_width(sink)
        values = self.inputs or [0] * 2
        (folder / f"{self.name}.items").write_text("\n".join(f"{value:x}" for value in values) + "\n")
        w = max(w, 1)
        return f"""
module {self.name} (input wire clk, input wire rst, output wire done);
  reg [{w - 1}:0] items [0:{len(values) - 1}];
  integer file;
  initial begin
    $readmemh("{self.name}.items", items);
    file = $fopen("{self.name}.out", "w");
  end
  reg [31:0] cycle = 0;
  wire [{w - 1}:0] item = items[cycle < {len(values)} ? cycle : {len(values) - 1}];
  wire [{v - 1}:0] out;
  assign done = cycle == {self.cycles};
  {self.circuit.name} dut ({", ".join([".clk(clk)", ".rst(rst)", *pins(source, "item"), *pins(sink, "out")])});
  always @(posedge clk) begin
    if (!rst && !done) begin
      cycle <= cycle + 1;
      $fwrite(file, "%h\\n", out);
    end
  end
endmodule
"""


Bench = Stream | Wave

HARNESS = """
#include "VTop.h"
int main(int, char**) {
  VerilatedContext context;
  VTop top{&context};
  for (int cycle = 0, more = 20; cycle < LIMIT && more; ++cycle) {
    top.rst = cycle < 3;
    top.clk = 0;
    top.eval();
    top.clk = 1;
    top.eval();
    if (top.done) --more;
  }
  top.final();
}
"""


def modules(benches: Sequence[Bench], profile: str) -> str:
    """The text of all designs, each module once."""
    found: dict[str, str] = {}
    for bench in benches:
        for module in bench.circuit.verilog(profile).split("\n\n"):
            name = module.split()[1]
            assert found.setdefault(name, module) == module, f"two modules are called {name}"
    return "\n\n".join(found.values())


def simulate(
    benches: dict[str, Bench], tool: str, folder: Path, profile: str = "verilog", limit: int = 200_000
) -> dict[str, list[str]]:
    """What each bench wrote; a simulation ends 20 cycles after all are done, or at the limit."""
    for name, bench in benches.items():
        bench.name = name
    texts = [bench.write(folder) for bench in benches.values()]
    instances = [f"  {name} {name}_i (.clk(clk), .rst(rst), .done({name}_done));" for name in benches]
    done = " & ".join(f"{name}_done" for name in benches)
    inner = "\n".join([*(f"  wire {name}_done;" for name in benches), *instances, f"  assign done = {done};"])
    head = "module Top (input wire clk, input wire rst, output wire done);"
    if tool == "iverilog":
        head = f"""module Top;
  reg clk = 0, rst = 1;
  wire done;
  integer cycle, more = 20;
  initial begin
    for (cycle = 0; cycle < {limit} && more != 0; cycle = cycle + 1) begin
      rst = cycle < 3;
      #1 clk = 1;
      #1 if (done) more = more - 1;
      clk = 0;
    end
    $finish;
  end"""
    text = f"{head}\n{inner}\nendmodule\n{''.join(texts)}\n{modules(list(benches.values()), profile)}\n"
    (folder / "top.v").write_text(text)
    if tool == "iverilog":
        standard = "-g2005" if profile == "verilog" else "-g2012"
        runner.run(["iverilog", standard, "-s", "Top", "-o", "top.vvp", "top.v"], folder)
        # By its path, since for designs this large 20 seconds are no sign that it hangs.
        runner.run([shutil.which("vvp") or "vvp", "-n", "top.vvp"], folder)
    else:
        language = "1364-2005" if profile == "verilog" else "1800-2017"
        runner.run([*runner.VERILATOR, "--default-language", language, "top.v"], folder)
        (folder / "model" / "main.cpp").write_text(HARNESS.replace("LIMIT", str(limit)))
        sources = sorted((folder / "model").glob("*.cpp"))
        joined = folder / "model" / "all.cc"
        joined.write_text("".join(f'#include "{source.name}"\n' for source in sources))
        include = runner._include()
        flags = [f"-I{include}", f"-I{include}/vltstd", "-Imodel"]
        runner.run([*runner.COMPILER, *flags, joined, *runner.runtime(), "-o", "simulation"], folder)
        runner.run([folder / "simulation"], folder)
    return {name: (folder / f"{name}.out").read_text().split("\n")[:-1] for name in benches}
