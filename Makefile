# Every target calls a script of scripts/; `make` alone lists them.
.DEFAULT_GOAL := help
# Targets write the same folders (build, .build, .venv), so that -j must not run two at once.
.NOTPARALLEL:
.PHONY: help demo test library python install bench synthesis fuzz fuzz-designs soak format lint docs clean

PREFIX ?= /usr/local
SEED   ?= 1
COUNT  ?= 100000

PYTHON := .venv/bin/python

help: ## this list
	@echo "make TARGET"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16

demo: tools library python ## the systolic array from three hosts, judged and run on real data
	@$(PYTHON) scripts/demo.py

test: tools ## everything that must hold; the last line counts the tests
	@$(PYTHON) scripts/run_tests.py

library: ## build/lib/libhwgen.so, the C library as it ships
	@scripts/build-library.sh

python: venv library ## the Python package, editable, in .venv
	@scripts/install-python.sh

install: library ## the header, the library, CMake and pkg-config files: make install PREFIX=/usr/local
	@scripts/install.sh "$(PREFIX)"

bench: tools library python ## hwgen beside its peers, written to Benchmarks/RESULTS.md; ARGS="--limit 12" or --quick is short
	@$(PYTHON) Benchmarks/bench.py $(ARGS)

synthesis: tools library python ## cells beside Verilog written by hand, written to Benchmarks/RESULTS.md
	@$(PYTHON) Benchmarks/synthesis.py

fuzz: tools python ## random input to the parsers, and a design for each 100 of them: make fuzz SEED=1 COUNT=100000
	@$(PYTHON) scripts/fuzz.py --seed $(SEED) --count $(COUNT)
	@$(PYTHON) scripts/fuzz_designs.py --seed $(SEED) --count $$((($(COUNT) + 99) / 100))

fuzz-designs: tools python ## random designs in two simulators: make fuzz-designs SEED=1 COUNT=100000
	@$(PYTHON) scripts/fuzz_designs.py --seed $(SEED) --count $(COUNT)

soak: tools library python ## what takes long; adds a line to Tests/SOAK.md
	@$(PYTHON) scripts/soak.py

format: venv ## bring all sources into form
	@scripts/format.sh

lint: venv ## check the form of all sources
	@scripts/lint.sh

docs: tools library ## build/docs/index.html; runs the notebooks
	@$(PYTHON) scripts/build_docs.py

clean: ## remove what was built; .venv stays
	@rm -rf .build .build-library .build-sanitize .build-soak build

.PHONY: tools venv
tools:
	@scripts/install-tools.sh

venv:
	@scripts/make-venv.sh
