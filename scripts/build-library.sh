#!/bin/bash
# Builds build/lib/libhwgen.so, the C library as it ships: self-contained, stripped, exporting only hwgen_*.
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian's libffi_pic.a goes into the library; without it the library needs libffi.so.
rm -rf build/ffi && mkdir -p build/ffi build/lib
pic=$(cc -print-file-name=libffi_pic.a)
if [ -f "$pic" ]; then ln -s "$pic" build/ffi/libffi.a; fi

folder=$(scripts/swift-release.sh hwgen -Xlinker "-L$PWD/build/ffi" -Xlinker "--version-script=$PWD/cmake/hwgen.map" -Xlinker -soname=libhwgen.so.0 \
  -Xlinker --wrap=_swift_stdlib_getScalarName)
strip --strip-unneeded -o build/lib/libhwgen.so.new "$folder/libhwgen.so"
mv build/lib/libhwgen.so.new build/lib/libhwgen.so
ln -sf libhwgen.so build/lib/libhwgen.so.0
echo "build/lib/libhwgen.so: $(($(stat -c %s build/lib/libhwgen.so) / 1024)) KiB"
