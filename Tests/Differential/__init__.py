"""Random designs, printed by the core, run by real simulators, judged by an evaluator of its own.

`netlist` reads and writes the netlist's text form, `evaluator` is the meaning of docs/guide/semantics.md over Python
integers, `operations` says what every operation takes and gives, `generator` makes legal designs from a seed, `stimulus`
their input, `runner` prints them and runs them in iverilog and verilator, `shrink` makes a failing one small, `coverage`
counts what occurred, `faults` plants what must be found. `campaign` joins them; scripts/fuzz_designs.py is its command.
"""
