#!/bin/bash
# Installs the Python package in .venv, editable: it then runs from bindings/python/src, with the library of build/lib.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python -m pip install --disable-pip-version-check --quiet --no-build-isolation --no-deps --editable bindings/python
.venv/bin/python -c 'from importlib.metadata import version; import hwgen; print("hwgen", version("hwgen"), "in .venv")'
