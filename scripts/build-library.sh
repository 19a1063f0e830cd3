#!/bin/bash
# Builds build/lib/libhwgen.so, the C library as it ships: self-contained, stripped, exporting only hwgen_*.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(scripts/swift-release.sh hwgen -Xlinker "--version-script=$PWD/cmake/hwgen.map" -Xlinker -soname=libhwgen.so.0 \
  -Xlinker --wrap=_swift_stdlib_getScalarName)
mkdir -p build/lib
strip --strip-unneeded -o build/lib/libhwgen.so.new "$folder/libhwgen.so"
mv build/lib/libhwgen.so.new build/lib/libhwgen.so
ln -sf libhwgen.so build/lib/libhwgen.so.0
echo "build/lib/libhwgen.so: $(($(stat -c %s build/lib/libhwgen.so) / 1024)) KiB"
