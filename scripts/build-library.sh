#!/bin/bash
# Builds build/lib/libhwgen.so, the C library as it ships: self-contained, stripped, exporting only hwgen_*.
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian's libffi_pic.a goes into the library; without it the library needs libffi.so.
rm -rf build/ffi && mkdir -p build/ffi build/lib
pic=$(cc -print-file-name=libffi_pic.a)
if [ -f "$pic" ]; then ln -s "$pic" build/ffi/libffi.a; fi

# Programs are linked with the library of an ABI.
abi=$(sed -n 's/^#define HWGEN_ABI \([0-9]*\)$/\1/p' include/hwgen.h)
soname=libhwgen.so.${abi:?include/hwgen.h does not define HWGEN_ABI}

folder=$(scripts/swift-release.sh hwgen -Xlinker "-L$PWD/build/ffi" -Xlinker "--version-script=$PWD/cmake/hwgen.map" -Xlinker "-soname=$soname" \
  -Xlinker --wrap=_swift_stdlib_getScalarName)
rm -f build/lib/libhwgen.so.*
strip --strip-unneeded -o build/lib/libhwgen.so.new "$folder/libhwgen.so"
mv build/lib/libhwgen.so.new build/lib/libhwgen.so
ln -sf libhwgen.so "build/lib/$soname"
echo "build/lib/libhwgen.so: $(($(stat -c %s build/lib/libhwgen.so) / 1024)) KiB"
