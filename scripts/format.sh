#!/bin/bash
# Brings all sources into form.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t folders < <(scripts/sources.sh swift)
swift format --in-place --parallel --recursive "${folders[@]}"
mapfile -t folders < <(scripts/sources.sh python)
.venv/bin/ruff check --fix-only --quiet "${folders[@]}"
.venv/bin/ruff format "${folders[@]}"
