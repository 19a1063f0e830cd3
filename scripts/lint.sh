#!/bin/bash
# Checks the form of all sources: `make format` mends what it can.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t folders < <(scripts/sources.sh swift)
swift format lint --strict --parallel --recursive "${folders[@]}"
mapfile -t folders < <(scripts/sources.sh python)
.venv/bin/ruff check "${folders[@]}"
.venv/bin/ruff format --check "${folders[@]}"
.venv/bin/python scripts/build_errors.py --check
if [ -d bindings/python/src ]; then
  .venv/bin/mypy --strict --cache-dir build/mypy bindings/python/src
  .venv/bin/pyright --project bindings/python --pythonpath .venv/bin/python
  # What users see of the package has a type, all of it.
  PYTHONPATH=bindings/python/src .venv/bin/pyright --verifytypes hwgen --ignoreexternal --pythonpath .venv/bin/python
fi
