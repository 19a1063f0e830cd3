#!/bin/bash
# Prints the Python that .venv is made with: python3.11 if it is there, else the newest python3 that is not older. It must be
# able to make a virtual environment.
set -euo pipefail

usable() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for name in python3.11 python3.13 python3.12 python3; do
  if path=$(command -v "$name") && usable "$path"; then
    echo "$path"
    exit 0
  fi
done
echo "no Python 3.11 or newer with the venv module was found" >&2
exit 1
