#!/bin/bash
# Builds one product of the package as it ships, and prints the path of what was built.
#
#   scripts/swift-release.sh PRODUCT [SWIFT BUILD OPTION...]
#
# Release, with the Swift runtime linked in: a host process then needs no Swift, and gets no crash handlers from it. All
# products built so share one scratch path (.build-library), so the core is compiled once for all of them. That no two
# accesses overlap is checked where the tests run: in debug builds and under the sanitizers. Relative relocations are packed,
# which is 400 KB of each file; the loader must be glibc 2.36's or newer and says so if it is not.
set -euo pipefail
cd "$(dirname "$0")/.."
product=$1
shift

options=(-c release --scratch-path .build-library --product "$product" -Xswiftc -static-stdlib -Xswiftc -use-ld=lld
  -Xswiftc -enforce-exclusivity=unchecked -Xlinker -z -Xlinker pack-relative-relocs)

swift build "${options[@]}" "$@" 1>&2
echo "$(swift build "${options[@]}" "$@" --show-bin-path 2>/dev/null)"
