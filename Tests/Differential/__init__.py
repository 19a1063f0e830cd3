"""Random designs, printed by the core, run by real simulators, judged by an evaluator of its own.

`netlist` reads and writes the netlist's text form, `evaluator` is the meaning of docs/guide/semantics.md over Python
integers, `operations` says what every operation takes and gives, `generator` makes legal designs from a seed,
`stimulus` their input, `runner` prints them and runs them in iverilog and verilator, `shrink` makes a failing one
small, `coverage` counts what occurred, `faults` plants what must be found. `campaign` joins them;
scripts/fuzz_designs.py is its command.

Memories are cells of no value, whose ports are in the table; `meaning.Meaning` says what the ports do. `hosting` makes
what hosts put together, conversions and unions, as one cell each, and `hosted` has the core make its cells of them;
`checks` are assertions, covers and prints, and what tools say of them; `pads` are inout ports, and the bench around
them.

`programs` makes random bodies of a host, each step of which has a meaning of its own beside what the library makes of
it: conversions of fixed point, unions, enumerations, records, relaxed scopes, joins, prints and assertions.

To add an operation: a row in `operations.OPERATIONS` and in `evaluator.RULES`; in `generator.MAKERS` if its operands
are not simply of its own type (else in `OPERAND_COUNTS`), in `netlist.READERS` and `WRITERS` if its text is not simply
operands; and a fault in `faults`. What is counted beside the table stands in `coverage.SORTS`.
"""
