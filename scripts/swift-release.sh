#!/bin/bash
# Builds one product of the package as it ships, and prints the path of what was built.
#
#   scripts/swift-release.sh PRODUCT [SWIFT BUILD OPTION...]
#
# Release, with the Swift runtime linked in: a host process then needs no Swift, and gets no crash handlers from it. All
# products built so share one scratch path (.build-library), so the core is compiled once for all of them.
set -euo pipefail
cd "$(dirname "$0")/.."
product=$1
shift

options=(-c release --scratch-path .build-library --product "$product" -Xswiftc -static-stdlib -Xswiftc -use-ld=lld)

# libffi is linked in where the system has it as position-independent code. A folder that holds nothing but that archive
# stands before the system's in the search path, so that -lffi finds it there.
archive=$(find /usr/lib /usr/lib64 -name libffi_pic.a -print -quit 2>/dev/null || true)
if [ -n "$archive" ]; then
  mkdir -p .build-library/libffi
  ln -sf "$archive" .build-library/libffi/libffi.a
  options+=(-Xlinker "-L$PWD/.build-library/libffi")
fi

swift build "${options[@]}" "$@" 1>&2
echo "$(swift build "${options[@]}" "$@" --show-bin-path 2>/dev/null)"
