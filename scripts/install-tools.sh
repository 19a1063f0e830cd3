#!/bin/bash
# Installs what the demo and the tests need and the machine lacks: Debian packages by apt, PyPI packages in .venv.
#
# Without root it prints the one line that root has to run, and stops with status 1.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v swift >/dev/null || {
  echo "hwgen needs Swift 6.3 on PATH: https://www.swift.org/install" >&2
  exit 1
}

# What is looked for, and the package that brings it.
missing=()
want() { # want PACKAGE COMMAND...: every command must succeed
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
present() { command -v "$1"; }
venv_works() { # Debian's own python3 comes without ensurepip
  scripts/find-python.sh
}
python_is_shared() { # a test embeds it
  "$(scripts/find-python.sh)" scripts/find_libpython.py
}

want g++ present g++
# The C library has libffi in it.
want libffi-dev test -n "$(find /usr/include /usr/local/include -name ffi.h -print -quit 2>/dev/null)"
want iverilog present iverilog
want verilator present verilator
want yosys present yosys
want cmake present cmake
want ninja-build present ninja
want graphviz present dot
want valgrind present valgrind
want pkg-config present pkg-config
want luajit present luajit
want doxygen present doxygen
want python3-venv venv_works
want libpython3-dev python_is_shared

if [ ${#missing[@]} -gt 0 ]; then
  line="apt-get install --yes --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    echo "these packages are missing; as root, run" >&2
    echo "apt-get update && $line" >&2
    exit 1
  fi
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  $line
fi

scripts/make-venv.sh
