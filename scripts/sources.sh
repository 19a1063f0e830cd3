#!/bin/bash
# Prints the files and folders with sources of a language, as far as they exist: scripts/sources.sh swift|python
set -euo pipefail
cd "$(dirname "$0")/.."

case $1 in
  swift) folders="Package.swift Sources Tests examples/swift Benchmarks/hwgen/swift" ;;
  python) folders="scripts bindings/python docs/reference Tests examples Benchmarks" ;;
esac
for folder in $folders; do
  if [ -e "$folder" ]; then echo "$folder"; fi
done
